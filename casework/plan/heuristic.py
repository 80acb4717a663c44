"""A good plan without a solver: hardest first, then every case placed, then the load spread lower and
lower."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

from casework.plan.greedy import hardest_first
from casework.plan.ground import Choices, Ground
from casework.plan.improve import anneal, place, settle
from casework.plan.objective import ALIKE, before, floors, strict, worth
from casework.plan.state import STEEP

LOWER = 0.97
"""Each time the height is tried for that is this part of the one reached."""

ROUNDS = 6


def quick(ground: Ground) -> Choices:
    """The plan at once: greedy, and each case looked at again."""
    greedy = tuple(hardest_first(ground).choices)
    return settle(ground, greedy, float("inf"), lambda: False)


def better(
    ground: Ground, start: Choices, enough: tuple[int, int], changes: int, late: Callable[[], bool]
) -> Choices:
    """The best plan found in so many changes: fewest left out, then lowest, then most evenly spread."""
    best, placed = start, worth(ground, start)
    if (placed.unallocated, placed.single) > enough:
        best = place(ground, start, enough, changes // 4, late)
    lowest = next(iter(floors(ground)), 0.0)
    height = worth(ground, best).highest
    for _ in range(ROUNDS):
        if late() or height <= 0:
            break
        found = anneal(ground, best, height, STEEP, changes // 4 // ROUNDS, late)
        best = better_of(ground, settle(ground, found, height, late), best)
        reached = worth(ground, best).highest
        height = reached if reached <= lowest + ALIKE else max(lowest, reached * LOWER)
    heights = (1.0,) if strict(ground) else HIGHER
    return min_of(
        ground, [even(ground, best, changes // 2 // len(heights), late, higher) for higher in heights]
    )


HIGHER = (1.0, 1.03, 1.07, 1.12, 1.2)
"""Times the lowest height that was reached: where the height weighs against the rest, it is tried what
is worth it."""


def even(
    ground: Ground, start: Choices, changes: int, late: Callable[[], float], higher: float = 1.0
) -> Choices:
    """The load spread better, and the soft terms, while nobody goes above so many times the highest
    utilisation."""
    height = min(worth(ground, start).highest * higher, max(1.0, ground.settings.max_utilisation))
    if height <= 0:
        return start
    return better_of(ground, anneal(ground, start, height + ALIKE / 10, 0.0, changes, late), start)


def min_of(ground: Ground, plans: list[Choices]) -> Choices:
    """The one that comes first in the order of the aims; the first of those that are alike."""
    return reduce(lambda best, one: better_of(ground, one, best), plans)


def better_of(ground: Ground, one: Choices, other: Choices) -> Choices:
    """The one that comes first in the order of the aims; the other if they are alike."""
    return one if before(ground, worth(ground, one), worth(ground, other)) else other
