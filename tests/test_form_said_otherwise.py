"""Labels that say little, and answers that say which question they answer."""

from __future__ import annotations

import pytest

from casework.model import Form
from ingest.form import find_forms
from tests.support.documents import docx, paragraph, table
from tests.support.returned import PLAIN, letter, word

PERSON = [
    ("Name", "Ann Lee"),
    ("Email", "ann@post.example"),
    ("Job title", "Cook"),
    ("Employer", "Northgate"),
]
CASE = [("What has happened?", "They cut the break."), ("Date it began", "3 May 2026")]


def form_of(*pairs: tuple[str, str]) -> Form:
    cells = table([[paragraph(label), paragraph(told)] for label, told in pairs])
    (form,) = find_forms(letter(), [word(docx(cells))], PLAIN).forms
    return form


@pytest.mark.parametrize(
    ("asked", "told", "number"),
    [("Number", "60 240 07", "6024007"), ("Number", "07700 900123", None), ("Pay number", "60 240 07", None)],
)
def test_a_bare_number_beside_the_name_is_the_members(asked: str, told: str, number: str | None) -> None:
    assert form_of(PERSON[0], (asked, told), *PERSON[1:], *CASE).values.get("membership_number") == number


@pytest.mark.parametrize(
    ("asked", "phone"),
    [
        ("Phone at home", "+447700900123"),
        ("Bosun's phone", None),
        ("Phone husband", None),
        ("Email Jo", None),
    ],
)
def test_a_number_is_the_members_where_the_label_says_where_it_rings_and_not_whose_it_is(
    asked: str, phone: str | None
) -> None:
    assert form_of(*PERSON, (asked, "07700 900123"), *CASE).values.get("phone") == phone


@pytest.mark.parametrize(
    ("told", "meant"),
    [("No, please ask me first", False), ("No, that's fine", None), ("No. No objection", None)],
)
def test_a_no_with_a_wish_is_a_no_and_one_that_minds_nothing_is_not(told: str, meant: bool | None) -> None:
    assert (
        form_of(*PERSON, *CASE, ("Are you happy for us to keep this?", told)).values.get("consent") is meant
    )


def test_action_required_is_what_one_wants_and_action_taken_what_one_did() -> None:
    found = form_of(*PERSON, *CASE, ("ACTION TAKEN", "I wrote."), ("ACTION REQUIRED", "My post back.")).values
    assert found["steps_taken"] == "I wrote." and found["desired_outcome"] == "My post back."


def test_it_is_about_behind_the_day_of_a_meeting_asks_what_that_is() -> None:
    asked = ("Kind of case", "pay"), ("Next meeting", "3 December 2026"), ("It is about", "Pay review")
    found = form_of(*PERSON, *CASE, *asked).values
    assert found["categories"] == ("pay_grading",) and found["key_event"] == "Pay review"
