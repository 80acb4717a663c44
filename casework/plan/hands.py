"""What one person could be given at once: their hands, each with what it costs (docs/why/016-hands.md).

A hand is a set of parts (lead, second, alone), each in another case, that keeps to every rule about one
person: how many cases, how many hours, how many hard ones, never both sides of a dispute (H5, H11). Its cost
is exact, since it says how busy the person is after it; parts priced one by one only estimate that.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb

import numpy as np
from numpy.typing import NDArray

from casework.plan import weights
from casework.plan.bar import Bar
from casework.plan.ground import Ground

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]
Hand = tuple[int, ...]
"""Parts by their place in `Hands`."""

_STARTS = np.array([start for start, _ in weights.SPREAD])
_ENDS = np.append(_STARTS[1:], np.inf)
_SLOPES = np.array([slope for _, slope in weights.SPREAD])
_BETWEEN = np.sqrt(_SLOPES[1:-1] * _SLOPES[2:])
_COSTS = np.concatenate([[0.0], np.cumsum(np.diff(_STARTS) * _SLOPES[:-1])])


def spread(used: Numbers) -> Numbers:
    """weights.spread of many utilisations at once: it is convex, so it is the highest of its lines, which
    takes a quarter of the time that looking up the piece takes; and this is what most of a plan's time goes
    into."""
    costs, line = np.zeros_like(used), np.empty_like(used)
    for slope, begins in zip(_SLOPES[1:], _COSTS[1:] - _STARTS[1:] * _SLOPES[1:], strict=True):
        np.multiply(used, slope, out=line)
        line += begins
        np.maximum(costs, line, out=costs)
    return costs


@dataclass(frozen=True, slots=True)
class Dealt:
    """Hands of one size: parts (hands x size), what each is worth at the prices asked for, and how busy the
    person is after it."""

    parts: Places
    value: Numbers
    used: Numbers


@dataclass(frozen=True, slots=True)
class Hands:
    """The parts one person may have, as arrays by part; utilisations as parts of one."""

    person: int
    base: float  # utilisation now
    limit: float
    most: int
    most_heavy: int
    learner: bool
    case: Places
    role: Places  # 0 lead, 1 second, 2 alone
    share: Numbers  # of the person's capacity
    soft: Numbers
    heavy: Places
    beside: NDArray[np.bool_]  # parts x parts: whether one hand may hold both

    @property
    def idle(self) -> float:
        """What the spread costs of somebody who is given nothing."""
        return weights.spread(self.base)

    @property
    def number(self) -> float:
        """About how many hands there are: every choice of as many cases as fit into the hours at their least,
        each in any of the parts one may have in a case. Not exact, but known at once."""
        least: dict[int, float] = {}
        for case, share in zip(self.case.tolist(), self.share.tolist(), strict=True):
            least[case] = min(share, least.get(case, np.inf))
        used = self.base + np.cumsum(sorted(least.values()))
        fit = min(self.most, int((used <= self.limit).sum()))
        parts = len(self.share) / max(1, len(least))
        return float(sum(comb(len(least), size) * parts**size for size in range(1, fit + 1)))

    def part(self, case: int, role: int) -> int:
        """The place of a part."""
        return int(np.flatnonzero((self.case == case) & (self.role == role))[0])

    def cost(self, hand: Hand) -> float:
        """What the hand adds to the rest of the aims."""
        held = list(hand)
        return weights.spread(self.used(hand)) - self.idle + float(self.soft[held].sum())

    def used(self, hand: Hand) -> float:
        """Utilisation after the hand."""
        return self.base + float(self.share[list(hand)].sum())

    def deal(
        self, prices: Numbers, most: float, bar: Bar, widest: int, flat: bool = False, over: float = 0.0
    ) -> tuple[list[Dealt], float]:
        """The hands under the bar worth at most `most`, by size; and what any other is worth at
        least: infinite where those are all, else only the `widest` most promising of some size were followed.

        `prices`: by part, its soft cost less what the table gives for it; the spread is added, unless `flat`.
        `over`: what being one of the bar's few costs besides, which is looked at last.
        A hand that is begun is dropped where its best further parts could not bring it down to `most`.
        """
        ceiling = min(self.limit, max(bar.highest, self.base))
        if not len(prices) or ceiling < self.base:
            return [], np.inf
        slope, begins = self._lines(prices, ceiling, flat, bar, over)
        order, slope, hopes = self._hopes(prices, slope, begins)
        share, price, hard = self.share[order], prices[order], self.heavy[order]
        later = np.tri(len(order), k=-1, dtype=np.bool_).T & self.beside[np.ix_(order, order)]
        parts, used, plain = np.zeros((1, 0), dtype=np.int64), np.array([self.base]), np.zeros(1)
        heavy, open_ = np.zeros(1, dtype=np.int64), np.ones((1, len(order)), dtype=np.bool_)
        sizes: list[Dealt] = []
        unseen = np.inf
        for hope in hopes[: min(self.most, len(order))]:
            row, part, least = _hopeful(open_, used - self.base, plain, slope, hope, most + ROUNDING)
            fits = (used[row] + share[part] <= ceiling) & (heavy[row] + hard[part] <= self.most_heavy)
            row, part, least = row[fits], part[fits], least[fits]
            if len(row) > widest:
                best = np.argsort(least, kind="stable")
                unseen = min(unseen, float(least[best[widest]]))
                best = np.sort(best[:widest])
                row, part = row[best], part[best]
            if not len(row):
                break
            parts = np.column_stack([parts[row], part])
            used, plain, heavy = used[row] + share[part], plain[row] + price[part], heavy[row] + hard[part]
            open_ = open_[row] & later[part]
            value = plain if flat else plain + spread(used) - self.idle
            dear = value + np.where(used > bar.then, over, 0.0) if self.base <= bar.then else value
            good = dear <= most
            sizes.append(Dealt(np.sort(order[parts[good]], axis=1), dear[good], used[good]))
        return sizes, unseen

    def _lines(
        self, prices: Numbers, ceiling: float, flat: bool, bar: Bar, over: float
    ) -> tuple[Numbers, Numbers]:
        """Straight lines nowhere above what being so busy costs, from here to the ceiling: how steep, and how
        high here. Each is as high as can be where it touches one of the corners of the cost.

        The spread's own slopes, those half way between them, and what parts would bring by share of the
        person's time.
        """
        if ceiling < np.inf:
            costly = self.share > 0
            wanted = np.sort(-prices[costly] / self.share[costly])
            slope = wanted[(np.arange(0.05, 1.0, 0.1) * len(wanted)).astype(int)] if costly.any() else _SLOPES
            slope = np.unique(np.maximum(slope if flat else np.concatenate([slope, _SLOPES, _BETWEEN]), 0.0))
        else:
            slope = np.zeros(1) if flat else np.concatenate([_SLOPES, _BETWEEN])
            slope.sort()
        corners = np.array([self.base, *_STARTS, bar.then, ceiling])
        corners = corners[(corners >= self.base) & (corners <= ceiling) & (corners < np.inf)]
        cost = np.zeros(len(corners)) if flat else spread(corners) - self.idle
        if self.base <= bar.then:
            cost += np.where(corners > bar.then, over, 0.0)
        return slope, (cost - slope[:, None] * (corners - self.base)).min(axis=1)

    def _hopes(self, prices: Numbers, slope: Numbers, begins: Numbers) -> tuple[Places, Numbers, Numbers]:
        """An order of the parts, those of a case beside each other; the slopes of the lines that tell most;
        and by how many more parts (the most first, then fewer), by line and part in that order, what a hand
        is worth at least that ends in the part so far.

        What comes to it are the cheapest parts, one a case, of the cases behind: found from the end, each
        case pushing the dearer one out among the cheapest so far.
        """
        by_line = prices + slope[:, None] * self.share
        of_case = np.full((len(begins), int(self.case.max()) + 1), np.inf)
        np.minimum.at(of_case.T, self.case, by_line.T)
        gains = np.minimum(of_case, 0.0)
        tightest = int(np.argmax(begins + np.sort(gains, axis=1)[:, : self.most].sum(axis=1)))
        best = of_case[tightest]
        order = np.lexsort((by_line[tightest], self.case, best[self.case]))
        cases = np.argsort(best, kind="stable")
        place = np.empty_like(cases)
        place[cases] = np.arange(len(cases))
        told = slice(max(0, tightest - TOLD), tightest + TOLD + 1)
        pushed = _behind(gains[told][:, cases[::-1]])
        sums = [np.zeros_like(pushed)]
        for _ in range(self.most - 1):
            cheapest = np.minimum.accumulate(pushed, axis=1)
            sums.append(sums[-1] + cheapest)
            pushed = np.maximum(pushed, _behind(cheapest))
        later = np.stack(sums[::-1])[:, :, ::-1][:, :, place[self.case[order]]]
        hopes: Numbers = begins[told, None] + by_line[told][:, order] + later
        return order, slope[told], hopes


TOLD = 3
"""Lines on either side of the one that tells most."""
ROUNDING = 1e-9


def _behind(by_line: Numbers) -> Numbers:
    return np.hstack([np.zeros((len(by_line), 1)), by_line[:, :-1]])


def _hopeful(
    open_: NDArray[np.bool_], spent: Numbers, plain: Numbers, slope: Numbers, hope: Numbers, most: float
) -> tuple[Places, Places, Numbers]:
    """The hands begun, and the parts to be added to them, of which something worth `most` may come: row, part
    and what it is worth at least."""
    least = np.add.outer(slope[0] * spent, hope[0])
    for steep, line in zip(slope[1:], hope[1:], strict=True):
        np.maximum(least, np.add.outer(steep * spent, line), out=least)
    least += plain[:, None]
    row, part = np.nonzero(open_ & (least <= most))
    return row, part, least[row, part]


def hands_of(ground: Ground, person: int, alone: bool) -> Hands:
    """The parts this person may have; `alone`: in cases with one person too."""
    one = ground.people[person]
    able = (ground.leads, ground.seconds, ground.soles if alone else ())
    found = [
        (case, role)
        for role, cases in enumerate(able)
        for case, people in enumerate(cases)
        if person in people and one.load + ground.points[case][role] <= ground.limit[person]
    ]
    found.sort()
    case = np.array([n for n, _ in found], dtype=np.int64)
    points = np.array([ground.points[n][role] for n, role in found])
    apart = {frozenset((n, other)) for n, others in enumerate(ground.opposing) for other in others}
    beside = case[:, None] != case[None, :]
    for n, a in enumerate(case):
        for m, b in enumerate(case):
            if frozenset((int(a), int(b))) in apart:
                beside[n, m] = False
    capacity = one.capacity if one.capacity > 0 else np.inf
    return Hands(
        person=person,
        base=ground.used(())[person],
        limit=ground.limit[person] / capacity if one.capacity > 0 else np.inf,
        most=ground.most_new[person],
        most_heavy=ground.most_heavy[person],
        learner=one.level < 2,
        case=case,
        role=np.array([role for _, role in found], dtype=np.int64),
        share=points / capacity,
        soft=np.array([ground.soft[person][n][1 if role == 1 else 0] for n, role in found]),
        heavy=np.array([ground.cases[n].emotional == 3 for n in case], dtype=np.int64),
        beside=beside,
    )
