"""Points against hours told: a proposal for a branch's numbers, never applied by itself (DOMAIN.md §3.2).

For each category, with n cases of which hours are told:

    told     = hours a month that its cases took, in the measure of its points now
    proposed = (n * told + 10 * now) / (n + 10)

so that a few cases move a number a little, and many move it far. Nothing is proposed on fewer than five cases
or three caseworkers: then it says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from casework.calendar import local_day
from casework.model import Case, Policy
from casework.staffing import heaviest
from casework.workload import hours_of_case

CASES, CASEWORKERS = 5, 3
"""A proposal rests on at least so many."""

PRIOR = 10
"""The number now counts for so many cases."""

WINDOW = timedelta(days=365)
MONTH = 365.25 / 12
"""Days."""


@dataclass(frozen=True, slots=True)
class Told:
    """Hours that a caseworker (by address) told for a case on a day."""

    ref: str
    who: str
    day: date
    hours: float


@dataclass(frozen=True, slots=True)
class Line:
    """One category: `now` and `proposed` in points, `reckoned` and `told` in hours a month and case.

    `proposed` is None where there is too little to go by.
    """

    category: str
    cases: int
    caseworkers: int
    now: float
    reckoned: float
    told: float
    proposed: float | None

    @property
    def enough(self) -> bool:
        """Whether it rests on enough to propose anything."""
        return self.proposed is not None


@dataclass(frozen=True, slots=True)
class Calibration:
    """The last twelve months. `silent`: cases that somebody had, without any hours told; `error`: by how many
    hours a month and case the reckoning was wrong on average, or None without any."""

    lines: tuple[Line, ...] = ()
    cases: int = 0
    silent: int = 0
    error: float | None = None


@dataclass(frozen=True, slots=True)
class _Seen:
    """A case of which hours are told: by whom, how many a month, and how many were reckoned."""

    category: str
    who: frozenset[str]
    told: float
    reckoned: float


def calibrate(cases: Iterable[Case], told: Sequence[Told], policy: Policy, today: date) -> Calibration:
    """What the hours of the last twelve months say of the points; by category, in their order in the policy.

    A case counts when somebody has had it for a month, or it is closed. Those without any hours told are only
    counted: not to have noted any does not mean that there were none.
    """
    since = today - WINDOW
    by_case: dict[str, list[Told]] = {}
    for one in told:
        if since < one.day <= today:
            by_case.setdefault(one.ref, []).append(one)
    seen, silent = [], 0
    for case in cases:
        days = _days(case, by_case.get(case.ref, []), since, today, policy)
        if days is None:
            continue
        if case.ref not in by_case:
            silent += 1
            continue
        seen.append(_seen(case, by_case[case.ref], days / MONTH, policy))
    order = {name: n for n, name in enumerate(policy.points)}
    names = sorted({one.category for one in seen}, key=lambda name: (order.get(name, len(order)), name))
    return Calibration(
        lines=tuple(_line(name, [one for one in seen if one.category == name], policy) for name in names),
        cases=len(seen),
        silent=silent,
        error=_mean([abs(one.told - one.reckoned) for one in seen]) if seen else None,
    )


def _days(case: Case, told: Sequence[Told], since: date, today: date, policy: Policy) -> float | None:
    """For how many days of the window somebody had it, a month at least; None where it does not count."""
    began = [one.day for one in told]
    if case.lead_since is not None:
        began.append(local_day(case.lead_since, policy))
    if not began:
        return None
    ended = min(local_day(case.closed_at, policy), today) if case.closed_at else today
    days = (ended - max(min(began), since)).days
    if ended < since or (case.closed_at is None and days < MONTH):
        return None
    return max(float(days), MONTH)


def _seen(case: Case, told: Sequence[Told], months: float, policy: Policy) -> _Seen:
    numbers = policy.workload
    share = numbers.share_lead + numbers.share_second if case.second else numbers.share_sole
    reckoned = share * hours_of_case(case.points, case.emotional, numbers)
    hours = sum(one.hours for one in told) / months
    return _Seen(heaviest(case, policy), frozenset(one.who for one in told), hours, reckoned)


def _line(name: str, seen: Sequence[_Seen], policy: Policy) -> Line:
    now = policy.points.get(name, policy.default_points)
    people = frozenset(person for one in seen for person in one.who)
    # What the points would have to be for the reckoning to come out at the hours told.
    meant = _mean([now * one.told / one.reckoned if one.reckoned else now for one in seen])
    enough = len(seen) >= CASES and len(people) >= CASEWORKERS
    proposed = round((len(seen) * meant + PRIOR * now) / (len(seen) + PRIOR), 1)
    return Line(
        category=name,
        cases=len(seen),
        caseworkers=len(people),
        now=now,
        reckoned=round(_mean([one.reckoned for one in seen]), 1),
        told=round(_mean([one.told for one in seen]), 1),
        proposed=proposed if enough else None,
    )


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)


def too_little(line: Line) -> str:
    """Why nothing is proposed: "3 cases of 5 needed, 2 caseworkers of 3"."""
    return f"{line.cases} of {CASES} cases, {line.caseworkers} of {CASEWORKERS} caseworkers"
