"""Where there are few plans, all of them: the best, proved without a solver, which takes longer to load."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from casework.plan.ground import LEFT, NOBODY, Choice, Choices, Ground
from casework.plan.objective import before, worth
from casework.plan.state import State

MOST = 2_000
"""Plans that are looked at in a tenth of a second: one case among forty people, or three among four."""


def best_of_all(ground: Ground, start: Choices, most: int = MOST) -> Choices | None:
    """The best plan there is, `start` where none is better; None where there are more than `most`."""
    ways: list[tuple[Choice, ...]] = []
    left = most  # no more than this for one case, or there are too many for all
    for case in range(len(ground.cases)):
        ways.append(tuple(islice(_ways(ground, case), left + 1)))
        if len(ways[-1]) > left:
            return None
        left //= len(ways[-1])
    best, reached = start, worth(ground, start)
    for plan in _plans(State(ground, height=float("inf")), ways, 0):
        if before(ground, now := worth(ground, plan), reached):
            best, reached = plan, now
    return best


def _ways(ground: Ground, case: int) -> Iterator[Choice]:
    """Every choice for one case that could be in a plan."""
    yield LEFT
    yield from ((one, NOBODY) for one in ground.soles[case])
    for lead in ground.leads[case]:
        yield from ((lead, one) for one in ground.seconds[case] if ground.may(case, (lead, one)))


def _plans(state: State, ways: list[tuple[Choice, ...]], case: int) -> Iterator[Choices]:
    """Every plan that keeps to the rules, from this case on; the state is left as it was."""
    if case == len(ways):
        yield tuple(state.choices)
        return
    for choice in ways[case]:
        rise = 0.0 if choice == LEFT else state.weigh([(case, choice)])
        if rise is None:
            continue
        if choice != LEFT:
            state.take([(case, choice)], rise)
        yield from _plans(state, ways, case + 1)
        if choice != LEFT:
            state.take([(case, LEFT)], -rise)
