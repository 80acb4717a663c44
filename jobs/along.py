"""Who could come along to which meeting, looked at whenever anything has changed that it hangs on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from casework.calendar import local_day, next_open
from casework.facts import Fact
from casework.model import Caseworker, Team
from casework.shadowing import look
from jobs.journal import cases, rows
from jobs.journal.store import Book
from jobs.noted import surgeries_noted
from jobs.record import record, roster_now, team
from jobs.world import World

LOOKED = "looked who comes along"
PLANNED = "somebody comes along"
"""Kept while somebody does: then there is something to call off."""

AHEAD = timedelta(days=120)
"""So far ahead meetings are looked for."""

ROUNDS = 3
"""What one look finds may bring more: a date that moved is asked about anew."""


def along(book: Book, world: World, now: datetime) -> int:
    """Record what is off and whom to ask now; returns how many facts. Nothing where nobody learns."""
    days = _days_given(roster_now(book, world.policy, now), local_day(now, world.policy))
    if not days and not rows.recall(book, PLANNED):
        return 0
    moment = f"{local_day(now, world.policy)} {next_open(now, world.policy) == now}"
    if rows.recall(book, LOOKED) == _state(book, moment):
        return 0
    # Only cases that name such a day: a branch may have thousands, and hardly any.
    refs = set(cases.naming(book, days)) | set(rows.recall(book, PLANNED).split())
    count = 0
    for _ in range(ROUNDS):
        facts = _look(book, world, refs, now)
        for fact in facts:
            record(book, world, fact, "", now)
        count += len(facts)
        if not facts:
            rows.remember(book, LOOKED, _state(book, moment))
            break
    _remember(book, refs, team(book, world, now))
    return count


def _days_given(people: Iterable[Caseworker], today: date) -> list[date]:
    """The days from today on that anybody gave; far ones of a very long time are left for later."""
    found = set()
    for person in people:
        for span in person.shadows:
            first, last = max(span.start, today), min(span.end, today + AHEAD)
            found |= {first + timedelta(days=n) for n in range((last - first).days + 1)}
    return sorted(found)


def _look(book: Book, world: World, refs: Iterable[str], now: datetime) -> tuple[Fact, ...]:
    held = sorted(cases.get_many(book, refs).values(), key=lambda case: case.ref)
    return look(held, surgeries_noted(book), team(book, world, now), world.policy, now)


def _remember(book: Book, refs: Iterable[str], branch: Team) -> None:
    """In which cases somebody is to come along, or in a surgery: looked at also when they are closed."""
    found = cases.get_many(book, refs)
    planned = [ref for ref, case in sorted(found.items()) if any(not one.over for one in case.shadowings)]
    visits = any(not visit.over for one in branch.standings for visit in one.visits)
    text = " ".join([*planned, *(["surgery"] if visits else [])])
    if text != rows.recall(book, PLANNED):
        rows.remember(book, PLANNED, text)


def _state(book: Book, moment: str) -> str:
    """A digest of all that the look hangs on: what happened, and what the register and people last said."""
    known = (rows.recall(book, name) for name in ("roster", "standings", "surgeries"))
    return hashlib.sha256("\n".join((moment, str(cases.last_line(book)), *known)).encode()).hexdigest()[:16]
