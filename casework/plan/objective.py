"""How good a plan is: the aims in their strict order, and the one number that is told (ALLOCATION.md).

The order decides. The number is their sum with the weights of DOMAIN.md §4.2, for people who compare plans.
"""

from __future__ import annotations

from dataclasses import dataclass

from casework.plan import weights
from casework.plan.ground import LEFT, NOBODY, Choices, Ground

ALIKE = 1e-5
"""Utilisations and costs that differ by less are the same."""

PROVABLE = 300
"""Cases times people up to which the highest utilisation is held strictly before the rest. In larger plans it
weighs what DOMAIN.md §4.2 gives it: one that is lower by a hair would cost everybody else hours there,
and could not be proved in the time."""


@dataclass(frozen=True, slots=True)
class Worth:
    """The aims of a plan. `levels`: utilisations of those who can be asked, highest first; `rest`: soft
    terms."""

    unallocated: int  # urgent cases count double
    single: int
    levels: tuple[float, ...]
    rest: float

    @property
    def placed(self) -> tuple[int, int]:
        """The two aims that come first."""
        return self.unallocated, self.single

    @property
    def highest(self) -> float:
        """The highest utilisation among those who can be asked at all."""
        return self.levels[0] if self.levels else 0.0

    @property
    def objective(self) -> float:
        """The weighted sum; lower is better."""
        return total(self.unallocated, self.single, self.highest, self.rest)


def total(unallocated: float, single: float, highest: float, rest: float) -> float:
    """The aims as one number, in the penalty units of DOMAIN.md §4.2."""
    return weights.UNALLOCATED * unallocated + weights.SINGLE * single + weights.HIGHEST * highest + rest


def count(ground: Ground, case: int) -> int:
    """What leaving this case unallocated counts."""
    return weights.URGENT if ground.cases[case].urgent else 1


def worth(ground: Ground, choices: Choices) -> Worth:
    """The aims of this plan."""
    unallocated = sum(count(ground, n) for n, choice in enumerate(choices) if choice == LEFT)
    single = sum(a != NOBODY and b == NOBODY for a, b in choices)
    used = [one for one, usable in zip(ground.used(choices), ground.usable, strict=True) if usable]
    return Worth(unallocated, single, tuple(sorted(used, reverse=True)), rest(ground, choices))


def rest(ground: Ground, choices: Choices) -> float:
    """Spread over the people who can be asked, and the soft terms of whoever is."""
    used = ground.used(choices)
    cost = sum(weights.spread(used[n]) for n, usable in enumerate(ground.usable) if usable)
    for n, (a, b) in enumerate(choices):
        if a != NOBODY:
            cost += ground.soft[a][n][0]
        if b != NOBODY:
            cost += ground.soft[b][n][1] + ground.again.get((a, b), 0.0)
    return cost


def strict(ground: Ground) -> bool:
    """Whether the highest utilisation comes strictly before the rest, or weighs against it: as it does, too,
    against the sorrow of telling the whole story to somebody new where a member has been helped before."""
    known = any(case.before for case in ground.cases)
    return not known and len(ground.cases) * len(ground.people) <= PROVABLE


def floors(ground: Ground) -> list[float]:
    """The levels if nothing were given to anybody: no plan is lower at any of them."""
    used = ground.used(())
    return sorted((one for one, usable in zip(used, ground.usable, strict=True) if usable), reverse=True)


def changed(ground: Ground, reached: Worth) -> int | None:
    """Which of the levels, from the top, is the highest that the plan has changed; None if it has none."""
    for at, (level, floor) in enumerate(zip(reached.levels, floors(ground), strict=True)):
        if level > floor + ALIKE:
            return at
    return None


def before(ground: Ground, one: Worth, other: Worth) -> bool:
    """Whether `one` is better in the order of the aims."""
    if one.placed != other.placed:
        return one.placed < other.placed
    if not strict(ground):
        return one.objective < other.objective - ALIKE
    at = changed(ground, one)
    last = len(one.levels) if at is None else at + ground.settings.in_turn
    for mine, theirs in zip(one.levels[:last], other.levels, strict=False):
        if abs(mine - theirs) > ALIKE:
            return mine < theirs
    return one.rest < other.rest - ALIKE
