"""The closing of somebody else below the last question of a mail: of the officer who sent the questions, or
of whoever filled them in for the member ("Yours, Idris Hall, Organiser"). It answers nothing, and the number
or the address below it is not the member's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.answers import Answer
from ingest.page import Page, each_line

_NAME = r"(?P<name>[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){1,3})"
_ROLE = r"\s*[,(–-]\s*(?P<role>[^()@\d]{3,60}?)\W*"
_WORDS = (
    r"\W*(?:yours(?: (?:sincerely|faithfully|truly|fraternally|in solidarity))?|in solidarity|solidarity|"
    r"fraternally|(?:with )?(?:kind|best|warm)(?:est)? (?:regards|wishes)|regards|many thanks|"
    r"thank you|thanks)"
)
_ALONE = re.compile(rf"{_WORDS}\W*", re.IGNORECASE)
_CLOSING = re.compile(rf"{_WORDS}\s*[,.–-]\s*{_NAME}(?:{_ROLE})?", re.IGNORECASE)
_SIGNED = re.compile(rf"\s*{_NAME}(?:{_ROLE})?\s*")
_OFFICE = re.compile(
    r"\b(?:organi[sz]er|secretary|rep|representative|steward|caseworker|chair(?:person|man|woman)?|convenor|"
    r"convener|official|administrator|treasurer|president)\b",
    re.IGNORECASE,
)
_WE = re.compile(r"\b(?:we|us|our)\b", re.IGNORECASE)
_ME = re.compile(r"\b(?:I|me|my|mine)\b", re.IGNORECASE)
_LONGEST = 160  # letters of a closing
_WORD = re.compile(r"[^\W\d_]{2,}")
_NAMES = frozenset({"member_name", "given_name", "family_name"})
_CONTACTS = frozenset({"phone", "email", "work_email", "contact_details"})
_BELOW = _CONTACTS | {"ignored", "signature", "date", "signed_on", "consent"}


def without_officers_close(found: Sequence[Answer], page: Page) -> list[Answer]:
    """The answers of a page, without such a closing and what stands below it."""
    theirs = {word for answer in found if answer.name in _NAMES for word in _words(_text(answer))}
    lines = [line.text for line in each_line(page.blocks)]
    at = next((at for at in reversed(range(len(lines))) if theirs and _closes(lines, at, theirs)), None)
    if at is None:
        return list(found)
    above, below = "\n".join(lines[:at]), "\n".join(lines[at + 1 :])
    if any(answer.name not in _BELOW and _stands_in(answer, below, above) for answer in found):
        return list(found)  # a covering note above the form
    kept = (_without(answer, lines[at]) for answer in found)
    return [_unasked(one) if one.name in _CONTACTS and _stands_in(one, below, above) else one for one in kept]


def _closes(lines: Sequence[str], at: int, theirs: set[str]) -> bool:
    """Whether a line is a closing by somebody who is not the member, or their name with an office."""
    text = lines[at]
    if not text.strip() or len(text) > _LONGEST:
        return False
    if _ALONE.fullmatch(text):
        signed = next((line for line in lines[at + 1 :] if line.strip()), "")
        found = _SIGNED.fullmatch(signed) if len(signed) <= _LONGEST else None
        return found is not None and _is_another(found["name"], theirs)
    found = _CLOSING.fullmatch(text)
    if found is None:
        found = _SIGNED.fullmatch(text)
        if found is None or _OFFICE.search(found["role"] or "") is None:
            return False
    return _is_another(found["name"], theirs)


def _is_another(name: str, theirs: set[str]) -> bool:
    words = _words(name)
    return bool(words) and not theirs & words and all(word[:1].isupper() for word in name.split())


def _without(answer: Answer, closing: str) -> Answer:
    """An answer without the line that closes and names who signs, a consent without what "we" say right above
    it too. A line that only closes ends an answer as any does."""
    lines = answer.lines
    at = next((at for at, line in enumerate(lines) if line.text == closing), None)
    if at is None:
        return answer
    ours = {id(lines[at])} if not _ALONE.fullmatch(closing) else set()
    for line in reversed(lines[1:at] if answer.name == "consent" else []):
        if line.text.strip() and (not _WE.search(line.text) or _ME.search(line.text)):
            break
        ours.add(id(line))
    return replace(answer, cells=[[line for line in cell if id(line) not in ours] for cell in answer.cells])


def _stands_in(answer: Answer, below: str, above: str) -> bool:
    """Whether an answer was written below the closing only."""
    told = [line.text.strip() for line in answer.lines if line.text.strip()]
    return bool(told) and all(text in below and text not in above for text in told)


def _unasked(answer: Answer) -> Answer:
    return replace(answer, asked=replace(answer.asked, fields=("ignored",), exact=True))


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _text(answer: Answer) -> str:
    return " ".join(line.text for line in answer.lines)
