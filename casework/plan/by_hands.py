"""The best plan by hands (docs/why/016-hands.md): the highest utilisation as low as it can be, then the
next-worst, then the rest; or the highest and the rest by their weights.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from casework.plan.bar import Bar
from casework.plan.heights import Height, highest, next_worst
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
NEXT = 0.4
"""The part of the time still left that the next-worst may take."""
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


@dataclass(frozen=True, slots=True)
class InTurn:
    """How low the highest utilisation can be at best, whether the plan at hand has the lowest next-worst
    under its highest, and what the rest costs at least while nobody is busier than now."""

    lowest: float
    next_proved: bool
    least: Least


def together(search: Search) -> Least | None:
    """The highest utilisation weighed against the rest. None where a person could have too many hands."""
    table = _table(search, HIGHEST)
    if table is None:
        return None
    return _cheapest(search, table, Bar(), lambda worth: HIGHEST * worth.highest + worth.rest)


def in_turn(search: Search) -> InTurn | None:
    """The highest utilisation, then the next-worst, then the rest. None where a person could have too many
    hands."""
    table = _table(search, 0.0)
    if table is None:
        return None
    first = highest(search.ground, search.choices)
    if (lowest := lowest_of(search, table, first)) is None:
        return None
    bar, proved = first.held(search.choices), True
    if (second := next_worst(search.ground, search.choices)) is not None:
        proved = first.of(search.choices) <= lowest + ALIKE  # or the time is better spent on the rest
        if proved:
            proved = _next(search, table, second)
            bar = second.held(search.choices)
    rest = _cheapest(search, table, bar, lambda worth: worth.rest)
    return None if rest is None else InTurn(lowest, proved, rest)


def _next(search: Search, table: Table, second: Height) -> bool:
    """Make the next-worst as low as can be; whether that is proved."""
    with search.within(NEXT):
        least = lowest_of(search, table, second)
    return least is not None and second.of(search.choices) <= least + ALIKE


def _table(search: Search, high: float) -> Table | None:
    """With the hands of the plan at hand; None where there could be too many."""
    table = Table(search.ground, search.worth.placed, high)
    if sum(hands.number for hands in table.people) > MANY:
        return None
    table.add_plan(search.choices)
    return table


def _cheapest(search: Search, table: Table, bar: Bar, of: Callable[[Worth], float]) -> Least | None:
    """The cheapest plan under the bar, and what the cheapest costs at least."""
    settled = _settled(table, bar, _until(search))
    if settled is None or settled.least == -np.inf:
        return None
    least = settled.least + table.idle
    for gap, hands in _offers(table, bar, settled, lambda: of(search.worth) - settled.least - table.idle):
        if search.left() <= 0:
            break
        found = table.whole(hands, bar, FIRST * search.left(), NODES, PROVING if gap else NEARLY)
        search.better(found.choices)
        if gap:  # a plan below the bound and the gap holds none but these hands
            least = max(least, min(found.bound, settled.least + gap) + table.idle)
    now = of(search.worth)
    return Least(min(now, least), now <= least + PROVED)


def _offers(
    table: Table, bar: Bar, settled: Settled, above: Callable[[], float]
) -> Iterator[tuple[float, list[Held]]]:
    """The hands that were found on the way; then all hands nearer and nearer to none left out, each time with
    how far above the bound a plan of them may be. `above`: how far the plan at hand is."""
    yield 0.0, known(table, bar, settled.prices, MOST_KNOWN)
    gap = max(CLOSE * (settled.least + table.idle), LEAST)
    while gap < SHORT and (rise := above()) > PROVED:
        hands = near(table, bar, settled.prices, min(gap, rise), MOST)
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


def _settled(table: Table, bar: Bar, left: Left, flat: bool = False) -> Settled | None:
    try:
        return settle(table, bar, left, None if flat else table.first_prices(), flat)
    except Unsolved:
        return None


def lowest_of(search: Search, table: Table, height: Height) -> float | None:
    """Make a height as low as can be; how low it is at least in any plan. None if nothing can be said."""
    bar, every = Bar(height.under), list[Held]()
    for place, hands in enumerate(table.people):
        sizes, whole = hands.deal(np.zeros(len(hands.share)), np.inf, bar, EVERY, flat=True)
        every += [(place, tuple(hand)) for size in sizes for hand in size.parts.tolist()]
        if not whole or len(every) > EVERY:
            lowest = _lowest(search, table, height)
            return None if lowest is None else _lower(search, table, height, lowest)
    return _by_all(search, table, height, every)


def _by_all(search: Search, table: Table, height: Height, every: list[Held]) -> float:
    """Of few hands, all of them. The height is one that a hand makes somebody reach, or somebody's already:
    the lowest at which everything can be placed, parts being split, where there is mostly a whole plan; then
    half way, and so on."""
    for held in every:
        table.add(held)
    heights = sorted({*(hands.base for hands in table.people), *(table.used[held] for held in every)})

    def held_under(at: float) -> tuple[list[Held], Bar]:
        bar = height.bar(at + ALIKE / 10)
        return [held for held in every if table.under(held, bar)], bar

    def split(at: float) -> bool:
        if search.left() <= 0:
            return True  # for all that is known
        try:
            return table.price(*held_under(at), flat=True).short <= PROVED
        except Unsolved:
            return True

    low, first = height.floor, True
    while search.left() > 0 and (now := height.of(search.choices)) > low + ALIKE:
        between = [one for one in heights if low - ALIKE / 10 <= one < now - ALIKE]
        if first:
            between = between[bisect_left(between, True, key=split) :]
        if not between:
            return now
        at = between[0 if first else len(between) // 2]
        found, low, first = table.whole(*held_under(at), search.left(), NODES), between[0], False
        if search.better(found.choices):
            continue
        if not found.finished or found.choices is not None:
            break
        low = min((one for one in heights if one > at + ALIKE / 10), default=now)
    return low


def _lowest(search: Search, table: Table, height: Height) -> float | None:
    """The lowest height at which everything can be placed, parts being split: none is lower."""
    high, low = height.of(search.choices), height.floor
    step, left = 0.01 * high, _until(search)
    while high - low > ALIKE:
        cap = max(high - step, (high + low) / 2)
        settled = _settled(table, height.bar(cap), left, flat=True)
        if settled is None or (settled.least == -np.inf and settled.priced.short > PROVED):
            return None
        if settled.priced.short <= PROVED:
            under = [used for held in settled.priced.dealt if (used := table.used[held]) <= cap]
            high, step = min(cap, max(under, default=0.0)), 2 * step
        else:
            low = cap
    return high


def _lower(search: Search, table: Table, height: Height, lowest: float) -> float:
    """Look for whole plans of a lower height: the lowest first, then half way. How low it can be at best, as
    then known; it ends where there is none at a height for certain, which the other way of looking
    (casework/plan/exact.py) goes on from faster."""
    cap, left = lowest, _until(search)
    for _ in range(TRIES):
        now = height.of(search.choices)
        if now <= cap + ALIKE or left() <= 0:
            break
        bar = height.bar(cap + ALIKE / 10)
        settled = _settled(table, bar, left)
        if settled is None:
            break
        every = near(table, bar, settled.prices, np.inf, EVERY)
        if every is not None and _certainly_none(search, table, bar, every, left):
            return max(lowest, cap + ALIKE / 10)
        if every is None:
            for _, hands in _offers(table, bar, settled, lambda: np.inf):
                if left() <= 0 or search.better(table.whole(hands, bar, left(), NODES).choices):
                    break
        reached = height.of(search.choices)
        cap = ((lowest if reached < now - ALIKE else cap) + reached) / 2
    return lowest


def _certainly_none(search: Search, table: Table, bar: Bar, every: list[Held], left: Left) -> bool:
    """Whether there is no plan of these hands for certain; one that there is is taken where it is better."""
    found = table.whole(every, bar, left(), NODES)
    search.better(found.choices)
    return found.choices is None and found.finished
