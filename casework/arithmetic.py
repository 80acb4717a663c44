"""How somebody's load is worked out, step by step: each part in each case, other duties, and the room. Pure.

A volunteer may see their arithmetic; nobody is ranked by it (DOMAIN.md §3.2, rules of use).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType

from casework.duties import duty_points
from casework.model import Caseworker, Level, OpenCase, Policy, Status
from casework.numbers import Workload
from casework.quiet import is_quiet
from casework.workload import (
    Load,
    capacity,
    factor,
    held,
    hours_given,
    hours_of_case,
    number,
    parts,
    worked_out,
)

Weights = Mapping[str, str]
"""How the points of cases came about, by reference (casework/weight.py), where that is known."""


def arithmetic(
    person: Caseworker,
    open_cases: Iterable[OpenCase],
    policy: Policy,
    now: datetime,
    weights: Weights = MappingProxyType({}),
) -> tuple[str, ...]:
    """The line of the column Load, then a line for each part in an open case, other duties, the sum, and the
    room. Cases for which they are only suggested count nothing, and are named last."""
    cases = tuple(open_cases)
    numbers = policy.workload
    load = held([person], cases, policy, now)[person.email]
    told = worked_out(
        load.open_cases, load.points, capacity(person, policy), load.emotional, 0.0, load.duties
    )
    theirs = [
        (case, part) for case in cases for part in parts(case, numbers, now) if part.email == person.email
    ]
    lines = [
        _part(case, part.points, person, numbers, weights.get(case.ref, ""), is_quiet(case, numbers, now))
        for case, part in theirs
        if not part.suggested
    ]
    ideas = [f"{case.ref}, only suggested, counts nothing yet" for case, part in theirs if part.suggested]
    return (told, *lines, *_duties(person, numbers), *_sum(load, len(lines)), _room(person, policy), *ideas)


def _part(
    case: OpenCase, points: float, person: Caseworker, numbers: Workload, weight: str, quiet: bool
) -> str:
    """ "C-2026-0042: 6 points (disciplinary 6) x 1.3 (emotional rating 2) x 0.7 as lead = 5.5"."""
    steps = [f"{number(case.points)} points{f' ({weight})' if weight else ''}"]
    if case.emotional:
        feeling = hours_of_case(1.0, case.emotional, numbers)
        steps.append(f"{factor(feeling)} (emotional rating {case.emotional})")
    steps.append(_share(case, person, numbers))
    if case.status is Status.WAITING:
        steps.append(f"{factor(numbers.while_waiting)} while it waits for the employer")
    elif quiet:
        idle = f"since nothing was heard or noted of it for {numbers.quiet_days} days"
        steps.append(f"{factor(numbers.while_waiting)} {idle}")
    asked = "" if person.email in (case.lead, case.second) else " (asked, no answer yet)"
    return f"{case.ref}{asked}: {' x '.join(steps)} = {number(points)}"


def _share(case: OpenCase, person: Caseworker, numbers: Workload) -> str:
    second = case.second or case.second_offered_to or case.second_suggested_to
    if person.email in (second, case.second_offered_to):
        return f"{factor(numbers.share_second)} as second"
    if second:
        return f"{factor(numbers.share_lead)} as lead"
    return f"{factor(numbers.share_sole)} alone"


def _duties(person: Caseworker, numbers: Workload) -> Iterator[str]:
    points = duty_points(person, numbers)
    if points:
        yield f"Other duties ({', '.join(person.duties)}): {number(points)}"


def _sum(load: Load, count: int) -> Iterator[str]:
    if count + bool(load.duties) > 1:
        yield f"Together: {number(load.points)} points"


def _room(person: Caseworker, policy: Policy) -> str:
    """ "Room: 20 hours a month x 0.85 for cases x 0.6 while new = 10.2 points"."""
    numbers = policy.workload
    hours, unclear = hours_given(person, policy), "hours" in person.unclear
    said = "" if person.hours is not None else " (taken, since none are given)"
    said = " (taken, since what is given cannot be read)" if unclear else said
    steps = [f"{number(hours)} hours a month{said}", f"{factor(numbers.for_cases)} for cases"]
    room, most = capacity(person, policy), ""
    if person.level is Level.NEW or unclear:
        steps.append(f"{factor(numbers.while_new)} while {'it cannot be read' if unclear else 'new'}")
        if room < hours * numbers.for_cases * numbers.while_new:
            most = f", at most {number(numbers.new_points)} while new"
    return f"Room: {' x '.join(steps)}{most} = {number(room)} points"
