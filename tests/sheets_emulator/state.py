"""What the server holds: books, sheets, rows, cells.

Cells and rows are values that are never changed in place, so that a whole book is copied (for an atomic
batch) by copying lists, and what was rendered of a row can be kept with the row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from tests.sheets_emulator import a1
from tests.sheets_emulator.a1 import Box
from tests.sheets_emulator.errors import ApiError, Rejected
from tests.sheets_emulator.ways import USUAL, Ways

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as entered, with its equals sign."""

    text: str


Entered = str | int | float | bool | Formula | None


@dataclass(frozen=True, slots=True)
class Cell:
    """What was entered in a cell and how it is dressed."""

    value: Entered = None
    format: Json | None = None
    note: str = ""
    validation: Json | None = None

    def empty(self) -> bool:
        return self == EMPTY


EMPTY = Cell()


class Row:
    """The cells of a row by 0-based column, and the row's own looks. Never changed in place."""

    __slots__ = ("cells", "looks", "rendered")

    def __init__(self, cells: dict[int, Cell], looks: Json | None = None) -> None:
        self.cells = cells
        self.looks = looks or {}
        self.rendered: dict[Any, Json] = {}

    def with_cell(self, column: int, cell: Cell) -> Row:
        cells = dict(self.cells)
        if cell.empty():
            cells.pop(column, None)
        else:
            cells[column] = cell
        return Row(cells, self.looks)

    def moved(self, where: Callable[[int], int | None]) -> Row:
        """The row with each cell at the column `where` says, dropped where it says None."""
        cells = {to: cell for at, cell in self.cells.items() if (to := where(at)) is not None}
        return Row(cells, self.looks)


BLANK_ROW = Row({})


@dataclass(slots=True)
class Sheet:
    """One tab. `rows` goes down to the last row ever touched; the grid goes on to `row_count`."""

    id: int
    title: str
    row_count: int = 1000
    column_count: int = 26
    rows: list[Row] = field(default_factory=list)
    columns: dict[int, Json] = field(default_factory=dict)
    grid: Json = field(default_factory=dict)  # further gridProperties: frozenRowCount, hideGridlines...
    looks: Json = field(default_factory=dict)  # hidden, tabColor, tabColorStyle, rightToLeft
    merges: list[Box] = field(default_factory=list)
    protected: list[Json] = field(default_factory=list)
    basic_filter: Json | None = None
    conditional: list[Json] = field(default_factory=list)
    bandings: list[Json] = field(default_factory=list)
    groups: dict[str, list[Json]] = field(default_factory=dict)  # by dimension
    charts: list[Json] = field(default_factory=list)
    filter_views: list[Json] = field(default_factory=list)
    tables: list[Json] = field(default_factory=list)

    def copy(self) -> Sheet:
        return replace(
            self,
            rows=list(self.rows),
            columns=dict(self.columns),
            grid=dict(self.grid),
            looks=dict(self.looks),
            merges=list(self.merges),
            protected=deepcopy(self.protected),
            basic_filter=deepcopy(self.basic_filter),
            conditional=deepcopy(self.conditional),
            bandings=deepcopy(self.bandings),
            groups=deepcopy(self.groups),
            charts=deepcopy(self.charts),
            filter_views=deepcopy(self.filter_views),
            tables=deepcopy(self.tables),
        )

    def row(self, at: int) -> Row:
        return self.rows[at] if at < len(self.rows) else BLANK_ROW

    def cell(self, row: int, column: int) -> Cell:
        return self.row(row).cells.get(column, EMPTY)

    def put_row(self, at: int, row: Row) -> None:
        while len(self.rows) <= at:
            self.rows.append(BLANK_ROW)
        self.rows[at] = row

    def put(self, row: int, column: int, cell: Cell) -> None:
        self.put_row(row, self.row(row).with_cell(column, cell))

    def set_value(self, row: int, column: int, value: Entered) -> None:
        """Enter a value and leave the cell's looks."""
        self.put(row, column, replace(self.cell(row, column), value=value))

    def box(self) -> Box:
        return Box(0, 0, self.row_count, self.column_count)

    def last_row(self) -> int:
        """The number of rows down to the last one with a value."""
        for at in range(len(self.rows) - 1, -1, -1):
            if any(cell.value is not None for cell in self.rows[at].cells.values()):
                return at + 1
        return 0

    def values(self, box: Box) -> Iterator[tuple[int, int, Cell]]:
        """Every cell in the box that holds a value."""
        bottom, right = box.ends()
        for at in range(box.top, min(bottom, len(self.rows))):
            for column, cell in self.rows[at].cells.items():
                if box.left <= column < right and cell.value is not None:
                    yield at, column, cell

    def boxes(self) -> Iterator[Json]:
        """Every range stored with the sheet, as GridRange dicts that may be replaced by the caller."""
        yield from (entry["range"] for entry in self.protected if "range" in entry)
        yield from (each for rule in self.conditional for each in rule.get("ranges", []))
        for entries in (self.bandings, self.filter_views, self.tables):
            yield from (entry["range"] for entry in entries if "range" in entry)
        if self.basic_filter and "range" in self.basic_filter:
            yield self.basic_filter["range"]

    def drop_vanished(self) -> None:
        """Take out what was kept for a range of which nothing is left."""
        for entries in (self.protected, self.bandings, self.filter_views, self.tables):
            entries[:] = [entry for entry in entries if not vanished(entry.get("range", {}))]
        for rule in self.conditional:
            rule["ranges"] = [grid for grid in rule.get("ranges", []) if not vanished(grid)]
        self.conditional[:] = [rule for rule in self.conditional if rule["ranges"]]
        if self.basic_filter and vanished(self.basic_filter.get("range", {})):
            self.basic_filter = None


