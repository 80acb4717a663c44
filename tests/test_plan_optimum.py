"""On small branches the plan is the best there is, as found by trying every plan; it never breaks a rule.

`make plan-proof` does the same for thousands of branches (PLANS=5000).
"""

from __future__ import annotations

import os
import time

import pytest

from casework.plan.check import check
from casework.plan.every import MOST
from casework.plan.solve import solve
from tests.support.plans import aims, best_by_trying_all, small_branch

HOW_MANY = int(os.environ.get("PLANS", "40"))
AT_ONCE = 20


@pytest.mark.parametrize("few", [0, MOST], ids=["by the solver", "few at once"])
@pytest.mark.parametrize("first", range(0, HOW_MANY, AT_ONCE))
def test_the_plan_is_the_best_of_all_plans(first: int, few: int) -> None:
    for seed in range(first, first + AT_ONCE):
        problem = small_branch(seed)
        solution = solve(problem, time.monotonic, few)
        assert check(problem, solution.plan, solution.unallocated) == [], seed
        found, best = aims(problem, tuple(solution.plan)), best_by_trying_all(problem)
        assert (found.unallocated, found.single) == (best.unallocated, best.single), seed
        assert (found.floor, found.highest) == (best.floor, pytest.approx(best.highest, abs=2e-5)), seed
        assert found.then == pytest.approx(best.then, abs=3e-5), seed
        assert found.rest <= best.rest + 2e-3, seed
        assert solution.proved, seed
