"""Data filters: ranges named by A1 notation, by a grid range, or by the developer metadata on them."""

from __future__ import annotations

from collections.abc import Sequence

from tests.sheets_emulator import a1, metadata, values
from tests.sheets_emulator.a1 import Box
from tests.sheets_emulator.errors import ApiError, Rejected
from tests.sheets_emulator.state import Book, Json, Sheet

Place = tuple[Sheet, Box]


def places(book: Book, data_filter: Json) -> list[Place]:
    """Every range that a filter means now; none if its metadata is nowhere. Raises ApiError."""
    if "a1Range" in data_filter:
        return [book.range(data_filter["a1Range"])]
    if "gridRange" in data_filter:
        try:
            return [book.grid_box(data_filter["gridRange"])]
        except Rejected as no:
            raise ApiError(400, f"Invalid dataFilter: {no}") from no
    if "developerMetadataLookup" not in data_filter:
        raise ApiError(400, "Invalid dataFilter: No filter specified.")
    return [_place(book, each["location"]) for each in book.metadata if metadata.fits(data_filter, each)]


def _place(book: Book, location: Json) -> Place:
    if location.get("spreadsheet"):
        return book.sheets[0], book.sheets[0].box()
    span = location.get("dimensionRange")
    if span is None:
        sheet = book.sheet(location["sheetId"])
        return sheet, sheet.box()
    sheet, start, end = book.sheet(span["sheetId"]), span["startIndex"], span["endIndex"]
    if span["dimension"] == "ROWS":
        return sheet, Box(start, 0, end, sheet.column_count)
    return sheet, Box(0, start, sheet.row_count, end)


def ranges(book: Book, filters: Sequence[Json]) -> list[str]:
    """The same as A1 ranges, each once."""
    found = [a1.write(sheet.title, box) for each in filters for sheet, box in places(book, each)]
    return list(dict.fromkeys(found))


def batch_get(book: Book, body: Json) -> Json:
    """values.batchGetByDataFilter."""
    matched: list[Json] = []
    for each in body.get("dataFilters") or []:
        for sheet, box in places(book, each):
            found = values.value_range(sheet, box, body)
            matched.append({"valueRange": found, "dataFilters": [each]})
    answer: Json = {"spreadsheetId": book.id}
    return {**answer, "valueRanges": matched} if matched else answer


def batch_update(book: Book, body: Json, who: str) -> Json:
    """values.batchUpdateByDataFilter: a filter that means several ranges writes to all of them."""
    plain = []
    of: list[Json] = []
    for entry in body.get("data") or []:
        for text in ranges(book, [entry["dataFilter"]]):
            plain.append({**{k: v for k, v in entry.items() if k != "dataFilter"}, "range": text})
            of.append(entry["dataFilter"])
    answer = values.batch_update(book, {**body, "data": plain}, who)
    for response, data_filter in zip(answer["responses"], of, strict=True):
        response.pop("spreadsheetId", None)
        response["dataFilter"] = data_filter
    return answer


def batch_clear(book: Book, body: Json, who: str) -> Json:
    """values.batchClearByDataFilter."""
    return values.batch_clear(book, ranges(book, body.get("dataFilters") or []), who)
