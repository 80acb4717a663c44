"""The cells of a Google spreadsheet as a plain workbook: a copy to look things up in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO

from openpyxl import Workbook

from sheets.cells import clean, escaped
from sheets.naming import names_of
from sheets.register import Sheet

_UNFIT = re.compile(r"[\\/:*?\[\]\x00-\x1f]")
_LONGEST_TITLE = 62
"""31 units of UTF-16, in bytes."""
_POINTER = "… (cut: a workbook's cell holds no more; all of it stands in the Google Sheet)"


def sketch_of(sheets: Iterable[Sheet]) -> bytes:
    """Values only; text stays text, whatever it begins with. Titles and cells that a workbook does not allow,
    such as "Cases 24/25", become ones that it does."""
    book = Workbook()
    book.remove(book.worksheets[0])
    whole = list(sheets)
    titles = names_of((one.title for one in whole), _UNFIT, " '", _LONGEST_TITLE, "utf-16-le")
    for one, title in zip(whole, titles, strict=True):
        sheet = book.create_sheet(title)
        for at, row in enumerate(one.rows, 1):
            for column, value in enumerate(row, 1):
                if value is not None:
                    cell = sheet.cell(at, column)
                    cell.value = escaped(clean(value, pointer=_POINTER)) if isinstance(value, str) else value
                    if isinstance(value, str):
                        cell.data_type = "s"
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()
