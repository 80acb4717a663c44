"""What no plan can do without is never more than what the best of all plans does without."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from casework.plan.ground import prepare
from casework.plan.least import possible
from casework.plan.problem import Case, Caseworker, Problem, Settings
from casework.plan.reading import read_problem
from casework.plan.solve import solve
from tests.support.plans import best_by_trying_all, small_branch


@pytest.mark.long
@pytest.mark.parametrize("first", range(0, 200, 50))
def test_no_plan_leaves_out_fewer(first: int) -> None:
    for seed in range(first, first + 50):
        problem = small_branch(seed)
        few = replace(problem, caseworkers=tuple(replace(one, max_new=1) for one in problem.caseworkers))
        for one in (problem, few):
            best = best_by_trying_all(one)
            assert possible(prepare(one)) <= (best.unallocated, best.single), seed


def _branch(who_could: str, urgent: str = "") -> Problem:
    """One case a word, each for those experienced people whose letters stand in it; one new case each."""
    words = who_could.split()
    people = tuple(Caseworker(name, 2, 10.0, max_new=1) for name in sorted({*"".join(words)}))
    cases = tuple(
        Case(
            word,
            1.0,
            urgent=word in urgent.split(),
            not_with=frozenset(one.id for one in people if one.id not in word),
        )
        for word in words
    )
    return Problem(cases, people)


@pytest.mark.parametrize(
    ("who_could", "urgent", "least"),
    [
        ("ab ac a", "", (0, 1)),  # a is for the third only, so the others move on
        ("abc cd ab a", "", (0, 1)),
        ("ab b a", "", (1, 1)),
        ("ab b a", "ab", (1, 1)),  # one that is not urgent is left out
        ("a b ab abc", "a b ab", (2, 0)),
        ("bc abc a b", "a b", (1, 1)),
        ("ab b a", "ab b a", (2, 0)),
    ],
)
def test_places_with_somebody_experienced_are_counted(
    who_could: str, urgent: str, least: tuple[int, int]
) -> None:
    problem = _branch(who_could, urgent)
    assert possible(prepare(problem)) == least
    assert best_by_trying_all(problem).unallocated >= least[0]


def test_without_time_to_think_the_gap_knows_whom_nobody_could_take() -> None:
    cases = [{"id": f"C-{n}", "points": 1} for n in range(9)]
    people = [{"id": f"cw{n}", "level": 1 + (n < 3), "capacity": 20} for n in range(9)]
    text = json.dumps({"cases": cases, "caseworkers": people, "settings": {"seconds": 0}})
    solution = solve(read_problem(text), lambda: 0.0)
    assert len(solution.unallocated) == 3
    assert solution.gap < 0.05
    assert solution.bound <= solution.worth.objective
    assert solution.problem.settings == Settings(seconds=0)
