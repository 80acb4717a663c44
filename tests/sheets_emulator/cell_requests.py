"""Requests of a batch that change cells: write, repeat, sort, validate, merge, find and replace."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.sheets_emulator import masks, metadata
from tests.sheets_emulator.a1 import Box
from tests.sheets_emulator.cells import FormulaError, effective, from_extended, typed
from tests.sheets_emulator.errors import Rejected
from tests.sheets_emulator.masks import Tree
from tests.sheets_emulator.protection import guard
from tests.sheets_emulator.state import EMPTY, Book, Cell, Formula, Json, Row, Sheet
from tests.sheets_emulator.validation import check

FIELDS = {"userEnteredValue", "userEnteredFormat", "note", "dataValidation"}


def _merged(cell: Cell, fresh: Json, mask: Tree) -> Cell:
    for name, below in mask.items() if mask else ((field, {}) for field in FIELDS):
        match name:
            case "userEnteredValue":
                cell = replace(cell, value=from_extended(fresh.get(name)))
            case "userEnteredFormat":
                both = masks.lay({name: below}, {name: cell.format or {}}, fresh).get(name)
                cell = replace(cell, format=_with_styles(both) if both else None)
            case "note":
                cell = replace(cell, note=fresh.get(name) or "")
            case "dataValidation":
                cell = replace(cell, validation=fresh.get(name))
            case _:
                raise Rejected(f"Invalid field: {name}")
    return cell


def _written(book: Book, cell: Cell, fresh: Json, mask: Tree) -> Cell:
    cell = _merged(cell, fresh, mask)
    if not mask or "userEnteredValue" in mask:
        check(book, cell)
    return cell


def _with_styles(form: Json) -> Json:
    """A format with each `...Color` repeated as `...ColorStyle`, as the server does."""
    full: Json = {}
    for name, part in form.items():
        full[name] = _with_styles(part) if isinstance(part, dict) and not name.endswith("Color") else part
        if name.endswith("Color") and isinstance(part, dict):
            full[f"{name}Style"] = {"rgbColor": part}
    return full


def _fields(body: Json) -> Tree:
    if not body.get("fields"):
        raise Rejected("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)")
    return masks.parse(body["fields"])


def update_cells(book: Book, body: Json, who: str) -> Json:
    """updateCells, by `start` or by `range` (cells of the range without a value are cleared)."""
    mask, rows = _fields(body), body.get("rows") or []
    if "range" in body:
        sheet, box = book.grid_box(body["range"])
    else:
        start = body.get("start") or {}
        sheet = book.sheet(int(start.get("sheetId") or 0))
        top, left = int(start.get("rowIndex") or 0), int(start.get("columnIndex") or 0)
        width = max((len(row.get("values") or []) for row in rows), default=0)
        box = Box(top, left, top + len(rows), left + width)
    bottom, right = box.ends()
    _within(sheet, bottom, right)
    guard(book, sheet, box, who)
    for at in range(box.top, bottom):
        fresh = (rows[at - box.top].get("values") or []) if at - box.top < len(rows) else []
        by_range = "range" in body
        for column in range(box.left, right):
            given = fresh[column - box.left] if column - box.left < len(fresh) else None
            if given is not None or by_range:
                sheet.put(at, column, _written(book, sheet.cell(at, column), given or {}, mask))
    return {}


def _within(sheet: Sheet, bottom: int, right: int) -> None:
    if bottom > sheet.row_count or right > sheet.column_count:
        raise Rejected(
            f"Attempting to write column: {right - 1}, row: {bottom - 1} beyond the grid of"
            f" {sheet.row_count} rows, {sheet.column_count} columns"
        )


def append_cells(book: Book, body: Json, who: str) -> Json:
    """appendCells: below the last row with anything in it, from column A."""
    sheet, mask = book.sheet(int(body.get("sheetId") or 0)), _fields(body)
    rows = body.get("rows") or []
    top = sheet.last_row()
    _within(sheet, 0, max((len(row.get("values") or []) for row in rows), default=0))
    sheet.row_count = max(sheet.row_count, top + len(rows))
    for down, row in enumerate(rows):
        for column, fresh in enumerate(row.get("values") or []):
            sheet.put(top + down, column, _written(book, sheet.cell(top + down, column), fresh, mask))
    return {}


def repeat_cell(book: Book, body: Json, who: str) -> Json:
    """repeatCell."""
    sheet, box = book.grid_box(body["range"])
    mask = _fields(body)
    guard(book, sheet, box, who)
    bottom, right = box.ends()
    made: dict[int, tuple[Row, Row]] = {}  # most rows are one object before, and stay one
    for at in range(box.top, bottom):
        old = sheet.row(at)
        if id(old) not in made:
            cells = dict(old.cells)
            for column in range(box.left, right):
                cells[column] = _written(book, cells.get(column, EMPTY), body.get("cell") or {}, mask)
            kept = {column: cell for column, cell in cells.items() if not cell.empty()}
            made[id(old)] = old, Row(kept, old.looks)
        fresh = made[id(old)][1]
        if fresh.cells or at < len(sheet.rows):
            sheet.put_row(at, fresh)
    return {}


def set_validation(book: Book, body: Json, who: str) -> Json:
    """setDataValidation; without a rule it is cleared."""
    rule = {"range": body["range"], "cell": {"dataValidation": body.get("rule")}, "fields": "dataValidation"}
    return repeat_cell(book, rule, who)


def sort_range(book: Book, body: Json, who: str) -> Json:
    """sortRange: numbers, then text, then truth values, blanks last either way; stable."""
    sheet, box = book.grid_box(body["range"])
    guard(book, sheet, box, who)
    sort_box(book, sheet, box, body.get("sortSpecs") or [])
    return {}


def sort_box(book: Book, sheet: Sheet, box: Box, specs: list[Json]) -> None:
    """Reorder the cells of the box by whole lines of it. Whether rows' metadata goes along is a switch."""
    bottom, right = box.ends()
    if any(merge.meets(box) for merge in sheet.merges):
        raise Rejected("Cannot sort a range that contains merged cells.")
    lines = [
        (at, {column: cell for column, cell in sheet.row(at).cells.items() if box.left <= column < right})
        for at in range(box.top, bottom)
    ]
    for spec in reversed(specs):
        column = int(spec.get("dimensionIndex") or 0)
        keyed = [(_sort_key(sheet, line[1].get(column, EMPTY)), line) for line in lines]
        full = [pair for pair in keyed if pair[0][0] < 9]
        down = spec.get("sortOrder") == "DESCENDING"
        full.sort(key=lambda pair: pair[0], reverse=down)  # equal lines keep their order, either way
        lines = [line for _, line in full] + [line for key, line in keyed if key[0] == 9]
    if book.ways.metadata_follows_sort:
        new_place = {old: new for new, (old, _) in enumerate(lines, box.top)}
        metadata.follow(book, sheet, True, lambda at: new_place.get(at, at))
    for at, (_, line) in zip(range(box.top, bottom), lines, strict=True):
        old = sheet.row(at)
        rest = {column: cell for column, cell in old.cells.items() if not box.left <= column < right}
        if not book.ways.validation_follows_sort:
            line = _with_rules_of(old, line, range(box.left, right))
        if line or at < len(sheet.rows):
            sheet.put_row(at, Row(rest | line, old.looks))


