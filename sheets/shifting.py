"""Room for new rows in the middle of a sheet, as a spreadsheet program makes it.

The library moves cells only; here everything that names a place goes with them: formulas on every tab, merged
cells, choice lists, conditional formats, filters, tables, named ranges, row heights, links.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.formula import ArrayFormula

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_LAST_ROW = 1_048_576
_ROW_IN_REFERENCE = re.compile(r"(\$?[A-Za-z]{1,3}\$?|(?<![A-Za-z0-9$])\$?)(\d+)(?![\d(.])")


def insert_rows(book: Workbook, sheet: Worksheet, at: int, count: int) -> None:
    """Put `count` empty rows above row `at` (1-based); whatever stands there or below moves down."""
    sheet.insert_rows(at, count)
    for row in sheet.iter_rows(min_row=at + count):
        for cell in row:
            if cell.hyperlink is not None:
                cell.hyperlink.ref = cell.coordinate
    _shift_row_heights(sheet, at, count)
    merged = [CellRange(str(area)) for area in sheet.merged_cells.ranges]
    sheet.merged_cells = MultiCellRange([_moved(area, at, count) for area in merged])
    _shift_rules(sheet, at, count)
    if sheet.auto_filter.ref:
        sheet.auto_filter.ref = _moved_ref(sheet.auto_filter.ref, at, count)
    for table in sheet.tables.values():
        table.ref = _moved_ref(table.ref, at, count)
        if table.autoFilter is not None and table.autoFilter.ref:
            table.autoFilter.ref = _moved_ref(table.autoFilter.ref, at, count)
    _shift_formulas(book, sheet, at, count)


def shift_formula(formula: str, own: str, target: str, at: int, count: int) -> str:
    """`formula`, standing on the tab `own`, after `count` rows came in above row `at` of the tab `target`."""
    tokens = Tokenizer(formula)
    for token in tokens.items:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE and "[" not in token.value:
            title, bang, area = token.value.rpartition("!")
            named = title.strip("'").replace("''", "'") if bang else own
            if named == target:
                token.value = title + bang + _shift_area(area, at, count)
    return "=" + "".join(token.value for token in tokens.items)


def _shift_area(area: str, at: int, count: int) -> str:
    def moved(found: re.Match[str]) -> str:
        row = int(found[2])
        return f"{found[1]}{min(row + count, _LAST_ROW) if row >= at else row}"

    parts = area.split(":")
    if all(re.fullmatch(r"\$?[A-Za-z]{1,3}\$?\d+|\$?\d+", part) for part in parts):
        return ":".join(_ROW_IN_REFERENCE.sub(moved, part) for part in parts)
    return area  # whole columns and names hold no row


def _moved(area: CellRange, at: int, count: int) -> CellRange:
    top = area.min_row + count if area.min_row >= at else area.min_row
    bottom = min(area.max_row + count, _LAST_ROW) if area.max_row >= at else area.max_row
    return CellRange(min_col=area.min_col, min_row=top, max_col=area.max_col, max_row=bottom)


def _moved_ref(ref: str, at: int, count: int) -> str:
    left, top, right, bottom = range_boundaries(ref)
    area = CellRange(min_col=left or 1, min_row=top or 1, max_col=right or 1, max_row=bottom or _LAST_ROW)
    return _moved(area, at, count).coord


def _shift_row_heights(sheet: Worksheet, at: int, count: int) -> None:
    moving = {row: sheet.row_dimensions.pop(row) for row in list(sheet.row_dimensions) if row >= at}
    for row, dimension in moving.items():
        dimension.index = row + count
        sheet.row_dimensions[row + count] = dimension


def _shift_rules(sheet: Worksheet, at: int, count: int) -> None:
    title = sheet.title
    for validation in sheet.data_validations.dataValidation:
        areas = [_moved(area, at, count) for area in validation.sqref.ranges]
        validation.sqref = MultiCellRange(areas)
        for name in ("formula1", "formula2"):
            text = getattr(validation, name)
            if text and not text.startswith('"'):
                setattr(validation, name, shift_formula("=" + text, title, title, at, count)[1:])
    old = sheet.conditional_formatting
    sheet.conditional_formatting = ConditionalFormattingList()
    for formatting in old:
        where = " ".join(_moved(area, at, count).coord for area in formatting.sqref.ranges)
        for rule in formatting.rules:
            first = min(area.min_row for area in formatting.sqref.ranges)
            if first >= at:  # its formulas are relative to its first cell, which moves with it
                rule.formula = [
                    shift_formula("=" + text, title, title, at, count)[1:] for text in rule.formula
                ]
            sheet.conditional_formatting.add(where, rule)


def _shift_formulas(book: Workbook, target: Worksheet, at: int, count: int) -> None:
    for sheet in book.worksheets:
        for cell in list(sheet._cells.values()):
            if cell.data_type != "f":
                continue
            if isinstance(cell.value, ArrayFormula) and cell.value.text:
                cell.value.text = shift_formula(cell.value.text, sheet.title, target.title, at, count)
                if sheet is target:
                    cell.value.ref = _moved_ref(cell.value.ref, at, count)
            elif isinstance(cell.value, str):
                cell.value = shift_formula(cell.value, sheet.title, target.title, at, count)
    for names in (book.defined_names, *(sheet.defined_names for sheet in book.worksheets)):
        for name in names.values():
            if name.attr_text and "!" in name.attr_text:
                name.attr_text = shift_formula("=" + name.attr_text, "", target.title, at, count)[1:]
