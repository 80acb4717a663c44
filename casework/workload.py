"""How loaded everybody is: points and open cases, in tables (DOMAIN.md §3.2, a first version)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from casework.model import Caseworker, OpenCase, Policy

if TYPE_CHECKING:
    import pandas as pd

NEAR_DAYS = 28
"""A date this near adds a point (DOMAIN.md §3.2, adders)."""


def case_points(categories: Sequence[str], key_date: date | None, today: date, policy: Policy) -> float:
    """Weight of a case in points (about hours a month): its heaviest category, plus one for a near date."""
    bases = [policy.points.get(name, policy.default_points) for name in categories]
    near = key_date is not None and 0 <= (key_date - today).days <= NEAR_DAYS
    return max(bases, default=policy.default_points) + (1.0 if near else 0.0)


@dataclass(frozen=True, slots=True)
class Load:
    """What one caseworker has: `open_cases` (count), `points` and `suggested` (hours a month)."""

    open_cases: int = 0
    points: float = 0.0
    suggested: float = 0.0


def held(caseworkers: Sequence[Caseworker], open_cases: Iterable[OpenCase]) -> dict[str, Load]:
    """The load of each caseworker, by address.

    A case counts for whoever leads it and for whoever has been asked and has not answered yet, so that
    nobody is asked for more than they could say yes to. `suggested` are the points of cases for which they
    are only the first suggestion so far: they fill nobody up, but a batch of forms is spread over everyone.

    Plain sums: it is asked for every letter, and a table takes a hundred times as long to set up.
    """
    count: dict[str, int] = {}
    points: dict[str, float] = {}
    suggested: dict[str, float] = {}
    for case in open_cases:
        for holder in {case.lead, case.offered_to} - {""}:
            count[holder] = count.get(holder, 0) + 1
            points[holder] = points.get(holder, 0.0) + case.points
        if case.suggested_to and not (case.lead or case.offered_to):
            suggested[case.suggested_to] = suggested.get(case.suggested_to, 0.0) + case.points
    return {
        email: Load(count.get(email, 0), points.get(email, 0.0), suggested.get(email, 0.0))
        for email in (person.email for person in caseworkers)
    }


def loads(caseworkers: Sequence[Caseworker], open_cases: Iterable[OpenCase]) -> pd.DataFrame:
    """`held` as a table: one row a caseworker (index: email), the fields of `Load` as columns."""
    import pandas as pd  # imported where tables are needed: commands without tables start at once

    names = ["open_cases", "points", "suggested"]
    rows = [
        (email, *(getattr(load, name) for name in names))
        for email, load in held(caseworkers, open_cases).items()
    ]
    return pd.DataFrame(rows, columns=["email", *names]).set_index("email")