def _with_rules_of(old: Row, line: dict[int, Cell], columns: range) -> dict[int, Cell]:
    """The cells of a line with the validation rules that stood in their places."""
    there = {at: old.cells.get(at, EMPTY).validation for at in columns if at in old.cells or at in line}
    moved = {at: replace(line.get(at, EMPTY), validation=rule) for at, rule in there.items()}
    return {at: cell for at, cell in moved.items() if not cell.empty()}


def _sort_key(sheet: Sheet, cell: Cell) -> tuple[int, Any]:
    try:
        value = effective(cell, sheet)
    except FormulaError:
        return 3, 0
    match value:
        case None:
            return 9, 0
        case bool():
            return 2, value
        case int() | float():
            return 0, value
    return 1, str(value).casefold()


def merge(book: Book, body: Json, who: str) -> Json:
    """mergeCells: all, by row or by column; the values but the first are lost."""
    sheet, box = book.grid_box(body["range"])
    bottom, right = box.ends()
    match body.get("mergeType"):
        case "MERGE_ROWS":
            boxes = [Box(at, box.left, at + 1, right) for at in range(box.top, bottom)]
        case "MERGE_COLUMNS":
            boxes = [Box(box.top, at, bottom, at + 1) for at in range(box.left, right)]
        case _:
            boxes = [box]
    for each in boxes:
        bottom, right = each.ends()
        sheet.merges = [old for old in sheet.merges if not old.meets(each)]
        if (bottom - each.top) * (right - each.left) > 1:
            sheet.merges.append(each)
        for row, column, cell in list(sheet.values(each)):
            if (row, column) != (each.top, each.left):
                sheet.put(row, column, replace(cell, value=None))
    return {}


def unmerge(book: Book, body: Json, who: str) -> Json:
    """unmergeCells."""
    sheet, box = book.grid_box(body["range"])
    sheet.merges = [each for each in sheet.merges if not each.meets(box)]
    return {}


def find_replace(book: Book, body: Json, who: str) -> Json:
    """findReplace in a range, a sheet or all sheets; formulas are left alone."""
    if "range" in body:
        places = [book.grid_box(body["range"])]
    else:
        sheets = book.sheets if body.get("allSheets") else [book.sheet(int(body.get("sheetId") or 0))]
        places = [(sheet, sheet.box()) for sheet in sheets]
    find = body.get("find", "")
    pattern = find if body.get("searchByRegex") else re.escape(find)
    if body.get("matchEntireCell"):
        pattern = rf"\A(?:{pattern})\Z"
    regex = re.compile(pattern, 0 if body.get("matchCase") else re.IGNORECASE)
    new = _replacement(body)
    with_cell, changed, rows, sheets_hit = 0, 0, set(), set()
    for sheet, box in places:
        for row, column, cell in list(sheet.values(box)):
            if cell.value is None or isinstance(cell.value, Formula | bool):
                continue
            text, count = regex.subn(new, str(cell.value))
            if count:
                guard(book, sheet, Box(row, column, row + 1, column + 1), who)
                sheet.put(row, column, replace(cell, value=typed(text, book.locale)[0]))
                with_cell, changed = with_cell + 1, changed + count
                rows.add((sheet.id, row))
                sheets_hit.add(sheet.id)
    counts = {
        "valuesChanged": with_cell,
        "rowsChanged": len(rows),
        "sheetsChanged": len(sheets_hit),
        "occurrencesChanged": changed,
    }
    return {"findReplace": {name: count for name, count in counts.items() if count}}


def _replacement(body: Json) -> Callable[[re.Match[str]], str]:
    """What is put in the place of a hit; with a regular expression `$1` is its first group."""
    text = str(body.get("replacement", ""))
    if not body.get("searchByRegex"):
        return lambda _: text
    return lambda found: re.sub(r"\$(\d)", lambda group: found[int(group[1])] or "", text)
