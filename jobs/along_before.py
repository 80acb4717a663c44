"""Who was to come along to which meeting: told from the notices that asked and invited, and the register."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from casework.along_letters import flag
from casework.calendar import add_working_days, end_of, local_day
from casework.facts.answers import Answer
from casework.meetings import meetings
from casework.model import Case, Caseworker, Meeting, Person, Policy, Shadowing, Status
from casework.own_word import Standing, Visit
from casework.shadowing import CANNOT, CLOSED, NO, NOT_NOW, SILENT, WAS
from jobs.heard_before import Heard
from notify.sent import Entry, SentNotice

UNKNOWN_CHANGES = 9
"""More than any calendar was told, where no copy says how often: else none would take the date out again."""


@dataclass(frozen=True, slots=True)
class Told:
    """What there is to tell it from: the notices about the case, the letters, the roster; and the moment."""

    sent: Sequence[SentNotice]
    heard: Heard
    people: Sequence[Caseworker]
    policy: Policy
    now: datetime

    def person(self, email: str) -> Caseworker | None:
        """Whoever has that address, those who have left too."""
        return next((one for one in self.people if one.email == email), None)

    def persons(self, emails: Iterable[str]) -> tuple[Person, ...]:
        """Those of them who are on the roster."""
        found = (self.person(email) for email in emails if email)
        return tuple(Person(one.name, one.email) for one in found if one)


def shadowings_of(case: Case, told: Told) -> tuple[Shadowing, ...]:
    """The case's shadowings as the notices have them; then those that only the Check column knows."""
    numbers = sorted({one.number for one in told.sent if one.purpose in ("shadow", "coming")})
    found = [one for number in numbers if (one := _shadowing(case, number, told))]
    known = {flag(one) for one in found}
    more = [one for one in _flagged(case, told) if flag(one) not in known]
    first = max((one.number for one in found), default=0) + 1
    return (*found, *(replace(one, number=number) for number, one in enumerate(more, first)))


def _shadowing(case: Case, number: int, told: Told) -> Shadowing | None:
    sent = [one for one in told.sent if one.number == number and one.purpose in ("shadow", "coming")]
    asked = next((one for one in sent if one.kind == "shadow_asked"), None)
    invited = next((one for one in sent if one.kind == "shadow_invited" and one.entry), None)
    first = asked or invited
    shadow = told.person(invited.recipient) if invited else _named_in(asked, case, told)
    if shadow is None or first is None:
        return None
    entries = {one.recipient: one.entry for one in sent if one.entry}  # the newest to each
    meeting = _of_calendar(entries.get(shadow.email), told.policy) or _of_question(asked, case, told.policy)
    if meeting is None:
        return None
    ends = add_working_days(local_day(first.at, told.policy), told.policy.shadow_answer_days, told.policy)
    made = Shadowing(
        number,
        meeting,
        shadow.email,
        shadow.name,
        end_of(ends, told.policy),
        agreed_at=invited.at if invited else None,
        told=told.persons(email for email, entry in entries.items() if not entry.called_off),
        changes=max((entry.sequence for entry in entries.values()), default=0),
    )
    over = _over(made, case, told)
    return replace(made, over=over, told=()) if over else made


def _over(one: Shadowing, case: Case, told: Told) -> str:
    """Why it is settled, or empty while it stands."""
    answered = told.heard.agreed.get((case.ref, one.number))
    if answered and answered[1] is Answer.DECLINE:
        return NO
    if one.agreed_at is None:
        return "" if told.now < one.ends_at else SILENT
    if one.told:
        return "" if one.meeting.day >= local_day(told.now, told.policy) else WAS
    if case.status is Status.CLOSED:
        return CLOSED
    theirs = {who for ref, number, who in told.heard.off if (ref, number) == (case.ref, one.number)}
    return NOT_NOW if theirs - {one.shadow} else CANNOT


def _of_calendar(entry: Entry | None, policy: Policy) -> Meeting | None:
    if entry and entry.starts:
        local = entry.starts.astimezone(ZoneInfo(policy.timezone))
        return Meeting(local.date(), f"{local:%H:%M}")
    return Meeting(entry.day) if entry and entry.day else None


def _of_question(asked: SentNotice | None, case: Case, policy: Policy) -> Meeting | None:
    """The question can be answered until two days after the meeting (casework/along_letters.py)."""
    if asked is None or asked.until is None:
        return None
    day = local_day(asked.until, policy) - timedelta(days=2)
    there = (each for each in meetings(case, local_day(asked.at, policy)) if each.day == day)
    return next(there, Meeting(day))


def _named_in(asked: SentNotice | None, case: Case, told: Told) -> Caseworker | None:
    """Whom the question names, besides whoever has the case; None where that cannot be told."""
    words = " ".join(asked.text.split()) if asked else ""
    named = [one for one in told.people if one.name in words and one.email not in (case.lead, case.second)]
    return named[0] if len(named) == 1 else None


def _flagged(case: Case, told: Told) -> Iterator[Shadowing]:
    """What the Check column says of somebody who comes, where no copy of a notice does."""
    now = told.now
    for meeting in meetings(case, local_day(now, told.policy) - timedelta(days=1)):
        for person in told.people:
            theirs = told.persons((person.email, case.lead, case.second))
            one = Shadowing(1, meeting, person.email, person.name, now, now, theirs, UNKNOWN_CHANGES)
            if flag(one) in case.flags:
                yield one


def with_visits(standing: Standing, sent: Iterable[SentNotice], policy: Policy, today: date) -> Standing:
    """The surgeries that somebody was asked along to, by the notices to them that were about no case."""
    found: dict[int, Visit] = {}
    for one in sorted(sent, key=lambda each: each.n):
        if one.recipient != standing.email or one.ref or one.purpose != "coming" or one.entry is None:
            continue
        meeting = _of_calendar(one.entry, policy)
        if meeting is not None:
            over = CANNOT if one.entry.called_off else WAS if meeting.day < today else ""
            found[one.number] = Visit(one.number, meeting, over)
    days = [visit.meeting.day for visit in found.values()]
    last = max((*days, *([standing.last_along] if standing.last_along else [])), default=None)
    return replace(standing, visits=tuple(found[number] for number in sorted(found)), last_along=last)
