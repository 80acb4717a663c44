"""The next-worst utilisation comes before the soft terms, by each of the ways of looking for it."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from casework.plan import by_hands, lowering
from casework.plan.ground import prepare
from casework.plan.heights import highest, next_worst
from casework.plan.problem import Case, Caseworker, Problem, Settings
from casework.plan.search import Search
from casework.plan.solve import solve
from casework.plan.table import Table
from tests.support.plans import aims, best_by_trying_all, small_branch

ONE_CASE = Problem(
    (Case("C-1", 1.0, category="pay"),),
    (
        Caseworker("roomy", 2, 12.0),
        Caseworker("middling", 2, 10.0),
        Caseworker("keen", 2, 8.0, wants=frozenset({"pay"})),
    ),
    Settings(seconds=5),
)


@pytest.mark.parametrize("few", [0, 2000], ids=["by the solver", "few at once"])
def test_who_is_less_busy_comes_before_who_would_like_it(few: int) -> None:
    plan = solve(ONE_CASE, time.monotonic, few).plan
    assert {plan[0].lead, plan[0].second} == {"roomy", "middling"}


@pytest.mark.parametrize("few", [0, 2000], ids=["by the solver", "few at once"])
def test_where_the_next_worst_weighs_with_the_rest_who_would_like_it_is_asked(few: int) -> None:
    weighing = replace(ONE_CASE, settings=replace(ONE_CASE.settings, in_turn=1))
    plan = solve(weighing, time.monotonic, few).plan
    assert plan[0].second == "keen"


@pytest.mark.parametrize("seed", range(0, 60, 2))
def test_without_hands_the_plan_is_as_good(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(by_hands, "MANY", 0)
    problem = small_branch(seed)
    solution = solve(problem, time.monotonic, 0)
    found, best = aims(problem, tuple(solution.plan)), best_by_trying_all(problem)
    assert (found.unallocated, found.single, found.floor) == (best.unallocated, best.single, best.floor)
    assert (found.highest, found.then) == pytest.approx((best.highest, best.then), abs=3e-5)
    assert found.rest <= best.rest + 2e-3
    assert solution.proved


@pytest.mark.parametrize("seed", range(0, 60, 2))
def test_of_too_many_hands_to_see_them_all_no_height_is_said_to_be_higher_than_the_best(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lowering, "EVERY", 0)
    problem = small_branch(seed)
    best, ground = best_by_trying_all(problem), prepare(problem)
    search = Search(ground, solve(problem, time.monotonic, 2000).choices, lambda: 20.0)
    table = Table(ground, search.worth.placed)
    table.add_plan(search.choices)
    least = lowering.lowest_of(search, table, highest(ground, search.choices))
    assert least is None or least <= best.highest + 2e-5
    if (second := next_worst(ground, search.choices)) is not None:
        least = lowering.lowest_of(search, table, second)
        assert least is None or least <= best.then + 2e-5
