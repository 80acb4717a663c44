"""A problem made ready for planning: places instead of names, and who may do what, found out once.

Cases and people are in a settled order (people longest without a new case first, then by id), so that a
plan does not hang on the order of the file, and equally good choices fall to whoever waited longest (A-01).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casework.plan.problem import Case, Caseworker, Pair, Problem, Settings, utilisation
from casework.plan.rules import NEARLY, ROLES, open_parts
from casework.plan.weights import soft, together

NOBODY = -1

Choice = tuple[int, int]
"""Lead and second by place; (lead, NOBODY) is single-handed, `LEFT` is unallocated."""
LEFT: Choice = (NOBODY, NOBODY)

Choices = tuple[Choice, ...]
"""A plan by place: one choice a case."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What does not change while plans are tried. Lists are by place of case or person; loads in points."""

    cases: tuple[Case, ...]
    people: tuple[Caseworker, ...]
    settings: Settings
    leads: tuple[tuple[int, ...], ...]  # who may lead a pair, by case
    seconds: tuple[tuple[int, ...], ...]
    soles: tuple[tuple[int, ...], ...]
    opposing: tuple[tuple[int, ...], ...]  # the other sides, by case
    limit: tuple[float, ...]  # the most points they may hold after
    most_new: tuple[int, ...]
    most_heavy: tuple[int, ...]  # of the new ones
    usable: tuple[bool, ...]  # may take any part in any case
    points: tuple[tuple[float, float, float], ...]  # by case: as lead, second, sole
    soft: tuple[tuple[tuple[float, float], ...], ...]  # by person, then case: as lead or sole, as second
    again: Mapping[tuple[int, int], float]  # what a pair costs that was one before, either way round
    apart: frozenset[Choice] = frozenset()  # pairs that may not be, either way round

    def may(self, case: int, choice: Choice) -> bool:
        """Whether the pair may be asked, whatever else they are given."""
        lead, second = choice
        if choice == LEFT:
            return True
        if second == NOBODY:
            return lead in self.soles[case]
        experienced = self.people[lead].level == 2 or self.people[second].level == 2
        allowed = lead in self.leads[case] and second in self.seconds[case]
        return lead != second and experienced and allowed and choice not in self.apart

    def pairs(self, choices: Choices) -> list[Pair]:
        """A plan with names, in the settled order of cases."""
        return [
            Pair(self.cases[n].id, self.people[a].id, self.people[b].id if b != NOBODY else None)
            for n, (a, b) in enumerate(choices)
            if a != NOBODY
        ]

    def loads(self, choices: Choices) -> list[float]:
        """Points after the plan, by person."""
        after = [person.load for person in self.people]
        for n, (a, b) in enumerate(choices):
            if b != NOBODY:
                after[a] += self.points[n][0]
                after[b] += self.points[n][1]
            elif a != NOBODY:
                after[a] += self.points[n][2]
        return after

    def used(self, choices: Choices) -> list[float]:
        """Utilisation after the plan, by person."""
        return [
            utilisation(load, person.capacity)
            for load, person in zip(self.loads(choices), self.people, strict=True)
        ]


def prepare(problem: Problem) -> Ground:
    """Ask every rule about every case, person and part."""
    settings = problem.settings
    cases = tuple(sorted(problem.cases, key=lambda case: case.id))
    people = tuple(sorted(problem.caseworkers, key=_waiting))
    place = {case.id: n for n, case in enumerate(cases)}
    parts = [[open_parts(case, one, settings) for one in people] for case in cases]
    may = {
        role: tuple(tuple(n for n, open_to in enumerate(row) if role in open_to) for row in parts)
        for role in ROLES
    }
    everyone = {n for role in ROLES for able in may[role] for n in able}
    return Ground(
        cases=cases,
        people=people,
        settings=settings,
        leads=may["lead"],
        seconds=may["second"],
        soles=may["sole"],
        opposing=tuple(
            tuple(sorted(place[name] for name in case.opposes if name in place)) for case in cases
        ),
        limit=tuple(one.capacity * settings.max_utilisation + NEARLY for one in people),
        most_new=tuple(max(0, min(one.max_new, one.max_cases - one.cases)) for one in people),
        most_heavy=tuple(max(0, one.max_heavy - one.heavy) for one in people),
        usable=tuple(n in everyone for n in range(len(people))),
        points=tuple(
            (
                case.points * settings.share_lead,
                case.points * settings.share_second,
                case.points * settings.share_sole,
            )
            for case in cases
        ),
        soft=tuple(tuple(soft(case, one, settings.soft) for case in cases) for one in people),
        again=_again(problem, {one.id: n for n, one in enumerate(people)}),
        apart=_apart(problem, {one.id: n for n, one in enumerate(people)}),
    )


def _again(problem: Problem, place: Mapping[str, int]) -> dict[tuple[int, int], float]:
    found = {}
    for pair, times in problem.together.items():
        if len(pair) == 2 and pair <= place.keys():
            a, b = sorted(place[one] for one in pair)
            found[a, b] = found[b, a] = together(times, problem.settings.soft)
    return found


def _apart(problem: Problem, place: Mapping[str, int]) -> frozenset[Choice]:
    both = [sorted(place[one] for one in pair) for pair in problem.apart if pair <= place.keys()]
    return frozenset(choice for a, *b in both if b for choice in ((a, b[0]), (b[0], a)))


def _waiting(person: Caseworker) -> tuple[float, str]:
    days = person.days_since_last
    return (-float("inf") if days is None else -days, person.id)
