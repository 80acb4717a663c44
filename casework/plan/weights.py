"""What the aims weigh in the one number that is told, and the soft terms (DOMAIN.md §4.2; penalty units)."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from casework.plan.problem import Case, Caseworker, Soft
from casework.plan.rules import same

UNALLOCATED = 1000.0
URGENT = 2  # times
SINGLE = 100.0
HIGHEST = 100.0  # a unit of utilisation

SPREAD = ((0.0, 0.0), (0.2, 5.0), (0.35, 20.0), (0.5, 60.0), (0.65, 180.0), (0.8, 450.0), (0.9, 900.0))
"""From which utilisation on a unit more costs how much: the busier somebody is, the dearer the next hour.
Below one half DOMAIN.md charges nothing; a little is charged here, so that quiet times are shared out too."""

USUAL = Soft()


_STARTS = [start for start, _ in SPREAD]
_PIECES = [
    (start, slope, sum((end - begin) * flat for (begin, flat), (end, _) in pairwise(SPREAD[: n + 1])))
    for n, (start, slope) in enumerate(SPREAD)
]
"""From where, how steep, and what it costs up to there."""


def spread(used: float) -> float:
    """The cost of one person's utilisation: convex, so that the load is shared out."""
    start, slope, cost = _PIECES[max(0, bisect_left(_STARTS, used) - 1)]
    return cost + (used - start) * slope


def soft(case: Case, person: Caseworker, costs: Soft = USUAL) -> tuple[float, float]:
    """What it costs to ask this person, as lead (or alone) and as second."""
    long_ago = costs.recent_days
    days = long_ago if person.days_since_last is None else min(person.days_since_last, long_ago)
    own = costs.recent * (1 - days / long_ago)
    if not any(same(case.category, one) for one in person.wants):
        own += costs.not_asked_for
    if case.language and case.language not in person.languages:
        own += costs.not_spoken
    if case.place and person.places and case.place not in person.places:
        own += costs.elsewhere
    if case.before and person.id not in case.before:
        own += costs.not_before
    unversed = bool(case.versed) and person.id not in case.versed
    lead = own + (costs.not_versed if unversed else 0.0)
    return lead, own + (costs.no_learner if person.level == 2 else 0.0)


def together(times: int, costs: Soft) -> float:
    """What it costs to make a pair of two who were one so many times already."""
    return costs.together * min(1.0, times / 2)
