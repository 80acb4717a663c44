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
_SLOPES = np.array([slope for _, slope in weights.SPREAD])
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
    ) -> tuple[list[Dealt], bool]:
        """The hands under the bar worth at most `most`, by size; and whether those are all, or only what came
        of the `widest` best of some size.

        `prices`: by part, its soft cost less what the table gives for it; the spread is added, unless `flat`.
        `over`: what being one of the bar's few costs besides, which is looked at last.
        The spread is convex: a part costs no less beside others than without them. So a hand that is begun is
        dropped where what the cheapest further parts would save now could not bring it down to `most`.
        """
        apart = prices + (0.0 if flat else spread(self.base + self.share) - self.idle)
        beside = np.sort(np.minimum(apart, 0.0))[: max(0, self.most - 1)].sum()
        able = np.flatnonzero(apart + beside <= most)
        share, price, hard = self.share[able], prices[able], self.heavy[able]
        later = np.tri(len(able), k=-1, dtype=np.bool_).T & self.beside[np.ix_(able, able)]
        parts, value = np.zeros((1, 0), dtype=np.int64), np.zeros(1)
        used, plain, heavy = value + self.base, value, np.zeros(1, dtype=np.int64)
        open_ = np.ones((1, len(able)), dtype=np.bool_)
        sizes: list[Dealt] = []
        whole = True
        for more in range(min(self.most, len(able)) - 1, -1, -1):
            after, cost = used[:, None] + share, plain[:, None] + price
            worth = cost if flat else cost + spread(after) - self.idle
            open_ &= heavy[:, None] + hard <= self.most_heavy
            open_ &= (after <= self.limit) & (after <= max(bar.highest, self.base))
            gains = np.where(open_, np.minimum(worth - value[:, None], 0.0), 0.0)
            hoped = np.partition(gains, more, axis=1)[:, :more].sum(axis=1)
            row, part = np.nonzero(open_ & (worth + hoped[:, None] <= most))
            if len(row) > widest:
                best = np.argsort(worth[row, part], kind="stable")[:widest]
                row, part, whole = row[np.sort(best)], part[np.sort(best)], False
            if not len(row):
                break
            parts = np.column_stack([parts[row], part])
            used, plain, value = after[row, part], cost[row, part], worth[row, part]
            heavy, open_ = heavy[row] + hard[part], open_[row] & later[part]
            dear = value + np.where(used > bar.then, over, 0.0) if self.base <= bar.then else value
            good = dear <= most
            sizes.append(Dealt(able[parts[good]], dear[good], used[good]))
        return sizes, whole


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
