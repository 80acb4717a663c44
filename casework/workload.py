"""How loaded everybody is: points and open cases, in tables (DOMAIN.md §3.2, a first version)."""

from __future__ import annotations

from collections.abc import Sequence
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


def loads(caseworkers: Sequence[Caseworker], open_cases: Sequence[OpenCase]) -> pd.DataFrame:
    """One row a caseworker (index: email): `open_cases` (count), `points` and `suggested` (hours a month).

    A case counts for whoever leads it and for whoever has been asked and has not answered yet, so that
    nobody is asked for more than they could say yes to. `suggested` are the points of cases for which they
    are only the first suggestion so far: they fill nobody up, but a batch of forms is spread over everyone.
    """
    import pandas as pd  # imported where tables are needed: commands without tables start at once

    holdings = pd.DataFrame(
        [(holder, case.points) for case in open_cases for holder in {case.lead, case.offered_to} - {""}],
        columns=["email", "points"],
    )
    table = holdings.groupby("email").agg(open_cases=("points", "count"), points=("points", "sum"))
    waiting = pd.DataFrame(
        [(case.suggested_to, case.points) for case in open_cases if not (case.lead or case.offered_to)],
        columns=["email", "points"],
    )
    table = table.join(waiting.groupby("email")["points"].sum().rename("suggested"), how="outer")
    everyone = pd.Index([person.email for person in caseworkers], name="email")
    return table.reindex(everyone).fillna(0)


@dataclass(frozen=True, slots=True)
class Load:
    """One caseworker's row of `loads`."""

    open_cases: int
    points: float
    suggested: float


def held(caseworkers: Sequence[Caseworker], open_cases: Sequence[OpenCase]) -> dict[str, Load]:
    """The same by address."""
    table = loads(caseworkers, open_cases)
    return {
        str(email): Load(int(count), float(points), float(suggested))
        for email, count, points, suggested in table.itertuples()
    }
