"""Asking how somebody is, after a hard date or a hard case, and once a month on wish (DOMAIN.md §3.3, SD-33).

To the caseworker alone, and to a private address only: nobody is told who was asked. After a hearing or a
hard case both who have it are asked once for that case; whoever has had a hard case for two months, and has
not talked with anybody that we know of, is asked too. The monthly question goes only to whoever wished for
it, and its answer stays with them (docs/why/014-a-question-without-an-answer.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from casework.calendar import local_day
from casework.effects import Attend, Decision, Grant, Keep, Send, Words
from casework.facts.answers import AnsweredInWords
from casework.facts.due import CheckInDue, DebriefDue, PulseDue
from casework.key_dates import is_deadline
from casework.model import Branch, Case, Caseworker, Person, Policy, Role, Status, Team
from casework.own_word import Standing, standing_of
from casework.wording import came

STALE_AFTER = timedelta(days=14)
"""Days after which it is too late to ask: somebody who was away this long is not reminded of it."""

GRANT_DAYS = 60

_HEARING = re.compile(r"\b(?:hearing|tribunal|panel)s?\b", re.IGNORECASE)
_MEETING = re.compile(r"\b(?:meeting|interview|investigation|appeal)s?\b", re.IGNORECASE)


def debriefs_due(cases: Iterable[Case], team: Team, policy: Policy, today: date) -> Iterator[DebriefDue]:
    """Whoever had a hearing yesterday, or whose hard case was closed: once for each case and person."""
    if not policy.care.check_ins:
        return
    for case in cases:
        hard = _hard_thing(case, policy, today)
        for email, since in ((case.lead, case.lead_since), (case.second, case.second_since)):
            if hard is None or email in ("", *case.asked_after):
                continue
            there = since is None or local_day(since, policy) <= hard.day
            if there and may_be_asked(email, team, policy, today):
                yield DebriefDue(case.ref, email, hard.what)


@dataclass(frozen=True, slots=True)
class Hard:
    """What was hard about a case lately ("date" or "closed"), and on which day."""

    what: str
    day: date


def _hard_thing(case: Case, policy: Policy, today: date) -> Hard | None:
    lately = range(1, STALE_AFTER.days + 1)
    if case.status is Status.CLOSED:
        day = local_day(case.closed_at, policy) if case.closed_at else None
        hard = case.emotional >= policy.care.debrief_rating
        return Hard("closed", day) if hard and day and (today - day).days in lately else None
    past = [day for day in _hearings(case, policy) if (today - day).days in lately]
    return Hard("date", max(past)) if past else None


def taken_as_asked(case: Case, policy: Policy, now: datetime) -> Case:
    """The case in a journal made anew, where nobody knows who was asked: nobody is asked of what is past."""
    if _hard_thing(case, policy, local_day(now, policy)) is None:
        return case
    return replace(case, asked_after=tuple(email for email in (case.lead, case.second) if email))


def _hearings(case: Case, policy: Policy) -> Iterator[date]:
    """Days of the case on which somebody sat beside the member: a hearing, or any meeting of a hard case."""
    of_form = case.form.day("key_date")
    dates = [(each.day, each.what) for each in case.key_dates]
    if of_form:
        dates.append((of_form, case.form.text("key_event")))
    for day, what in dates:
        met = _MEETING.search(what) and case.emotional >= policy.care.debrief_rating
        if (_HEARING.search(what) or met) and not is_deadline(what):
            yield day


def long_hard(team: Team, policy: Policy, today: date) -> Iterator[CheckInDue]:
    """Whoever has had a hard case for long, and has neither talked nor been asked for as long."""
    care = policy.care
    if not care.check_ins:
        return
    long_ago = today - timedelta(days=care.buddy_days)
    for person in team.caseworkers:
        standing = standing_of(team.standings, person.email)
        last = max((day for day in (standing.talked_on, standing.asked_on) if day), default=date.min)
        if last > long_ago or not may_be_asked(person.email, team, policy, today):
            continue
        if standing.review and standing.review.runs:
            continue
        if any(since <= long_ago for since in _hard_since(person, team, policy)):
            yield CheckInDue(person.email)


def _hard_since(person: Caseworker, team: Team, policy: Policy) -> Iterator[date]:
    for case in team.open_cases:
        since = {case.lead: case.lead_since, case.second: case.second_since}.get(person.email)
        if case.emotional >= policy.care.buddy_rating and since is not None:
            yield local_day(since, policy)


def pulses_due(team: Team, today: date) -> Iterator[PulseDue]:
    """Whoever wished for the monthly question and has not had it this month."""
    for standing in team.standings:
        had = standing.pulse_on
        if had is None or (had.year, had.month) == (today.year, today.month):
            continue
        person = team.person(standing.email)
        if person is not None and not _away(person, today):
            yield PulseDue(standing.email)


def may_be_asked(email: str, team: Team, policy: Policy, today: date) -> bool:
    """Whether such a mail may go to them: a private address, not on leave, and they have not said NO."""
    person = team.person(email)
    if person is None or _away(person, today) or policy.is_employer_address(email):
        return False
    standing = standing_of(team.standings, email)
    return standing.check_ins and not standing.leaves


def _away(person: Caseworker, today: date) -> bool:
    return any(absence.start <= today <= absence.end for absence in person.away)


# --- the decisions ----------------------------------------------------------------------------------------


def debrief_due(fact: DebriefDue, case: Case, team: Team, policy: Policy, now: datetime) -> Decision:
    """One mail about this case to this person, ever."""
    person = team.person(fact.caseworker)
    if person is None or fact.caseworker in case.asked_after:
        return Decision(case, (), "Whoever had the case has been asked, or is not with us any more.")
    partner = team.person(case.second if case.lead == person.email else case.lead)
    kept = Keep(_asked(team, person, policy, now))
    sent = _ask(person, fact.after, case.ref, partner.name if partner else "")
    after = replace(case, asked_after=(*case.asked_after, person.email))
    return Decision(after, (kept, sent), "After a hard date or case, whoever has it is asked how they are.")


def check_in_due(fact: CheckInDue, team: Team, policy: Policy, now: datetime) -> Decision:
    """One mail, and not again for as long as it took."""
    person = team.person(fact.caseworker)
    if person is None:
        return Decision(None, (), "They are not with us any more.")
    kept = Keep(_asked(team, person, policy, now))
    return Decision(None, (kept, _ask(person, "long", "", "")), "A caseworker is asked how they are.")


def pulse_due(fact: PulseDue, team: Team, policy: Policy, now: datetime) -> Decision:
    """The question of the month, to whoever wished for it. No answer to it is taken."""
    person, standing = team.person(fact.caseworker), standing_of(team.standings, fact.caseworker)
    if person is None or standing.pulse_on is None:
        return Decision(None, (), "Nobody wishes for it any more.")
    kept = Keep(replace(standing, pulse_on=local_day(now, policy)))
    grant = Grant("", person.email, "pulse", days=GRANT_DAYS)
    sent = Send("pulse", Role.CASEWORKER, Person(person.name, person.email), "", {}, grant=grant)
    return Decision(None, (kept, sent), "The monthly question goes to whoever wished for it.")


def _asked(team: Team, person: Caseworker, policy: Policy, now: datetime) -> Standing:
    return replace(standing_of(team.standings, person.email), asked_on=local_day(now, policy))


def _ask(person: Caseworker, after: str, ref: str, partner: str) -> Send:
    words: Words = {"ref": ref, "after": after, "partner": partner}
    grant = Grant(ref, person.email, "check_in", days=GRANT_DAYS)
    return Send("check_in", Role.CASEWORKER, Person(person.name, person.email), ref, words, grant=grant)


def answered_in_words(fact: AnsweredInWords, branch: Branch, policy: Policy, team: Team) -> Decision:
    """Their own words: a person reads them, as that mail said. Of the monthly question nothing is taken."""
    person = team.person(fact.caseworker)
    if person is None:
        return Decision(None, (), "Whoever wrote is not with us any more.", folder="Other")
    if fact.about == "pulse":
        told = Send(
            "pulse_returned",
            Role.CASEWORKER,
            Person(person.name, person.email),
            "",
            {},
            grant=Grant("", person.email, "pulse", days=GRANT_DAYS),
        )
        return Decision(None, (told,), "Nothing of that letter was noted.", folder="Other")
    what = f"{person.name} has written to us in their own words, after we asked how they are."
    do = "Read their letter in the mail folder Casework/Other, and write to them, or ring."
    words: Words = {"ref": "", "what": what, "do": do, "on_tab": "yes"}
    effects = (
        Send("attention", Role.COORDINATOR, branch.coordinator, "", words),
        Attend("", f"{what} {came(fact.received, policy)}", do, letter=fact.received.letter),
    )
    why = "A caseworker wrote in their own words: a person reads it."
    return Decision(None, effects, why, folder="Other")
