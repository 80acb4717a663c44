"""How good plans are, how soon, and against what people do by hand: generated branches, by seed.

Each branch is solved by `casework suggest --problem` as a process of its own; the figures are those it
prints.
"""

from __future__ import annotations

import json
import random
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.running import NotDone, casework, memory_of
from benchmarks.table import Line
from casework.plan.alternatives import alternatives
from casework.plan.by_hand import fewest_cases
from casework.plan.check import check
from casework.plan.greedy import hardest_first
from casework.plan.ground import Choices, Ground, prepare
from casework.plan.objective import worth
from casework.plan.problem import Case, Caseworker, Problem, Settings
from casework.plan.reading import CASE, CASEWORKER, SETTINGS, both_ways

KINDS = {"advice": 1, "pay": 2, "sickness": 4, "grievance": 5, "disciplinary": 6, "dismissal": 8}
STAGES = (0.5, 0.7, 0.7, 1.0, 1.0, 1.3)


@dataclass(frozen=True, slots=True)
class Size:
    """A branch to be planned for: its aim in seconds and gap, and the share of free time that is asked
    for."""

    cases: int
    people: int
    demand: float
    most_new: int
    seconds: float  # aimed at
    gap: float
    allowed: float


SIZES = (
    Size(12, 18, 0.35, 2, 2, 0.0, 10),
    Size(18, 12, 0.45, 4, 2, 0.0, 10),
    Size(40, 40, 0.45, 4, 10, 0.01, 10),
    Size(200, 100, 0.86, 8, 60, 0.05, 60),
)
SEEDS = (1, 2, 3)


def allocation(runs: int) -> Iterator[Line]:
    """For every size and seed: objective, gap and time; the highest and the spread against counting and
    greedy."""
    for size in SIZES:
        for seed in SEEDS[: max(1, min(runs, len(SEEDS)))]:
            yield from _measured(size, seed)


def _measured(size: Size, seed: int) -> Iterator[Line]:
    problem = branch(size, seed)
    ground = prepare(problem)
    with tempfile.TemporaryDirectory(prefix="casework-bench-") as folder:
        path = Path(folder) / "problem.json"
        path.write_text(json.dumps(as_object(problem)), encoding="utf-8")
        asked = ("suggest", "--problem", str(path), "--json")
        ran = casework(*asked)
        memory = memory_of(*asked) if seed == SEEDS[0] else None
    found = json.loads(ran.said)
    choices = _choices(ground, found)
    if check(problem, ground.pairs(choices)):
        raise NotDone(f"the plan for {size} breaks a rule")
    name = f"{size.cases} cases, {size.people} people, seed {seed}"
    aim = f"gap at most {size.gap:.0%} in {size.seconds:g} s"
    took = f"{ran.wall:.1f} s ({ran.cpu:.1f} s of processor)"
    told = f"{took}, objective {found['objective']:.1f}, bound {found['bound']:.1f}, {found['status']}"
    told += f"; {memory / 2**20:.0f} MB" if memory else ""
    yield Line(name, aim, f"gap {found['gap']:.2%}", told, 1)
    rivals = {"fewest cases": fewest_cases(ground), "greedy": tuple(hardest_first(ground).choices)}
    said = [f"{one}: {_figures(ground, plan)}" for one, plan in rivals.items()]
    yield Line(f"{name}: against others", "better", _figures(ground, choices), "; ".join(said), 1)
    began = time.perf_counter()
    shown = len(alternatives(ground, choices, 0))
    took = f"{time.perf_counter() - began:.2f} s"
    yield Line(f"{name}: alternatives for one case", "at most 1 s", took, f"{shown} shown", 1)


def _figures(ground: Ground, choices: Choices) -> str:
    reached = worth(ground, choices)
    return (
        f"objective {reached.objective:.0f}, left out {reached.unallocated}, alone {reached.single}, "
        f"highest {reached.highest:.0%}, Gini {gini(reached.levels):.3f}"
    )


