"""Labels taken for answers: where a box was left empty, the words of the next may stand in its place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.page import Line, Mark
from ingest.questions import asked
from ingest.wordings import Wordings

_PEOPLE_AND_PLACES = frozenset(
    {"member_name", "given_name", "family_name", "employer", "workplace", "department", "job_title",
     "line_manager", "manager"}
)  # fmt: skip
_ONLY_ASKS = re.compile(
    r"\b(?:name|number|address|title|employer|workplace|place of work|department|line manager)\b|[?:]\s*$",
    re.IGNORECASE,
)
_LONGEST_HEADING = 4  # words
_NUMBERED = re.compile(r"\W*q(?:uestion)?\W*\d{1,2}[a-z]?\W*", re.IGNORECASE)


def _heads(line: Line, wordings: Wordings) -> bool:
    """Whether a line is a heading we know, put as one: all in capitals or bold, and typed into no field."""
    put_so = line.text.isupper() or line.all_marked(Mark.BOLD)
    short = len(line.text.split()) <= _LONGEST_HEADING and not line.all_marked(Mark.FILLED)
    return put_so and short and wordings.section(line.text) is not None


def is_label(name: str, lines: Sequence[Line], wordings: Wordings) -> bool:
    """Whether what stands in the place of an answer is a whole label of another question.

    "Manager" may be a job and "Office" a department: what can be a value is one. "Workplace", "Telephone
    number(s)" and "Q13" cannot.
    """
    told = [line for line in lines if line.text.strip()]
    if len(told) != 1:
        return False
    if _NUMBERED.fullmatch(told[0].text) or (name == "summary" and _heads(told[0], wordings)):
        return True
    asks = told[0].text.rstrip("* ").endswith("?")
    question = asked(told[0], wordings, sure=asks)
    if question is None or question.rest is not None or name in question.fields:
        return False
    kept = question.fields != ("ignored",)
    a_value = question.fields[0] in _PEOPLE_AND_PLACES and not _ONLY_ASKS.search(told[0].text)
    return (asks and name not in wordings.long) or (
        name in _PEOPLE_AND_PLACES and question.exact and kept and not a_value
    )
