"""What the library forgets between opening and saving a workbook, carried over by hand.

It makes every row height that a program had worked out a fixed one, so that rows no longer grow with their
text; and it drops the results of formulas, so that a formula among the register's cells reads blank until
somebody opens and saves the file. Results elsewhere stay dropped on purpose: they may count our rows, and
LibreOffice shows a stored result without working it out again.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree import ElementTree
from zipfile import ZIP_DEFLATED, ZipFile

from sheets.columns import TABS
from sheets.headers import find_tab

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LINE_POINTS, MOST_POINTS = 15.0, 240.0
_ROW = re.compile(rb'<row (?=[^>]*\br="(\d+)")[^>]*>')
_FIXED = re.compile(rb' customHeight="(?:1|true)"')
_RESULT = re.compile(rb'<c r="([A-Z]+\d+)"([^>]*)><f(?:[^>]*/>|[^>]*>[^<]*</f>)<v>([^<]*)</v>')
_NO_RESULT = re.compile(rb'<c r="([A-Z]+\d+)"([^>]*)>(<f[^>]*>[^<]*</f>)<v ?(?:/>|></v>)')
_TYPE = re.compile(rb' t="(\w+)"')
_NAMES = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class Kept:
    """By identity of the loaded objects, which move with their rows: fixed heights, and formulas' results."""

    fixed: set[int] = field(default_factory=set)
    results: dict[int, tuple[bytes, bytes]] = field(default_factory=dict)  # type attribute, text as stored


def remember(book: Workbook, content: bytes) -> Kept:
    """What `finish` needs of the bytes that `book` was loaded from."""
    kept = Kept()
    with ZipFile(BytesIO(content)) as archive:
        for title, part in _parts(archive):
            sheet, raw = book[title], archive.read(part)
            for row in _ROW.finditer(raw):
                if _FIXED.search(row[0]) and int(row[1]) in sheet.row_dimensions:
                    kept.fixed.add(id(sheet.row_dimensions[int(row[1])]))
            if title in _register_titles(book):
                for found in _RESULT.finditer(raw):
                    kind = _TYPE.search(found[2])
                    kept.results[id(sheet[found[1].decode()])] = (kind[1] if kind else b"n", found[3])
    return kept


def finish(book: Workbook, kept: Kept, saved: bytes) -> bytes:
    """The saved workbook with the heights and results of `kept` put right."""
    out = BytesIO()
    with ZipFile(BytesIO(saved)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        titles = {part: title for title, part in _parts(old)}
        for name in old.namelist():
            part = old.read(name)
            if name in titles:
                part = _finish_sheet(book[titles[name]], kept, part)
            new.writestr(name, part)
    return out.getvalue()


def fit_heights(sheet: Worksheet, kept: Kept, rows: Iterable[int]) -> None:
    """Make rows as high as their wrapped text needs, unless a person has fixed their height."""
    widths = _widths(sheet)
    for row in rows:
        dimension = sheet.row_dimensions[row]
        if id(dimension) not in kept.fixed:
            lines = max((_lines(sheet, row, at, width) for at, width in widths.items()), default=1)
            dimension.height = min(MOST_POINTS, LINE_POINTS * lines) + 3


def _lines(sheet: Worksheet, row: int, at: int, width: float) -> int:
    cell = sheet._cells.get((row, at))
    if cell is None or not isinstance(cell.value, str):
        return 1
    room = max(4.0, width - 4.0)
    return sum(max(1, math.ceil(len(line) / room)) for line in cell.value.split("\n"))


def _widths(sheet: Worksheet) -> dict[int, float]:
    return {
        at: dimension.width
        for dimension in sheet.column_dimensions.values()
        for at in range(dimension.min or 0, min(dimension.max or 0, 200) + 1)
    }


def _finish_sheet(sheet: Worksheet, kept: Kept, raw: bytes) -> bytes:
    def row(found: re.Match[bytes]) -> bytes:
        dimension = sheet.row_dimensions.get(int(found[1]))
        return found[0] if id(dimension) in kept.fixed else _FIXED.sub(b"", found[0])

    def formula(found: re.Match[bytes]) -> bytes:
        result = kept.results.get(id(sheet[found[1].decode()]))
        if result is None:
            return found[0]
        return b'<c r="%s"%s t="%s">%s<v>%s</v>' % (found[1], found[2], result[0], found[3], result[1])

    raw = _ROW.sub(row, raw)
    return _NO_RESULT.sub(formula, raw) if kept.results else raw


def _register_titles(book: Workbook) -> set[str | None]:
    return {find_tab(layout, book.sheetnames) for layout in TABS}


def _parts(archive: ZipFile) -> Iterator[tuple[str, str]]:
    """Each tab's title and the part of the zip that holds it."""
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for sheet in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
        target = targets.get(sheet.get(_NAMES)) if sheet.tag.rpartition("}")[2] == "sheet" else None
        if target and "worksheets/" in target:
            yield sheet.get("name", ""), target.lstrip("/") if target.startswith("/") else f"xl/{target}"
