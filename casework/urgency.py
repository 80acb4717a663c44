"""When a case is urgent: a meeting or deadline is near (DOMAIN.md L-10)."""

from __future__ import annotations

from datetime import datetime

from casework.calendar import local_day
from casework.model import Case, Policy

URGENT = "URGENT: a date is near"
"""The flag of the Check column."""


def is_urgent(case: Case, policy: Policy, now: datetime) -> bool:
    """A meeting or deadline within `urgent_days`."""
    day = case.form.day("key_date")
    return day is not None and 0 <= (day - local_day(now, policy)).days <= policy.urgent_days
