"""Branches in which nothing fits: a plan or a clear reason, never a crash, never a broken rule.

Each kind of bad input through the commands that take a file, and through the loop with its register.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from casework.numbers import Workload
from casework.plan.check import check
from casework.plan.problem import Pair
from casework.plan.reading import read_problem
from jobs.cli import main
from tests.support.branches import BRANCH
from tests.support.engine import ROOMY, Desk, desk, text_of

REF = "C-2026-0001"
JO = BRANCH.coordinator.email
Objects = list[dict[str, Any]]

# --- as a file --------------------------------------------------------------------------------------------

CASE = {"id": "C-1", "points": 4.0, "employer": "University", "department": "Physics"}
OLD = {"id": "cw1", "level": 2, "capacity": 8.5, "employer": "University", "department": "Chemistry"}
NEW = {"id": "cw2", "level": 1, "capacity": 5, "woman": True}
CASES = [{**CASE, "id": f"C-{n}"} for n in range(1, 7)]
FOES = [{**CASE, "id": f"C-{n}", "opposes": [f"C-{m}" for m in range(1, 7) if m != n]} for n in range(1, 7)]

FITS_NOBODY: tuple[tuple[str, Objects, Objects, dict[str, Any]], ...] = (
    ("empty roster", CASES, [], {}),
    ("nothing at all", [], [], {}),
    ("everyone away", CASES, [{**OLD, "away": True}, {**NEW, "away": True}], {}),
    ("everyone paused", CASES, [{**OLD, "paused": True}, {**NEW, "paused": True}], {}),
    ("everyone new", CASES, [NEW, {**NEW, "id": "cw3"}], {}),
    ("everyone shadows", CASES, [{**OLD, "level": 0}, {**NEW, "level": 0}], {}),
    ("nobody as asked", [{**CASE, "woman_only": True, "hearing": True}], [OLD, NEW], {}),
    ("everyone named", [{**CASE, "not_with": ["cw1", "cw2"]}], [OLD, NEW], {}),
    ("no hours", CASES, [{**OLD, "capacity": 0}], {}),
    ("no use of hours", CASES, [OLD, NEW], {"max_utilisation": 0}),
    ("over the cap already", CASES, [{**OLD, "load": 9000, "cases": 99}], {}),
    ("a case like a mountain", [{**CASE, "points": 1_000_000}], [OLD, NEW], {}),
    ("the caseworker is the member", [{**CASE, "not_with": ["cw1"]}], [OLD], {}),
)
FITS_SOME: tuple[tuple[str, Objects, Objects, dict[str, Any]], ...] = (
    ("absurd hours", CASES, [{**OLD, "capacity": 1_000_000, "max_new": 1000, "max_cases": 1000}, NEW], {}),
    ("each against all others", FOES, [OLD, {**OLD, "id": "cw3"}, NEW], {}),
    ("no solver time", CASES, [OLD, {**OLD, "id": "cw3"}, {**OLD, "id": "cw4"}, NEW], {"seconds": 0}),
    ("names of what is supposed", [{**CASE, "id": "new case 001"}], [{**OLD, "id": "new volunteer 1"}], {}),
    ("no weight", [{**CASE, "points": 0}], [{**OLD, "capacity": 0}], {}),
    ("next to no hours", [{**CASE, "points": 1e-12}], [{**OLD, "capacity": 5e-324}], {}),
)  # fmt: skip


def file_of(folder: Path, cases: Objects, people: Objects, settings: dict[str, Any]) -> Path:
    path = folder / "problem.json"
    path.write_text(
        json.dumps({"cases": cases, "caseworkers": people, "settings": {"seconds": 2} | settings})
    )
    return path


@pytest.mark.parametrize(
    ("name", "cases", "people", "settings"), [*FITS_NOBODY, *FITS_SOME], ids=lambda one: str(one)[:30]
)
def test_a_file_in_which_little_fits_gets_a_plan_or_reasons(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, cases: Any, people: Any, settings: Any
) -> None:
    path = file_of(tmp_path, cases, people, settings)
    assert main(["suggest", "--problem", str(path), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    plan = [Pair(one["case"], one["lead"], one["second"]) for one in found["plan"]]
    left = [one["case"] for one in found["unallocated"]]
    assert check(read_problem(path.read_text()), plan, left) == []
    assert bool(plan) is any(name == one[0] for one in FITS_SOME)
    assert all(one["reasons"] or not people for one in found["unallocated"])
    asked = ["what-if", str(path), "--cases", "3", "--volunteers", "2", "--json"]
    assert main(asked) == 0
    weeks = json.loads(capsys.readouterr().out)["weeks"]
    assert len(weeks) == 14 and weeks[0]["cases"] == len(cases)


@pytest.mark.parametrize(
    ("cases", "people", "said"),
    [
        ([CASE], [{**OLD, "capacity": -3}], '"capacity" must be between 0'),
        ([CASE], [{**OLD, "capacity": 1e12}], '"capacity" must be between 0'),
        ([CASE], [{**OLD, "cases": 10**400}], '"cases" must be between 0'),
        ([CASE], [{**OLD, "load": float("nan")}], '"load" must be a number'),
        ([{**CASE, "points": -4}], [OLD], '"points" must be between 0'),
        ([CASE], [OLD, OLD], 'the id "cw1" stands there twice'),
        ([CASE, CASE], [OLD], 'the id "C-1" stands there twice'),
        ([{**CASE, "id": "C\ud800"}], [OLD], "has half a sign in it"),
        ([CASE], [{**OLD, "covers": ["\udfff"]}], "has half a sign in it"),
    ],
)
@pytest.mark.parametrize("command", [["suggest", "--json", "--problem"], ["what-if", "--json"]])
def test_what_cannot_be_meant_is_told_in_a_sentence(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    cases: Objects,
    people: Objects,
    said: str,
    command: list[str],
) -> None:
    assert main([*command, str(file_of(tmp_path, cases, people, {}))]) == 1
    printed = capsys.readouterr()
    assert said in printed.err and printed.out == ""
    printed.err.encode()  # a terminal can show it


def test_a_folder_is_no_file_and_what_is_supposed_is_a_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["suggest", "--problem", str(tmp_path)]) == 1
    assert "is a folder. Name a file." in capsys.readouterr().err
    path = file_of(tmp_path, CASES, [OLD], {})
    for wrong in ("-3", "many", "99999999999"):
        with pytest.raises(SystemExit) as ended:
            main(["what-if", str(path), "--cases", wrong])
        assert ended.value.code == 2
        assert "is not a whole number from 0" in capsys.readouterr().err


# --- through the loop -------------------------------------------------------------------------------------


@pytest.fixture
def at(tmp_path: Path) -> Any:
    with desk(tmp_path) as made:
        yield made


def nobody(at: Desk, *reasons: str) -> None:
    """The case stands and waits, the coordinator has the reasons by count, and nobody was asked."""
    at.settle()
    row = at.case_row(REF)
    assert row["Status"] == "New" and not row["Suggested"]
    [told] = at.notices("no_one", JO)
    assert all(reason in text_of(told) for reason in reasons)
    assert at.notices("acknowledged") and not at.notices("offered")


def in_all_rows(at: Desk, column: str, value: object) -> None:
    for row in (2, 3, 4):
        at.human.set_cell("Caseworkers", row, column, value)


def test_an_empty_roster(tmp_path: Path) -> None:
    with desk(tmp_path, roster=False) as made:
        made.form()
        nobody(made, "There is no caseworker on the tab Caseworkers.")
        made.choose(REF, "Decision", "Approve")
        made.settle()
        assert "There is no suggestion to approve" in made.case_row(REF)["Check"]


def test_everyone_away(at: Desk) -> None:
    in_all_rows(at, "Away from", "1 November 2026")
    at.form(department="Drama")
    nobody(at, "3 away")


def test_impossible_constraints(at: Desk) -> None:
    for row, department in ((2, "Drama"), (3, "Drama"), (4, "Physics")):
        at.human.set_cell("Caseworkers", row, "Department", department)
    at.human.set_cell("Caseworkers", 4, "Keep apart from", "Mo Adeyemi")
    at.form(department="Drama")
    nobody(at, "2 same department", "1 to be kept apart")


@pytest.mark.long
@pytest.mark.parametrize("hours", [-5, "99999", "a lot", "\u0661\u0660"])
def test_negative_or_absurd_hours_are_said_and_somebody_is_found_all_the_same(
    at: Desk, hours: object
) -> None:
    in_all_rows(at, "Hours a month", hours)
    at.form(department="Drama")
    at.settle()
    assert at.case_row(REF)["Suggested"] or at.notices("no_one")
    lines = [str(row["What happened"]) for row in at.human.rows("Needs attention")]
    if at.case_row(REF)["Suggested"] and hours != "\u0661\u0660":
        assert any("Hours a month" in line for line in lines)
    assert "Load" in at.human.rows("Caseworkers")[0] and at.turn().set_aside == 0


def test_duplicate_names_are_suggested_and_asked_about_but_never_chosen_by_that_name(at: Desk) -> None:
    in_all_rows(at, "Name", "Ana Ruiz")
    at.form(department="Drama")
    at.settle()
    assert "Ana Ruiz" in at.case_row(REF)["Suggested"]
    at.choose(REF, "Decision", "Ana Ruiz")
    at.settle()
    assert not at.notices("offered") and "More than one caseworker" in at.case_row(REF)["Check"]
    at.answer(at.notices("suggested")[0], "ok")
    at.settle()
    assert not at.notices("offered"), "an ok to two people of one name is no ok to one of them"


def test_a_caseworker_who_is_the_member_is_never_suggested_nor_asked(at: Desk) -> None:
    at.form("Ana Ruiz", "ana@home.example", department="Drama")
    at.settle()
    assert "Ana" not in at.case_row(REF)["Suggested"]
    at.choose(REF, "Decision", "Ana Ruiz")
    at.settle()
    assert not at.notices("offered") and "their own case" in at.case_row(REF)["Check"]


def test_without_solver_time_every_case_has_a_plan_within_everybody_s_caps(at: Desk) -> None:
    at.world = replace(
        at.world,
        policy=replace(ROOMY, workload=Workload(hours=40, most_new=9, seconds=0)),
        steady=lambda: 0.0,
    )
    for n in range(6):
        at.form(f"Mo Adeyemi {n}", f"mo{n}@home.example", department="Drama", summary=f"Matter {n} of mine.")
    at.settle()
    assert all(row["Suggested"] for row in at.human.rows("Cases"))
    assert at.turn().set_aside == 0
