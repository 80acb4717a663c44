"""What a form asks of other people in columns or parts of their own is never taken for the member's."""

from __future__ import annotations

import pytest

from casework.model import Form
from ingest.contents import Source
from ingest.form import find_forms
from tests.support.returned import PLAIN, letter

_STORY = "Membership number: 448210\nWhat happened? I was moved.\nWhat do you want? My ward back.\n"


def read_page(rows: list[list[str]]) -> Form:
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    story = "".join(f"<p>{line}</p>" for line in _STORY.splitlines())
    (form,) = find_forms(
        letter(_STORY), [], PLAIN, sources=[Source(f"<table>{table}</table>{story}", html=True)]
    ).forms
    return form


@pytest.mark.parametrize(
    ("heads", "at"),
    [(["", "Member", "Manager"], 1), (["", "Rep", "Member"], 2), (["Details", "Your details", "HR"], 1)],
)
def test_of_columns_for_several_people_only_the_members_is_read(heads: list[str], at: int) -> None:
    rows = [["Name", "Jo Hill", "Jo Hill"], ["Email", "jo@x.example", "jo@x.example"], ["Phone", "", ""]]
    rows[0][at], rows[1][at], rows[2][at] = "Ann Lee", "", "07700 900123"
    rows[2][3 - at] = "01632 960001"
    form = read_page([heads, *rows])
    assert form.text("member_name") == "Ann Lee"
    assert not form.text("email")
    assert form.text("phone") == "+447700900123"


def test_beside_the_rep_the_same_label_asks_for_the_reps() -> None:
    form = read_page(
        [
            ["Name", "Ann Lee", "Rep", "Bill Okoro"],
            ["Email", "", "Email", "bill@rep.example"],
            ["Phone", "07700 900123", "Phone", "07700 900555"],
        ]
    )
    assert form.text("member_name") == "Ann Lee"
    assert not form.text("email")
    assert form.text("phone") == "+447700900123"


def test_a_part_for_the_rep_who_completes_the_form_is_not_the_members() -> None:
    text = (
        "Rep completing this form\nName: Bill Okoro\nEmail: bill@rep.example\nPhone: 01632 960001\n\n"
        f"Member\nName: Ann Lee\nEmail:\nPhone:\n{_STORY}"
    )
    (form,) = find_forms(letter(text), [], PLAIN).forms
    assert form.text("member_name") == "Ann Lee"
    assert not form.text("email")
    assert not form.text("phone")


def test_an_empty_box_of_a_refusal_refuses_nothing() -> None:
    text = (
        f"Name: Ann Lee\nEmail: ann@post.example\n{_STORY}Consent (tick one)\n"
        "( ) I agree that the branch may hold my data\n( ) I do not agree\n"
    )
    (form,) = find_forms(letter(text), [], PLAIN).forms
    assert "consent" not in form.values


@pytest.mark.parametrize(
    "heading", ["Rep details", "Emergency contact", "HR contact", "Details of your solicitor"]
)
def test_a_heading_without_any_look_right_over_a_name_says_whose_it_is(heading: str) -> None:
    another = "Name: Jo Hill\nEmail: jo@x.example\nPhone: 01632 960001\n"
    text = f"Name: Ann Lee\nEmail:\n{_STORY}\n{heading}\n{another}"
    (form,) = find_forms(letter(text), [], PLAIN).forms
    assert form.text("member_name") == "Ann Lee"
    assert not form.text("email")
    assert not form.text("phone")


def test_a_job_called_manager_below_its_label_is_no_heading() -> None:
    text = f"Job title:\nManager\nName: Ann Lee\nEmail: ann@post.example\n{_STORY}"
    (form,) = find_forms(letter(text), [], PLAIN).forms
    assert form.text("job_title") == "Manager"
    assert form.text("member_name") == "Ann Lee"
