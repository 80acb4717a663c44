"""From a problem to a plan: something good at once, then better until the time is up, then checked
(DOMAIN.md §7.3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from casework.plan import weights
from casework.plan.check import must_hold
from casework.plan.every import MOST, best_of_all
from casework.plan.ground import LEFT, Choices, Ground, prepare
from casework.plan.heuristic import better, better_of, quick
from casework.plan.improve import settle
from casework.plan.least import possible
from casework.plan.objective import Worth, floors, total, worth
from casework.plan.problem import Pair, Problem

Clock = Callable[[], float]
"""Seconds from any beginning, never going back."""

A_SECOND, TO_BEGIN = 60_000, 20_000
"""Changes tried for each second allowed, and where the solver goes on from them: a count, not a clock, so
that the same file gives the same plan. The clock ends it only where a machine is far slower than that."""
THOROUGH = 0.75
"""Changes for each case, other case and third case, at most: the fewer there are, the better the solver does
without a good plan to begin with."""

MARGIN, CLOSING = 0.12, 0.3
"""The part of the time, and the seconds, that are kept back for reasons and for telling."""


@dataclass(frozen=True, slots=True)
class Solution:
    """A plan that keeps to every rule, how good it is, and how good one could be at best."""

    problem: Problem
    ground: Ground
    choices: Choices
    bound: float
    proved: bool

    @property
    def worth(self) -> Worth:
        """The aims reached."""
        return worth(self.ground, self.choices)

    @property
    def plan(self) -> list[Pair]:
        """The pairs, in the order of the cases' ids."""
        return self.ground.pairs(self.choices)

    @property
    def unallocated(self) -> list[str]:
        """The ids of the cases left out."""
        return [
            case.id for case, choice in zip(self.ground.cases, self.choices, strict=True) if choice == LEFT
        ]

    @property
    def gap(self) -> float:
        """How far the objective may at most be from the best, as a part of it."""
        objective = self.worth.objective
        return 0.0 if self.proved or objective <= 0 else max(0.0, (objective - self.bound) / objective)


def solve(problem: Problem, clock: Clock, few: int = MOST) -> Solution:
    """The best plan found in the problem's `seconds`; of so `few` plans that there are, the best of all.

    Raises `PlanBroken` rather than return a plan that is not valid.
    """
    began = clock()
    seconds = problem.settings.seconds
    seconds -= max(MARGIN * seconds, min(CLOSING, MARGIN * 4 * seconds))

    def left() -> float:
        return seconds - (clock() - began)

    ground = prepare(problem)
    choices = quick(ground)
    enough = possible(ground)
    bound, proved = trivial(ground, enough), False
    if (best := best_of_all(ground, choices, few)) is not None:
        choices, bound, proved = best, worth(ground, best).objective, True
    elif seconds > 0 and ground.apart:  # of which the solver knows nothing: what is found by hand stands
        changes = int(min(A_SECOND * seconds, THOROUGH * len(ground.cases) ** 3))
        choices = better(ground, choices, enough, changes, lambda: left() <= 0)
    elif seconds > 0:
        changes = int(min(TO_BEGIN * seconds, THOROUGH * len(ground.cases) ** 3))
        choices = better(ground, choices, enough, changes, lambda: left() < seconds / 2)
        choices, bound, proved = _with_solver(ground, choices, bound, left)
    if ground.again and best is None:  # of which the solver knows nothing
        choices = better_of(ground, settle(ground, choices, float("inf"), lambda: False), choices)
        bound, proved = max(0.0, bound - problem.settings.soft.together * len(ground.cases)), False
    solution = Solution(problem, ground, choices, min(bound, worth(ground, choices).objective), proved)
    must_hold(problem, solution.plan, solution.unallocated)
    return solution


def _with_solver(
    ground: Ground, choices: Choices, bound: float, left: Callable[[], float]
) -> tuple[Choices, float, bool]:
    """Improved and proved by HiGHS, where it is installed and there is something to plan."""
    if not any(ground.leads) and not any(ground.soles):
        return choices, worth(ground, choices).objective, True
    try:
        from casework.plan.exact import improve  # here, since loading the solver takes half a second
    except ImportError:
        return choices, bound, False
    found = improve(ground, choices, left)
    proved = found.proved
    return (
        found.choices,
        worth(ground, found.choices).objective if proved else max(bound, found.bound),
        proved,
    )


def trivial(ground: Ground, enough: tuple[int, int]) -> float:
    """A lower bound of the objective without any search: nobody's load goes down, and nobody can be
    conjured up."""
    levels = floors(ground)
    least = sum(weights.spread(used) for used in levels)
    return total(*enough, levels[0] if levels else 0.0, least)
