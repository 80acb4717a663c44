"""Somebody steps back from a case, or is taken off it: the case goes on, the member is told gently (SD-07).

A case is never with nobody. Where there is a second, they lead from now on; else the coordinator has the
case, and its row says so, until somebody has said yes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from casework.allocation import against, suggest
from casework.calendar import add_working_days, local_day
from casework.effects import Attend, Decision, Effect, Grant, PutRow, Send, SetCell, Words
from casework.marks import HELD, unmarked
from casework.model import Branch, Case, Part, Person, Policy, Role, Status, Team
from casework.offering import set_status
from casework.suggesting import suggestion_to_coordinator
from casework.wording import case_words

SECOND_AGAIN = frozenset({"H8", "H11", "H15"})
"""Nothing of this keeps a second from leading: they are on the case already, and it fills nobody up anew."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """Somebody who leaves a case, and how that is said in the row and to the coordinator."""

    leaver: Person
    how: str  # after the name
    mark: str  # after "NO CASEWORKER: "
    again: str  # why a suggestion is wanted once more
    shown: str  # what the Caseworker cell holds
    thanks: tuple[Effect, ...]


def stepped_back(
    case: Case, email: str, branch: Branch, policy: Policy, team: Team, now: datetime
) -> Decision:
    """What follows if `email` is lead or second of the case; nothing if they are neither."""
    leaver = _named(email, team)
    thanked = Send("stepped_back", Role.CASEWORKER, leaver, case.ref, {"ref": case.ref})
    if case.status is Status.CLOSED or email not in (case.lead, case.second) or not email:
        return Decision(case, (), f"{leaver.name} is not on this case any more: nothing to do.")
    decided = case.decided or leaver.name
    case = replace(case, declined=tuple(dict.fromkeys((*case.declined, email))), decided="")
    thanks = (SetCell(case.ref, "decision", decided, ""), thanked)
    if email == case.second:
        case = replace(case, second="", second_since=None)
        case = replace(case, suggestion=suggest(case, team, policy, now))
        return _second_left(case, leaver, thanks, branch, team)
    leaving = Leaving(
        leaver,
        "has stepped back",
        f"{leaver.name} stepped back",
        f"{leaver.name} has stepped back",
        leaver.name,
        thanks,
    )
    return _led_on(case, leaving, branch, policy, team, now)


def taken_off(case: Case, branch: Branch, policy: Policy, team: Team, now: datetime) -> Decision:
    """The coordinator emptied the Caseworker cell of an open case that somebody leads: as if they had stepped
    back, but that they are told in other words, and are not suggested again."""
    leaver = _named(case.lead, team)
    thanks: tuple[Effect, ...] = (SetCell(case.ref, "decision", case.decided, ""),) if case.decided else ()
    if team.person(case.lead):  # nobody writes to those who have left
        thanks += (Send("taken_off", Role.CASEWORKER, leaver, case.ref, {"ref": case.ref}),)
    passed = tuple(dict.fromkeys((*case.passed_over, case.lead)))
    case = replace(case, passed_over=passed, decided="")
    leaving = Leaving(
        leaver,
        "is no longer on this case, since its Caseworker cell was emptied",
        "the Caseworker cell was emptied",
        "The Caseworker cell was emptied",
        "",
        thanks,
    )
    return _led_on(case, leaving, branch, policy, team, now)


def _led_on(
    case: Case, leaving: Leaving, branch: Branch, policy: Policy, team: Team, now: datetime
) -> Decision:
    """The case after its lead: with the second if nothing keeps them from leading, else the coordinator's."""
    second = team.person(case.second)
    if second and not set(against(case, second, Part.LEAD, team, policy, now, alone=True)) - SECOND_AGAIN:
        case = replace(case, lead=case.second, lead_since=now, second="", second_since=None)
        case = replace(case, suggestion=suggest(case, team, policy, now))
        return _promoted(case, leaving, _named(case.lead, team), branch, policy, now)
    return _with_coordinator(case, leaving, branch, policy, team, now)


def _named(email: str, team: Team) -> Person:
    person = next((one for one in team.caseworkers if one.email == email), None)
    return Person(person.name if person else "", email)


