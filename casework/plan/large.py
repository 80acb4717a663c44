"""A large plan made better by parts: a few cases at a time are planned anew as well as can be, the
others stay.

For plans that are too large to be solved as a whole in the time there is (DOMAIN.md §4.4, the stress
instance).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from casework.plan.ground import LEFT, NOBODY, Choices, Ground
from casework.plan.improve import Chance
from casework.plan.model import FREE, build
from casework.plan.objective import before, worth
from casework.plan.state import keeps
from casework.plan.weights import HIGHEST, SINGLE, UNALLOCATED

PART = 10
"""Cases in a part: enough to exchange people all round, few enough for a fraction of a second."""

SECONDS_EACH = 2.0


def by_parts(ground: Ground, start: Choices, rounds: int, left: Callable[[], float]) -> Choices:
    """The plan after so many parts; a part whose new plan is no better is left as it was."""
    chance, best, now = Chance(ground.settings.seed + 2), start, worth(ground, start)
    for _ in range(rounds):
        if left() < SECONDS_EACH or len(ground.cases) <= PART:
            break
        part = _part(ground, best, chance)
        found = _planned_anew(ground, best, part, left())
        if found is None or not before(ground, reached := worth(ground, found), now):
            continue
        if keeps(ground, found):
            best, now = found, reached
    return best


def _part(ground: Ground, choices: Choices, chance: Chance) -> list[int]:
    """Cases that have to do with each other: they share people, or could."""
    first = chance.below(len(choices))
    able = set(ground.leads[first]) | set(ground.seconds[first])
    used = ground.used(choices)

    def nearness(case: int) -> tuple[int, float]:
        shares = any(one in choices[first] for one in choices[case] if one != NOBODY)
        could = any(one in able for one in choices[case])
        busy = max((used[one] for one in choices[case] if one != NOBODY), default=1.0)
        return -2 * shares - could, -busy * (1 + chance.below(1000) / 1000)

    others = sorted((case for case in range(len(choices)) if case != first), key=nearness)
    return sorted([first, *others[: PART - 1]])


def _planned_anew(ground: Ground, choices: Choices, part: Sequence[int], seconds: float) -> Choices | None:
    """The best plan for these cases while the others stay."""
    small = _restricted(ground, choices, part)
    model = build(small, any(choices[case][1] == NOBODY for case in part))
    height = model.column(FREE, whole=False)
    rows = [({**model.used(one), height: -1.0}, -FREE, 0.0) for one in sorted(model.pieces)]
    cost = model.costs_rest() | {height: HIGHEST} | model.costs_left(FIRM * UNALLOCATED)
    for at, price in model.costs_single(FIRM * SINGLE).items():
        cost[at] = cost.get(at, 0.0) + price
    answer = model.solve(cost, rows, min(SECONDS_EACH, seconds))
    if answer.choices is None:
        return None
    whole = list(choices)
    for case, choice in zip(part, answer.choices, strict=True):
        whole[case] = choice
    return tuple(whole)


FIRM = 10
"""Times the weights of the aims that come first, so that nothing of the rest outweighs them."""


def _restricted(ground: Ground, choices: Choices, part: Sequence[int]) -> Ground:
    """The ground of these cases alone, with what the others' people hold taken as theirs."""
    inside = set(part)
    others = tuple(LEFT if case in inside else choice for case, choice in enumerate(choices))
    loads = ground.loads(others)
    new, heavy = [0] * len(ground.people), [0] * len(ground.people)
    for case, choice in enumerate(others):
        for one in choice:
            if one != NOBODY:
                new[one] += 1
                heavy[one] += ground.cases[case].emotional == 3
    place = {case: n for n, case in enumerate(part)}

    def still(able: tuple[int, ...], case: int) -> tuple[int, ...]:
        taken = {one for other in ground.opposing[case] for one in others[other]}
        full = {one for one in able if new[one] >= ground.most_new[one]}
        return tuple(one for one in able if one not in taken | full)

    return replace(
        ground,
        cases=tuple(ground.cases[case] for case in part),
        people=tuple(replace(person, load=load) for person, load in zip(ground.people, loads, strict=True)),
        leads=tuple(still(ground.leads[case], case) for case in part),
        seconds=tuple(still(ground.seconds[case], case) for case in part),
        soles=tuple(still(ground.soles[case], case) for case in part),
        opposing=tuple(tuple(place[o] for o in ground.opposing[case] if o in inside) for case in part),
        most_new=tuple(max(0, most - n) for most, n in zip(ground.most_new, new, strict=True)),
        most_heavy=tuple(max(0, most - n) for most, n in zip(ground.most_heavy, heavy, strict=True)),
        points=tuple(ground.points[case] for case in part),
        soft=tuple(tuple(theirs[case] for case in part) for theirs in ground.soft),
    )
