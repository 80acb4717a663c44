"""An address that is the manager's or the rep's is never taken for the member's."""

from __future__ import annotations

import pytest

from casework.model import Form
from ingest.form import find_forms
from tests.support.returned import PLAIN, letter

_STORY = "What has happened? I was moved without notice.\nWhat do you want? My ward back.\n"


def read(text: str) -> Form:
    (form,) = find_forms(letter(text), [], PLAIN).forms
    return form


@pytest.mark.parametrize("own", ["dee.pratt", "d.pratt", "pratt_dee"])
def test_an_address_that_spells_the_managers_name_is_the_managers_with_the_telephone_beside_it(
    own: str,
) -> None:
    form = read(
        "Name: Ann Lee\nMembership number: 448210\nLine manager: Dee Pratt\n"
        f"Email: {own}@trust.example\nPhone: 01632 960001\n{_STORY}"
    )
    assert form.text("line_manager") == "Dee Pratt"
    assert not form.text("email")
    assert not form.text("phone")


@pytest.mark.parametrize("own", ["ann.lee", "a.lee", "anniepratt", "porter12"])
def test_any_other_address_below_the_manager_stays_the_members(own: str) -> None:
    form = read(
        "Name: Ann Lee\nMembership number: 448210\nLine manager: Dee Pratt\n"
        f"Email: {own}@post.example\nPhone: 01632 960001\n{_STORY}"
    )
    assert form.text("email") == f"{own}@post.example"
    assert form.text("phone") == "+441632960001"


def test_a_member_of_the_managers_family_keeps_the_address() -> None:
    form = read(
        "Name: Dee Pratt\nMembership number: 448210\nLine manager: Dan Pratt\n"
        f"Email: d.pratt@post.example\n{_STORY}"
    )
    assert form.text("email") == "d.pratt@post.example"


@pytest.mark.parametrize("label", ["Email of rep", "E-mail address of your line manager"])
def test_the_address_of_somebody_else_is_not_the_members(label: str) -> None:
    form = read(f"Name: Ann Lee\nMembership number: 448210\n{label}: jo@rep.example\n{_STORY}")
    assert not form.text("email")


def test_in_sentences_the_ways_to_reach_the_manager_are_not_the_members() -> None:
    form = read(
        "I, Ann Lee, work as a  porter  at  St Anne's .\n"
        "My manager is  Dee Pratt , email  ward4@trust.example , phone  01632 960001 .\n"
        "My membership number is  448210  and my mobile is  07700 900555 .\n"
        "The meeting is on  3 December 2026  about  absence .\n"
        "The problem began on  1 September 2026 .\n"
    )
    assert not form.text("email")
    assert form.text("phone") == "+447700900555"
    assert form.text("line_manager") == "Dee Pratt"


def test_in_sentences_a_gap_behind_other_words_is_not_the_name() -> None:
    form = read(
        "I, Bill Okoro , am the workplace rep at ____Larkfield Depot____ and I write for my member.\n"
        "My member is ____Ann Lee____ (membership no. ____448210____).\n"
        "I work as ____driver____ in ____Fleet____ at ____Larkfield Depot____.\n"
        "My manager is ____Dee Pratt____ and my grade is ____Band 3____.\n"
        "The meeting is on ____3 December 2026____ and it is about ____absence____.\n"
    )
    assert form.text("member_name") == "Ann Lee"


def test_where_a_form_asks_for_the_members_address_too_yours_is_the_reps() -> None:
    form = read(
        "Your name: Bill Okoro\nYour email: bill@rep.example\nThe member's email: ann@post.example\n"
        f"Your phone: 01632 960001\nMembership number: 448210\n{_STORY}"
    )
    assert form.text("email") == "ann@post.example"
    assert form.confidence.get("member_name", 0.0) < 0.75
    assert form.confidence.get("phone", 0.0) < 0.75


@pytest.mark.parametrize("label", ["Name of the team member who complained", "Member of staff's name"])
def test_the_name_of_another_member_of_staff_is_not_the_members(label: str) -> None:
    form = read(f"Your name: Ann Lee\nYour email: ann@post.example\n{label}: Jo Hill\n{_STORY}")
    assert form.text("member_name") == "Ann Lee"
    assert "member_name" not in form.doubtful
