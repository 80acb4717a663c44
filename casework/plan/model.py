"""The plan as a mixed-integer program for HiGHS (DOMAIN.md §4.3): variables, rules as rows, and its answers.

Variables: x (lead of a pair), y (second), z (alone) for each case and person who may; u (unallocated);
pieces of each person's utilisation, cheap ones first. A single-handed case counts with its full share:
z, not x, carries it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from casework.plan import weights
from casework.plan.ground import LEFT, NOBODY, Choice, Choices, Ground
from casework.plan.objective import count

FREE = float("inf")
QUICK = 0.3
"""Seconds that a bound without whole numbers may take, even where the time is up: without it nothing is
known."""
GAVE_UP = 4  # scipy's word for every end of HiGHS but optimal, time, infeasible and unbounded
Terms = Mapping[int, float]
"""A linear expression: factor by column."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the solver found. `bound`: no plan under these rows costs less; infinite if there is no plan
    at all."""

    choices: Choices | None
    bound: float
    finished: bool


@dataclass(slots=True)
class Model:
    """Columns and rows as they are put together; `solve` may be asked for several costs over the same
    rules."""

    ground: Ground
    upper: list[float] = field(default_factory=list)
    whole: list[int] = field(default_factory=list)
    rows: list[tuple[Terms, float, float]] = field(default_factory=list)
    lead: dict[tuple[int, int], int] = field(default_factory=dict)
    second: dict[tuple[int, int], int] = field(default_factory=dict)
    sole: dict[tuple[int, int], int] = field(default_factory=dict)
    left: dict[int, int] = field(default_factory=dict)
    pieces: dict[int, list[int]] = field(default_factory=dict)  # of a person's utilisation

    def column(self, upper: float = 1.0, whole: bool = True) -> int:
        """A new variable from 0 to `upper`."""
        self.upper.append(upper)
        self.whole.append(int(whole))
        return len(self.upper) - 1

    def row(self, terms: Terms, low: float, high: float) -> None:
        """low <= expression <= high."""
        if terms:
            self.rows.append((terms, low, high))

    def solve(
        self, cost: Terms, extra: Iterable[tuple[Terms, float, float]], seconds: float, whole: bool = True
    ) -> Answer:
        """Make the cost as small as can be; without `whole` the parts may be split (a quick lower bound)."""
        prices = np.zeros(len(self.upper))
        for at, price in cost.items():
            prices[at] += price
        rows = [*self.rows, *extra]
        least = 0.01 if whole else QUICK
        options: dict[str, Any] = {"time_limit": max(seconds, least), "mip_rel_gap": 1e-7}
        found: Any = None
        for presolve in (True, False):  # now and then HiGHS gives up on what its presolve made
            found = milp(
                prices,
                integrality=np.array(self.whole) if whole else None,
                bounds=Bounds(0, np.array(self.upper)),
                constraints=_matrix(rows, len(self.upper)),
                options=options | {"presolve": presolve},
            )
            if found.status != GAVE_UP:
                break
        if found.status == 2:
            return Answer(None, FREE, True)
        bound = found.mip_dual_bound if whole else found.fun if found.status == 0 else None
        finished = found.status == 0
        # What is at hand when the time is up hangs on the clock: the bound may, the plan must not.
        choices = self.read(found.x) if whole and finished else None
        return Answer(choices, -FREE if bound is None else float(bound), finished)

    def read(self, values: np.ndarray) -> Choices:
        """The plan that the variables mean."""
        leads = {case: person for (case, person), at in self.lead.items() if values[at] > 0.5}
        seconds = {case: person for (case, person), at in self.second.items() if values[at] > 0.5}
        soles = {case: person for (case, person), at in self.sole.items() if values[at] > 0.5}

        def choice(case: int) -> Choice:
            if case in soles:
                return soles[case], NOBODY
            return (leads[case], seconds[case]) if case in leads and case in seconds else LEFT

        return tuple(choice(case) for case in range(len(self.ground.cases)))

    def costs_left(self, each: float = 1.0) -> dict[int, float]:
        """The unallocated cases, urgent ones double."""
        return {at: each * count(self.ground, case) for case, at in self.left.items()}

    def costs_single(self, each: float = 1.0) -> dict[int, float]:
        """The single-handed cases."""
        return dict.fromkeys(self.sole.values(), each)

    def costs_rest(self) -> dict[int, float]:
        """Spread and soft terms."""
        soft = self.ground.soft
        cost = {at: soft[person][case][0] for (case, person), at in self.lead.items()}
        cost |= {at: soft[person][case][0] for (case, person), at in self.sole.items()}
        cost |= {at: soft[person][case][1] for (case, person), at in self.second.items()}
        for pieces in self.pieces.values():
            cost |= {at: slope for at, (_, slope) in zip(pieces, weights.SPREAD, strict=True)}
        return cost

    def used(self, person: int) -> dict[int, float]:
        """A person's utilisation."""
        return dict.fromkeys(self.pieces[person], 1.0)


