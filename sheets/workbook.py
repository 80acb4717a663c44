"""The bytes of a register workbook as a `Picture`: values only, as fast as the reader allows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sheets.cells import cell_text, key_text
from sheets.columns import CASES, RECEIPTS, TABS, TabLayout
from sheets.grids import Area, Grids, read_grids
from sheets.headers import TOP_ROWS, Located, find_tab, locate, until_then
from sheets.lists import OFFERED
from sheets.package import Package, load
from sheets.parts import sheet_parts, workbook_part
from sheets.places import area_of
from sheets.register import Cell, Picture, RegisterBroken, RegisterError, Row, Sheet, Tab, Words

_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
"""How the other kind of .xlsx calls its elements, which Excel offers too and hardly anything else knows."""
_OLE = b"\xd0\xcf\x11\xe0"
_PASSWORD = "The register has a password or is an old .xls file: save it as an .xlsx workbook without one."


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
    if _STRICT in package.parts[workbook_part(package)]:
        raise RegisterBroken(
            'The register is saved as a "Strict Open XML" workbook, into which the service does not write: '
            "save it as an ordinary Excel workbook (.xlsx)."
        )
    return package


def read_picture(content: bytes, version: str, layouts: Sequence[TabLayout] = TABS) -> Reading:
    """What stands in the workbook, of which these tabs are the register's.

    Raises `RegisterBroken` for tabs, headers or merged cells gone wrong.
    """
    try:
        book = _opened(content)
        tabs, located, problems = _read_tabs(book, layouts)
        if lists := _read_row_lists(book):
            tabs[CASES.name] = _with_own_lists(tabs[CASES.name], lists)
    except RegisterError:
        raise
    except Exception as error:  # the readers raise a dozen kinds for a damaged file; all mean the same
        raise _damaged(error) from error
    receipts = tabs.pop(RECEIPTS.name)
    seen = frozenset(row.text("receipt") for row in receipts.rows)
    return Reading(Picture(tabs, seen, version, problems), located, receipts)


def _opened(content: bytes) -> Grids:
    if content.startswith(_OLE):
        raise RegisterBroken(_PASSWORD)
    return read_grids(content)


def _read_row_lists(book: Grids) -> dict[str, Words]:
    """What is offered, by key as it is compared; nothing where the tab is not there."""
    title = find_tab(OFFERED, book.titles)
    if title is None:
        return {}
    found: dict[str, list[str]] = {}
    for line in book.grid(title).lines[1:]:
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
    try:
        book = _opened(content)
        return [_whole(title, book) for title, seen in book.seen.items() if seen]
    except RegisterError:
        raise
    except Exception as error:
        raise _damaged(error) from error


def _whole(title: str, book: Grids) -> Sheet:
    grid = book.grid(title)
    return Sheet(title, tuple(tuple(map(as_cell, line)) for line in grid.lines), grid.merged)


def _read_tabs(
    book: Grids, layouts: Sequence[TabLayout]
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
    """A value from the reader as a `Cell`: moments at midnight are days, and with `whole_days` all are."""
    match value:
        case None | "":
            return None
        case datetime():
            return value.date() if whole_days or value.time() == time.min else value.isoformat(" ", "minutes")
        case str():
            return value.replace("\r", "")  # some programs store both signs of a new line
        case bool() | int() | date():
            return value
        case float():
            return int(value) if value.is_integer() else value
        case time() | timedelta():
            return str(value)
        case _:
            return str(value)


def refuse_merged(layout: TabLayout, found: Located, areas: Iterable[Area], last_row: int) -> None:
    """Raise `RegisterBroken` where cells of the register's own range are merged: all but one read blank."""
    for top, left, bottom, right in areas:
        columns = any(left <= at + 1 <= right for at in found.columns.values())
        if columns and top <= last_row and bottom >= found.row:
            raise RegisterBroken(
                f"The cells {area_of(left, top, right, bottom)} on the tab {layout.title} are merged, so "
                f"that rows cannot be told apart: please unmerge them; {until_then(layout)}."
            )


def _damaged(error: Exception) -> RegisterBroken:
    return RegisterBroken(
        f"The register is not a workbook that can be read ({type(error).__name__}): it may be damaged or "
        "only half copied. Please restore an earlier version of the file."
    )


def _read_tab(book: Grids, layout: TabLayout) -> tuple[Tab, Located]:
    title = tab_title(layout, book.titles)
    grid = book.grid(title)
    top = grid.lines[:TOP_ROWS]
    found = locate(layout, [["" if value is None else str(value) for value in line] for line in top])
    days = {column.name for column in layout.columns if column.date and not column.clock}
    picks = [(name, at, name in days) for name, at in found.columns.items()]
    rows = []
    for number, line in enumerate(grid.lines[found.row :], found.row + 1):
        cells = {
            name: as_cell(line[at], whole_days=day)
            for name, at, day in picks
            if at < len(line) and line[at] is not None
        }
        if any(value is not None for value in cells.values()):
            rows.append(Row(number, {name: cells.get(name) for name, _, _ in picks}))
    keyed = [row.number for row in rows if row.text(layout.key)]
    refuse_merged(layout, found, grid.merged, keyed[-1] if keyed else found.row)
    return Tab(title, found.columns, tuple(rows)), found
