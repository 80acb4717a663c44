"""Somebody who learns comes along to a meeting: the member is asked first, and can take it back (SD-02).

Silence is no, and a no is for good: nobody asks that member again. The date goes into the calendars of
whoever learns and of those who have the case, and out of them as soon as it does not hold any more.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from casework.along_letters import (
    called_off,
    day_of,
    invitations,
    taken_out,
    thanks_for_coming,
    to_member,
    with_shadowing,
)
from casework.appointment import appointment, when
from casework.calendar import add_working_days, end_of, local_day
from casework.effects import Attend, Decision, Keep, PutRow, Words
from casework.facts.answers import Answer, ComingAnswered, ShadowAnswered
from casework.facts.due import ShadowFound, ShadowingOff, ShadowingShared, ShadowLapsed
from casework.facts.letters import Received
from casework.letters import news
from casework.model import Branch, Case, Policy, Shadowing, Team
from casework.own_word import standing_of
from casework.shadowing import (
    CANNOT,
    CLOSED,
    MOVED,
    NO,
    NOBODY,
    NOT_NOW,
    SILENT,
    WAS,
    Look,
    meeting_now,
    why_off,
)
from casework.wording import came


def shadow_found(fact: ShadowFound, case: Case, policy: Policy, team: Team, now: datetime) -> Decision:
    """The member is asked, by name, in one plain question."""
    person = team.person(fact.shadow)
    if person is None:
        return Decision(case, (), "Whoever could have come along is not with the branch any more.")
    by = add_working_days(local_day(now, policy), policy.shadow_answer_days, policy)
    number = len(case.shadowings) + 1
    one = Shadowing(number, fact.meeting, person.email, person.name, end_of(by, policy))
    lead = team.person(case.lead)
    words: Words = {
        "shadow": person.name,
        "date": when(fact.meeting),
        "caseworker_name": lead.name if lead else "",
        "answer_by": by.isoformat(),
    }
    case = replace(case, shadowings=(*case.shadowings, one))
    effects = (to_member("shadow_asked", case, one, words, policy, now),)
    why = f"{person.name} could come along and learn on {day_of(one)}: the member is asked first."
    return Decision(case, effects, why)


def _numbered(case: Case, number: int) -> Shadowing | None:
    return next((one for one in case.shadowings if one.number == number), None)


def shadow_answered(
    fact: ShadowAnswered, case: Case, branch: Branch, policy: Policy, team: Team, now: datetime
) -> Decision:
    """Yes, no, or words that are neither: then nobody comes, and a person reads them."""
    one = _numbered(case, fact.number)
    if one is None or one.over == WAS:
        return Decision(case, (), "The member answered about a day that is over.")
    match fact.answer:
        case Answer.DECLINE:
            return _refused(case, one, branch, policy, team, now)
        case Answer.ACCEPT:
            return _agreed(case, one, branch, policy, team, now)
        case _:
            return _unclear(fact.received, case, branch, policy, team)


def _unclear(received: Received, case: Case, branch: Branch, policy: Policy, team: Team) -> Decision:
    line = Attend(
        case.ref,
        "The member answered whether somebody may come along, and it is neither a yes nor a no. "
        + came(received, policy),
        "Read the letter in the case's mail folder. Nobody new comes along unless the member says yes.",
        letter=received.letter,
    )
    told = news(case, received, branch, team, policy)
    return Decision(case, (line, told), "The member's answer about somebody coming along is not plain.")


def _agreed(
    case: Case, one: Shadowing, branch: Branch, policy: Policy, team: Team, now: datetime
) -> Decision:
    """A yes that comes late is a yes, as long as it can still be."""
    answer = "yes"
    if one.agreed_at and not one.over:
        return Decision(case, (), "The member has agreed already.")
    if one.over not in ("", SILENT, NO) or why_off(case, one, Look(team, policy, now)):
        answer = "off"
        one = replace(one, over=one.over or CANNOT)
    words: Words = {"answer": answer, "shadow": one.name, "date": when(one.meeting)}
    thanks = to_member("shadow_answered", case, one, words, policy, now)
    if answer == "off":
        return Decision(
            with_shadowing(case, one), (thanks,), "The member agreed, but nobody can come along now."
        )
    one = replace(one, agreed_at=now, over="", meeting=meeting_now(case, one, local_day(now, policy)))
    told, effects = invitations(case, one, branch, policy, team)
    standing = standing_of(team.standings, one.shadow)
    last = max(filter(None, (standing.last_along, one.meeting.day)))
    sat_in = tuple(dict.fromkeys((*standing.sat_in, case.ref)))
    kept = Keep(replace(standing, last_along=last, sat_in=sat_in))
    case = with_shadowing(case, replace(one, told=told))
    why = f"The member agreed: {one.name} comes along on {day_of(one)}, and all who will be there are told."
    return Decision(case, (PutRow(case.ref), kept, thanks, *effects), why)


def _refused(
    case: Case, one: Shadowing, branch: Branch, policy: Policy, team: Team, now: datetime
) -> Decision:
    """No, or no any more. It needs no reason, and nobody asks this member again."""
    words: Words = {"answer": "no", "shadow": one.name, "date": when(one.meeting)}
    thanks = to_member("shadow_answered", case, one, words, policy, now)
    case, effects = called_off(case, one, NO, branch, policy)
    return Decision(case, (thanks, *effects), "The member would rather have nobody else there.")


def shadow_lapsed(fact: ShadowLapsed, case: Case, now: datetime) -> Decision:
    """The member has said nothing: nobody comes along, and nobody is told, since nobody was asked."""
    one = _numbered(case, fact.number)
    if one is None or one.over or one.agreed_at or now < one.ends_at:
        return Decision(case, (), "The question has been settled.")
    after = with_shadowing(case, replace(one, over=SILENT))
    return Decision(after, (), "The member has not answered: silence is no, and nobody comes along.")


def shadowing_off(
    fact: ShadowingOff, case: Case, branch: Branch, policy: Policy, team: Team, now: datetime
) -> Decision:
    """The date moved, somebody stepped back, the case closed, or it has been."""
    one = _numbered(case, fact.number)
    if one is None or one.over:
        return Decision(case, (), "That is settled already.")
    after, effects = called_off(case, one, fact.why, branch, policy)
    if one.agreed_at and fact.why == WAS and team.person(one.shadow):
        thanks = thanks_for_coming(one.shadow, one.name, one.meeting, case.ref, "meeting", team)
        effects = (*effects, thanks)
    if one.agreed_at and fact.why not in (WAS, CLOSED):
        words: Words = {"shadow": one.name, "date": when(one.meeting)}
        effects = (*effects, to_member("shadow_not_coming", after, one, words, policy, now))
    return Decision(after, effects, WHY[fact.why])


WHY = {
    MOVED: "The date is not as it was: nobody comes along on the old one.",
    CLOSED: "The case is closed: nobody comes along.",
    NOBODY: "Nobody experienced has the case now: nobody comes along.",
    CANNOT: "Whoever would have come along cannot, or may not any more.",
    WAS: "The day on which somebody came along is over.",
    NOT_NOW: "Whoever has the case would rather have nobody along this time.",
}


def shadowing_shared(
    fact: ShadowingShared, case: Case, branch: Branch, policy: Policy, team: Team, now: datetime
) -> Decision:
    """Who has come to the case gets the date; who has stepped back from it has it taken out again.

    Where the day has another time now, everybody's calendar gets it; what the member agreed to stands.
    """
    one = _numbered(case, fact.number)
    if one is None or one.over or not one.agreed_at:
        return Decision(case, (), "That is settled already.")
    now_is = meeting_now(case, one, local_day(now, policy))
    timed = now_is != one.meeting
    one = replace(one, meeting=now_is, changes=one.changes + 1)
    entry = appointment(one.meeting, f"{case.ref} {one.number}", branch, policy, one.changes, called_off=True)
    told, letters = invitations(case, one, branch, policy, team, timed)
    still = {person.email for person in told}
    gone = tuple(
        taken_out(person, case.ref, one, "left", entry) for person in one.told if person.email not in still
    )
    after = with_shadowing(case, replace(one, told=told))
    return Decision(after, (*letters, *gone), "The people or the time are others now: calendars follow.")


def coming_answered(
    fact: ComingAnswered, case: Case, branch: Branch, policy: Policy, team: Team, now: datetime
) -> Decision:
    """The one who learns cannot come, or whoever has the case would rather not: no reason needed."""
    one = _numbered(case, fact.number)
    if fact.comes or one is None or one.over or one.agreed_at is None:
        return Decision(case, (), "The date stays as it is.")
    why = CANNOT if fact.caseworker == one.shadow else NOT_NOW
    return shadowing_off(ShadowingOff(case.ref, one.number, why), case, branch, policy, team, now)
