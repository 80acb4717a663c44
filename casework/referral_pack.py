"""What the region is sent: what it needs to decide, and nothing more (N-16, L-45, G-07, G-15, G-17).

First a pack without the member's name or how to reach them, with the member's own account only where they
agreed that it may be shared. The name follows when the region has agreed.
"""

from __future__ import annotations

from datetime import datetime

from casework.calendar import local_day
from casework.effects import Effect, Grant, Send, Words
from casework.key_dates import next_date_text
from casework.membership import days_of_membership
from casework.model import Branch, Case, Person, Policy, Role, Team
from casework.referral import Referral
from casework.wording import case_words, label, phone_in_words

GRANT_DAYS = 180
"""How long the region may answer: a case can rest for months."""

DECIDED_BY = (
    "joined_union", "issue_started", "contract_type", "job_title", "summary", "steps_taken",
    "desired_outcome", "key_event", "other_advice", "adjustments",
)  # fmt: skip
"""Answers that a region decides by (L-40 to L-46). Never who is named in them as manager or involved, nor the
membership number, nor what tells who the member is."""

_DATES = frozenset({"joined_union", "issue_started"})
_LABELS = {
    "joined_union": "Joined the union",
    "issue_started": "It began",
    "contract_type": "Kind of contract",
    "job_title": "Job",
    "summary": "What has happened",
    "steps_taken": "What has been done so far",
    "desired_outcome": "What they would like to happen",
    "key_event": "What the next date is for",
    "other_advice": "Advice from elsewhere",
    "adjustments": "What they need to take part",
}


def may_share(case: Case, official_email: str, policy: Policy) -> bool:
    """The member agreed, and no employer can read it (G-08, G-17)."""
    return case.form.values.get("consent") is True and not policy.is_employer_address(official_email)


def how_told(case: Case, policy: Policy) -> str:
    """Whether the member can be told by mail: "yes", or "asked" only to get in touch, where the employer may
    read it (G-08); empty where there is no address."""
    if not case.member.email:
        return ""
    return "asked" if policy.is_employer_address(case.member.email) else "yes"


def pack(case: Case, referral: Referral, branch: Branch, policy: Policy, now: datetime) -> Send:
    """The question to the region, answerable by agreed, declined or question. One recipient."""
    words = pack_words(case, referral, referral.email, branch, policy, now)
    return _to_official("referral_pack", case, referral, words)


def pack_words(
    case: Case, referral: Referral, reader: str, branch: Branch, policy: Policy, now: datetime
) -> Words:
    """What the question says to somebody who reads it at the address `reader`. `shared`: it has the member's
    own account with it, also where this reader is not shown that."""
    shared = may_share(case, referral.email, policy)
    shown = shared and may_share(case, reader, policy)
    rating = case.rating
    return case_words(case, policy) | {
        "wish": referral.wish.value,
        "level": rating.level if rating else 1,
        "why": ", ".join(rating.why) if rating else "",
        "received": local_day(case.received_at, policy).isoformat(),
        "next_date": next_date_text(case, local_day(now, policy)),
        "reply_by": local_day(referral.due_at, policy).isoformat(),
        "shared": "yes" if shared else "",
        "employer": case.member.employer,
        "membership": _membership(case) if shown else "",
        "answers": _answers(case) if shown else [],
        "coordinator_email": branch.coordinator.email,
    }


def member_follows(case: Case, referral: Referral, team: Team, branch: Branch, policy: Policy) -> Effect:
    """The region has agreed: who the member is and how to reach them, and who has the case at the branch."""
    names = {person.email: person.name for person in team.caseworkers}
    words: Words = {
        "ref": case.ref,
        "member_name": case.member.name,
        "member_email": case.member.email or case.reply_to,
        "member_phone": phone_in_words(case.member.phone),
        "contact_preference": case.member.contact_preference,
        "caseworker": names.get(case.lead, ""),
        "caseworker_email": case.lead,
        "told": how_told(case, policy),
        "coordinator_email": branch.coordinator.email,
    }
    return _to_official("referral_member", case, referral, words)


def no_longer(case: Case, referral: Referral) -> Send:
    """The question needs no answer any more."""
    return _to_official("referral_withdrawn", case, referral, {"ref": case.ref})


def _to_official(kind: str, case: Case, referral: Referral, words: Words) -> Send:
    grant = Grant(case.ref, referral.email, "referral", referral.number, days=GRANT_DAYS)
    return Send(kind, Role.REGION, Person(referral.name, referral.email), case.ref, words, grant=grant)


def _membership(case: Case) -> str:
    """How long they had been a member when it began: the region goes by it (L-40, L-41)."""
    days = days_of_membership(case)
    if days is None:
        return ""
    return "It began before they joined the union" if days < 0 else f"It began {days} days after they joined"


def _answers(case: Case) -> list[dict[str, str]]:
    return [
        {
            "label": _LABELS.get(name) or label(name),
            "value": case.form.text(name),
            "is_date": "yes" if name in _DATES and case.form.day(name) else "",
        }
        for name in DECIDED_BY
        if case.form.text(name)
    ]
