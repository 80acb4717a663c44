"""Whatever is missing of tabs, headers and lists made in a workbook."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from sheets import layout as looks
from sheets import pages
from sheets.columns import CASES, TabLayout, find_columns, fold, free_title
from sheets.contents import WHOLE, Contents
from sheets.dressing_lists import (
    add_list,
    fill_lists,
    mark_warned,
    name_lists,
    name_own_lists,
    offer_by_row,
    renew_names,
)
from sheets.dressing_tabs import add_warnings, dress_cells, dress_column, dress_tab, offer_list, set_up_print
from sheets.headers import MACHINE, TOP_ROWS, find_tab, is_theirs, locate, near_misses
from sheets.lists import LISTS, OFFERED, WORDS, lists_to_add
from sheets.register import RegisterBroken

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


def make_missing(
    book: Workbook,
    *,
    adopting: bool = False,
    contents: Contents = WHOLE,
    never_made: Collection[str] = (),
    never_warned: bool = False,
) -> bool:
    """Make the tabs and headers that are not there; True if anything was made. What is there stays as it is.

    `adopting`: a tab of theirs that bears one of our names is left alone, whichever it is. `never_made`:
    lists that an earlier version did not have; `never_warned`: it did not tell whoever types into a column of
    the service's whose it is.
    Raises `RegisterBroken` where a header seems to have been lost rather than never to have been there.
    """
    made = False
    choices: set[str] = set()
    for layout in contents.tabs:
        choices |= _choices_to_make(book, layout, adopting)
        if title := _title_to_make(book, layout, adopting):
            dress_tab(book.create_sheet(title), layout)
            made = True
            continue
        sheet = book[find_tab(layout, book.sheetnames) or layout.title]
        if not any(text for line in _top(sheet) for text in line):
            dress_tab(sheet, layout)
            made = True
        else:
            choices |= _offer_new(sheet, layout, never_made)
            made = _add_columns(sheet, layout, warn=not never_warned) or made
            if never_warned:
                _warn(sheet, layout)
    made = mark_warned(book) or made
    if contents.lists:
        made = _make_lists(book, contents) or _complete_lists(book, choices) or made
        made = renew_names(book, contents) or made
    name_lists(book, contents)
    if CASES in contents.tabs:
        made = _make_own_lists(book) or made
    return (contents.page and _make_page(book)) or made


def _offer_new(sheet: Worksheet, layout: TabLayout, never_made: Collection[str]) -> set[str]:
    """Dropdowns for columns that are there already, and the lists that they look to."""
    row, places = _places(sheet, layout)
    offered = set()
    for name, at in places.items():
        column = layout.column(name)
        if column.choices in never_made:
            offer_list(sheet, column, row, at)
            offered.add(column.choices)
    return offered


def _warn(sheet: Worksheet, layout: TabLayout) -> None:
    """Tell whoever types into a column of the service's that is there already."""
    row, places = _places(sheet, layout)
    if layout.key in places and not layout.hidden:
        add_warnings(sheet, layout, places, row)


def _places(sheet: Worksheet, layout: TabLayout) -> tuple[int, dict[str, int]]:
    """The row of the headers, and where the columns stand, both from 1."""
    top = _top(sheet)
    row = 1 + max(range(len(top)), key=lambda at: len(find_columns(layout, top[at])[0]))
    found = find_columns(layout, top[row - 1], top[row:])[0]
    return row, {name: at + 1 for name, at in found.items()}


def _choices_to_make(book: Workbook, layout: TabLayout, adopting: bool) -> set[str]:
    """The lists that columns of the tab look to which are not there yet."""
    title = find_tab(layout, book.sheetnames)
    there: dict[str, int] = {}
    if title is not None and not _title_to_make(book, layout, adopting):
        there = max((find_columns(layout, line)[0] for line in _top(book[title])), key=len, default={})
    return {column.choices for column in layout.columns if column.choices and column.name not in there}


def _title_to_make(book: Workbook, layout: TabLayout, adopting: bool = False) -> str:
    """What a tab is to be called that is not there: its name may be taken by one of theirs. Else ""."""
    title = find_tab(layout, book.sheetnames)
    if title is None or not is_theirs(layout, _top(book[title]), adopting=adopting):
        return "" if title else layout.title
    taken = {fold(one) for one in book.sheetnames if not one.startswith(MACHINE)}
    return layout.aside if fold(layout.title) in taken else layout.title


def _top(sheet: Worksheet) -> list[list[str]]:
    lines = sheet.iter_rows(max_row=TOP_ROWS, values_only=True)
    return [["" if value is None else str(value) for value in line] for line in lines]


def _add_columns(sheet: Worksheet, layout: TabLayout, *, warn: bool) -> bool:
    """Headers that a newer version brings, to the right of what is there; with their own warnings."""
    try:
        return _complete(sheet, layout, warn=warn)
    except RegisterBroken:
        if layout.needed:
            raise
        return False  # the service goes on without the tab, and says so at every look


