"""The morning look: once a working day, how much everybody carries, and what follows from it.

One look a day is enough for limits that are counted in days, and nobody is written to at night. A day on
which the service did not run is made up for on the next: what counts is how things stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from casework.calendar import is_working_day, local_day
from casework.check_ins import STALE_AFTER, debriefs_due, long_hard, pulses_due
from casework.facts import Fact, LoadSeen
from casework.meters import Watch, over_limits, watched
from casework.model import Team
from jobs.journal import cases, rows
from jobs.journal.store import Book
from jobs.record import record, team
from jobs.world import World

_WATCHES = TypeAdapter(tuple[Watch, ...])


def look_round(world: World, now: datetime) -> int:
    """Record what today's look brings, all in one transaction; returns how many facts."""
    local = now.astimezone(ZoneInfo(world.policy.timezone))
    today = local.date()
    if not is_working_day(today, world.policy) or local.time() < world.policy.open_from:
        return 0
    with world.journal.begin() as book:
        if rows.recall(book, "looked round") == today.isoformat():
            return 0
        rows.remember(book, "looked round", today.isoformat())
        facts = list(_facts(book, world, team(book, world, now), now))
        for fact in facts:
            record(book, world, fact, "", now)
    return len(facts)


def _facts(book: Book, world: World, people: Team, now: datetime) -> Iterator[Fact]:
    today = local_day(now, world.policy)
    yield from _loads(book, world, people, now)
    lately = cases.lately(book, now - STALE_AFTER)
    yield from debriefs_due(lately, people, world.policy, today)
    yield from long_hard(people, world.policy, today)
    yield from pulses_due(people, today)


def _loads(book: Book, world: World, people: Team, now: datetime) -> Iterator[LoadSeen]:
    """Whose cases are too much by the count, each told once; the watches are kept for tomorrow."""
    before = _WATCHES.validate_json(rows.recall(book, "watches") or "[]")
    over = over_limits(people.caseworkers, people.open_cases, {}, world.policy, now)
    after, ripe = watched(before, over, world.policy.care, local_day(now, world.policy))
    if after != before:
        rows.remember(book, "watches", _WATCHES.dump_json(after).decode())
    for email, limits in sorted(ripe.items()):
        yield LoadSeen(email, limits)
