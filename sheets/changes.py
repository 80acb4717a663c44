"""What people did to the register since we last looked: pure (DESIGN.md §4.3; STYLE.md §2.1, `StorageEmpty`).

`seen` is what the service last knew of each row: "cases/C-2026-0042" to cells by canonical column. It is kept
in the journal, where dates may have become ISO text: values are compared by their text. Three functions keep
it: `compare` tells the edits, `next_seen` takes them over once they have been handled, and `with_written`
takes over what we wrote ourselves (never by reading again: an edit made meanwhile would pass unnoticed).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from casework.facts import Fact
from casework.facts.answers import CaseworkerChosen
from casework.facts.sheet import (
    CategoryEdited,
    CellRestored,
    ContactEdited,
    DepartmentEdited,
    EmotionalEdited,
    ExtraWorkEdited,
    LeadEdited,
    OutcomeEdited,
    RowDoubled,
    RowVanished,
    SecondEdited,
    StageEdited,
    StatusEdited,
)
from sheets.cells import cell_text, fit, key_text
from sheets.columns import CASES, CONTACTS, Column, Owner, TabLayout
from sheets.dates import written_moment
from sheets.gutted import stop_if_cells_emptied, stop_if_rows_gone
from sheets.register import Batch, Cell, Picture, Row, Written
from sheets.typed import HINT, of_cases, unnamed

Seen = Mapping[str, Mapping[str, Cell]]

WATCHED = (CASES, CONTACTS)
DOUBLED = "(doubled)"
"""Stands in a remembered row while its reference is in two rows, so that it is told once."""

HINTS = {CASES.name: f" {HINT}", CONTACTS.name: " Write the reference of its case beside it."}
"""What to do about a row without a reference."""
OWN_REF = " If it is a case for the service, empty its Ref: then it gets one of ours."

_CONTACT_FIELDS = frozenset(["name", "email", "phone", "contact_preference", "employer", "membership_number"])
_UNREAD = frozenset(["notes"])
_CORRECTED = (CategoryEdited, ContactEdited, DepartmentEdited)
"""What a case is about and whose it is: first, so that whom she chose in the same go is chosen by it."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Facts, and a plain sentence for each thing that is no fact but wants a person's look."""

    facts: tuple[Fact, ...] = ()
    problems: tuple[str, ...] = ()


def seen_key(tab: str, key: str) -> str:
    """The name of a remembered row."""
    return f"{tab}/{key.strip()}"


def compare(seen: Seen, picture: Picture, *, meant: bool = False) -> Changes:
    """The edits between `seen` and `picture`.

    Raises `Gutted` when many rows, or one column of many rows, are gone at once or a tab is emptied,
    unless a person has said that it was `meant`; then nothing is a fact.
    """
    there = {layout.name: _by_ref(layout, picture) for layout in WATCHED}
    frozen = _frozen(there)
    facts: list[Fact] = []
    problems: list[str] = []
    without = unnamed(picture, of_cases(seen))
    emptied = {one.ref for one in without if one.ref}
    for layout in WATCHED:
        known, rows = _known(layout, seen), there[layout.name]
        gone = {ref: None for ref in known if key_text(ref) not in rows}
        edits = {
            ref: _edited(layout, before, rows[key_text(ref)][0])
            for ref, before in known.items()
            if ref not in gone
        }
        if not meant:
            stop_if_rows_gone(layout.title, len(gone), len(known))
            _stop_if_column_emptied(layout, known, edits)
        for ref, before in known.items():
            if key_text(ref) in frozen:
                _tell_doubled(facts, ref, before)
            elif edited := edits.get(ref):
                _row(facts, layout, ref, before, edited)
        if layout is CASES:
            facts += [CellRestored(ref, layout.key) for ref in gone if ref in emptied]
            facts += [RowVanished(ref) for ref in gone if key_text(ref) not in frozen and ref not in emptied]
        else:
            problems += [
                f"The row of {ref} is gone from the tab {layout.title}: the address we had is still used."
                for ref in gone
            ]
        problems += _strangers(layout, picture, known, {one.row.number for one in without})
    facts.sort(key=lambda fact: not isinstance(fact, _CORRECTED))
    return Changes(tuple(facts), tuple(problems))


def gone(seen: Seen, picture: Picture) -> list[tuple[str, str]]:
    """The rows that are gone since `seen` and the cells that were emptied, by reference, with a phrase."""
    found: list[tuple[str, str]] = []
    for layout in WATCHED:
        rows = _by_ref(layout, picture)
        for ref, before in _known(layout, seen).items():
            there = rows.get(key_text(ref))
            if there is None:
                found.append((ref, f"its row is gone from the tab {layout.title}"))
                continue
            emptied = [column.title for column, now in _edited(layout, before, there[0]) if not now]
            found += [(ref, f'"{title}" was emptied on the tab {layout.title}') for title in emptied]
    return sorted(found)


def next_seen(seen: Seen, picture: Picture) -> dict[str, dict[str, Cell]]:
    """`seen` after the edits in `picture` were handled: known rows as they are now, vanished ones dropped."""
    after: dict[str, dict[str, Cell]] = {}
    there = {layout.name: _by_ref(layout, picture) for layout in WATCHED}
    frozen = _frozen(there)
    emptied = {one.ref for one in unnamed(picture, of_cases(seen)) if one.ref}
    for layout in WATCHED:
        rows = there[layout.name]
        for ref, before in _known(layout, seen).items():
            if layout is CASES and ref in emptied:
                after[seen_key(layout.name, ref)] = dict(before)
            elif key_text(ref) in frozen:
                after[seen_key(layout.name, ref)] = {**before, DOUBLED: True}
            elif key_text(ref) in rows:
                after[seen_key(layout.name, ref)] = dict(rows[key_text(ref)][0].cells)
    return after


