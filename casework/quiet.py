"""When something was last done about a case, as far as is known, and whether it is quiet (§3.2). Pure.

A case of which nothing has been heard or noted for some weeks asks for less of somebody's month. Known are
letters, a yes, hours noted, dates past and to come, and what the coordinator says of it in its row
(casework/acted.py). What people do without telling anybody is not: a line on the tab Time, or a date, brings
the case back at once.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from casework.model import Case, OpenCase
from casework.numbers import Workload


def last_moved(case: Case) -> datetime:
    """The moment of the last thing known of the case; of a date to come, that date."""
    days = [one.day for one in case.key_dates]
    if day := case.form.day("key_date"):
        days.append(day)
    moments = (case.last_news_at, case.lead_since, case.second_since, case.acted_at)
    known = [moment for moment in moments if moment is not None]
    known += [datetime.combine(day, time(12), UTC) for day in days]
    return max([case.received_at, *known])


def is_quiet(case: OpenCase, numbers: Workload, now: datetime) -> bool:
    """Whether somebody has the case and nothing has moved in it for `quiet_days`."""
    if not numbers.quiet_days or not case.lead or case.moved_at is None:
        return False
    return now - case.moved_at > timedelta(days=numbers.quiet_days)
