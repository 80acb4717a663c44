"""The closing of the officer who sent the questions, below the last of them: "Yours, Idris Hall, Organiser",
and their number under it. It answers nothing, and the number is not the member's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.answers import Answer
from ingest.page import Page, each_line

_NAME = r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){1,3}"
_CLOSING = re.compile(
    r"\W*(?:yours(?: (?:sincerely|faithfully|truly|fraternally|in solidarity))?|in solidarity|solidarity|"
    r"fraternally|(?:with )?(?:kind|best|warm)(?:est)? (?:regards|wishes)|regards|many thanks|thank you|"
    rf"thanks)\s*[,.–-]\s*(?P<name>{_NAME})\s*[,(–-]\s*(?P<role>[^,()@\d]{{3,60}}?)\W*",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:organi[sz]er|secretary|rep|representative|steward|caseworker|chair(?:person|man|woman)?|convenor|"
    r"convener|official|administrator|treasurer|president)\b",
    re.IGNORECASE,
)
_LONGEST = 160  # letters of a closing
_WORD = re.compile(r"[^\W\d_]{2,}")
_NAMES = frozenset({"member_name", "given_name", "family_name"})
_CONTACTS = frozenset({"phone", "email", "work_email", "contact_details"})


def without_officers_close(found: Sequence[Answer], page: Page) -> list[Answer]:
    """The answers of a page, without such a closing and what stands below it."""
    theirs = {word for answer in found if answer.name in _NAMES for word in _words(_text(answer))}
    lines = [line.text for line in each_line(page.blocks)]
    at = next((at for at, text in enumerate(lines) if _is_close(text, theirs)), None)
    if at is None or not theirs:
        return list(found)
    above, below = "\n".join(lines[:at]), "\n".join(lines[at + 1 :])
    kept = (_without(answer, lines[at]) for answer in found)
    return [_unasked(one) if one.name in _CONTACTS and _stands_in(one, below, above) else one for one in kept]


def _without(answer: Answer, closing: str) -> Answer:
    if all(line.text != closing for line in answer.lines):
        return answer
    return replace(answer, cells=[[line for line in cell if line.text != closing] for cell in answer.cells])


def _stands_in(answer: Answer, below: str, above: str) -> bool:
    """Whether an answer was written below the closing only."""
    told = [line.text.strip() for line in answer.lines if line.text.strip()]
    return bool(told) and all(text in below and text not in above for text in told)


def _unasked(answer: Answer) -> Answer:
    return replace(answer, asked=replace(answer.asked, fields=("ignored",), exact=True))


def _is_close(text: str, theirs: set[str]) -> bool:
    """Whether a line is a closing by an officer who is not the member."""
    found = _CLOSING.fullmatch(text) if len(text) <= _LONGEST else None
    return (
        found is not None and _OFFICE.search(found["role"]) is not None and not theirs & _words(found["name"])
    )


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _text(answer: Answer) -> str:
    return " ".join(line.text for line in answer.lines)
