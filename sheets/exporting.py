"""The register's tabs as .csv files, safe to open in a spreadsheet. Pure.

Text that a spreadsheet would run as a formula is kept text by an apostrophe before it, as OWASP advises ("CSV
injection"); numbers and dates are written plainly, dates by ISO 8601. The mark at the beginning of each file
tells Excel that it is UTF-8.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import date
from io import StringIO

from sheets.naming import names_of
from sheets.register import Cell, Sheet

_RUNS = re.compile(r"[\s\ufeff\u200b-\u200f]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
"""What a formula may begin with, in full-width signs too, and with what is not seen before it; line ends."""

_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_LONGEST_NAME = 100
"""In bytes, of which most disks allow 255, and some for the whole path."""


def csv_files(sheets: Iterable[Sheet]) -> dict[str, bytes]:
    """The files by name ("Cases.csv"); a tab with nothing in it has none. Two of a name are numbered."""
    filled = [(sheet.title, rows) for sheet in sheets if (rows := _filled(sheet.rows))]
    names = names_of((title for title, _ in filled), _UNFIT, " .-", _LONGEST_NAME, "utf-8")
    return {f"{name}.csv": _csv(rows) for name, (_, rows) in zip(names, filled, strict=True)}


def safe_text(text: str) -> str:
    """`text` as a spreadsheet takes it for text when it opens a .csv file."""
    return f"'{text}" if _RUNS.match(text) else text


def _csv(rows: Iterable[Sequence[Cell]]) -> bytes:
    written = StringIO()
    csv.writer(written, lineterminator="\r\n").writerows([_shown(value) for value in row] for row in rows)
    return written.getvalue().encode("utf-8-sig", "replace")


def _shown(value: Cell) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case date():
            return value.isoformat()
        case int() | float():
            return str(value)
    return safe_text(value)


def _filled(rows: Iterable[Sequence[Cell]]) -> list[Sequence[Cell]]:
    """Without the blank rows below and the blank columns to the right; every row as wide as the rest."""
    kept = list(rows)
    while kept and not any(value not in (None, "") for value in kept[-1]):
        kept.pop()
    width = max((at for row in kept for at, value in enumerate(row, 1) if value not in (None, "")), default=0)
    return [[*row[:width], *[None] * (width - len(row))] for row in kept]
