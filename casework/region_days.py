"""By when the secretary is asked to sign and the region to answer, and when the coordinator is reminded."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from casework.calendar import add_working_days, at, local_day
from casework.model import Case, Policy
from casework.referral import Referral, Stand
from casework.urgency import is_urgent


def reply_days(case: Case, policy: Policy, now: datetime) -> int:
    """Working days in which the region is asked to answer."""
    rules = policy.region
    return rules.urgent_reply_days if is_urgent(case, policy, now) else rules.reply_days


def sign_days(case: Case, policy: Policy, now: datetime) -> int:
    """Working days in which the secretary is asked to sign."""
    return min(policy.region.sign_days, reply_days(case, policy, now))


def days_of(referral: Referral, case: Case, policy: Policy, now: datetime) -> int:
    """Working days in which whoever has the referral now is asked to answer."""
    days = sign_days if referral.stand is Stand.TO_SIGN else reply_days
    return days(case, policy, now)


def with_clock(referral: Referral, case: Case, policy: Policy, now: datetime) -> Referral:
    """The referral as it is put before somebody now, with the clock of whoever that is."""
    due = add_working_days(local_day(now, policy), days_of(referral, case, policy, now), policy)
    look = at(add_working_days(due, 1, policy), policy.open_from, policy)
    by = at(due, policy.open_until, policy)
    return replace(referral, sent_at=now, due_at=by, look_at=look, reminded=0)
