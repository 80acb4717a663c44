"""The best plan by hands (docs/why/016-hands.md): the highest utilisation as low as it can be, then the rest;
or both by their weights.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from casework.plan.ground import Choices, Ground
from casework.plan.objective import ALIKE, Worth
from casework.plan.search import Search
from casework.plan.settling import Settled, known, near, settle
from casework.plan.table import SHORT, Held, Table, Unsolved
from casework.plan.weights import HIGHEST

MOST, MOST_KNOWN = 12_000, 2_000
"""Hands among which a whole plan is looked for, in all and of those found on the way: of more, the solver
finds none in the time."""
NODES = 1_000
"""Nodes of its search: a count and not a clock, so that the same file gives the same search."""
NEARLY, PROVING = 0.002, 1e-7
"""How much dearer than the cheapest the first plan may be, as a part of it, and the others."""
MANY = 1.5e10
"""Hands of everybody together (`Hands.number`) above which none are dealt: with 5 x 10^10 the prices were not
settled after half a minute, but with 10^10 after half a second, since most hands are never looked at."""
SETTLING = 0.6
"""The part of the time still left in which the prices must be settled; the rest is for doing without."""
FIRST = 0.75
"""The part of the time still left that each search may take."""
CLOSE, WIDER, FEW, MUCH_WIDER = 0.0005, 2.0, 500, 8.0
"""How far above the bound a plan is looked for at first, as a part of it; and how many times further next, or
where there are but few hands."""
LEAST = 0.01  # penalty units
EVERY = 2_000
"""Hands up to which all that are under a height are looked at: if they make no plan, there is none so low."""
TRIES = 8
"""Heights that are tried for."""
PROVED = 1e-4
"""Penalty units by which a plan may be dearer than its bound and still be the best."""

Left = Callable[[], float]
"""How many seconds there still are."""


@dataclass(frozen=True, slots=True)
class Least:
    """What any plan costs at least, in highest utilisation (with its weight) and rest; and whether the plan
    at hand costs no more."""

    others: float
    proved: bool


def together(search: Search) -> Least | None:
    """The highest utilisation weighed against the rest. None where a person could have too many hands."""
    table = _table(search, HIGHEST)
    if table is None:
        return None
    return _cheapest(search, table, np.inf, lambda worth: HIGHEST * worth.highest + worth.rest)


def in_turn(search: Search) -> tuple[float, Least] | None:
    """The highest utilisation, then the rest: how low the first can be at best, and the rest while nobody is
    busier than now. None where a person could have too many hands."""
    table = _table(search, 0.0)
    if table is None or (lowest := _lowest(search, table)) is None:
        return None
    lowest = _lower(search, table, lowest)
    cap = busiest(search.ground, search.choices) + ALIKE / 10
    least = _cheapest(search, table, cap, lambda worth: worth.rest)
    return None if least is None else (lowest, least)


def busiest(ground: Ground, choices: Choices) -> float:
    """The highest utilisation of anybody whom the plan makes busier."""
    pairs = zip(ground.used(choices), ground.used(()), strict=True)
    return max((used for used, before in pairs if used > before), default=0.0)


def _table(search: Search, high: float) -> Table | None:
    """With the hands of the plan at hand; None where there could be too many."""
    table = Table(search.ground, search.worth.placed, high)
    if sum(hands.number for hands in table.people) > MANY:
        return None
    table.add_plan(search.choices)
    return table


def _cheapest(search: Search, table: Table, cap: float, of: Callable[[Worth], float]) -> Least | None:
    """The cheapest plan under the cap, and what the cheapest costs at least."""
    settled = _settled(table, cap, _until(search))
    if settled is None or settled.least == -np.inf:
        return None
    least = settled.least + table.idle
    for gap, hands in _offers(table, cap, settled, lambda: of(search.worth) - settled.least - table.idle):
        if search.left() <= 0:
            break
        found = table.whole(hands, FIRST * search.left(), NODES, PROVING if gap else NEARLY)
        search.better(found.choices)
        if gap:  # a plan below the bound and the gap holds none but these hands
            least = max(least, min(found.bound, settled.least + gap) + table.idle)
    now = of(search.worth)
    return Least(min(now, least), now <= least + PROVED)


def _offers(
    table: Table, cap: float, settled: Settled, above: Callable[[], float]
) -> Iterator[tuple[float, list[Held]]]:
    """The hands that were found on the way; then all hands nearer and nearer to none left out, each time with
    how far above the bound a plan of them may be. `above`: how far the plan at hand is."""
    yield 0.0, known(table, cap, settled.prices, MOST_KNOWN)
    gap = max(CLOSE * (settled.least + table.idle), LEAST)
    while gap < SHORT and (rise := above()) > PROVED:
        hands = near(table, cap, settled.prices, min(gap, rise), MOST)
        if hands is None:
            return
        yield min(gap, rise), hands
        if rise <= gap:
            return
        gap *= WIDER if len(hands) > FEW else MUCH_WIDER


def _until(search: Search) -> Left:
    """The time that settling may take from now on."""
    kept = (1 - SETTLING) * search.left()
    return lambda: search.left() - kept


def _settled(table: Table, cap: float, left: Left, flat: bool = False) -> Settled | None:
    try:
        return settle(table, cap, left, None if flat else table.first_prices(), flat)
    except Unsolved:
        return None


def _lowest(search: Search, table: Table) -> float | None:
    """The lowest highest utilisation at which everything can be placed, parts being split: none is lower."""
    high, low = busiest(search.ground, search.choices), 0.0
    step, left = 0.01 * high, _until(search)
    while high - low > ALIKE:
        cap = max(high - step, (high + low) / 2)
        settled = _settled(table, cap, left, flat=True)
        if settled is None or (settled.least == -np.inf and settled.priced.short > PROVED):
            return None
        if settled.priced.short <= PROVED:
            used = (table.people[place].used(hand) for place, hand in settled.priced.dealt)
            high, step = min(cap, max(used, default=0.0)), 2 * step
        else:
            low = cap
    return high


def _lower(search: Search, table: Table, lowest: float) -> float:
    """Look for whole plans whose busiest person is less busy: at the lowest first, then half way. How low it
    can be at best, as then known; it ends where there is none at a height for certain, which the other way
    of looking (casework/plan/exact.py) goes on from faster."""
    cap, left = lowest, _until(search)
    for _ in range(TRIES):
        now = busiest(search.ground, search.choices)
        if now <= cap + ALIKE or left() <= 0:
            break
        bar = cap + ALIKE / 10
        settled = _settled(table, bar, left)
        if settled is None:
            break
        every = near(table, bar, settled.prices, np.inf, EVERY)
        if every is not None and _certainly_none(search, table, every, left):
            return max(lowest, bar)
        if every is None:
            for _, hands in _offers(table, bar, settled, lambda: np.inf):
                if left() <= 0 or search.better(table.whole(hands, left(), NODES).choices):
                    break
        reached = busiest(search.ground, search.choices)
        cap = ((lowest if reached < now - ALIKE else cap) + reached) / 2
    return lowest


def _certainly_none(search: Search, table: Table, every: list[Held], left: Left) -> bool:
    """Whether there is no plan of these hands for certain; one that there is is taken where it is better."""
    found = table.whole(every, left(), NODES)
    search.better(found.choices)
    return found.choices is None and found.finished
