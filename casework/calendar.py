"""Working days and quiet hours, in the branch's own time zone (DOMAIN.md §5 clock, W-08)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from casework.model import Policy


def local_day(moment: datetime, policy: Policy) -> date:
    """The calendar day of an aware moment where the branch is."""
    return moment.astimezone(ZoneInfo(policy.timezone)).date()


def is_working_day(day: date, policy: Policy) -> bool:
    """Monday to Friday, less the bank holidays of the branch's nation."""
    return day.weekday() < 5 and day not in policy.holidays


def add_working_days(day: date, days: int, policy: Policy) -> date:
    """The `days`-th working day after `day` (`days` >= 1)."""
    while days > 0:
        day += timedelta(days=1)
        if is_working_day(day, policy):
            days -= 1
    return day


def working_days_after(start: date, end: date, policy: Policy) -> int:
    """How many working days came after `start` up to `end`; 0 where that is not later."""
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(is_working_day(day, policy) for day in days)


def at(day: date, moment: time, policy: Policy) -> datetime:
    """That wall-clock time on that day where the branch is, as an aware datetime."""
    return datetime.combine(day, moment, ZoneInfo(policy.timezone))


def end_of(day: date, policy: Policy) -> datetime:
    """Midnight at the end of the day: what is due "by Thursday" is late from here on."""
    return at(day + timedelta(days=1), time(0), policy)


def next_open(now: datetime, policy: Policy) -> datetime:
    """`now` if volunteers may be written to now, else the next opening (W-08: no pressing at night)."""
    local = now.astimezone(ZoneInfo(policy.timezone))
    day = local.date()
    if is_working_day(day, policy):
        if local.time() < policy.open_from:
            return at(day, policy.open_from, policy)
        if local.time() < policy.open_until:
            return now
    return at(add_working_days(day, 1, policy), policy.open_from, policy)
