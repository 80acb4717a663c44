"""A solution as the object that `casework suggest --problem FILE --json` prints (ALLOCATION.md)."""

from __future__ import annotations

import math
from typing import Any

from casework.plan.alternatives import alternatives
from casework.plan.ground import LEFT, NOBODY, Ground
from casework.plan.problem import utilisation
from casework.plan.reasons import excluded, given, why, why_nobody
from casework.plan.solve import Clock, Solution

MENDED = 3_000
"""Cases times people up to which alternatives are mended in every answer; in larger ones they stand as
they are."""

Object = dict[str, Any]


def answer(solution: Solution, clock: Clock, began: float) -> Object:
    """The whole answer. `seconds` is counted from `began`."""
    ground, choices = solution.ground, solution.choices
    objective = solution.worth.objective
    plan = [{"case": pair.case, "lead": pair.lead, "second": pair.second} for pair in solution.plan]
    place = {case.id: n for n, case in enumerate(ground.cases)}
    by_person = given(ground, choices)
    left = [
        {"case": name, "reasons": why_nobody(ground, by_person, place[name])} for name in solution.unallocated
    ]
    reasons = _reasons(solution)
    return {
        "plan": plan,
        "unallocated": left,
        "objective": round(objective, 6),
        "bound": round(min(solution.bound, objective), 6),
        "gap": round(solution.gap, 6),
        "status": "optimal" if solution.proved else "feasible",
        "loads": _loads(solution),
        "reasons": reasons,
        "seconds": round(clock() - began, 3),
    }


def mended(ground: Ground) -> bool:
    """Whether the plans around alternatives are mended, or stand as they are."""
    return len(ground.cases) * len(ground.people) <= MENDED


def _reasons(solution: Solution) -> Object:
    ground, choices = solution.ground, solution.choices
    used, loads = ground.used(choices), ground.loads(choices)
    mend = mended(ground)
    said = {}
    for case, choice in enumerate(choices):
        if choice == LEFT:
            continue
        lead, second = why(ground, choices, case, used, loads)
        said[ground.cases[case].id] = {
            "lead": lead,
            "second": second,
            "alternatives": others(solution, case, mend),
            "excluded": excluded(ground, case),
        }
    return said


def others(solution: Solution, case: int, mend: bool = True) -> list[Object]:
    """The alternatives for one case, by place, as objects."""
    ground = solution.ground
    return [
        {
            "lead": ground.people[one.choice[0]].id,
            "second": None if one.choice[1] == NOBODY else ground.people[one.choice[1]].id,
            "worse_by": round(one.worse_by, 3),
            "moves": one.moves,
        }
        for one in alternatives(ground, solution.choices, case, mend)
    ]


def _loads(solution: Solution) -> Object:
    """By person, in the order of the file. `emotional` counts the new cases by share: those held before
    are not known."""
    ground, choices = solution.ground, solution.choices
    after = {person.id: load for person, load in zip(ground.people, ground.loads(choices), strict=True)}
    feeling = _feeling(ground, solution)
    found = {}
    for person in solution.problem.caseworkers:
        used = utilisation(after[person.id], person.capacity)
        found[person.id] = {
            "load": round(after[person.id], 6),
            "utilisation": round(used, 6) if math.isfinite(used) else None,
            "emotional": round(feeling.get(person.id, 0.0), 6),
        }
    return found


def _feeling(ground: Ground, solution: Solution) -> dict[str, float]:
    settings, found = solution.problem.settings, dict[str, float]()
    rating = {case.id: case.emotional for case in ground.cases}
    for pair in solution.plan:
        lead = settings.share_lead if pair.second else settings.share_sole
        for name, share in ((pair.lead, lead), (pair.second, settings.share_second)):
            if name is not None:
                found[name] = found.get(name, 0.0) + share * rating[pair.case]
    return found
