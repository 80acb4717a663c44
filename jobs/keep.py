"""The register's cycle: look, take the coordinator's edits as facts, write what is ours (SHEETS.md §5).

One read, at most one write. Every write is intended in the journal first and proved by its receipt: after a
lost answer or a crash the next look settles it, and nothing is written a second time on a guess.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from casework.calendar import local_day
from casework.duties import unreckoned
from casework.effects import Attend
from jobs import behind, meant
from jobs.became_hers import are_taken_up, taken_up
from jobs.copies import report_copies
from jobs.journal import cases, effects, rows
from jobs.journal.store import Book
from jobs.noted import NOTED, day_written, new_day, noted
from jobs.planning import plan
from jobs.record import STALE, record, roster
from jobs.rows_back import known_again
from jobs.rows_told import newly_wrong
from jobs.settling import TABS, confirm, remember_seen, settle
from jobs.typed import names_wait, step_over, take_up, wait_for_names
from jobs.world import World
from sheets import columns
from sheets.changes import Seen, compare, next_seen
from sheets.gutted import Gutted
from sheets.lists import OFFERED
from sheets.register import (
    STILL_OPEN,
    KeptApart,
    OutcomeUnknown,
    Picture,
    Register,
    RegisterMoved,
    RegisterUnsure,
    TakesWord,
    Versioned,
)

log = logging.getLogger("casework.register")

LAYOUT = hashlib.sha256(repr((columns.TABS, OFFERED)).encode()).hexdigest()[:12]
"""Another one when a release brings tabs or columns: then the register is prepared anew."""

TRIES = 3
"""How often a write that came too late (somebody saved meanwhile) is begun anew in one cycle."""


@dataclass(frozen=True, slots=True)
class Looked:
    """The register as it stands. `picture` is None where it need not be read to know that nothing changed."""

    picture: Picture | None
    changed: bool


def look(world: World, now: datetime) -> Looked:
    """Look at the register and take what people changed since we last looked as facts."""
    _at_their_word(world, now, lambda: _prepare(world))
    report_copies(world, now)
    last = _last_version(world)
    if last and isinstance(world.register, Versioned) and world.register.version() == last:
        return Looked(None, changed=False)
    picture = _at_their_word(world, now, world.register.read)
    if last and picture.version == last:
        return Looked(picture, changed=False)
    behind.refuse(world, picture, now)
    if settle(world, picture):
        picture = world.register.read()
    take_up(world, picture, now)
    seen = known_again(world, _seen(world), picture, now)
    with _perhaps_moved(world.register), world.journal.begin() as book:
        step_over(book, picture, world.policy, now)
        said = meant.is_said(book, now)
        changes = compare(seen, picture, meant=said)
        since = None if said else local_day(now, world.policy)
        facts, wrong = noted(book, picture, world.policy.category_words, since)
        meant.is_done(book)
        wrong += unreckoned(roster(book), world.policy.workload)
        for fact in (*taken_up(book, seen, picture), *changes.facts, *facts):
            record(book, world, fact, "", now)
            log.info("%s %s", getattr(fact, "ref", "-"), type(fact).__name__)
        remember_seen(book, seen, next_seen(seen, picture))
        _tell(book, (*picture.problems, *changes.problems, *wrong), now)
        rows.remember(book, "register version", picture.version)
        wait_for_names(book, picture)
    return Looked(picture, changed=True)


@contextmanager
def _perhaps_moved(register: Register) -> Iterator[None]:
    """Of rows that are gone from a register of several spreadsheets: perhaps they stayed in another one."""
    try:
        yield
    except Gutted as gutted:
        if isinstance(register, KeptApart):
            gutted.args = (
                f"{gutted} If the tab was put into a spreadsheet of its own (apart, in the section "
                "register), copy its lines there from where it was.",
            )
        raise


T = TypeVar("T")


def _at_their_word(world: World, now: datetime, do: Callable[[], T]) -> T:
    """Do it; where it cannot be told what a write of ours came to, with a person's word that all is right
    (`casework meant`)."""
    try:
        return do()
    except RegisterUnsure:
        with world.journal.begin() as book:
            said = meant.is_said(book, now)
        if not (said and isinstance(world.register, TakesWord)):
            raise
        world.register.take_as_it_stands()
        return do()


def _prepare(world: World) -> None:
    """Make the tabs once, and again when a release lays them out anew or the config moves them."""
    wanted = layout_of(world.register)
    with world.journal.begin() as book:
        if rows.recall(book, "register layout") == wanted:
            return
    world.register.prepare()
    with world.journal.begin() as book:
        rows.remember(book, "register layout", wanted)
        rows.remember(book, STALE, "yes")  # a release may show more of suggestions than was kept with them


def layout_of(register: Register) -> str:
    """Which tabs there are, and which of them live in a spreadsheet of their own."""
    return LAYOUT + (f" {register.kept_apart}" if isinstance(register, KeptApart) else "")


def _last_version(world: World) -> str:
    """What was looked at last, to the byte; empty while the outcome of a write is not known, or where a
    release has made columns the coordinator's."""
    with world.journal.begin() as book:
        whole = rows.unsettled(book) or not are_taken_up(book)
        return "" if whole else rows.recall(book, "register version")


