"""Where a case stands with the region, and the words for it in the register's Check column."""

from __future__ import annotations

from dataclasses import replace

from casework.calendar import local_day
from casework.levels import LEVEL, level_words
from casework.membership import ELSEWHERE, MEMBERSHIP, membership_words
from casework.model import Case, Policy, Status
from casework.referral import Referral, Stand, Wish

REGION = "Region: "
SEEN = (REGION, LEVEL, MEMBERSHIP, ELSEWHERE)
"""How these words begin: they are seen from the case, and not kept with it."""
GONE = frozenset({Stand.WITHDRAWN, Stand.NOT_SIGNED})
"""Nothing is to be said of these any more."""


def current(case: Case) -> Referral | None:
    """The last referral, if it waits for the secretary or for the region, or the region has the case."""
    last = case.referrals[-1] if case.referrals else None
    return last if last is not None and last.stands else None


def with_current(case: Case, referral: Referral) -> Case:
    """The case with its last referral as it is now."""
    return replace(case, referrals=(*case.referrals[:-1], referral))


def region_words(case: Case, policy: Policy) -> tuple[str, ...]:
    """What the region was asked and said, the level of the case, and what is usual for such a member: for
    people, most pressing first."""
    return (*_asked(case, policy), *level_words(case), *membership_words(case, policy))


def _asked(case: Case, policy: Policy) -> tuple[str, ...]:
    last = case.referrals[-1] if case.referrals else None
    if last is None or case.status is Status.CLOSED or last.stand in GONE:
        return ()
    since = local_day(last.settled_at or last.sent_at, policy)
    by = local_day(last.due_at, policy)
    what = "to talk it through" if last.wish is Wish.ADVICE else "to take it on"
    if last.stand is Stand.TO_SIGN:
        waits = f"waits for the secretary to sign it, since {since.day} {since:%b}"
        return (f"{REGION}{waits}; then {last.name} is asked {what}",)
    told = {
        Stand.ASKED: f"{last.name} was asked on {since.day} {since:%b} {what}, answer by {by.day} {by:%b}",
        Stand.QUESTION: f"{last.name} has a question for you",
        Stand.AGREED: f"{last.name} agreed on {since.day} {since:%b} {what}",
        Stand.DECLINED: f"{last.name} said no on {since.day} {since:%b}: it stays with the branch",
    }[last.stand]
    return (f"{REGION}{told}",)
