"""Rows of cases that stand in the register again: a reference typed in anew, or a version restored."""

from __future__ import annotations

from datetime import datetime

from casework.effects import SetCell
from casework.facts.sheet import RowReturned
from casework.model import Case, Team
from jobs.journal import cases, effects
from jobs.journal.store import Book
from jobs.record import record, roster
from jobs.settling import TABS, remember_seen
from jobs.world import World
from sheets import columns
from sheets.cells import cell_text
from sheets.changes import Seen
from sheets.register import Cell, Picture, Row
from sheets.rows import first_case_cells


def known_again(world: World, seen: Seen, picture: Picture, now: datetime) -> Seen:
    """Rows of cases that we know but had not seen: a person put a deleted reference back, or a backup did."""
    adopted: dict[str, dict[str, Cell]] = {}
    with world.journal.begin() as book:
        for tab in TABS:
            found = [row for row in picture.tabs[tab].rows if f"{tab}/{row.text('ref')}" not in seen]
            known = cases.get_many(book, [row.text("ref") for row in found if row.text("ref")])
            for row in found:
                if case := known.get(row.text("ref")):
                    adopted[f"{tab}/{case.ref}"] = dict(row.cells)
                    if tab == "cases" and case.row_gone:
                        record(book, world, RowReturned(case.ref), "", now)
                        _fill_in_again(book, world, case, row, now)
                    cases.want_row(book, case.ref)
        remember_seen(book, seen, {**seen, **adopted})
    return {**seen, **adopted}


def _fill_in_again(book: Book, world: World, case: Case, row: Row, now: datetime) -> None:
    """Her own columns of a row that is back, where nothing stands in them; ours are written anyway."""
    cells = first_case_cells(case, Team(roster(book)), world.policy)
    for name, value in cells.items():
        if columns.CASES.column(name).owner is columns.Owner.HUMAN and value and not row.text(name):
            effects.queue(book, SetCell(case.ref, name, "", cell_text(value)), now, None)
