"""Writes that stand in the register, and writes of which that is not known: told by their receipts."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from jobs.journal import cases, effects, rows
from jobs.journal.store import Book
from jobs.planning import Intent, Place, line_known
from jobs.record import remember_paused
from jobs.unkept import say_not_kept
from jobs.world import World
from sheets.cells import cell_text
from sheets.changes import Seen, with_written
from sheets.register import Cell, CellWrite, Picture

log = logging.getLogger("casework.register")

TABS = ("cases", "contacts")


def settle(world: World, picture: Picture) -> bool:
    """Settle the writes whose outcome is not known: the receipt is there, or nothing of it (TRUST.md §0.1).

    One that may still come, since its answer was lost a moment ago, stays as it is. Of a register of several
    spreadsheets one may have been written and the next not: then the rest of that very batch is written now,
    and the picture is an old one (True).
    """
    first = _places(picture.skipped)
    with world.journal.begin() as book:
        open_ones = rows.unsettled(book)
        for receipt, body in open_ones:
            if receipt in picture.receipts:
                _confirm_late(book, Intent.from_text(body), first)
            elif receipt in picture.undecided:
                log.info("receipt %s: it may still come", receipt)
                continue
            elif receipt not in picture.begun:
                rows.settle(book, receipt, "dropped")
            log.info("receipt %s settled: %s", receipt, receipt in picture.receipts)
    decided = [(receipt, body) for receipt, body in open_ones if receipt not in picture.undecided]
    begun = [Intent.from_text(body) for receipt, body in decided if receipt in picture.begun]
    for intent in begun:
        written = world.register.write(intent.again(), picture)
        picture = world.register.read()
        with world.journal.begin() as book:
            _confirm_late(book, intent, first | _places(written.skipped))
        log.info("receipt %s: the rest is written", intent.batch.receipt)
    return bool(begun)


def _confirm_late(book: Book, intent: Intent, skipped: Iterable[Place]) -> None:
    """The batch stands in the register, as it was planned some time ago: its cases may be others by now."""
    confirm(book, intent, skipped)
    for ref in intent.refs:
        cases.want_row(book, ref)
    rows.settle(book, intent.batch.receipt, "done")


def _places(skipped: Iterable[CellWrite]) -> set[Place]:
    return {(cell.tab, cell.key, cell.column) for cell in skipped}


def remember_seen(book: Book, before: Seen, after: Seen) -> None:
    """Store the rows that changed; forget those that are gone."""
    for tab in TABS:
        start = f"{tab}/"
        changed = [
            (key.removeprefix(start), as_text)
            for key, cells in after.items()
            if key.startswith(start) and (as_text := _as_text(cells)) != before.get(key)
        ]
        rows.saw(book, tab, changed)
        gone = [key.removeprefix(start) for key in before if key.startswith(start) and key not in after]
        rows.forget(book, tab, gone)


def _as_text(cells: dict[str, Cell] | object) -> dict[str, str]:
    assert isinstance(cells, dict)
    return {name: cell_text(value) for name, value in cells.items() if value is not None}


def confirm(book: Book, intent: Intent, skipped: Iterable[Place]) -> None:
    """The batch stands in the register: its effects are done, and its cells are what we last saw."""
    skips = set(skipped)
    touched = {(row.tab, row.key) for row in intent.batch.rows} | {(c.tab, c.key) for c in intent.batch.cells}
    before = {
        f"{tab}/{key}": cells
        for tab in TABS
        for key, cells in rows.seen(book, tab, [key for at, key in touched if at == tab]).items()
    }
    remember_seen(book, before, with_written(before, intent.batch, intent.written(skips)))
    # Only now: a line that was planned and not written leaves no gap in the numbers.
    for tab in ("attention", "availability", "time", "key_dates"):
        if lines := [int(row.key) for row in intent.batch.rows if row.tab == tab]:
            rows.remember(book, line_known(tab), str(max(lines)))
    pauses = [cell for cell in intent.batch.cells if (cell.tab, cell.column) == ("caseworkers", "paused")]
    ours = [cell for cell in pauses if (cell.tab, cell.key, cell.column) not in skips]
    remember_paused(book, {cell.key: bool(cell.value) for cell in ours})
    at = intent.at
    overtaken = [n for n, cell in intent.cells_of_effects if cell in skips]
    effects.overtaken(book, overtaken, at)
    for cell in intent.batch.cells:
        if cell.tab == "caseworkers" and (cell.tab, cell.key, cell.column) in skips:
            say_not_kept(book, cell.key, cell.column, str(cell.value or ""), at)
    effects.done(book, [n for n in intent.effects if n not in overtaken], at)
    cases.row_written(book, list(intent.refs))
