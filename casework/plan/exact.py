"""The aims one after the other with HiGHS: each as good as can be, and proved, while the earlier ones
are held.

Stage by stage (DOMAIN.md §4.2, ALLOCATION.md): unallocated and single-handed; the highest utilisation;
the rest. The first stages ask only for something better than the plan at hand; "there is none" is the proof.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from casework.plan import by_hands
from casework.plan.ground import Choices, Ground
from casework.plan.heights import busiest, next_worst
from casework.plan.heuristic import even
from casework.plan.large import by_parts
from casework.plan.least import possible
from casework.plan.model import FREE, Model, Terms, build
from casework.plan.objective import ALIKE, Worth, floors, strict, total
from casework.plan.search import Search
from casework.plan.weights import HIGHEST

Row = tuple[Terms, float, float]
SLACK = 1e-6
"""What an aim that is held may be off by the solver's arithmetic."""
WHOLE = 8_000
"""Variables up to which a plan is solved as a whole; beyond it the time is better spent on parts."""
LEVEL_TIME = 0.6
"""The part of the time still left that one of the highest utilisations may take."""
BETTER = 1e-4
"""A rest that is lower by less than this, in penalty units, is not looked for."""


@dataclass(frozen=True, slots=True)
class Found:
    """A plan and how good any plan can be: lower bounds of the aims, each while the earlier ones are held."""

    choices: Choices
    unallocated: float = 0.0
    single: float = 0.0
    others: float = 0.0  # the highest utilisation with its weight, and the rest
    proved: bool = False

    @property
    def bound(self) -> float:
        """The lower bound of the objective."""
        return total(self.unallocated, self.single, 0.0, self.others)


def improve(ground: Ground, start: Choices, left: Callable[[], float]) -> Found:
    """The best plan that can be proved or found in the time that is left, from a plan that keeps to the
    rules."""
    search = Search(ground, start, left)
    least = possible(ground)
    done = least == search.worth.placed
    found = Found(start, *least)
    if not done:
        found, done = _placing(search, found)
        if search.choices != start:
            search.better(even(ground, search.choices, AFTER, lambda: left() <= 0))
    now = search.worth
    alone = now.unallocated + now.single > 0
    model = build(ground, alone)
    held: list[Row] = []
    if alone:
        held = [(model.costs_left(), 0, now.unallocated), (model.costs_single(), 0, now.single)]
    others, proved = (_in_turn if strict(ground) else _weighed)(search, model, held)
    return replace(found, choices=search.choices, others=others, proved=done and proved)


AFTER = 20_000
"""Changes with which the load is spread again after the solver has placed more cases or lowered the
heights."""


def _in_turn(search: Search, model: Model, held: list[Row]) -> tuple[float, bool]:
    """The highest utilisation, then the next-worst, then the rest; (lower bound of the first and the last,
    whether all are proved)."""
    dealt = by_hands.low(search)
    if dealt is None:
        return _in_turn_by_pieces(search, model, held)
    bound, lowest = dealt.lowest, busiest(search.ground, search.choices) <= dealt.lowest + ALIKE
    if not lowest:
        highest, lowest = _highest(search, model, [*held])
        bound = max(bound, highest)
    under = by_hands.under(search, dealt.table, lowest)
    if under is None:
        return _in_turn_by_pieces(search, model, held)
    bound = search.worth.highest if lowest else bound
    return HIGHEST * bound + under.least.others, lowest and under.next_proved and under.least.proved


def _in_turn_by_pieces(search: Search, model: Model, held: list[Row]) -> tuple[float, bool]:
    highest, lowest = _highest(search, model, held)
    next_lowest = _next_worst(search, model, held)
    rest, best = _least(search, model, held, model.costs_rest(), lambda one: one.rest)
    return HIGHEST * highest + rest, lowest and next_lowest and best


def _weighed(search: Search, model: Model, held: list[Row]) -> tuple[float, bool]:
    """The highest utilisation and the rest by their weights; (lower bound of both, whether proved)."""
    begun = search.choices
    least = by_hands.together(search) if len(model.upper) <= WHOLE else None
    if least is None:
        return _together(search, model, held)
    if search.choices == begun and not least.proved:  # too slow a machine for the solver
        search.better(even(search.ground, search.choices, MORE, lambda: search.left() <= 0))
    return least.others, least.proved


MORE = 200_000
"""Changes where the solver found nothing better, as far as there is time."""


def _together(search: Search, model: Model, held: list[Row]) -> tuple[float, bool]:
    """The highest utilisation and the rest by their weights; (lower bound of both, whether proved)."""
    ground = search.ground
    changes = int(CHANGES_A_SECOND * ground.settings.seconds)
    begun, kept = search.left(), LATE * search.left()
    gone = (lambda: (begun - search.left()) / (begun - kept)) if begun > 0 else lambda: 1.0
    search.better(even(ground, search.choices, changes, gone, HIGHER))
    keep = KEPT * search.left()
    rounds = int(PARTS_A_SECOND * ground.settings.seconds)
    search.better(by_parts(ground, search.choices, rounds, lambda: search.left() - keep))
    height, rows = _height(model, list(model.pieces))
    held = [*held, *rows]
    cost = model.costs_rest() | {height: HIGHEST}
    return _least(search, model, held, cost, lambda one: HIGHEST * one.highest + one.rest)


