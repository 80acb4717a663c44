"""When a case is urgent: a meeting or deadline is near (DOMAIN.md L-10)."""

from __future__ import annotations

from datetime import date, datetime

from casework.calendar import local_day
from casework.model import Case, Policy

URGENT = "URGENT: a date is near"
"""The flag of the Check column."""


def next_date(case: Case, today: date) -> date | None:
    """The next meeting or deadline that is not done; the last one where all are past; None without any."""
    done = {each.day for each in case.key_dates if each.done}
    noted = {each.day for each in case.key_dates if not each.done}
    of_form = case.form.day("key_date")
    days = noted | ({of_form} if of_form and of_form not in done else set())
    return min((day for day in days if day >= today), default=max(days, default=None))


def is_urgent(case: Case, policy: Policy, now: datetime) -> bool:
    """A meeting or deadline within `urgent_days`."""
    today = local_day(now, policy)
    day = next_date(case, today)
    return day is not None and 0 <= (day - today).days <= policy.urgent_days
