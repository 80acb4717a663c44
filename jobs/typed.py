"""Cases that a person types into the register: first the row gets a reference, and then it is a case.

In two looks. A reference is promised, written beside the row, and only when it is read back there does the
case begin, with all that stands in the row by then. So a lost write costs nothing, and whoever is still
typing has a minute.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from casework.facts.sheet import CaseTyped
from casework.model import Case, Form, Member, Policy
from casework.typed import OF_THE_CASE
from jobs.journal import cases, rows
from jobs.journal.store import Book
from jobs.record import record
from jobs.world import World
from sheets.cells import cell_text, key_text
from sheets.dates import written_moment
from sheets.register import Cell, Naming, Picture, Row
from sheets.rows import as_values, contact_cells
from sheets.typed import Unnamed, unnamed

PROMISED = "references promised"
WAIT = "rows without a reference"


def wait_for_names(book: Book, picture: Picture) -> None:
    """Note whether rows wait for a reference: a write that fails is begun again though nothing changes."""
    rows.remember(book, WAIT, "yes" if _unnamed(book, picture) else "")


def names_wait(book: Book) -> bool:
    """Whether rows wait for a reference."""
    return bool(rows.recall(book, WAIT))


def name(
    book: Book, picture: Picture, policy: Policy, now: datetime
) -> tuple[list[Naming], dict[str, dict[str, Cell]]]:
    """References for the rows that want one, and the rows of Contacts that go with new ones."""
    found: list[Naming] = []
    contacts: dict[str, dict[str, Cell]] = {}
    promised = _promised(book)
    there = {key_text(row.cells.get("ref")) for row in picture.tabs["cases"].rows}
    free = [ref for ref in promised if key_text(ref) not in there]  # promised, and never written
    year = now.astimezone(ZoneInfo(policy.timezone)).year
    for one in _unnamed(book, picture):
        ref = one.ref
        if not ref:
            ref = free.pop(0) if free else _next(book, year)
            promised[ref] = one.of
            origin = cases.get(book, one.of) if one.of else None
            contacts[ref] = {**contact_cells(origin), "ref": ref} if origin else {"ref": ref}
        found.append(Naming("cases", ref, one.row))
    if found:
        rows.remember(book, PROMISED, json.dumps(promised))
    return found, contacts


def take_up(world: World, picture: Picture, now: datetime) -> None:
    """Rows whose promised reference stands in them now: each is a case from here on."""
    with world.journal.begin() as book:
        promised = _promised(book)
        for ref, of in list(promised.items()):
            here = [row for row in picture.tabs["cases"].rows if row.text("ref") == ref]
            if len(here) != 1:
                continue
            del promised[ref]
            origin = cases.get(book, of) if of else None
            beside = [row for row in picture.tabs["cases"].rows if of and row.text("ref") == of]
            record(book, world, _fact(ref, here[0], origin, beside), "", now)
            cases.row_written(book, [ref])
            cases.want_row(book, ref)
            rows.remember(book, PROMISED, json.dumps(promised))


def _fact(ref: str, row: Row, origin: Case | None, beside: Sequence[Row]) -> CaseTyped:
    """What stands on Contacts follows, as edits of the row that was made there blank."""
    cells = as_values("cases", row.cells)
    typed = {column: cell_text(value) for column, value in cells.items() if cell_text(value)}
    if moment := written_moment(cells.get("key_date")):
        typed["key_date"] = moment
    if origin is None:
        return CaseTyped(ref, typed, Member("", ""), Form({}))
    copied = tuple(
        at for at in OF_THE_CASE if at in typed and any(one.text(at) == typed[at] for one in beside)
    )
    return CaseTyped(ref, typed, origin.member, origin.form, split_of=origin.ref, copied=copied)


def step_over(book: Book, picture: Picture, policy: Policy, now: datetime) -> None:
    """No case is given a reference that stands in a row of somebody's own already: ours would go into it."""
    year = now.astimezone(ZoneInfo(policy.timezone)).year
    there = {key_text(row.cells.get("ref")) for row in picture.tabs["cases"].rows}
    promised = {key_text(ref) for ref in _promised(book)}
    while (key := key_text(cases.next_ref(book, year))) in there and key not in promised:
        _next(book, year)


def _unnamed(book: Book, picture: Picture) -> list[Unnamed]:
    return unnamed(picture, rows.seen(book, "cases"))


def _promised(book: Book) -> dict[str, str]:
    """References promised to rows, each with the case that the row was split from."""
    found: dict[str, str] = json.loads(rows.recall(book, PROMISED) or "{}")
    return found


def _next(book: Book, year: int) -> str:
    ref = cases.next_ref(book, year)
    cases.take_ref(book, ref)
    return ref
