"""The cells of a spreadsheet as a plain workbook: a copy to look things up in."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from openpyxl import Workbook

from sheets.cells import clean
from sheets.register import Sheet


def sketch_of(sheets: Iterable[Sheet]) -> bytes:
    """Values only; text stays text, whatever it begins with."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, one in enumerate(sheets, 1):
        sheet = book.create_sheet(one.title[:31] or f"Tab {number}")
        for at, row in enumerate(one.rows, 1):
            for column, value in enumerate(row, 1):
                if value is not None:
                    cell = sheet.cell(at, column)
                    cell.value = clean(value) if isinstance(value, str) else value
                    if isinstance(value, str):
                        cell.data_type = "s"
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()
