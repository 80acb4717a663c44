"""The bytes of a register workbook as a `Picture`: values only, as fast as the reader allows."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any

from sheets.cells import cell_text, key_text, unescaped
from sheets.columns import CASES, RECEIPTS, TABS, TabLayout
from sheets.headers import TOP_ROWS, Located, find_tab, locate, until_then
from sheets.lists import OFFERED
from sheets.package import Package, load
from sheets.parts import sheet_parts
from sheets.register import Cell, Picture, RegisterBroken, RegisterError, Row, Sheet, Tab, Words

if TYPE_CHECKING:
    from openpyxl import Workbook

_OLE = b"\xd0\xcf\x11\xe0"
_PASSWORD = "The register has a password or is an old .xls file: save it as an .xlsx workbook without one."
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell [^>]*ref="([A-Z]+\d+:[A-Z]+\d+)"')


def open_workbook(content: bytes, *, formulas: bool = False) -> Workbook:
    """The workbook in these bytes, read row by row: what formulas come to, or the formulas themselves.

    Raises `RegisterBroken` where they are no workbook.
    """
    from openpyxl import load_workbook  # imported when first needed: it takes longer than most commands

    if content.startswith(_OLE):
        raise RegisterBroken(_PASSWORD)
    try:
        return load_workbook(BytesIO(content), read_only=True, data_only=not formulas)
    except Exception as error:  # the reader raises a dozen kinds for a damaged file; all mean the same
        raise _damaged(error) from error


@dataclass(frozen=True, slots=True)
class Reading:
    """A picture, and what only a writer of the same bytes needs: where headers stand, and the receipts."""

    picture: Picture
    located: dict[str, Located]
    receipts: Tab

    def tab(self, name: str) -> Tab:
        """A tab by canonical name, that of the receipts too."""
        return self.receipts if name == RECEIPTS.name else self.picture.tabs[name]


def open_package(content: bytes) -> Package:
    """The parts of the workbook in these bytes, to be changed. Raises `RegisterBroken`."""
    if content.startswith(_OLE):
        raise RegisterBroken(_PASSWORD)
    try:
        package = load(content)
        sheet_parts(package)
    except Exception as error:  # a damaged zip, a missing part, XML that is none: all mean the same
        raise _damaged(error) from error
    return package


def read_picture(content: bytes, version: str, layouts: Sequence[TabLayout] = TABS) -> Reading:
    """What stands in the workbook, of which these tabs are the register's.

    Raises `RegisterBroken` for tabs, headers or merged cells gone wrong.
    """
    book = open_workbook(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what the reader does not know is kept: it is not the writer
            tabs, located, problems = _read_tabs(book, layouts)
            if lists := _read_row_lists(book):
                tabs[CASES.name] = _with_own_lists(tabs[CASES.name], lists)
    except RegisterError:
        raise
    except Exception as error:  # rows are parsed while they are read
        raise _damaged(error) from error
    finally:
        book.close()
    receipts = tabs.pop(RECEIPTS.name)
    seen = frozenset(row.text("receipt") for row in receipts.rows)
    return Reading(Picture(tabs, seen, version, problems), located, receipts)


def _read_row_lists(book: Workbook) -> dict[str, Words]:
    """What is offered, by key as it is compared; nothing where the tab is not there."""
    title = find_tab(OFFERED, book.sheetnames)
    if title is None:
        return {}
    sheet = book[title]
    sheet.reset_dimensions()
    found: dict[str, list[str]] = {}
    for line in sheet.iter_rows(min_row=2, max_col=2, values_only=True):
        ref, word = (*map(as_cell, line), None, None)[:2]
        if ref is not None and word is not None:
            found.setdefault(key_text(ref), []).append(cell_text(word))
    return {key: tuple(words) for key, words in found.items()}


def _with_own_lists(cases: Tab, lists: Mapping[str, Words]) -> Tab:
    rows = (
        replace(row, own_list=lists[key]) if (key := key_text(row.cells.get(CASES.key))) in lists else row
        for row in cases.rows
    )
    return replace(cases, rows=tuple(rows))


def read_sheets(content: bytes) -> list[Sheet]:
    """Every visible tab with its cells, of a workbook that is no register yet. Raises `RegisterBroken`."""
    book = open_workbook(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return [_whole(sheet) for sheet in book.worksheets if sheet.sheet_state == "visible"]
    except Exception as error:  # rows are parsed while they are read
        raise _damaged(error) from error
    finally:
        book.close()


def _whole(sheet: Any) -> Sheet:
    sheet.reset_dimensions()
    lines = (tuple(as_cell(value) for value in line) for line in sheet.iter_rows(values_only=True))
    return Sheet(str(sheet.title), tuple(lines))


def _read_tabs(
    book: Workbook, layouts: Sequence[TabLayout]
) -> tuple[dict[str, Tab], dict[str, Located], tuple[str, ...]]:
    """Every tab, where its header stands, and why those that can be done without could not be read."""
    tabs: dict[str, Tab] = {}
    located: dict[str, Located] = {}
    problems: list[str] = []
    for layout in layouts:
        try:
            tabs[layout.name], located[layout.name] = _read_tab(book, layout)
        except RegisterBroken as broken:
            if layout.needed:
                raise
            tabs[layout.name] = Tab(layout.title, {}, ())
            problems.append(str(broken))
    return tabs, located, tuple(problems)


def tab_title(layout: TabLayout, titles: Sequence[str]) -> str:
    """The title under which a tab is there. Raises `RegisterBroken` where it is not."""
    title = find_tab(layout, titles)
    if title is None and not layout.needed:
        raise RegisterBroken(
            f"The register has no tab called {layout.title}: the service goes on without it. If it was "
            'renamed, please give it this name again; if it was deleted, "casework check" makes a new one.'
        )
    if title is None:
        raise RegisterBroken(
            f"The register has no tab called {layout.title}. If it was renamed, please give it this "
            "name again; if it was deleted, take an earlier version of the file."
        )
    return title


def as_cell(value: object, *, whole_days: bool = False) -> Cell:
    """A value from the reader as a `Cell`: moments at midnight, and all in date columns, are days."""
    match value:
        case None | "":
            return None
        case datetime():
            return value.date() if whole_days or value.time() == time.min else value.isoformat(" ", "minutes")
        case str():
            return unescaped(value)
        case bool() | int() | date():
            return value
        case float():
            return int(value) if value.is_integer() else value
        case time() | timedelta():
            return str(value)
        case _:
            return str(value)


def refuse_merged(layout: TabLayout, found: Located, ranges: Iterable[str], last_row: int) -> None:
    """Raise `RegisterBroken` where cells of the register's own range are merged: all but one read blank."""
    from openpyxl.utils import range_boundaries

    for text in ranges:
        left, top, right, bottom = range_boundaries(text)
        columns = any((left or 0) <= at + 1 <= (right or 0) for at in found.columns.values())
        if columns and (top or 0) <= last_row and (bottom or 0) >= found.row:
            raise RegisterBroken(
                f"The cells {text} on the tab {layout.title} are merged, so that rows cannot be told "
                f"apart: please unmerge them; {until_then(layout)}."
            )


