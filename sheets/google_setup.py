"""The register's tabs made in a Google Sheet: pure requests.

Only what is missing is made. A header that seems to have been lost rather than never to have been there is
for a person to put back (`RegisterBroken`), because a new empty column would read as a hundred deletions.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from casework.figures import LINES
from sheets import api, pages
from sheets.api import Grid, Json
from sheets.charts import FIRST_ROW
from sheets.columns import (
    CASES,
    CASEWORKERS,
    DASHBOARD,
    RECEIPTS,
    TABS,
    Owner,
    TabLayout,
    find_columns,
    fold,
    free_title,
)
from sheets.google_dressing import dress_column, dress_tab, warnings_below
from sheets.google_pages import ListsTab, add_lists, choice, fill_lists, new_lists, page
from sheets.headers import MACHINE, TOP_ROWS, Located, find_tab, is_theirs, locate, near_misses
from sheets.layout import WARNING
from sheets.lists import LISTS, USUAL, lists_to_add
from sheets.register import RegisterBroken

ROWS, RECEIPT_ROWS = 1000, 200
SPARE_COLUMNS = 4
_LINES = {DASHBOARD.name: FIRST_ROW - 1 + LINES}
"""Lines written on a blank tab, where they are more than the header's: they are put in above whatever
somebody has typed there meanwhile."""
SWAP_COLUMNS = 8  # where a write keeps what stood in a person's cell: see sheets/google_receipts.py


@dataclass(frozen=True, slots=True)
class Book:
    """The spreadsheet as it stands, with what its tab Lists is or will be."""

    grids: Sequence[Grid]
    lists: ListsTab = ListsTab(LISTS.title)
    adopting: bool = False

    def grid(self, layout: TabLayout) -> Grid | None:
        """The tab, if it is there; not one of somebody else's under its name."""
        title = find_tab(layout, [grid.title for grid in self.grids])
        grid = next((grid for grid in self.grids if grid.title == title), None)
        theirs = grid is not None and is_theirs(layout, _top(grid), adopting=self.adopting)
        return None if theirs else grid

    def free_title(self, title: str, aside: str) -> str:
        """What a new tab is to be called: its name may be taken by a tab of theirs."""
        shown = [grid.title for grid in self.grids if not grid.title.startswith(MACHINE)]
        return aside if fold(title) in map(fold, shown) else title


def missing(
    grids: Sequence[Grid],
    locale: str,
    zone: str,
    *,
    adopting: bool = False,
    layouts: Sequence[TabLayout] = TABS,
) -> list[Json]:
    """The requests that make what is not there; none if all is. Raises `RegisterBroken`.

    In a spreadsheet that is no register yet our tabs come first; in one that is, new ones come last.
    `adopting`: tabs of theirs that bear our names are left alone, whichever they are. Lists and Read me stand
    beside Cases, and in no other spreadsheet.
    """
    whole = CASES in layouts
    book = _with_lists(Book(grids, adopting=adopting), layouts)
    lists = book.grid(LISTS)
    taken = {grid.sheet_id for grid in grids}
    fresh = book.grid(layouts[0]) is None
    first: list[Json] = []
    lists_id = _free_id(LISTS.title, taken)
    if lists is None and whole:  # first of all, because the dropdowns made after it look to it
        first.append(new_lists(book.lists.title, lists_id, 0 if fresh else None))
    elif lists is not None:
        first += _complete_lists(lists, book.lists)
    made: list[Json] = []
    roster: tuple[str, Located] | None = None
    for index, layout in enumerate(layouts):
        grid = book.grid(layout)
        if grid is None:
            title, sheet_id = book.free_title(layout.title, layout.aside), _free_id(layout.title, taken)
            made.append(_new_tab(layout, title, sheet_id, index if fresh else None))
            made += dress_tab(layout, sheet_id, book.lists)
            found = Located(1, {column.name: at for at, column in enumerate(layout.columns)})
        else:
            title = grid.title
            requests, found = _complete(layout, grid, book.lists)
            made += requests
        if layout is CASEWORKERS:
            roster = title, found
    if book.grid(RECEIPTS) is None:  # never prepared before: from now on it is the branch's to set
        properties = {"properties": {"locale": locale, "timeZone": zone}, "fields": "locale,timeZone"}
        made.append({"updateSpreadsheetProperties": properties})
    if lists is None and roster is not None:
        for at, column in enumerate(LISTS.columns):
            made += dress_column(LISTS, column, lists_id, 0, at, book.lists)
        made += fill_lists(lists_id, *roster)
    page_there = _page(book, taken, len(layouts) if fresh else None) if whole else ()
    return [*first, *made, *page_there]


