"""The levels of all open cases, looked at together: rules may have changed, or another side have come in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from casework.facts.due import LevelSeen
from casework.levels import Sides, rated
from casework.model import Team
from jobs.journal import cases
from jobs.journal.store import Book
from jobs.world import World


def levels_seen(book: Book, world: World, people: Team, now: datetime) -> Iterator[LevelSeen]:
    """The cases whose level is another by now, by reference."""
    sides = Sides(people.open_cases)
    found = cases.get_many(book, [one.ref for one in people.open_cases])
    for ref, case in sorted(found.items()):
        near = replace(people, open_cases=sides.of(case))
        if rated(case, world.branch, world.policy, near, now) != case:
            yield LevelSeen(ref)