def _second_left(
    case: Case, leaver: Person, thanks: tuple[Effect, ...], branch: Branch, team: Team
) -> Decision:
    what = f"{leaver.name} has stepped back as second of this case."
    do = f"The lead goes on. {_beside(case)}"
    told: tuple[Effect, ...] = (_to_coordinator(case, branch, what, do),)
    if case.lead:
        words: Words = {"ref": case.ref, "name": leaver.name, "leads": ""}
        told += (_to_partner(case, _named(case.lead, team), words),)
    cell = SetCell(case.ref, "second", leaver.name, "")
    return Decision(case, (PutRow(case.ref), cell, *thanks, *told), what)


def _beside(case: Case) -> str:
    """Whom the row suggests to go with the lead."""
    names = case.suggestion.names if case.suggestion else ""
    if not names:
        return "We found nobody to go with them for now."
    return f"The row suggests {names} to go with them: choose Approve under Decision, if that is wanted."


def _promoted(
    case: Case, leaving: Leaving, lead: Person, branch: Branch, policy: Policy, now: datetime
) -> Decision:
    """The second goes on as lead: member, lead and coordinator hear of it (SD-07)."""
    leaver = leaving.leaver
    name = leaver.name or "Whoever led it"
    what = f"{name} {leaving.how}. {lead.name}, who was second, leads the case now."
    do = f"There is nothing you must do. {_beside(case)}"
    words: Words = {"ref": case.ref, "name": name, "leads": "yes"}
    effects: tuple[Effect, ...] = (
        PutRow(case.ref),
        SetCell(case.ref, "lead", leaving.shown, lead.name),
        SetCell(case.ref, "second", lead.name, ""),
        *leaving.thanks,
        _to_partner(case, lead, words),
        *_to_member(case, leaver, lead, policy, now),
        _to_coordinator(case, branch, what, do),
    )
    return Decision(case, effects, what)


def _with_coordinator(
    case: Case, leaving: Leaving, branch: Branch, policy: Policy, team: Team, now: datetime
) -> Decision:
    before = case.status
    mark = f"{HELD}: {leaving.mark}, and the coordinator has the case until somebody says yes"
    case = replace(
        case,
        lead="",
        lead_since=None,
        status=Status.NEW,
        flags=(mark, *unmarked(case.flags)),
    )
    case = replace(case, suggestion=suggest(case, team, policy, now))
    again = f"{leaving.again}, and you have the case until somebody else says yes"
    cells: tuple[Effect, ...] = (SetCell(case.ref, "lead", leaving.shown, ""),) if leaving.shown else ()
    effects: tuple[Effect, ...] = (
        PutRow(case.ref),
        *cells,
        *set_status(case, before),
        *leaving.thanks,
        *_to_member(case, leaving.leaver, None, policy, now),
        suggestion_to_coordinator(case, branch, policy, now, again, team),
    )
    why = f"{leaving.mark[:1].upper()}{leaving.mark[1:]}: the coordinator has the case meanwhile."
    return Decision(case, effects, why)


def _to_partner(case: Case, partner: Person, words: Words) -> Send:
    grant = Grant(case.ref, partner.email, "caseworker", days=365)
    return Send("partner_left", Role.CASEWORKER, partner, case.ref, words, grant=grant)


def _to_coordinator(case: Case, branch: Branch, what: str, do: str) -> Send:
    words: Words = {"ref": case.ref, "what": what, "do": do}
    return Send("attention", Role.COORDINATOR, branch.coordinator, case.ref, words)


def _to_member(
    case: Case, leaver: Person, lead: Person | None, policy: Policy, now: datetime
) -> tuple[Effect, ...]:
    """A gentle word before any silence; no reason, and no name where the employer can read it (G-08)."""
    if not case.member.email:
        what = "The member could not be told that their caseworker has changed: there is no sure address."
        return (Attend(case.ref, what, "Ring the member, or write to them once you have an address."),)
    by = add_working_days(local_day(now, policy), policy.allocate_days, policy).isoformat()
    words: Words = case_words(case, policy) | {
        "before": leaver.name,
        "lead_name": lead.name if lead else "",
        "lead_email": lead.email if lead else "",
        "by": by,
        "work_address": "yes" if policy.is_employer_address(case.member.email) else "",
    }
    to = Person(case.member.name, case.member.email)
    grant = Grant(case.ref, case.member.email, "case", days=365)
    return (Send("caseworker_changed", Role.MEMBER, to, case.ref, words, case.thread, grant),)
