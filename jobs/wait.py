"""What time alone brings, as facts into the journal (DESIGN.md §4.4)."""

from __future__ import annotations

from datetime import datetime

from casework.calendar import local_day
from casework.due import due, steps_due
from casework.facts import Fact, LevelSeen
from casework.levels import rated
from jobs.calibrating import quarterly
from jobs.journal import cases, rows
from jobs.journal.store import Book
from jobs.morning import look_round
from jobs.record import record, standings, team
from jobs.world import World


def wait(world: World, now: datetime) -> int:
    """Record everything that is due at `now`; returns how many facts. Due times are stored, not scheduled."""
    with world.journal.begin() as book:
        facts = due(cases.due(book, now), now) + steps_due(standings(book), now)
        facts += _levels(book, world, now) + quarterly(book, world, now)
    for fact in facts:
        with world.journal.begin() as book:
            record(book, world, fact, "", now)
    return len(facts) + look_round(world, now)


def _levels(book: Book, world: World, now: datetime) -> list[Fact]:
    """Once a day: the cases whose level is another by now. Rules may have changed, or the other side of a
    dispute may have come in."""
    today = local_day(now, world.policy).isoformat()
    if rows.recall(book, "levels of") == today:
        return []
    rows.remember(book, "levels of", today)
    people = team(book, world, now)
    found = cases.get_many(book, [one.ref for one in people.open_cases])
    return [
        LevelSeen(ref)
        for ref, case in sorted(found.items())
        if rated(case, world.branch, world.policy, people, now) != case
    ]
