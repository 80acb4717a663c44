"""The letters that bring member and caseworkers together: one each, never one to several (G-07)."""

from __future__ import annotations

from datetime import datetime

from casework.calendar import add_working_days, local_day
from casework.effects import Attend, Effect, Grant, Send, Words
from casework.key_dates import next_date_text
from casework.model import Case, Person, Policy, Role, Team
from casework.seeking import is_sought
from casework.wording import case_words, label_of_theirs, phone_in_words

SHARED = ("summary", "steps_taken", "desired_outcome", "key_event", "adjustments")
"""Answers a caseworker gets. Never the people named in the form, nor the membership number (§6.1)."""


def introductions(case: Case, lead: Person, team: Team, policy: Policy, now: datetime) -> tuple[Effect, ...]:
    """The lead has said yes: one letter to each of those who have; a line for a person where the member has
    no address."""
    second = _person(case.second, team)
    by = first_contact(policy, now)
    to_lead = _to_caseworker(case, lead, second, "lead" if second else "alone", policy, now, team)
    to_second = (_to_caseworker(case, second, lead, "second", policy, now, team),) if second else ()
    return (_to_member(case, lead, second, policy, by), to_lead, *to_second)


def lead_joins(case: Case, lead: Person, team: Team, policy: Policy, now: datetime) -> tuple[Effect, ...]:
    """Somebody has taken the lead over: they and the second hear of it; the member does in another letter."""
    second = _person(case.second, team)
    to_lead = _to_caseworker(case, lead, second, "lead" if second else "alone", policy, now, team)
    return (to_lead, _of_partner(case, second, lead, leads=True)) if second else (to_lead,)


def _of_partner(case: Case, to: Person, partner: Person, *, leads: bool, before: str = "") -> Send:
    words: Words = {
        "ref": case.ref,
        "partner": partner.name,
        "partner_email": partner.email,
        "leads": "yes" if leads else "",
        "before": before,
    }
    return Send("partner_joined", Role.CASEWORKER, to, case.ref, words)


def second_joins(
    case: Case, second: Person, team: Team, policy: Policy, now: datetime, before: str = ""
) -> tuple[Effect, ...]:
    """The second has said yes where the lead had before: all three hear of it. `before`: whom they take over
    from."""
    name = next((one.name for one in team.caseworkers if one.email == case.lead), case.lead)
    lead, gone = Person(name, case.lead), team.has_left(case.lead)
    to_lead = () if gone else (_of_partner(case, lead, second, leads=False, before=before),)
    to_second = _to_caseworker(case, second, lead, "second", policy, now, team)
    if not case.member.email or policy.is_employer_address(case.member.email):
        return (*to_lead, to_second)  # nobody's name goes where the employer can read it (G-08)
    to_member = Send(
        "second_joined",
        Role.MEMBER,
        Person(case.member.name, case.member.email),
        case.ref,
        {"ref": case.ref, "caseworker_name": lead.name, "second_name": second.name, "before": before},
        thread=case.thread,
        grant=Grant(case.ref, case.member.email, "case", days=365),
    )
    return (to_member, *to_lead, to_second)


def _person(email: str, team: Team) -> Person | None:
    """Somebody who is with us: nobody writes to those who have left, or counts on them."""
    found = team.person(email)
    return Person(found.name, found.email) if found else None


def first_contact(policy: Policy, now: datetime) -> str:
    """The day by which whoever leads says hello to the member, as ISO text."""
    return add_working_days(local_day(now, policy), policy.first_contact_days, policy).isoformat()


def _to_caseworker(
    case: Case,
    caseworker: Person,
    partner: Person | None,
    part: str,
    policy: Policy,
    now: datetime,
    team: Team,
) -> Send:
    return Send(
        "introduced_caseworker",
        Role.CASEWORKER,
        caseworker,
        case.ref,
        case_words(case, policy)
        | {
            "part": part,
            "seeks": "yes" if part == "alone" and is_sought(case, team) else "",
            "partner": partner.name if partner else "",
            "partner_email": partner.email if partner else "",
            "member_name": case.member.name,
            "member_email": case.member.email or case.reply_to,
            "member_phone": phone_in_words(case.member.phone),
            "contact_preference": case.member.contact_preference,
            "answers": _answers(case, caseworker, policy),
            "first_contact_by": first_contact(policy, now),
            "next_date": next_date_text(case, local_day(now, policy)),
            "key_event": "",
        },
        grant=Grant(case.ref, caseworker.email, "caseworker", days=365),
    )


def _to_member(case: Case, lead: Person, second: Person | None, policy: Policy, by: str) -> Effect:
    if not case.member.email:
        return Attend(
            case.ref,
            "The member could not be told who their caseworker is: there is no sure address.",
            "Ring the member, or put the right address on the Contacts tab and write to them.",
        )
    words: Words = case_words(case, policy) | {
        "caseworker_name": lead.name,
        "caseworker_email": lead.email,
        "second_name": second.name if second else "",
        "first_contact_by": by,
        # Nobody's name goes where the employer can read it (G-08): the mail only asks to get in touch.
        "work_address": "yes" if policy.is_employer_address(case.member.email) else "",
    }
    return Send(
        "introduced_member",
        Role.MEMBER,
        Person(case.member.name, case.member.email),
        case.ref,
        words,
        thread=case.thread,
        grant=Grant(case.ref, case.member.email, "case", days=365),
    )


def _answers(case: Case, caseworker: Person, policy: Policy) -> list[dict[str, str]]:
    """The member's own answers, only with their consent and never to an address the employer can read."""
    allowed = (
        policy.share_with_caseworker == "answers"
        and case.form.values.get("consent") is True
        and not policy.is_employer_address(caseworker.email)
    )
    if not allowed:
        return []
    return [
        {"label": label_of_theirs(name), "value": case.form.text(name)}
        for name in SHARED
        if case.form.text(name)
    ]
