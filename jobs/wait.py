"""What time alone brings, as facts into the journal (DESIGN.md §4.4)."""

from __future__ import annotations

from datetime import datetime

from casework.due import due, steps_due
from jobs.journal import cases
from jobs.morning import look_round
from jobs.record import record, standings
from jobs.world import World


def wait(world: World, now: datetime) -> int:
    """Record everything that is due at `now`; returns how many facts. Due times are stored, not scheduled."""
    with world.journal.begin() as book:
        facts = due(cases.due(book, now), now) + steps_due(standings(book), now)
    for fact in facts:
        with world.journal.begin() as book:
            record(book, world, fact, "", now)
    return len(facts) + look_round(world, now)