def gini(values: tuple[float, ...]) -> float:
    """How unequal: 0 all alike, towards 1 all on one person."""
    ordered, total = sorted(values), sum(values)
    if not total:
        return 0.0
    ranks = sum((2 * n - len(ordered) - 1) * value for n, value in enumerate(ordered, 1))
    return ranks / (len(ordered) * total)


def _choices(ground: Ground, found: dict[str, Any]) -> Choices:
    people = {person.id: n for n, person in enumerate(ground.people)} | {None: -1}
    pairs = {one["case"]: (people[one["lead"]], people[one["second"]]) for one in found["plan"]}
    return tuple(pairs.get(case.id, (-1, -1)) for case in ground.cases)


def as_object(problem: Problem) -> dict[str, Any]:
    """The problem as its file has it: with the keys of the file, and nothing that is the register's alone."""

    def plain(one: Case | Caseworker | Settings, keys: Iterable[str]) -> dict[str, Any]:
        values = {name: getattr(one, name) for name in keys}
        return {name: sorted(v) if isinstance(v, frozenset) else v for name, v in values.items()}

    return {
        "cases": [plain(one, CASE) for one in problem.cases],
        "caseworkers": [plain(one, CASEWORKER) for one in problem.caseworkers],
        "settings": plain(problem.settings, SETTINGS),
    }


def branch(size: Size, seed: int) -> Problem:
    """A branch of that size; hours are scaled so that pairs for all cases take `demand` of the free time."""
    chance = random.Random(seed)
    places = [f"Department {n}" for n in range(max(6, size.people // 4))]
    cases = both_ways([_case(chance, n, size, places) for n in range(size.cases)])
    people = [_person(chance, n, size, places) for n in range(size.people)]
    wanted = sum(case.points for case in cases) * 1.1
    free = sum(one.capacity - one.load for one in people if one.level and not (one.away or one.paused))
    times = wanted / size.demand / free
    scaled = tuple(
        replace(one, capacity=round(one.capacity * times, 2), load=round(one.load * times, 2))
        for one in people
    )
    return Problem(cases, scaled, Settings(seconds=size.allowed, seed=seed))


def _case(chance: random.Random, n: int, size: Size, places: list[str]) -> Case:
    kind = chance.choice(sorted(KINDS))
    emotional = chance.choice((0, 0, 1, 1, 2, 3))
    points = KINDS[kind] * chance.choice(STAGES) * (1 + 0.15 * emotional)
    return Case(
        id=f"C-2026-{n + 1:04}",
        points=round(points, 2),
        emotional=emotional,
        category=kind,
        urgent=chance.random() < 0.2,
        hearing=chance.random() < 0.2,
        employer="University",
        department=chance.choice(places),
        not_with=frozenset({f"cw{chance.randrange(size.people)}"} if chance.random() < 0.2 else ()),
        woman_only=chance.random() < 0.05,
        opposes=frozenset({f"C-2026-{n:04}"} if n and chance.random() < 0.05 else ()),
    )


def _person(chance: random.Random, n: int, size: Size, places: list[str]) -> Caseworker:
    level = chance.choice((0, 1, 1, 2, 2, 2, 2, 2))
    capacity = chance.choice((6, 8, 10, 10, 14)) * 0.85 * (1 if level == 2 else 0.6)
    return Caseworker(
        id=f"cw{n}",
        level=level,
        capacity=capacity,
        load=capacity * chance.uniform(0, 0.5),
        cases=chance.randint(0, 2),
        max_cases=max(5, size.most_new + 2),
        max_new=size.most_new,
        max_heavy=max(2, size.most_new // 2),
        employer="University",
        department=chance.choice(places),
        not_yet=frozenset({chance.choice(sorted(KINDS))} if chance.random() < 0.15 else ()),
        away=chance.random() < 0.06,
        accredited=level == 2 and chance.random() < 0.85,
        woman=chance.random() < 0.5,
        days_since_last=float(chance.randint(1, 200)),
        wants=frozenset(chance.sample(sorted(KINDS), 2) if chance.random() < 0.5 else ()),
    )
