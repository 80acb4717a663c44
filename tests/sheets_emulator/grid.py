"""spreadsheets.get: properties, and the cells of the ranges asked for, as much as the field mask wants."""

from __future__ import annotations

from typing import Any

from tests.sheets_emulator import masks, metadata
from tests.sheets_emulator.a1 import Box
from tests.sheets_emulator.cells import FormulaError, effective, extended, shown
from tests.sheets_emulator.masks import Tree
from tests.sheets_emulator.state import Book, Cell, Formula, Json, Row, Sheet, grid_range

CELL_PARTS = (
    "userEnteredValue",
    "effectiveValue",
    "formattedValue",
    "userEnteredFormat",
    "note",
    "dataValidation",
)


def spreadsheet(book: Book, ranges: list[str], mask: str, include_grid: bool) -> Json:
    """The answer of spreadsheets.get. With a mask, grid data comes if the mask asks for it."""
    tree = masks.parse(mask) if mask else {}
    with_data = masks.wants(tree, "sheets", "data") if mask else include_grid
    wanted: dict[int, list[Box]] = {}
    for text in ranges:
        sheet, box = book.range(text)
        wanted.setdefault(sheet.id, []).append(box)
    sheets = [sheet for sheet in book.sheets if not ranges or sheet.id in wanted]
    data_tree = _below(tree, "sheets", "data")
    answer: Json = {
        "spreadsheetId": book.id,
        "properties": _book_properties(book),
        "sheets": [
            _sheet(book, sheet, wanted.get(sheet.id, [sheet.box()]), data_tree if with_data else None)
            for sheet in sheets
        ],
    }
    if book.named:
        answer["namedRanges"] = [_named(entry) for entry in book.named]
    if found := metadata.of_file(book):
        answer["developerMetadata"] = found
    answer["spreadsheetUrl"] = f"https://docs.google.com/spreadsheets/d/{book.id}/edit"
    if not mask:
        return answer
    # The cells are already as the mask wants them, and going through each of them again would be slow.
    if "sheets" in tree and "data" in tree["sheets"]:
        tree = {**tree, "sheets": {**tree["sheets"], "data": {}}}
    return dict(masks.select(tree, answer))


def _below(tree: Tree, *path: str) -> Tree:
    for name in path:
        if not tree:
            return {}
        tree = tree.get(name, {})
    return tree


def _book_properties(book: Book) -> Json:
    return {
        "title": book.title,
        "locale": book.locale,
        "autoRecalc": "ON_CHANGE",
        "timeZone": book.zone,
        "defaultFormat": {"verticalAlignment": "BOTTOM", "wrapStrategy": "OVERFLOW_CELL"},
    }


def _named(entry: Json) -> Json:
    return {**entry, "range": without_zero_id(entry["range"])}


def without_zero_id(grid: Json) -> Json:
    """A GridRange as answers write it: a sheetId of 0 is left out."""
    return {name: value for name, value in grid.items() if name != "sheetId" or value}


def sheet_properties(book: Book, sheet: Sheet) -> Json:
    """SheetProperties."""
    grid = {"rowCount": sheet.row_count, "columnCount": sheet.column_count, **sheet.grid}
    return {
        "sheetId": sheet.id,
        "title": sheet.title,
        "index": next(at for at, each in enumerate(book.sheets) if each.id == sheet.id),
        "sheetType": "GRID",
        "gridProperties": grid,
        **sheet.looks,
    }


