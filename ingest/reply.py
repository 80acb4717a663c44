"""The sender's own new words: what was quoted below or between them, and the signature, kept apart.

Only for answers and for telling kinds; forms are read from the whole text, so nothing here can lose one. All
patterns are anchored and bounded and see each line once: hostile bodies cost linear time (MAIL.md §3).
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.attribution import attribution
from ingest.headings import LINE, heading_at, is_rule, is_separator, next_words, shown
from ingest.phrases import openings

_SIGNATURE_LINES = 15

_SENT_FROM = openings(
    r"""
    sent from (?:my|yahoo|outlook|mail|proton|samsung|aol)\b.{0,80}
    get outlook for (?:ios|android).{0,80}
    sent (?:via|with|using) .{1,60}
    von meinem .{1,40} gesendet
    envoy[ée] de mon .{1,40}
    anfonwyd o fy .{1,40}
    """
)


@dataclass(frozen=True, slots=True)
class Reply:
    """`own` words without quotes and signature; the `signature`; whether anything was `quoted`."""

    own: str
    signature: str = ""
    quoted: bool = False


def own_words(text: str) -> Reply:
    """Part a letter's text. Lines between quoted lines are the sender's own, and stay in order."""
    lines = text.replace("\r\n", "\n").split("\n")
    heads = [shown(line) for line in lines]
    end = _history(heads)
    kept, quoted = _unquoted(lines[:end], heads[:end])
    own, signature = _signed(kept)
    return Reply(own.strip("\n").rstrip(), signature.strip("\n"), quoted or end < len(lines))


def _history(heads: list[str]) -> int:
    """The line from which all is an earlier letter that is not marked with ">"."""
    marked = [head.startswith(">") for head in heads]
    last_mark = max((at for at, mark in enumerate(marked) if mark), default=-1)
    spoken = False
    for at, head in enumerate(heads):
        if not head:
            continue
        if not head.startswith(">") and _begins_history(heads, at, spoken, last_mark):
            return at
        spoken = spoken or not head.startswith(">")
    return len(heads)


def _begins_history(heads: list[str], at: int, spoken: bool, last_mark: int) -> bool:
    head = heads[at]
    if is_separator(head):
        return True
    if is_rule(head):
        return heading_at(heads, next_words(heads, at + 1)) is not None
    if heading_at(heads, at, spoken) is not None:
        return True
    # With ">" lines below it an attribution quotes only those; without, everything below is history.
    return last_mark < at and attribution(heads, at) > 0


def _unquoted(lines: list[str], heads: list[str]) -> tuple[list[str], bool]:
    """The lines without ">" ones and the attributions above those."""
    kept: list[str] = []
    quoted = False
    at = 0
    while at < len(lines):
        if heads[at].startswith(">"):
            quoted = True
            at += 1
            continue
        length = attribution(heads, at) if heads[at] else 0
        below = next_words(heads, at + length)
        if length and below < len(heads) and heads[below].startswith(">"):
            at += length
            continue
        kept.append(lines[at])
        at += 1
    return kept, quoted


def _signed(lines: list[str]) -> tuple[str, str]:
    """Part the signature: what follows "-- " if it is short, and a phone's or program's last line."""
    cut = next((at for at, line in enumerate(lines) if line.rstrip() == "--"), len(lines))
    signature = [line for line in lines[cut + 1 :] if line.strip()]
    if len(signature) > _SIGNATURE_LINES:  # too long for a signature: words that happen to follow two hyphens
        cut, signature = len(lines), []
    own = lines[:cut]
    while own and not own[-1].strip():
        own.pop()
    if own and _SENT_FROM.fullmatch(own[-1][:LINE].strip()):
        signature.insert(0, own.pop().strip())
    return "\n".join(own), "\n".join(signature)
