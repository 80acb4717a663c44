"""The coordinator: everything a person does to a sheet, by seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from sheets.register import Put
from tests.sheets_emulator import dimensions
from tests.sheets_emulator.cell_requests import merge, unmerge
from tests.sheets_emulator.errors import Rejected
from tests.sheets_emulator.server import ACCOUNT
from tests.sheets_emulator.state import Entered, Formula
from tests.sheets_race.ground import Ground

THEIRS = {
    "cases": ("notes", "status", "outcome", "lead"),
    "contacts": ("notes", "email", "phone", "employer"),
}
"""Columns of people's, by tab: what they write into; the third is one in which formulas may stand."""

HEADERS = {"cases": ("ref", "why", "offer"), "contacts": ("ref", "name")}
"""Other columns whose headers they change."""

KNOWN_AS = {
    "cases": {
        "ref": "Case number",
        "suggestion": "Proposed",
        "why": "Reason",
        "notes": "Comments",
        "offer": "Asked whom",
    },
    "contacts": {"ref": "Case number", "name": "Full name", "email": "E-mail", "notes": "Comments"},
}
"""Other names that we know them by."""


@dataclass(slots=True)
class Actor:
    """Acts, and remembers how to put right what stops the service.

    `theirs`: the columns written into, where these are not all of people's; rows are deleted while there are
    more than `fewest`.
    """

    ground: Ground
    chance: random.Random
    acts: tuple[str, ...]
    undo: list[Callable[[], None]] = field(default_factory=list)
    count: int = 0
    theirs: tuple[str, ...] = ()
    fewest: int = 6

    def act(self) -> None:
        """One thing, chosen at random."""
        getattr(self, "do_" + self.chance.choice(self.acts))()

    def put_right(self) -> None:
        """Undo everything that stops the service, the last thing first."""
        while self.undo:
            back = self.undo.pop()
            with self.ground.acting():
                back()

    def look_over(self, put: Sequence[Put]) -> None:
        """As an alert asks: wherever in their columns something stands that they did not put there, and that
        the alert does not say belongs just there, what they know is put back.

        They know what they typed, and what the alert tells. Our own columns they leave to us.
        """
        belongs = {(one.key, one.column, one.value) for one in put if one.belongs and not one.theirs}
        with self.ground.acting():
            key, sheet = self.ground.column("ref"), self._sheet
            for row, line in enumerate(sheet.rows):
                ref = str(self.ground.expected.get(self.ground.mark(row, key or 0)))
                for column, cell in list(line.cells.items()):
                    if self.ground.names.get(self.ground.mark(0, column)) in self.ground.ours:
                        continue
                    told = ref, str(sheet.cell(0, column).value), cell.value
                    want = self.ground.expected.get(cell.note, cell.value)
                    if cell.value != want and told not in belongs:
                        sheet.set_value(row, column, want)

    # What they see

    @property
    def _title(self) -> str:
        return self.ground.layout.title

    @property
    def _theirs(self) -> tuple[str, ...]:
        return self.theirs or THEIRS[self.ground.layout.name]

    @property
    def _last_column(self) -> int:
        return len(self.ground.layout.columns) - 1

    @property
    def _sheet(self):  # type: ignore[no-untyped-def]
        return self.ground.sheet()

    @property
    def _book(self):  # type: ignore[no-untyped-def]
        return self.ground.human.book()

    def _word(self, what: str) -> str:
        self.count += 1
        return f"{what} {self.count}"

    def _row(self) -> int | None:
        """A row of a case, by its place now."""
        refs = sorted(ref for ref, count in self.ground.refs().items() if count == 1)
        return self.ground.row_of(self.chance.choice(refs)) if refs else None

    def _last(self) -> int:
        return max(int(self._sheet.last_row()), 2)

    def _put(self, row: int, name: str, value: Entered) -> None:
        column = self.ground.column(name)
        if column is not None:
            self._sheet.set_value(row, column, value)

    # What they do

    def do_edit(self) -> None:
        with self.ground.acting():
            if (row := self._row()) is not None:
                name = self.chance.choice(self._theirs)
                self._put(row, name, self.chance.choice([None, self._word(name), self._word(name)]))

    def do_edit_ours(self) -> None:
        with self.ground.acting():
            if self.ground.ours and (row := self._row()) is not None:
                self._put(row, self.chance.choice(sorted(self.ground.ours)), self._word("scribble"))

    def do_sort(self) -> None:
        with self.ground.acting():
            at = self.chance.randrange(self._last_column + 1)
            header = self._sheet.cell(0, at).value
            if header and self.ground.human.headers(self._title).count(str(header)) == 1:
                try:
                    self.ground.human.sort(self._title, str(header), self.chance.random() < 0.5)
                except Rejected:  # merged cells: Google says no
                    return

    def do_filter(self) -> None:
        grid = {"sheetId": self._sheet.id, "startRowIndex": 0, "endRowIndex": self._last()}
        hidden = {"3": {"hiddenValues": ["New"]}}
        self._sheet.basic_filter = {
            "range": {**grid, "startColumnIndex": 0, "endColumnIndex": self._last_column},
            "criteria": hidden,
        }

    def do_insert_row(self) -> None:
        with self.ground.acting():
            at = self.chance.randint(1, self._last())
            dimensions.insert_at(self._book, self._sheet, True, at, self.chance.choice([1, 1, 2]), at > 1)
            if self.chance.random() < 0.5:
                self._put(at, "notes", self._word("a call"))

    def do_delete_row(self) -> None:
        with self.ground.acting():
            row = self._row()
            if row is not None and self.ground.refs().total() > self.fewest:
                dimensions.delete_at(self._book, self._sheet, True, row, row + 1)

    def do_delete_newest(self) -> None:
        """The row that was made last: it may be half of a batch whose other half is still to come."""
        with self.ground.acting():
            refs = self.ground.refs()
            row = self.ground.row_of(max(refs)) if refs.total() > self.fewest else None
            if row is not None:
                dimensions.delete_at(self._book, self._sheet, True, row, row + 1)

    def do_move_row(self) -> None:
        with self.ground.acting():
            if (row := self._row()) is not None:
                dimensions.move_to(
                    self._book, self._sheet, True, row, row + 1, self.chance.randint(1, self._last())
                )

    def do_duplicate_row(self) -> None:
        with self.ground.acting():
            if (row := self._row()) is None:
                return
            dimensions.insert_at(self._book, self._sheet, True, row + 1, 1, True)
            for column, cell in self._sheet.row(row).cells.items():
                self._sheet.put(row + 1, column, replace(cell, note=""))
        mark = self.ground.mark(row + 1, 0)

        def back() -> None:
            place = self.ground.seen().get(mark)
            if place is not None:
                dimensions.delete_at(self._book, self._sheet, True, place[0], place[0] + 1)

        self.undo.append(back)

    def do_insert_column(self) -> None:
        with self.ground.acting():
            header = self.chance.choice(["", self._word("Mine")])
            self.ground.human.insert_column(self._title, self.chance.randint(0, self._last_column), header)

    def do_drag_column(self) -> None:
        with self.ground.acting():
            at = self.chance.randrange(self._last_column)
            dimensions.move_to(
                self._book, self._sheet, False, at, at + 1, self.chance.randint(0, self._last_column)
            )

    def do_rename_column(self) -> None:
        with self.ground.acting():
            known_as = KNOWN_AS[self.ground.layout.name]
            name = self.chance.choice(sorted(known_as))
            self._put(0, name, known_as[name])

    def do_rename_past_knowing(self) -> None:
        self._header(self._word("Whatever"))

    def do_blank_header(self) -> None:
        self._header(None)

    def _header(self, text: str | None) -> None:
        name = self.chance.choice([*self._theirs, *HEADERS[self.ground.layout.name]])
        column = self.ground.column(name)
        if column is None:
            return
        mark, old = self.ground.mark(0, column), self.ground.expected[self.ground.mark(0, column)]
        with self.ground.acting():
            self._sheet.set_value(0, column, text)
        self._undo_value(mark, old)

    def _undo_value(self, mark: str, old: Entered) -> None:
        def back() -> None:
            place = self.ground.seen().get(mark)
            if place is not None:
                self._sheet.set_value(*place, old)

        self.undo.append(back)

    def do_delete_column(self) -> None:
        column = self.chance.randrange(self._last_column + 1)
        mine = self.ground.mark(0, column) not in self.ground.names
        kept = {
            self._anchor(row, column): self._sheet.cell(row, column) for row in range(len(self._sheet.rows))
        }
        meant = {cell.note: self.ground.expected.get(cell.note) for cell in kept.values()}
        gone, touched = set(self.ground.deleted), set(self.ground.touched)
        with self.ground.acting():
            dimensions.delete_at(self._book, self._sheet, False, column, column + 1)
        self.ground.deleted, self.ground.touched = gone, touched  # it comes back: nothing in it was changed
        if mine:
            return

        def back() -> None:
            dimensions.insert_at(self._book, self._sheet, False, column, 1, column > 0)
            for row in range(len(self._sheet.rows)):
                name = self.ground.names.get(kept[self._anchor(0, column)].note) if row else ""
                cell = kept.get(self._anchor(row, column))
                if cell is None:  # a row that came while it was away
                    self.ground.owe(row, column, name or "")
                    continue
                value = cell.value if name in self.ground.ours else meant.get(cell.note)
                self._sheet.put(row, column, replace(cell, value=value))
                if cell.note:
                    self.ground.expected[cell.note] = value

        self.undo.append(back)

    def _anchor(self, row: int, column: int) -> str:
        """The mark by which a row is known while one of its columns is away: that of a column of nobody's."""
        marks = [cell.note for at, cell in sorted(self._sheet.row(row).cells.items()) if at != column]
        return max(
            marks,
            key=lambda mark: (mark.startswith("#"), -int(mark[1:] or 0) if mark[1:].isdigit() else 0),
            default="",
        )

    def do_merge(self) -> None:
        row, column = self._row(), self.ground.column(self.chance.choice(self._theirs))
        if row is None or column is None:
            return
        ends = {"endRowIndex": row + 2, "endColumnIndex": column + 1}
        grid = {"sheetId": self._sheet.id, "startRowIndex": row, "startColumnIndex": column, **ends}
        with self.ground.acting():
            merge(self._book, {"range": grid, "mergeType": "MERGE_ALL"}, "")

        def back() -> None:
            whole = {"sheetId": self._sheet.id}
            unmerge(self._book, {"range": whole}, "")

        self.undo.append(back)

    def do_paste_formulas(self) -> None:
        with self.ground.acting():
            for _ in range(3):
                if (row := self._row()) is not None:
                    self._put(
                        row,
                        self._theirs[2],
                        Formula(f"={self.chance.randint(1, 9)}+{self.chance.randint(1, 9)}"),
                    )

    def do_checkboxes(self) -> None:
        if any(self._sheet.cell(0, at).value == "Done" for at in range(self._sheet.column_count)):
            return
        with self.ground.acting():
            at = self.chance.randint(0, self._last_column)
            self.ground.human.insert_column(self._title, at, "Done")
            for row in range(1, 1000):
                self._sheet.set_value(row, at, False)

    def do_clear_id(self) -> None:
        self._id(None)

    def do_double_id(self) -> None:
        refs = sorted(self.ground.refs())
        self._id(self.chance.choice(refs) if refs else None)

    def _id(self, value: str | None) -> None:
        row, column = self._row(), self.ground.column("ref")
        if row is None or column is None:
            return
        mark = self.ground.mark(row, column)
        old = self.ground.expected[mark]
        with self.ground.acting():
            self._sheet.set_value(row, column, value)
        self._undo_value(mark, old)

    def do_unshare(self) -> None:
        self.ground.human.unshare(ACCOUNT)
        self.undo.append(lambda: self._book.editors.add(ACCOUNT))


ROWS = (
    *("edit", "edit", "edit_ours", "paste_formulas", "checkboxes", "sort", "sort", "filter", "unshare"),
    *("insert_row", "delete_row", "move_row", "duplicate_row", "clear_id", "double_id"),
)
TYPING = (*["insert_row"] * 4, "sort", "move_row", "delete_row", "edit", "clear_id")
"""Of somebody who types cases in, more than anything else."""

BESIDE = (*ROWS, *["delete_newest"] * 5)
"""Of whoever works on Contacts, in a spreadsheet of its own."""

COLUMNS = (
    *("insert_column", "insert_column", "drag_column", "drag_column", "delete_column"),
    *("rename_column", "rename_past_knowing", "blank_header", "merge"),
)
