"""What "full" means of somebody and a case: the first of their limits that is in the way (H11). Pure."""

from __future__ import annotations

from casework.numbers import Workload
from casework.plan.problem import Case, Caseworker, Role, Settings, utilisation
from casework.plan.rules import NEARLY
from casework.workload import percent

BESIDE_OTHERS = "full, with the other cases that wait"
"""Where none of the limits is in the way of this case alone."""


def full(
    person: Caseworker, case: Case, settings: Settings, numbers: Workload, role: Role | None = None
) -> str:
    """ "full: 2 new cases within 28 days". `role`: the part that they would have; without it the smallest of
    those they take. What is suggested for them counts as far as it does in `person`."""
    smallest = min(settings.share(part) for part in person.takes) if person.takes else settings.share_second
    share = settings.share(role) if role else smallest
    used = utilisation(person.load + case.points * share, person.capacity)
    if person.cases >= person.max_cases:
        return f"full: {_count(person.cases, 'case')}, and the most is {person.max_cases}"
    if person.max_new < 1:
        return f"full: {_count(numbers.most_new, 'new case')} within {numbers.new_days} days"
    if case.emotional == 3 and person.heavy >= person.max_heavy:
        return f"full: {_count(person.heavy, 'case')} as hard as this one already"
    if used > settings.max_utilisation + NEARLY:
        return f"full: would use {percent(used)} of their hours"
    return BESIDE_OTHERS


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
