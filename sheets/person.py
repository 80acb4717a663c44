"""A person at the workbook: opens it, types into rows, saves it. For the demonstration.

It goes by what a person sees (tab titles, headers, the text in a row) and leaves no receipt: to the service
these are somebody else's edits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from sheets.applying import set_value
from sheets.cells import key_text
from sheets.columns import BY_NAME, TabLayout
from sheets.dressing import cell_style, size_notes
from sheets.finishing import Kept, finish, fit_heights, remember
from sheets.headers import TOP_ROWS, Located, locate
from sheets.register import Cell
from sheets.replacing import replace_file
from sheets.workbook import as_cell, open_workbook, tab_title

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


@dataclass(frozen=True, slots=True)
class Typed:
    """What is typed into one row of a tab: `cells` by canonical column. A key not there yet makes a row."""

    tab: str
    key: str
    cells: Mapping[str, Cell]


def type_into(path: Path, rows: Iterable[Typed]) -> None:
    """Type into the workbook at `path` and save it. Raises `RegisterBroken` where it is not a register."""
    content = path.read_bytes()
    book = open_workbook(content, to_write=True)
    kept = remember(book, content)
    for row in rows:
        _type(book, kept, row)
    size_notes(book)
    saved = BytesIO()
    book.save(saved)
    replace_file(path, finish(book, kept, saved.getvalue()), lambda: None)


def _type(book: Workbook, kept: Kept, typed: Typed) -> None:
    layout = BY_NAME[typed.tab]
    sheet = book[tab_title(layout, book.sheetnames)]
    top = sheet.iter_rows(max_row=TOP_ROWS, values_only=True)
    found = locate(layout, [["" if value is None else str(value) for value in line] for line in top])
    number, new = _row(sheet, layout, found, typed.key)
    cells = {layout.key: typed.key, **typed.cells} if new else dict(typed.cells)
    for name, at in found.columns.items():
        cell = sheet.cell(number, at + 1)
        if new and not cell.has_style:
            cell._style = cell_style(sheet, at + 1, layout.column(name))  # type: ignore[union-attr]
        if name in cells:
            set_value(cell, cells[name])  # type: ignore[arg-type]
    fit_heights(sheet, kept, [number])


def _row(sheet: Worksheet, layout: TabLayout, found: Located, key: str) -> tuple[int, bool]:
    """The number of the row with that key, or the first free one below; whether it is a new one."""
    at = found.columns[layout.key] + 1
    last = found.row
    for (cell,) in sheet.iter_rows(min_row=found.row + 1, min_col=at, max_col=at):
        here = key_text(as_cell(cell.value))
        if here == key_text(key):
            return cell.row or last, False
        last = (cell.row or last) if here else last
    return last + 1, True
