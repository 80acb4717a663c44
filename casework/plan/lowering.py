"""The lowest a height can be, by hands: in a split plan, which tells that none is lower, and in whole ones
(docs/why/016-hands.md)."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np

from casework.plan.bar import Bar
from casework.plan.heights import Height
from casework.plan.objective import ALIKE
from casework.plan.offers import NODES, PROVED, Left, offers, settled_by, until
from casework.plan.search import Search
from casework.plan.settling import TINY, near
from casework.plan.table import Held, Prices, Table, Unsolved

EVERY = 2_000
"""Hands up to which all that are under a height are looked at: if they make no plan, there is none so low."""
TRIES, LOOKED_AT = 12, 4_000
"""Heights that are tried for, and among how many hands at most: of more, it takes longer to find that they
make no plan than to find one a little higher."""
ANY = 0.05
"""How much dearer than the cheapest a plan may be, as a part of it, of which only the height matters."""


def lowest_of(search: Search, table: Table, height: Height) -> float | None:
    """Make a height as low as can be; how low it is at least in any plan. None if nothing can be said."""
    bar, every = Bar(height.under), list[Held]()
    for place, hands in enumerate(table.people):
        sizes, unseen = hands.deal(np.zeros(len(hands.share)), np.inf, bar, EVERY, flat=True)
        every += [(place, tuple(hand)) for size in sizes for hand in size.parts.tolist()]
        if unseen < np.inf or len(every) > EVERY:
            lowest = _lowest(search, table, height)
            return None if lowest is None else _lower(search, table, height, lowest)
    return _by_all(search, table, height, every)


def _by_all(search: Search, table: Table, height: Height, every: list[Held]) -> float:
    """Of few hands, all of them. The height is one that a hand makes somebody reach, or somebody's already:
    the lowest at which everything can be placed, parts being split, where there is mostly a whole plan; then
    half way, and so on."""
    short = table.shortage(every)
    heights = sorted({*(hands.base for hands in table.people), *(table.used[held] for held in every)})

    def held_under(at: float) -> tuple[list[Held], Bar]:
        bar = height.bar(at + ALIKE / 10)
        return [held for held in every if table.under(held, bar)], bar

    def split(at: float) -> bool:
        if search.left() <= 0:
            return True  # for all that is known
        try:
            return short(height.bar(at + ALIKE / 10)) <= PROVED
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
    step, left = 0.01 * high, until(search)
    while high - low > ALIKE:
        cap = max(high - step, (high + low) / 2)
        settled = settled_by(table, height.bar(cap), left, flat=True)
        if settled is None:
            return None
        if settled.priced.short <= PROVED:
            under = [used for held in settled.priced.dealt if (used := table.used[held]) <= cap]
            high, step = min(cap, max(under, default=0.0)), 2 * step
        elif settled.least > TINY:
            low = _helps_first(table, settled.prices, cap, high) if settled.least > PROVED else cap
        else:
            return None
    return high


def _helps_first(table: Table, prices: Prices, cap: float, high: float) -> float:
    """Where not everything can be placed under the cap, at these prices: the lowest height, up to `high`, at
    which a hand may be held, or is none of the few, that would help; no less than that is needed."""
    first = min([high, *(hands.base for hands in table.people if hands.base > cap)])
    for place, hands in enumerate(table.people):
        most = float(prices.hand[place]) - TINY
        sizes, unseen = hands.deal(prices.of(place, hands, flat=True), most, Bar(first), EVERY, flat=True)
        if unseen < np.inf:
            return cap
        first = min([first, *(float(used) for size in sizes for used in size.used[size.used > cap])])
    return first


def _lower(search: Search, table: Table, height: Height, lowest: float) -> float:
    """Look for whole plans of a lower height: the lowest first, then half way to where none was found. How
    low it can be at best, as then known; it ends where there is none at a height for certain, which the other
    way of looking (casework/plan/exact.py) goes on from faster."""
    cap, missed, left = lowest, lowest, until(search)
    for _ in range(TRIES):
        if height.of(search.choices) <= cap + ALIKE or left() <= 0:
            break
        bar = height.bar(cap + ALIKE / 10)
        settled = settled_by(table, bar, left)
        if settled is None:
            break
        every = near(table, bar, settled.prices, np.inf, EVERY)
        if every is not None and _certainly_none(search, table, bar, every, left):
            return max(lowest, cap + ALIKE / 10)
        before = height.of(search.choices)
        if every is None:
            for _, hands in offers(table, bar, settled, lambda: np.inf):
                if left() <= 0 or len(hands) > LOOKED_AT:
                    break
                if search.better(table.whole(hands, bar, left(), NODES, ANY).choices):
                    break
        if height.of(search.choices) >= before:
            missed = cap
        cap = (missed + height.of(search.choices)) / 2
    return lowest


def _certainly_none(search: Search, table: Table, bar: Bar, every: list[Held], left: Left) -> bool:
    """Whether there is no plan of these hands for certain; one that there is is taken where it is better."""
    found = table.whole(every, bar, left(), NODES)
    search.better(found.choices)
    return found.choices is None and found.finished
