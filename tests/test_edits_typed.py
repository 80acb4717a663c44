"""Cases that a person types into the register, splits, or whose reference was emptied: the whole engine."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from casework.model import KeyDate
from jobs.journal import cases
from sheets.dates import written_moment
from sheets.lines import read_key_dates
from sheets.register import Row
from sheets.standing import Standing, case_from_row
from tests.support.branches import MONDAY, POLICY, TEAM
from tests.support.engine import text_of

REF, NEW = "C-2026-0001", "C-2026-0002"
LINES = "Needs attention"


def types(at, row, tab="Cases", **cells):
    """Fill in cells of one row, in one go."""
    with at.human.at_work(tab) as sheet:
        headers = [cell.value for cell in sheet[1]]
        for title, value in cells.items():
            sheet.cell(row, headers.index(title.replace("_", " ")) + 1).value = value


def looks(at):
    """The row gets its reference in one turn, and is a case in the next."""
    at.turn(minutes=1)
    at.turn(minutes=1)
    at.settle()


def lines(at):
    return [str(row["What happened"]) for row in at.human.rows(LINES)]


@pytest.mark.long
def test_a_case_typed_after_a_phone_call_gets_a_reference_and_goes_the_way_of_every_case(at):
    types(
        at,
        3,
        Department="Library",
        Category="disciplinary",
        Notes="rang at noon",
        Next_date=date(2026, 12, 3),
    )
    looks(at)
    row = at.case_row(NEW)
    assert (row["Status"], row["Notes"], row["Department"]) == ("New", "rang at noon", "Library")
    assert (row["Category"], row["Next date"]) == ("disciplinary", date(2026, 12, 3))
    assert row["Suggested"]
    assert (row["Points"], "URGENT" in row["Check"]) == (7, True)
    assert "no address to write to" in row["Check"]
    assert len(at.notices("suggested")) == 2
    at.choose(NEW, "Member", "Una Holt", tab="Contacts")
    at.choose(NEW, "Email", "una@member.example", tab="Contacts")
    at.settle()
    (noted,) = at.notices("acknowledged", "una@")
    assert "Thank you for talking to us" in text_of(noted)
    assert "form" not in text_of(noted).casefold().replace("information", "")
    at.choose(NEW, "Decision", "Ana")
    at.settle()
    at.answer(at.notices("offered", "ana@")[0], "yes")
    at.settle()
    assert at.case_row(NEW)["Status"] == "Active"
    assert [str(mail["To"]) for mail in at.notices("introduced_member")] == ["una@member.example"]
    assert len(at.notices("acknowledged", "una@")) == 1


@pytest.mark.long
def test_what_is_filled_in_later_counts_and_words_of_hers_are_not_lost(at):
    types(at, 3, Status="New")
    looks(at)
    types(at, 3, Category="parking, mostly", Next_date="some day in May", Department="Physics")
    at.settle()
    row = at.case_row(NEW)
    assert (row["Category"], row["Next date"], row["Department"]) == (
        "parking, mostly",
        "some day in May",
        "Physics",
    )
    types(at, 3, Category="grievance", Next_date=date(2027, 1, 12))
    at.settle()
    row = at.case_row(NEW)
    assert (row["Category"], row["Next date"], row["Points"]) == ("grievance", date(2027, 1, 12), 5)
    before = at.case_row(REF)["Next date"]
    at.choose(REF, "Next date", date(2027, 1, 12))  # this one has a form
    at.settle()
    assert at.case_row(REF)["Next date"] == before


def test_what_she_decides_in_the_same_row_counts_too(at):
    types(at, 3, Status="Active", Caseworker="Ben Osei")
    types(at, 4, Status="New", Decision="Ana Ruiz")
    looks(at)
    rows = {row["Name"]: row for row in at.human.rows("Caseworkers")}
    assert (rows["Ben Osei"]["Open cases"], rows["Ana Ruiz"]["Open cases"]) == (1, 1)
    assert len(at.notices("offered", "ana@")) == 1
    assert at.notices("offered", "ben@") == []
    assert not [line for line in lines(at) if "something else than we know" in line]


def test_a_row_of_notes_alone_is_no_case_and_is_said_what_to_do_with(at):
    types(at, 3, Notes="buy biscuits")
    looks(at)
    assert at.human.cell("Cases", 3, "Ref") is None
    assert "choose a Status" in lines(at)[-1]
    types(at, 3, Status="New")
    looks(at)
    assert at.human.cell("Cases", 3, "Ref") == NEW


def test_a_reference_that_was_emptied_is_put_back_and_makes_no_second_case(at):
    types(at, 2, Ref=None)
    looks(at)
    assert [row["Ref"] for row in at.human.rows("Cases")] == [REF]
    assert at.notices("attention") == []
    at.choose(REF, "Decision", "Ana")
    at.settle()
    assert len(at.notices("offered", "ana@")) == 1


@pytest.mark.long
def test_a_copied_row_without_its_reference_is_a_part_split_off(at):
    row = at.case_row(REF)
    types(at, 3, **{title.replace(" ", "_"): value for title, value in row.items() if title != "Ref"})
    types(at, 3, Category="grievance")
    looks(at)
    part, whole = at.case_row(NEW), at.case_row(REF)
    assert (part["Category"], whole["Category"]) == ("grievance", "a disciplinary matter")
    assert part["Check"].startswith(f"split from {REF}")
    assert part["Suggested"]
    contact = next(row for row in at.human.rows("Contacts") if row["Ref"] == NEW)
    assert (contact["Member"], contact["Email"]) == ("Mo Adeyemi", "mo@home.example")
    assert len(at.notices("acknowledged")) == 1
    at.choose(NEW, "Decision", "Ana")
    at.settle()
    at.answer(at.notices("offered", "ana@")[0], "yes")
    at.settle()
    assert "without any notice" in text_of(at.notices("introduced_caseworker")[0])


def test_a_part_split_off_a_case_that_somebody_has_is_nobody_s_until_she_says_so(at):
    at.choose(REF, "Decision", "Ana")
    at.settle()
    at.answer(at.notices("offered", "ana@")[0], "yes")
    at.choose(REF, "Outcome", "won")
    at.settle()
    row = at.case_row(REF)
    types(at, 3, **{title.replace(" ", "_"): value for title, value in row.items() if title != "Ref"})
    types(at, 3, Status="Waiting")
    looks(at)
    part, whole = at.case_row(NEW), at.case_row(REF)
    stands = ("Status", "Caseworker", "Decision", "Outcome")
    assert [whole[title] for title in stands] == ["Active", "Ana Ruiz", "Ana Ruiz", "won"]
    assert [part[title] for title in stands] == ["Waiting", None, None, None]
    types(at, 4, **{title.replace(" ", "_"): value for title, value in part.items() if title != "Ref"})
    looks(at)
    assert at.human.rows("Cases")[2]["Status"] == "New"


def test_days_typed_as_text_are_days_and_those_that_are_none_are_said_and_stay(at):
    types(at, 3, Status="New", Next_date="3/12/26", Received="20.11.2026")
    looks(at)
    row = at.case_row(NEW)
    assert (row["Next date"], row["Received"]) == (date(2026, 12, 3), date(2026, 11, 20))
    assert "URGENT" in row["Check"]
    types(at, 3, Next_date="the 3rd", Received="last week")
    at.settle()
    row = at.case_row(NEW)
    assert (row["Next date"], row["Received"]) == ("the 3rd", "last week")
    assert row["Check"].count("that can be read") == 2
    assert "URGENT" not in row["Check"]
    types(at, 3, Next_date="4 Dec 2026", Received="19-11-2026")
    at.settle()
    row = at.case_row(NEW)
    assert (row["Next date"], row["Received"]) == (date(2026, 12, 4), date(2026, 11, 19))
    assert "that can be read" not in row["Check"]


def test_a_time_typed_beside_a_next_date_is_kept_and_told_under_check(at):
    types(at, 3, Status="New", Next_date="3/12/26 10:30")
    looks(at)
    row = at.case_row(NEW)
    assert (row["Next date"], "Next date is at 10:30" in row["Check"]) == (date(2026, 12, 3), True)
    types(
        at, 3, Next_date=datetime.fromisoformat("2026-12-09T11:15")
    )  # what a spreadsheet makes of such words
    at.settle()
    row = at.case_row(NEW)
    assert (row["Next date"], "Next date is at 11:15" in row["Check"]) == (date(2026, 12, 9), True)
    types(at, 3, Next_date="2pm on 4 Dec 2026")
    at.settle()
    row = at.case_row(NEW)
    assert (row["Next date"], "Next date is at 14:00" in row["Check"]) == (date(2026, 12, 4), True)
    with at.world.journal.begin() as book:
        known = cases.get(book, NEW)
    (found,) = [one for one in at.world.register.read().tabs["cases"].rows if one.text("ref") == NEW]
    again, unclear = case_from_row(Standing(found, Row(2, {})), TEAM, POLICY, MONDAY)
    assert (again.form.text("key_date"), again.flags, unclear) == ("2026-12-04T14:00", known.flags, [])
    types(at, 3, Next_date="5 Dec 2026")
    at.settle()
    row = at.case_row(NEW)
    assert (row["Next date"], "Next date is at" in row["Check"]) == (date(2026, 12, 5), False)


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("3/12/26 10:30", "2026-12-03T10:30"),
        ("3/12/26, 10.30", "2026-12-03T10:30"),
        ("Thu 3 Dec 2026 at 2 pm", "2026-12-03T14:00"),
        ("2026-12-03T09:15", "2026-12-03T09:15"),
        ("9.15am, 3 December 2026", "2026-12-03T09:15"),
        ("3.12.26", "2026-12-03"),
        (date(2026, 12, 3), "2026-12-03"),
        ("10:30", ""),
        ("3 Dec 10:30", ""),
        ("3/12/26 10:30 or 11:30", ""),
        ("3/12/26 25:99", ""),
        ("3/12/26 4/12/26", ""),
        (None, ""),
    ],
)
def test_a_day_may_have_one_time_of_day_beside_it(said, moment):
    assert written_moment(said) == moment


@pytest.mark.parametrize("typed", [datetime.fromisoformat("2026-12-03T10:30"), "3/12/26 10:30"])
def test_a_time_beside_a_key_date_stands_with_what_it_is_for(at, typed):
    for title, value in (("Case", REF), ("Date", typed), ("What", "Hearing")):
        at.human.set_cell("Key dates", 2, title, value)
    tab = at.world.register.read().tabs["key_dates"]
    assert read_key_dates(tab) == ({REF: (KeyDate(date(2026, 12, 3), "Hearing at 10:30"),)}, ())
    at.human.set_cell("Key dates", 2, "What", "Hearing 11am")
    tab = at.world.register.read().tabs["key_dates"]
    assert read_key_dates(tab)[0][REF][0].what == "Hearing 11am"


def test_a_workbook_that_is_open_delays_the_reference_and_no_more(at):
    types(at, 3, Status="New")
    lock = at.folder / ".~lock.register.xlsx#"
    lock.write_text(",moira,desk,23.11.2026 10:00,file:///x;")
    at.turn(minutes=1)
    at.turn(minutes=1)
    lock.unlink()
    looks(at)
    assert [row["Ref"] for row in at.human.rows("Cases")] == [REF, NEW]
    assert [row["Ref"] for row in at.human.rows("Contacts")] == [REF, NEW]


def test_a_row_deleted_before_its_case_began_costs_no_reference(at):
    types(at, 3, Status="New")
    at.turn(minutes=1)
    at.human.delete_row("Cases", 3)
    at.settle()
    types(at, 3, Status="New", Department="Library")
    looks(at)
    assert [row["Ref"] for row in at.human.rows("Cases")] == [REF, NEW]
    assert [row["Ref"] for row in at.human.rows("Contacts")] == [REF, NEW]
    assert at.case_row(NEW)["Department"] == "Library"


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("a disciplinary matter", ("disciplinary",)),
        ("Disciplinary, pay", ("disciplinary", "pay_grading")),
        (
            "A formal meeting with the employer",
            ("disciplinary",),
        ),  # of the list; this branch says it otherwise
        ("something at work", ()),
    ],
)
def test_categories_are_told_by_their_own_words_only(words, names):
    from casework.category import categories_of

    assert categories_of(words, POLICY) == names


def test_every_word_that_the_list_of_categories_begins_with_is_understood():
    from casework.categories import CATEGORIES
    from casework.category import categories_of
    from sheets.lists import WORDS

    policy = replace(POLICY, category_words={category.name: category.words for category in CATEGORIES})
    names = [categories_of(words, policy) for words in WORDS["category"]]
    assert [category.name for category in CATEGORIES] == [name for (name,) in names]
