"""The branch as it stands, as the problem that "what if" plans a quarter for (SD-39). Pure.

What comes and is closed as usual is taken to balance: only what is supposed comes on top. Whoever is supposed
to be on leave takes nothing new, and their cases are given to others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from casework.calendar import local_day
from casework.model import Case, Caseworker, Part, Policy, Status, Team
from casework.plan import problem as planned
from casework.plan.problem import Problem
from casework.plan.what_if import WEEKS
from casework.staffing import staffing
from casework.standing import still_wanted

AWAY_FOR = timedelta(weeks=WEEKS) / 2
"""Whoever is away for more of the quarter than this counts as away for all of it."""


@dataclass(frozen=True, slots=True)
class Supposed:
    """The branch as a problem, and the cases that added ones are like: those of the last year, closed ones
    too. `given_on`: cases of people on leave, that others would have to take."""

    problem: Problem
    alike: tuple[planned.Case, ...]
    given_on: int


def supposed(
    cases: Iterable[Case], team: Team, policy: Policy, now: datetime, leave: Collection[str] = ()
) -> Supposed:
    """`cases` are all open ones, and the closed ones that others may be like; `leave` are addresses."""
    known = [case for case in cases if not case.merged_into]
    open_ones = [case for case in known if case.status is not Status.CLOSED]
    waiting = [case for case in open_ones if still_wanted(case)[0] is Part.PAIR]
    left = [_without_anybody(case) for case in open_ones if {case.lead, case.second} & set(leave)]
    people = tuple(one for one in team.caseworkers if not one.left)
    here = replace(team, caseworkers=people)
    plan = staffing([*waiting, *left], here, policy, now).problem
    of_tab = {one.email: one for one in people}
    alike = staffing(known, replace(here, caseworkers=()), policy, now).problem.cases
    caseworkers = tuple(_for_a_quarter(one, of_tab[one.id], policy, now) for one in plan.caseworkers)
    return Supposed(replace(plan, caseworkers=caseworkers), alike, len(left))


def _without_anybody(case: Case) -> Case:
    return replace(case, lead="", second="", offer=None, second_offer=None)


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
