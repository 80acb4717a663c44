"""What one case weighs, and how that came about: W = base x stage + adders (DOMAIN.md §3.2). Pure.

A point is an hour of casework a month while the case is active. What it asks of feelings comes on top of that
(casework/workload.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from casework.emotional import emotional_of
from casework.model import Case, Policy
from casework.stages import extra_meant, stage_meant
from casework.urgency import next_date
from casework.workload import factor, number

NO_NEEDS = frozenset({"", "no", "none", "n/a", "na", "not applicable", "nothing", "no thanks", "none needed"})
"""Answers that ask for no adjustment."""


@dataclass(frozen=True, slots=True)
class Weight:
    """The heaviest category with its points, the stage (none: nothing is said) with what it is times, and
    what comes on top, each with its points."""

    category: str
    base: float
    stage: str = ""
    times: float = 1.0
    more: tuple[tuple[str, float], ...] = ()

    @property
    def points(self) -> float:
        """Hours a month while active."""
        return round(self.base * self.times + sum(points for _, points in self.more), 2)

    def in_words(self) -> str:
        """ "discrimination 8 x formal hearing 1.3 + date within 28 days 1"."""
        stage = f" x {self.stage} {factor(self.times)}" if self.stage else ""
        more = "".join(f" + {what} {number(points)}" for what, points in self.more)
        return f"{self.category} {number(self.base)}{stage}{more}"


def weigh(case: Case, policy: Policy, today: date) -> Weight:
    """What the case weighs `today`: its heaviest category, times its stage, more for a near date, for access
    needs, and for what the coordinator wrote under Extra work."""
    bases = {name: policy.points.get(name, policy.default_points) for name in case.categories}
    heaviest = max(bases, key=lambda name: bases[name], default="")
    at = stage_meant(case.stage, policy.workload).names
    return Weight(
        category=heaviest.replace("_", " ") or "no category known",
        base=bases.get(heaviest, policy.default_points),
        stage=at[0] if at else "",
        times=dict(policy.workload.stages)[at[0]] if at else 1.0,
        more=tuple((what, points) for what, points in _more(case, policy, today) if points),
    )


def weighed(case: Case, policy: Policy, today: date) -> Case:
    """The case with its points and its emotional rating as they are `today`."""
    points = weigh(case, policy, today).points
    return replace(case, points=points, emotional=emotional_of(case, policy))


def _more(case: Case, policy: Policy, today: date) -> Iterator[tuple[str, float]]:
    numbers = policy.workload
    day = next_date(case, today)
    if day is not None and 0 <= (day - today).days <= numbers.near_days:
        yield f"date within {numbers.near_days} days", numbers.near_date
    if case.form.text("adjustments").strip(" .-").casefold() not in NO_NEEDS:
        yield "adjustments", numbers.access_needs
    points = dict(numbers.extra_work)
    for what in extra_meant(case.extra_work, numbers).names:
        yield what, points[what]
