"""The plan as one hand a person, for HiGHS: rows, columns, what the parts are worth, and whole plans
(docs/why/016-hands.md).

Rows: every case has a lead and a second, or one alone, or is left out; a pair has one learner at most (H16);
everybody has one hand at most, and where the highest utilisation costs, is no busier than that; and no more
than a few are above a bar.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csc_array, csr_array, vstack

from casework.plan import weights
from casework.plan.bar import Bar
from casework.plan.ground import NOBODY, Choices, Ground
from casework.plan.hands import Hand, Hands, Numbers, hands_of
from casework.plan.objective import count

Held = tuple[int, Hand]
"""Whose hand (by place in `Table.people`), and the hand."""
Entries = dict[int, float]
"""A column: factor by row."""


class Unsolved(Exception):
    """The solver gave up on a program that has a solution."""


DEVEX = "devex"
"""How the simplex method chooses its way where only a height matters, and most ways are alike: with its own
choice such a program took three times as long. Where the highest costs something, its own is the faster."""
SHORT = 2_000.0
"""What a part without anybody costs while the table knows too few hands, in penalty units."""


@dataclass(frozen=True, slots=True)
class Prices:
    """What the table would give: by case for a lead and then for a second, by case for one learner less, by
    person for one hand less and for a unit of utilisation below the highest, for one alone less, and for one
    less above the bar (none gives anything: what such a hand costs besides)."""

    parts: Numbers
    learner: Numbers
    hand: Numbers
    unit: Numbers
    alone: float
    over: float

    def of(self, place: int, hands: Hands, flat: bool = False) -> Numbers:
        """By part of this person: its soft cost (none if `flat`) less what the table gives."""
        lead, second = self.parts[hands.case], self.parts[hands.case + len(self.learner)]
        by_role = np.stack([lead, second, lead + second + self.alone])
        if hands.learner:
            by_role[:2] += self.learner[hands.case]
        given: Numbers = by_role[hands.role, np.arange(len(hands.role))] + self.unit[place] * hands.share
        return -given if flat else hands.soft - given


@dataclass(frozen=True, slots=True)
class Priced:
    """A linear program that was solved: its cost, the prices, how many parts found nobody, its hands."""

    cost: float
    prices: Prices
    short: float
    dealt: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole plan, if any was found; `bound`: what any plan of these hands costs at least (infinite: there
    is none)."""

    choices: Choices | None
    bound: float
    finished: bool


