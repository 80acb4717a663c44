"""The looks of sheets/layout.py put on the tabs and columns of a workbook, and the Dashboard's charts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference, Series
from openpyxl.chart.label import DataLabelList
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from casework.figures import LINES
from sheets import layout as looks
from sheets.charts import CHARTS, FIRST_ROW, HEIGHT, WIDTH, Chart
from sheets.columns import CASES, DASHBOARD, Column, Owner, TabLayout
from sheets.contents import COPIED
from sheets.dressing_lists import NAMES, make_lines, offer_by_row

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_LAST_ROW = 1_048_576
_AUTHOR = "Casework"
_LINE = Side(style="thin", color=looks.LINE)
_CM = 2.54 / 96  # a pixel
_ROW = 20  # pixels


def dress_tab(sheet: Worksheet, layout: TabLayout) -> None:
    """A blank tab made one of ours: headers, looks, filter, rules, charts, print."""
    for at, column in enumerate(layout.columns, 1):
        dress_column(sheet, layout, column, 1, at)
    if layout is CASES:
        offer_by_row(sheet, {column.name: at for at, column in enumerate(layout.columns, 1)}, 1)
    if layout.name == COPIED.name:
        make_lines(sheet)
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
    add_warnings(sheet, layout, {column.name: at for at, column in enumerate(layout.columns, 1)}, 1)
    set_up_print(sheet, layout)


def _make_lines(sheet: Worksheet) -> None:
    """The lines that the charts draw, still without numbers."""
    for line in range(1, LINES + 1):
        for at, column in enumerate(DASHBOARD.columns, 1):
            cell = sheet.cell(FIRST_ROW + line - 1, at, line if column.name == DASHBOARD.key else None)
            dress_cells(cell, column)


def dress_column(sheet: Worksheet, layout: TabLayout, column: Column, row: int, at: int) -> None:
    """One column: its width, its header in the row, its cells and its dropdown; places from 1."""
    letter = get_column_letter(at)
    dimension = sheet.column_dimensions[letter]
    dimension.width = column.width + 4
    if layout is not DASHBOARD:  # nobody types lines there: those that it has are dressed themselves
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
        offer_list(sheet, column, row, at)


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


def offer_list(sheet: Worksheet, column: Column, row: int, at: int) -> None:
    """A list to choose from below the header in that row; places from 1. Other words can be typed: a name, or
    a state of the branch's own making."""
    letter = get_column_letter(at)
    where = f"{letter}{row + 1}:{letter}{_LAST_ROW}"
    choice = DataValidation("list", formula1=NAMES[column.choices], allow_blank=True, sqref=where)
    choice.showErrorMessage = column.choices in looks.WARNED
    choice.errorStyle = "warning"
    choice.errorTitle, choice.error = column.title, "That is not on the list. Keep it all the same?"
    if column.owner is Owner.OURS:
        choice.showInputMessage, choice.promptTitle, choice.prompt = (
            True,
            column.title,
            looks.warning([column]),
        )
    sheet.add_data_validation(choice)


def add_warnings(sheet: Worksheet, layout: TabLayout, places: Mapping[str, int], header: int) -> None:
    """Who types into a column of ours is told, and goes on by pressing Enter; nobody is stopped.

    Not in a row that has no key yet: there a person is typing a case or a line in. Where a column of ours has
    a list to choose from, a prompt says it, since a cell has one rule. `places`: columns of the tab, from 1,
    the key's among them.
    """
    key, first = get_column_letter(places[layout.key]), header + 1
    for column in layout.columns:
        if column.owner is not Owner.OURS or column.choices or column.name not in places:
            continue
        letter = get_column_letter(places[column.name])
        below = f"{letter}{first}:{letter}{_LAST_ROW}"
        rule = DataValidation("custom", formula1=f'${key}{first}=""', sqref=below)
        rule.showErrorMessage, rule.errorStyle = True, "information"  # with OK, and OK on Enter
        rule.errorTitle, rule.error = column.title, looks.warning([column])
        sheet.add_data_validation(rule)


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


def set_up_print(sheet: Worksheet, layout: TabLayout) -> None:
    """A4, landscape, headers and keys on every page, who may see it at the foot."""
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


def size_notes(book: Workbook) -> None:
    """Make every note's box large enough for its text."""
    for sheet in book.worksheets:
        for cell in list(sheet._cells.values()):
            if cell.comment is not None:
                lines = sum(1 + len(line) // 34 for line in cell.comment.text.splitlines())
                cell.comment.width, cell.comment.height = 240, max(60, 22 + 18 * lines)


def add_charts(sheet: Worksheet) -> None:
    """The charts one below the other, to the right of the numbers."""
    column = get_column_letter(len(DASHBOARD.columns) + 2)
    for at, chart in enumerate(CHARTS):
        sheet.add_chart(_chart(sheet, chart), f"{column}{FIRST_ROW + at * (HEIGHT // _ROW + 1)}")


def _chart(sheet: Worksheet, chart: Chart) -> BarChart:
    made = BarChart()
    made.type, made.title, made.style = "col", chart.title, 10
    made.width, made.height = WIDTH * _CM, HEIGHT * _CM  # type: ignore[assignment]  # they may be fractions
    made.gapWidth = 60
    made.y_axis.title = chart.down
    made.y_axis.number_format = "0"
    made.x_axis.delete = made.y_axis.delete = False  # else newer programs leave both axes out
    names = [column.name for column in DASHBOARD.columns]

    def cells(at: int) -> Reference:
        top, bottom = FIRST_ROW + chart.first - 1, FIRST_ROW + chart.last - 1
        return Reference(sheet, min_col=at, min_row=top, max_row=bottom)

    for name, colour in zip(chart.series, chart.colours, strict=True):
        place = names.index(name) + 1
        series = Series(cells(place), title=DASHBOARD.column(name).title)
        series.graphicalProperties.solidFill = colour
        series.dLbls = DataLabelList()
        series.dLbls.showVal = True
        for other in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
            setattr(series.dLbls, other, False)
        made.series.append(series)
    made.set_categories(cells(names.index("what") + 1))
    if len(chart.series) == 1:
        made.legend = None
    else:
        made.legend.position = "b"
    return made
