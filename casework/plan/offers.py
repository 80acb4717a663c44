"""The hands of which a whole plan is looked for, and the time that the prices may take
(docs/why/016-hands.md)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from casework.plan.bar import Bar
from casework.plan.search import Search
from casework.plan.settling import Settled, known, near, settle
from casework.plan.table import SHORT, Held, Table, Unsolved

MOST, KNOWN = 12_000, (1_200, 3_000)
"""Hands among which a whole plan is looked for, in all; and of those found on the way, at first and where
these make none: of more, the solver finds none in the time."""
AS_MANY = 1.5
"""Times as many there must be to look once more."""
NODES = 1_000
"""Nodes of its search: a count and not a clock, so that the same file gives the same search."""
SETTLING = 0.6
"""The part of the time still left in which the prices must be settled; the rest is for doing without."""
CLOSE, WIDER, FEW, MUCH_WIDER = 0.0005, 2.0, 500, 8.0
"""How far above the bound a plan is looked for at first, as a part of it; and how many times further next, or
where there are but few hands."""
LEAST = 0.01  # penalty units
PROVED = 1e-4
"""Penalty units by which a plan may be dearer than its bound and still be the best."""

Left = Callable[[], float]
"""How many seconds there still are."""


def offers(
    table: Table, bar: Bar, settled: Settled, above: Callable[[], float]
) -> Iterator[tuple[float, list[Held]]]:
    """The hands that were found on the way; then all hands nearer and nearer to none left out, each time with
    how far above the bound a plan of them may be. `above`: how far the plan at hand is."""
    begun, tried = above(), 0
    for most in KNOWN:
        found = known(table, bar, settled.prices, most)
        if above() == begun and len(found) > AS_MANY * tried:
            yield 0.0, found
        tried = len(found)
    gap = max(CLOSE * (settled.least + table.idle), LEAST)
    while gap < SHORT and (rise := above()) > PROVED:
        hands = near(table, bar, settled.prices, min(gap, rise), MOST)
        if hands is None:
            return
        yield min(gap, rise), hands
        if rise <= gap:
            return
        gap *= WIDER if len(hands) > FEW else MUCH_WIDER


def until(search: Search) -> Left:
    """The time that settling may take from now on."""
    kept = (1 - SETTLING) * search.left()
    return lambda: search.left() - kept


def settled_by(table: Table, bar: Bar, left: Left, flat: bool = False) -> Settled | None:
    """Settled in that time, from prices that know no hands; None where nothing came of it."""
    try:
        return settle(table, bar, left, None if flat else table.first_prices(), flat)
    except Unsolved:
        return None
