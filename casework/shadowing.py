"""Who could come along to which meeting and learn: what follows from the dates, whatever changed (SD-03).

Levels, not events: the cases, the surgeries and everybody's word are compared as they are now, and what is
not as it should be becomes a fact. A look that was missed heals in the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from casework.calendar import add_working_days, local_day, next_open
from casework.eligibility import Question, codes, keeps_insurance_list, told_in
from casework.facts import Fact
from casework.facts.due import ShadowFound, ShadowingOff, ShadowingShared, SurgeryFound, SurgeryOff
from casework.kept_apart import apart_pairs
from casework.meetings import meetings
from casework.model import Case, Caseworker, Level, Meeting, OpenCase, Policy, Shadowing, Status, Team
from casework.own_word import Visit, standing_of
from casework.staffing import holds
from casework.workload import capacity

SURGERY_NOTICE = 2
"""Working days between an invitation to a surgery and the surgery, at least."""

ONLY_WATCHES = frozenset({"H7"})
"""The one rule that keeps nobody from coming along: to watch is what they come for."""

MOVED, CLOSED, NOBODY, CANNOT, WAS = "moved", "closed", "nobody", "cannot", "was"
"""Why somebody does not come along: the date moved; the case is closed; nobody experienced has it; they
cannot; it was."""

NO, SILENT, NOT_NOW = "no", "silent", "not now"
"""More reasons: the member said no, or nothing; whoever has the case would rather not this time."""


@dataclass(slots=True)
class Look:
    """One look at everything: `busy` are people and days that are taken."""

    team: Team
    policy: Policy
    now: datetime
    busy: set[tuple[str, date]] = field(default_factory=set)

    @property
    def today(self) -> date:
        """The day of the look where the branch is."""
        return local_day(self.now, self.policy)

    def holds(self, email: str) -> tuple[OpenCase, ...]:
        """The cases of which they know one side."""
        return holds(self.team.open_cases, self.team.standings).get(email, ())


def look(
    cases: Sequence[Case], surgeries: Sequence[Meeting], team: Team, policy: Policy, now: datetime
) -> tuple[Fact, ...]:
    """What is off, what is over, and whom to ask about what. Nobody new is asked outside the open hours."""
    at = Look(team, policy, now)
    off = [*_cases_off(at, cases), *_surgeries_off(at, surgeries)]
    ended = {(one.ref, one.number) for one in off if isinstance(one, ShadowingOff)}
    at.busy |= {
        (one.shadow, one.meeting.day)
        for case in cases
        for one in case.shadowings
        if not one.over and (case.ref, one.number) not in ended
    }
    left = {(one.caseworker, one.number) for one in off if isinstance(one, SurgeryOff)}
    at.busy |= {
        (one.email, visit.meeting.day)
        for one in team.standings
        for visit in one.visits
        if not visit.over and (one.email, visit.number) not in left
    }
    if next_open(now, policy) != now:
        return tuple(off)
    busy_cases = {ref for ref, _ in ended}
    new = [fact for case in cases if case.ref not in busy_cases for fact in _asked(at, case)]
    return (*off, *new, *_invited(at, surgeries))


def _cases_off(at: Look, cases: Iterable[Case]) -> Iterator[ShadowingOff | ShadowingShared]:
    for case in cases:
        for one in case.shadowings:
            if one.over:
                continue
            if why := why_off(case, one, at):
                yield ShadowingOff(case.ref, one.number, why)
            elif one.agreed_at and _told_otherwise(case, one, at):
                yield ShadowingShared(case.ref, one.number)


def _told_otherwise(case: Case, one: Shadowing, at: Look) -> bool:
    """Whether others have the case than those whose calendars have the date, or it has another time.

    Only people on the roster can be told: of somebody who is not there any more nothing is owed.
    """
    theirs = {each.email for each in at.team.caseworkers if each.email in (case.lead, case.second)}
    told = {person.email for person in one.told}
    return told != theirs | {one.shadow} or meeting_now(case, one, at.today) != one.meeting


def meeting_now(case: Case, one: Shadowing, today: date) -> Meeting:
    """The meeting of that day with the time that it has now; as it was, on the day itself."""
    return next((each for each in meetings(case, today) if each.day == one.meeting.day), one.meeting)


def why_off(case: Case, one: Shadowing, at: Look) -> str:
    """Why somebody cannot come along as was thought, or empty."""
    if case.status is Status.CLOSED:
        return CLOSED
    if one.meeting.day < at.today:
        return WAS
    if one.meeting.day != at.today and one.meeting.day not in {each.day for each in meetings(case, at.today)}:
        return MOVED
    if not can_take_along(case, at.team):
        return NOBODY
    person = at.team.person(one.shadow)
    return "" if person and may_come(case, person, one.meeting.day, at) else CANNOT


def can_take_along(case: Case, team: Team) -> bool:
    """Whether somebody experienced has the case: who learns goes with nobody else (H16)."""
    people = (
        team.person(case.lead) if case.lead else None,
        team.person(case.second) if case.second else None,
    )
    return people[0] is not None and any(one and one.level is Level.EXPERIENCED for one in people)


def may_come(case: Case, person: Caseworker, day: date, at: Look) -> bool:
    """Whether they gave that day, and no rule (H1 to H17) is against it."""
    if not _gave(person, day) or capacity(person, at.policy) <= 0:
        return False
    listed = keeps_insurance_list(at.team.caseworkers)
    question = Question(case, person, day, day, at.policy, told_in(case), at.holds(person.email), listed)
    if any({person.email, one} in apart_pairs(at.team.caseworkers) for one in (case.lead, case.second)):
        return False
    return not set(codes(question)) - ONLY_WATCHES


def _gave(person: Caseworker, day: date) -> bool:
    return any(span.start <= day <= span.end for span in person.shadows)


def _asked(at: Look, case: Case) -> Iterator[ShadowFound]:
    """One question at a time, for the first meeting that somebody could come to; a no is for good."""
    if not (case.lead and case.member.email) or case.status not in (Status.ACTIVE, Status.WAITING):
        return
    if at.policy.is_employer_address(case.member.email) or not can_take_along(case, at.team):
        return
    if any(one.over in (NO, SILENT) for one in case.shadowings):
        return
    if any(not one.over and one.agreed_at is None for one in case.shadowings):
        return
    soonest = add_working_days(at.today, at.policy.shadow_answer_days + 1, at.policy)
    for meeting in meetings(case, at.today):
        here = [one for one in case.shadowings if one.meeting.day == meeting.day]
        if meeting.day < soonest or any(one.over for one in here):
            continue
        if len(here) >= at.policy.shadows_per_meeting:
            continue
        able = [one for one in at.team.caseworkers if _free(at, one, meeting.day)]
        able = [one for one in able if may_come(case, one, meeting.day, at)]
        if able:
            first = min(able, key=lambda one: turn(one, at.team))
            at.busy.add((first.email, meeting.day))
            yield ShadowFound(case.ref, meeting, first.email)
            return


def _free(at: Look, person: Caseworker, day: date) -> bool:
    return not person.left and (person.email, day) not in at.busy


def turn(person: Caseworker, team: Team) -> tuple[int, date, str]:
    """Whose turn it is: those who only watch, then those who are new; who has waited longest; by address."""
    last = standing_of(team.standings, person.email).last_along
    return int(person.level), last or date.min, person.email


def _surgeries_off(at: Look, surgeries: Sequence[Meeting]) -> Iterator[SurgeryOff]:
    for standing in at.team.standings:
        for visit in standing.visits:
            if not visit.over and (why := _visit_off(at, standing.email, visit, surgeries)):
                yield SurgeryOff(standing.email, visit.number, why)


def _visit_off(at: Look, email: str, visit: Visit, surgeries: Sequence[Meeting]) -> str:
    day = visit.meeting.day
    if day < at.today:
        return WAS
    if visit.meeting not in surgeries:
        return MOVED
    person = at.team.person(email)
    return "" if person and _may_visit(person, day) else CANNOT


def _may_visit(person: Caseworker, day: date) -> bool:
    away = any(span.start <= day <= span.end for span in person.away)
    return _gave(person, day) and not away and not person.paused


def _invited(at: Look, surgeries: Sequence[Meeting]) -> Iterator[SurgeryFound]:
    """A surgery belongs to no member: whoever holds it asks each one who comes."""
    soonest = add_working_days(at.today, SURGERY_NOTICE, at.policy)
    for meeting in sorted(set(surgeries), key=lambda one: (one.day, one.clock)):
        visits = [(one.email, visit) for one in at.team.standings for visit in one.visits]
        here = [(email, visit) for email, visit in visits if visit.meeting == meeting]
        coming = sum(not visit.over for _, visit in here)
        if meeting.day < soonest or coming >= at.policy.shadows_per_meeting:
            continue
        been = {email for email, visit in here if visit.over}
        able = [
            one
            for one in at.team.caseworkers
            if _free(at, one, meeting.day) and one.email not in been and _may_visit(one, meeting.day)
        ]
        room = at.policy.shadows_per_meeting - coming
        for person in sorted(able, key=lambda one: turn(one, at.team))[:room]:
            at.busy.add((person.email, meeting.day))
            yield SurgeryFound(meeting, person.email)