def _with_lists(book: Book, layouts: Sequence[TabLayout]) -> Book:
    """The book with its tab Lists, and the lists that columns to be made look to and that it lacks."""
    grid = book.grid(LISTS)
    if grid is None:
        return replace(book, lists=ListsTab(book.free_title(LISTS.title, LISTS.aside)))
    choices: set[str] = set()
    for layout in layouts:
        tab = book.grid(layout)
        there = find_columns(layout, _top(tab)[_header_of(layout, tab)])[0] if tab and tab.rows else {}
        ruled = {name for name, at in there.items() if tab and _has_rule(tab, at)}
        choices |= {one.choices for one in layout.columns if one.choices and one.name not in ruled}
    headers = _top(grid)[_header_of(LISTS, grid)]
    found, added = find_columns(LISTS, headers)[0], lists_to_add(headers, choices)
    new = {column.name: at for at, column in enumerate(added, grid.width())}
    return replace(book, lists=ListsTab(grid.title, {**USUAL, **found, **new}, added))


def _header_of(layout: TabLayout, grid: Grid) -> int:
    """The row, from 0, in which most of the tab's headers stand."""
    top = _top(grid)
    return max(range(len(top)), key=lambda at: len(find_columns(layout, top[at])[0]))


def _complete_lists(grid: Grid, lists: ListsTab) -> Iterator[Json]:
    """Lists that a newer version brings, to the right of what is there."""
    if not lists.added:
        return
    header = _header_of(LISTS, grid)
    yield from _new_columns(grid, len(lists.added))
    for column in lists.added:
        yield from dress_column(LISTS, column, grid.sheet_id, header, lists.places[column.name], lists)
    yield from add_lists(lists, grid.sheet_id, header)


def _page(book: Book, taken: set[int], index: int | None) -> Iterator[Json]:
    """The tab Read me, if it is not there."""
    there = {fold(grid.title): grid for grid in book.grids}
    mine = there.get(fold(pages.TITLE))
    if fold(pages.ASIDE) not in there and not (mine and pages.is_page(api.text_of(mine.cell(0, 0)))):
        title = book.free_title(pages.TITLE, pages.ASIDE)
        yield from page(title, _free_id(pages.TITLE, taken), index)


def _top(grid: Grid) -> list[list[str]]:
    return [grid.texts(at) for at in range(min(TOP_ROWS, len(grid.rows)))]


def _free_id(title: str, taken: set[int]) -> int:
    """An id of our choosing, always the same, so that later requests of the batch can name the tab."""
    sheet_id = zlib.crc32(title.encode()) & 0x7FFFFFFF
    while sheet_id in taken:
        sheet_id = (sheet_id + 1) & 0x7FFFFFFF
    return sheet_id


def _new_tab(layout: TabLayout, title: str, sheet_id: int, index: int | None) -> Json:
    rows, spare = (RECEIPT_ROWS, SWAP_COLUMNS) if layout.hidden else (ROWS, SPARE_COLUMNS)
    grid: Json = {"rowCount": rows, "columnCount": len(layout.columns) + spare}
    properties: Json = {"sheetId": sheet_id, "title": title, "gridProperties": grid}
    if layout.hidden:
        properties["hidden"] = True
    elif index is not None:
        properties["index"] = index
    return {"addSheet": {"properties": properties}}


def _complete(layout: TabLayout, grid: Grid, lists: ListsTab) -> tuple[list[Json], Located]:
    """What an existing tab lacks: everything if it is blank, else headers that a newer version brings."""
    whole = Located(1, {column.name: at for at, column in enumerate(layout.columns)})
    if not any(value is not None for line in grid.rows[:TOP_ROWS] for value in line):
        above = api.insert_rows(grid.sheet_id, 0, _LINES.get(layout.name, 1), like_above=False)
        return [*_room(grid, len(layout.columns)), above, *dress_tab(layout, grid.sheet_id, lists)], whole
    try:
        return _add_columns(layout, grid, lists)
    except RegisterBroken:
        if layout.needed:
            raise
        return [], whole  # the service goes on without the tab, and says so at every look


