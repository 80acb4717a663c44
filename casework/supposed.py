"""The branch as it stands, as the problem that "what if" plans a quarter for (SD-39). Pure.

What comes and is closed as usual is taken to balance: only what is supposed comes on top. Whoever is supposed
to be on leave takes nothing new; in a pair only their part goes to somebody else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from casework.allocation import suggest
from casework.calendar import local_day
from casework.model import Case, Caseworker, Part, Policy, Status, Team
from casework.plan import problem as planned
from casework.plan.problem import Problem
from casework.plan.what_if import PERIODS, WEEKS
from casework.spared import EITHER
from casework.staffing import staffing
from casework.standing import involved, still_wanted

AWAY_FOR = timedelta(weeks=WEEKS) / 2
"""Whoever is away for more of the quarter than this counts as away for all of it."""


@dataclass(frozen=True, slots=True)
class Supposed:
    """The branch as a problem, and the cases that added ones are like: those of the last year, closed ones
    too. Of the cases of people on leave `given_on` would be somebody else's as a whole, and in `parts` one of
    the two goes on; `alone` of these would have nobody else."""

    problem: Problem
    alike: tuple[planned.Case, ...]
    given_on: int = 0
    parts: int = 0
    alone: int = 0


def supposed(
    cases: Iterable[Case], team: Team, policy: Policy, now: datetime, leave: Collection[str] = ()
) -> Supposed:
    """`cases` are all open ones, and the closed ones that others may be like; `leave` are addresses."""
    known = [case for case in cases if not case.merged_into]
    open_ones = [case for case in known if case.status is not Status.CLOSED]
    waiting = [case for case in open_ones if still_wanted(case)[0] is Part.PAIR]
    left = [_without(case, leave) for case in open_ones if {case.lead, case.second} & {*leave}]
    halves = [case for case in left if involved(case)]
    whole = [case for case in left if not involved(case)]
    people = tuple(one for one in team.caseworkers if not one.left)
    here, alone = _filled(halves, replace(team, caseworkers=people), policy, now, leave)
    wanting = [*waiting, *whole]
    plan = staffing(wanting, here, policy, now, pressing={case.ref: EITHER for case in wanting}).problem
    of_tab = {one.email: one for one in people}
    alike = staffing(known, replace(here, caseworkers=()), policy, now).problem.cases
    caseworkers = tuple(_for_a_quarter(one, of_tab[one.id], policy, now) for one in plan.caseworkers)
    return Supposed(replace(plan, caseworkers=caseworkers), alike, len(whole), len(halves), alone)


def _filled(
    halves: Iterable[Case], team: Team, policy: Policy, now: datetime, leave: Collection[str]
) -> tuple[Team, int]:
    """The team when each part that is free has gone to whoever the service would suggest for it, hardest
    cases first; and for how many parts nobody is found."""
    most_new = policy.workload.most_new * PERIODS
    policy = replace(policy, workload=replace(policy.workload, most_new=most_new))
    here = tuple(replace(one, paused=one.paused or one.email in leave) for one in team.caseworkers)
    held = {case.ref: case for case in team.open_cases}
    alone = 0
    for case in sorted(halves, key=lambda case: (-case.points, case.ref)):
        stands = held[case.ref] = replace(held[case.ref], lead=case.lead, second=case.second)
        theirs = replace(team, caseworkers=here, open_cases=tuple(held.values()))
        found = suggest(case, theirs, policy, now, spare=False)
        if not found.candidates:
            alone += 1
            continue
        new = found.candidates[0].email
        held[case.ref] = (
            replace(stands, lead=new, lead_since=now)
            if found.part is Part.LEAD
            else replace(stands, second=new, second_since=now)
        )
    return replace(team, open_cases=tuple(held.values())), alone


def _without(case: Case, leave: Collection[str]) -> Case:
    """The case without whoever is on leave; one that nobody has then has not been offered to anybody."""
    case = replace(
        case,
        lead="" if case.lead in leave else case.lead,
        second="" if case.second in leave else case.second,
        suggestion=None,
    )
    return case if case.lead or case.second else replace(case, offer=None, second_offer=None)


def _for_a_quarter(
    one: planned.Caseworker, person: Caseworker, policy: Policy, now: datetime
) -> planned.Caseworker:
    """Somebody as they are for a quarter: what a case of the register asks of the tab is asked of cases that
    are not there yet too, as far as these can be known."""
    today = local_day(now, policy)
    end = today + timedelta(weeks=WEEKS)
    days = {
        today + timedelta(days=n)
        for n in range((end - today).days)
        if any(away.start <= today + timedelta(days=n) <= away.end for away in person.away)
    }
    return replace(
        one,
        max_new=policy.workload.most_new,
        paused=person.paused,
        away=timedelta(days=len(days)) > AWAY_FOR,
        not_yet=frozenset(person.not_yet),
    )
