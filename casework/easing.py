"""Ways to make a caseload lighter, and what each would do to everybody's time (DOMAIN.md §3.3; S2, S3)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from casework.allocation import against
from casework.calendar import local_day
from casework.model import Caseworker, OpenCase, Part, Policy, Team
from casework.workload import capacity, held, percent, used

MOST_OPTIONS = 2
"""Cases for which a way out is worked out: the heaviest ones. More is no help to decide."""


def part_used(email: str, cases: tuple[OpenCase, ...], policy: Policy, team: Team, now: datetime) -> float:
    """The part of somebody's time that these cases take: 0.5 is half."""
    person = team.person(email)
    if person is None:
        return 0.0
    return used(held([person], cases, policy, now)[email].points, capacity(person, policy))


@dataclass(frozen=True, slots=True)
class _Move:
    """One way out: in words, and the open cases as they would be."""

    what: str
    cases: tuple[OpenCase, ...]
    others: tuple[Caseworker, ...] = ()


def options(email: str, policy: Policy, team: Team, now: datetime) -> list[dict[str, str]]:
    """What could be done, heaviest case first, and what it would do to the time of whoever it touches."""
    person = team.person(email)
    if person is None:
        return []
    return [
        {"what": move.what, "effect": _effect((person, *move.others), move, policy, team, now)}
        for move in _moves(person, policy, team, now)
    ]


def _moves(person: Caseworker, policy: Policy, team: Team, now: datetime) -> list[_Move]:
    leads = sorted((one for one in team.open_cases if one.lead == person.email), key=lambda one: -one.points)
    moves: list[_Move] = []
    for one in leads[:MOST_OPTIONS]:
        for other in _free(one, person, Part.LEAD, team, policy, now):
            gone = _with(team.open_cases, replace(one, lead=other.email))
            moves.append(_Move(f"{other.name} takes {one.ref} over.", gone, (other,)))
        for other in () if one.second else _free(one, person, Part.SECOND, team, policy, now):
            both = _with(team.open_cases, replace(one, second=other.email))
            moves.append(_Move(f"{other.name} joins {one.ref} as second.", both, (other,)))
        if one.second and (second := team.person(one.second)):
            swapped = _with(team.open_cases, replace(one, lead=one.second, second=one.lead))
            moves.append(
                _Move(f"On {one.ref}, {second.name} leads and {person.name} is second.", swapped, (second,))
            )
    if leads:
        referred = tuple(one for one in team.open_cases if one.ref != leads[0].ref)
        moves.append(_Move(f"{leads[0].ref} is referred to the region, if the region agrees.", referred))
    moves.append(_Move("Nothing moves, and no new case comes until they say so.", team.open_cases))
    return moves


def _with(cases: tuple[OpenCase, ...], changed: OpenCase) -> tuple[OpenCase, ...]:
    return tuple(changed if one.ref == changed.ref else one for one in cases)


def _free(
    one: OpenCase, person: Caseworker, part: Part, team: Team, policy: Policy, now: datetime
) -> list[Caseworker]:
    """Who would have most room with it, if it leaves them within their time and no rule is against them."""
    others = [
        other
        for other in team.caseworkers
        if other.email not in (person.email, one.lead, one.second) and not (other.left or other.paused)
    ]
    table = held(others, team.open_cases, policy, now)
    today = local_day(now, policy)
    ranked = sorted(
        (used(table[other.email].points + one.points, capacity(other, policy)), other.email, other)
        for other in others
        if not any(away.start <= today <= away.end for away in other.away)
    )
    most = policy.workload.most_used
    able = (
        other
        for share, _, other in ranked
        if share <= most and not _against(one, other, part, team, policy, now)
    )
    return list(islice(able, 1))


def _against(
    one: OpenCase, other: Caseworker, part: Part, team: Team, policy: Policy, now: datetime
) -> tuple[str, ...]:
    """What a rule has against this person in this case: the same as if she had chosen them."""
    case = next((whole for whole in team.in_full if whole.ref == one.ref), None)
    if case is None:
        return ()
    alone = part is Part.LEAD and not case.second
    freed = replace(case, lead="", lead_since=None) if part is Part.LEAD else case
    return against(freed, other, part, team, policy, now, alone=alone)


def _effect(people: tuple[Caseworker, ...], move: _Move, policy: Policy, team: Team, now: datetime) -> str:
    told = []
    for person in people:
        before = part_used(person.email, team.open_cases, policy, team, now)
        after = part_used(person.email, move.cases, policy, team, now)
        if before == after:
            told.append(f"{person.name} stays at {percent(before)}")
        else:
            told.append(f"{person.name} goes from {percent(before)} to {percent(after)}")
    return "; ".join(told)
