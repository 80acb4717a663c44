"""The branch's own surgeries, to which members come: who learns may come along (SD-02, SD-03).

No member is known beforehand, so whoever holds the surgery asks each one who comes.
"""

from __future__ import annotations

from dataclasses import replace

from casework.along_letters import thanks_for_coming
from casework.appointment import Appointment, appointment, when
from casework.effects import Attend, Decision, Grant, Keep, Send, Words
from casework.facts.answers import ComingAnswered
from casework.facts.due import SurgeryFound, SurgeryOff
from casework.model import Branch, Person, Policy, Role, Team
from casework.own_word import Standing, Visit, standing_of
from casework.shadowing import CANNOT, WAS

GRANT_DAYS = 60


def surgery_found(fact: SurgeryFound, branch: Branch, policy: Policy, team: Team) -> Decision:
    """They are invited, with the date for their calendar; the coordinator knows who holds it, and is told."""
    person = team.person(fact.caseworker)
    if person is None:
        return Decision(None, (), "Whoever could have come along is not with the branch any more.")
    standing = standing_of(team.standings, person.email)
    visit = Visit(1 + max((one.number for one in standing.visits), default=0), fact.meeting)
    last = max(filter(None, (standing.last_along, fact.meeting.day)))
    kept = Keep(replace(standing, visits=(*standing.visits, visit), last_along=last))
    words: Words = {
        "what": "surgery",
        "date": when(fact.meeting),
        "contact_name": branch.coordinator.name,
        "contact_email": branch.coordinator.email,
        "changed": "",
    }
    sent = _letter("shadow_invited", Person(person.name, person.email), visit, words, branch, policy)
    line = Attend(
        "",
        f"{person.name} would like to learn, and is invited to the surgery on {_day(visit)}.",
        "Please tell whoever holds it. They ask each member who comes whether it is all right.",
    )
    why = f"{person.name} gave the day of a surgery: they are invited to come along."
    return Decision(None, (kept, sent, line), why)


def _day(visit: Visit) -> str:
    return f"{visit.meeting.day.day} {visit.meeting.day:%B}"


def _letter(
    kind: str, to: Person, visit: Visit, words: Words, branch: Branch, policy: Policy, off: bool = False
) -> Send:
    name = f"surgery {to.email} {visit.number}"
    entry: Appointment = appointment(visit.meeting, name, branch, policy, int(off), called_off=off)
    grant = Grant("", to.email, "coming", visit.number, days=GRANT_DAYS)
    return Send(kind, Role.CASEWORKER, to, "", {"ref": "", **words}, grant=grant, appointment=entry)


def surgery_off(fact: SurgeryOff, branch: Branch, policy: Policy, team: Team) -> Decision:
    """The surgery moved, or they cannot come: the date comes out of their calendar. Or it has been."""
    standing = standing_of(team.standings, fact.caseworker)
    visit = next((one for one in standing.visits if one.number == fact.number and not one.over), None)
    if visit is None:
        return Decision(None, (), "That is settled already.")
    kept = Keep(_over(standing, visit, fact.why))
    found = next((one for one in team.caseworkers if one.email == fact.caseworker), None)
    name = found.name if found else ""
    if fact.why == WAS:
        thanks: tuple[Send, ...] = ()
        if found and not found.left:
            thanks = (thanks_for_coming(found.email, name, visit.meeting, "", "surgery", team),)
        return Decision(None, (kept, *thanks), "The day of a surgery to which somebody came along is over.")
    words: Words = {
        "date": when(visit.meeting),
        "shadow": name,
        "yours": "yes",
        "why": fact.why,
        "what": "surgery",
    }
    to = Person(name, fact.caseworker)
    sent = _letter("shadow_off", to, visit, words, branch, policy, off=True)
    line = Attend(
        "",
        f"{name} does not come along to the surgery on {_day(visit)} after all.",
        "Please tell whoever holds it.",
    )
    return Decision(None, (kept, sent, line), "Nobody comes along to that surgery as was thought.")


def _over(standing: Standing, visit: Visit, why: str) -> Standing:
    after = replace(visit, over=why)
    return replace(standing, visits=tuple(after if one == visit else one for one in standing.visits))


def visit_answered(fact: ComingAnswered, branch: Branch, policy: Policy, team: Team) -> Decision:
    """They cannot come to the surgery after all: no reason needed."""
    if fact.comes:
        return Decision(None, (), "The date stays as it is.")
    return surgery_off(SurgeryOff(fact.caseworker, fact.number, CANNOT), branch, policy, team)
