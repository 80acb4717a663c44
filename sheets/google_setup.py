"""The register's tabs made in a Google Sheet: pure requests.

Only what is missing is made. A header that seems to have been lost rather than never to have been there is
for a person to put back (`RegisterBroken`), because a new empty column would read as a hundred deletions.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sheets import api, pages
from sheets.api import Grid, Json
from sheets.columns import (
    RECEIPTS,
    TabLayout,
    find_columns,
    fold,
)
from sheets.contents import COPIED, LINES, WHOLE, Contents
from sheets.google_columns import complete, has_rule, header_of, new_columns, top_of
from sheets.google_dressing import dress_column, dress_tab
from sheets.google_pages import ListsTab, add_lists, fill_lists, new_lists, page, renew_names
from sheets.headers import MACHINE, Located, find_tab, is_theirs
from sheets.lists import LISTS, USUAL, lists_to_add

ROWS, RECEIPT_ROWS = 1000, 200
SPARE_COLUMNS = 4
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
        theirs = grid is not None and is_theirs(layout, top_of(grid), adopting=self.adopting)
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
    contents: Contents = WHOLE,
) -> list[Json]:
    """The requests that make what is not there; none if all is. Raises `RegisterBroken`.

    In a spreadsheet that is no register yet our tabs come first; in one that is, new ones come last.
    `adopting`: tabs of theirs that bear our names are left alone, whichever they are.
    """
    layouts = contents.tabs
    book = _with_lists(Book(grids, adopting=adopting), contents)
    lists = book.grid(LISTS) if contents.lists else None
    taken = {grid.sheet_id for grid in grids}
    fresh = book.grid(layouts[0]) is None
    first: list[Json] = []
    lists_id = _free_id(LISTS.title, taken)
    if lists is None and contents.lists:  # first of all, because the dropdowns made after it look to it
        first.append(new_lists(book.lists.title, lists_id, 0 if fresh else None))
    elif lists is not None:
        first += _complete_lists(lists, book.lists)
    made: list[Json] = []
    roster: tuple[str, Located] | None = None
    for index, layout in enumerate(layouts):
        grid = book.grid(layout)
        if grid is None:
            title, sheet_id = book.free_title(layout.title, layout.aside), _free_id(layout.title, taken)
            new = [_new_tab(layout, title, sheet_id, index if fresh else None)]
            new += dress_tab(layout, sheet_id, book.lists)
            found = Located(1, {column.name: at for at, column in enumerate(layout.columns)})
        else:
            title = grid.title
            new, found = complete(layout, grid, book.lists)
        # The tab of copies too before the dropdowns that look to it.
        (first if layout is contents.copied else made).extend(new)
        if contents.names_from is layout:
            roster = title, found
    if book.grid(RECEIPTS) is None:  # never prepared before: from now on it is the branch's to set
        properties = {"properties": {"locale": locale, "timeZone": zone}, "fields": "locale,timeZone"}
        made.append({"updateSpreadsheetProperties": properties})
    if contents.lists and roster is not None:
        made += renew_names(book.lists, lists, *roster) if lists else _fill(book.lists, lists_id, *roster)
    page_there = _page(book, taken, len(layouts) if fresh else None) if contents.page else ()
    return [*first, *made, *page_there]


def _with_lists(book: Book, contents: Contents) -> Book:
    """The book with the tab that its dropdowns look to, Lists or the one of copies, and the lists that it
    lacks to which columns to be made look."""
    if not contents.lists:
        return _with_copies(book, contents.copied) if contents.copied else book
    grid = book.grid(LISTS)
    if grid is None:
        return replace(book, lists=ListsTab(book.free_title(LISTS.title, LISTS.aside)))
    choices: set[str] = set()
    for layout in contents.tabs:
        tab = book.grid(layout)
        there = find_columns(layout, top_of(tab)[header_of(layout, tab)])[0] if tab and tab.rows else {}
        ruled = {name for name, at in there.items() if tab and has_rule(tab, at)}
        choices |= {one.choices for one in layout.columns if one.choices and one.name not in ruled}
    headers = top_of(grid)[header_of(LISTS, grid)]
    found, added = find_columns(LISTS, headers)[0], lists_to_add(headers, choices)
    new = {column.name: at for at, column in enumerate(added, grid.width())}
    return replace(book, lists=ListsTab(grid.title, {**USUAL, **found, **new}, added))


def _with_copies(book: Book, copied: TabLayout) -> Book:
    grid = book.grid(copied)
    blank = grid is None or not grid.rows
    found = {} if grid is None or blank else find_columns(copied, top_of(grid)[header_of(copied, grid)])[0]
    added = tuple(column for column in copied.columns if column.name not in found)
    new = {column.name: at for at, column in enumerate(added, 0 if grid is None or blank else grid.width())}
    return replace(book, lists=ListsTab(grid.title if grid else copied.title, {**found, **new}, added))


def _fill(lists: ListsTab, lists_id: int, title: str, roster: Located) -> Iterator[Json]:
    """The headers and words of a tab Lists just made."""
    for at, column in enumerate(LISTS.columns):
        yield from dress_column(LISTS, column, lists_id, 0, at, lists)
    yield from fill_lists(lists_id, title, roster)


def _complete_lists(grid: Grid, lists: ListsTab) -> Iterator[Json]:
    """Lists that a newer version brings, to the right of what is there."""
    if not lists.added:
        return
    header = header_of(LISTS, grid)
    yield from new_columns(grid, len(lists.added))
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


def _free_id(title: str, taken: set[int]) -> int:
    """An id of our choosing, always the same, so that later requests of the batch can name the tab."""
    sheet_id = zlib.crc32(title.encode()) & 0x7FFFFFFF
    while sheet_id in taken:
        sheet_id = (sheet_id + 1) & 0x7FFFFFFF
    return sheet_id


def _new_tab(layout: TabLayout, title: str, sheet_id: int, index: int | None) -> Json:
    rows, spare = (RECEIPT_ROWS, SWAP_COLUMNS) if layout.hidden else (ROWS, SPARE_COLUMNS)
    rows = LINES + 1 if layout.name == COPIED.name else rows
    grid: Json = {"rowCount": rows, "columnCount": len(layout.columns) + spare}
    properties: Json = {"sheetId": sheet_id, "title": title, "gridProperties": grid}
    if layout.hidden:
        properties["hidden"] = True
    elif index is not None:
        properties["index"] = index
    return {"addSheet": {"properties": properties}}
