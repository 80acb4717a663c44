"""The looks of sheets/layout.py put on a workbook, and whatever is missing of tabs and headers made."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from casework.figures import LINES
from sheets import layout as looks
from sheets import pages
from sheets.charts import FIRST_ROW
from sheets.columns import CASES, DASHBOARD, TABS, Column, TabLayout, find_columns, fold, free_title
from sheets.dressing_charts import add_charts
from sheets.dressing_lists import NAMES, add_list, fill_lists, name_own_lists, offer_by_row
from sheets.headers import MACHINE, TOP_ROWS, find_tab, is_theirs, locate, near_misses
from sheets.lists import LISTS, OFFERED, WORDS, lists_to_add
from sheets.register import RegisterBroken

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_LAST_ROW = 1_048_576
_AUTHOR = "Casework"
_LINE = Side(style="thin", color=looks.LINE)


def make_missing(book: Workbook, *, adopting: bool = False, layouts: Sequence[TabLayout] = TABS) -> bool:
    """Make the tabs and headers that are not there; True if anything was made. What is there stays as it is.

    `adopting`: a tab of theirs that bears one of our names is left alone, whichever it is. Lists and Read me
    stand beside Cases, and in no other workbook.
    Raises `RegisterBroken` where a header seems to have been lost rather than never to have been there.
    """
    made = False
    choices: set[str] = set()
    for layout in layouts:
        choices |= _choices_to_make(book, layout, adopting)
        if title := _title_to_make(book, layout, adopting):
            _dress_tab(book.create_sheet(title), layout)
            made = True
            continue
        sheet = book[find_tab(layout, book.sheetnames) or layout.title]
        if not any(text for line in _top(sheet) for text in line):
            _dress_tab(sheet, layout)
            made = True
        else:
            made = _add_columns(sheet, layout) or made
    if CASES not in layouts:
        return made
    made = _make_lists(book) or _complete_lists(book, choices) or made
    made = _make_own_lists(book) or made
    return _make_page(book) or made


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


def size_notes(book: Workbook) -> None:
    """Make every note's box large enough for its text."""
    for sheet in book.worksheets:
        for cell in list(sheet._cells.values()):
            if cell.comment is not None:
                lines = sum(1 + len(line) // 34 for line in cell.comment.text.splitlines())
                cell.comment.width, cell.comment.height = 240, max(60, 22 + 18 * lines)


def _top(sheet: Worksheet) -> list[list[str]]:
    lines = sheet.iter_rows(max_row=TOP_ROWS, values_only=True)
    return [["" if value is None else str(value) for value in line] for line in lines]


def _dress_tab(sheet: Worksheet, layout: TabLayout) -> None:
    for at, column in enumerate(layout.columns, 1):
        _dress_column(sheet, layout, column, 1, at)
    if layout is CASES:
        offer_by_row(sheet, {column.name: at for at, column in enumerate(layout.columns, 1)}, 1)
    if layout.hidden:
        sheet.sheet_state = "veryHidden"
        return
    last = get_column_letter(len(layout.columns))
    sheet.row_dimensions[1].height = looks.HEADER_HEIGHT
    sheet.freeze_panes = f"{get_column_letter(looks.FROZEN_COLUMNS + 1)}2"
    if layout.name not in looks.UNSORTED:
        sheet.auto_filter.ref = f"A1:{last}1"
    if layout is DASHBOARD:
        _make_lines(sheet)
        add_charts(sheet)
    sheet.sheet_properties.tabColor = looks.TAB_COLOURS.get(layout.name)
    _add_rules(sheet, layout)
    _set_up_print(sheet, layout)


def _make_lines(sheet: Worksheet) -> None:
    """The lines that the charts draw, still without numbers."""
    for line in range(1, LINES + 1):
        for at, column in enumerate(DASHBOARD.columns, 1):
            cell = sheet.cell(FIRST_ROW + line - 1, at, line if column.name == DASHBOARD.key else None)
            dress_cells(cell, column)


def _add_columns(sheet: Worksheet, layout: TabLayout) -> bool:
    """Headers that a newer version brings, to the right of what is there."""
    try:
        return _complete(sheet, layout)
    except RegisterBroken:
        if layout.needed:
            raise
        return False  # the service goes on without the tab, and says so at every look


def _complete(sheet: Worksheet, layout: TabLayout) -> bool:
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
        _dress_column(sheet, layout, replace(column, title=free_title(column, top[row - 1])), row, at + step)
        found[column.name] = at + step - 1
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


def _dress_column(sheet: Worksheet, layout: TabLayout, column: Column, row: int, at: int) -> None:
    letter = get_column_letter(at)
    dimension = sheet.column_dimensions[letter]
    dimension.width = column.width + 4
    dress_cells(dimension, column)
    header = sheet.cell(row, at, column.title)
    look = looks.header_look(column)
    header.font = Font(name="Calibri", size=11, bold=look.bold, italic=look.italic, color=look.ink)
    header.fill = PatternFill("solid", fgColor=look.fill)
    header.alignment = Alignment(vertical="center", wrap_text=True, horizontal="left", indent=1)
    header.border = Border(bottom=Side(style="medium", color="1F4E79"), right=_LINE)
    header.number_format = looks.header_format(column)
    if not layout.hidden:
        header.comment = Comment(looks.header_note(column), _AUTHOR)
    if column.choices:
        sheet.add_data_validation(_choice_list(column, f"{letter}{row + 1}:{letter}{_LAST_ROW}"))


def dress_cells(target: object, column: Column) -> None:
    """The look of a column's cells, on a column (so that typed rows get it too) or on a cell."""
    look = looks.cell_look(column)
    style = {
        "font": Font(name="Calibri", size=11, color=look.ink),
        "alignment": Alignment(vertical="top", wrap_text=True, horizontal="left", indent=1),
        "border": Border(bottom=_LINE, right=_LINE),
        "number_format": looks.number_format(column),
    }
    if look.fill:
        style["fill"] = PatternFill("solid", fgColor=look.fill)
    for name, value in style.items():
        setattr(target, name, value)


def _choice_list(column: Column, where: str) -> DataValidation:
    """A list to choose from. Other words can be typed: a name, or a state of the branch's own making."""
    choice = DataValidation("list", formula1=NAMES[column.choices], allow_blank=True, sqref=where)
    choice.showErrorMessage = column.choices in looks.WARNED
    choice.errorStyle = "warning"
    choice.errorTitle, choice.error = column.title, "That is not on the list. Keep it all the same?"
    return choice


def _add_rules(sheet: Worksheet, layout: TabLayout) -> None:
    letters = {column.name: get_column_letter(at) for at, column in enumerate(layout.columns, 1)}
    whole = f"A2:{get_column_letter(len(layout.columns))}{_LAST_ROW}"
    for rule in looks.RULES.get(layout.name, ()):
        look = rule.look
        font = Font(bold=look.bold, italic=look.italic, strike=look.struck, color=look.ink or None)
        fill = PatternFill(bgColor=look.fill, fill_type="solid") if look.fill else None
        where = " ".join(f"{letters[name]}2:{letters[name]}{_LAST_ROW}" for name in rule.columns)
        formula = looks.rule_formula(rule, letters).removeprefix("=")
        paint = DifferentialStyle(font=font, fill=fill)
        sheet.conditional_formatting.add(where or whole, Rule("expression", formula=[formula], dxf=paint))


def _set_up_print(sheet: Worksheet, layout: TabLayout) -> None:
    page = sheet.page_setup
    page.orientation, page.paperSize = "landscape", 9  # A4
    page.fitToWidth, page.fitToHeight = looks.PAGES_WIDE.get(layout.name, 1), 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows, sheet.print_title_cols = "1:1", "A:A"
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom = 0.5, 0.6
    for side, text in (("left", f"&A. {looks.CONFIDENTIAL}"), ("right", "Page &P of &N")):
        part = getattr(sheet.oddFooter, side)
        part.text, part.size = text, 8


def _make_lists(book: Workbook) -> bool:
    title = _title_to_make(book, LISTS)
    if not title:
        return False
    sheet = book.create_sheet(title)
    for at, column in enumerate(LISTS.columns, 1):
        _dress_column(sheet, LISTS, column, 1, at)
    sheet.row_dimensions[1].height = looks.HEADER_HEIGHT
    sheet.freeze_panes = "A2"
    sheet.sheet_properties.tabColor = looks.TAB_COLOURS[LISTS.name]
    fill_lists(book, sheet)
    for row in sheet.iter_rows(min_row=2):
        for cell, column in zip(row, LISTS.columns, strict=True):
            if cell.value is not None:
                dress_cells(cell, column)
    _set_up_print(sheet, LISTS)
    sheet.print_area = f"A1:{get_column_letter(len(LISTS.columns))}{looks.LISTED_IN_PRINT}"
    return True


def _complete_lists(book: Workbook, choices: Collection[str]) -> bool:
    """Lists that a newer version brings, to the right of what is there."""
    sheet = book[find_tab(LISTS, book.sheetnames) or LISTS.title]
    top = _top(sheet)
    row = max(range(len(top)), key=lambda at: len(find_columns(LISTS, top[at])[0]))
    lacking = lists_to_add(top[row], choices)
    for at, column in enumerate(lacking, sheet.max_column + 1):
        _dress_column(sheet, LISTS, column, row + 1, at)
        add_list(book, sheet, column, row + 1, at)
        for below in range(row + 2, row + 2 + len(WORDS[column.name])):
            dress_cells(sheet.cell(below, at), column)
    return bool(lacking)


def _make_own_lists(book: Workbook) -> bool:
    """The machine's tab from which rows take a list of their own."""
    if find_tab(OFFERED, book.sheetnames):
        return False
    sheet = book.create_sheet(OFFERED.title)
    _dress_tab(sheet, OFFERED)
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
            cell.alignment = Alignment(vertical="top", wrap_text=True)
        if len(line.texts) == 1:
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(pages.WIDTHS))
        sheet.row_dimensions[row].height = looks.page_height(line.texts, pages.WIDTHS, look)
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.tabColor = looks.TAB_COLOURS["readme"]
    _set_up_print(sheet, LISTS)
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "portrait", 1
    sheet.print_title_rows = sheet.print_title_cols = None
    return True


def new_workbook(layouts: Sequence[TabLayout] = TABS) -> Workbook:
    """An empty workbook with the register's tabs, Cases in front."""
    book = Workbook()
    book.remove(book.worksheets[0])
    make_missing(book, layouts=layouts)
    book.active = 0
    return book
