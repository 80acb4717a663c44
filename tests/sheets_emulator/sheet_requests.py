"""Requests of a batch that change tabs, the file, and what is stored beside the cells."""

from __future__ import annotations

import copy
from typing import Any

from tests.sheets_emulator import masks, metadata
from tests.sheets_emulator.errors import Rejected
from tests.sheets_emulator.grid import sheet_properties, without_zero_id
from tests.sheets_emulator.state import Book, Json, Sheet

GRID_LOOKS = {
    "frozenRowCount",
    "frozenColumnCount",
    "hideGridlines",
    "rowGroupControlAfter",
    "columnGroupControlAfter",
}


def _bare(value: Any) -> Any:
    """JSON without nulls, which the server takes as absent."""
    if isinstance(value, dict):
        return {name: _bare(part) for name, part in value.items() if part is not None}
    return [_bare(part) for part in value] if isinstance(value, list) else value


def add_sheet(book: Book, body: Json, who: str) -> Json:
    """addSheet."""
    properties = _bare(body.get("properties") or {})
    title = properties.get("title") or f"Sheet{len(book.sheets) + 1}"
    if book.sheet_titled(title) is not None:
        raise Rejected(f'A sheet with the name "{title}" already exists. Please enter another name.')
    sheet_id = properties.get("sheetId")
    if sheet_id is not None and any(sheet.id == sheet_id for sheet in book.sheets):
        raise Rejected(f"Sheet with id {sheet_id} already exists.")
    grid = properties.get("gridProperties") or {}
    sheet = Sheet(book.fresh_id() if sheet_id is None else int(sheet_id), title)
    sheet.row_count, sheet.column_count = (
        int(grid.get("rowCount") or 1000),
        int(grid.get("columnCount") or 26),
    )
    _dress(sheet, properties)
    at = properties.get("index")
    book.sheets.insert(len(book.sheets) if at is None else int(at), sheet)
    return {"addSheet": {"properties": sheet_properties(book, sheet)}}


def _dress(sheet: Sheet, properties: Json) -> None:
    grid = properties.get("gridProperties") or {}
    for name in GRID_LOOKS:
        if name in grid:
            _set(sheet.grid, name, grid[name])
    for name in ("hidden", "rightToLeft"):
        if name in properties:
            _set(sheet.looks, name, properties[name])
    if "tabColor" in properties or "tabColorStyle" in properties:
        rgb = (properties.get("tabColorStyle") or {}).get("rgbColor") or properties.get("tabColor")
        for name in ("tabColor", "tabColorStyle"):
            sheet.looks.pop(name, None)
        if rgb:
            rgb = as_kept(rgb)
            sheet.looks |= {"tabColor": rgb, "tabColorStyle": {"rgbColor": rgb}}


def as_kept(rgb: Json) -> Json:
    """A colour as the server keeps it: 255 steps, no zeros."""
    return {name: int(part * 255) / 255 for name, part in rgb.items() if int(part * 255)}


def _set(looks: Json, name: str, value: Any) -> None:
    if value:
        looks[name] = value
    else:
        looks.pop(name, None)


def delete_sheet(book: Book, body: Json, who: str) -> Json:
    """deleteSheet."""
    sheet = book.sheet(int(body.get("sheetId") or 0))
    if len(book.sheets) == 1:
        raise Rejected("You can't remove all the sheets in a document.")
    book.sheets.remove(sheet)
    book.named = [each for each in book.named if int(each["range"].get("sheetId") or 0) != sheet.id]
    metadata.forget_sheet(book, sheet)
    return {}


def update_sheet(book: Book, body: Json, who: str) -> Json:
    """updateSheetProperties."""
    properties = body.get("properties") or {}
    sheet = book.sheet(int(properties.get("sheetId") or 0))
    named = dict.fromkeys(masks.leaves(masks.parse(body.get("fields") or "")), True) or {("*",): True}
    given: Json = {"gridProperties": {}}
    for path in named:
        if path[0] == "gridProperties":
            grid = properties.get("gridProperties") or {}
            names = path[1:] or tuple(GRID_LOOKS | {"rowCount", "columnCount"})
            given["gridProperties"] |= {
                name: grid.get(name) for name in names if len(path) > 1 or name in grid
            }
        else:
            given[path[0]] = properties.get(path[0])
    if "title" in given:
        other = book.sheet_titled(given["title"] or "")
        if other is not None and other is not sheet:
            raise Rejected(
                f'A sheet with the name "{given["title"]}" already exists. Please enter another name.'
            )
        sheet.title = given["title"]
    if given.get("hidden") and not any(
        not each.looks.get("hidden") for each in book.sheets if each is not sheet
    ):
        raise Rejected("You can't hide all the sheets in a document.")
    if given.get("index") is not None:
        at, now = int(given["index"]), book.sheets.index(sheet)
        book.sheets.remove(sheet)
        book.sheets.insert(at - 1 if at > now else at, sheet)
    _resize(sheet, given["gridProperties"])
    _dress(sheet, given)
    return {}


