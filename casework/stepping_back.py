"""Somebody steps back from a case: the case goes on, and the member is told gently (SD-07).

A case is never with nobody. Where there is a second, they lead from now on; else the coordinator has the
case, and its row says so, until somebody has said yes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from casework.allocation import against, suggest
from casework.effects import Decision, Effect, PutRow, SetCell
from casework.handover import lead_changed, named, second_gone, to_coordinator, to_leaver, to_partner
from casework.marks import HELD, unmarked
from casework.model import Branch, Case, Part, Person, Policy, Status, Team
from casework.offering import set_status
from casework.suggesting import suggestion_to_coordinator

NOBODY_YET = "We found nobody to go with them for now, and suggest somebody when there is."

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
    leaver = named(email, team)
    thanked = to_leaver("stepped_back", case, leaver, bool(case.lead))
    if case.status is Status.CLOSED or email not in (case.lead, case.second) or not email:
        return Decision(case, (), f"{leaver.name} is not on this case any more: nothing to do.")
    decided = case.decided or leaver.name
    case = replace(case, declined=tuple(dict.fromkeys((*case.declined, email))), decided="")
    thanks = (SetCell(case.ref, "decision", decided, ""), thanked)
    if email == case.second:
        case = replace(case, second="", second_since=None)
        case = replace(case, suggestion=suggest(case, team, policy, now))
        return _second_left(case, leaver, thanks, branch, policy, team, now)
    leaving = Leaving(
        leaver,
        "has stepped back",
        f"{leaver.name} stepped back",
        f"{leaver.name} has stepped back",
        leaver.name,
        thanks,
    )
    return led_on(case, leaving, branch, policy, team, now)


def led_on(
    case: Case, leaving: Leaving, branch: Branch, policy: Policy, team: Team, now: datetime
) -> Decision:
    """The case after its lead: with the second if nothing keeps them from leading, and nobody has been asked
    to take it over; else the coordinator's."""
    second = None if case.offer else team.person(case.second)
    if second and not set(against(case, second, Part.LEAD, team, policy, now, alone=True)) - SECOND_AGAIN:
        case = replace(case, lead=case.second, lead_since=now, second="", second_since=None)
        case = replace(case, suggestion=suggest(case, team, policy, now))
        case = replace(case, second_shown=bool(case.suggestion and case.suggestion.candidates))
        return _promoted(case, leaving, named(case.lead, team), branch, policy, now)
    return _with_coordinator(case, leaving, branch, policy, team, now)


def _second_left(
    case: Case,
    leaver: Person,
    thanks: tuple[Effect, ...],
    branch: Branch,
    policy: Policy,
    team: Team,
    now: datetime,
) -> Decision:
    """The lead, if there is one, stays, and somebody else is suggested to go with them."""
    has_left = f"{leaver.name} has stepped back as second"
    told = second_gone(case, leaver, team, policy)
    if case.lead:
        told += (to_partner(case, named(case.lead, team), leaver.name, leads=False, seeks=True),)
    found = bool(case.suggestion and case.suggestion.candidates)
    if case.second_offer:
        asked = f"{case.second_offer.name}, who was asked to take over, has not answered yet."
        told += (to_coordinator(case, branch, f"{has_left}.", f"{asked} There is nothing you must do."),)
    elif found or not case.lead:
        told += (suggestion_to_coordinator(case, branch, policy, now, has_left, team),)
    else:
        told += (to_coordinator(case, branch, f"{has_left}.", f"The lead goes on. {NOBODY_YET}"),)
    case = replace(case, second_shown=found)
    cell = SetCell(case.ref, "second", leaver.name, "")
    return Decision(case, (PutRow(case.ref), cell, *thanks, *told), f"{has_left}.")


def _beside(case: Case) -> str:
    """Whom the row suggests to go with the lead."""
    names = case.suggestion.names if case.suggestion else ""
    if not names:
        return NOBODY_YET
    return f"The row suggests {names} to go with them: choose Approve under Decision, if that is wanted."


def _promoted(
    case: Case, leaving: Leaving, lead: Person, branch: Branch, policy: Policy, now: datetime
) -> Decision:
    """The second goes on as lead: member, lead and coordinator hear of it (SD-07)."""
    leaver = leaving.leaver
    name = leaver.name or "Whoever led it"
    what = f"{name} {leaving.how}. {lead.name}, who was second, leads the case now."
    do = f"There is nothing you must do. {_beside(case)}"
    effects: tuple[Effect, ...] = (
        PutRow(case.ref),
        SetCell(case.ref, "lead", leaving.shown, lead.name),
        SetCell(case.ref, "second", lead.name, ""),
        *leaving.thanks,
        to_partner(case, lead, name, leads=True, seeks=not case.second_offer),
        *lead_changed(case, leaver, lead, policy, now),
        to_coordinator(case, branch, what, do),
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
        status=Status.OFFERED if case.offer else Status.NEW,
        flags=(mark, *unmarked(case.flags)),
    )
    case = replace(case, suggestion=suggest(case, team, policy, now))
    cells: tuple[Effect, ...] = (SetCell(case.ref, "lead", leaving.shown, ""),) if leaving.shown else ()
    second = named(case.second, team) if team.person(case.second) else None
    name = leaving.leaver.name or "Whoever led it"
    stays = (to_partner(case, second, name, leads=False, seeks=True, waits=True),) if second else ()
    effects: tuple[Effect, ...] = (
        PutRow(case.ref),
        *cells,
        *set_status(case, before),
        *leaving.thanks,
        *stays,
        *lead_changed(case, leaving.leaver, None, policy, now, second=second),
        _what_now(case, leaving, branch, policy, team, now),
    )
    why = f"{leaving.mark[:1].upper()}{leaving.mark[1:]}: the coordinator has the case meanwhile."
    return Decision(case, effects, why)


def _what_now(
    case: Case, leaving: Leaving, branch: Branch, policy: Policy, team: Team, now: datetime
) -> Effect:
    """To the coordinator, who has the case: whom to ask, or who has been asked to take it over already."""
    if case.offer:
        do = f"You have the case until {case.offer.name}, who was asked to take it over, has answered."
        return to_coordinator(case, branch, f"{leaving.again}.", do)
    again = f"{leaving.again}, and you have the case until somebody else says yes"
    return suggestion_to_coordinator(case, branch, policy, now, again, team)
