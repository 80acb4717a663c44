"""Whose words: a letter's text in sections, its sender's own first, then each letter passed on below.

Mail programs forward in the text itself ("---------- Forwarded message", Outlook's "From: / Sent: / To:").
The person who passes a form on is not the member (PEERS.md §6.14), and a signature above a forwarded form is
no answer to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from casework.model import Person
from ingest.addresses import mentioned, one_mailbox
from ingest.attribution import attribution
from ingest.headers import one_line
from ingest.headings import heading_at, heading_below, is_rule, is_separator, next_words, shown

_MOST = 20
_BRACKETED = re.compile(r"[<\[(][^<>\[\]()]{0,300}[>\])]")
_MARK = re.compile(r"> ?")
_PHRASE = re.compile(r"(?:^|,)\s*([^,<>:@\d]{3,80}?)\s*<")


@dataclass(frozen=True, slots=True)
class Section:
    """Lines of a letter. `writers`: whose letters they came in, outermost first; none: its sender's.

    `first`: the line of the letter they begin at, from 0; `marks`: how many ">" were taken off each.
    """

    text: str
    writers: tuple[Person, ...] = ()
    first: int = 0
    marks: int = 0


def sections(text: str) -> tuple[Section, ...]:
    """The sections of a letter's text in order, the sender's own first, though it may be empty."""
    return tuple(_parted(text.split("\n"), (), 0, 0))[: _MOST + 1]


def _parted(lines: list[str], writers: tuple[Person, ...], first: int, marks: int) -> list[Section]:
    heads = [shown(line) for line in lines]
    quoted = [head.startswith(">") for head in heads]
    found: list[Section] = []
    start = at = 0
    while at < len(lines) and len(writers) < _MOST:
        passed = _passed_on(heads, at) if heads[at] else None
        if passed is None:
            at += 1
            continue
        found.append(Section("\n".join(lines[start:at]), writers, first + start, marks))
        writer, body = passed
        writers = (*writers, writer)
        start = at = max(body, at + 1)
        if _all_quoted(heads[start:], quoted[start:]):
            bare = [_MARK.sub("", line, count=1) for line in lines[start:]]
            return [*found, *_parted(bare, writers, first + start, marks + 1)]
    return [*found, Section("\n".join(lines[start:]), writers, first + start, marks)]


def _all_quoted(heads: Sequence[str], quoted: Sequence[bool]) -> bool:
    return any(quoted) and all(mark or not head for head, mark in zip(heads, quoted, strict=True))


def _passed_on(heads: list[str], at: int) -> tuple[Person, int] | None:
    """Who wrote the letter that begins at this line, and where its text begins; None if none begins here."""
    head = heads[at]
    if head.startswith(">"):
        return None
    if is_separator(head):
        below = next_words(heads, at + 1)
        if below < len(heads) and heads[below].startswith(">"):  # Apple Mail marks the heading as quoted too
            bare = [_MARK.sub("", line, count=1) for line in heads[below : below + 24]]
            heading = heading_below(bare, 0)
            return writer_of(heading.values.get("from", "")), below + heading.end
        heading = heading_below(heads, at + 1)
        return writer_of(heading.values.get("from", "")), heading.end
    begin = next_words(heads, at + 1) if is_rule(head) else at
    found = heading_at(heads, begin)
    if found is not None:
        return writer_of(found.values["from"]), found.end
    length = attribution(heads, at)
    below = next_words(heads, at + length)
    if length and below < len(heads) and not heads[below].startswith(">"):
        return _attributed(" ".join(heads[at : at + length])), at + length
    return None


def writer_of(value: str) -> Person:
    """The person of a "From:" line as programs show it; what cannot be told is empty."""
    name, address = one_mailbox(value)
    if address:
        return Person(name.strip(" *"), address)
    addresses = mentioned(value)
    bare = one_line(_BRACKETED.sub(" ", value).strip(" \"'*"), 200)
    return Person("" if "@" in bare else bare, addresses[0] if len(set(addresses)) == 1 else "")


def quoted_writers(text: str) -> tuple[Person, ...]:
    """Who wrote what is quoted with ">" in a text, by the lines above the quotations."""
    heads = [shown(line) for line in text.split("\n")]
    found: dict[Person, None] = {}
    for at, head in enumerate(heads):
        length = attribution(heads, at) if head and not head.startswith(">") else 0
        if length and len(found) < _MOST:
            found.setdefault(_attributed(" ".join(heads[at : at + length])))
    return tuple(found)


def _attributed(line: str) -> Person:
    addresses = mentioned(line)
    name = _PHRASE.search(line)
    shown_name = one_line(name[1].strip(" \"'"), 200) if name else ""
    return Person(shown_name, addresses[0] if len(set(addresses)) == 1 else "")
