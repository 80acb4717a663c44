"""How branch and region stand: levels, cases held too long, open questions, time to answer (SD-36, M-23)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from casework.calendar import local_day, working_days_after
from casework.levels import undecided
from casework.model import Case, Policy, Status
from casework.referral import Referral, Stand
from casework.urgency import next_date

YEAR = timedelta(days=365)
"""So far back answers are counted."""


@dataclass(frozen=True, slots=True)
class Held:
    """A case for the region, not decided about. `days`: working days; `over`: more than allowed."""

    ref: str
    why: str
    since: date
    days: int
    over: bool
    next_date: date | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A question to the region that is open. `days`: working days; `over`: the time to answer has passed."""

    ref: str
    official: str
    asked: date
    days: int
    over: bool
    question: bool  # they asked something back


@dataclass(frozen=True, slots=True)
class RegionReport:
    """`levels`: open cases by level. Answers are those of the last year; `median_days` working days to the
    first word of the region, or None where there was none."""

    levels: dict[int, int]
    kept: int  # level 3, and the coordinator decided that the branch keeps them
    held: tuple[Held, ...]
    waiting: tuple[Waiting, ...]
    to_sign: int  # referrals that wait for the secretary
    asked: int
    agreed: int
    declined: int
    median_days: float | None


def region_report(cases: Iterable[Case], policy: Policy, now: datetime) -> RegionReport:
    """The report as of `now`, oldest first in each list. No member, no address."""
    today, all_of = local_day(now, policy), list(cases)
    open_cases = [case for case in all_of if case.status is not Status.CLOSED and not case.row_gone]
    past = [one for case in all_of for one in case.referrals if one.went and now - one.sent_at <= YEAR]
    answers = [_days(one, policy) for one in past if one.answered_at is not None]
    return RegionReport(
        levels={level: sum(_level(case) == level for case in open_cases) for level in (1, 2, 3)},
        kept=sum(case.rating is not None and case.rating.kept_at is not None for case in open_cases),
        held=tuple(sorted(_held(open_cases, policy, today), key=lambda one: (one.since, one.ref))),
        waiting=tuple(sorted(_waiting(open_cases, policy, now), key=lambda one: (one.asked, one.ref))),
        to_sign=sum(case.referrals[-1].stand is Stand.TO_SIGN for case in open_cases if case.referrals),
        asked=len(past),
        agreed=sum(one.stand is Stand.AGREED for one in past),
        declined=sum(one.stand is Stand.DECLINED for one in past),
        median_days=float(median(answers)) if answers else None,
    )


def _level(case: Case) -> int:
    return case.rating.level if case.rating else 1


def _days(referral: Referral, policy: Policy) -> int:
    assert referral.answered_at is not None
    asked, answered = local_day(referral.sent_at, policy), local_day(referral.answered_at, policy)
    return working_days_after(asked, answered, policy)


def _held(cases: Iterable[Case], policy: Policy, today: date) -> Iterable[Held]:
    for case in cases:
        if undecided(case) and case.rating is not None:
            since = local_day(case.rating.since, policy)
            days = working_days_after(since, today, policy)
            day = next_date(case, today)
            ahead = day if day is not None and day >= today else None
            over = days > policy.region.hold_days
            yield Held(case.ref, ", ".join(case.rating.why), since, days, over, ahead)


def _waiting(cases: Iterable[Case], policy: Policy, now: datetime) -> Iterable[Waiting]:
    today = local_day(now, policy)
    for case in cases:
        last = case.referrals[-1] if case.referrals else None
        if last is not None and last.open:
            asked = local_day(last.sent_at, policy)
            days = working_days_after(asked, today, policy)
            yield Waiting(case.ref, last.name, asked, days, now > last.due_at, last.stand is Stand.QUESTION)
