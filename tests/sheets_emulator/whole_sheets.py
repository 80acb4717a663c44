"""Whole tabs copied: within the file, and to another one; and blocks of cells pushed aside."""

from __future__ import annotations

from tests.sheets_emulator.errors import Rejected
from tests.sheets_emulator.grid import sheet_properties
from tests.sheets_emulator.protection import guard
from tests.sheets_emulator.state import Book, Cell, Json, Row, Sheet


def duplicate(book: Book, body: Json, who: str) -> Json:
    """duplicateSheet."""
    source = book.sheet(int(body.get("sourceSheetId") or 0))
    title = body.get("newSheetName") or _free_title(book, f"Copy of {source.title}")
    if book.sheet_titled(title) is not None:
        raise Rejected(f'A sheet with the name "{title}" already exists. Please enter another name.')
    number = body.get("newSheetId")
    if number is not None and any(sheet.id == number for sheet in book.sheets):
        raise Rejected(f"Sheet with id {number} already exists.")
    twin = _twin(source, book.fresh_id() if number is None else int(number), title, book)
    book.sheets.insert(int(body.get("insertSheetIndex") or 0), twin)
    return {"duplicateSheet": {"properties": sheet_properties(book, twin)}}


def copy_to(source: Sheet, target: Book) -> Json:
    """spreadsheets.sheets.copyTo: at the end of the other file, with "Copy of" before its title."""
    twin = _twin(source, target.fresh_id(), _free_title(target, f"Copy of {source.title}"), target)
    target.sheets.append(twin)
    target.touch()
    return sheet_properties(target, twin)


def _free_title(book: Book, title: str) -> str:
    titles = (title if number == 1 else f"{title} {number}" for number in range(1, len(book.sheets) + 2))
    return next(each for each in titles if book.sheet_titled(each) is None)


def _twin(source: Sheet, number: int, title: str, book: Book) -> Sheet:
    twin = source.copy()
    twin.id, twin.title = number, title
    for grid in twin.boxes():
        grid["sheetId"] = number
    for entries, name in ((twin.protected, "protectedRangeId"), (twin.bandings, "bandedRangeId")):
        for entry in entries:
            entry[name] = book.fresh_id()
    twin.charts, twin.filter_views, twin.tables = [], [], []
    return twin


def insert_range(book: Book, body: Json, who: str) -> Json:
    """insertRange: the cells there go down or to the right; those pushed over the edge make the grid grow."""
    sheet, box = book.grid_box(body["range"])
    guard(book, sheet, box, who)
    bottom, right = box.ends()
    if body.get("shiftDimension") == "ROWS":
        _pull(sheet, box.top, box.left, right, bottom - box.top)
    else:
        width = right - box.left
        _sideways(sheet, box.top, bottom, lambda at: at + width if at >= box.left else at)
    return {}


def delete_range(book: Book, body: Json, who: str) -> Json:
    """deleteRange: the cells below or to the right come up."""
    sheet, box = book.grid_box(body["range"])
    guard(book, sheet, box, who)
    bottom, right = box.ends()
    if body.get("shiftDimension") == "ROWS":
        _pull(sheet, bottom, box.left, right, box.top - bottom)
    else:
        width = right - box.left
        gone = range(box.left, right)
        _sideways(
            sheet, box.top, bottom, lambda at: None if at in gone else at - width if at >= right else at
        )
    return {}


def _sideways(sheet: Sheet, top: int, bottom: int, where: object) -> None:
    for at in range(top, min(bottom, len(sheet.rows))):
        sheet.rows[at] = sheet.rows[at].moved(where)  # type: ignore[arg-type]
        sheet.column_count = max(sheet.column_count, *(c + 1 for c in sheet.rows[at].cells), 1)


def _pull(sheet: Sheet, top: int, left: int, right: int, by: int) -> None:
    """The cells of those columns from `top` on go `by` rows down, or up where it is less than 0."""
    blocks = [_inside(sheet.row(at), left, right) for at in range(top, len(sheet.rows))]
    start = min(top, top + by)
    for at in range(start, len(sheet.rows)):
        kept = {c: cell for c, cell in sheet.row(at).cells.items() if not left <= c < right}
        sheet.rows[at] = Row(kept, sheet.row(at).looks)
    for at, block in enumerate(blocks, top + by):
        if block:
            sheet.put_row(at, Row({**sheet.row(at).cells, **block}, sheet.row(at).looks))
    sheet.row_count = max(sheet.row_count, len(sheet.rows))


def _inside(row: Row, left: int, right: int) -> dict[int, Cell]:
    return {column: cell for column, cell in row.cells.items() if left <= column < right}