def _damaged(error: Exception) -> RegisterBroken:
    return RegisterBroken(
        f"The register is not a workbook that can be read ({type(error).__name__}): it may be damaged or "
        "only half copied. Please restore an earlier version of the file."
    )


def _read_tab(book: Workbook, layout: TabLayout) -> tuple[Tab, Located]:
    sheet = book[tab_title(layout, book.sheetnames)]
    sheet.reset_dimensions()  # some programs store a wrong range; then rows would be missed in silence
    lines = sheet.iter_rows(values_only=True)
    top = list(islice(lines, TOP_ROWS))
    found = locate(layout, [["" if value is None else str(value) for value in line] for line in top])
    dates = {column.name for column in layout.columns if column.date}
    picks = [(name, at, name in dates) for name, at in found.columns.items()]
    rows = []
    for number, line in enumerate((*top[found.row :], *lines), found.row + 1):
        cells = {
            name: as_cell(line[at], whole_days=day)
            for name, at, day in picks
            if at < len(line) and line[at] is not None
        }
        if any(value is not None for value in cells.values()):
            rows.append(Row(number, {name: cells.get(name) for name, _, _ in picks}))
    keyed = [row.number for row in rows if row.text(layout.key)]
    refuse_merged(layout, found, _merged(book, sheet), keyed[-1] if keyed else found.row)
    return Tab(str(sheet.title), found.columns, tuple(rows)), found


def _merged(book: Workbook, sheet: object) -> list[str]:
    """The merged ranges, which the row-by-row reader does not tell: they stand after the rows."""
    archive, path = getattr(book, "_archive", None), getattr(sheet, "_worksheet_path", None)
    if archive is None or path is None:
        return []
    return [found.decode() for found in _MERGE.findall(archive.read(path))]
