"""Small random branches, and the best plan for them by trying every plan there is."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from casework.plan.problem import Case, Caseworker, Pair, Problem, Settings, utilisation
from casework.plan.reading import both_ways
from casework.plan.rules import open_parts
from casework.plan.weights import soft, spread

KINDS = ("disciplinary", "grievance", "sickness")
PLACES = ("Physics", "Chemistry", "")


def small_branch(seed: int, cases: int = 3, people: int = 5) -> Problem:
    """A branch of up to so many cases and people, with every rule at work and many edges."""
    chance = random.Random(seed)
    easy = chance.random() < 0.6
    number = people if easy else chance.randint(1, people)
    some_people = tuple(_ready(_person(chance, n), easy) for n in range(number))
    names = [person.id for person in some_people]
    some_cases = [_case(chance, n, names) for n in range(cases if easy else chance.randint(1, cases))]
    settings = Settings(
        share_lead=chance.choice((0.7, 0.7, 0.8)),
        share_second=chance.choice((0.4, 0.4, 0.9)),
        max_utilisation=chance.choice((1.0, 1.0, 0.9, 1.1)),
        seconds=20,
        seed=seed,
    )
    return Problem(both_ways(some_cases), some_people, settings)


def _ready(person: Caseworker, easy: bool) -> Caseworker:
    """In an easy branch most people have some time, so that there are many plans to choose from."""
    if not easy:
        return person
    capacity, load = max(person.capacity, 5.0), min(person.load, person.capacity)
    level, new = max(person.level, 1), max(person.max_new, 2)
    return replace(
        person, away=False, paused=False, level=level, capacity=capacity, load=load, cases=0, max_new=new
    )


def _case(chance: random.Random, n: int, names: list[str]) -> Case:
    return Case(
        id=f"C-{n}",
        points=chance.choice((0.0, 1.0, 2.0, 3.5, 5.0, 8.0)),
        emotional=chance.choice((0, 0, 1, 2, 3)),
        category=chance.choice(KINDS),
        urgent=chance.random() < 0.3,
        hearing=chance.random() < 0.2,
        employer=chance.choice(("University", "University", "University", "College", "")),
        department=chance.choice(PLACES),
        not_with=frozenset(chance.sample(names, 1) if chance.random() < 0.2 else ()),
        woman_only=chance.random() < 0.1,
        opposes=frozenset({chance.choice(("C-0", "C-1", "C-elsewhere"))} - {f"C-{n}"})
        if chance.random() < 0.3
        else frozenset(),
    )


def _person(chance: random.Random, n: int) -> Caseworker:
    capacity = chance.choice((0.0, 5.0, 6.8, 8.5, 8.5, 12.0, 12.0))
    return Caseworker(
        id=f"cw{n}",
        level=chance.choice((0, 1, 1, 1, 2, 2, 2, 2, 2)),
        capacity=capacity,
        load=round(capacity * chance.choice((0, 0, 0.1, 0.2, 0.3, 0.5, 1.2)), 2),
        cases=chance.randint(0, 2),
        max_cases=chance.choice((3, 5, 5)),
        max_new=chance.choice((0, 1, 2, 2, 2, 3)),
        max_heavy=chance.choice((0, 1, 2, 2)),
        heavy=chance.choice((0, 0, 0, 1)),
        employer=chance.choice(("University", "College", "")),
        department=chance.choice(PLACES),
        covers=chance.choice((None,) * 6 + (frozenset({"University"}),)),
        not_yet=frozenset({chance.choice(KINDS)} if chance.random() < 0.1 else ()),
        declined=frozenset({"C-0"} if chance.random() < 0.1 else ()),
        away=chance.random() < 0.05,
        paused=chance.random() < 0.05,
        accredited=chance.random() < 0.7,
        woman=chance.random() < 0.5,
        days_since_last=chance.choice((None, 0, 20, 200)),
        wants=frozenset({chance.choice(KINDS)} if chance.random() < 0.4 else ()),
    )


@dataclass(frozen=True, slots=True)
class Aims:
    """What a plan reaches, in order. `floor`: how many of the highest utilisations are untouched (more
    is better). `then`: the highest but one that the plan can change, among those who may be asked."""

    unallocated: int
    single: int
    floor: int
    highest: float  # the highest that the plan has changed; 0 if none
    then: float
    rest: float

    @property
    def order(self) -> tuple[float, ...]:
        heights = round(self.highest, 5), round(self.then, 5)
        return self.unallocated, self.single, -self.floor, *heights, self.rest


def aims(problem: Problem, plan: tuple[Pair, ...]) -> Aims:
    """The aims of ALLOCATION.md, counted from the plan and nothing else."""
    load = {person.id: person.load for person in problem.caseworkers}
    people = {person.id: person for person in problem.caseworkers}
    pairs = {pair.case: pair for pair in plan}
    settings, rest, unallocated = problem.settings, 0.0, 0
    for case in problem.cases:
        pair = pairs.get(case.id)
        if pair is None:
            unallocated += 2 if case.urgent else 1
            continue
        load[pair.lead] += case.points * (settings.share_lead if pair.second else settings.share_sole)
        rest += soft(case, people[pair.lead])[0]
        if pair.second:
            load[pair.second] += case.points * settings.share_second
            rest += soft(case, people[pair.second])[1]
    after = {name: utilisation(load[name], people[name].capacity) for name in people}
    before = {name: utilisation(one.load, one.capacity) for name, one in people.items()}
    rest += sum(spread(one) for one in after.values() if one != float("inf"))
    floor, highest = 0, 0.0
    for new, old in zip(
        sorted(after.values(), reverse=True), sorted(before.values(), reverse=True), strict=True
    ):
        if new > old + 1e-5:
            highest = new
            break
        floor += 1
    single = sum(pair.second is None for pair in plan)
    return Aims(unallocated, single, floor, highest, _then(problem, before, after), rest)


def _then(problem: Problem, before: dict[str, float], after: dict[str, float]) -> float:
    """The level below the highest that has changed; 0 if none has, or there is none below."""
    able = [
        one.id
        for one in problem.caseworkers
        if any(open_parts(case, one, problem.settings) for case in problem.cases)
    ]
    new = sorted((after[name] for name in able), reverse=True)
    old = sorted((before[name] for name in able), reverse=True)
    changed = [at for at, (one, other) in enumerate(zip(new, old, strict=True)) if one > other + 1e-5]
    return new[changed[0] + 1] if changed and changed[0] + 1 < len(new) else 0.0


def best_by_trying_all(problem: Problem) -> Aims:
    """The best aims of any plan that keeps to the rules. Only for a handful of cases and people."""
    return min((aims(problem, plan) for plan in every_plan(problem)), key=lambda one: one.order)


def every_plan(problem: Problem) -> Iterator[tuple[Pair, ...]]:
    """All plans that keep to the rules, case by case."""
    yield from _further(problem, 0, ())


def _further(problem: Problem, n: int, plan: tuple[Pair, ...]) -> Iterator[tuple[Pair, ...]]:
    if n == len(problem.cases):
        yield plan
        return
    yield from _further(problem, n + 1, plan)
    case = problem.cases[n]
    for lead in problem.caseworkers:
        for second in (None, *problem.caseworkers):
            pair = Pair(case.id, lead.id, second.id if second else None)
            if _fits(problem, case, lead, second) and _room(problem, (*plan, pair)):
                yield from _further(problem, n + 1, (*plan, pair))


def _fits(problem: Problem, case: Case, lead: Caseworker, second: Caseworker | None) -> bool:
    both = [lead] if second is None else [lead, second]
    hard = case.hearing or case.emotional >= 2
    return (
        lead is not second
        and max(one.level for one in both) == 2
        and lead.level >= (2 if hard else 1)
        and (lead.accredited or not case.hearing)
        and all(
            one.level >= 1
            and not one.away
            and not one.paused
            and not (case.department and _home(case) == _home(one))
            and one.id not in case.not_with
            and case.id not in one.declined
            and (one.woman or not case.woman_only)
            and case.category not in one.not_yet
            and (one.covers is None or case.employer in one.covers)
            for one in both
        )
    )


def _home(one: Case | Caseworker) -> tuple[str, str]:
    return one.employer, one.department


def _room(problem: Problem, plan: tuple[Pair, ...]) -> bool:
    """Whether those of the last pair have room for all that they are given."""
    cases = {case.id: case for case in problem.cases}
    settings = problem.settings
    for name in {plan[-1].lead, plan[-1].second} - {None}:
        one = next(person for person in problem.caseworkers if person.id == name)
        theirs = [pair for pair in plan if name in (pair.lead, pair.second)]
        load = one.load
        for pair in theirs:
            share = settings.share_lead if pair.lead == name else settings.share_second
            load += cases[pair.case].points * (share if pair.second else settings.share_sole)
        heavy = one.heavy + sum(cases[pair.case].emotional == 3 for pair in theirs)
        full = len(theirs) > one.max_new or one.cases + len(theirs) > one.max_cases or heavy > one.max_heavy
        held = {pair.case for pair in theirs}
        if full or load > one.capacity * settings.max_utilisation + 1e-9:
            return False
        if any(cases[pair.case].opposes & held for pair in theirs):
            return False
    return True
