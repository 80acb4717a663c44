"""The little of the Drive API that gspread uses: files, permissions, export of CSV."""

from __future__ import annotations

import csv
import io
import re
import secrets
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from tests.sheets_emulator import masks
from tests.sheets_emulator.cells import rendered
from tests.sheets_emulator.errors import drive_error
from tests.sheets_emulator.state import Book, Json, Sheet

MIME = "application/vnd.google-apps.spreadsheet"


def new_id() -> str:
    """An id as real ones look: it begins with a 1, never with a stroke, which programs take for an option."""
    return "1" + secrets.token_urlsafe(32)


def new_book(title: str, owner: str) -> Book:
    """An empty file as a person makes it: one tab, 1000 by 26."""
    now = datetime.now(UTC)
    return Book(new_id(), title, owner, [Sheet(0, "Sheet1")], now, now)


def may(book: Book, who: str) -> str:
    """What somebody may do with a file: "write", "read" or nothing."""
    if who == book.owner or who in book.editors:
        return "write"
    return "read" if who in book.readers else ""


def missing(file_id: str) -> Exception:
    return drive_error(404, f"File not found: {file_id}.", "global", "notFound")


def create(books: dict[str, Book], body: Json, who: str, robot: bool) -> Json:
    """files.create; a service account has no room of its own."""
    if robot:
        message = "The user's Drive storage quota has been exceeded."
        raise drive_error(403, message, "usageLimits", "storageQuotaExceeded")
    book = new_book(body.get("name") or "Untitled", who)
    books[book.id] = book
    return _made(book)


def _made(book: Book) -> Json:
    return {"kind": "drive#file", "id": book.id, "name": book.title, "mimeType": MIME}


def copy(books: dict[str, Book], book: Book, body: Json, who: str) -> Json:
    """files.copy."""
    twin = book.copy()
    fresh = new_book(body.get("name") or f"Copy of {book.title}", who)
    twin.id, twin.title, twin.owner, twin.created, twin.modified = (
        fresh.id,
        fresh.title,
        who,
        fresh.created,
        fresh.modified,
    )
    books[twin.id] = twin
    return _made(twin)


def entry(book: Book) -> Json:
    """One file with every field that we know."""
    return {
        **_made(book),
        "createdTime": stamp(book.created),
        "modifiedTime": stamp(book.modified),
        "version": str(book.version),
        "trashed": book.trashed,
        "permissions": permissions(book)["permissions"],
    }


def permission_id(address: str) -> str:
    """The number that Drive gives a person."""
    return f"{zlib.crc32(address.encode()):020}"


def stamp(moment: datetime) -> str:
    """A moment as Drive writes it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03}Z"


def get(book: Book, query: Mapping[str, str]) -> Json:
    """files.get."""
    if "fields" not in query:
        return _made(book)
    return dict(masks.select(masks.parse(query["fields"]), entry(book)))


def listing(books: dict[str, Book], query: Mapping[str, str], who: str) -> Json:
    """files.list, newest first; of the query language only `name = '...'`."""
    name = re.search(r"name\s*=\s*[\"']([^\"']*)[\"']", query.get("q", ""))
    found = [book for book in books.values() if may(book, who) and (name is None or book.title == name[1])]
    files = [entry(book) for book in sorted(found, key=lambda book: book.created, reverse=True)]
    answer: Json = {"kind": "drive#fileList", "files": files}
    return dict(masks.select(masks.parse(query["fields"]), answer)) if "fields" in query else answer


def permissions(book: Book) -> Json:
    """permissions.list."""
    people: list[tuple[str, str]] = [(book.owner, "owner")]
    people += [(address, "writer") for address in sorted(book.editors)]
    people += [(address, "reader") for address in sorted(book.readers)]
    found = [_permission(*each) for each in people]
    if book.open_to:
        found.append({"kind": "drive#permission", "id": "1", "type": book.open_to, "role": "reader"})
    return {"kind": "drive#permissionList", "permissions": found}


def _permission(address: str, role: str) -> Json:
    return {"kind": "drive#permission", "id": address, "type": "user", "role": role, "emailAddress": address}


def share(book: Book, body: Json) -> Json:
    """permissions.create."""
    people = book.editors if body.get("role") == "writer" else book.readers
    people.add(body["emailAddress"])
    return _permission(body["emailAddress"], body.get("role", "reader"))


def unshare(book: Book, address: str) -> None:
    """permissions.delete."""
    book.editors.discard(address)
    book.readers.discard(address)


def export_csv(book: Book) -> bytes:
    """files.export of the first tab as CSV."""
    sheet = book.sheets[0]
    lines: list[list[Any]] = []
    for row in sheet.rows[: sheet.last_row()]:
        width = max((at for at, cell in row.cells.items() if cell.value is not None), default=-1) + 1
        lines.append(
            [rendered(sheet.cell(len(lines), at), sheet, "FORMATTED_VALUE", "") for at in range(width)]
        )
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(lines)
    return out.getvalue().removesuffix("\r\n").encode()