def build(ground: Ground, alone: bool = True) -> Model:
    """All the hard rules as rows. Without `alone`, every case must get a pair."""
    model = Model(ground)
    for case in range(len(ground.cases)):
        _variables(model, case, alone)
        _case_rows(model, case)
    held: dict[int, dict[int, dict[int, float]]] = defaultdict(lambda: defaultdict(dict))
    for part, columns in enumerate((model.lead, model.second, model.sole)):
        for (case, person), at in columns.items():
            held[person][case][at] = ground.points[case][part]
    for person, theirs in sorted(held.items()):
        _person_rows(model, person, theirs)
    for person, usable in enumerate(ground.usable):
        if usable and ground.people[person].capacity > 0:
            _pieces(model, person, held[person])
    return model


def _variables(model: Model, case: int, alone: bool) -> None:
    ground = model.ground
    experienced = [person.level == 2 for person in ground.people]
    leads, seconds = ground.leads[case], ground.seconds[case]
    old_leads, old_seconds = (any(experienced[n] for n in one) for one in (leads, seconds))
    for person in leads:
        if seconds and (old_seconds or experienced[person]):
            model.lead[case, person] = model.column()
    for person in seconds:
        if leads and (old_leads or experienced[person]):
            model.second[case, person] = model.column()
    if alone:
        for person in ground.soles[case]:
            model.sole[case, person] = model.column()
        model.left[case] = model.column()


def _case_rows(model: Model, case: int) -> None:
    ground = model.ground
    leads = {
        person: model.lead[case, person] for person in ground.leads[case] if (case, person) in model.lead
    }
    seconds = {
        person: model.second[case, person]
        for person in ground.seconds[case]
        if (case, person) in model.second
    }
    soles = [model.sole[case, person] for person in ground.soles[case] if (case, person) in model.sole]
    one = dict.fromkeys([*leads.values(), *soles], 1.0)
    if case in model.left:
        one[model.left[case]] = 1.0
    model.row(one, 1, 1)
    model.row(dict.fromkeys(seconds.values(), 1.0) | dict.fromkeys(leads.values(), -1.0), 0, 0)
    for person in leads.keys() & seconds.keys():
        model.row({leads[person]: 1.0, seconds[person]: 1.0}, 0, 1)
    new = [at for part in (leads, seconds) for n, at in part.items() if ground.people[n].level < 2]
    if any(ground.people[n].level < 2 for n in leads):
        model.row(dict.fromkeys(new, 1.0), 0, 1)


def _person_rows(model: Model, person: int, theirs: dict[int, dict[int, float]]) -> None:
    ground = model.ground
    points = {at: part for columns in theirs.values() for at, part in columns.items()}
    model.row(points, 0, ground.limit[person] - ground.people[person].load)
    if len(theirs) > ground.most_new[person]:
        model.row(dict.fromkeys(points, 1.0), 0, ground.most_new[person])
    heavy = [at for case, columns in theirs.items() if ground.cases[case].emotional == 3 for at in columns]
    model.row(dict.fromkeys(heavy, 1.0), 0, ground.most_heavy[person])
    for case in sorted(theirs):
        for other in ground.opposing[case]:
            if case < other and other in theirs:
                model.row(dict.fromkeys([*theirs[case], *theirs[other]], 1.0), 0, 1)


def _pieces(model: Model, person: int, theirs: dict[int, dict[int, float]]) -> None:
    """Utilisation as a sum of pieces; each dearer than the one before, so that they fill in their order."""
    capacity = model.ground.people[person].capacity
    ends = [start for start, _ in weights.SPREAD[1:]] + [FREE]
    starts = [start for start, _ in weights.SPREAD]
    model.pieces[person] = [
        model.column(end - start, whole=False) for start, end in zip(starts, ends, strict=True)
    ]
    terms = {at: part / capacity for columns in theirs.values() for at, part in columns.items() if part}
    terms |= dict.fromkeys(model.pieces[person], -1.0)
    now = model.ground.people[person].load / capacity
    model.row(terms, -now, -now)


def _matrix(rows: list[tuple[Terms, float, float]], width: int) -> LinearConstraint:
    starts = np.cumsum([0, *(len(terms) for terms, _, _ in rows)])
    columns = np.array([at for terms, _, _ in rows for at in terms], dtype=np.int32)
    factors = np.array([one for terms, _, _ in rows for one in terms.values()], dtype=float)
    matrix = csr_array((factors, columns, starts), shape=(len(rows), width))
    return LinearConstraint(matrix, np.array([one[1] for one in rows]), np.array([one[2] for one in rows]))
