"""A plan made better by small changes, some of them for the worse at first (simulated annealing)."""

from __future__ import annotations

from collections.abc import Callable
from math import exp

from casework.plan.greedy import best_choice
from casework.plan.ground import LEFT, NOBODY, Choice, Choices, Ground
from casework.plan.state import SINGLE, Change, State

HOT, WARM, COLD = 300.0, 30.0, 0.05
"""The rises in cost of which one in three is taken: while cases are placed, while loads are spread, at
the end."""

LOOK = 256  # changes between two looks at the clock


class Chance:
    """Numbers that look like chance and are always the same for a seed (Knuth's MMIX generator)."""

    def __init__(self, seed: int) -> None:
        self.state = (seed * 2_862_933_555_777_941_757 + 3_037_000_493) & 0xFFFF_FFFF_FFFF_FFFF

    def below(self, most: int) -> int:
        """A whole number from 0 to `most` - 1."""
        self.state = (
            self.state * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407
        ) & 0xFFFF_FFFF_FFFF_FFFF
        return (self.state >> 33) * most >> 31


def place(
    ground: Ground, start: Choices, enough: tuple[int, int], changes: int, late: Callable[[], bool]
) -> Choices:
    """As many cases to pairs as can be: whoever is full for a case may be taken out of another one.

    Ends as soon as only `enough` (unallocated, single-handed) are left.
    """
    state = State(ground, start, float("inf"))
    chance = Chance(ground.settings.seed)
    return _search(state, changes, HOT, chance, lambda: late() or state.placed() <= enough, often=4)


def anneal(
    ground: Ground, start: Choices, height: float, steep: float, changes: int, late: Callable[[], float]
) -> Choices:
    """The best plan met in so many changes, from hot to cold; nobody should be above the height.

    The steeper, the more is given for somebody who is near the height to come down.
    """
    state = State(ground, start, height, steep)
    return _search(state, changes, WARM, Chance(ground.settings.seed + 1), late, often=10)


def _search(
    state: State, changes: int, hot: float, chance: Chance, late: Callable[[], float], often: int
) -> Choices:
    """`late`: the part of the time that is gone. The heat follows the count; only where the machine is too
    slow for that does it follow the clock, so that it is cold when the time is up."""
    best, reached = tuple(state.choices), state.reached()
    if not state.choices:
        return best
    heat = hot
    for n in range(changes):
        if n % LOOK == 0:
            gone = late()
            if gone >= 1:
                break
            heat = hot * (COLD / hot) ** max(gone, (n + LOOK) / max(LOOK, changes))
        proposal = _hungry(state, chance) if n % often == 0 else _proposal(state, chance)
        if not proposal or (rise := state.weigh(proposal)) is None:
            continue
        if rise > 0 and chance.below(1 << 20) >= exp(-rise / heat) * (1 << 20):
            continue
        state.take(proposal, rise)
        if (state.cost < reached[2] or rise < -SINGLE / 2) and (now := state.reached()) < reached:
            best, reached = tuple(state.choices), now
    return best


def settle(ground: Ground, start: Choices, height: float, late: Callable[[], bool]) -> Choices:
    """The plan after every change of one case that makes it better, until there is none."""
    state = State(ground, start, height)
    again = True
    while again and not late():
        again = False
        for case in range(len(ground.cases)):
            best = best_choice(state, case)
            if best is not None and best[1] < -1e-9 and best[0][1] != state.choices[case]:
                state.take([best[0]], best[1])
                again = True
    return tuple(state.choices)


def _proposal(state: State, chance: Chance) -> list[Change]:
    """A random change: another person in one part, two people who change places, or a new pair."""
    ground, choices = state.ground, state.choices
    case = chance.below(len(choices))
    lead, second = held = choices[case]
    kind = chance.below(100)
    if lead == NOBODY or second == NOBODY or kind >= 90:
        new = _any_pair(ground, case, chance)
        return [(case, new)] if new != held else []
    if kind < 50:
        part = kind & 1
        able = ground.seconds[case] if part else ground.leads[case]
        one = able[chance.below(len(able))]
        return [(case, (lead, one) if part else (one, second))] if one not in held else []
    if kind < 55:
        return [(case, (second, lead))]
    other = chance.below(len(choices))
    if other == case:
        return []
    if choices[other] == LEFT:
        return [(case, LEFT), (other, held)]
    mine, theirs = kind & 1, chance.below(2) if choices[other][1] != NOBODY else 0
    here, there = held[mine], choices[other][theirs]
    if here == there:
        return []
    return [(case, _with(held, mine, there)), (other, _with(choices[other], theirs, here))]


def _hungry(state: State, chance: Chance) -> list[Change]:
    """Somebody for a case that has nobody or only one, at the expense of another case if they are full."""
    ground, choices = state.ground, state.choices
    if not state.wanting:
        return []
    wanting = [n for n, (lead, second) in enumerate(choices) if second == NOBODY]
    case = wanting[chance.below(len(wanting))]
    lead, _ = choices[case]
    seconds = ground.seconds[case]
    if lead != NOBODY and seconds:
        person = seconds[chance.below(len(seconds))]
        new = (lead, person) if chance.below(2) else (person, lead)
    else:
        new = _any_pair(ground, case, chance)
        person = new[chance.below(2)]
    if person == NOBODY:
        person = new[0]
    theirs = [n for n, choice in enumerate(choices) if person in choice and n != case]
    if person == NOBODY or not theirs:
        return [(case, new)]
    other = theirs[chance.below(len(theirs))]
    a, b = choices[other]
    rest = b if a == person else a
    return [(case, new), (other, (rest, NOBODY) if rest in state.able[other][2] else LEFT)]


def _with(choice: Choice, part: int, person: int) -> Choice:
    return (choice[0], person) if part else (person, choice[1])


def _any_pair(ground: Ground, case: int, chance: Chance) -> Choice:
    leads, seconds, soles = ground.leads[case], ground.seconds[case], ground.soles[case]
    if leads and seconds and chance.below(8):
        return leads[chance.below(len(leads))], seconds[chance.below(len(seconds))]
    return (soles[chance.below(len(soles))], NOBODY) if soles else LEFT
