"""Whose name it is, where a form asks for two or for whoever filled it in; lists of kinds left as printed."""

from __future__ import annotations

import pytest

from casework.model import Form
from ingest.form import find_forms
from tests.support.returned import PLAIN, letter

REST = (
    "Email: ann@post.example\nPhone: 01632 960815\nWhat has happened: They told me nothing.\n"
    "What would you like to happen: An answer\n"
)


def read(line: str) -> Form:
    (form,) = find_forms(letter(f"{line}\n{REST}"), [], PLAIN).forms
    return form


@pytest.mark.parametrize(
    ("label", "said", "name", "doubted"),
    [
        ("Member name / rep name", "Ann Lee / Jo Hill", "Ann Lee", False),
        ("Name of rep and member name", "Jo Hill and Ann Lee", "Ann Lee", False),
        ("Member name / rep name", "Ann Lee", "Ann Lee", True),
        ("Member name / rep name", "Ann Lee / Jo Hill / Sam Penn", "", False),
        ("Member name / rep name", "", "", False),
    ],
)
def test_of_the_names_of_two_people_the_members_is_given(
    label: str, said: str, name: str, doubted: bool
) -> None:
    form = read(f"{label}: {said}")
    assert form.text("member_name") == name
    assert ("member_name" in form.doubtful) is doubted
    assert form.confidence.get("member_name", 0.0) < 0.9


@pytest.mark.parametrize("label", ["Completed by", "Form filled in by"])
def test_whoever_completed_a_form_may_be_the_rep(label: str) -> None:
    form = read(f"{label}: Jo Hill")
    assert form.confidence.get("member_name", 0.0) < 0.75


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("Pay / Grievance / Dismissal", None),
        ("Pay, grievance, dismissal", ("dismissal", "grievance", "pay_grading")),
        ("Pay / Grievance", ("grievance", "pay_grading")),
        ("Bullying / harassment / pay", ("bullying_harassment", "pay_grading")),
    ],
)
def test_three_kinds_with_strokes_between_them_are_the_forms_own_list(
    said: str, kinds: tuple[str, ...] | None
) -> None:
    form = read(f"Name: Ann Lee\nType of issue: {said}")
    assert form.values.get("categories") == kinds
    assert ("categories" in form.doubtful) is (kinds is None)
