"""Who could come along to which meeting, looked at whenever anything has changed that it hangs on."""

from __future__ import annotations

import hashlib
from datetime import datetime

from casework.calendar import local_day, next_open
from casework.facts import Fact
from casework.model import Team
from casework.shadowing import look
from jobs.journal import cases, rows
from jobs.journal.store import Book
from jobs.noted import surgeries_noted
from jobs.record import record, team
from jobs.world import World

LOOKED = "looked who comes along"
PLANNED = "somebody comes along"
"""Kept while somebody does: then there is something to call off."""

ROUNDS = 3
"""What one look finds may bring more: a date that moved is asked about anew."""


def along(book: Book, world: World, now: datetime) -> int:
    """Record what is off and whom to ask now; returns how many facts. Nothing where nobody learns."""
    branch = team(book, world, now)
    today = local_day(now, world.policy)
    learns = any(span.end >= today for person in branch.caseworkers for span in person.shadows)
    if not learns and not rows.recall(book, PLANNED):
        return 0
    moment = f"{today} {next_open(now, world.policy) == now}"
    if rows.recall(book, LOOKED) == _state(book, moment):
        return 0
    count = 0
    for _ in range(ROUNDS):
        facts = _look(book, world, now)
        for fact in facts:
            record(book, world, fact, "", now)
        count += len(facts)
        if not facts:
            rows.remember(book, LOOKED, _state(book, moment))
            break
    _remember(book, team(book, world, now))
    return count


def _look(book: Book, world: World, now: datetime) -> tuple[Fact, ...]:
    branch = team(book, world, now)
    refs = {one.ref for one in branch.open_cases if one.lead}
    refs |= set(rows.recall(book, PLANNED).split())  # closed meanwhile, or without a caseworker
    held = sorted(cases.get_many(book, refs).values(), key=lambda case: case.ref)
    return look(held, surgeries_noted(book), branch, world.policy, now)


def _remember(book: Book, branch: Team) -> None:
    """In which cases somebody is to come along, or in a surgery: looked at also when they are closed."""
    refs = {one.ref for one in branch.open_cases if one.lead} | set(rows.recall(book, PLANNED).split())
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
