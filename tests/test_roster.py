"""The Caseworkers tab as people type it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from casework.arithmetic import arithmetic
from casework.duties import unreckoned
from casework.model import Absence, Caseworker, Level, Policy, Preference
from casework.numbers import Workload
from casework.workload import capacity, most_cases
from jobs.noted import roster_edits
from sheets.columns import CASEWORKERS
from sheets.dates import written_date
from sheets.people import absence_rows, caseworker_row, named, time_rows
from sheets.register import Cell, Row, Tab
from sheets.roster import read_roster
from sheets.time_lines import Hours

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ANA: dict[str, Cell] = {"name": "Ana Ruiz", "email": "ana@union.example"}


def roster(*rows: dict[str, Cell]) -> tuple[tuple[Caseworker, ...], tuple[str, ...]]:
    columns = {column.name: at for at, column in enumerate(CASEWORKERS.columns)}
    full = tuple(Row(at, dict.fromkeys(columns) | row) for at, row in enumerate(rows, 2))
    return read_roster(Tab("Caseworkers", columns, full), KINDS)


KINDS = {
    "grievance": "a concern to be raised formally",
    "bullying_harassment": "how people treat each other at work",
    "dismissal": "a job coming to an end",
    "pay_grading": "pay or grading",
}


def test_a_row_is_a_caseworker() -> None:
    people, problems = roster(
        {
            "name": " Ana Ruiz ",
            "email": "Ana@Union.example",
            "department": "Physics",
            "employer": "Wexcombe",
            "max_cases": 3,
            "away_from": date(2026, 12, 1),
            "away_until": "4/12/2026",
            "paused": "no",
            "left": None,
            "notes": "likes hearings",
        }
    )
    away = (Absence(date(2026, 12, 1), date(2026, 12, 4)),)
    typed = (("max_cases", "3"),)
    ana = Caseworker("Ana Ruiz", "ana@union.example", "Wexcombe", "Physics", 3, away, typed=typed)
    assert people == (ana,)
    assert problems == ()


def test_rows_without_name_and_address_are_nobody() -> None:
    assert roster({"notes": "ask the Law school"}, {"open_cases": 0}) == ((), ())


@pytest.mark.parametrize(
    "email",
    [
        None,
        "ana",
        "ana@union",
        "ana@union.example, ben@union.example",
        "ana@union.example ben@union.example",
        "Ana <ana@union.example>",
        "ana@union.example;",
        "ana@@union.example",
        "ana@union.example\nbcc: x@y.example",
    ],
)
def test_an_address_that_is_not_exactly_one_leaves_the_person_out(email: str | None) -> None:
    people, (problem,) = roster({"name": "Ana Ruiz", "email": email})
    assert people == ()
    assert problem.startswith("Row 2 of the tab Caseworkers is not used, because its Email ")
    assert "Ana" not in problem


def test_somebody_who_has_left_needs_no_address() -> None:
    assert roster({"name": "Ana Ruiz", "left": "Yes"}) == ((), ())


def test_the_same_address_twice_is_one_person_and_is_said() -> None:
    people, problems = roster(ANA, {"name": "A. Ruiz", "email": "ANA@union.example"})
    assert [person.name for person in people] == ["Ana Ruiz"]
    assert "Row 3" in problems[0] and "same address" in problems[0]


@pytest.mark.parametrize(("value", "most"), [(0, 0), (4, 4), ("4", 4), (4.0, 4), (None, None)])
def test_a_limit_is_a_whole_number(value: Cell, most: int | None) -> None:
    people, problems = roster({**ANA, "max_cases": value})
    assert (people[0].max_cases, problems) == (most, ())


@pytest.mark.parametrize(
    ("value", "most"),
    [
        ("two", 2),
        ("2-3", 2),
        ("3 or 2", 2),
        ("one to two", 1),
        ("max 2", 2),
        ("Ten", 10),
        ("no more than three, but 1 in July", 1),
        ("3 (since 2024)", 3),
        ("zero", 0),
        (2.5, 2),
    ],
)
def test_the_smallest_number_is_the_limit_since_nobody_may_be_over_their_own(value: Cell, most: int) -> None:
    people, problems = roster({**ANA, "max_cases": value})
    assert (people[0].max_cases, people[0].unclear, problems) == (most, (), ())
    assert most_cases(people[0], Policy()) == min(most, 5)


@pytest.mark.parametrize(
    "value", [-1, "-1", "minus 2", "a few", "max. -1", True, "=1/0", "#DIV/0!", date(2026, 3, 2), "2026"]
)
def test_a_limit_that_cannot_be_read_is_that_of_somebody_new_and_is_said(value: Cell) -> None:
    people, (problem,) = roster({**ANA, "max_cases": value})
    assert (people[0].max_cases, people[0].unclear) == (None, ("max_cases",))
    assert "Most cases" in problem and "somebody new" in problem
    assert most_cases(people[0], Policy()) == Policy().workload.new_cases
    assert most_cases(people[0], Policy(max_cases=1)) == 1


@pytest.mark.parametrize(
    ("value", "room"),
    [
        ("a few", 5.1),
        (-4, 5.1),
        (9_999, 5.1),
        ("300", 5.1),
        ("=1/0", 5.1),
        (date(2026, 10, 8), 5.1),
        ("perhaps 2", 1.02),
        ("12 unless it is term", 5.1),
    ],
)
def test_hours_that_cannot_be_read_give_no_more_room_than_somebody_new_has(value: Cell, room: float) -> None:
    people, (problem,) = roster({**ANA, "hours": value})
    assert people[0].unclear == ("hours",) and "Hours a month" in problem
    assert capacity(people[0], Policy()) == pytest.approx(room)
    assert capacity(replace(people[0], level=Level.NEW), Policy()) == pytest.approx(room)
    assert "cannot be read" in arithmetic(people[0], (), Policy(), NOW)[-1]


def test_a_row_written_anew_keeps_what_could_not_be_read() -> None:
    people, _ = roster({**ANA, "max_cases": "a few", "hours": "a few"})
    cells = caseworker_row(people[0], {}).cells
    assert (cells["max_cases"], cells["hours"]) == ("a few", "a few")


@pytest.mark.parametrize(
    ("value", "stands"), [(3, 3), ("3", 3), (7.5, 7.5), ("2-3", "2-3"), ("007", "007"), ("1e2", "1e2")]
)
def test_a_number_in_a_row_written_anew_is_a_number_again(value: Cell, stands: Cell) -> None:
    people, _ = roster({**ANA, "max_cases": value, "hours": value})
    cells = caseworker_row(people[0], {}).cells
    assert [cells["max_cases"], cells["hours"]] == [stands, stands]
    assert {type(cells["max_cases"]), type(cells["hours"])} == {type(stands)}


@pytest.mark.parametrize(
    ("value", "meant"), [("Yes", True), ("y", True), (True, True), ("x", True), ("No", False)]
)
def test_yes_may_be_said_in_several_ways(value: Cell, meant: bool) -> None:
    people, problems = roster({**ANA, "paused": value, "left": value})
    assert (people[0].paused, people[0].left, problems) == (meant, meant, ())


def test_an_unclear_pause_is_a_pause() -> None:
    people, problems = roster({**ANA, "paused": "until March"})
    assert people[0].paused
    assert "taken as Yes" in problems[0]


@pytest.mark.parametrize(
    ("start", "end", "away"),
    [
        (None, None, ()),
        (date(2026, 12, 1), None, (Absence(date(2026, 12, 1), date.max),)),
        (None, date(2026, 12, 1), (Absence(date.min, date(2026, 12, 1)),)),
        ("1 Dec 2026", "5th December 2026", (Absence(date(2026, 12, 1), date(2026, 12, 5)),)),
    ],
)
def test_an_open_end_is_open(start: Cell, end: Cell, away: tuple[Absence, ...]) -> None:
    people, problems = roster({**ANA, "away_from": start, "away_until": end})
    assert (people[0].away, problems) == (away, ())


def test_dates_the_wrong_way_round_are_said_and_still_count_as_away() -> None:
    people, problems = roster({**ANA, "away_from": date(2026, 12, 20), "away_until": date(2026, 1, 5)})
    assert people[0].away == (
        Absence(date(2026, 1, 5), date.max),
    )  # the year may be the slip, and not the cell
    assert "Away until before Away from" in problems[0]


def test_a_date_that_cannot_be_read_counts_as_away_and_is_said() -> None:
    people, problems = roster({**ANA, "away_from": date(2026, 12, 1), "away_until": "after Easter"})
    assert people[0].away == (Absence(date(2026, 12, 1), date.max),)
    assert "Away until" in problems[0] and "Easter" not in problems[0]


def test_what_somebody_can_and_would_like_to_do_is_read() -> None:
    people, problems = roster(
        {
            **ANA,
            "level": "new",
            "hours": 7.5,
            "preference": "in a pair",
            "wants": "Pay or grading, grievances",
            "not_yet": "bullying; dismissal",
            "keep_apart": "Physics, Dr Mo Adeyemi",
            "covers": "all",
            "languages": "Welsh and Polish",
            "accredited": "1 March 2027",
            "woman": "yes",
        }
    )
    ana = people[0]
    assert (ana.level, ana.hours, ana.preference) == (Level.NEW, 7.5, Preference.PAIRED)
    assert (ana.wants, ana.not_yet) == (("pay_grading", "grievance"), ("bullying_harassment", "dismissal"))
    assert (ana.keep_apart, ana.covers) == (("Physics", "Dr Mo Adeyemi"), ())
    assert (ana.accredited, ana.accredited_until, ana.woman) == (True, date(2027, 3, 1), True)
    assert problems == ()


def test_a_tab_without_these_columns_goes_on_working() -> None:
    columns = {"name": 0, "email": 1}
    people, problems = read_roster(Tab("Caseworkers", columns, (Row(2, dict(ANA)),)), KINDS)
    assert (people, problems) == ((Caseworker("Ana Ruiz", "ana@union.example"),), ())


@pytest.mark.parametrize(
    ("column", "value", "field", "meant"),
    [
        ("level", "wizard", "level", Level.NEW),
        ("preference", "on Tuesdays", "preference", Preference.PAIRED),
        ("wants", "dragons", "wants", ()),
        ("not_yet", "dragons, dismissal", "not_yet", ("dismissal",)),
        ("accredited", "soon", "accredited", False),
        ("woman", "perhaps", "woman", False),
    ],
)
def test_what_nobody_can_mean_is_said_and_taken_for_the_safe_side(
    column: str, value: Cell, field: str, meant: object
) -> None:
    people, problems = roster({**ANA, column: value})
    assert getattr(people[0], field) == meant
    (problem,) = problems
    assert problem.startswith("Row 2 of the tab Caseworkers ")
    assert CASEWORKERS.column(column).title in problem


@pytest.mark.parametrize(
    ("value", "hours"),
    [("10", 10), ("7,5 hours", 7.5), ("12 h a month", 12), (0, 0), ("ten", 10), ("8-10 hours", 8)],
)
def test_hours_are_read_as_people_write_them(value: Cell, hours: float) -> None:
    people, problems = roster({**ANA, "hours": value})
    assert (people[0].hours, problems) == (hours, ())


def test_the_same_name_twice_is_said_and_both_stay() -> None:
    people, problems = roster(ANA, {"name": "ana ruiz", "email": "other@union.example"})
    assert len(people) == 2
    assert "same name" in problems[0] and "Ana" not in problems[0]


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (date(2026, 12, 3), date(2026, 12, 3)),
        (46359, date(2026, 12, 3)),
        ("2026-12-03", date(2026, 12, 3)),
        ("3/12/2026", date(2026, 12, 3)),
        ("03.12.26", date(2026, 12, 3)),
        ("3-12-26", date(2026, 12, 3)),
        ("3 Dec 2026", date(2026, 12, 3)),
        ("Thu 3rd December, 2026", date(2026, 12, 3)),
        ("Thursday, 3 December 2026", date(2026, 12, 3)),
        ("3-Dec-26", date(2026, 12, 3)),
        ("Dec 3 2026", date(2026, 12, 3)),
        ("Thu, December 3rd, 2026", date(2026, 12, 3)),
        ("3 Dec '26", date(2026, 12, 3)),
        ("2026/12/03", date(2026, 12, 3)),
        ("Dec 3", None),
        ("Dec 3 26", None),
        ("Decision 3 2026", None),
        ("2026/12-03", None),
        ("the 3rd", None),
        ("3 Dec", None),
        ("31/11/2026", None),
        ("12/31/2026", None),
        ("soon", None),
        (7, None),
        (True, None),
        (None, None),
        ("", None),
    ],
)
def test_dates_are_read_as_people_in_the_united_kingdom_write_them(value: Cell, day: date | None) -> None:
    assert written_date(value) == day


def test_other_duties_are_kept_as_written_and_one_sentence_says_that_some_have_no_points() -> None:
    columns = {column.name: at for at, column in enumerate(CASEWORKERS.columns)}
    row = Row(2, {**ANA, "duties": "casework coordinator, treasurer"})
    people, problems = read_roster(Tab("Caseworkers", columns, (row,)), KINDS)
    assert people[0].duties == ("casework coordinator", "treasurer") and problems == ()
    assert caseworker_row(people[0], {}).cells["duties"] == "casework coordinator, treasurer"
    [sentence] = unreckoned(people, Workload())
    assert "Other duties" in sentence and "Ana" not in sentence


def test_a_row_written_anew_says_in_her_words_what_kinds_somebody_would_like() -> None:
    typed: dict[str, Cell] = {**ANA, "wants": "Pay or grading, grievances", "not_yet": "bullying"}
    people, _ = roster(typed)
    cells = caseworker_row(people[0], KINDS).cells
    assert (cells["wants"], cells["not_yet"]) == ("Pay or grading, grievances", "bullying")
    # Of a roster kept before her words were: the branch's, so that they mean the same when they are read.
    crossed = {**KINDS, "dismissal": "jobs, coming to an end"}
    kinds = ("pay_grading", "grievance", "bullying_harassment", "dismissal")
    cells = caseworker_row(replace(people[0], typed=(), wants=kinds), crossed).cells
    assert cells["wants"] == (
        "pay or grading, a concern to be raised formally, how people treat each other at work, dismissal"
    )
    assert set(roster({**ANA, "wants": cells["wants"]})[0][0].wants) == set(kinds)


def test_who_is_meant_is_written_by_name_and_by_address_where_the_name_is_two_people_s() -> None:
    ana, ben, other = (
        Caseworker(name, f"{address}@home.example")
        for name, address in (("Ana Ruiz", "ana"), ("Ben Osei", "ben"), ("Ben Osei", "osei"))
    )
    assert [named(one.email, (ana, ben, other)) for one in (ana, ben, other)] == [
        "Ana Ruiz",
        "ben@home.example",
        "osei@home.example",
    ]
    assert named("gone@home.example", (ana,)) == "gone@home.example"
    away = Absence(date(2026, 12, 3), date(2026, 12, 10))
    rows = absence_rows([replace(ana, away=(away,))], (), (ana, ben))
    rows += time_rows([Hours("ana@home.example", "C-2026-0001", date(2026, 11, 2), 2.5)], (ana, ben))
    assert [row.cells["who"] for row in rows] == ["Ana Ruiz", "Ana Ruiz"]


def test_words_that_are_only_written_otherwise_are_no_edit() -> None:
    before, after = (roster({**ANA, "wants": text})[0] for text in ("grievance", "Grievances"))
    assert before != after and list(roster_edits(before, after)) == []