class Table:
    """A ground and the people at it. `high`: what a unit of the highest utilisation costs. `placed`: how many
    cases are left out (urgent ones count double) and how many alone."""

    def __init__(self, ground: Ground, placed: tuple[int, int] = (0, 0), high: float = 0.0) -> None:
        self.ground = ground
        self.placed = placed
        self.high = high
        usable = [n for n, one in enumerate(ground.usable) if one]
        self.people = [hands_of(ground, n, placed != (0, 0)) for n in usable]
        self.least = -np.inf  # what any plan costs, as far as is known without hands
        self.known: dict[Held, None] = {}  # in the order in which they were found
        self.costs: dict[Held, float] = {}
        self.used: dict[Held, float] = {}
        self._entries: dict[Held, Entries] = {}
        self._cases = len(ground.cases)
        self._hand = 3 * self._cases
        self._unit = self._hand + len(self.people)
        self._alone = self._unit + len(self.people)
        self._over = self._alone + 2
        self._rows = self._over + 1

    @property
    def idle(self) -> float:
        """The rest of the aims if nobody were given anything."""
        return sum(hands.idle for hands in self.people)

    @property
    def lowest(self) -> float:
        """The highest utilisation if nobody were given anything."""
        return max((hands.base for hands in self.people), default=0.0)

    def add(self, held: Held) -> bool:
        """Make a hand known; whether it was new."""
        if held in self.known:
            return False
        self.known[held] = None
        self._reckon(held)
        return True

    def _reckon(self, held: Held) -> None:
        """What a hand costs and its column, which need not be known: the prices are of fewer hands."""
        if held not in self.costs:
            place, hand = held
            self.costs[held] = self.people[place].cost(hand)
            self.used[held] = self.people[place].used(hand)
            self._entries[held] = self._of(place, hand)

    def under(self, held: Held, bar: Bar) -> bool:
        """Whether a hand that is known may be in a plan under the bar."""
        return self.used[held] <= max(bar.highest, self.people[held[0]].base)

    def add_plan(self, choices: Choices) -> None:
        """Make the hands of a plan known."""
        for place, hands in enumerate(self.people):
            mine = [
                (case, 2 if theirs[1] == NOBODY else theirs.index(hands.person))
                for case, theirs in enumerate(choices)
                if hands.person in theirs
            ]
            if mine:
                self.add((place, tuple(hands.part(case, role) for case, role in mine)))

    def price(self, hands: Iterable[Held], bar: Bar, flat: bool = False) -> Priced:
        """Split plans of these hands: the cheapest, or if `flat` the one that leaves fewest parts without
        anybody."""
        dealt = tuple(hands)
        columns = self._columns(dealt, bar)
        costs = [0.0 if flat else self.costs[one] for one in dealt]
        more, prices = self._others()
        gaps: list[Entries] = [{row: 1.0} for row in range(2 * self._cases)]
        costs = [*costs, *prices, *([1.0 if flat else SHORT] * len(gaps))]
        found, given = self._solved([*columns, *more, *gaps], costs, bar)
        return Priced(
            found.fun,
            given,
            float(found.x[-len(gaps) :].sum()),
            tuple(one for one, much in zip(dealt, found.x, strict=False) if much > 1e-9),
        )

    def shortage(self, hands: Sequence[Held]) -> Callable[[Bar], float]:
        """How many parts at least find nobody under a bar, parts being split, of all these hands: their
        columns are put together once, since a bar changes but one row and which hands there are."""
        for one in hands:
            self._reckon(one)
        more, _ = self._others()
        gaps: list[Entries] = [{row: 1.0} for row in range(2 * self._cases)]
        matrix = self._matrix([*(self._entries[one] for one in hands), *more, *gaps], self._over)
        costs = np.repeat([0.0, 1.0], [len(hands) + len(more), len(gaps)])
        used = np.array([self.used[one] for one in hands])
        before = np.array([self.people[place].base for place, _ in hands])

        def under(bar: Bar) -> float:
            few, upper = np.zeros(len(costs)), np.full(len(costs), np.inf)
            few[: len(hands)] = (before <= bar.then) & (used > bar.then)
            upper[: len(hands)][used > np.maximum(bar.highest, before)] = 0.0
            limits = self._limits(bar)
            lower = np.where(np.arange(len(limits)) < 2 * self._cases, limits, -np.inf)
            rows = LinearConstraint(vstack([matrix, csr_array(few[None, :])]), lower, limits)
            found = milp(costs, bounds=Bounds(0, upper), constraints=rows, options={"presolve": False})
            if found.status != 0:
                raise Unsolved(found.message)
            return float(found.fun)

        return under

    def _solved(
        self,
        columns: Sequence[Entries],
        costs: Sequence[float],
        bar: Bar,
        upper: Sequence[float] | None = None,
        more: Sequence[float] = (),
    ) -> tuple[Any, Prices]:
        """A split plan of these columns. `more`: what further rows come to, exactly."""
        rows, equal = self._rows, 2 * self._cases
        limits = np.array([*self._limits(bar), *more])
        matrix = self._matrix(columns, len(limits))
        exact = [*range(equal), *range(rows, len(limits))]
        found = linprog(
            np.array(costs),
            A_eq=matrix[exact],
            b_eq=limits[exact],
            A_ub=matrix[equal:rows],
            b_ub=limits[equal:rows],
            bounds=(0, None) if upper is None else [*zip([0.0] * len(upper), upper, strict=True)],
            method="highs-ds",
            options={"presolve": False, "simplex_dual_edge_weight_strategy": None if self.high else DEVEX},
        )
        if found.status != 0:
            raise Unsolved(found.message)
        given = found.ineqlin.marginals
        learner, hand, unit, last = np.split(given, np.array([self._hand, self._unit, self._alone]) - equal)
        return found, Prices(
            found.eqlin.marginals[:equal], learner, hand, unit, float(last[0]), -float(last[2])
        )

    def first_prices(self) -> Prices:
        """Prices to begin with: of a program that knows no hands, but splits every part at will; no plan
        costs less than that one."""
        rows = self._rows
        columns, costs = self._others()
        upper = [*([1.0] * (len(columns) - 1)), np.inf]
        ends = [*(start for start, _ in weights.SPREAD[1:]), np.inf]
        for place, hands in enumerate(self.people):
            for part in range(len(hands.share)):
                entries = self._of(place, (part,))
                entries[self._hand + place] = 1.0 / max(1, hands.most)
                columns.append(entries | {rows + place: float(hands.share[part])})
                costs.append(float(hands.soft[part]))
                upper.append(1.0)
            for (start, slope), end in zip(weights.SPREAD, ends, strict=True):
                columns.append({rows + place: -1.0})
                costs.append(slope)
                upper.append(end - start)
        found, given = self._solved(columns, costs, Bar(), upper, [-hands.base for hands in self.people])
        self.least = max(self.least, float(found.fun))
        return given

    def whole(self, hands: Sequence[Held], bar: Bar, seconds: float, nodes: int, near: float = 1e-7) -> Whole:
        """The cheapest whole plan of these hands, looked for at so many nodes of the search at most.

        `near`: how much dearer than the cheapest it may be, as a part of it.
        """
        for one in hands:
            self._reckon(one)
        columns = self._columns(hands, bar)
        costs = [self.costs[one] for one in hands]
        more, prices = self._others()
        limits = self._limits(bar)
        matrix = self._matrix([*columns, *more], len(limits))
        lower = np.where(np.arange(len(limits)) < 2 * self._cases, limits, -np.inf)
        upper = [*([1.0] * (len(hands) + len(more) - 1)), np.inf]
        found = milp(
            np.array([*costs, *prices]),
            integrality=np.array([*([1] * (len(upper) - 1)), 0]),
            bounds=Bounds(0, np.array(upper)),
            constraints=LinearConstraint(matrix, lower, limits),
            options={"time_limit": max(seconds, 0.01), "node_limit": nodes, "mip_rel_gap": near},
        )
        if found.status == 2:
            return Whole(None, np.inf, True)
        bound = -np.inf if found.mip_dual_bound is None else float(found.mip_dual_bound)
        if found.x is None or found.status == 1 and found.mip_node_count < nodes:
            return Whole(None, bound, False)
        dealt = [held for held, here in zip(hands, found.x, strict=False) if here > 0.5]
        return Whole(self.plan(dealt), bound, found.status == 0)

    def plan(self, dealt: Iterable[Held]) -> Choices:
        """The plan that these hands make; a lead or second whom no hand holds is nobody."""
        lead, second = [NOBODY] * self._cases, [NOBODY] * self._cases
        for place, hand in dealt:
            theirs = self.people[place]
            for part in hand:
                at = second if theirs.role[part] == 1 else lead
                at[int(theirs.case[part])] = theirs.person
        return tuple(zip(lead, second, strict=True))

    def _columns(self, hands: Sequence[Held], bar: Bar) -> list[Entries]:
        """The columns of hands that are known."""
        base = [one.base for one in self.people]
        return [
            self._entries[one] | ({self._over: 1.0} if bar.over(base[one[0]], self.used[one]) else {})
            for one in hands
        ]

    def _of(self, place: int, hand: Hand) -> Entries:
        """The column of a hand under no bar."""
        hands, cases = self.people[place], self._cases
        entries: Entries = {self._hand + place: 1.0}
        for part in hand:
            case, role = int(hands.case[part]), int(hands.role[part])
            if role != 1:
                entries[case] = 1.0
            if role != 0:
                entries[cases + case] = 1.0
            if role == 2:
                entries[self._alone] = entries.get(self._alone, 0.0) + 1.0
            elif hands.learner:
                entries[2 * cases + case] = 1.0
        if self.high:
            entries[self._unit + place] = hands.used(hand) - hands.base
        return entries

    def _others(self) -> tuple[list[Entries], list[float]]:
        """The columns that are no hands: cases left out, and the highest utilisation, last."""
        columns: list[Entries] = []
        for case in range(self._cases if self.placed[0] else 0):
            left = {case: 1.0, self._cases + case: 1.0, self._alone + 1: float(count(self.ground, case))}
            columns.append(left)
        columns.append({self._unit + place: -1.0 for place in range(len(self.people))})
        return columns, [*([0.0] * (len(columns) - 1)), self.high]

    def _limits(self, bar: Bar) -> Numbers:
        """By row: what it comes to at most, and exactly for a case's lead and second."""
        ones = np.ones(self._unit)
        left, alone = self.placed
        return np.array([*ones, *(-hands.base for hands in self.people), alone, left, bar.few], dtype=float)

    def _matrix(self, columns: Sequence[Entries], height: int) -> csr_array:
        rows = np.array([row for column in columns for row in column], dtype=np.int32)
        factors = np.array([one for column in columns for one in column.values()], dtype=float)
        starts = np.cumsum([0, *map(len, columns)])
        return csc_array((factors, rows, starts), shape=(height, len(columns))).tocsr()
