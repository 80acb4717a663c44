"""A batch put into a loaded workbook: found by key and header, never by a remembered place (SHEETS.md §5)."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.cell_range import MultiCellRange

from sheets.cells import cell_text, clean, key_text
from sheets.columns import RECEIPTS, TABS, TabLayout
from sheets.dressing import cell_style
from sheets.finishing import Kept, fit_heights
from sheets.headers import TOP_ROWS, Located, locate, looks_like_a_key
from sheets.layout import DATE_FORMAT
from sheets.register import Batch, Cell, CellWrite, NewRow, Written
from sheets.shifting import insert_rows
from sheets.workbook import as_cell, refuse_merged, tab_title

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.worksheet.worksheet import Worksheet

RECEIPTS_KEPT = 400
_RETYPED = re.compile(r"[=+\-@'\d.,£$€%(\s]")
"""Text that a spreadsheet program would make a formula, a number or a date of, were it typed again."""


@dataclass(frozen=True, slots=True)
class Place:
    """A tab of the loaded workbook: `rows` are row numbers by key, `last` the last that holds a key."""

    book: Workbook
    kept: Kept
    sheet: Worksheet
    layout: TabLayout
    found: Located
    rows: dict[str, list[int]]
    last: int

    def cell(self, row: int, column: str) -> SheetCell:
        """The cell of a column by canonical name."""
        cell: SheetCell = self.sheet.cell(row, self.found.columns[column] + 1)  # type: ignore[assignment]
        return cell


def apply_batch(book: Workbook, batch: Batch, kept: Kept, now: datetime) -> Written:
    """Make the rows, write the cells, leave the receipt. A batch whose receipt is there changes nothing.

    Raises `RegisterBroken` for tabs, headers or merged cells gone wrong; the workbook is then thrown away.
    """
    receipts = _place(book, kept, RECEIPTS)
    if key_text(batch.receipt) in receipts.rows:
        return Written()
    skipped: list[CellWrite] = []
    for layout in TABS:
        rows = [row for row in batch.rows if row.tab == layout.name]
        writes = [write for write in batch.cells if write.tab == layout.name]
        if rows or writes:
            place = _place(book, kept, layout)
            skipped += [write for write in writes if not _write(place, write)]
            touched = {row for write in writes for row in place.rows.get(key_text(write.key), ())}
            fit_heights(place.sheet, kept, touched)  # before new rows move what is below
            fit_heights(place.sheet, kept, _add_rows(place, rows))
    _add_rows(receipts, [NewRow(RECEIPTS.name, batch.receipt, {"at": now.isoformat(timespec="seconds")})])
    extra = len(receipts.rows) + 1 - RECEIPTS_KEPT
    if extra > RECEIPTS_KEPT:
        receipts.sheet.delete_rows(receipts.found.row + 1, extra)
    return Written(tuple(skipped))


def set_value(cell: SheetCell, value: Cell) -> None:
    """Put a value into a cell: text is text, whatever it begins with (TRUST.md S7); dates show as dates."""
    if isinstance(value, str):
        text = clean(value)
        cell.value = text or None
        if text:
            cell.data_type = "s"
        cell.quotePrefix = bool(_RETYPED.match(text))
        return
    cell.value = value
    if isinstance(value, date) and cell.number_format in ("General", "@", "yyyy-mm-dd"):
        cell.number_format = DATE_FORMAT


def _place(book: Workbook, kept: Kept, layout: TabLayout) -> Place:
    sheet = book[tab_title(layout, book.sheetnames)]
    top = sheet.iter_rows(max_row=TOP_ROWS, values_only=True)
    found = locate(layout, [["" if value is None else str(value) for value in line] for line in top])
    at = found.columns[layout.key] + 1
    rows: dict[str, list[int]] = {}
    last = last_keyed = found.row
    for (cell,) in sheet.iter_rows(min_row=found.row + 1, min_col=at, max_col=at):
        value = as_cell(cell.value)
        if key := key_text(value):
            last = cell.row or last
            rows.setdefault(key, []).append(last)
            last_keyed = last if looks_like_a_key(layout, cell_text(value)) else last_keyed
    refuse_merged(layout, found, [str(area) for area in sheet.merged_cells.ranges], last)
    return Place(book, kept, sheet, layout, found, rows, last_keyed)


def _write(place: Place, write: CellWrite) -> bool:
    """Write one cell; False where a human was first. A key that is gone or doubled is left alone."""
    rows = place.rows.get(key_text(write.key), [])
    if len(rows) != 1:
        return True
    cell = place.cell(rows[0], write.column)
    if write.expected is not None and cell_text(as_cell(cell.value)) != write.expected.strip():
        return False
    set_value(cell, write.value)
    return True


def _add_rows(place: Place, rows: list[NewRow]) -> range:
    """Below the last row that has a key; what somebody keeps further down is moved on, never written over.

    Returns the numbers of the rows made.
    """
    new: dict[str, NewRow] = {}
    for row in rows:
        if key_text(row.key) not in place.rows:
            new.setdefault(key_text(row.key), row)
    first = place.last + 1
    if not new:
        return range(first, first)
    if _used_below(place.sheet, place.last):
        insert_rows(place.book, place.sheet, first, len(new))
    styles = {
        name: cell_style(place.sheet, at + 1, place.layout.column(name)) for name, at in _columns(place)
    }
    for number, row in enumerate(new.values(), first):
        cells = {place.layout.key: row.key, **row.cells}
        for name, style in styles.items():
            cell = place.cell(number, name)
            if not cell.has_style:
                cell._style = copy(style)  # type: ignore[attr-defined]  # as the library itself copies looks
            set_value(cell, cells.get(name))
    _extend_ranges(place.sheet, place.last, place.last + len(new))
    return range(first, first + len(new))


def _columns(place: Place) -> list[tuple[str, int]]:
    return list(place.found.columns.items())


def _used_below(sheet: Worksheet, last: int) -> bool:
    if any(area.max_row > last for area in sheet.merged_cells.ranges):
        return True
    return any(row > last and cell.value is not None for (row, _), cell in sheet._cells.items())


def _extend_ranges(sheet: Worksheet, old: int, new: int) -> None:
    """Let the filter, tables and choice lists that ended with the last row take in the new ones."""
    if sheet.auto_filter.ref:
        sheet.auto_filter.ref = _down_to(sheet.auto_filter.ref, old, new)
    for table in sheet.tables.values():
        if not table.totalsRowCount:
            table.ref = _down_to(table.ref, old, new)
            if table.autoFilter is not None and table.autoFilter.ref:
                table.autoFilter.ref = _down_to(table.autoFilter.ref, old, new)
    for choice in sheet.data_validations.dataValidation:  # LibreOffice ends them after a thousand rows
        areas = (_down_to(area.coord, old, new) for area in choice.sqref.ranges)
        choice.sqref = MultiCellRange(" ".join(areas))


def _down_to(ref: str, old: int, new: int) -> str:
    left, top, right, bottom = range_boundaries(ref)
    if bottom is None or not old <= bottom < new:
        return ref
    return f"{get_column_letter(left or 1)}{top or 1}:{get_column_letter(right or 1)}{new}"
