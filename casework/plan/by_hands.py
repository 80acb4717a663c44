"""The best plan by hands: the highest utilisation as low as it can be, then the rest; or both by their weights
(docs/why/016-hands.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from casework.plan.ground import NOBODY, Choices, Ground
from casework.plan.objective import ALIKE, Worth
from casework.plan.settling import Settled, known, near, settle
from casework.plan.table import Held, Prices, Table, Unsolved
from casework.plan.weights import HIGHEST

MOST, MOST_KNOWN = 12_000, 2_000
"""Hands among which a whole plan is looked for, in all and of those found on the way: of more, the solver
finds none in the time."""
NODES = 1_000
"""Nodes of its search: a count and not a clock, so that the same file gives the same plan."""
CLOSE, WIDER = 0.0005, 3.0
"""How far above the bound a plan is looked for at first, as a part of it, and how many times further next."""
TRIES = 6
PROVED = 1e-4
"""Penalty units by which a plan may be dearer than its bound and still be the best."""


class Plan(Protocol):
    """The plan at hand, that only ever becomes better (exact.Search)."""

    ground: Ground
    choices: Choices
    left: Callable[[], float]

    @property
    def worth(self) -> Worth:
        """Of the plan at hand."""
        ...

    def better(self, choices: Choices | None) -> bool:
        """Take a plan if it is better in the order of the aims and keeps to the rules."""
        ...


@dataclass(frozen=True, slots=True)
class Least:
    """What any plan costs at least, in highest utilisation (with its weight) and rest; and whether the plan
    at hand costs no more."""

    others: float
    proved: bool


def together(plan: Plan) -> Least | None:
    """The highest utilisation weighed against the rest. None where a person could have too many hands."""
    table = _table(plan, HIGHEST)
    return _cheapest(plan, table, np.inf, lambda worth: HIGHEST * worth.highest + worth.rest)


def in_turn(plan: Plan) -> tuple[float, Least] | None:
    """The highest utilisation, then the rest: how low the first can be at best, and the rest while nobody is
    busier than now. None where a person could have too many hands."""
    table = _table(plan, 0.0)
    lowest = _lowest(plan, table)
    if lowest is None:
        return None
    _lower(plan, table, lowest)
    least = _cheapest(plan, table, busiest(plan.ground, plan.choices) + ALIKE / 10, lambda worth: worth.rest)
    return None if least is None else (lowest, least)


def busiest(ground: Ground, choices: Choices) -> float:
    """The highest utilisation of anybody who is given something."""
    used = ground.used(choices)
    return max((used[one] for choice in choices for one in choice if one != NOBODY), default=0.0)


def _table(plan: Plan, high: float) -> Table:
    placed = plan.worth.placed
    table = Table(plan.ground, placed, high)
    table.add_plan(plan.choices)
    return table


def _cheapest(plan: Plan, table: Table, cap: float, of: Callable[[Worth], float]) -> Least | None:
    """The cheapest plan under the cap, and what the cheapest costs at least."""
    settled = _settled(plan, table, cap)
    if settled is None or settled.least == -np.inf:
        return None
    least = settled.least + table.idle
    for gap, hands in _offers(table, cap, settled, lambda: of(plan.worth) - settled.least - table.idle):
        if plan.left() <= 0:
            break
        found = table.whole(hands, plan.left(), NODES)
        plan.better(found.choices)
        if gap:  # a plan below the bound and the gap holds none but these hands
            least = max(least, min(found.bound, settled.least + gap) + table.idle)
    now = of(plan.worth)
    return Least(min(now, least), now <= least + PROVED)


def _offers(
    table: Table, cap: float, settled: Settled, above: Callable[[], float]
) -> Iterator[tuple[float, list[Held]]]:
    """The hands that were found on the way; then all hands nearer and nearer to none left out, each time with
    how far above the bound a plan of them may be. `above`: how far the plan at hand is."""
    yield 0.0, known(table, cap, settled.prices, MOST_KNOWN)
    gap = CLOSE * (settled.least + table.idle)
    for _ in range(TRIES):
        if above() <= PROVED:
            return
        last = above() <= gap
        gap = min(gap, above())
        hands = near(table, cap, settled.prices, gap, MOST)
        if hands is None:
            return
        yield gap, hands
        if last:
            return
        gap *= WIDER


def _settled(plan: Plan, table: Table, cap: float, flat: bool = False) -> Settled | None:
    prices: Prices | None = None
    try:
        prices = None if flat else table.first_prices()
        return settle(table, cap, plan.left, prices, flat)
    except Unsolved:
        return None


def _lowest(plan: Plan, table: Table) -> float | None:
    """The lowest highest utilisation at which everything can be placed, parts being split: none is lower."""
    high, low = busiest(plan.ground, plan.choices), 0.0
    step = 0.01 * high
    while high - low > ALIKE:
        cap = max(high - step, (high + low) / 2)
        settled = _settled(plan, table, cap, flat=True)
        if settled is None or (settled.least == -np.inf and settled.priced.short > PROVED):
            return None
        if settled.priced.short <= PROVED:
            used = (table.people[place].used(hand) for place, hand in settled.priced.dealt)
            high, step = min(cap, max(used, default=0.0)), 2 * step
        else:
            low = cap
    return high


def _lower(plan: Plan, table: Table, lowest: float) -> None:
    """Look for whole plans whose busiest person is less busy: at the lowest first, then half way."""
    cap = lowest
    for _ in range(TRIES):
        now = busiest(plan.ground, plan.choices)
        if now <= cap + ALIKE or plan.left() <= 0:
            return
        settled = _settled(plan, table, cap + ALIKE / 10)
        if settled is None:
            return
        for _, hands in _offers(table, cap + ALIKE / 10, settled, lambda: np.inf):
            if plan.left() <= 0 or plan.better(table.whole(hands, plan.left(), NODES).choices):
                break
        reached = busiest(plan.ground, plan.choices)
        if reached < now - ALIKE:
            cap = (lowest + reached) / 2
        else:
            cap = (cap + now) / 2
