"""Rows of cases that stand in the register and were not seen before: a reference typed in anew, a version
restored, or a row that was there before the service could write it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from casework.choice import find_person
from casework.effects import Attend, SetCell
from casework.facts.sheet import RowReturned
from casework.model import Case, Team
from casework.typed import is_by_hand
from jobs import unseen
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

ABOUT = ("category", "department", "stage", "extra_work", "emotional")
"""Columns of what a case is about."""
WHO_HAS_IT = ("status", "decision", "lead", "second")


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
                    if tab == "cases":
                        was_gone = case.row_gone
                        if was_gone:
                            record(book, world, RowReturned(case.ref), "", now)
                        if was_gone and row.text("status") and unseen.was_made(book, case.ref):
                            unseen.believe(book, world, row, picture, now)
                        else:
                            adopted[f"{tab}/{case.ref}"] = _taken_in(book, world, case, row, now)
                    cases.want_row(book, case.ref)
        remember_seen(book, seen, {**seen, **adopted})
    return {**seen, **adopted}


def _taken_in(book: Book, world: World, case: Case, row: Row, now: datetime) -> dict[str, Cell]:
    """What was last seen of a row that is back: where she wrote other words of what the case is about than we
    would, these are an edit. Her own columns in which nothing stands are filled; ours are written anyway."""
    team = Team(roster(book))
    known = first_case_cells(case, team, world.policy)
    for name, value in known.items():
        if columns.CASES.column(name).owner is columns.Owner.HUMAN and value and not row.text(name):
            effects.queue(book, SetCell(case.ref, name, "", cell_text(value)), now, None)
    if case.row_gone or not is_by_hand(case):  # a row that she typed was heard whole (jobs/typed.py)
        _tell(book, case, [name for name in WHO_HAS_IT if _differs(name, row, known, team)], known, now)
    return dict(row.cells) | {name: known[name] for name in ABOUT if row.text(name)}


def _differs(name: str, row: Row, known: Mapping[str, Cell], team: Team) -> bool:
    says, knew = row.text(name), cell_text(known[name])
    if not says or says.casefold() == knew.casefold():
        return False
    meant = find_person(says, team)
    return isinstance(meant, str) or meant != find_person(knew, team)


def _tell(book: Book, case: Case, names: list[str], known: Mapping[str, Cell], now: datetime) -> None:
    """Who has a case, and how it stands, is not changed by a row put back: it may be one of long ago, and
    people would be written to. `case` as it was before the row was seen."""
    if not names:
        return
    titles = ", ".join(columns.CASES.column(name).title for name in names)
    knew = "; ".join(
        f"{columns.CASES.column(name).title}: {cell_text(known[name]) or '(nothing)'}" for name in names
    )
    stands = "is back" if case.row_gone else "stood there before the service made it"
    what = (
        f"The row of {case.ref} {stands}, and says something else than we know under: {titles}. "
        "We go on by what we know, and nobody was asked or told."
    )
    do = (
        f"Put there what we know ({knew}). If what stood there is right instead, write it there once more a "
        "few minutes later: then it counts."
    )
    effects.queue(book, Attend(case.ref, what, do), now, None)