def _sheet(book: Book, sheet: Sheet, boxes: list[Box], data: Tree | None) -> Json:
    answer: Json = {"properties": sheet_properties(book, sheet)}
    if data is not None:
        answer["data"] = [_grid_data(book, sheet, box, data) for box in boxes]
    if sheet.merges:
        answer["merges"] = [grid_range(sheet, box) for box in sheet.merges]
    if sheet.conditional:
        answer["conditionalFormats"] = sheet.conditional
    if sheet.protected:
        answer["protectedRanges"] = [
            {**entry, "range": without_zero_id(entry.get("range", {}))} for entry in sheet.protected
        ]
    if sheet.basic_filter is not None:
        grid = sheet.basic_filter.get("range", {})
        answer["basicFilter"] = {**sheet.basic_filter, "range": without_zero_id(grid)}
    if sheet.bandings:
        answer["bandedRanges"] = sheet.bandings
    for name, entries in (
        ("charts", sheet.charts),
        ("filterViews", sheet.filter_views),
        ("tables", sheet.tables),
        ("developerMetadata", metadata.of_sheet(book, sheet)),
    ):
        if entries:
            answer[name] = entries
    for dimension, name in (("ROWS", "rowGroups"), ("COLUMNS", "columnGroups")):
        if sheet.groups.get(dimension):
            answer[name] = sheet.groups[dimension]
    return answer


def _grid_data(book: Book, sheet: Sheet, box: Box, tree: Tree) -> Json:
    bottom, right = box.ends()
    answer: Json = {}
    if box.top:
        answer["startRow"] = box.top
    if box.left:
        answer["startColumn"] = box.left
    if masks.wants(tree, "rowData"):
        cells = _below(tree, "rowData", "values")
        key = box.left, right, repr(cells)
        rows = [
            _row(sheet, row, key, cells) if (told := row.rendered.get(key)) is None else told
            for row in sheet.rows[box.top : bottom]
        ]
        while rows and not rows[-1]:
            rows.pop()
        if rows:
            answer["rowData"] = rows
    if masks.wants(tree, "rowMetadata"):
        answer["rowMetadata"] = [
            {"pixelSize": 21, **sheet.row(at).looks, **_noted(book, sheet, "ROWS", at)}
            for at in range(box.top, bottom)
        ]
    if masks.wants(tree, "columnMetadata"):
        answer["columnMetadata"] = [
            {"pixelSize": 100, **sheet.columns.get(at, {}), **_noted(book, sheet, "COLUMNS", at)}
            for at in range(box.left, right)
        ]
    return masks.select({**tree, "rowData": {}}, answer) if tree else answer


def _noted(book: Book, sheet: Sheet, dimension: str, at: int) -> Json:
    found = metadata.of_span(book, sheet, dimension, at) if book.metadata else []
    return {"developerMetadata": found} if found else {}


def _row(sheet: Sheet, row: Row, key: tuple[int, int, str], tree: Tree) -> Json:
    """A row from one column to before another: the first two of the key, under which it is kept."""
    left, right, _ = key
    values: list[Json] = []
    keep = True
    for column in range(left, min(right, max(row.cells, default=-1) + 1)):
        cell = row.cells.get(column)
        keep = keep and (cell is None or not isinstance(cell.value, Formula))
        values.append({} if cell is None else _cell(sheet, cell, tree))
    while values and not values[-1]:
        values.pop()
    answer: Json = {"values": values} if values else {}
    if keep:  # a formula's value hangs on other rows
        row.rendered[key] = answer
    return answer


def _cell(sheet: Sheet, cell: Cell, tree: Tree) -> Json:
    answer: Json = {}
    for part in tree or CELL_PARTS:
        value = _part(sheet, cell, part)
        if value is not None:
            below = tree.get(part) if tree else None
            answer[part] = masks.select(below, value) if below else value
    return answer


def _part(sheet: Sheet, cell: Cell, part: str) -> Any:
    match part:
        case "userEnteredValue":
            return extended(cell.value)
        case "effectiveValue":
            try:
                return extended(effective(cell, sheet))
            except FormulaError as error:
                return {"errorValue": {"type": "ERROR", "message": str(error)}}
        case "formattedValue":
            try:
                return shown(effective(cell, sheet), cell.format) if cell.value is not None else None
            except FormulaError as error:
                return str(error)
        case "userEnteredFormat" | "effectiveFormat":
            return cell.format
        case "note":
            return cell.note or None
        case "dataValidation":
            return cell.validation
    return None