def _resize(sheet: Sheet, grid: Json) -> None:
    if grid.get("rowCount"):
        sheet.row_count = int(grid["rowCount"])
        del sheet.rows[sheet.row_count :]
    if grid.get("columnCount"):
        sheet.column_count = int(grid["columnCount"])
        sheet.rows = [row.moved(lambda at: at if at < sheet.column_count else None) for row in sheet.rows]


def update_book(book: Book, body: Json, who: str) -> Json:
    """updateSpreadsheetProperties: title, locale, timeZone."""
    properties = body.get("properties") or {}
    for path in masks.leaves(masks.parse(body.get("fields") or "")):
        match path[0]:
            case "title":
                book.title = properties.get("title") or book.title
            case "locale":
                book.locale = properties.get("locale") or book.locale
            case "timeZone":
                book.zone = properties.get("timeZone") or book.zone
    return {}


def add_named(book: Book, body: Json, who: str) -> Json:
    """addNamedRange."""
    entry = _bare(copy.deepcopy(body["namedRange"]))
    if any(other["name"] == entry["name"] for other in book.named):
        raise Rejected(f"A named range with the name {entry['name']} already exists.")
    named = {"namedRangeId": str(entry.get("namedRangeId") or book.fresh_id()), "name": entry["name"]}
    named["range"] = entry["range"]
    book.named.append(named)
    return {"addNamedRange": {"namedRange": {**named, "range": without_zero_id(named["range"])}}}


def _find(entries: list[Json], name: str, value: Any) -> Json:
    for entry in entries:
        if entry.get(name) == value:
            return entry
    raise Rejected(f"No {name} with id: {value}")


def update_named(book: Book, body: Json, who: str) -> Json:
    """updateNamedRange."""
    fresh = body["namedRange"]
    entry = _find(book.named, "namedRangeId", fresh.get("namedRangeId"))
    entry |= {
        path[0]: fresh[path[0]] for path in masks.leaves(masks.parse(body["fields"])) if path[0] in fresh
    }
    return {}


def delete_named(book: Book, body: Json, who: str) -> Json:
    """deleteNamedRange."""
    book.named.remove(_find(book.named, "namedRangeId", body.get("namedRangeId")))
    return {}


def add_protected(book: Book, body: Json, who: str) -> Json:
    """addProtectedRange; whoever adds it may edit it."""
    entry = _bare(copy.deepcopy(body["protectedRange"]))
    editors = {name: people for name, people in (entry.get("editors") or {}).items() if people}
    kept = {name: value for name, value in entry.items() if value not in (False, "") and name != "editors"}
    stored: Json = {"protectedRangeId": entry.get("protectedRangeId") or book.fresh_id()}
    stored |= {**kept, "requestingUserCanEdit": True, "editors": editors}
    sheet = book.sheet(int((stored.get("range") or {}).get("sheetId") or 0))
    shown = {**stored, "range": without_zero_id(stored.get("range", {}))}
    # The answer does not say so yet, but whoever adds it is an editor.
    users = [*(editors.get("users") or []), who]
    stored = {**stored, "editors": {**editors, "users": sorted(set(users))}}
    sheet.protected.append(stored)
    return {"addProtectedRange": {"protectedRange": shown}}


def delete_protected(book: Book, body: Json, who: str) -> Json:
    """deleteProtectedRange."""
    wanted = body.get("protectedRangeId")
    for sheet in book.sheets:
        for entry in sheet.protected:
            if entry["protectedRangeId"] == wanted:
                sheet.protected.remove(entry)
                return {}
    raise Rejected(f"No protected range with ID: {wanted}")


def set_filter(book: Book, body: Json, who: str) -> Json:
    """setBasicFilter."""
    grid_filter = copy.deepcopy(body["filter"])
    sheet, box = book.grid_box(grid_filter.get("range") or {})
    bottom, right = box.ends()
    ends = {
        "startRowIndex": box.top,
        "endRowIndex": bottom,
        "startColumnIndex": box.left,
        "endColumnIndex": right,
    }
    sheet.basic_filter = {**grid_filter, "range": {"sheetId": sheet.id, **ends}}
    return {}


def clear_filter(book: Book, body: Json, who: str) -> Json:
    """clearBasicFilter."""
    book.sheet(int(body.get("sheetId") or 0)).basic_filter = None
    return {}


def add_conditional(book: Book, body: Json, who: str) -> Json:
    """addConditionalFormatRule."""
    rule = copy.deepcopy(body["rule"])
    sheet, _ = book.grid_box(rule["ranges"][0])
    sheet.conditional.insert(int(body.get("index") or 0), rule)
    return {}
