"""LOAD: what somebody has, in both meters, and how it was worked out; for them alone (DOMAIN.md §3.2).

Nobody else's cases or load are in it, nor a case for which they are only suggested.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from casework.arithmetic import arithmetic
from casework.calendar import local_day
from casework.effects import Send, Words
from casework.heard import Heard
from casework.key_dates import next_date_text
from casework.model import Case, Caseworker, OpenCase, Policy
from casework.stages import stage_meant
from casework.urgency import next_date
from casework.weight import weigh
from casework.workload import Part, capacity, factor, held, most_cases, number, parts, percent, used


def own_load(at: Heard, person: Caseworker) -> Send:
    """The mail that answers LOAD."""
    policy, today = at.policy, local_day(at.now, at.policy)
    theirs = tuple(case for case in at.team.open_cases if _firm(case, person.email, at))
    whole = {case.ref: case for case in at.team.in_full}
    load, room = held([person], theirs, policy, at.now)[person.email], capacity(person, policy)
    weights = {
        one.ref: _weight(whole[one.ref], policy, today)
        for one in theirs
        if one.ref in whole and person.email in (one.lead, one.second)
    }
    _, *steps = arithmetic(person, theirs, policy, at.now, weights)
    words: Words = {
        "ref": at.ref,
        "used": percent(used(load.points, room)) if room > 0 else "",
        "points": number(load.points),
        "room": number(room),
        "emotional": number(load.emotional),
        "count": load.open_cases,
        "most": most_cases(person, policy),
        "own_limit": "yes" if person.max_cases == most_cases(person, policy) else "",
        "cases": [_shown(one, whole.get(one.ref), person.email, at) for one in theirs],
        "steps": steps,
    }
    return replace(at.to_them("own_load"), words=words)


def _firm(case: OpenCase, email: str, at: Heard) -> bool:
    """Whether they have a part in it or were asked about one."""
    return any(part.email == email and not part.suggested for part in _parts(case, at))


def _parts(case: OpenCase, at: Heard) -> Iterator[Part]:
    return parts(case, at.policy.workload, at.now)


def _shown(one: OpenCase, whole: Case | None, email: str, at: Heard) -> dict[str, str]:
    mine = [part for part in _parts(one, at) if part.email == email and not part.suggested]
    taken = email in (one.lead, one.second)
    return {
        "ref": one.ref,
        "part": "second" if email in (one.second, one.second_offered_to) else "lead",
        "asked": "" if taken else "yes",
        "points": number(sum(part.points for part in mine)),
        "next_date": next_date_text(whole, local_day(at.now, at.policy)) if whole and taken else "",
    }


def _weight(case: Case, policy: Policy, today: date) -> str:
    """How the points came about, in words that say nothing of what the case is about; empty where they would
    be others today. A mail is read in many places."""
    weight = weigh(case, policy, today)
    if weight.points != round(case.points, 2):
        return ""
    at = stage_meant(case.stage, policy.workload).names
    stage = f" x {factor(weight.times)} for its stage" if at else ""
    day = next_date(case, today)
    numbers = policy.workload
    near = numbers.near_date if day and 0 <= (day - today).days <= numbers.near_days else 0.0
    other = sum(points for _, points in weight.more) - near
    ends = [(near, f"for a date within {numbers.near_days} days"), (other, "for what comes on top")]
    more = "".join(f" + {number(points)} {what}" for points, what in ends if points > 0)
    return f"{number(weight.base)} for its kind{stage}{more}"
