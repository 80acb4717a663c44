"""spreadsheets.values.*: get, update, append, clear and their batches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tests.sheets_emulator import a1, dimensions
from tests.sheets_emulator.a1 import Box
from tests.sheets_emulator.cells import rendered, typed
from tests.sheets_emulator.errors import ApiError, bad_field
from tests.sheets_emulator.protection import guard
from tests.sheets_emulator.state import Book, Cell, Json, Sheet
from tests.sheets_emulator.validation import check

Values = list[list[Any]]


def get(book: Book, text: str, query: Json) -> Json:
    """A ValueRange."""
    sheet, box = book.range(text)
    return value_range(sheet, box, query)


def value_range(sheet: Sheet, box: Box, query: Json, prefix: str = "") -> Json:
    """What stands in the box, trailing blanks cut; `values` is absent where all is blank."""
    major = query.get("majorDimension") or "ROWS"
    option = query.get(prefix + ("ValueRenderOption" if prefix else "valueRenderOption")) or "FORMATTED_VALUE"
    dates = (
        query.get(prefix + ("DateTimeRenderOption" if prefix else "dateTimeRenderOption")) or "SERIAL_NUMBER"
    )
    bottom, right = box.ends()
    rows: Values = []
    for at in range(box.top, min(bottom, len(sheet.rows))):
        row = sheet.rows[at]
        line = ["" for _ in range(box.left, right)]
        for column, cell in row.cells.items():
            if box.left <= column < right and cell.value is not None:
                line[column - box.left] = rendered(cell, sheet, option, dates)
        rows.append(line)
    if major == "COLUMNS":
        rows = [list(column) for column in zip(*rows, strict=True)]
    for line in rows:
        while line and line[-1] == "":
            line.pop()
    while rows and not rows[-1]:
        rows.pop()
    answer: Json = {"range": a1.write(sheet.title, box), "majorDimension": major}
    return {**answer, "values": rows} if rows else answer


def batch_get(book: Book, ranges: Sequence[str], query: Json) -> Json:
    return {"spreadsheetId": book.id, "valueRanges": [get(book, text, query) for text in ranges]}


def update(book: Book, text: str, body: Json, query: Json, who: str) -> Json:
    """values.update. Raises ApiError for values that do not fit the range."""
    rows = _rows(body)
    sheet, box = book.range(text)
    bottom, right = box.ends()
    single = (bottom, right) == (box.top + 1, box.left + 1)
    height, width = len(rows), max((len(line) for line in rows), default=0)
    if not single and (height > bottom - box.top or width > right - box.left):
        _too_much(sheet, box, height, width)
    return _write(book, sheet, box.top, box.left, rows, query, who)


def _too_much(sheet: Sheet, box: Box, height: int, width: int) -> None:
    bottom, right = box.ends()
    if height > bottom - box.top:
        more = f"tried writing to row [{bottom + 1}]"
    else:
        more = f"tried writing to column [{a1.letters(right)}]"
    raise ApiError(400, f"Requested writing within range [{a1.write(sheet.title, box)}], but {more}")


def _rows(body: Json, field: str = "data.values") -> Values:
    values = body.get("values") or []
    for line in values if isinstance(values, list) else [values]:
        if not isinstance(line, list):
            shown = f'"{line}"' if isinstance(line, str) else str(line)
            kind = "type.googleapis.com/google.protobuf.ListValue"
            raise bad_field(
                f"Invalid value at '{field}{_at(values, line)}' ({kind}), {shown}", field + _at(values, line)
            )
    if (body.get("majorDimension") or "ROWS") == "COLUMNS":
        height = max((len(line) for line in values), default=0)
        return [[line[at] if at < len(line) else None for line in values] for at in range(height)]
    return [list(line) for line in values]


def _at(values: Any, line: Any) -> str:
    return f"[{values.index(line)}]" if isinstance(values, list) else ""


def _write(
    book: Book,
    sheet: Sheet,
    top: int,
    left: int,
    rows: Values,
    query: Json,
    who: str,
) -> Json:
    option = query.get("valueInputOption")
    if option not in ("RAW", "USER_ENTERED"):
        raise ApiError(400, "'valueInputOption' is required but not specified")
    height, width = len(rows), max((len(line) for line in rows), default=0)
    if top + height > sheet.row_count or left + width > sheet.column_count:
        box = Box(top, left, top + height, left + width)
        raise ApiError(
            400,
            f"Range ({a1.write(sheet.title, box)}) exceeds grid limits."
            f" Max rows: {sheet.row_count}, max columns: {sheet.column_count}",
        )
    guard(book, sheet, Box(top, left, top + max(height, 1), left + max(width, 1)), who)
    touched: set[tuple[int, int]] = set()
    for down, line in enumerate(rows):
        for across, value in enumerate(line):
            if value is not None:
                _enter(book, sheet, top + down, left + across, value, option)
                touched.add((top + down, left + across))
    written = Box(top, left, top + max(height, 1), left + max(width, 1))
    answer: Json = {"spreadsheetId": book.id, "updatedRange": a1.write(sheet.title, written)}
    if touched:
        answer |= {
            "updatedRows": len({row for row, _ in touched}),
            "updatedColumns": len({column for _, column in touched}),
            "updatedCells": len(touched),
        }
    if str(query.get("includeValuesInResponse", "")).lower() == "true":
        answer["updatedData"] = value_range(sheet, written, query, "response")
    return answer


def _enter(book: Book, sheet: Sheet, row: int, column: int, value: Any, option: str) -> None:
    cell = _entered(book, sheet.cell(row, column), value, option, f"[{row}][{column}]")
    check(book, cell)
    sheet.put(row, column, cell)


def _entered(book: Book, cell: Cell, value: Any, option: str, place: str) -> Cell:
    if isinstance(value, bool | int | float):
        return replace(cell, value=value)
    if not isinstance(value, str):
        raise bad_field(f"Invalid values{place}: {type(value).__name__}", "data.values")
    if option == "RAW":
        return replace(cell, value=value or None)
    entered, number_format = typed(value, book.locale)
    cell = replace(cell, value=entered)
    if number_format and "numberFormat" not in (cell.format or {}):
        cell = replace(cell, format={**(cell.format or {}), "numberFormat": number_format})
    return cell


def batch_update(book: Book, body: Json, who: str) -> Json:
    responses, cells, sheets = [], set(), set()
    query = {**body, "includeValuesInResponse": body.get("includeValuesInResponse", False)}
    for entry in body.get("data") or []:
        responses.append(update(book, entry["range"], entry, query, who))
        sheet, box = book.range(entry["range"])
        sheets.add(sheet.id)
        for down, line in enumerate(_rows(entry)):
            cells |= {
                (sheet.id, box.top + down, box.left + across)
                for across, value in enumerate(line)
                if value is not None
            }
    answer: Json = {"spreadsheetId": book.id, "responses": responses}
    if cells:
        answer |= {
            "totalUpdatedRows": len({(sheet, row) for sheet, row, _ in cells}),
            "totalUpdatedColumns": len({(sheet, column) for sheet, _, column in cells}),
            "totalUpdatedCells": len(cells),
            "totalUpdatedSheets": len(sheets),
        }
    return answer


def clear(book: Book, text: str, who: str) -> Json:
    sheet, box = book.range(text)
    guard(book, sheet, box, who)
    for row, column, cell in list(sheet.values(box)):
        sheet.put(row, column, replace(cell, value=None))
    return {"spreadsheetId": book.id, "clearedRange": a1.write(sheet.title, box)}


def batch_clear(book: Book, ranges: Sequence[str], who: str) -> Json:
    cleared = [clear(book, text, who)["clearedRange"] for text in ranges]
    return {"spreadsheetId": book.id, "clearedRanges": cleared}


def append(book: Book, text: str, body: Json, query: Json, who: str) -> Json:
    """values.append: below the last table that touches the range, which is why nobody should use it."""
    rows = _rows(body)
    sheet, box = book.range(text)
    table = _table(sheet, box)
    top, left = (table.bottom or 0, table.left) if table else (box.top, box.left)
    height, width = len(rows), max((len(line) for line in rows), default=0)
    if query.get("insertDataOption") == "INSERT_ROWS" and table is not None:
        dimensions.insert_at(book, sheet, True, top, height, before=True)
    sheet.row_count = max(sheet.row_count, top + height)
    sheet.column_count = max(sheet.column_count, left + width)
    updates = _write(book, sheet, top, left, rows, query, who)
    answer: Json = {"spreadsheetId": book.id}
    if table is not None:
        answer["tableRange"] = a1.write(sheet.title, table)
    return {**answer, "updates": updates}


def _table(sheet: Sheet, box: Box) -> Box | None:
    """The region of touching cells (corners count) that reaches into the box; of several, the last."""
    seeds = {(row, column) for row, column, _ in sheet.values(box)}
    if not seeds:
        return None
    filled = {(row, column) for row, column, _ in sheet.values(sheet.box())}
    region, edge = {max(seeds)}, [max(seeds)]
    while edge:
        row, column = edge.pop()
        near = {(row + down, column + across) for down in (-1, 0, 1) for across in (-1, 0, 1)}
        found = (near & filled) - region
        region |= found
        edge += found
    rows, columns = [row for row, _ in region], [column for _, column in region]
    return Box(min(rows), min(columns), max(rows) + 1, max(columns) + 1)
