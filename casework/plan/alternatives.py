"""What somebody else would cost: the plan with another lead, mended around that (DOMAIN.md §4.5, method
3)."""

from __future__ import annotations

from dataclasses import dataclass

from casework.plan.check import check
from casework.plan.greedy import best_choice
from casework.plan.ground import LEFT, NOBODY, Choice, Choices, Ground
from casework.plan.objective import Worth, worth
from casework.plan.problem import Problem
from casework.plan.state import State
from casework.workload import percent

SHOWN = 3
TRIED = 6
"""Leads looked at closely, the cheapest first."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another pair for a case: how much worse the plan is by its objective, and in how many other cases
    it changes."""

    choice: Choice
    worse_by: float
    moves: int
    reached: Worth
    changed: tuple[int, ...]  # the other cases that change, by place


def alternatives(ground: Ground, choices: Choices, case: int, mend: bool = True) -> list[Alternative]:
    """The best few other leads for this case, the best first. Without `mend` nothing else is changed."""
    state = State(ground, choices, float("inf"))
    now = worth(ground, choices).objective
    others = [one for one in sorted({*ground.leads[case], *ground.soles[case]}) if one != choices[case][0]]
    quick = sorted((_price(state, case, one), one) for one in others)
    found = []
    for _, lead in quick[: TRIED if mend else SHOWN]:
        made = _with_lead(state, case, lead, mend)
        if made is None or check_of(ground, made):
            continue
        changed = tuple(n for n, (a, b) in enumerate(zip(made, choices, strict=True)) if a != b and n != case)
        reached = worth(ground, made)
        worse = max(0.0, reached.objective - now)
        found.append(Alternative(made[case], worse, len(changed), reached, changed))
    return sorted(found, key=lambda one: (one.worse_by, one.moves, one.choice))[:SHOWN]


def cost_in_words(now: Worth, then: Worth) -> str:
    """What a plan costs that is not the best, in things that people feel; the first that differs counts."""
    for more, what in (
        (then.unallocated - now.unallocated, "would have nobody"),
        (then.single - now.single, "would have one person only"),
    ):
        if more > 0:
            return f"{more} more case{'' if more == 1 else 's'} {what}"
        if more < 0:
            break
    before, after = percent(now.highest), percent(then.highest)
    if then.highest > now.highest and before != after:
        return f"the busiest would be at {after} of their hours instead of {before}"
    return "the hours would be shared a little less evenly" if then.rest > now.rest + 5 else "nearly as good"


def check_of(ground: Ground, choices: Choices) -> list[str]:
    """What the independent checker has against this plan."""
    people = ground.people
    apart = frozenset(frozenset((people[a].id, people[b].id)) for a, b in ground.apart)
    problem = Problem(ground.cases, people, ground.settings, apart=apart)
    return check(problem, ground.pairs(choices))


def _price(state: State, case: int, lead: int) -> float:
    points = state.ground.points[case][0]
    return state.of(lead, state.load[lead] + points) - state.price[lead] + state.ground.soft[lead][case][0]


def _with_lead(start: State, case: int, lead: int, mend: bool) -> Choices | None:
    """The plan with this lead, if there is one near it: whoever is full gives up another case first."""
    before = start.choices[case]
    plans = [state for state in (_placed(start, case, lead, None),) if state is not None]
    if mend and not plans:
        theirs = [n for n, choice in enumerate(start.choices) if lead in choice and n != case]
        plans = [state for n in theirs if (state := _placed(start, case, lead, n)) is not None]
    if not plans:
        return None
    best = min(plans, key=lambda state: (state.placed(), state.cost))
    if mend:
        _mend(best, case, {*before, *best.choices[case]} - {NOBODY})
    return tuple(best.choices)


def _placed(start: State, case: int, lead: int, given_up: int | None) -> State | None:
    state = start.copy()
    for one in (case, given_up):
        if one is not None and state.choices[one] != LEFT:
            rise = state.weigh([(one, LEFT)])
            if rise is None:
                return None
            state.take([(one, LEFT)], rise)
    best = best_choice(state, case, (lead,))
    if best is None:
        return None
    state.take([best[0]], best[1])
    if given_up is not None and (again := best_choice(state, given_up)) is not None and again[1] < 0:
        state.take([again[0]], again[1])
    return state


def _mend(state: State, case: int, people: set[int]) -> None:
    """The cases of those concerned, and those that want somebody, are looked at once more."""
    near = [
        n
        for n, choice in enumerate(state.choices)
        if n != case and (choice[1] == NOBODY or people & {*choice})
    ]
    for one in near:
        best = best_choice(state, one)
        if best is not None and best[1] < -1e-9 and best[0][1] != state.choices[one]:
            state.take([best[0]], best[1])
