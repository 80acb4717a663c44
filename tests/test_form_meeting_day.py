"""The day of a meeting told where only its kind was asked: a date that is still to come is not lost."""

from __future__ import annotations

import pytest

from casework.model import Value
from ingest.form import find_forms
from tests.support.documents import docx, paragraph
from tests.support.returned import PLAIN, letter, word


def meeting(*lines: str) -> dict[str, Value]:
    page = ("Name: Ann Lee", "Email: ann@post.example", *lines, "What has happened?", "They told me nothing.")
    (form,) = find_forms(letter(), [word(docx("".join(map(paragraph, page))))], PLAIN).forms
    return {name: value for name, value in form.values.items() if name in ("key_date", "key_event")}


@pytest.mark.parametrize(
    ("said", "day", "event"),
    [
        ("Hearing on 3 December 2026", "2026-12-03", "Hearing"),
        ("Appeal, 3/12/2026 10am", "2026-12-03T10:00", "Appeal"),
        ("Hearing at 2pm on 3 December", "2026-12-03T14:00", "Hearing"),
    ],
)
@pytest.mark.parametrize("label", ["Type of next meeting", "Purpose of meeting", "Next meeting (type)"])
def test_a_day_ahead_behind_the_kind_of_a_meeting_is_its_day(
    label: str, said: str, day: str, event: str
) -> None:
    assert meeting(f"{label}: {said}") == {"key_date": day, "key_event": event}


@pytest.mark.parametrize(
    "said",
    [
        "Appeal against the letter of 3 October 2026",
        "Hearing on 3 or 4 December 2026",
        "Stage 2 meeting",
    ],
)
def test_a_day_that_is_over_or_one_of_two_is_not(said: str) -> None:
    assert meeting(f"Type of meeting: {said}") == {"key_event": said}


@pytest.mark.parametrize("label", ["Next event", "Type of meeting"])
def test_a_day_alone_is_the_day_though_only_the_kind_was_asked(label: str) -> None:
    assert meeting(f"{label}: 3 December 2026, 10am") == {"key_date": "2026-12-03T10:00"}


def test_where_the_day_was_asked_its_own_answer_counts() -> None:
    given = meeting("Type of meeting: Hearing on 3 December 2026", "Date of meeting: 4 December 2026")
    assert given["key_date"] == "2026-12-04"
