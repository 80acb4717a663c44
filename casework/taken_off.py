"""The coordinator took somebody off a case, by emptying their cell: as if they had stepped back (SD-07).

But that they are told in other words, and are not suggested for it again.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from casework.allocation import suggest
from casework.effects import Decision, Effect, PutRow, SetCell
from casework.handover import named, second_gone, to_leaver, to_partner
from casework.model import Branch, Case, Person, Policy, Team
from casework.stepping_back import Leaving, led_on
from casework.suggesting import suggestion_to_coordinator


def taken_off(
    case: Case, branch: Branch, policy: Policy, team: Team, now: datetime, *, both: bool = False
) -> Decision:
    """The coordinator emptied the Caseworker cell of an open case that somebody leads: as if they had stepped
    back, but that they are told in other words, and are not suggested again. `both`: the second too, who does
    not lead then."""
    leaver = named(case.lead, team)
    thanks: tuple[Effect, ...] = (SetCell(case.ref, "decision", case.decided, ""),) if case.decided else ()
    thanks += _thanked(case, leaver, True, team)
    case = replace(_passed(case, case.lead), decided="")
    if both and case.second:
        thanks += _thanked(case, named(case.second, team), True, team)
        case = replace(_passed(case, case.second), second="", second_since=None)
    leaving = Leaving(
        leaver,
        "is no longer on this case, since its Caseworker cell was emptied",
        "the Caseworker cell was emptied",
        "The Caseworker cell was emptied",
        "",
        thanks,
    )
    return led_on(case, leaving, branch, policy, team, now)


def second_taken_off(case: Case, branch: Branch, policy: Policy, team: Team, now: datetime) -> Decision:
    """The same of the Second cell: whoever leads goes on, and the row suggests somebody to go with them.

    Without a lead the coordinator is sent whom to ask, since nobody has the case then.
    """
    leaver = named(case.second, team)
    told = _thanked(case, leaver, bool(case.lead), team)
    case = replace(_passed(case, case.second), second="", second_since=None)
    if not case.second_offer:
        case = replace(case, suggestion=suggest(case, team, policy, now), second_shown=bool(case.lead))
    if case.lead:
        told += second_gone(case, leaver, team, policy)
        told += (to_partner(case, named(case.lead, team), leaver.name, leads=False, seeks=True),)
    elif not case.second_offer:
        told += (suggestion_to_coordinator(case, branch, policy, now, "The Second cell was emptied", team),)
    if case.decided and not case.offer:
        told += (SetCell(case.ref, "decision", case.decided, ""),)
        case = replace(case, decided="")
    return Decision(case, (PutRow(case.ref), *told), "The Second cell was emptied: the case has no second.")


def _passed(case: Case, email: str) -> Case:
    return replace(case, passed_over=tuple(dict.fromkeys((*case.passed_over, email))))


def _thanked(case: Case, leaver: Person, told: bool, team: Team) -> tuple[Effect, ...]:
    """Nobody writes to those who have left."""
    return (to_leaver("taken_off", case, leaver, told),) if team.person(leaver.email) else ()
