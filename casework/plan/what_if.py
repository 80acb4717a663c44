"""What would come of more cases, more volunteers, or leave: the plan week by week through a quarter
(SD-39)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from statistics import median

from casework.plan.check import must_hold
from casework.plan.ground import LEFT, NOBODY, Choices, Ground, prepare
from casework.plan.heuristic import better, better_of, quick
from casework.plan.least import possible
from casework.plan.objective import worth
from casework.plan.problem import Case, Caseworker, Pair, Problem

WEEKS = 13
PERIODS = 3
"""`max_new` counts 28 days; a quarter has three such periods."""

TYPICAL = Case("typical", points=4.2)
"""Where the file has no case to go by: the mean of DOMAIN.md §3.2."""
VOLUNTEER = Caseworker("volunteer", level=1, capacity=5.1, max_cases=2)
"""Somebody new with ten hours a month: 10 x 0.85 x 0.6 (DOMAIN.md §3.2), and the starter's cap of two
cases."""
CHANGES, THOROUGH = 20_000, 30
"""Changes tried a week at most, and for each case and other case."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is supposed: so many more cases in the quarter, so many new volunteers, and who is away."""

    cases: int = 0
    volunteers: int = 0
    leave: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Week:
    """How the branch stands after so many weeks; utilisations of those who are not away or paused."""

    week: int
    cases: int
    highest: float
    median: float
    unpaired: int
    unallocated: int


class NobodyOfThatName(Exception):
    """Leave was supposed for somebody who is not in the file."""


def quarter(problem: Problem, change: Change, alike: Sequence[Case] = ()) -> list[Week]:
    """The weeks from now (0) to the end of the quarter.

    The problem's cases are there at once; the added ones come evenly, like those of `alike` (none: like the
    problem's own), and none closes. It is seen as one plan for all that has come by then. Raises
    `NobodyOfThatName`.
    """
    known = {person.id for person in problem.caseworkers}
    if strangers := [name for name in change.leave if name not in known]:
        raise NobodyOfThatName(f"There is no caseworker {strangers[0]} in the file. Check the name.")
    people = tuple(_people(problem, change))
    names = _free("new case {:03}", (case.id for case in problem.cases))
    like = sorted(alike or problem.cases, key=lambda case: case.id) or [TYPICAL]
    step = max(1, len(like) // max(1, change.cases))  # a few are taken from all over, not the oldest
    added = [
        _added(like[n * step % len(like)], name) for n, name in zip(range(change.cases), names, strict=False)
    ]
    found: list[Week] = []
    later: list[Pair] = []  # a plan for more cases is one for fewer: no week is worse off than the next
    for week in range(WEEKS, -1, -1):
        come = added[: change.cases * week // WEEKS]
        there = replace(problem, cases=(*problem.cases, *come), caseworkers=people)
        one, later = _week(week, there, later)
        found.append(one)
    return found[::-1]


def saturated(weeks: list[Week]) -> int | None:
    """The first week in which more cases have nobody than at the beginning, if there is one."""
    return next((one.week for one in weeks if one.unallocated > weeks[0].unallocated), None)


def _people(problem: Problem, change: Change) -> Iterator[Caseworker]:
    for person in problem.caseworkers:
        away = person.away or person.id in change.leave
        yield replace(person, away=away, max_new=person.max_new * PERIODS)
    names = _free("new volunteer {}", (person.id for person in problem.caseworkers))
    for _, name in zip(range(change.volunteers), names, strict=False):
        yield replace(VOLUNTEER, id=name)


def _free(pattern: str, taken: Iterable[str]) -> Iterator[str]:
    """Names by number that nobody in the file has."""
    there = frozenset(taken)
    return (name for n in count(1) if (name := pattern.format(n)) not in there)


def _added(like: Case, name: str) -> Case:
    """A case like that one, but nobody's enemy: who is named in it is not known."""
    none = frozenset[str]()
    return replace(like, id=name, urgent=False, not_with=none, opposes=none)


def _week(week: int, problem: Problem, later: Iterable[Pair]) -> tuple[Week, list[Pair]]:
    """The week, and its plan; `later`: the plan of the week after it."""
    ground = prepare(problem)
    changes = min(CHANGES, THOROUGH * len(ground.cases) ** 2)
    choices = better(ground, quick(ground), possible(ground), changes, lambda: False)
    choices = better_of(ground, _without_new(ground, later), choices)
    pairs = ground.pairs(choices)
    left = [ground.cases[n].id for n, choice in enumerate(choices) if choice == LEFT]
    must_hold(problem, pairs, left)
    reached = worth(ground, choices)
    here = [
        used
        for used, person in zip(ground.used(choices), ground.people, strict=True)
        if person.capacity > 0 and person.level > 0 and not (person.away or person.paused)
    ]
    highest = max(here, default=0.0)
    found = Week(week, len(problem.cases), highest, median(here or [0.0]), reached.single, len(left))
    return found, pairs


def _without_new(ground: Ground, later: Iterable[Pair]) -> Choices:
    """The plan of the week after this one, for the cases that are there already."""
    place = {person.id: n for n, person in enumerate(ground.people)}
    theirs = {
        pair.case: (place[pair.lead], NOBODY if pair.second is None else place[pair.second]) for pair in later
    }
    return tuple(theirs.get(case.id, LEFT) for case in ground.cases)
