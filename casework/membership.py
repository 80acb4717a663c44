"""What a union usually gives by length of membership: for the coordinator, who decides (L-40 to L-46).

Nobody is ever refused by it, and no mail to a member says a word of it (L-44).
"""

from __future__ import annotations

import re
from enum import StrEnum

from casework.model import Case, Policy, Status

MEMBERSHIP, ELSEWHERE = "Membership: ", "Advice elsewhere: "
"""How these words begin in the Check column: they are seen from the case, and not kept with it."""

_SOLICITOR = re.compile(
    r"\b(solicitors?|lawyers?|barristers?|law firm|legal (?:advis[eo]r|representative))\b", re.IGNORECASE
)
_NONE = re.compile(r"\b(no|not|none|never|without|haven't|hasn't)\b", re.IGNORECASE)


class Eligibility(StrEnum):
    """What is usual; the coordinator decides (L-44)."""

    FULL = "full"
    DISCRETION = "discretion"
    ADVICE_ONLY = "advice only"
    UNKNOWN = "unknown"


def eligibility(case: Case, policy: Policy) -> Eligibility:
    """By the day they joined and the day it began, as the form has them."""
    days = days_of_membership(case)
    if days is None or not policy.region.qualifying_days:
        return Eligibility.UNKNOWN
    if days < 0:
        return Eligibility.ADVICE_ONLY
    return Eligibility.DISCRETION if days < policy.region.qualifying_days else Eligibility.FULL


def days_of_membership(case: Case) -> int | None:
    """How many days somebody had been a member when it began; less than none where they joined later."""
    joined, began = case.form.day("joined_union"), case.form.day("issue_started")
    return None if joined is None or began is None else (began - joined).days


def membership_words(case: Case, policy: Policy) -> tuple[str, ...]:
    """What the coordinator should know before anybody promises more than advice."""
    if case.status is Status.CLOSED:
        return ()
    found = []
    match eligibility(case, policy):
        case Eligibility.ADVICE_ONLY:
            found.append(f"{MEMBERSHIP}it began before they joined. Advice is usual, more is yours to decide")
        case Eligibility.DISCRETION:
            days, usual = days_of_membership(case), policy.region.qualifying_days
            found.append(
                f"{MEMBERSHIP}it began {days} days after they joined, where {usual} are usual. You decide"
            )
        case Eligibility.FULL | Eligibility.UNKNOWN:
            pass
    said = case.form.text("other_advice").replace("’", "'")
    if _SOLICITOR.search(said) and not _NONE.search(said):
        found.append(f"{ELSEWHERE}a solicitor is named. Ask who acts before somebody else does")
    return tuple(found)
