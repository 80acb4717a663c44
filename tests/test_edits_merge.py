"""Cases that turn out to be one, through the whole engine with a workbook."""

from __future__ import annotations

from functools import partial

import pytest

from casework.merging import duplicate_of
from casework.model import Case, Form, Member, Team, Thread
from tests.support.branches import MONDAY
from tests.support.engine import copied, desk, text_of

ONE, TWO = "C-2026-0001", "C-2026-0002"
LINES = "Needs attention"


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """Lived through once, and copied for each test."""
    with desk(tmp_path_factory.mktemp("once")) as made:
        made.form()
        made.turn()
        made.form()
        made.turn(hours=1)
        yield made


@pytest.fixture
def at(once, tmp_path):
    with copied(once, tmp_path) as made:
        yield made


@pytest.mark.parametrize(
    ("words", "ref"),
    [
        ("duplicate of C-2026-0041", "C-2026-0041"),
        ("Duplicate: c-2026-0041.", "C-2026-0041"),
        ("this is the same case as C-2026-0041", "C-2026-0041"),
        ("merged into C-2026-0041", "C-2026-0041"),
        ("It is a dup of case C-2026-0041", "C-2026-0041"),
        ("belongs to C-2026-0041", "C-2026-0041"),
        ("see C-2026-0041 (duplicate)", "C-2026-0041"),
        ("see C-2026-0041 - same case", "C-2026-0041"),
        ("Duplicate, see C-2026-0041", "C-2026-0041"),
        ("see C-2026-0041", ""),
        ("see C-2026-0041 (no duplicate)", ""),
        ("see C-2026-0041 (duplicate?)", ""),
        ("C-2026-0041 (duplicate)", ""),  # which of the two?
        ("duplicate of C-2026-0041?", ""),
        ("same as 2025", ""),
        ("C-2026-0041", ""),
        ("won, like C-2026-0041", ""),
        ("no duplicate of C-2026-0041", ""),
        ("duplicate", ""),
    ],
)
def test_only_plain_words_say_that_a_case_is_a_duplicate(words, ref):
    assert duplicate_of(words) == ref


@pytest.mark.parametrize(
    ("words", "there", "ref"),
    [
        ("dup of 0041", (), "0041"),
        ("dup of 0041", ("C-2026-0041",), "C-2026-0041"),
        ("same as 0041", ("C-2025-0041",), "C-2025-0041"),
        ("same as 0041", ("C-2025-0041", "C-2026-0041"), "C-2026-0041"),
        ("see 0041 (duplicate)", ("C-2024-0041", "C-2025-0041"), "0041"),
    ],
)
def test_a_number_is_that_of_the_only_open_case_or_of_the_one_of_this_year(words, there, ref):
    form = Form({}, source="mail")
    made = partial(Case, received_at=MONDAY, letter="", member=Member("", ""), reply_to="", thread=Thread())
    cases = [made(ref=each, form=form, categories=(), points=1.0) for each in (*there, "C-2026-0042")]
    assert duplicate_of(words, cases[-1], Team((), tuple(cases))) == ref


@pytest.mark.parametrize("column", ["Decision", "Status", "Outcome"])
def test_the_number_of_the_other_case_is_enough_and_a_wrong_one_is_said(at, column):
    at.choose(TWO, column, "dup of 0009")
    at.settle()
    assert "0009 is not an open case" in at.case_row(TWO)["Check"]
    at.choose(TWO, column, "dup of 0001")
    at.settle()
    two = at.case_row(TWO)
    assert (two["Status"], two["Decision"], two["Outcome"]) == ("Closed", None, f"Duplicate of {ONE}")


@pytest.mark.parametrize("column", ["Decision", "Status", "Outcome"])
def test_duplicate_of_closes_the_one_and_leaves_the_other(at, column):
    assert "possible second case" in at.case_row(TWO)["Check"]
    at.choose(TWO, column, f"duplicate of {ONE}")
    at.settle()
    two, one = at.case_row(TWO), at.case_row(ONE)
    assert (two["Status"], two["Decision"]) == ("Closed", None)
    assert ONE in two["Outcome"]
    assert (one["Status"], one["Check"]) == ("New", f"{TWO} went into this case")
    assert at.notices("offered") == []


def test_what_the_member_writes_about_the_duplicate_is_news_of_the_other_case(at):
    at.choose(TWO, "Status", f"duplicate of {ONE}")
    at.settle()
    at.answer(at.notices("acknowledged")[1], "The meeting has been moved to next week.", "mo@home.example")
    at.settle()
    assert [str(mail["Subject"]) for mail in at.notices("news")][-1].count(ONE) == 1
    assert (at.filed(f"Casework/{ONE}"), at.filed(f"Casework/{TWO}")) == (2, 1)


def test_an_offer_about_the_duplicate_is_taken_back_and_its_dates_go_along(at):
    at.choose(TWO, "Decision", "Ana Ruiz")
    at.human.set_cell("Key dates", 2, "Case", TWO)
    at.human.set_cell("Key dates", 2, "Date", "8 Dec 2026")
    at.human.set_cell("Key dates", 2, "What", "hearing")
    at.settle()
    at.choose(TWO, "Outcome", f"same as {ONE}")
    at.settle()
    at.settle()
    assert len(at.notices("withdrawn", "ana@")) == 1
    assert str(at.case_row(ONE)["Next date"]) == "2026-12-08"
    assert at.case_row(TWO)["Asked"] is None


@pytest.mark.parametrize("other", ["C-2026-0777", TWO])
def test_a_reference_that_cannot_be_meant_is_answered_in_our_column(at, other):
    at.choose(TWO, "Status", f"duplicate of {other}")
    at.settle()
    assert other in at.case_row(TWO)["Check"]
    assert at.case_row(ONE)["Check"] is None
    at.choose(TWO, "Status", "New")
    at.settle()
    assert other not in str(at.case_row(TWO)["Check"])


def test_it_may_be_said_by_mail_too_and_a_reopened_duplicate_is_a_case_of_its_own_again(at):
    at.answer(at.notices("suggested")[1], f"This is a duplicate of {ONE}.")
    at.settle()
    assert at.case_row(TWO)["Status"] == "Closed"
    assert at.case_row(TWO)["Outcome"] == f"Duplicate of {ONE}"
    at.choose(TWO, "Status", "New")
    at.settle()
    assert at.case_row(TWO)["Outcome"] is None
    assert at.case_row(ONE)["Check"] is None
    at.choose(TWO, "Decision", "Ana")
    at.settle()
    assert len(at.notices("offered", "ana@")) == 1


def test_a_caseworker_of_the_duplicate_is_not_forgotten(at):
    at.choose(TWO, "Decision", "Ana Ruiz")
    at.settle()
    at.answer(at.notices("offered", "ana@")[0], "yes")
    at.settle()
    at.choose(TWO, "Status", f"duplicate of {ONE}")
    at.settle()
    assert "nobody was told" in str(at.human.rows(LINES)[-1]["What happened"])
    assert ONE not in text_of(at.notices("introduced_member")[0])
