"""Several people's forms in one text: a representative pastes one below the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from casework.model import Form

_LINE = re.compile(r"[\s>*_-]{0,8}([^\s:\t][^:\t]{0,80}?)[*_]{0,2}(?:\s*[:：]\s*|\t\s*|\s{3,})(\S.{0,300})")
_HINT = re.compile(r"\s*\([^()]*\)")
_FEWEST = 4  # labels with answers in each form
_FEWEST_SHARED = 3  # of them in the first form too
_MOST = 10
_IDENTITY = ("member_name", "email", "membership_number")
_TOLD = ("summary", "email", "membership_number")


def parted(text: str) -> list[str]:
    """The text form by form. One piece, unless the same labels clearly stand there for another person.

    Clearly: the label that comes first again has another answer, and enough of the others follow it. In doubt
    all is one form: a story may hold lines that look like labels (MAIL.md §4).
    """
    lines = text.split("\n")
    matches = [(at, _LINE.match(line[:400])) for at, line in enumerate(lines)]
    labelled = [(at, _bare(found[1]), found[2]) for at, found in matches if found is not None]
    labels = [label for _, label, _ in labelled]
    times = Counter(labels)
    opener = next((label for label in labels if times[label] > 1), None)
    if opener is None:
        return [text]
    places = [at for at, label, _ in labelled if label == opener]
    if len(places) > _MOST:
        return [text]
    answers = {answer.casefold() for _, label, answer in labelled if label == opener}
    starts = [0, *places[1:], len(lines)]
    held = [
        {label for at, label, _ in labelled if start <= at < end}
        for start, end in zip(starts, starts[1:], strict=False)
    ]
    whole = all(len(each) >= _FEWEST and len(each & held[0]) >= _FEWEST_SHARED for each in held)
    if len(answers) < len(places) or not whole:
        return [text]
    return ["\n".join(lines[start:end]) for start, end in zip(starts, starts[1:], strict=False)]


def _bare(label: str) -> str:
    """A label without its hint: a story that repeats the form's words leaves the hints out."""
    return _HINT.sub("", label).strip().casefold()


def are_different_people(forms: Sequence[Form | None]) -> bool:
    """Whether each is a form that says of another person who it is, and what it is about or where they are
    reached: a story may repeat a form's labels from the name on."""
    people = [tuple(form.text(name) for name in _IDENTITY) for form in forms if form is not None]
    told = all(form is not None and any(map(form.text, _TOLD)) for form in forms)
    return told and len(people) == len(forms) == len(set(people)) and all(any(person) for person in people)
