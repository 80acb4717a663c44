"""Developer metadata: on the file, a tab, a row or a column; rows' and columns' go with them."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from tests.sheets_emulator import masks
from tests.sheets_emulator.errors import ApiError, Rejected
from tests.sheets_emulator.state import Book, Json, Sheet

FIELDS = ("metadataKey", "metadataValue", "visibility")


def create(book: Book, body: Json, who: str) -> Json:
    """createDeveloperMetadata. Whether an id that is taken is refused is a switch (ways.py)."""
    given = copy.deepcopy(body["developerMetadata"])
    if not given.get("metadataKey"):
        raise Rejected("Developer metadata key must be specified.")
    if given.get("visibility") not in ("DOCUMENT", "PROJECT"):
        raise Rejected("Developer metadata visibility must be specified.")
    number = given.get("metadataId")
    taken = {entry["metadataId"] for entry in book.metadata}
    if number in taken and book.ways.duplicate_metadata_rejected:
        raise Rejected(f"Developer metadata with id {number} already exists.")
    entry: Json = {"metadataId": number if number is not None else book.fresh_id()}
    entry |= {name: given[name] for name in FIELDS if name in given}
    entry["location"] = _location(book, given.get("location") or {})
    book.metadata.append(entry)
    return {"createDeveloperMetadata": {"developerMetadata": shown(entry)}}


def _location(book: Book, given: Json) -> Json:
    if given.get("spreadsheet"):
        return {"locationType": "SPREADSHEET", "spreadsheet": True}
    if span := given.get("dimensionRange"):
        sheet = book.sheet(int(span.get("sheetId") or 0))
        start, end = int(span.get("startIndex") or 0), int(span.get("endIndex") or 0)
        rows = span.get("dimension") == "ROWS"
        if span.get("dimension") not in ("ROWS", "COLUMNS") or end != start + 1:
            raise Rejected("Developer metadata can only be put on a single row or column.")
        if end > (sheet.row_count if rows else sheet.column_count):
            raise Rejected("Developer metadata cannot be put beyond the grid.")
        place = {"sheetId": sheet.id, "dimension": span["dimension"], "startIndex": start, "endIndex": end}
        return {"locationType": "ROW" if rows else "COLUMN", "dimensionRange": place}
    if "sheetId" in given:
        return {"locationType": "SHEET", "sheetId": book.sheet(int(given["sheetId"] or 0)).id}
    raise Rejected("Developer metadata location must be specified.")


def shown(entry: Json) -> Json:
    """An entry as answers write it: zeros are left out."""
    place = dict(entry["location"])
    if span := place.get("dimensionRange"):
        place["dimensionRange"] = {name: value for name, value in span.items() if value != 0}
    return {**entry, "location": {name: value for name, value in place.items() if value != 0}}


def update(book: Book, body: Json, who: str) -> Json:
    """updateDeveloperMetadata of everything the filters match."""
    fresh, tree = body.get("developerMetadata") or {}, masks.parse(body.get("fields") or "*")
    found = [entry for entry in book.metadata if any(fits(f, entry) for f in body.get("dataFilters") or [])]
    for entry in found:
        for name in FIELDS:
            if not tree or name in tree:
                entry[name] = fresh.get(name)
        if ("location" in tree or not tree) and "location" in fresh:
            entry["location"] = _location(book, fresh["location"])
    return {"updateDeveloperMetadata": {"developerMetadata": [shown(entry) for entry in found]}}


def delete(book: Book, body: Json, who: str) -> Json:
    """deleteDeveloperMetadata of everything the filter matches."""
    gone = [entry for entry in book.metadata if fits(body["dataFilter"], entry)]
    book.metadata = [entry for entry in book.metadata if entry not in gone]
    answer = {"deletedDeveloperMetadata": [shown(entry) for entry in gone]} if gone else {}
    return {"deleteDeveloperMetadata": answer}


def fits(data_filter: Json, entry: Json) -> bool:
    """Whether a filter's look-up means this entry: every part of it must."""
    wanted: Json = data_filter.get("developerMetadataLookup") or {}
    if not wanted:
        return False
    place = entry["location"]
    if any(name in wanted and wanted[name] != entry.get(name) for name in ("metadataId", *FIELDS)):
        return False
    if wanted.get("locationType") not in (None, place["locationType"]):
        return False
    if "metadataLocation" not in wanted:
        return True
    if wanted.get("locationMatchingStrategy") == "INTERSECTING_LOCATION":
        return _meets(wanted["metadataLocation"], place)
    return _same_place(wanted["metadataLocation"], place)


