"""The cases that wait, planned together (A-03, A-05): new ones in one plan, made suggestions kept stable."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from casework.allocation import CHANGES, suggest
from casework.model import Case, Part, Policy, Suggestion, Team
from casework.plan.check import check, must_hold
from casework.plan.greedy import best_choice
from casework.plan.ground import LEFT, NOBODY, Choice, Choices, Ground, prepare
from casework.plan.heuristic import better, quick
from casework.plan.improve import place as place_all
from casework.plan.least import possible
from casework.plan.objective import worth
from casework.plan.problem import Problem
from casework.plan.solve import solve
from casework.plan.state import State
from casework.spared import may_be_passed_over
from casework.staffing import NOBODY_PRESSED, Staffing, staffing
from casework.standing import still_wanted
from casework.telling import Telling
from casework.urgency import is_urgent

CHANGE = 30.0
"""What it must be worth, in the penalty units of the plan, that a suggestion already made is changed."""

MOST_CHANGES = 4_000
"""Tried to fit new cases in beside suggestions made."""

FEW = 3
"""So many cases are planned without the solver: it would gain nothing, and takes half a second to load."""


MANY = 100
"""More at once are a backlog, of which most find nobody free: the second that the solver has would not go
far, and the hardest cases first, improved by hand, is as good a beginning."""


def suggest_all(
    cases: Sequence[Case], team: Team, policy: Policy, now: datetime, clock: Callable[[], float]
) -> dict[str, Suggestion]:
    """What is suggested for each of these cases, by reference; `clock` is in seconds.

    Pairs are planned together, in the branch's `seconds` of thought. A suggestion already made is kept while
    no rule is against it, unless changing it makes the plan clearly better. The other half of a pair that
    stands is looked for by itself, when the person suggested for it can no more be asked.
    """
    whole = [case for case in cases if still_wanted(case)[0] is Part.PAIR]
    found = _planned(whole, team, policy, now, clock) if whole else {}
    for case in cases:
        if case.ref not in found:
            anew, old = suggest(case, team, policy, now), case.suggestion
            found[case.ref] = replace(old, able=anew.able) if old and _still(case, anew) else anew
    return found


def planned_at_once(case: Case, policy: Policy, now: datetime) -> bool:
    """Whether a case does not wait for the hour at which new ones are planned together: it is urgent, or what
    was suggested for it may have changed."""
    return case.suggestion is not None or is_urgent(case, policy, now)


def _still(case: Case, anew: Suggestion) -> bool:
    """Whether whoever is suggested to complete a pair is none of those left out now."""
    idea = case.suggestion
    out = {person.email for person in anew.excluded}
    return idea is not None and bool(idea.candidates) and idea.candidates[0].email not in out


def _planned(
    cases: Sequence[Case],
    team: Team,
    policy: Policy,
    now: datetime,
    clock: Callable[[], float],
    pressing: Mapping[str, Collection[str]] = NOBODY_PRESSED,
) -> dict[str, Suggestion]:
    silent = {(case.ref, email) for case in cases for email in case.lapsed}
    desk = staffing(
        cases, team, policy, now, without=silent, pressing=pressing, seconds=policy.workload.seconds
    )
    ground = prepare(desk.problem)
    choices = _thought_of(cases, ground, desk.problem, policy, clock)
    left = [ground.cases[n].id for n, choice in enumerate(choices) if choice == LEFT]
    must_hold(desk.problem, ground.pairs(choices), left)
    if not pressing and (over := _passed_over([one for one in cases if one.ref in left], desk, policy, now)):
        return _planned(cases, team, policy, now, clock, over)
    telling = Telling.of(desk, ground, choices, team, policy)
    found = {}
    place = {case.id: n for n, case in enumerate(ground.cases)}
    for case in cases:
        n = place[case.ref]
        if choices[n] == LEFT and case.lapsed:  # rather somebody who was silent than nobody
            found[case.ref] = suggest(case, team, policy, now)
        else:
            found[case.ref] = telling.suggestion(case, n)
    return found


def _thought_of(
    cases: Sequence[Case], ground: Ground, problem: Problem, policy: Policy, clock: Callable[[], float]
) -> Choices:
    """The best of what stood, what stood with the new cases fitted in, and the plan made anew."""
    seconds = policy.workload.seconds
    place = {case.id: n for n, case in enumerate(ground.cases)}
    ends = clock() + seconds

    def late() -> bool:
        return len(cases) > FEW and clock() >= ends

    if FEW < len(cases) <= MANY:
        solved = solve(problem, clock).choices
    else:
        changes = min(CHANGES * len(cases), MOST_CHANGES)
        solved = better(ground, quick(ground), possible(ground), changes, late)
    kept = _kept(ground, {place[case.ref]: _old(case, ground) for case in cases})
    near = place_all(ground, kept, possible(ground), min(CHANGES * len(cases), MOST_CHANGES), late)
    by_place = {place[case.ref]: case for case in cases}
    return _best(ground, (kept, near, solved), problem, by_place)


def _passed_over(
    left: Sequence[Case], desk: Staffing, policy: Policy, now: datetime
) -> dict[str, frozenset[str]]:
    """For each case that found nobody, what it passes over then, if that makes somebody free to be asked."""
    codes = {case.ref: may_be_passed_over(case, policy, now) for case in left}
    barred = {(ref, code) for (ref, _), against in desk.barred.items() for code in against}
    return {ref: over for ref, over in codes.items() if any((ref, code) in barred for code in over)}


def _old(case: Case, ground: Ground) -> Choice:
    """The pair suggested so far, by place; nobody's place where somebody is not on the roster any more."""
    return LEFT if case.suggestion is None else choice_of(case.suggestion, ground)


def choice_of(idea: Suggestion, ground: Ground) -> Choice:
    """The pair of a suggestion, by place."""
    if not idea.candidates:
        return LEFT
    place = {person.id: n for n, person in enumerate(ground.people)}
    lead = place.get(idea.candidates[0].email, NOBODY)
    second = place.get(idea.second.email, NOBODY) if idea.second else NOBODY
    return LEFT if lead == NOBODY or (idea.second and second == NOBODY) else (lead, second)


def _kept(ground: Ground, old: Mapping[int, Choice]) -> Choices:
    """The suggestions made so far as far as they hold, and the other cases fitted in beside them."""
    state = State(ground, height=float("inf"))
    for n, choice in old.items():
        if choice != LEFT and ground.may(n, choice) and (rise := state.weigh([(n, choice)])) is not None:
            state.take([(n, choice)], rise)
    for n in sorted(old, key=lambda n: (not ground.cases[n].urgent, -ground.cases[n].points, n)):
        if state.choices[n] == LEFT or state.choices[n][1] == NOBODY:
            best = best_choice(state, n)
            if best is not None and best[1] < 0:
                state.take([best[0]], best[1])
    return tuple(state.choices)


def _best(ground: Ground, plans: Sequence[Choices], problem: Problem, cases: Mapping[int, Case]) -> Choices:
    """The plan that finds people for most cases; then the best, where changing what was suggested costs."""

    def price(choices: Choices) -> tuple[tuple[int, int], float]:
        reached = worth(ground, choices)
        changed = sum(
            case.suggestion is not None and choices[n] != _old(case, ground) for n, case in cases.items()
        )
        return reached.placed, reached.objective + CHANGE * changed

    return min((plan for plan in plans if not check(problem, ground.pairs(plan))), key=price)