def _add_columns(layout: TabLayout, grid: Grid, lists: ListsTab) -> tuple[list[Json], Located]:
    top, row = _top(grid), _header_of(layout, grid)
    found, _ = find_columns(layout, top[row], top[row + 1 :])
    lacking = [column for column in layout.columns if column.name not in found]
    offered = [*_new_dropdowns(layout, grid, row, found, lists), *_mended_warnings(layout, grid, row, found)]
    if not lacking:
        return offered, locate(layout, top)
    if layout.key not in found or near_misses(layout, top[row], found) or _lost_header(grid, row):
        locate(layout, top)
    start = grid.width()
    lacking = [replace(column, title=free_title(column, top[row])) for column in lacking]
    made = [*offered, *_new_columns(grid, len(lacking))]
    for at, column in enumerate(lacking, start):
        made += dress_column(layout, column, grid.sheet_id, row, at, lists)
    made += _widen_filters(grid, row, found[layout.key], start + len(lacking))
    headers = top[row] + [column.title for column in lacking]
    return made, Located(row + 1, locate(layout, [headers, *top[row + 1 :]]).columns)


def _has_rule(grid: Grid, at: int) -> bool:
    return at in grid.sources or any(column == at for _, column in grid.lists)


def _new_dropdowns(
    layout: TabLayout, grid: Grid, header: int, found: dict[str, int], lists: ListsTab
) -> Iterator[Json]:
    """Dropdowns of columns that are there, and had none, from lists that are new."""
    new = {column.name for column in lists.added}
    for name, at in found.items():
        column = layout.column(name)
        if column.choices in new and not _has_rule(grid, at):
            below = api.box(grid.sheet_id, header + 1, at, None, at + 1)
            yield {"setDataValidation": {"range": below, "rule": choice(column, lists)}}


def _mended_warnings(layout: TabLayout, grid: Grid, header: int, found: dict[str, int]) -> Iterator[Json]:
    """A warning of ours over a column that is people's by now, in its place one over what is ours there."""
    columns = {at: layout.column(name) for name, at in found.items()}
    theirs = {column.title for column in layout.columns if column.owner is Owner.HUMAN}
    for told in grid.protected:
        said = told.get("description", "")
        named = set(said.removeprefix(WARNING).partition(":")[0].split(", "))
        if not said.startswith(WARNING) or not named & theirs:
            continue
        yield {"deleteProtectedRange": {"protectedRangeId": told["protectedRangeId"]}}
        span = range(told["range"].get("startColumnIndex", 0), told["range"].get("endColumnIndex", 0))
        ours = {at: one for at, one in columns.items() if at in span and one.owner is Owner.OURS}
        yield from warnings_below(ours, grid.sheet_id, header)


def _widen_filters(grid: Grid, header: int, key: int, end: int) -> Iterator[Json]:
    """The filter over the table, and its views, take in new columns: a sort moves just what they span, and a
    column outside would stay behind, beside other rows."""

    def widened(spread: Json) -> Json | None:
        covers = spread.get("startColumnIndex", 0) <= key < spread.get("endColumnIndex", end) < end
        return (
            {**spread, "endColumnIndex": end} if covers and spread.get("startRowIndex", 0) == header else None
        )

    if grid.filter is not None and (spread := widened(grid.filter.get("range", {}))):
        yield {"setBasicFilter": {"filter": {**grid.filter, "range": spread}}}
    for view in grid.views:
        if spread := widened(view.get("range", {})):
            seen = {"filterViewId": view["filterViewId"], "range": spread}
            yield {"updateFilterView": {"filter": seen, "fields": "range"}}


def _lost_header(grid: Grid, row: int) -> bool:
    """Whether a column without a header holds anything: then a header was lost, and must not be made anew."""
    nameless = [at for at in range(grid.width()) if grid.cell(row, at) is None]
    return any(
        grid.cell(below, at) is not None for at in nameless for below in range(row + 1, len(grid.rows))
    )


def _new_columns(grid: Grid, count: int) -> list[Json]:
    """Columns of their own behind the last one that is filled: wherever somebody has dragged or inserted one
    meanwhile, what is written there lies in nobody's cells."""
    at = grid.width()
    return [*_room(grid, at + 1), api.insert_columns(grid.sheet_id, at, count)]  # before one there must be


def _room(grid: Grid, columns: int) -> list[Json]:
    lacking = columns - grid.column_count
    if lacking <= 0:
        return []
    return [api.append_columns(grid.sheet_id, lacking)]
