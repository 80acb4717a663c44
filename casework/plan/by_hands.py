"""The best plan by hands (docs/why/016-hands.md): the highest utilisation as low as it can be, then the
next-worst, then the rest; or the highest and the rest by their weights.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from casework.plan.bar import Bar
from casework.plan.heights import Height, highest, next_worst
from casework.plan.lowering import lowest_of
from casework.plan.objective import ALIKE, Worth
from casework.plan.offers import NODES, PROVED, offers, settled_by, until
from casework.plan.search import Search
from casework.plan.table import Table
from casework.plan.weights import HIGHEST

NEARLY, PROVING = 0.005, 1e-7
"""How much dearer than the cheapest the first plan may be, as a part of it, and the others."""
MANY = 1.5e10
"""Hands of everybody together (`Hands.number`) above which none are dealt: with 5 x 10^10 the prices were not
settled after half a minute, but with 10^10 after half a second, since most hands are never looked at."""
NEXT = 0.4
"""The part of the time still left that the next-worst may take."""
FIRST = 0.75
"""The part of the time still left that each search may take."""


@dataclass(frozen=True, slots=True)
class Least:
    """What any plan costs at least, in highest utilisation (with its weight) and rest; and whether the plan
    at hand costs no more."""

    others: float
    proved: bool


@dataclass(frozen=True, slots=True)
class Low:
    """The table at which the highest utilisation was made low, and how low it can be at best."""

    table: Table
    lowest: float


@dataclass(frozen=True, slots=True)
class Under:
    """What was made good while nobody is busier than now: whether the plan at hand has the lowest next-worst,
    and what the rest costs at least."""

    next_proved: bool
    least: Least


def together(search: Search) -> Least | None:
    """The highest utilisation weighed against the rest. None where a person could have too many hands."""
    table = _table(search, HIGHEST)
    if table is None:
        return None
    return _cheapest(search, table, Bar(), lambda worth: HIGHEST * worth.highest + worth.rest)


def low(search: Search) -> Low | None:
    """Make the highest utilisation low. None where a person could have too many hands or nothing is known."""
    table = _table(search, 0.0)
    if table is None:
        return None
    lowest = lowest_of(search, table, highest(search.ground, search.choices))
    return None if lowest is None else Low(table, lowest)


def under(search: Search, table: Table, lowest: bool) -> Under | None:
    """The next-worst, then the rest, while nobody is busier than the plan at hand makes anybody. `lowest`:
    whether that is proved to be as low as can be, or the time is better spent on the rest alone."""
    table.add_plan(search.choices)
    bar, proved = highest(search.ground, search.choices).held(search.choices), lowest
    if lowest and (second := next_worst(search.ground, search.choices)) is not None:
        proved = _next(search, table, second)
        bar = second.held(search.choices)
    rest = _cheapest(search, table, bar, lambda worth: worth.rest)
    return None if rest is None else Under(proved, rest)


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
    settled = settled_by(table, bar, until(search))
    if settled is None:
        return None
    least = max(settled.least + table.idle, table.least)
    for gap, hands in offers(table, bar, settled, lambda: of(search.worth) - settled.least - table.idle):
        if search.left() <= 0:
            break
        found = table.whole(hands, bar, FIRST * search.left(), NODES, PROVING if gap else NEARLY)
        search.better(found.choices)
        if gap:  # a plan below the bound and the gap holds none but these hands
            least = max(least, min(found.bound, settled.least + gap) + table.idle)
    now = of(search.worth)
    return Least(min(now, least), now <= least + PROVED)
