"""A plan at once: the hardest cases first, each to the pair that costs least then (DOMAIN.md §4.4, §7.3)."""

from __future__ import annotations

from casework.plan.ground import LEFT, NOBODY, Choice, Ground
from casework.plan.state import Change, State


def hardest_first(ground: Ground) -> State:
    """Urgent cases first, then those for which fewest people can be asked, then the heaviest."""
    state = State(ground, height=float("inf"))
    for case in sorted(range(len(ground.cases)), key=lambda n: _ease(ground, n)):
        place_best(state, case)
    return state


def place_best(state: State, case: int) -> bool:
    """Give the case to whoever costs least, if to anybody. True where that made a difference."""
    best = best_choice(state, case)
    if best is None or best[1] >= 0:
        return False
    state.take([best[0]], best[1])
    return True


def best_choice(state: State, case: int, leads: tuple[int, ...] = ()) -> tuple[Change, float] | None:
    """The cheapest choice for this case, with the rise in cost; `leads` restricts who may lead it.

    The cost of a pair is at least the sum of its two people's, so the cheapest leads and seconds each for
    themselves are tried first, and the search ends when no later pair can be cheaper.
    """
    ground = state.ground
    held = state.choices[case]
    freed = 0.0
    if held != LEFT:
        freed = state.weigh([(case, LEFT)]) or 0.0
        state.take([(case, LEFT)], freed)
    best = _of_free(state, case, leads or ground.leads[case], leads or ground.soles[case])
    if held != LEFT:
        state.take([(case, held)], -freed)
        if best is not None:
            best = best[0], best[1] + freed
    return best


def _of_free(
    state: State, case: int, leads: tuple[int, ...], soles: tuple[int, ...]
) -> tuple[Change, float] | None:
    first, second = ranked(state, case, leads, 0), ranked(state, case, state.ground.seconds[case], 1)
    found: Choice | None = None
    cheapest = float("inf")
    for cost, lead in first:
        if second and cost + second[0][0] >= cheapest:
            break
        for more, other in second:
            if cost + more >= cheapest:
                break
            whole = cost + more + state.again.get((lead, other), 0.0)
            if whole < cheapest and state.weigh([(case, (lead, other))]) is not None:
                found, cheapest = (lead, other), whole
    if found is None:
        alone = ranked(state, case, tuple(one for one in soles if one in state.able[case][2]), 2)
        found = next(
            ((one, NOBODY) for _, one in alone if state.weigh([(case, (one, NOBODY))]) is not None), None
        )
    if found is None:
        return None
    rise = state.weigh([(case, found)])
    return None if rise is None else ((case, found), rise)


def ranked(state: State, case: int, people: tuple[int, ...], part: int) -> list[tuple[float, int]]:
    """What each would cost in this part (0 lead, 1 second, 2 alone), cheapest first; equal ones in the
    settled order."""
    points, soft = state.ground.points[case][part], 1 if part == 1 else 0
    limit, most = state.ground.limit, state.ground.most_new
    return sorted(
        (state.of(one, state.load[one] + points) - state.price[one] + state.ground.soft[one][case][soft], one)
        for one in people
        if state.load[one] + points <= limit[one] and state.new[one] < most[one]
    )


def _ease(ground: Ground, case: int) -> tuple[bool, int, float, str]:
    one = ground.cases[case]
    return not one.urgent, len(ground.leads[case]) + len(ground.seconds[case]), -one.points, one.id
