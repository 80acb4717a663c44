"""The cells of OpenDocument tables in their places: repeated cells written out, covered ones left out.

A table of one row can say that it stands a million times (a spreadsheet's empty end does): what is repeated
without a word in it is not written out beyond what a form could mean, and all cells together are counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from ingest.documents.zipped import Unreadable

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_ROW_GROUPS = frozenset(
    f"{TABLE}{name}" for name in ("table-header-rows", "table-rows", "table-row-group", "table-columns")
)
_CELL, _COVERED = f"{TABLE}table-cell", f"{TABLE}covered-table-cell"
_MOST_CELLS = 50_000
_MOST_EMPTY = 64  # empty cells in a row, empty rows in a table, written out
_MOST_REPEATED = 1_000


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell and its first column (from 0). Without an element it goes on from the row above."""

    element: etree._Element | None
    column: int
    width: int
    style: str = ""
    height: int = 1


@dataclass(slots=True)
class _Grid:
    """What goes on from row to row: the columns' styles, and by column the cells that reach down into
    later rows: how many rows are left, and their width."""

    styles: list[tuple[int, str]] = field(default_factory=list)  # where columns of a style end, and its name
    reaching: dict[int, tuple[int, int]] = field(default_factory=dict)
    count: int = 0

    def style(self, column: int) -> str:
        """The style of cells in this column that name none."""
        return next((name for end, name in self.styles if column < end), "")


def placed_rows(table: etree._Element) -> Iterator[list[PlacedCell]]:
    """The rows of a table from the top. Raises `Unreadable` for more cells than any form has."""
    grid = _Grid(list(_column_styles(table)))
    for row in _row_elements(table):
        times = repeated(row, "rows")
        if times > 1 and not _worded(row):
            times = min(times, _MOST_EMPTY)
        for _ in range(min(times, _MOST_REPEATED)):
            yield _place(row, grid)


def repeated(element: etree._Element, what: str) -> int:
    """How often a row or cell stands there."""
    return _number(element, f"number-{what}-repeated")


def _column_styles(table: etree._Element) -> Iterator[tuple[int, str]]:
    end = 0
    for group in (
        table,
        *table.iterfind(f"{TABLE}table-columns"),
        *table.iterfind(f"{TABLE}table-header-columns"),
    ):
        for column in group.iterfind(f"{TABLE}table-column"):
            end += repeated(column, "columns")
            yield end, column.get(f"{TABLE}default-cell-style-name", "")


def _row_elements(parent: etree._Element) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == f"{TABLE}table-row":
            if child.get(f"{TABLE}visibility", "visible") == "visible":
                yield child
        elif child.tag in _ROW_GROUPS:
            yield from _row_elements(child)


def _place(row: etree._Element, grid: _Grid) -> list[PlacedCell]:
    placed: list[PlacedCell] = []
    column = 0
    default = row.get(f"{TABLE}default-cell-style-name", "")
    for cell in row:
        if cell.tag not in (_CELL, _COVERED):
            continue
        times = repeated(cell, "columns")
        if cell.tag == _COVERED:
            placed.extend(_reaching_down(column, times, grid))
            column += times
            continue
        width, height = _number(cell, "number-columns-spanned"), _number(cell, "number-rows-spanned")
        shown = min(times, _MOST_REPEATED if _worded(cell) else _MOST_EMPTY)
        style = cell.get(f"{TABLE}style-name") or default or grid.style(column)
        placed.extend(PlacedCell(cell, column + at * width, width, style, height) for at in range(shown))
        if height > 1:
            grid.reaching[column] = (height - 1, width)
        column += times * (width if times > 1 else 1)
    grid.count += len(placed)
    if grid.count > _MOST_CELLS:
        raise Unreadable("it is far longer than a form can be")
    return placed


def _reaching_down(column: int, times: int, grid: _Grid) -> Iterator[PlacedCell]:
    """Of the covered places from this column on, those where a cell of an earlier row goes on."""
    for at in sorted(grid.reaching):
        left, width = grid.reaching[at]
        if column <= at < column + times:
            yield PlacedCell(None, at, width)
            if left > 1:
                grid.reaching[at] = (left - 1, width)
            else:
                del grid.reaching[at]


def _worded(element: etree._Element) -> bool:
    return any(str(text).strip() for text in element.itertext())


def _number(element: etree._Element, name: str) -> int:
    text = element.get(f"{TABLE}{name}", "1")
    return max(int(text), 1) if text.isdecimal() and len(text) < 8 else 1
