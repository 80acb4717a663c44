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
WIDE, WIDEST = 2_000, 40_000
"""Hands of one size that are looked at for a person, the best where there are more: while new ones are
found, and to be certain that there are none."""
TINY = 1e-7
ROUNDS = 60


@dataclass(frozen=True, slots=True)
class Settled:
    """Where the rounds ended. `least`: what any plan costs at least, split or whole, without `Table.idle`;
    minus infinity where too many hands were left unseen."""

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
    `enough`; None if the time ends before.

    `prices` to begin with, where there are good ones. `flat`:
    only whether everything can be placed.
    """
    if prices is not None:
        _round(table, bar, prices, None, flat, WIDE, left)
    widest = WIDE
    for _ in range(ROUNDS):
        if left() <= 0:
            return None
        priced = table.price([held for held in table.costs if table.under(held, bar)], bar, flat)
        found = _round(table, bar, priced.prices, priced.prices.hand, flat, widest, left)
        if found is None:
            return None
        better, whole, new = found
        if not new and not whole and widest == WIDE:
            widest = WIDEST
            continue
        least = priced.cost + better if whole else -np.inf
        if not new or (whole and better > -enough):
            return Settled(least, priced.prices, priced)
        if flat and (least > TINY or priced.short <= TINY):
            return Settled(least, priced.prices, priced)
    return None


def _round(
    table: Table,
    bar: Bar,
    prices: Prices,
    paid: Numbers | None,
    flat: bool,
    widest: int,
    left: Callable[[], float],
) -> tuple[float, bool, int] | None:
    """Offer everybody hands at these prices: how much better the best ones are together, whether every hand
    was looked at, and how many were new; None if the time ends before. `paid`: what a person's place is
    worth, where that is known."""
    better, whole, new = 0.0, True, 0
    for place, hands in enumerate(table.people):
        if left() <= 0:
            return None
        known = paid[place] if paid is not None else 0.0
        sizes, all_ = hands.deal(prices.of(place, hands, flat), known - TINY, bar, widest, flat, prices.over)
        whole &= all_
        found: list[tuple[float, Held]] = []
        for size in sizes:
            gain = size.value - known
            best = np.argsort(gain, kind="stable")[:EACH]
            found += [
                (float(gain[n]), (place, tuple(size.parts[n].tolist()))) for n in best if gain[n] < -TINY
            ]
        found.sort()
        new += sum(table.add(held) for _, held in found[:EACH])
        better += min((gain for gain, _ in found), default=0.0)
    return better, whole, new


def near(table: Table, bar: Bar, prices: Prices, gap: float, most: int) -> list[Held] | None:
    """Every hand that a plan within `gap` of the settled cost can hold; None if they are more than `most`."""
    found: list[Held] = []
    for place, hands in enumerate(table.people):
        sizes, whole = hands.deal(
            prices.of(place, hands), float(prices.hand[place]) + gap, bar, WIDEST, over=prices.over
        )
        found += [(place, tuple(hand)) for size in sizes for hand in size.parts.tolist()]
        if not whole or len(found) > most:
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

    return sorted((held for held in table.costs if table.under(held, bar)), key=dearer)[:most]
