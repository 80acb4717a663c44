"""The branch of these settings for `casework what-if`: from the journal; nobody is asked anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from casework.choice import find_person
from casework.model import Policy, Team
from casework.plan.what_if import WEEKS, NobodyOfThatName
from casework.supposed import Supposed, supposed
from jobs.journal import cases
from jobs.journal.store import Journal
from jobs.lookback import look_back
from jobs.record import team_of

YEAR = timedelta(days=365)
"""Cases that came in or were closed in so long say what added ones are like."""


@dataclass(frozen=True, slots=True)
class Branch:
    """The branch as a problem; addresses of who is supposed to be on leave; how many cases are open, and how
    many came and were closed in the last quarter."""

    supposed: Supposed
    leave: tuple[str, ...]
    open_cases: int
    came: int
    closed: int


def branch_of(config: Path, leave: Sequence[str]) -> Branch | None:
    """None where the service has not run yet, which is said. Raises `NobodyOfThatName` besides."""
    return look_back(config, lambda journal, policy, now: _branch(journal, policy, now, leave))


def _branch(journal: Journal, policy: Policy, now: datetime, leave: Sequence[str]) -> Branch:
    with journal.begin() as book:
        team = team_of(book, policy, now)
        lately, lived = cases.lately(book, now - YEAR), cases.lived(book)
    away = tuple(dict.fromkeys(_meant(name, team) for name in leave))
    since = now - timedelta(weeks=WEEKS)
    return Branch(
        supposed(lately, team, policy, now, away),
        away,
        len(team.open_cases),
        sum(came >= since for came, _ in lived),
        sum(closed is not None and closed >= since for _, closed in lived),
    )


def _meant(name: str, team: Team) -> str:
    person = find_person(name, team)
    if isinstance(person, str):
        raise NobodyOfThatName(person)
    return person.email
