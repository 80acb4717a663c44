"""Two caseworkers of whom one is to be kept apart from the other are never a pair (H17)."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from time import process_time

import pytest

from casework.allocation import suggest, why_not
from casework.decide import decide
from casework.facts.answers import CaseworkerChosen
from casework.intake import form_received as decide_form
from casework.kept_apart import apart_pairs
from casework.model import Case, Caseworker, Status, Team
from casework.numbers import Workload
from casework.plan.check import check
from casework.plan.problem import Case as PlannedCase
from casework.plan.problem import Caseworker as Planned
from casework.plan.problem import Pair, Problem, Settings
from casework.plan.solve import solve
from casework.together import suggest_all
from tests.support.branches import BRANCH, CASEWORKERS, MONDAY, POLICY, TEAM, form_received, with_caseworkers

ANA, BEN, CARA = CASEWORKERS
ROOMY = replace(POLICY, workload=Workload(hours=60, most_new=9))


def case_of() -> Case:
    made = decide_form(form_received(department="Estates"), BRANCH, ROOMY, TEAM, MONDAY).case
    assert made is not None
    return made


def apart(entry: str, person: Caseworker = ANA) -> Team:
    keeps = replace(person, keep_apart=(entry,))
    return with_caseworkers(*(keeps if one == person else one for one in CASEWORKERS))


@pytest.mark.parametrize(
    "entry", ["Ben Osei", "Ben", "Osei, Ben", "HR and Ben Osei", "Ben Osei (ex-partner)", "B. Osei"]
)
def test_a_colleague_may_be_named_there_as_she_names_them_elsewhere(entry: str) -> None:
    team = apart(entry)
    assert apart_pairs(team.caseworkers) == {frozenset((ANA.email, BEN.email))}


def test_a_large_team_with_many_entries_is_read_in_no_time() -> None:
    """Each entry was read once for every other colleague: seconds for sixty people, at each change."""
    names = [f"A{one}n B{two}e" for one in "abcdefghij" for two in "klmnop"]
    people = tuple(
        replace(ANA, name=name, email=f"{n}@home.example", keep_apart=("HR", names[n - 1]))
        for n, name in enumerate(names)
    )
    began = process_time()
    assert len(apart_pairs(people)) == 60
    assert process_time() - began < 1


@pytest.mark.parametrize("entry", ["Benjamin Oseia", "Jane Osei", "Physics", ""])
def test_who_is_not_plainly_a_colleague_is_none(entry: str) -> None:
    assert apart_pairs(apart(entry).caseworkers) == frozenset()


@pytest.mark.parametrize("person", [ANA, BEN])
def test_they_are_suggested_with_others_alone_or_in_several_cases_whoever_wrote_it(
    person: Caseworker,
) -> None:
    team = apart("Ben Osei" if person is ANA else "Ana Ruiz", person)
    found = suggest(case_of(), team, ROOMY, MONDAY)
    assert "and" in found.names and CARA.name in found.names
    waiting = [replace(case_of(), ref=f"C-2026-000{n}") for n in range(1, 6)]
    for one in suggest_all(waiting, team, ROOMY, MONDAY, lambda: 0.0).values():
        assert one.names not in ("Ana Ruiz and Ben Osei", "Ben Osei and Ana Ruiz")


def test_where_there_are_only_these_two_one_of_them_has_it_alone_and_why_says_so() -> None:
    team = replace(apart("Ben Osei"), caseworkers=apart("Ben Osei").caseworkers[:2])
    found = suggest(case_of(), team, ROOMY, MONDAY)
    assert found.candidates and found.second is None
    assert "kept apart" in found.alone


def test_whoever_is_to_go_with_a_lead_is_looked_at_too() -> None:
    case = replace(case_of(), lead=ANA.email, status=Status.ACTIVE, suggestion=None)
    found = suggest(case, apart("Ben Osei"), ROOMY, MONDAY)
    assert [one.name for one in found.candidates] == [CARA.name]
    assert {
        "name": BEN.name,
        "why": "to be kept apart from somebody in the case, or from the department",
    } in why_not(found)


@pytest.mark.parametrize("choice", ["Ana and Ben", "Ben and Ana"])
def test_the_coordinator_is_told_why_they_are_not_asked_together(choice: str) -> None:
    fact = CaseworkerChosen("C-2026-0001", choice, "register")
    decision = decide(fact, case_of(), BRANCH, ROOMY, apart("Ben Osei"), MONDAY)
    assert decision.case is not None and not decision.case.offer
    assert "are to be kept apart" in decision.case.flags[0]


def test_the_best_of_small_plans_and_the_second_checker_know_the_rule() -> None:
    people = tuple(Planned(f"cw{n}", level=2, capacity=20.0) for n in range(1, 4))
    cases = tuple(PlannedCase(f"C-{n}", points=3.0) for n in range(1, 5))
    two = frozenset(("cw1", "cw2"))
    for seconds in (0.0, 1.0):
        problem = Problem(cases, people, Settings(seconds=seconds), apart=frozenset({two}))
        for few in (0, 10_000):
            found = solve(problem, iter(range(10_000)).__next__ if seconds else lambda: 0.0, few)
            assert len(found.plan) == 4 and not any({one.lead, one.second} == two for one in found.plan)
            assert found.bound <= found.worth.objective
    for lead, second in permutations(two):
        assert any("H17" in broken for broken in check(problem, [Pair("C-1", lead, second)]))
