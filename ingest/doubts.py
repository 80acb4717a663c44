"""Which values of a form that was recognised in a picture a person should check, and how sure the others are.

Nothing recognised is certain: letters are mistaken for others that look alike, and a picture does not say so.
What a mistake would send astray (addresses, numbers, dates) is held to more than running text is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from casework.model import Form
from ingest.answers import Answer
from ingest.page import Line, Mark, Page

_SURE, _UNSURE = 0.88, 0.6
_PARTS = {
    "member_name": ("given_name", "family_name"),
    "email": ("contact_details", "work_email"),
    "work_email": ("contact_details", "email"),
    "phone": ("contact_details",),
    "key_date": ("key_event", "date", "time"),
    "key_event": ("key_date",),
}
_RUNNING = frozenset(
    {"summary", "steps_taken", "desired_outcome", "people_involved", "other_advice", "adjustments"}
)
_MOST_UNSURE = 0.05  # of the letters of running text


def with_doubts(form: Form, answers: Sequence[Answer], page: Page) -> Form:
    """The form, unchanged unless the page was only seen; every value that may be misread is then doubtful."""
    if not page.seen:
        return form
    doubtful = {name for name in form.values if _misread(name, answers)}
    sure = {
        name: round(min(form.confidence.get(name, _SURE), _UNSURE if name in doubtful else _SURE), 2)
        for name in form.values
    }
    named = (*form.values, *(name for name in form.doubtful if name not in form.values))
    return replace(
        form,
        confidence=sure,
        doubtful=tuple(name for name in named if name in doubtful or name in form.doubtful),
    )


def _misread(name: str, answers: Sequence[Answer]) -> bool:
    names = {name, *_PARTS.get(name, ())}
    lines = [line for answer in answers if names & set(answer.asked.fields) for line in answer.lines]
    unsure, letters = _letters(lines)
    return letters == 0 or unsure > (_MOST_UNSURE * letters if name in _RUNNING else 0)


def _letters(lines: Iterable[Line]) -> tuple[int, int]:
    """How many letters are unsure, and how many there are."""
    unsure = letters = 0
    for line in lines:
        for run in line.runs:
            count = len(run.text.replace(" ", ""))
            letters += count
            unsure += count if Mark.UNSURE in run.mark else 0
    return unsure, letters
