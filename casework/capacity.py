"""How much the branch can take: a few numbers without a name, and when they call for a statement
(DOMAIN.md §3.3, M-10, M-26)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from statistics import fmean, median

from casework.calendar import add_working_days, local_day
from casework.figures import Lived
from casework.meters import firm
from casework.model import Case, Caseworker, Level, Policy, Status, Team
from casework.numbers import Care
from casework.own_word import SAID, reviews_of
from casework.referral import Stand, Wish
from casework.workload import Load, capacity, held, hours_of_case, used

QUARTER = 91
SHORTEST = 28
"""Days over which comings and goings are counted: a quarter, or less where there are cases for less."""

MONTH = QUARTER / 3

TYPICAL = 4.2
"""Points of a case where none is open: the mean of DOMAIN.md §3.2."""

MOST_USED = 99.0
"""Of somebody's time: where they have none at all, this stands for any load."""

MOST_WEEKS = 52
"""Beyond a year nothing is foretold."""


class Short(StrEnum):
    """Why the branch is at the edge of what it can take."""

    MEDIAN = "median"  # half of the people are nearly full
    DECLARED = "declared"  # several have said that it is too much
    WAITING = "waiting"  # a case has had nobody for two weeks


@dataclass(frozen=True, slots=True)
class Capacity:
    """The branch on one day. Parts of 1; `room` in points a month; `weeks` until it is gone or None."""

    people: int
    can_be_asked: int
    median_used: float | None
    highest_used: float | None
    room: float
    room_in_cases: int
    days: int
    came_a_month: float
    closed_a_month: float
    weeks: int | None
    open_cases: int
    single: int
    nobody: int
    waiting_long: int
    declared: int


def capacity_of(
    cases: Sequence[Case], lived: Iterable[Lived], team: Team, policy: Policy, now: datetime
) -> Capacity:
    """How the branch stands. `cases`: the open ones, whole; `lived`: all that ever were, by their dates."""
    today = local_day(now, policy)
    people = [one for one in team.caseworkers if not one.left]
    here = [one for one in people if _can_be_asked(one, today)]
    table = held(here, firm(team.open_cases), policy, now)
    parts = [min(used(table[one.email].points, capacity(one, policy)), MOST_USED) for one in here]
    room = sum(_room(one, table[one.email], policy) for one in here)
    mine = [one for one in cases if _is_ours(one)]
    in_cases = int(room / _cost(mine, policy))
    days, came, closed = _flow(list(lived), today)
    return Capacity(
        people=len(people),
        can_be_asked=len(here),
        median_used=median(parts) if parts else None,
        highest_used=max(parts, default=None),
        room=room,
        room_in_cases=in_cases,
        days=days,
        came_a_month=came * MONTH / days,
        closed_a_month=closed * MONTH / days,
        weeks=_weeks(in_cases, came - closed, days),
        open_cases=len(mine),
        single=sum(bool(one.lead) != bool(one.second) for one in mine),
        nobody=sum(not (one.lead or one.second) for one in mine),
        waiting_long=sum(_waits_long(one, policy, today) for one in mine),
        declared=_declared(team, policy.care, now),
    )


def short(numbers: Capacity, care: Care) -> tuple[Short, ...]:
    """Why a statement is called for, if one is."""
    over = numbers.median_used is not None and numbers.median_used > care.median_used
    found = (
        (Short.MEDIAN, over),
        (Short.DECLARED, numbers.declared >= care.declared),
        (Short.WAITING, numbers.waiting_long > 0),
    )
    return tuple(reason for reason, holds in found if holds)


def _is_ours(case: Case) -> bool:
    """Whether the branch has the case: not closed, deleted, or taken on by the region."""
    last = case.referrals[-1] if case.referrals else None
    taken = last is not None and last.stand is Stand.AGREED and last.wish is Wish.TAKE
    return case.status is not Status.CLOSED and not (case.row_gone or case.merged_into or taken)


def _can_be_asked(person: Caseworker, today: date) -> bool:
    away = any(absence.start <= today <= absence.end for absence in person.away)
    return person.level is not Level.SHADOW and not (away or person.paused)


def _room(person: Caseworker, load: Load, policy: Policy) -> float:
    return max(0.0, capacity(person, policy) * policy.workload.most_used - load.points)


def _cost(cases: Sequence[Case], policy: Policy) -> float:
    """What a case of the usual weight costs a pair: more than it costs one, since two people have to talk."""
    numbers = policy.workload
    usual = fmean(hours_of_case(one.points, one.emotional, numbers) for one in cases) if cases else TYPICAL
    return max(usual, 0.1) * (numbers.share_lead + numbers.share_second)


def _flow(lived: Sequence[Lived], today: date) -> tuple[int, int, int]:
    """Over how many days it is counted, how many cases came in them, and how many were closed."""
    first = min((case.received for case in lived), default=today)
    days = max(SHORTEST, min(QUARTER, (today - first).days + 1))
    since = today - timedelta(days=days)
    came = sum(since < case.received <= today for case in lived)
    closed = sum(case.closed is not None and since < case.closed <= today for case in lived)
    return days, came, closed


def _weeks(room: int, more: int, days: int) -> int | None:
    """Weeks until the room is gone, if cases go on coming and closing as in these days."""
    if room <= 0:
        return 0
    weeks = room * days // (7 * more) if more > 0 else MOST_WEEKS + 1
    return weeks if weeks <= MOST_WEEKS else None


def _waits_long(case: Case, policy: Policy, today: date) -> bool:
    since = local_day(case.received_at, policy)
    return not case.lead and today > add_working_days(since, policy.care.unallocated_days, policy)


def _declared(team: Team, care: Care, now: datetime) -> int:
    """How many have said lately that it is too much; each once."""
    since = now - timedelta(days=care.declared_days)
    return len({one.number for one in reviews_of(team.standings) if one.why == SAID and one.since >= since})
