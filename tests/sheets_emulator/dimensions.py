"""Whole rows and columns: insert, append, delete, move, hide, size, group; stored ranges move along."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.sheets_emulator import masks, metadata
from tests.sheets_emulator.a1 import Box
from tests.sheets_emulator.errors import Rejected
from tests.sheets_emulator.protection import guard
from tests.sheets_emulator.state import Book, Cell, Json, Row, Sheet, vanished

Where = Callable[[int], int | None]


def _span(book: Book, grid: Json) -> tuple[Sheet, bool, int, int]:
    sheet = book.sheet(int(grid.get("sheetId") or 0))
    dimension = grid.get("dimension")
    if dimension not in ("ROWS", "COLUMNS"):
        raise Rejected("No dimension specified.")
    size = sheet.row_count if dimension == "ROWS" else sheet.column_count
    start, end = int(grid.get("startIndex") or 0), grid.get("endIndex")
    return sheet, dimension == "ROWS", start, size if end is None else int(end)


def insert(book: Book, body: Json, who: str) -> Json:
    """insertDimension."""
    sheet, rows, start, end = _span(book, body["range"])
    size = sheet.row_count if rows else sheet.column_count
    before = bool(body.get("inheritFromBefore"))
    if end <= start:
        raise Rejected("range.endIndex must be greater than range.startIndex.")
    if before and start == 0:
        raise Rejected("Inheriting from before the first row or column is not possible.")
    if start > size or (start == size and not before):
        raise Rejected(
            f"range.startIndex[{start}] must be less than the grid size ({size})"
            " if inheritFromBefore is false."
        )
    insert_at(book, sheet, rows, start, end - start, before)
    return {}


def insert_at(book: Book, sheet: Sheet, rows: bool, start: int, count: int, before: bool) -> None:
    """Make room for `count` rows or columns at `start`, dressed like their neighbour."""
    model = start - 1 if before else start
    if rows:
        dress = {at: _dress(cell) for at, cell in sheet.row(model).cells.items()}
        fresh = Row({at: cell for at, cell in dress.items() if not cell.empty()})
        if start <= len(sheet.rows):
            sheet.rows[start:start] = [fresh] * count
        elif fresh.cells:
            for at in range(start, start + count):
                sheet.put_row(at, fresh)
        sheet.row_count += count
    else:
        for at, row in enumerate(sheet.rows):
            dressed = _dress(row.cells.get(model, Cell()))
            moved = row.moved(lambda column: column + count if column >= start else column)
            for column in range(start, start + count):
                moved = moved.with_cell(column, dressed)
            sheet.rows[at] = moved
        sheet.columns = {at + count if at >= start else at: looks for at, looks in sheet.columns.items()}
        sheet.column_count += count

    def where(at: int) -> int:
        return at + count if at >= start else at

    _shift(book, sheet, rows, where, lambda end: where(end - 1) + 1 if end else end)
    metadata.follow(book, sheet, rows, where)


def _dress(cell: Cell) -> Cell:
    return replace(cell, value=None, note="")


def append(book: Book, body: Json, who: str) -> Json:
    """appendDimension."""
    sheet = book.sheet(int(body.get("sheetId") or 0))
    if body.get("dimension") == "ROWS":
        sheet.row_count += int(body["length"])
    else:
        sheet.column_count += int(body["length"])
    return {}


def delete(book: Book, body: Json, who: str) -> Json:
    """deleteDimension."""
    sheet, rows, start, end = _span(book, body["range"])
    size = sheet.row_count if rows else sheet.column_count
    if end > size or start >= end:
        raise Rejected(f"Cannot delete a {'row' if rows else 'column'} that doesn't exist.")
    if end - start >= size:
        raise Rejected(f"You can't delete all the {'rows' if rows else 'columns'} on the sheet.")
    box = Box(start, 0, end, sheet.column_count) if rows else Box(0, start, sheet.row_count, end)
    guard(book, sheet, box, who)
    delete_at(book, sheet, rows, start, end)
    return {}


def delete_at(book: Book, sheet: Sheet, rows: bool, start: int, end: int) -> None:
    """Take rows or columns out."""

    def where(at: int) -> int | None:
        return at if at < start else at - (end - start) if at >= end else None

    if rows:
        del sheet.rows[start:end]
        sheet.row_count -= end - start
    else:
        sheet.rows = [row.moved(where) for row in sheet.rows]
        sheet.columns = {to: looks for at, looks in sheet.columns.items() if (to := where(at)) is not None}
        sheet.column_count -= end - start

    def place(at: int) -> int:
        return at if at < start else max(start, at - (end - start))

    _shift(book, sheet, rows, place, place)
    metadata.follow(book, sheet, rows, where)


def move(book: Book, body: Json, who: str) -> Json:
    """moveDimension: `destinationIndex` counts before the move."""
    sheet, rows, start, end = _span(book, body["source"])
    move_to(book, sheet, rows, start, end, int(body.get("destinationIndex") or 0))
    return {}


def move_to(book: Book, sheet: Sheet, rows: bool, start: int, end: int, to: int) -> None:
    """Drag rows or columns elsewhere."""
    if start <= to <= end:
        return
    size = sheet.row_count if rows else sheet.column_count
    order = [at for at in range(size) if not start <= at < end]
    place = to if to < start else to - (end - start)
    order[place:place] = range(start, end)
    new_place = {old: new for new, old in enumerate(order)}
    if rows:
        kept = [sheet.row(at) for at in order]
        while kept and not kept[-1].cells:
            kept.pop()
        sheet.rows = kept
    else:
        sheet.rows = [row.moved(new_place.get) for row in sheet.rows]
        sheet.columns = {new_place[at]: looks for at, looks in sheet.columns.items()}
    metadata.follow(book, sheet, rows, new_place.get)
    book.touch()


def _shift(
    book: Book, sheet: Sheet, rows: bool, where: Callable[[int], int], end_of: Callable[[int], int]
) -> None:
    """Carry merges and stored ranges along; a range of which nothing is left is dropped."""
    book.touch()
    names = ("startRowIndex", "endRowIndex") if rows else ("startColumnIndex", "endColumnIndex")
    for grid in book.boxes(sheet):
        start, end = grid.get(names[0]), grid.get(names[1])
        if start is not None:
            grid[names[0]] = where(start)
        if end is not None:
            grid[names[1]] = end_of(end)
    moved = []
    for box in sheet.merges:
        bottom, right = box.ends()
        if rows:
            box = replace(box, top=where(box.top), bottom=end_of(bottom))
        else:
            box = replace(box, left=where(box.left), right=end_of(right))
        bottom, right = box.ends()
        if (bottom - box.top) * (right - box.left) > 1:
            moved.append(box)
    sheet.merges = moved
    sheet.drop_vanished()
    book.named = [entry for entry in book.named if not vanished(entry["range"])]


def update_properties(book: Book, body: Json, who: str) -> Json:
    """updateDimensionProperties: hidden, pixelSize."""
    sheet, rows, start, end = _span(book, body["range"])
    mask = masks.parse(body["fields"])
    for at in range(start, end):
        if rows:
            row = sheet.row(at)
            sheet.put_row(at, Row(row.cells, masks.lay(mask, row.looks, body.get("properties"))))
        else:
            sheet.columns[at] = masks.lay(mask, sheet.columns.get(at), body.get("properties"))
    return {}


def auto_resize(book: Book, body: Json, who: str) -> Json:
    """autoResizeDimensions: without fonts, a guess of 7 pixels a letter."""
    sheet, rows, start, end = _span(book, body["dimensions"])
    for at in range(start, end if not rows else start):
        letters = max((len(str(row.cells[at].value)) for row in sheet.rows if at in row.cells), default=0)
        if letters:
            sheet.columns[at] = {**sheet.columns.get(at, {}), "pixelSize": max(21, 7 * letters + 6)}
    return {}


def add_group(book: Book, body: Json, who: str) -> Json:
    """addDimensionGroup; groups within groups are not known here."""
    grid = {name: value for name, value in body["range"].items() if name != "sheetId" or value}
    sheet = book.sheet(int(grid.get("sheetId") or 0))
    sheet.groups.setdefault(grid["dimension"], []).append({"range": grid, "depth": 1})
    sheet.grid["rowGroupControlAfter" if grid["dimension"] == "ROWS" else "columnGroupControlAfter"] = True
    return {"addDimensionGroup": {"dimensionGroups": sheet.groups[grid["dimension"]]}}


def delete_group(book: Book, body: Json, who: str) -> Json:
    """deleteDimensionGroup."""
    grid = {name: value for name, value in body["range"].items() if name != "sheetId" or value}
    sheet = book.sheet(int(grid.get("sheetId") or 0))
    left = [group for group in sheet.groups.get(grid["dimension"], []) if group["range"] != grid]
    sheet.groups[grid["dimension"]] = left
    return {"deleteDimensionGroup": {"dimensionGroups": left} if left else {}}
