"""A spreadsheet as people name one on a command line: a workbook's file, or a Google Sheet's web address."""

from __future__ import annotations

import re
from pathlib import Path

_ID = re.compile(r"(?:/d/|[?&]id=)([\w-]{20,})|^([\w-]{20,})$")
_PUBLISHED = re.compile(r"/d/e/")
_NO_SHEET = re.compile(r"google\.com/(?:document|presentation|forms|drawings)/|/folders/")
_OTHERS = (".xls", ".ods", ".csv", ".numbers", ".xlsm", ".xlsb")


class NoSpreadsheet(Exception):
    """It names none that can be a register; the message says what to do."""


def spreadsheet_in(text: str) -> Path | str:
    """The path of a workbook, which need not be there yet, or the id of a Google Sheet.

    Raises `NoSpreadsheet`.
    """
    path = Path(text.strip()).expanduser()
    if path.suffix.casefold() in _OTHERS:
        raise NoSpreadsheet(f"{path.name} is not an .xlsx workbook: save it as one, and name that.")
    if path.suffix.casefold() == ".xlsx" or path.is_file():
        return path
    if _PUBLISHED.search(text) or _NO_SHEET.search(text):
        raise NoSpreadsheet(
            f"{text} is not a Google Sheet's own address: open the sheet itself, not a form, a folder or "
            "what is published of it, and take the address that the browser shows then."
        )
    found = _ID.search(text.strip())
    if found is None:
        raise NoSpreadsheet(f"{text} is neither a workbook here nor the address of a Google Sheet.")
    return found[1] or found[2]
