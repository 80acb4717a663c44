"""The letters when a case changes hands: to whoever leaves it, whoever stays, and the member (N-09, SD-07).

What changes, from when, and never a reason. One letter each; no name where an employer can read it (G-08).
"""

from __future__ import annotations

from datetime import datetime

from casework.calendar import add_working_days, local_day
from casework.effects import Attend, Effect, Grant, Send, Words
from casework.introducing import first_contact
from casework.model import Branch, Case, Person, Policy, Role, Team
from casework.wording import case_words


def named(email: str, team: Team) -> Person:
    """Somebody of the tab Caseworkers, also one who has left; without a name where they are not there."""
    person = next((one for one in team.caseworkers if one.email == email), None)
    return Person(person.name if person else "", email)


def to_leaver(kind: str, case: Case, leaver: Person, told: bool, successor: str = "") -> Send:
    """Thank you: "stepped_back" after their own word, "taken_off" after the coordinator's. `told`: whether
    the member hears of it; `successor`: who has said that they will do it instead."""
    words: Words = {"ref": case.ref, "told": "yes" if told else ""}
    if kind == "taken_off":
        words["successor"] = successor
    return Send(kind, Role.CASEWORKER, leaver, case.ref, words)


def to_partner(
    case: Case, partner: Person, leaver: str, leads: bool, seeks: bool, waits: bool = False
) -> Send:
    """The other one has left. `leads`: so that they lead from today; `seeks`: a second is looked for;
    `waits`: they stay second, and the coordinator has the case until somebody leads it."""
    words: Words = {
        "ref": case.ref,
        "name": leaver,
        "leads": "waits" if waits else "yes" if leads else "",
        "seeks": "yes" if seeks else "",
    }
    grant = Grant(case.ref, partner.email, "caseworker", days=365)
    return Send("partner_left", Role.CASEWORKER, partner, case.ref, words, grant=grant)


def to_coordinator(case: Case, branch: Branch, what: str, do: str) -> Send:
    """What has happened, and what she may do."""
    words: Words = {"ref": case.ref, "what": what, "do": do}
    return Send("attention", Role.COORDINATOR, branch.coordinator, case.ref, words)


def lead_changed(
    case: Case,
    leaver: Person,
    lead: Person | None,
    policy: Policy,
    now: datetime,
    *,
    knows: bool = True,
    second: Person | None = None,
) -> tuple[Effect, ...]:
    """To the member: who is there for them now, the new lead or else the coordinator. `knows`: the new lead
    was second before, and knows the case. A second who stays while a lead is sought is named to them."""
    days = add_working_days(local_day(now, policy), policy.allocate_days, policy).isoformat()
    by = days if lead is None or knows else first_contact(policy, now)
    how: Words = {"by": by, "knows": "yes" if knows else "", "stays": ""}
    if lead is None and second is not None:
        return _to_member(case, leaver, second, policy, how | {"stays": "second"})
    return _to_member(case, leaver, lead, policy, how)


def second_gone(case: Case, leaver: Person, team: Team, policy: Policy) -> tuple[Effect, ...]:
    """To the member, where somebody leads: the second has left, and their caseworker goes on."""
    if not case.lead:
        return ()  # nobody was introduced to them yet
    return _to_member(
        case, leaver, named(case.lead, team), policy, {"by": "", "knows": "yes", "stays": "yes"}
    )


def _to_member(
    case: Case, leaver: Person, lead: Person | None, policy: Policy, how: Words
) -> tuple[Effect, ...]:
    if not case.member.email:
        what = "The member could not be told that their caseworker has changed: there is no sure address."
        return (Attend(case.ref, what, "Ring the member, or write to them once you have an address."),)
    words: Words = case_words(case, policy) | {
        "before": leaver.name,
        "lead_name": lead.name if lead else "",
        "lead_email": lead.email if lead else "",
        "work_address": "yes" if policy.is_employer_address(case.member.email) else "",
    }
    to = Person(case.member.name, case.member.email)
    grant = Grant(case.ref, case.member.email, "case", days=365)
    return (Send("caseworker_changed", Role.MEMBER, to, case.ref, words | how, case.thread, grant),)
