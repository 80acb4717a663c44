"""What people do by hand, for comparison: cases as they come, to whoever has the fewest (DOMAIN.md §4.4)."""

from __future__ import annotations

from casework.plan.ground import NOBODY, Choice, Choices, Ground
from casework.plan.state import State


def fewest_cases(ground: Ground) -> Choices:
    """Each case in turn to the two who may take it and have the fewest cases; points are not looked at."""
    state = State(ground, height=float("inf"))
    for case in range(len(ground.cases)):
        for choice in _in_order(state, case):
            rise = state.weigh([(case, choice)])
            if rise is not None:
                state.take([(case, choice)], rise)
                break
    return tuple(state.choices)


def _in_order(state: State, case: int) -> list[Choice]:
    ground = state.ground

    def held(person: int) -> tuple[int, int]:
        return ground.people[person].cases + state.new[person], person

    leads = sorted(ground.leads[case], key=held)
    seconds = sorted(ground.seconds[case], key=held)
    pairs = [(lead, second) for lead in leads for second in seconds if lead != second]
    return pairs + [(one, NOBODY) for one in sorted(ground.soles[case], key=held)]
