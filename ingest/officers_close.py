"""The closing of the officer who sent the questions, below the last of them: "Yours, Idris Hall, Organiser",
and their number under it. It answers nothing, and the number is not the member's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.answers import Answer
from ingest.choices import boxed

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
_WORD = re.compile(r"[^\W\d_]{2,}")
_NAMES = frozenset({"member_name", "given_name", "family_name"})
_CONTACTS = frozenset({"phone", "email", "work_email", "contact_details"})


def without_officers_close(found: Sequence[Answer]) -> list[Answer]:
    """The answers of a page, without such a closing and what is asked of nobody below it."""
    theirs = {word for answer in found if answer.name in _NAMES for word in _words(_text(answer))}
    at = next((at for at, answer in enumerate(found) if _closes(answer, theirs)), None)
    if at is None or not theirs:
        return list(found)
    kept = [[line for line in cell if not _is_close(line.text, theirs)] for cell in found[at].cells]
    below = [
        replace(answer, asked=replace(answer.asked, fields=("ignored",), exact=True))
        if answer.name in _CONTACTS
        else answer
        for answer in found[at + 1 :]
    ]
    return [*found[:at], replace(found[at], cells=kept), *below]


def _closes(answer: Answer, theirs: set[str]) -> bool:
    told = [line for line in answer.lines if line.text.strip()]
    return bool(told) and not boxed(told[-1:]) and _is_close(told[-1].text, theirs)


def _is_close(text: str, theirs: set[str]) -> bool:
    """Whether a line is a closing by an officer who is not the member."""
    found = _CLOSING.fullmatch(text)
    return (
        found is not None and _OFFICE.search(found["role"]) is not None and not theirs & _words(found["name"])
    )


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _text(answer: Answer) -> str:
    return " ".join(line.text for line in answer.lines)
