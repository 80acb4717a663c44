"""What must stand in the sheet: every cell bears a hidden mark, and goes by it wherever people take it.

The mark is the cell's note, which the service never reads. It goes along when a row is sorted or a column is
dragged, and a new row has none. Whatever a person does is compared mark by mark, before and after: what
changed is what they wanted, and what vanished they took away. All else must stay.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from sheets.columns import CASES, Owner, TabLayout
from sheets.register import NewRow
from tests.sheets_emulator import Human
from tests.sheets_emulator.state import Entered, Sheet

ROWS = 45
"""How far down blank cells are watched too."""

HARM = ("lost", "wrong", "duplicates", "missing", "resurrected", "lists", "stuck")
Truth = dict[str, dict[str, Entered]]


@dataclass(slots=True)
class Tally:
    """What went wrong, and what it cost."""

    lost: int = 0
    wrong: int = 0
    duplicates: int = 0
    missing: int = 0
    resurrected: int = 0
    lists: int = 0  # rows that offer what another should, after a cycle in which nobody raced
    stuck: int = 0  # seeds at whose end nothing was confirmed any more, though nobody came between
    alerts: int = 0
    calls: int = 0
    cycles: int = 0
    told: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        for name in (*HARM, "alerts", "calls", "cycles"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.told += other.told

    def harm(self) -> int:
        return sum(getattr(self, name) for name in HARM)


@dataclass(slots=True)
class Ground:
    """One tab, and for each mark what must stand there."""

    human: Human
    layout: TabLayout = CASES
    expected: dict[str, Entered] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)  # the mark of a header: the column's canonical name
    touched: set[str] = field(default_factory=set)  # marks whose cells a person changed in this cycle
    deleted: set[str] = field(default_factory=set)  # references whose rows a person took away
    made: dict[str, NewRow] = field(default_factory=dict)  # rows that we make, by reference
    born: dict[str, str] = field(
        default_factory=dict
    )  # the mark of a case's reference: the reference it was made with
    again: list[str] = field(default_factory=list)  # references of rows that we made, and had made before
    marks: Iterator[int] = field(default_factory=itertools.count)

    def sheet(self) -> Sheet:
        return self.human.tab(self.layout.title)

    @property
    def ours(self) -> set[str]:
        """Our columns, but for the reference."""
        return {column.name for column in self.layout.columns if column.owner is Owner.OURS} - {"ref"}

    def begin(self) -> None:
        """Mark everything as it stands."""
        self.mark_new()
        titles = {column.title: column.name for column in self.layout.columns}
        for column, cell in self.sheet().row(0).cells.items():
            if cell.value in titles:
                self.names[self.mark(0, column)] = titles[str(cell.value)]

    def mark(self, row: int, column: int) -> str:
        return self.sheet().cell(row, column).note

    def mark_new(self) -> None:
        """Mark what has no mark, and take it as it is."""
        sheet = self.sheet()
        for row in range(max(len(sheet.rows), ROWS)):
            cells = sheet.row(row).cells
            columns = range(sheet.column_count) if row < ROWS else list(cells)
            for column in columns:
                cell = cells.get(column)
                if cell is None or not cell.note.startswith("#"):
                    mark = f"#{next(self.marks)}"
                    cell = sheet.cell(row, column)
                    self.expected[mark] = cell.value
                    sheet.put(row, column, replace(cell, note=mark))

    def seen(self) -> dict[str, tuple[int, int]]:
        """Where each mark is."""
        return {
            cell.note: (row, column)
            for row, line in enumerate(self.sheet().rows)
            for column, cell in line.cells.items()
            if cell.note.startswith("#")
        }

    def values(self) -> dict[str, Entered]:
        return {
            cell.note: cell.value
            for line in self.sheet().rows
            for cell in line.cells.values()
            if cell.note.startswith("#")
        }

    @contextmanager
    def acting(self) -> Iterator[None]:
        """A person does something: what it changes is meant."""
        self.adopt()
        before = self.values()
        yield
        after = self.values()
        for mark in before.keys() - after.keys():
            gone = self.expected.pop(mark, None)
            self.touched.add(mark)
            if str(gone) in self.made:
                self.deleted.add(str(gone))
        for mark, value in after.items():
            if mark in before and value != before[mark]:
                self.expected[mark] = value
                self.touched.add(mark)
        self.mark_new()

    def adopt(self) -> None:
        """Rows that we made since: mark them, and take them to hold what we meant them to hold."""
        sheet = self.sheet()
        columns = {at: self.names.get(sheet.cell(0, at).note, "") for at in range(sheet.column_count)}
        for row, line in enumerate(sheet.rows):
            values = {str(cell.value) for cell in line.cells.values() if cell.value is not None}
            if any(cell.note.startswith("#") for cell in line.cells.values()) or not values:
                continue
            ref = next((ref for ref in self.made if ref in values), None)
            if ref is not None and ref in self.born.values():
                self.again.append(ref)
            meant: Mapping[str, Entered] = dict(self.made[ref].cells) if ref else {}  # type: ignore[arg-type]
            for column in range(sheet.column_count):
                mark = f"#{next(self.marks)}"
                self.expected[mark] = meant.get(columns[column])
                if columns[column] == "ref" and ref:
                    self.born[mark] = ref
                sheet.put(row, column, replace(sheet.cell(row, column), note=mark))

    def owe(self, row: int, column: int, name: str) -> None:
        """A column came back: in a row that we made meanwhile, what was meant for it is still to come."""
        sheet = self.sheet()
        values = {str(cell.value) for cell in sheet.row(row).cells.values() if cell.value is not None}
        ref = next((ref for ref in self.made if ref in values), None)
        if ref is None:
            return
        mark = f"#{next(self.marks)}"
        self.expected[mark] = self.made[ref].cells.get(name)  # type: ignore[assignment]
        if name == "ref":
            self.born[mark] = ref
        sheet.put(row, column, replace(sheet.cell(row, column), note=mark))

    def column(self, name: str) -> int | None:
        """Where the column of that canonical name is now, whatever its header says."""
        sheet = self.sheet()
        places = (at for at in range(sheet.column_count) if self.names.get(sheet.cell(0, at).note) == name)
        return next(places, None)

    def refs(self) -> Counter[str]:
        """The references that must stand under Ref."""
        at = self.column("ref")
        if at is None:
            return Counter()
        sheet = self.sheet()
        found = (self.expected.get(sheet.cell(row, at).note) for row in range(1, len(sheet.rows)))
        return Counter(str(ref) for ref in found if ref in self.made)

    def row_of(self, ref: str) -> int | None:
        """The 0-based row whose cell under Ref must hold that reference, if there is one only."""
        at, sheet = self.column("ref"), self.sheet()
        rows = [
            row
            for row in range(1, len(sheet.rows))
            if at is not None and self.expected.get(sheet.cell(row, at).note) == ref
        ]
        return rows[0] if len(rows) == 1 else None

    def own_list(self, ref: str) -> tuple[str, ...] | None:
        """What the row of that reference offers under Decision that its column does not."""
        row, column = self.row_of(ref), self.column("decision")
        assert row is not None and column is not None  # asked of rows that are there, when all is put right
        rule = self.sheet().cell(row, column).validation or {}
        values = rule.get("condition", {}).get("values", ())
        words = tuple(str(value.get("userEnteredValue")) for value in values)
        return None if not words or words[0].startswith("='") else words

    def accept_in_copies(self, ref: str, name: str, value: object) -> None:
        """Of a row and its copy nobody can tell which one was meant: the value may stand in either."""
        key, column = self.column("ref"), self.column(name)
        if key is None or column is None or self.refs()[ref] < 2:
            return
        for row in range(1, len(self.sheet().rows)):
            if (
                self.expected.get(self.mark(row, key)) == ref
                and self.sheet().cell(row, column).value == value
            ):
                self.expected[self.mark(row, column)] = self.sheet().cell(row, column).value

    def check(self, truth: Truth, known: set[str], tally: Tally) -> None:
        """Count what is not as it must be. `known`: references whose own cells were just put right."""
        self.adopt()
        self.mark_new()
        sheet = self.sheet()
        key, must = self.column("ref"), self.refs()
        columns = {at: self.names.get(sheet.cell(0, at).note, "") for at in range(sheet.column_count)}
        there: Counter[str] = Counter()
        our_columns = self.ours
        for row, line in enumerate(sheet.rows):
            ref = str(self.expected.get(sheet.cell(row, key).note)) if key is not None and row else ""
            if key is not None and row and sheet.cell(row, key).value in self.made:
                there[str(sheet.cell(row, key).value)] += 1
            ours = truth.get(ref, {})
            of_row = sheet.cell(row, key or 0).note
            for column, cell in line.cells.items():
                name, want = columns.get(column, ""), self.expected.get(cell.note)
                if ours and name in our_columns:
                    told_by = {of_row, sheet.cell(0, column).note}  # its reference and its header
                    checked = ref in known and must[ref] == 1 and not told_by & self.touched
                    if checked and cell.note not in self.touched and cell.value != ours.get(name):
                        tally.wrong += 1
                        tally.told.append(f"{ref} {name}: {cell.value!r} instead of {ours.get(name)!r}")
                        self.touched.add(cell.note)
                elif name in our_columns and row and (must[ref] > 1 or of_row in self.born):
                    continue  # doubled, or its reference is away: nobody's until that is put right
                elif cell.value != want:
                    tally.wrong, tally.lost = tally.wrong + (want is None), tally.lost + (want is not None)
                    place = f"{ref if row else 'header'} {name or column}"
                    tally.told.append(f"{place}: {cell.value!r} instead of {want!r}")
                    self.expected[cell.note] = cell.value  # told once
        tally.missing += (must - there).total()
        extra = there - must
        risen = [ref for ref in (*extra.elements(), *self.again) if ref in self.deleted]
        tally.resurrected += len(risen)
        tally.duplicates += extra.total() + len(self.again) - len(risen)
        tally.told += [f"{ref}: missing" for ref in must - there]
        tally.told += [f"{ref}: too many" for ref in (*extra, *self.again)]
        self.again.clear()