def _complete(sheet: Worksheet, layout: TabLayout, *, warn: bool) -> bool:
    top = _top(sheet)
    row = 1 + max(range(len(top)), key=lambda at: len(find_columns(layout, top[at])[0]))
    found, _ = find_columns(layout, top[row - 1], top[row:])
    missing = [column for column in layout.columns if column.name not in found]
    if not missing:
        locate(layout, top)  # doubled headers
        return False
    if layout.key not in found or near_misses(layout, top[row - 1], found) or _lost_header(sheet, row):
        locate(layout, top)
    at = max(cell.column for cell in sheet[row] if cell.value is not None)
    for step, column in enumerate(missing, 1):
        dress_column(sheet, layout, replace(column, title=free_title(column, top[row - 1])), row, at + step)
        found[column.name] = at + step - 1
    if warn and not layout.hidden:
        new = {column.name for column in missing} | {layout.key}
        add_warnings(sheet, layout, {name: found[name] + 1 for name in new}, row)
    if layout is CASES:
        offer_by_row(sheet, {name: place + 1 for name, place in found.items()}, row)
    locate(layout, _top(sheet))
    return True


def _lost_header(sheet: Worksheet, row: int) -> bool:
    """Whether a column without a header holds anything: then a header was lost, and must not be made anew."""
    nameless = {cell.column for cell in sheet[row] if cell.value is None}
    return any(
        below > row and at in nameless and cell.value is not None
        for (below, at), cell in sheet._cells.items()
    )


def _make_lists(book: Workbook, contents: Contents) -> bool:
    title = _title_to_make(book, LISTS)
    if not title:
        return False
    sheet = book.create_sheet(title)
    for at, column in enumerate(LISTS.columns, 1):
        dress_column(sheet, LISTS, column, 1, at)
    sheet.row_dimensions[1].height = looks.HEADER_HEIGHT
    sheet.freeze_panes = "A2"
    sheet.sheet_properties.tabColor = looks.TAB_COLOURS[LISTS.name]
    fill_lists(book, sheet, contents)
    for row in sheet.iter_rows(min_row=2):
        for cell, column in zip(row, LISTS.columns, strict=True):
            if cell.value is not None:
                dress_cells(cell, column)
    set_up_print(sheet, LISTS)
    sheet.print_area = f"A1:{get_column_letter(len(LISTS.columns))}{looks.LISTED_IN_PRINT}"
    return True


def _complete_lists(book: Workbook, choices: Collection[str]) -> bool:
    """Lists that a newer version brings, to the right of what is there."""
    sheet = book[find_tab(LISTS, book.sheetnames) or LISTS.title]
    top = _top(sheet)
    row = max(range(len(top)), key=lambda at: len(find_columns(LISTS, top[at])[0]))
    lacking = lists_to_add(top[row], choices)
    for at, column in enumerate(lacking, sheet.max_column + 1):
        dress_column(sheet, LISTS, column, row + 1, at)
        add_list(sheet, column, row + 1, at)
        for below in range(row + 2, row + 2 + len(WORDS[column.name])):
            dress_cells(sheet.cell(below, at), column)
    return bool(lacking)


def _make_own_lists(book: Workbook) -> bool:
    """The machine's tab from which rows take a list of their own."""
    if find_tab(OFFERED, book.sheetnames):
        return False
    sheet = book.create_sheet(OFFERED.title)
    dress_tab(sheet, OFFERED)
    name_own_lists(book, sheet.title)
    return True


def _make_page(book: Workbook) -> bool:
    """The tab Read me, under another name where somebody has one of their own."""
    there = {fold(title): title for title in book.sheetnames}
    mine = there.get(fold(pages.TITLE))
    if fold(pages.ASIDE) in there or (mine and pages.is_page(str(book[mine]["A1"].value or ""))):
        return False
    sheet = book.create_sheet(pages.ASIDE if mine else pages.TITLE)
    for at, width in enumerate(pages.WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    for row, line in enumerate(pages.readme(), 1):
        look = looks.PAGE[line.style]
        for at, text in enumerate(line.texts, 1):
            cell = sheet.cell(row, at, text)
            cell.font = Font(name="Calibri", size=look.size, bold=look.bold, color=look.ink)
            stands = "bottom" if line.style == "heading" else "top"  # so that its room is above it
            cell.alignment = Alignment(vertical=stands, wrap_text=True)
        if len(line.texts) == 1:
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(pages.WIDTHS))
        sheet.row_dimensions[row].height = looks.page_height(line.texts, pages.WIDTHS, look)
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.tabColor = looks.TAB_COLOURS["readme"]
    set_up_print(sheet, LISTS)
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "portrait", 1
    sheet.print_title_rows = sheet.print_title_cols = None
    return True


def new_workbook(contents: Contents = WHOLE) -> Workbook:
    """An empty workbook with the register's tabs, Cases in front. One has to be seen, whatever it is."""
    book = Workbook()
    book.remove(book.worksheets[0])
    make_missing(book, contents=contents)
    book.active = next(at for at, sheet in enumerate(book.worksheets) if sheet.sheet_state == "visible")
    return book