def vanished(grid: Json) -> bool:
    """Whether nothing is left of a GridRange."""
    return any(
        grid.get(f"end{name}Index") is not None
        and int(grid.get(f"start{name}Index") or 0) >= int(grid[f"end{name}Index"])
        for name in ("Row", "Column")
    )


@dataclass(slots=True)
class Book:
    """One spreadsheet file, and who may open it."""

    id: str
    title: str
    owner: str
    sheets: list[Sheet]
    created: datetime
    modified: datetime
    locale: str = "en_US"
    zone: str = "Etc/GMT"
    named: list[Json] = field(default_factory=list)
    editors: set[str] = field(default_factory=set)
    readers: set[str] = field(default_factory=set)
    open_to: str = ""  # "anyone" with the link, or the whole "domain"
    trashed: bool = False  # in the bin: it is read and written as before, until it is gone for good
    version: int = 1
    next_id: int = 1000
    metadata: list[Json] = field(default_factory=list)  # developer metadata, wherever it is
    ways: Ways = USUAL

    def copy(self) -> Book:
        return replace(
            self,
            sheets=[sheet.copy() for sheet in self.sheets],
            named=deepcopy(self.named),
            editors=set(self.editors),
            readers=set(self.readers),
            metadata=[dict(entry) for entry in self.metadata],
        )

    def fresh_id(self) -> int:
        """A new id for a sheet, a range or a rule: unlike any that was given, the same in every run."""
        self.next_id += 1
        return (self.next_id * 2654435761) % 2147483647

    def touch(self) -> None:
        self.version += 1
        self.modified = datetime.now(UTC)

    def sheet_titled(self, title: str) -> Sheet | None:
        """The sheet of that title; case counts for nothing, as on the real server."""
        wanted = title.lower()
        return next((sheet for sheet in self.sheets if sheet.title.lower() == wanted), None)

    def boxes(self, sheet: Sheet) -> Iterator[Json]:
        """Every range stored with the sheet or for it, as GridRange dicts that may be changed."""
        yield from sheet.boxes()
        yield from (
            entry["range"] for entry in self.named if int(entry["range"].get("sheetId") or 0) == sheet.id
        )

    def sheet(self, sheet_id: int) -> Sheet:
        """The sheet of that id. Raises Rejected."""
        for sheet in self.sheets:
            if sheet.id == sheet_id:
                return sheet
        raise Rejected(f"No grid with id: {sheet_id}")

    def grid_box(self, grid: Json) -> tuple[Sheet, Box]:
        """A GridRange: its sheet and its box cut to the grid. Raises Rejected."""
        sheet = self.sheet(int(grid.get("sheetId") or 0))
        top, left = int(grid.get("startRowIndex") or 0), int(grid.get("startColumnIndex") or 0)
        bottom, right = grid.get("endRowIndex"), grid.get("endColumnIndex")
        for name, end, start in (("Row", bottom, top), ("Column", right, left)):
            if end is not None and end < start:
                raise Rejected(f"Invalid range: end{name}Index[{end}] is less than start{name}Index[{start}]")
        if top > sheet.row_count or left > sheet.column_count:
            raise Rejected(
                f"Range ({a1.quote(sheet.title)}) exceeds grid limits."
                f" Max rows: {sheet.row_count}, max columns: {sheet.column_count}"
            )
        return sheet, Box(top, left, bottom, right).within(sheet.row_count, sheet.column_count)

    def range(self, text: str) -> tuple[Sheet, Box]:
        """An A1 range or a named range: its sheet and its box cut to the grid. Raises ApiError."""
        title, cells = a1.split_title(text)
        sheet = self.sheets[0] if title is None else self.sheet_titled(title)
        if title is None and (named := self.sheet_titled(cells)) is not None:
            sheet, cells = named, ""
        if sheet is None:
            raise ApiError(400, f"Unable to parse range: {text}")
        if not cells:
            return sheet, sheet.box()
        by_name = next((entry for entry in self.named if entry["name"] == cells), None)
        if by_name is not None:
            return self.grid_box(by_name["range"])
        box = a1.parse_cells(cells)
        if box is None:
            raise ApiError(400, f"Unable to parse range: {text}")
        if box.top >= sheet.row_count or box.left >= sheet.column_count:
            where = a1.write(
                sheet.title,
                box.within(max(sheet.row_count, box.top + 1), max(sheet.column_count, box.left + 1)),
            )
            raise ApiError(
                400,
                f"Range ({where}) exceeds grid limits."
                f" Max rows: {sheet.row_count}, max columns: {sheet.column_count}",
            )
        return sheet, box.within(sheet.row_count, sheet.column_count)


def grid_range(sheet: Sheet, box: Box) -> Json:
    """A box as answers write it: sheetId 0 and starts of 0 stay, sheetId 0 is left out."""
    bottom, right = box.ends()
    answer: Json = {"sheetId": sheet.id} if sheet.id else {}
    answer |= {
        "startRowIndex": box.top,
        "endRowIndex": bottom,
        "startColumnIndex": box.left,
        "endColumnIndex": right,
    }
    return answer
