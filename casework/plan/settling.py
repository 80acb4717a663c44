"""Column generation: the prices at which nobody has a better hand, and with them a bound of every plan
(docs/why/016-hands.md).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from casework.plan.bar import Bar
from casework.plan.hands import Numbers
from casework.plan.table import Held, Priced, Prices, Table

EACH = 20
"""New hands for a person in one round."""
WIDE, WIDEST = 100, 40_000
"""Hands of one size that are followed for a person, the most promising where there are more: while many new
ones are found, and to be certain that there are none."""
MANY_NEW = 2
"""New hands a person in one round that are many."""
TINY = 1e-7
ROUNDS = 60


@dataclass(frozen=True, slots=True)
class Settled:
    """Where the rounds ended. `least`: what any plan costs at least, split or whole, without `Table.idle`."""

    least: float
    prices: Prices
    priced: Priced


def settle(
    table: Table,
    bar: Bar,
    left: Callable[[], float],
    prices: Prices | None = None,
    flat: bool = False,
    enough: float = TINY,
) -> Settled | None:
    """Find hands until nobody has a better one than the table knows, or until the cost is certain to
    `enough`; where the time ends before, what was certain by then, or None.

    `prices` to begin with, where there are good ones. `flat`: only whether everything can be placed.
    """
    if prices is not None:
        _round(table, bar, prices, None, flat, WIDE, left)
    widest, best = WIDE, None
    for _ in range(ROUNDS):
        if left() <= 0:
            break
        priced = table.price([held for held in table.known if table.under(held, bar)], bar, flat)
        found = _round(table, bar, priced.prices, priced.prices.hand, flat, widest, left)
        if found is None:
            break
        better, new = found
        now = Settled(priced.cost + better, priced.prices, priced)
        if flat and priced.short <= TINY:
            return now
        if best is None or now.least > best.least:
            best = now
        if better > -enough or (flat and best.least > TINY):
            break
        if not new and widest == WIDEST:
            break
        if new < MANY_NEW * len(table.people):
            widest = WIDEST
    return best


def _round(
    table: Table,
    bar: Bar,
    prices: Prices,
    paid: Numbers | None,
    flat: bool,
    widest: int,
    left: Callable[[], float],
) -> tuple[float, int] | None:
    """Offer everybody hands at these prices: how much better the best ones are together at most, and how many
    were new; None if the time ends before. `paid`: what a person's place is worth, where that is known."""
    better, new = 0.0, 0
    for place, hands in enumerate(table.people):
        if left() <= 0:
            return None
        known = paid[place] if paid is not None else 0.0
        at_most = known - TINY
        sizes, unseen = hands.deal(prices.of(place, hands, flat), at_most, bar, widest, flat, prices.over)
        found: list[tuple[float, Held]] = []
        for size in sizes:
            gain = size.value - known
            best = np.argsort(gain, kind="stable")[:EACH]
            found += [
                (float(gain[n]), (place, tuple(size.parts[n].tolist()))) for n in best if gain[n] < -TINY
            ]
        found.sort()
        new += sum(table.add(held) for _, held in found[:EACH])
        better += min([0.0, unseen - known, *(gain for gain, _ in found[:1])])
    return better, new


def near(table: Table, bar: Bar, prices: Prices, gap: float, most: int) -> list[Held] | None:
    """Every hand that a plan within `gap` of the settled cost can hold; None if they are more than `most`."""
    found: list[Held] = []
    for place, hands in enumerate(table.people):
        sizes, unseen = hands.deal(
            prices.of(place, hands), float(prices.hand[place]) + gap, bar, WIDEST, over=prices.over
        )
        found += [(place, tuple(hand)) for size in sizes for hand in size.parts.tolist()]
        if unseen < np.inf or len(found) > most:
            return None
    return found


def known(table: Table, bar: Bar, prices: Prices, most: int) -> list[Held]:
    """The hands that were found, the best at these prices first, `most` of them."""
    paid = [prices.of(place, hands) for place, hands in enumerate(table.people)]

    def dearer(held: Held) -> tuple[float, Held]:
        place, hand = held
        bare = table.costs[held] - float(table.people[place].soft[list(hand)].sum())
        bare += prices.over if bar.over(table.people[place].base, table.used[held]) else 0.0
        return bare + float(paid[place][list(hand)].sum()) - float(prices.hand[place]), held

    return sorted((held for held in table.known if table.under(held, bar)), key=dearer)[:most]