def _same_place(one: Json, other: Json) -> bool:
    return _plain(one) == _plain(other)


def _plain(place: Json) -> Json:
    span = place.get("dimensionRange")
    if span:
        names = ("sheetId", "dimension", "startIndex", "endIndex")
        return {name: span.get(name) or (0 if name != "dimension" else "") for name in names}
    return {"sheetId": place["sheetId"] or 0} if "sheetId" in place else {"spreadsheet": True}


def _meets(wanted: Json, place: Json) -> bool:
    one, other = _plain(wanted), _plain(place)
    if "spreadsheet" in one or "spreadsheet" in other:
        return True
    if one["sheetId"] != other["sheetId"]:
        return False
    if "dimension" not in one or "dimension" not in other or one["dimension"] != other["dimension"]:
        return True
    return bool(one["startIndex"] < other["endIndex"] and other["startIndex"] < one["endIndex"])


def get(book: Book, number: int) -> Json:
    """developerMetadata.get."""
    for entry in book.metadata:
        if entry["metadataId"] == number:
            return shown(entry)
    raise ApiError(404, "Requested entity was not found.")


def search(book: Book, body: Json) -> Json:
    """developerMetadata.search."""
    matched = []
    for entry in book.metadata:
        filters = [each for each in body.get("dataFilters") or [] if fits(each, entry)]
        if filters:
            matched.append({"developerMetadata": shown(entry), "dataFilters": filters})
    return {"matchedDeveloperMetadata": matched} if matched else {}


def follow(book: Book, sheet: Sheet, rows: bool, where: Callable[[int], int | None]) -> None:
    """Rows or columns went elsewhere (None: away), and what is on them with them."""
    dimension, kept = "ROWS" if rows else "COLUMNS", []
    for entry in book.metadata:
        span: Any = entry["location"].get("dimensionRange")
        if span and span["sheetId"] == sheet.id and span["dimension"] == dimension:
            to = where(span["startIndex"])
            if to is None:
                continue
            span = {**span, "startIndex": to, "endIndex": to + 1}
            entry = {**entry, "location": {**entry["location"], "dimensionRange": span}}
        kept.append(entry)
    book.metadata = kept


def of_sheet(book: Book, sheet: Sheet) -> list[Json]:
    """What is on the tab itself."""
    return [shown(e) for e in book.metadata if e["location"].get("sheetId", None) == sheet.id]


def of_file(book: Book) -> list[Json]:
    """What is on the file itself."""
    return [shown(entry) for entry in book.metadata if entry["location"].get("spreadsheet")]


def of_span(book: Book, sheet: Sheet, dimension: str, at: int) -> list[Json]:
    """What is on one row or column."""
    wanted = {"sheetId": sheet.id, "dimension": dimension, "startIndex": at, "endIndex": at + 1}
    return [shown(entry) for entry in book.metadata if entry["location"].get("dimensionRange") == wanted]


def forget_sheet(book: Book, sheet: Sheet) -> None:
    """A tab is deleted, and everything on it."""

    def there(entry: Json) -> bool:
        place = entry["location"]
        return sheet.id in (place.get("sheetId"), (place.get("dimensionRange") or {}).get("sheetId"))

    book.metadata = [entry for entry in book.metadata if not there(entry)]
