"""Somebody has been asked to take a part over from whoever has it (SD-07, N-09).

The coordinator chose them while the other stands. The other goes on until they say yes, so that the case is
never with nobody and never with two, and hears of it then, once; a no changes nothing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from casework.effects import Attend, Decision, Effect, PutRow, Send, SetCell
from casework.handover import lead_changed, named, to_coordinator, to_leaver
from casework.introducing import lead_joins, second_joins
from casework.model import Branch, Case, Offer, Part, Person, Policy, Role, Team
from casework.offering import asked, with_offer
from casework.seeking import sought
from casework.standing import holder

NAMES = {Part.LEAD: "leads the case", Part.SECOND: "is second"}


def asked_to_take_over(case: Case, offer: Offer, team: Team) -> tuple[Effect, ...]:
    """A line for the coordinator where somebody has the part that is offered: what happens until a yes."""
    has_it = holder(case, offer.part)
    if not has_it or has_it == offer.caseworker:
        return ()
    name = named(has_it, team).name or "Whoever has it"
    what = f"{offer.name} was asked to take over from {name}, who {NAMES[offer.part]} until they say yes."
    return (Attend(case.ref, what, f"{name} hears from us only then: a word from you before that is kind."),)


def taken_over(
    case: Case, offer: Offer, branch: Branch, policy: Policy, team: Team, now: datetime
) -> Decision:
    """They said yes: from now on they have the part. Whoever had it is thanked, and not suggested again."""
    leaver, comer = named(holder(case, offer.part), team), asked(offer)
    passed = tuple(dict.fromkeys((*case.passed_over, leaver.email)))
    case = replace(with_offer(case, offer.part, None), passed_over=passed)
    told: tuple[Effect, ...]
    if offer.part is Part.SECOND:
        case = replace(case, second=comer.email, second_since=now, second_shown=False)
        noted = Send("second_noted", Role.CASEWORKER, comer, case.ref, {"ref": case.ref})
        joins = second_joins(case, comer, team, policy, now, before=leaver.name) if case.lead else ()
        told = joins or (noted,)
    else:
        case = replace(case, lead=comer.email, lead_since=now)
        case, search = sought(case, branch, policy, team, now)
        to_member = lead_changed(case, leaver, comer, policy, now, knows=False)
        told = (*to_member, *lead_joins(case, comer, team, policy, now), *search)
    cell = SetCell(case.ref, offer.part.value, leaver.name, comer.name)
    thanks = _thanks(case, leaver, comer, team)
    why = f"{comer.name} said yes, and has taken over from {leaver.name or 'whoever had it'}."
    return Decision(case, (PutRow(case.ref), cell, *thanks, *told), why)


def _thanks(case: Case, leaver: Person, comer: Person, team: Team) -> tuple[Effect, ...]:
    if team.person(leaver.email) is None:  # nobody writes to those who have left
        return ()
    return (to_leaver("taken_off", case, leaver, bool(case.lead), comer.name),)


def goes_on(case: Case, offer: Offer, how: str, branch: Branch, team: Team) -> Effect:
    """To the coordinator: whoever was asked to take over does not, and everything stays as it is."""
    name = named(holder(case, offer.part), team).name or "Whoever has it"
    stays = f"{name} {NAMES[offer.part]} as before, and was told nothing."
    do = f"{stays} To ask somebody else, choose both names under Decision."
    return to_coordinator(case, branch, f"{offer.name} {how}.", do)
