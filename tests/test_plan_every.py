"""Few plans: all of them are looked at, and the best is proved without a solver or any time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.plan.check import check
from casework.plan.every import best_of_all
from casework.plan.ground import prepare
from casework.plan.heuristic import quick
from casework.plan.problem import Case, Caseworker, Problem
from casework.plan.solve import solve
from tests.support.plans import aims, best_by_trying_all, small_branch


def still() -> float:
    """A clock that stands: nothing is left to time."""
    return 0.0


@pytest.mark.parametrize("seed", range(60))
def test_without_any_time_the_plan_is_the_best_of_all_and_proved(seed: int) -> None:
    problem = small_branch(seed, cases=2, people=4)
    at_once = solve(replace(problem, settings=replace(problem.settings, seconds=0)), still)
    assert not check(problem, at_once.plan)
    assert at_once.proved and at_once.gap == 0
    best = best_by_trying_all(problem)
    found = aims(problem, tuple(at_once.plan))
    assert (found.unallocated, found.single) == (best.unallocated, best.single)
    assert found.highest == pytest.approx(best.highest, abs=2e-5) and found.rest <= best.rest + 2e-3


def test_one_case_among_forty_people_is_proved_at_once_and_more_are_left_to_the_solver() -> None:
    people = tuple(Caseworker(f"cw{n}", level=2, capacity=9.0 + n / 10) for n in range(40))
    ground = prepare(Problem((Case("C-1", points=5.0),), people))
    assert best_of_all(ground, quick(ground)) is not None
    ground = prepare(Problem((Case("C-1", points=5.0), Case("C-2", points=5.0)), people))
    assert best_of_all(ground, quick(ground)) is None


def test_once_there_are_too_many_no_further_case_is_looked_at() -> None:
    people = tuple(Caseworker(f"cw{n}", level=2, capacity=9.0 + n / 10) for n in range(40))
    ground = prepare(Problem((Case("C-1", points=5.0), Case("C-2", points=5.0)), people))
    unlisted = replace(ground, soles=ground.soles[:1])  # a look at the second case would fail
    assert best_of_all(unlisted, quick(ground), most=30) is None
