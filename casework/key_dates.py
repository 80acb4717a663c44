"""The dates of a case: the one its form names, and those that people put on the tab Key dates (L-10)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

from casework.calendar import local_day
from casework.effects import Decision, PutRow
from casework.facts.sheet import KeyDatesEdited
from casework.model import Case, Policy
from casework.urgency import URGENT, is_urgent, next_date
from casework.weight import weighed

_DEADLINE = re.compile(r"\b(?:deadline|due|submit|send|return|by)\b", re.IGNORECASE)


def is_deadline(what: str) -> bool:
    """Whether something must be done by that date, rather than people meet on it."""
    return bool(_DEADLINE.search(what))


def next_date_text(case: Case, today: date) -> str:
    """The next date as ISO text, with its time where the form names one; empty if there is none."""
    day = next_date(case, today)
    if day is None:
        return ""
    return case.form.date_text("key_date") if day == case.form.day("key_date") else day.isoformat()


def key_dates_edited(fact: KeyDatesEdited, case: Case, policy: Policy, now: datetime) -> Decision:
    """The tab Key dates has other dates for the case than before: they count from now on."""
    if fact.dates == case.key_dates:
        return Decision(case, (), "The dates on the tab Key dates are those we know.")
    case = replace(case, key_dates=fact.dates)
    today = local_day(now, policy)
    others = tuple(flag for flag in case.flags if flag != URGENT)
    case = replace(case, flags=(URGENT, *others) if is_urgent(case, policy, now) else others)
    case = weighed(case, policy, today)
    told = ", ".join(f"{each.day.isoformat()}{' (done)' if each.done else ''}" for each in fact.dates)
    return Decision(case, (PutRow(case.ref),), f"The tab Key dates has for this case: {told or 'no date'}.")
