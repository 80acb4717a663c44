"""Who has the date of a shadowing in their calendar, and the letters that bring it and take it out again.

The file says when, and nothing else; one letter to each, never one to several (G-07).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from casework.appointment import Appointment, appointment, when
from casework.calendar import local_day
from casework.effects import Effect, Grant, PutRow, Send, Words
from casework.model import (
    Branch,
    Case,
    Caseworker,
    Level,
    Meeting,
    Person,
    Policy,
    Preference,
    Role,
    Shadowing,
    Team,
)
from casework.shadowing import WAS

GRANT_DAYS = 60
"""How long they can answer that they cannot come, or would rather not."""


def flag(one: Shadowing) -> str:
    """What the Check column says while somebody comes along."""
    return f"{one.name} comes along on {day_of(one)}"


def day_of(one: Shadowing) -> str:
    return f"{one.meeting.day.day} {one.meeting.day:%B}"


def with_shadowing(case: Case, one: Shadowing) -> Case:
    """The case with this shadowing as it is now, and its flag as long as somebody comes."""
    others = tuple(each for each in case.flags if each != flag(one))
    flags = (*others, flag(one)) if one.agreed_at and not one.over else others
    kept = tuple(one if each.number == one.number else each for each in case.shadowings)
    return replace(case, shadowings=kept, flags=flags)


def to_member(kind: str, case: Case, one: Shadowing, words: Words, policy: Policy, now: datetime) -> Send:
    """In the member's own thread; they can change their mind until the day itself."""
    left = (one.meeting.day - local_day(now, policy)).days
    grant = Grant(case.ref, case.member.email, "shadow", one.number, days=max(left, 0) + 2)
    to = Person(case.member.name, case.member.email)
    return Send(kind, Role.MEMBER, to, case.ref, {"ref": case.ref, **words}, case.thread, grant)


def invitations(
    case: Case, one: Shadowing, branch: Branch, policy: Policy, team: Team, timed: bool = False
) -> tuple[tuple[Person, ...], tuple[Effect, ...]]:
    """Who has the date from now on, and a letter with it to each who has not, or has another time in it.

    Whoever learns gets one too where they would go with somebody else than they were told.
    """
    entry = appointment(one.meeting, f"{case.ref} {one.number}", branch, policy, one.changes)
    people = [person for email in (case.lead, case.second) if (person := _person(email, team))]
    shadow = Person(one.name, one.shadow)
    contact = people[0] if people else branch.coordinator
    known = {person.email for person in one.told}
    changed = "time" if timed else "contact" if contact.email not in known else ""
    effects: list[Effect] = []
    if shadow.email not in known or changed:
        words: Words = {
            "what": "meeting",
            "date": when(one.meeting),
            "contact_name": contact.name,
            "contact_email": contact.email,
            "changed": changed if shadow.email in known else "",
        }
        effects.append(_with_entry("shadow_invited", shadow, case.ref, one.number, words, entry))
    for person in people:
        if person.email not in known or timed:
            more: Words = {
                "shadow": one.name,
                "shadow_email": one.shadow,
                "date": when(one.meeting),
                "changed": "time" if person.email in known else "",
            }
            effects.append(_with_entry("shadow_comes", person, case.ref, one.number, more, entry))
    return (shadow, *people), tuple(effects)


def _person(email: str, team: Team) -> Person | None:
    found = next((one for one in team.caseworkers if one.email == email), None) if email else None
    return Person(found.name, found.email) if found else None


def _with_entry(kind: str, to: Person, ref: str, number: int, words: Words, entry: Appointment) -> Send:
    grant = Grant(ref, to.email, "coming", number, days=GRANT_DAYS)
    return Send(kind, Role.CASEWORKER, to, ref, {"ref": ref, **words}, grant=grant, appointment=entry)


def thanks_for_coming(email: str, name: str, meeting: Meeting, ref: str, what: str, team: Team) -> Send:
    """The day after: nobody is asked how it was; what comes next is theirs to say (SD-04)."""
    person = team.person(email)
    learns = person is not None and moving_on(person)
    words: Words = {"ref": ref, "date": when(meeting), "what": what, "learns": "yes" if learns else ""}
    grant = Grant(ref, email, "caseworker", days=365)
    return Send("shadow_thanks", Role.CASEWORKER, Person(name, email), ref, words, grant=grant)


def moving_on(person: Caseworker) -> bool:
    """Whether they watch, or are new: then there is a next step for them."""
    return person.level is not Level.EXPERIENCED or person.preference is Preference.SHADOW


def called_off(
    case: Case, one: Shadowing, why: str, branch: Branch, policy: Policy
) -> tuple[Case, tuple[Effect, ...]]:
    """The date comes out of everybody's calendar, with a word why; nothing where nobody had it."""
    over = replace(one, over=why, told=(), changes=one.changes + 1)
    after = with_shadowing(case, over)
    if why == WAS:
        return after, (PutRow(case.ref),)
    entry = appointment(
        one.meeting, f"{case.ref} {one.number}", branch, policy, over.changes, called_off=True
    )
    letters = tuple(taken_out(person, case.ref, one, why, entry) for person in one.told)
    return after, (PutRow(case.ref), *letters)


def taken_out(to: Person, ref: str, one: Shadowing, why: str, entry: Appointment) -> Send:
    words: Words = {
        "date": when(one.meeting),
        "shadow": one.name,
        "yours": "yes" if to.email == one.shadow else "",
        "why": why,
        "what": "meeting",
    }
    return _with_entry("shadow_off", to, ref, one.number, words, entry)
