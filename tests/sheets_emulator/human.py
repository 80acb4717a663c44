"""The coordinator at the keyboard: acts on the book directly, between one request and the next."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests.sheets_emulator import dimensions
from tests.sheets_emulator.a1 import Box
from tests.sheets_emulator.cell_requests import sort_box
from tests.sheets_emulator.cells import FormulaError, effective, typed
from tests.sheets_emulator.core import Emulator
from tests.sheets_emulator.sheet_requests import add_sheet, delete_sheet
from tests.sheets_emulator.state import Book, Entered, Row, Sheet


@dataclass(frozen=True, slots=True)
class Human:
    """Rows are numbered as the screen numbers them, from 1; columns are named by their header."""

    emulator: Emulator
    spreadsheet_id: str

    def book(self) -> Book:
        return self.emulator.books[self.spreadsheet_id]

    def tab(self, title: str) -> Sheet:
        """The tab of that title. Raises KeyError."""
        sheet = self.book().sheet_titled(title)
        if sheet is None:
            raise KeyError(title)
        return sheet

    def headers(self, title: str) -> list[str]:
        sheet = self.tab(title)
        cells = sheet.row(0).cells
        return [str(cells[at].value or "") if at in cells else "" for at in range(max(cells, default=-1) + 1)]

    def column(self, title: str, header: str) -> int:
        """0-based. Raises ValueError."""
        return self.headers(title).index(header)

    def value(self, title: str, row: int, header: str) -> Entered:
        """What is seen in a cell: a formula's value, or its error."""
        sheet = self.tab(title)
        try:
            return effective(sheet.cell(row - 1, self.column(title, header)), sheet)
        except FormulaError as error:
            return str(error)

    def entered(self, title: str, row: int, header: str) -> Entered:
        """What was entered: a formula as itself."""
        return self.tab(title).cell(row - 1, self.column(title, header)).value

    def type(self, title: str, row: int, header: str, text: str) -> None:
        """Type into a cell, so that `=1+1`, dates and numbers become what typing makes of them."""
        self._put(title, row, self.column(title, header), typed(text, self.book().locale)[0])

    def edit(self, title: str, row: int, header: str, value: Entered) -> None:
        """Put a value into a cell as it is."""
        self._put(title, row, self.column(title, header), value)

    def _put(self, title: str, row: int, column: int, value: Entered) -> None:
        with self.emulator.lock:
            self.tab(title).set_value(row - 1, column, value)
            self.book().touch()

    def find(self, title: str, header: str, text: str) -> int:
        """The number of the first row with that text under the header. Raises ValueError."""
        column, sheet = self.column(title, header), self.tab(title)
        for at in range(1, len(sheet.rows)):
            if str(sheet.cell(at, column).value or "") == text:
                return at + 1
        raise ValueError(text)

    def sort(self, title: str, header: str, descending: bool = False) -> None:
        """Sort everything below the header row."""
        with self.emulator.lock:
            sheet = self.tab(title)
            order = "DESCENDING" if descending else "ASCENDING"
            spec = {"dimensionIndex": self.column(title, header), "sortOrder": order}
            box = Box(1, 0, max(len(sheet.rows), 1), sheet.column_count)
            sort_box(self.book(), sheet, box, [spec])
            self.book().touch()

    def insert_row(self, title: str, row: int) -> None:
        """A new row that becomes number `row`."""
        with self.emulator.lock:
            dimensions.insert_at(self.book(), self.tab(title), True, row - 1, 1, row > 2)

    def delete_row(self, title: str, row: int) -> None:
        with self.emulator.lock:
            dimensions.delete_at(self.book(), self.tab(title), True, row - 1, row)

    def insert_column(self, title: str, at: int, header: str = "") -> None:
        """A new column at 0-based place `at`."""
        with self.emulator.lock:
            dimensions.insert_at(self.book(), self.tab(title), False, at, 1, at > 0)
            self.tab(title).set_value(0, at, header or None)

    def delete_column(self, title: str, header: str) -> None:
        with self.emulator.lock:
            at = self.column(title, header)
            dimensions.delete_at(self.book(), self.tab(title), False, at, at + 1)

    def move_column(self, title: str, header: str, to: int) -> None:
        """Drag a column to before the one now at `to`."""
        with self.emulator.lock:
            at = self.column(title, header)
            dimensions.move_to(self.book(), self.tab(title), False, at, at + 1, to)

    def rename_header(self, title: str, old: str, new: str) -> None:
        self._put(title, 1, self.column(title, old), new or None)

    def rename_tab(self, title: str, new: str) -> None:
        with self.emulator.lock:
            self.tab(title).title = new
            self.book().touch()

    def add_tab(self, title: str) -> None:
        with self.emulator.lock:
            add_sheet(self.book(), {"properties": {"title": title}}, "")
            self.book().touch()

    def delete_tab(self, title: str) -> None:
        with self.emulator.lock:
            delete_sheet(self.book(), {"sheetId": self.tab(title).id}, "")
            self.book().touch()

    def merge(self, title: str, box: Box) -> None:
        with self.emulator.lock:
            self.tab(title).merges.append(box)
            self.book().touch()

    def unshare(self, address: str) -> None:
        """Take the share away."""
        with self.emulator.lock:
            self.book().editors.discard(address)

    def rows(self, title: str) -> list[dict[str, Entered]]:
        """What is seen below the header row, by header, blanks as None, down to the last row with a value."""
        sheet, headers = self.tab(title), self.headers(title)
        seen: list[dict[str, Entered]] = []
        for at in range(1, sheet.last_row()):
            line: dict[str, Entered] = {}
            for column, header in enumerate(headers):
                if header:
                    try:
                        line[header] = effective(sheet.cell(at, column), sheet)
                    except FormulaError as error:
                        line[header] = str(error)
            seen.append(line)
        return seen

    def fill(self, title: str, lines: list[list[Entered]], first_row: int = 1) -> None:
        """Paste a block of values at column A, keeping the cells' looks."""
        with self.emulator.lock:
            sheet = self.tab(title)
            for down, line in enumerate(lines):
                at = first_row - 1 + down
                cells = dict(sheet.row(at).cells)
                for column, value in enumerate(line):
                    cell = replace(sheet.cell(at, column), value=value)
                    if cell.empty():
                        cells.pop(column, None)
                    else:
                        cells[column] = cell
                sheet.put_row(at, Row(cells, sheet.row(at).looks))
                sheet.row_count = max(sheet.row_count, at + 1)
            self.book().touch()
