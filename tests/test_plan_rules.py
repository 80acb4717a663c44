"""Each hard rule of ALLOCATION.md, by its code: in the table, in the plan, and in the independent checker."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest

from casework.plan.check import PlanBroken, check, must_fit
from casework.plan.problem import Case, Caseworker, Pair, Problem, Settings
from casework.plan.reading import both_ways
from casework.plan.rules import (
    BY_PART,
    FOR_ANY_PART,
    NEVER_RELAXED,
    ROLES,
    RULES,
    WORDS,
    Question,
    codes,
    open_parts,
)
from casework.plan.solve import solve

CASE = Case("C-1", points=4.0, employer="University", department="Physics", category="grievance")
OLD = Caseworker(
    "old", level=2, capacity=10.0, employer="University", department="Chemistry", accredited=True
)
NEW = Caseworker("new", level=1, capacity=10.0, employer="University", department="History")

# code, what is special about the case, what is special about the person asked to lead
AGAINST: tuple[tuple[str, dict[str, Any], dict[str, Any]], ...] = (
    ("H1", {}, {"away": True}),
    ("H2", {}, {"paused": True}),
    ("H3", {}, {"department": "Physics"}),
    ("H3", {}, {"department": " physics"}),
    ("H3", {"employer": ""}, {"employer": " ", "department": "Physics"}),
    ("H4", {"not_with": frozenset({"old"})}, {}),
    ("H6", {"hearing": True}, {"accredited": False}),
    ("H7", {"hearing": True}, {"level": 1}),
    ("H7", {"emotional": 2}, {"level": 1}),
    ("H7", {}, {"level": 0}),
    ("H8", {}, {"declined": frozenset({"C-1"})}),
    ("H9", {"woman_only": True}, {"woman": False}),
    ("H10", {}, {"not_yet": frozenset({"grievance"})}),
    ("H11", {}, {"cases": 5}),
    ("H11", {}, {"max_new": 0}),
    ("H11", {"emotional": 3}, {"heavy": 2}),
    ("H11", {}, {"load": 8.0}),
    ("H11", {"points": 0.0}, {"load": 10.5}),
    ("H11", {}, {"capacity": 0.0}),
    ("H12", {}, {"covers": frozenset({"College"})}),
)
FINE: tuple[tuple[dict[str, Any], dict[str, Any]], ...] = (
    ({}, {}),
    ({}, {"employer": "College", "department": "Physics"}),
    ({"employer": "", "department": ""}, {"employer": "", "department": ""}),
    ({"employer": ""}, {"department": "Physics"}),
    ({"department": ""}, {"department": ""}),
    ({"emotional": 1}, {"level": 1}),
    ({}, {"covers": frozenset({"University"})}),
    ({"points": 4.0}, {"load": 7.2}),
    ({"points": 0.0}, {"capacity": 0.0}),
    ({"woman_only": True}, {"woman": True}),
    ({"opposes": frozenset({"C-elsewhere"})}, {}),
)


def branch(case: dict[str, Any], person: dict[str, Any]) -> Problem:
    """One case, the person in question, and another who makes the pair complete."""
    other = replace(OLD, id="other", woman=True)
    return Problem((replace(CASE, **case),), (replace(OLD, **person), other))


@pytest.mark.parametrize(("code", "case", "person"), AGAINST)
def test_a_rule_keeps_somebody_from_leading(code: str, case: dict[str, Any], person: dict[str, Any]) -> None:
    problem = branch(case, person)
    matter, one = problem.cases[0], problem.caseworkers[0]
    assert code in codes(Question(matter, one, "lead", problem.settings))
    found = check(problem, [Pair("C-1", "old", "other")])
    assert {line.split(":")[0] for line in found} == {code}


@pytest.mark.parametrize(("code", "case", "person"), AGAINST)
def test_no_plan_has_somebody_lead_against_a_rule(
    code: str, case: dict[str, Any], person: dict[str, Any]
) -> None:
    problem = branch(case, person)
    problem = replace(problem, caseworkers=problem.caseworkers[:1])
    solution = solve(problem, time.monotonic)
    assert solution.plan == []
    assert solution.unallocated == ["C-1"]


@pytest.mark.parametrize(("case", "person"), FINE)
def test_nothing_else_keeps_somebody_from_leading(case: dict[str, Any], person: dict[str, Any]) -> None:
    problem = branch(case, person)
    matter, one = problem.cases[0], problem.caseworkers[0]
    assert codes(Question(matter, one, "lead", problem.settings)) == ()
    assert check(problem, [Pair("C-1", "old", "other")]) == []


@pytest.mark.parametrize(("case", "person"), [*(each[1:] for each in AGAINST), *FINE])
def test_the_parts_open_to_somebody_are_those_that_no_rule_of_the_table_is_against(
    case: dict[str, Any], person: dict[str, Any]
) -> None:
    problem = branch(case, person)
    matter, one, settings = problem.cases[0], problem.caseworkers[0], problem.settings
    questions = [Question(matter, one, role, settings) for role in ROLES]
    assert open_parts(matter, one, settings) == tuple(each.role for each in questions if not codes(each))
    assert all(len({broken(each) for each in questions}) == 1 for broken in FOR_ANY_PART)
    assert [*map(len, (FOR_ANY_PART, BY_PART))] == [6, len(RULES) - 6]


def test_a_hearing_needs_accreditation_of_the_lead_and_of_whoever_is_alone_but_not_of_the_second() -> None:
    case = replace(CASE, hearing=True)
    person = replace(OLD, accredited=False)
    assert codes(Question(case, person, "second", Settings())) == ()
    assert "H6" in codes(Question(case, person, "sole", Settings()))


def test_somebody_new_is_never_alone_and_never_with_somebody_new() -> None:
    two = (NEW, replace(NEW, id="newer"))
    problem = Problem((CASE,), two)
    assert "H16" in codes(Question(CASE, NEW, "sole", Settings()))
    assert check(problem, [Pair("C-1", "new")]) == ["H16: C-1, new"]
    assert check(problem, [Pair("C-1", "new", "newer")]) == ["H16: C-1, new"]
    assert solve(problem, time.monotonic).plan == []


@pytest.mark.parametrize(("code", "case", "person"), AGAINST)
def test_whoever_goes_with_somebody_who_stands_is_checked_against_every_rule(
    code: str, case: dict[str, Any], person: dict[str, Any]
) -> None:
    with pytest.raises(PlanBroken, match=code):
        must_fit(branch(case, person), Pair("C-1", "old", "other"), "other")


@pytest.mark.parametrize(("case", "person"), FINE)
def test_whoever_may_lead_may_also_go_with_somebody_who_stands(
    case: dict[str, Any], person: dict[str, Any]
) -> None:
    must_fit(branch(case, person), Pair("C-1", "old", "other"), "other")


def test_whoever_stands_is_not_asked_about_again_but_both_must_not_be_new_or_one() -> None:
    stands = replace(OLD, id="stands", away=True, load=99.0, accredited=False, level=1)
    problem = Problem((replace(CASE, hearing=True, not_with=frozenset({"stands"})),), (OLD, NEW, stands))
    must_fit(problem, Pair("C-1", "stands", "old"), "stands")
    must_fit(problem, Pair("C-1", "gone", "new"), "gone")
    for second, code in (("new", "H16"), ("stands", "H15")):
        with pytest.raises(PlanBroken, match=code):
            must_fit(problem, Pair("C-1", "stands", second), "stands")


def test_nobody_is_on_a_case_twice() -> None:
    assert "H15: C-1, old" in check(Problem((CASE,), (OLD,)), [Pair("C-1", "old", "old")])


def test_nobody_is_on_both_sides_of_a_dispute_though_only_one_side_says_so() -> None:
    cases = both_ways([replace(CASE, opposes=frozenset({"C-2"})), replace(CASE, id="C-2")])
    problem = Problem(cases, (OLD, NEW))
    assert "H5: old would be on both sides of C-1" in check(problem, [Pair("C-1", "old"), Pair("C-2", "old")])
    one_sided = replace(problem, cases=(cases[0], replace(cases[1], opposes=frozenset())))
    assert check(one_sided, [Pair("C-1", "old"), Pair("C-2", "old")]) != []
    assert len(solve(problem, time.monotonic).plan) == 1


def test_the_caps_count_everything_that_is_given() -> None:
    cases = tuple(replace(CASE, id=f"C-{n}", emotional=3, points=1.0) for n in range(4))
    plan = [Pair(case.id, "old") for case in cases]

    def breaches(**values: int) -> int:
        return len(check(Problem(cases, (replace(OLD, **values),)), plan))

    assert breaches(max_new=4, max_heavy=4) == 0
    assert breaches(max_new=3, max_heavy=4) == breaches(max_new=4, max_heavy=3) == 1
    assert breaches(max_new=4, max_heavy=4, cases=2) == 1


def test_the_checker_wants_every_case_either_planned_or_left_out() -> None:
    problem = Problem((CASE,), (OLD,))
    assert check(problem, [], ["C-1"]) == []
    assert check(problem, [], []) != []
    assert check(problem, [Pair("C-1", "old")], ["C-1"]) != []
    assert check(problem, [Pair("C-9", "old")]) == ["unknown case C-9"]
    assert check(problem, [Pair("C-1", "nobody")]) == ["unknown caseworker nobody"]


def test_every_code_has_its_words_and_what_never_relaxes_is_a_rule_or_a_name_for_one() -> None:
    assert list(WORDS) == [f"H{n}" for n in range(1, 18)]
    assert {code for code, _ in RULES} <= set(WORDS)
    assert set(WORDS) >= NEVER_RELAXED == {"H3", "H4", "H5", "H6", "H8", "H9", "H13"}