def with_written(seen: Seen, batch: Batch, written: Written) -> dict[str, dict[str, Cell]]:
    """`seen` after our own batch: its new rows are known from now on, its written cells hold our value."""
    after = {key: dict(cells) for key, cells in seen.items()}
    watched = {layout.name for layout in WATCHED}
    for row in batch.rows:
        if row.tab in watched:
            cells = {name: fit(value) for name, value in row.cells.items()}
            after.setdefault(seen_key(row.tab, row.key), cells)
    for write in batch.cells:
        known = after.get(seen_key(write.tab, write.key))
        if known is not None and DOUBLED not in known and write not in written.skipped:
            known[write.column] = fit(write.value)
    return after


def _known(layout: TabLayout, seen: Seen) -> dict[str, Mapping[str, Cell]]:
    start = seen_key(layout.name, "")
    return {key.removeprefix(start): cells for key, cells in seen.items() if key.startswith(start)}


Rows = Mapping[str, list[Row]]
"""The rows of a tab by reference, as it is compared: one each, or more for one that is doubled."""


def _by_ref(layout: TabLayout, picture: Picture) -> Rows:
    rows: dict[str, list[Row]] = {}
    for row in picture.tabs[layout.name].rows:
        if ref := key_text(row.cells.get(layout.key)):
            rows.setdefault(ref, []).append(row)
    return rows


def _frozen(there: Mapping[str, Rows]) -> set[str]:
    """References that stand in two rows of either tab: none of their rows is believed."""
    return {ref for rows in there.values() for ref, found in rows.items() if len(found) > 1}


def _tell_doubled(facts: list[Fact], ref: str, before: Mapping[str, Cell]) -> None:
    fact = RowDoubled(ref)
    if DOUBLED not in before and fact not in facts:
        facts.append(fact)


Edits = list[tuple[Column, str]]
"""The columns of one row that say something else than before, with what they say now."""


def _row(facts: list[Fact], layout: TabLayout, ref: str, before: Mapping[str, Cell], edited: Edits) -> None:
    freed = any(column.name in ("lead", "second") and not now for column, now in edited)
    # Whom she chose is chosen for the case as she left it: without whoever she took off it in the same go.
    for column, now in sorted(edited, key=lambda one: freed and one[0].name == "decision"):
        match column.name:
            case "decision":
                if now:
                    shown, over = cell_text(before.get("suggestion")), cell_text(before.get("decision"))
                    stood = cell_text(before.get("lead")), cell_text(before.get("second"))
                    facts.append(CaseworkerChosen(ref, now, "register", None, shown, over, stood))
            case "status":
                stands = (
                    ""
                    if any(one.name == "decision" for one, _ in edited)
                    else cell_text(before.get("decision"))
                )
                facts.append(
                    StatusEdited(ref, now, stands, cell_text(before.get("suggestion")) if stands else "")
                )
            case "lead":
                both = not now and ("second", "") in {(one.name, text) for one, text in edited}
                facts.append(LeadEdited(ref, now, cell_text(before.get("lead")), both))
            case "second":
                facts.append(SecondEdited(ref, now, cell_text(before.get("second"))))
            case "outcome":
                facts.append(OutcomeEdited(ref, now))
            case "stage":
                facts.append(StageEdited(ref, now))
            case "extra_work":
                facts.append(ExtraWorkEdited(ref, now))
            case "emotional":
                facts.append(EmotionalEdited(ref, now))
            case "category":
                facts.append(CategoryEdited(ref, now))
            case "department":
                facts.append(DepartmentEdited(ref, now))
            case name if layout is CONTACTS and name in _CONTACT_FIELDS:
                facts.append(ContactEdited(ref, name, now))
            case name if column.owner is Owner.OURS:
                day = written_moment(now) if column.date else ""  # typed as text it is a day all the same
                facts.append(CellRestored(ref, name, day or now))
            case _:  # a column of theirs that the service does not act on
                continue


def _edited(layout: TabLayout, before: Mapping[str, Cell], row: Row) -> Edits:
    found: Edits = []
    for column in layout.columns:
        here, there = row.cells.get(column.name), before.get(column.name)
        if here is there or (type(here) is str and here == there):
            continue  # nearly always: ten thousand rows are looked at in every turn
        if column.name != layout.key and column.name not in _UNREAD:
            now = cell_text(here)
            if now != cell_text(there):
                found.append((column, now))
    return found


def _strangers(
    layout: TabLayout, picture: Picture, known: Mapping[str, object], named: set[int]
) -> list[str]:
    """Rows that are nobody's, but for those of Cases that are given a reference."""
    ours = {key_text(ref) for ref in known}
    told = []
    for row in picture.tabs[layout.name].rows:
        if key_text(row.cells.get(layout.key)) in ours or (layout is CASES and row.number in named):
            continue
        what = "a reference that is not one of ours" if row.text(layout.key) else "no reference"
        hint = OWN_REF if layout is CASES else ""
        hint = hint if row.text(layout.key) else HINTS[layout.name]
        told.append(
            f"Row {row.number} of the tab {layout.title} has {what}: it is kept and left alone.{hint}"
        )
    return told


def _stop_if_column_emptied(
    layout: TabLayout, known: Mapping[str, Mapping[str, Cell]], edits: Mapping[str, Edits]
) -> None:
    blanked = Counter(column.name for edited in edits.values() for column, now in edited if not now)
    for column in layout.columns:
        if blanked[column.name] and column.name != "decision":
            held = sum(bool(cell_text(known[ref].get(column.name))) for ref in edits)
            stop_if_cells_emptied(layout.title, column.title, blanked[column.name], held)