CHANGES_A_SECOND, HIGHER = 50_000, 1.05
"""Changes, for each second allowed, in one long search before the parts; and how many times the highest
utilisation it may reach. So long a search finds far more than many short ones, or than parts in that time."""
LATE = 0.1
"""The part of the time still left then that such a search leaves on a slow machine."""
KEPT = 0.4
"""The part of the time still left that is kept for the proof."""
PARTS_A_SECOND = 0.5


def _placing(search: Search, found: Found) -> tuple[Found, bool]:
    """As few as possible unallocated, then single-handed: one whole number, in which the first outweighs."""
    ground, model = search.ground, build(search.ground)
    times = len(ground.cases) + 1
    cost = model.costs_left(times) | model.costs_single()
    now = search.worth
    value = now.unallocated * times + now.single
    answer = model.solve(cost, [(cost, 0, value - 1)], 0.3 * search.left())
    search.better(answer.choices)
    now = search.worth
    value = now.unallocated * times + now.single
    if answer.finished:
        return replace(found, choices=search.choices, unallocated=now.unallocated, single=now.single), True
    least = max(_up(answer.bound), found.unallocated * times + found.single)
    left = max(found.unallocated, least // times)
    single = least - left * times if left == now.unallocated else 0.0
    return replace(found, choices=search.choices, unallocated=left, single=max(0.0, single)), False


def _up(bound: float) -> float:
    return 0.0 if bound == -FREE else float(-(-(bound - 1e-6) // 1))


def _highest(search: Search, model: Model, held: list[Row]) -> tuple[float, bool]:
    """Make the highest utilisation that can be changed as low as can be, and hold it; (lower bound, proved).

    Whoever was busiest before, and nobody is busier now, need not be looked at: they get nothing.
    """
    ground, least = search.ground, floors(search.ground)
    used = ground.used(())
    busiest = sorted((n for n, usable in enumerate(ground.usable) if usable), key=lambda n: -used[n])
    first = next(iter(least), 0.0)
    for level, floor in enumerate(least):
        if search.worth.levels[level] > floor + ALIKE:
            now, done = _lower(search, model, held, busiest[level:], level)
            if search.worth.levels[level] > floor + ALIKE:
                return max(first, now) if level == 0 else first, done
        if busiest[level] in model.pieces:
            held.append((model.used(busiest[level]), -FREE, floor + ALIKE / 10))
    return first, True


def _height(model: Model, people: list[int]) -> tuple[int, list[Row]]:
    """A new variable that is no lower than anybody's utilisation, and its rows."""
    height = model.column(FREE, whole=False)
    rows = [({**model.used(one), height: -1.0}, -FREE, 0.0) for one in people if one in model.pieces]
    return height, [(terms, low, high) for terms, low, high in rows]


def _next_worst(search: Search, model: Model, held: list[Row]) -> bool:
    """Make the next-worst as low as can be while the highest is held, and hold it; whether that is proved."""
    second = next_worst(search.ground, search.choices)
    if second is None:
        return True
    now, bar = second.of(search.choices), second.held(search.choices)
    height = model.column(FREE, whole=False)
    few: dict[int, float] = {}
    rows: list[Row] = [({height: 1.0}, second.floor, FREE)]
    for one, base in enumerate(search.ground.used(())):
        if one in model.pieces and base <= bar.highest:
            few[at := model.column()] = 1.0
            rows.append(({**model.used(one), height: -1.0, at: -bar.highest}, -FREE, 0.0))
    at = search.ground.settings.in_turn - 1
    answer = model.solve({height: 1.0}, [*held, *rows, (few, 0, at)], LEVEL_TIME * search.left())
    search.better(answer.choices)
    held += [*rows, (few, 0, at), ({height: 1.0}, 0, second.of(search.choices) + SLACK)]
    return answer.finished or now <= second.floor + ALIKE


def _lower(
    search: Search, model: Model, held: list[Row], people: list[int], level: int
) -> tuple[float, bool]:
    height, rows = _height(model, people)
    cost = {height: 1.0}
    now = search.worth.levels[level]
    least = model.solve(cost, [*held, *rows], search.left(), whole=False).bound
    done = least >= now - ALIKE
    if not done and search.left() > 0:
        lower: Row = (cost, 0, now - ALIKE)
        answer = model.solve(cost, [*held, *rows, lower], LEVEL_TIME * search.left())
        if search.better(answer.choices):
            search.better(even(search.ground, search.choices, AFTER, lambda: search.left() <= 0))
        now, done = search.worth.levels[level], answer.finished
    held += [*rows, (cost, 0, now + SLACK)]
    return (now if done else max(0.0, min(now, least))), done


def _least(
    search: Search, model: Model, held: list[Row], cost: Terms, of: Callable[[Worth], float]
) -> tuple[float, bool]:
    """Make the cost as small as can be, the other aims held; (lower bound, whether proved)."""
    least = max(0.0, model.solve(cost, held, search.left(), whole=False).bound)
    if least < of(search.worth) - BETTER and len(model.upper) <= WHOLE and search.left() > 0:
        answer = model.solve(cost, held, search.left())
        search.better(answer.choices)
        least = max(least, of(search.worth) if answer.finished else answer.bound)
    now = of(search.worth)
    return min(now, least), least >= now - BETTER
