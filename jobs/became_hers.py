"""What the coordinator wrote in a column before a release made it a fact: taken up at the first look.

Until then the service had seen her words and passed them over, so that nothing tells them from what it knows:
only that they are none of its own. A value that the form or an answer ever gave is an old one of ours and is
left; so is a blank cell, and one that a write of ours is still to change.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from casework.effects import SetCell
from casework.facts.letters import DetailsGiven, FormReceived
from casework.facts.sheet import CaseTyped, ContactEdited
from jobs.journal import cases, effects, rows
from jobs.journal.codec import from_text
from jobs.journal.store import Book
from sheets.cells import cell_text, key_text
from sheets.changes import Seen, seen_key
from sheets.register import Picture, Row
from sheets.rows import contact_cells

TAB, COLUMNS = "contacts", ("employer", "membership_number")
"""Columns that were the coordinator's to correct before what she wrote there was a fact."""

KNOWN = "columns taken up"


def are_taken_up(book: Book) -> bool:
    """Whether it has been done: the look that does it must be a whole one."""
    return rows.recall(book, KNOWN) == json.dumps(COLUMNS)


def taken_up(book: Book, seen: Seen, picture: Picture) -> list[ContactEdited]:
    """Her words in those columns, as facts, once. `seen`: what differs from it, `compare` tells anyway."""
    if are_taken_up(book):
        return []
    rows.remember(book, KNOWN, json.dumps(COLUMNS))
    found: dict[str, list[Row]] = {}
    for row in picture.tabs[TAB].rows:
        found.setdefault(key_text(row.cells.get("ref")), []).append(row)
    alone = {row.text("ref"): row for ref, same in found.items() if ref for row in same if len(same) == 1}
    queued = [entry.effect for entry in effects.pending(book, "set_cell")]
    waits = {(one.tab, one.ref, one.column) for one in queued if isinstance(one, SetCell)}
    facts = []
    for ref, case in sorted(cases.get_many(book, alone).items()):
        ours, before = contact_cells(case), seen.get(seen_key(TAB, ref), {})
        for column in COLUMNS:
            said = alone[ref].text(column)
            known = said in (cell_text(ours[column]), "") or said != cell_text(before.get(column))
            if (
                not known
                and (TAB, ref, column) not in waits
                and said not in set(_given(book, ref, column, said))
            ):
                facts.append(ContactEdited(ref, column, said))
    return facts


def _given(book: Book, ref: str, column: str, said: str) -> Iterator[str]:
    """What the form and the member's answers ever gave for that column; a line that cannot be read, what
    she `said` where that stands anywhere in it."""
    case = cases.get(book, ref)
    if case is not None:
        yield case.form.text(column)
    for kind in (FormReceived, DetailsGiven, CaseTyped):
        for text in cases.facts_about(book, ref, kind):
            try:
                fact = from_text(kind, text)
            except ValueError:
                yield said if json.dumps(said, ensure_ascii=False) in text else ""
                continue
            match fact:
                case DetailsGiven():
                    yield str(fact.values.get(column) or "")
                case CaseTyped():
                    yield from (fact.form.text(column), str(getattr(fact.member, column, "")))
                case FormReceived():
                    yield fact.form.text(column)
