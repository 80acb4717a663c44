"""What stands in the tabs of a workbook, value by value, whatever program wrote it.

calamine reads it in a twentieth of the time that openpyxl takes (docs/why/020). It reads a cell with an error
("#REF!") as a blank one, which would be taken for a cell that a person emptied, and makes room for every
cell up to the furthest: where there is an error, or one stands very far out, and where it cannot read the
workbook, openpyxl does.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from sheets.cells import unescaped
from sheets.places import bounds, column_number

if TYPE_CHECKING:
    from openpyxl import Workbook

Line = Sequence[object]
"""A row's values from column A on: text, numbers, days, moments; None or "" for a blank cell."""

Area = tuple[int, int, int, int]
"""Merged cells: first row, first column, last row, last column, counted from 1."""

MOST_ROOM = 2_000_000
"""Cells of a tab's rectangle that calamine may make room for; it takes a tenth of a kilobyte for each."""

_WORKBOOK = "xl/workbook.xml"
_SHEET = re.compile(r"\bworksheets/[^/]+\.xml$")
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell [^>]*ref="([A-Z]+\d+:[A-Z]+\d+)"')
_PLACE = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=[\"']([A-Z]{1,3})\d")
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br=[\"'](\d{1,9})[\"']")
_ERROR = re.compile(rb"<(?:\w+:)?c\b[^>]*\bt=[\"']e[\"']")


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one tab, from A1 on, and its merged areas."""

    lines: Sequence[Line]
    merged: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class Grids:
    """The tabs of a workbook that hold cells: whether each can be seen, by title, in their order."""

    seen: Mapping[str, bool]
    grid: Callable[[str], Grid]

    @property
    def titles(self) -> list[str]:
        return list(self.seen)


def read_grids(content: bytes) -> Grids:
    """The tabs of the workbook in these bytes; cells are read when they are asked for.

    Raises whatever the libraries do where the bytes are no workbook, also while a tab is read.
    """
    from python_calamine import CalamineError

    if _is_plain(content):
        try:
            return _by_calamine(content)
        except CalamineError:
            pass  # a kind of workbook that it does not know
    return _by_openpyxl(content)


def open_workbook(content: bytes, *, formulas: bool = False) -> Workbook:
    """The workbook by openpyxl, read row by row: what formulas come to, or the formulas themselves."""
    from openpyxl import load_workbook  # imported when first needed: it takes longer than most commands

    return load_workbook(BytesIO(content), read_only=True, data_only=not formulas)


def _is_plain(content: bytes) -> bool:
    """Whether it is an .xlsx workbook whose tabs have neither errors nor a cell that is very far out."""
    with ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
        tabs = (archive.read(name) for name in names if _SHEET.search(name))
        return _WORKBOOK in names and not any(_ERROR.search(tab) or _room(tab) > MOST_ROOM for tab in tabs)


def _room(tab: bytes) -> int:
    """The cells of the rectangle from A1 to the furthest; what the tab says of its own range may be wrong."""
    columns = {found[1] for found in _PLACE.finditer(tab)}
    rows = [int(found[1]) for found in _ROW.finditer(tab)]
    return max(rows, default=0) * max((column_number(one.decode()) for one in columns), default=0)


def _by_calamine(content: bytes) -> Grids:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(BytesIO(content))
    seen = {
        sheet.name: sheet.visible == SheetVisibleEnum.Visible
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet
    }

    def grid(title: str) -> Grid:
        sheet = book.get_sheet_by_name(title)
        merged = tuple(
            (top + 1, left + 1, bottom + 1, right + 1)
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        )
        return Grid(sheet.to_python(skip_empty_area=False), merged)

    for title in seen:  # whatever it cannot read it says now, while there is another to ask
        book.get_sheet_by_name(title)
    return Grids(seen, grid)


def _by_openpyxl(content: bytes) -> Grids:
    book = open_workbook(content)

    def grid(title: str) -> Grid:
        sheet: Any = book[title]
        sheet.reset_dimensions()  # some programs store a wrong range; then rows would be missed in silence
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what the reader does not know is kept: it is not the writer
            lines = [[_plain(value) for value in line] for line in sheet.iter_rows(values_only=True)]
        return Grid(lines, _merged(book, sheet))

    return Grids({sheet.title: sheet.sheet_state == "visible" for sheet in book.worksheets}, grid)


def _merged(book: Workbook, sheet: object) -> tuple[Area, ...]:
    """The merged areas, which the row-by-row reader does not tell: they stand behind the rows."""
    archive, path = getattr(book, "_archive", None), getattr(sheet, "_worksheet_path", None)
    if archive is None or path is None:
        return ()
    areas = (bounds(found.decode()) for found in _MERGE.findall(archive.read(path)))
    return tuple((top, left, bottom, right) for left, top, right, bottom in areas)


def _plain(value: object) -> object:
    return unescaped(value) if isinstance(value, str) else value
