"""A case as the cells of its row."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from casework.effects import Attend
from casework.model import (
    Candidate,
    Case,
    Caseworker,
    Excluded,
    Form,
    Member,
    Offer,
    Policy,
    Status,
    Suggestion,
    Team,
    Thread,
)
from sheets.cells import POINTER, TEXT_LIMIT, cell_text, clean
from sheets.columns import ATTENTION, CASES, CASEWORKERS, CONTACTS, Owner
from sheets.register import Cell
from sheets.rows import attention_cells, case_cells, caseworker_cells, contact_cells, first_case_cells

POLICY = Policy(category_words={"disciplinary": "a disciplinary matter"})
CASE = Case(
    ref="C-2026-0042",
    received_at=datetime(2026, 11, 20, 23, 40, tzinfo=UTC),
    letter="a" * 64,
    member=Member("Mo Lindqvist", "mo@home.example", "+447700900123", "text first", "Wexcombe", "Physics"),
    reply_to="mo@home.example",
    thread=Thread(),
    form=Form({"key_date": "2026-12-03T10:30", "membership_number": "0471", "summary": "It began in May."}),
    categories=("disciplinary", "workload_stress"),
    points=4.0,
    flags=("URGENT: a date is near", "missing: your phone number"),
)
ANA = Candidate("Ana Ruiz", "ana@union.example", "Ana has room and has done two like it.")


def offer(lapses_at: datetime) -> Offer:
    made = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    return Offer(1, "ana@union.example", "Ana Ruiz", made, made, lapses_at)


def test_our_columns_and_no_others_are_kept_up_to_date() -> None:
    ours = {column.name for column in CASES.columns if column.owner is Owner.OURS}
    assert set(case_cells(CASE, POLICY)) == ours


def test_a_case_in_its_row() -> None:
    cells = case_cells(replace(CASE, suggestion=Suggestion((ANA,), ())), POLICY)
    assert cells == {
        "ref": "C-2026-0042",
        "received": date(2026, 11, 20),
        "suggestion": "Ana Ruiz",
        "why": "Ana has room and has done two like it.",
        "offer": None,
        "key_date": date(2026, 12, 3),
        "points": 4,
        "check": "URGENT: a date is near; missing: your phone number",
        "last_news": date(2026, 11, 20),
    }


def test_days_are_those_of_the_branch() -> None:
    summer = replace(CASE, received_at=datetime(2026, 7, 1, 23, 40, tzinfo=UTC))
    assert case_cells(summer, POLICY)["received"] == date(2026, 7, 2)


def test_nobody_free_says_why_by_count() -> None:
    away = [Excluded(f"p{at}", f"p{at}@union.example", ("H1",)) for at in range(9)]
    same = [Excluded("q", "q@union.example", ("H3",))]
    cells = case_cells(replace(CASE, suggestion=Suggestion((), (*same, *away))), POLICY)
    assert (cells["suggestion"], cells["why"]) == (None, "Nobody is free: 9 away, 1 same department.")


def test_an_empty_roster_says_so() -> None:
    assert "no caseworker on the tab" in str(
        case_cells(replace(CASE, suggestion=Suggestion((), ())), POLICY)["why"]
    )


@pytest.mark.parametrize(
    "lapses_at", [datetime(2026, 11, 27, tzinfo=UTC), datetime(2026, 11, 26, 17, 0, tzinfo=UTC)]
)
def test_an_open_offer_says_who_and_until_when(lapses_at: datetime) -> None:
    cells = case_cells(replace(CASE, offer=offer(lapses_at)), POLICY)
    assert cells["offer"] == "Asked Ana Ruiz on 23 Nov; answer by Thu 26 Nov"


def test_a_new_row_also_has_the_first_values_of_the_human_columns() -> None:
    team = Team((Caseworker("Ana Ruiz", "ana@union.example"),))
    active = replace(CASE, status=Status.ACTIVE, lead="ana@union.example")
    cells = first_case_cells(active, team, POLICY)
    assert (cells["status"], cells["decision"], cells["lead"]) == ("Active", None, "Ana Ruiz")
    assert set(cells) <= {column.name for column in CASES.columns}


def test_contacts_hold_how_to_reach_the_member_and_nothing_of_the_story() -> None:
    cells = contact_cells(CASE)
    assert set(cells) <= {column.name for column in CONTACTS.columns}
    assert (cells["email"], cells["membership_number"]) == ("mo@home.example", "0471")
    assert not any("May" in cell_text(value) for value in cells.values())


def test_a_line_that_needs_attention() -> None:
    cells = attention_cells(7, date(2026, 11, 21), Attend("", "A scan came.", "Please look at it."))
    assert set(cells) <= {column.name for column in ATTENTION.columns}
    assert (cells["line"], cells["ref"], cells["what"]) == (7, None, "A scan came.")


def test_a_caseworkers_load() -> None:
    line = "51 % of the hours (3 cases, 13.9 of 27.2 points); emotional load 2.4"
    assert caseworker_cells(3, 13.87, 27.2, 2.4) == {"open_cases": 3, "points": 13.9, "load": line}
    assert caseworker_cells(1, 1, 0, 0)["load"] == "No hours for cases (1 case, 1 of 0 points)"
    ours = {column.name for column in CASEWORKERS.columns if column.owner is Owner.OURS}
    assert set(caseworker_cells(0, 0.0, 8.5, 0)) == ours


def test_an_upright_tab_ends_a_line_and_glues_no_words() -> None:
    assert clean("my manager\x0bshouted\x0cat me\x00") == "my manager\nshouted\nat me"


@pytest.mark.parametrize("value", ["a\x00b", "x" * 40_000, "", "two\r\nlines", "😀" * 20_000])
def test_cleaning_twice_changes_nothing(value: str) -> None:
    once = clean(value)
    assert clean(once) == once
    assert len(once.encode("utf-16-le")) // 2 <= TEXT_LIMIT
    assert once.endswith(POINTER) == (len(value.encode("utf-16-le")) // 2 > TEXT_LIMIT)


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (3.0, "3"), (3.5, "3.5"), (date(2026, 1, 2), "2026-01-02"), (" a ", "a"), (7, "7")],
)
def test_the_text_of_a_cell(value: Cell, text: str) -> None:
    assert cell_text(value) == text
