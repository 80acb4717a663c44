"""The two letters that bring member and caseworker together: one each, never one to both (G-07)."""

from __future__ import annotations

from datetime import datetime

from casework.calendar import add_working_days, local_day
from casework.effects import Attend, Effect, Grant, Send, Words
from casework.key_dates import next_date_text
from casework.model import Case, Person, Policy, Role
from casework.wording import case_words, label, phone_in_words

FIRST_CONTACT_DAYS = 3
"""Working days from yes to the first word to the member (M-07)."""

SHARED = ("summary", "steps_taken", "desired_outcome", "key_event", "adjustments")
"""Answers a caseworker gets. Never the people named in the form, nor the membership number (§6.1)."""


def introductions(case: Case, caseworker: Person, policy: Policy, now: datetime) -> tuple[Effect, ...]:
    """One letter to each; a line for a person where the member has no address."""
    by = add_working_days(local_day(now, policy), FIRST_CONTACT_DAYS, policy).isoformat()
    to_caseworker = Send(
        "introduced_caseworker",
        Role.CASEWORKER,
        caseworker,
        case.ref,
        case_words(case, policy)
        | {
            "member_name": case.member.name,
            "member_email": case.member.email or case.reply_to,
            "member_phone": phone_in_words(case.member.phone),
            "contact_preference": case.member.contact_preference,
            "answers": _answers(case, caseworker, policy),
            "first_contact_by": by,
            "next_date": next_date_text(case, local_day(now, policy)),
            "key_event": "",
        },
        grant=Grant(case.ref, caseworker.email, "caseworker", days=365),
    )
    if not case.member.email:
        line = Attend(
            case.ref,
            "The member could not be told who their caseworker is: there is no sure address.",
            "Ring the member, or put the right address on the Contacts tab and write to them.",
        )
        return (line, to_caseworker)
    words: Words = case_words(case, policy) | {
        "caseworker_name": caseworker.name,
        "caseworker_email": caseworker.email,
        "first_contact_by": by,
        # Nobody's name goes where the employer can read it (G-08): the mail only asks to get in touch.
        "work_address": "yes" if policy.is_employer_address(case.member.email) else "",
    }
    to_member = Send(
        "introduced_member",
        Role.MEMBER,
        Person(case.member.name, case.member.email),
        case.ref,
        words,
        thread=case.thread,
        grant=Grant(case.ref, case.member.email, "case", days=365),
    )
    return (to_member, to_caseworker)


def _answers(case: Case, caseworker: Person, policy: Policy) -> list[dict[str, str]]:
    """The member's own answers, only with their consent and never to an address the employer can read."""
    allowed = (
        policy.share_with_caseworker == "answers"
        and case.form.values.get("consent") is True
        and not policy.is_employer_address(caseworker.email)
    )
    if not allowed:
        return []
    return [{"label": label(name), "value": case.form.text(name)} for name in SHARED if case.form.text(name)]
