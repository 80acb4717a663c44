"""What stands in the place of an answer and is none by its kind: a heading below it, a day for a name."""

from __future__ import annotations

import re

from ingest.answers import Answer
from ingest.date_words import MONTH, WEEKDAY
from ingest.hints import FIRST_PERSON
from ingest.looks import look_of
from ingest.page import Line, Mark

_NAMES_AND_PLACES = frozenset(
    {"member_name", "given_name", "family_name", "line_manager", "employer", "department", "workplace",
     "job_title", "grade", "people_involved"}
)  # fmt: skip
_NO_NAME = frozenset({"date", "email", "phone", "both"})
_ADDRESS = re.compile(r"\S+@\S+")
_WORD = re.compile(r"[^\W\d_]{2,}")
_OF_A_DAY = re.compile(rf"{MONTH}|{WEEKDAY}|st|nd|rd|th|of|the|on|at|am|pm|noon|tel|mob|phone", re.IGNORECASE)
_WHOLE = frozenset(
    {"summary", "people_involved", "line_manager", "department", "adjustments", "desired_outcome"}
)
_LONGEST_HEADING = 4  # words
_TITLED = re.compile(r"[A-Z][^.?!:;,\d]*")


def is_out_of_kind(name: str, answer: Answer) -> bool:
    """Whether an answer about people, places or posts is nothing but a date, an address or a number to ring:
    it was meant for the question beside, and is for a person to look at."""
    if name not in _NAMES_AND_PLACES or answer.empty or look_of(answer) not in _NO_NAME:
        return False
    words = _WORD.findall(_ADDRESS.sub(" ", " ".join(line.text for line in answer.lines)))
    return all(_OF_A_DAY.fullmatch(word) for word in words)


def without_heading(cells: list[list[Line]], name: str) -> list[list[Line]]:
    """An answer without the heading of the next part: its last line, if that alone is bold, short, and says
    nothing. A story may end in bold, and is left whole."""
    lines = [(row, at) for row, cell in enumerate(cells) for at, line in enumerate(cell) if line.text.strip()]
    if name in _WHOLE or len(lines) < 2:
        return cells
    *above, (row, at) = lines
    last = cells[row][at]
    bold = Mark.BOLD | Mark.HEADING
    if any(run.mark & bold for one, two in above for run in cells[one][two].runs):
        return cells
    heads = any(last.all_marked(mark) for mark in bold) and not last.all_marked(Mark.FILLED)
    titled = _TITLED.fullmatch(last.text.strip()) and len(last.text.split()) <= _LONGEST_HEADING
    if not heads or not titled or FIRST_PERSON.search(last.text):
        return cells
    return [*cells[:row], [*cells[row][:at], *cells[row][at + 1 :]], *cells[row + 1 :]]
