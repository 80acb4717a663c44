"""The look of an answer, and how often an answer to a field has it: an address is hardly a job title."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ingest.answers import Answer
from ingest.choices import boxed
from ingest.consent import declares
from ingest.contacts import choose_phone, emails_in
from ingest.dates import find_date
from ingest.fields import written_text
from ingest.prompts import only_yes_or_no, says_nothing
from ingest.sense import NOTHING

_FEW_WORDS, _SOME_WORDS = 8, 30
_NUMBER = re.compile(r"\W*(?:no\.?\s*)?[A-Za-z]{0,4}[-/ ]?\d[\d /-]{2,12}[A-Za-z]{0,2}\W*")
_NAME = re.compile(r"(?:[^\W\d_][\w.'’-]*[,\s]+){1,4}[^\W\d_][\w.'’-]*\W*")
_YES_NO = re.compile(r"\W*(?:yes|no|y|n|ydw|oes|nac oes|ie|na)\b.{0,12}", re.IGNORECASE)
_CLEAR = 0.8  # what a question's words say alone
_SELDOM = 0.055
_TOLD_BY_WORDS = 0.4  # what one wants may be said in three words, where the question is clear
_REACHED_BY: Mapping[str, frozenset[str]] = {
    "phone": frozenset({"phone"}),
    "email": frozenset({"email"}),
    "both": frozenset({"phone", "email"}),
}
_NUMBER_ITSELF = 0.5
_LOOKS = ("email", "phone", "both", "date", "number", "yes_no", "boxes", "name", "brief", "sentence", "story")
# How often an answer to a field has each of these looks, in thousandths.
_TABLE = """
names    1   1   1   2   1   2  10 790 180  10   2
place    1   1   1   4  10   5  20 340 580  30   8
post     1   1   1   4  10   5  20 240 680  30   9
grade    1   1   1  10 150   5  20  20 780  10   2
email  950   1  40   1   1   1   1   1   2   1   1
phone    1 900  40   1  10   1   1   1  40   4   1
prefer  30  30  40  10   1  20 120  50 500 190   9
member   1  60   1   1 830   5   1   1  90   9   1
past     1   1   1 800  10  10   5   5 100  60   7
coming   1   1   1 780   5  50   5   5  60  80  12
event    2   2   2  20   1  20  20 110 560 250  13
kind     1   1   1   1   1  10 480  90 400  14   1
sorts    1   1   1   1   1  10 600  40 240  90  14
told     1   1   1   5   1   5   5  12  80 350 539
done     1   1   1  30   1  50   5  12 150 480 269
people   1   1   1   1   1  20   5 240 200 390 140
else     2   2   2   5   1 250  20  30 320 330  38
needs    1   1   1   1   1 230  60  30 400 250  26
consent  1   1   1   5   1 560 360  10  30  30   1
signed   1   1   1 950   1   1   1   1  40   2   1
sign     1   1   1  50   1   5   5 760 170   5   1
reach  180 180 500   1   1   1   1   1 100  34   1
nothing 20  30   5 120  80 120  80 120 250 120  55
"""
_ROWS: Mapping[str, Mapping[str, float]] = {
    name: dict(zip(_LOOKS, (int(number) / 1000 for number in numbers), strict=True))
    for name, *numbers in (line.split() for line in _TABLE.strip().splitlines())
}
_ROW_OF: Mapping[str, str] = {
    "member_name": "names", "given_name": "names", "family_name": "names", "line_manager": "names",
    "employer": "place", "department": "place", "workplace": "place", "job_title": "post", "grade": "grade",
    "email": "email", "work_email": "email", "phone": "phone", "contact_preference": "prefer",
    "membership_number": "member", "joined_union": "past", "issue_started": "past", "key_date": "coming",
    "key_event": "event", "contract_type": "kind", "categories": "sorts", "summary": "told",
    "desired_outcome": "done", "steps_taken": "done", "people_involved": "people", "other_advice": "else",
    "caseworker_preference": "else", "adjustments": "needs", "consent": "consent", "signed_on": "signed",
    "signature": "sign", "contact_details": "reach", NOTHING: "nothing",
}  # fmt: skip


def plausible(answer: Answer) -> bool:
    """Whether what was written has a look that answers to its field often have: "yes" is no date."""
    look = look_of(answer)
    return not look or _ROWS[_ROW_OF.get(answer.name, "nothing")][look] > _SELDOM


def answering(name: str, look: str, share: float, found: Sequence[Answer]) -> float:
    """How often an answer to a field has this look. How to be reached is answered with the number itself
    where the form has no other place for it."""
    if not look:
        return 1.0
    if name == "contact_preference" and share > _CLEAR and (reach := _REACHED_BY.get(look)):
        asked = {name for answer in found if answer.asked.exact for name in answer.asked.fields}
        if not asked >= reach:
            return _NUMBER_ITSELF
    row = _ROW_OF.get(name, "nothing")
    often = _ROWS[row][look]
    return max(often, _TOLD_BY_WORDS) if row == "done" and share > _CLEAR and often > _SELDOM else often


def look_of(answer: Answer) -> str:
    """The look of what was answered, one of `_LOOKS`; empty if nothing was."""
    text, faint = written_text(answer.lines)
    if not text or faint or says_nothing(text):
        return ""
    if boxed(answer.lines):
        return "boxes"
    count = len(text.split())
    addresses = bool(emails_in(text))
    if count <= 2 * _FEW_WORDS:
        number = choose_phone(text, "GB") is not None
        if addresses or number:
            return "both" if addresses and number else "email" if addresses else "phone"
        if _NUMBER.fullmatch(text) and find_date(text, None, True) is None:
            return "number"
        found = find_date(text, None, True)
        if found is not None and (len(found.rest.split()) <= 3 or any(map(str.isdigit, text[:12]))):
            return "date"
    if only_yes_or_no(text) or _YES_NO.fullmatch(text) or declares(text):
        return "yes_no"
    capitals = sum(word[:1].isupper() for word in text.split())  # "Leave as it was" is no name
    if _NAME.fullmatch(text) and text[:1].isupper() and count <= 5 and capitals * 2 >= count:
        return "name"
    return "brief" if count <= _FEW_WORDS else "sentence" if count <= _SOME_WORDS else "story"
