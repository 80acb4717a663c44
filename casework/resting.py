"""After a case of the hardest kind is closed, whoever had it is left alone for a while (DOMAIN.md §3.2).

New offers wait for some days (H2); their other cases go on. They are told, in one mail, which says as well
where they find somebody to talk with; READY ends the rest at once, and no other mail asks how they are.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from casework.calendar import local_day
from casework.effects import Decision, Effect, Grant, Keep, Send, Words
from casework.model import Case, Person, Policy, Role, Status, Team
from casework.own_word import Standing, standing_of

GRANT_DAYS = 60


def with_rest(decision: Decision, before: Case | None, policy: Policy, team: Team, now: datetime) -> Decision:
    """The decision with the rest of those who had the case, where it has just been closed and was so hard."""
    case = decision.case
    if case is None or before is None or not _just_closed(before, case, policy):
        return decision
    until = local_day(now, policy) + timedelta(days=policy.care.rest_days)
    effects: tuple[Effect, ...] = ()
    told: tuple[str, ...] = ()
    for email in dict.fromkeys(filter(None, (case.lead, case.second))):
        person, standing = team.person(email), _standing(decision, team, email)
        if person is None:
            continue
        effects += (Keep(replace(standing, rests_until=max(standing.rests_until or date.min, until))),)
        if not (standing.stopped or standing.leaves):
            effects += (_told(Person(person.name, email), case, until, policy),)
            told += (email,)
    after = replace(case, asked_after=tuple(dict.fromkeys((*case.asked_after, *told))))
    return replace(decision, case=after, effects=(*decision.effects, *effects))


def _just_closed(before: Case, case: Case, policy: Policy) -> bool:
    closed = case.status is Status.CLOSED and before.status is not Status.CLOSED
    return closed and not case.merged_into and policy.care.rest_days > 0 and _hard(case, policy)


def _hard(case: Case, policy: Policy) -> bool:
    return case.emotional >= policy.care.rest_rating


def _standing(decision: Decision, team: Team, email: str) -> Standing:
    """What they have told us, with what this very decision keeps of it."""
    kept = (one.standing for one in decision.effects if isinstance(one, Keep) and one.standing.email == email)
    return next(kept, standing_of(team.standings, email))


def _told(to: Person, case: Case, until: date, policy: Policy) -> Send:
    private = "" if policy.is_employer_address(to.email) else "yes"
    words: Words = {"ref": case.ref, "rest_until": until.isoformat(), "private": private}
    grant = Grant(case.ref, to.email, "caseworker", days=GRANT_DAYS)
    return Send("rest", Role.CASEWORKER, to, case.ref, words, grant=grant)
