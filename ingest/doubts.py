"""Which values of a form that was recognised in a picture a person should check, and how sure the others are.

Nothing recognised is certain: letters are mistaken for others that look alike, and a picture does not say so.
What a mistake would send astray (addresses, numbers, dates) is held to more than running text is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from casework.model import Form, Value
from ingest.answers import Answer
from ingest.page import OFF, ON, Line, Mark

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
_ALIKE = {"1": "l", "i": "l", "|": "l", "j": "l", "0": "o", "5": "s", "8": "b", "_": "-"}
_MOST_UNSURE = 0.05  # of the letters of running text


def with_doubts(form: Form, answers: Sequence[Answer], sender: str, needed: Collection[str]) -> Form:
    """A form that was only seen, with every value that may be misread among the doubtful ones.

    `sender`: the address the letter came from, against which those in the form are read; `needed`: the fields
    that no form should be without.
    """
    values = {name: value for name, value in form.values.items() if not _only_a_box(value)}
    doubtful = {name for name in values if _misread(name, answers)}
    for name in ("email", "work_email"):
        if sender and _misreading_of(str(values.get(name, "")), sender):
            values[name] = sender
            doubtful.discard(name)
    sure = {
        name: round(min(form.confidence.get(name, _SURE), _UNSURE if name in doubtful else _SURE), 2)
        for name in values
    }
    named = (*values, *(name for name in form.doubtful if name not in values))
    return replace(
        form,
        values=values,
        confidence=sure,
        missing=(*form.missing, *(name for name in form.values if name in needed and name not in values)),
        doubtful=tuple(name for name in named if name in doubtful or name in form.doubtful),
    )


def _only_a_box(value: Value) -> bool:
    """Whether a text is an option of another question beside a box that stands on the same line."""
    return isinstance(value, str) and value.startswith((OFF, ON))


def _misreading_of(recognised: str, sender: str) -> bool:
    """Whether an address is the sender's, but for letters that look alike."""
    if "@" not in recognised or "@" not in sender:
        return False
    alike = "".join(_ALIKE.get(letter, letter) for letter in recognised.casefold())
    theirs = "".join(_ALIKE.get(letter, letter) for letter in sender.casefold())
    return Levenshtein.distance(alike, theirs, score_cutoff=1) <= 1


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
