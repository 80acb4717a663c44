"""Which method of the API is meant, below one spreadsheet: those that read, and those that write values."""

from __future__ import annotations

import re
from urllib.parse import unquote

from tests.sheets_emulator import filters, metadata, values
from tests.sheets_emulator.errors import not_found
from tests.sheets_emulator.grid import spreadsheet
from tests.sheets_emulator.state import Book, Json


def read(method: str, rest: str, book: Book, ranges: list[str], body: Json, options: Json) -> Json:
    """The answer of a method that changes nothing. Raises ApiError (404) for none such."""
    found = re.fullmatch(r"/developerMetadata/(\d+)", rest)
    match method, rest:
        case "GET", _ if found:
            return metadata.get(book, int(found[1]))
        case "POST", "/developerMetadata:search":
            return metadata.search(book, body)
        case "POST", ":getByDataFilter":
            asked = filters.ranges(book, body.get("dataFilters") or [])
            return spreadsheet(book, asked, options.get("fields", ""), bool(body.get("includeGridData")))
        case "POST", "/values:batchGetByDataFilter":
            return filters.batch_get(book, body)
        case "GET", "/values:batchGet":
            return values.batch_get(book, ranges, options)
        case "GET", _ if rest.startswith("/values/"):
            return values.get(book, unquote(rest.removeprefix("/values/")), options)
    raise not_found()


def write(method: str, rest: str, book: Book, body: Json, options: Json, who: str) -> Json:
    """Change values in `book`, and the answer. Raises ApiError."""
    text = unquote(rest.removeprefix("/"))
    match method, rest:
        case "POST", ":batchUpdate":
            return values.batch_update(book, body, who)
        case "POST", ":batchClear":
            return values.batch_clear(book, body.get("ranges") or [], who)
        case "POST", ":batchUpdateByDataFilter":
            return filters.batch_update(book, body, who)
        case "POST", ":batchClearByDataFilter":
            return filters.batch_clear(book, body, who)
        case "PUT", _ if rest.startswith("/"):
            return values.update(book, text, body, options, who)
        case "POST", _ if rest.startswith("/") and text.endswith(":append"):
            return values.append(book, text.removesuffix(":append"), body, options, who)
        case "POST", _ if rest.startswith("/") and text.endswith(":clear"):
            return values.clear(book, text.removesuffix(":clear"), who)
    raise not_found()
