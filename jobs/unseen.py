"""Cases of a journal that was made anew while their rows were not in the register: only their form is known.

A row may have been on its way to another place just then, or a version without it was looked at. When it is
back, it says more than we know: then it counts, as it would have then.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from casework.check_ins import taken_as_asked
from casework.effects import Attend
from casework.facts.sheet import RowReturned
from casework.model import Team
from jobs.journal import cases, effects, rows
from jobs.journal.store import Book
from jobs.noted import dates_noted
from jobs.record import roster
from jobs.world import World
from sheets.cells import key_text
from sheets.register import Picture, Row
from sheets.standing import Standing, case_from_row

MADE = "cases made anew without a row"
WHY = "Its row was not there when the journal was made anew, and is back: what it says counts."


def made(book: Book, refs: Iterable[str]) -> None:
    """Remember that these were made of their forms alone."""
    rows.remember(book, MADE, json.dumps(sorted(refs)))


def was_made(book: Book, ref: str) -> bool:
    """Whether nothing but its form is known of a case."""
    return ref in json.loads(rows.recall(book, MADE) or "[]")


def believe(book: Book, world: World, row: Row, picture: Picture, now: datetime) -> None:
    """Make the case what its row says. Nobody is written to; what is not clear is told on Needs attention."""
    ref = row.text("ref")
    contacts = [
        one for one in picture.tabs["contacts"].rows if key_text(one.cells.get("ref")) == key_text(ref)
    ]
    base = cases.get(book, ref)
    assert base is not None  # whoever calls has it
    known = replace(base, row_gone=False, suggestion=None, flags=())
    at = Standing(
        row, contacts[0] if len(contacts) == 1 else Row(0, {}), known, dates_noted(book).get(ref, ())
    )
    case, unclear = case_from_row(at, Team(roster(book)), world.policy, now)
    cases.put(book, taken_as_asked(case, world.policy, now))
    cases.note(book, now, RowReturned(ref), ref, case.letter, WHY)
    for sentence in unclear:
        effects.queue(book, Attend(ref, f"{ref}: {sentence}", "Please put it right in its row."), now, None)
    made(book, set(json.loads(rows.recall(book, MADE) or "[]")) - {ref})