def _seen(world: World) -> Seen:
    with world.journal.begin() as book:
        return seen_of(book)


def seen_of(book: Book) -> Seen:
    """The rows of people's tabs as they were last seen."""
    return {f"{tab}/{key}": cells for tab in TABS for key, cells in rows.seen(book, tab).items()}


def _tell(book: Book, problems: Iterable[str], now: datetime) -> None:
    """Each problem of the sheet itself once, until it is mended; then it may be told again."""
    for sentence in newly_wrong(book, problems):
        effects.queue(book, Attend("", sentence, "Mend it in the sheet; there is no hurry."), now, None)


def take_as_seen(book: Book, picture: Picture, refs: Iterable[str], categories: Mapping[str, str]) -> None:
    """Take the register as it stands for what was last seen: nothing in it is an edit, and nothing is told.

    `refs`: the cases whose rows are the service's; `categories`: the branch's, in words. For a journal that
    is made anew.
    """
    _, wrong = noted(book, picture, categories)
    ours = set(refs)
    seen = {
        f"{tab}/{row.text('ref')}": dict(row.cells)
        for tab in TABS
        for row in picture.tabs[tab].rows
        if row.text("ref") in ours
    }
    remember_seen(book, {}, next_seen(seen, picture))
    cases.row_written(book, sorted(ours))
    told = (*picture.problems, *compare(seen, picture).problems, *wrong)
    newly_wrong(book, told)
    behind.take(book, picture)
    rows.remember(book, "register version", picture.version)
    rows.remember(book, "register layout", LAYOUT)


def write(world: World, looked: Looked, now: datetime) -> int:
    """Write what the register does not say yet; returns the number of rows made or changed."""
    with world.journal.begin() as book:
        day = new_day(book, world.policy, now)
        waiting = (
            day
            or bool(cases.rows_wanted(book))
            or names_wait(book)
            or any(effects.pending(book, kind, at_most=1) for kind in ("set_cell", "attend", "add_line"))
        )
    if not looked.changed and not waiting:
        return 0
    picture = looked.picture
    for attempt in range(TRIES):
        picture = picture or world.register.read()
        try:
            return _write(world, picture, now)
        except RegisterMoved:
            log.info("the register changed while we wrote: reading it again")
            if attempt == TRIES - 1:
                raise
            picture = look(world, now).picture
    return 0


def _write(world: World, picture: Picture, now: datetime) -> int:
    receipt = f"R-{secrets.token_hex(8)}"
    with world.journal.begin() as book:
        if rows.unsettled(book):
            raise OutcomeUnknown(STILL_OPEN)
        intent = plan(book, world.policy, picture, receipt, now)
        batch = intent.batch
        if batch.says_anything:
            rows.intend(book, receipt, now, intent.to_text())
        else:  # the register says all this already
            confirm(book, intent, ())
            day_written(book, world.policy, now)
            return 0
    written = world.register.write(intent.batch, picture)
    version = world.register.version() if isinstance(world.register, Versioned) else ""
    with world.journal.begin() as book:
        skipped = {(cell.tab, cell.key, cell.column) for cell in written.skipped}
        confirm(book, intent, skipped)
        day_written(book, world.policy, now)
        rows.settle(book, receipt, "done")
        # Lines of ours, rows that have a reference now, and what we set on the roster are read back as what
        # people write is: then the register is not what was looked at.
        ours = (
            any(row.tab in (*NOTED, "caseworkers") for row in intent.batch.rows)
            or any(cell.tab == "caseworkers" and cell.expected is not None for cell in intent.batch.cells)
            or bool(intent.batch.named)
        )
        rows.remember(book, "register version", "" if ours else version)
    log.info("receipt %s: %d rows, %d cells", receipt, len(intent.batch.rows), len(intent.batch.cells))
    touched = {(row.tab, row.key) for row in batch.rows} | {(cell.tab, cell.key) for cell in batch.cells}
    touched |= {(naming.tab, naming.key) for naming in batch.named}
    return sum(tab != "dashboard" for tab, _ in touched)
