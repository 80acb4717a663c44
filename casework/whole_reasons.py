"""The whole reasons for one case (DOMAIN.md §4.5): why these, what others would cost, why not others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from casework import freeing
from casework.eligibility import in_words
from casework.fullness import full
from casework.model import Case, Part, Policy, Suggestion, Team
from casework.plan.alternatives import alternatives, cost_in_words
from casework.plan.ground import LEFT, NOBODY, prepare
from casework.plan.objective import worth
from casework.plan.state import State
from casework.spared import may_be_passed_over
from casework.staffing import staffing
from casework.standing import still_wanted
from casework.together import choice_of
from casework.workload import capacity, held, worked_out


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another pair, and what it would cost, in words; `changes` are references of other cases."""

    names: str
    cost: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WholeReasons:
    """Everything there is to say. `left_out` and `loads` are names with a sentence each; `frees` says, where
    nobody can be found, which one rule would free whom."""

    suggestion: Suggestion
    alternatives: tuple[Alternative, ...]
    left_out: tuple[tuple[str, str], ...]
    loads: tuple[tuple[str, str], ...]
    frees: tuple[str, ...] = ()


def whole_reasons(
    case: Case, suggestion: Suggestion, waiting: Sequence[Case], team: Team, policy: Policy, now: datetime
) -> WholeReasons:
    """The reasons behind `suggestion`, among the other cases that wait with theirs."""
    found = held(team.caseworkers, team.open_cases, policy, now)
    loads = []
    for person in team.caseworkers:
        if not person.left:
            load = found[person.email]
            room = capacity(person, policy)
            line = worked_out(load.open_cases, load.points, room, load.emotional, duties=load.duties)
            loads.append((person.name, line))
    left_out = tuple(_left_out(case, suggestion, team, policy, now))
    others = _alternatives(case, suggestion, waiting, team, policy, now)
    frees = () if suggestion.candidates else tuple(freeing.in_words(freeing.freed(case, team, policy, now)))
    return WholeReasons(suggestion, others, left_out, tuple(loads), frees)


def _left_out(
    case: Case, suggestion: Suggestion, team: Team, policy: Policy, now: datetime
) -> Iterator[tuple[str, str]]:
    """Each person left out and why; of who is full, which of their limits it is."""
    problem = staffing([case], team, policy, now).problem
    planned = {person.id: person for person in problem.caseworkers}
    for person in suggestion.excluded:
        one = planned.get(person.email)
        yield (
            person.name,
            "; ".join(
                full(one, problem.cases[0], problem.settings, policy.workload)
                if one and code == "H11"
                else in_words((code,), person.until)
                for code in person.codes
            ),
        )


def _alternatives(
    case: Case, suggestion: Suggestion, waiting: Sequence[Case], team: Team, policy: Policy, now: datetime
) -> tuple[Alternative, ...]:
    """Other leads, with the plan of all waiting cases mended round each."""
    if suggestion.part is not Part.PAIR or not suggestion.candidates:
        return tuple(Alternative(person.name, person.reason, ()) for person in suggestion.candidates[1:])
    cases = [other for other in waiting if other.ref != case.ref and still_wanted(other)[0] is Part.PAIR]
    pressing = {case.ref: may_be_passed_over(case, policy, now)}
    ground = prepare(staffing([case, *cases], team, policy, now, pressing=pressing).problem)
    place = {one.id: n for n, one in enumerate(ground.cases)}
    state = State(ground, height=float("inf"))
    ideas = {case.ref: suggestion} | {other.ref: other.suggestion for other in cases if other.suggestion}
    for ref, idea in ideas.items():
        choice = choice_of(idea, ground)
        if choice != LEFT and ground.may(place[ref], choice):
            rise = state.weigh([(place[ref], choice)])
            if rise is not None:
                state.take([(place[ref], choice)], rise)
    choices, names = tuple(state.choices), {person.email: person.name for person in team.caseworkers}
    if choices[place[case.ref]] == LEFT:
        return ()
    now_worth = worth(ground, choices)
    told = []
    for one in alternatives(ground, choices, place[case.ref]):
        pair = [names[ground.people[n].id] for n in one.choice if n != NOBODY]
        changes = tuple(ground.cases[n].id for n in one.changed)
        told.append(Alternative(" and ".join(pair), cost_in_words(now_worth, one.reached), changes))
    return tuple(told)
