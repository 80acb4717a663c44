"""Drive v2's upload of a CSV over a spreadsheet, which gspread's import_csv still uses."""

from __future__ import annotations

import csv
import io

from tests.sheets_emulator.cells import typed
from tests.sheets_emulator.drive import MIME, permission_id, stamp
from tests.sheets_emulator.state import Book, Cell, Json, Row, Sheet

ZONE = "America/Los_Angeles"
"""What an import sets the file to, whatever it was before."""

DOCS, API = "https://docs.google.com/spreadsheets", "https://www.googleapis.com/drive/v2/files"
EXPORTS = {
    "application/x-vnd.oasis.opendocument.spreadsheet": "ods",
    "text/tab-separated-values": "tsv",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "text/csv": "csv",
    "application/zip": "zip",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
}


def replace_by_csv(book: Book, content: bytes, who: str) -> Json:
    """All tabs give way to one, named like the file, with the values that typing the CSV's would make."""
    sheet = Sheet(book.fresh_id(), book.title)
    for at, line in enumerate(csv.reader(io.StringIO(content.decode("utf-8-sig")))):
        entered = {column: Cell(typed(text, book.locale)[0]) for column, text in enumerate(line)}
        sheet.put_row(at, Row({column: cell for column, cell in entered.items() if not cell.empty()}))
        sheet.column_count = max(sheet.column_count, len(line))
    sheet.row_count = max(sheet.row_count, len(sheet.rows))
    book.sheets, book.zone, book.named = [sheet], ZONE, []
    book.touch()
    return file_of(book, who)


def file_of(book: Book, who: str) -> Json:
    """The file as version 2 of the API describes it."""
    here, now = f"{API}/{book.id}", stamp(book.modified)
    person: Json = {"displayName": who, "kind": "drive#user", "isAuthenticatedUser": True}
    person |= {"permissionId": permission_id(who), "emailAddress": who}
    person["picture"] = {"url": "https://lh3.googleusercontent.com/a/default-user=s64"}
    root: Json = {"selfLink": f"{here}/parents/root", "id": "root", "isRoot": True}
    root |= {"kind": "drive#parentReference", "parentLink": f"{API}/root"}
    mine: Json = {"id": "me", "type": "user", "role": "owner", "kind": "drive#permission"}
    mine |= {"selfLink": f"{here}/permissions/me", "etag": f'"{book.version}"', "pendingOwner": False}
    return {
        "kind": "drive#file",
        "userPermission": mine,
        "selfLink": here,
        "ownerNames": [who],
        "lastModifyingUserName": who,
        "editable": True,
        "writersCanShare": True,
        "mimeType": MIME,
        "exportLinks": {
            kind: f"{DOCS}/export?id={book.id}&exportFormat={ext}" for kind, ext in EXPORTS.items()
        },
        "parents": [root],
        "thumbnailLink": f"https://docs.google.com/feeds/vt?id={book.id}",
        "appDataContents": False,
        "iconLink": f"https://drive-thirdparty.googleusercontent.com/16/type/{MIME}",
        "shared": bool(book.editors or book.readers),
        "lastModifyingUser": person,
        "owners": [person],
        "copyable": True,
        "etag": f'"{book.version}"',
        "alternateLink": f"{DOCS}/d/{book.id}/edit?usp=drivesdk",
        "embedLink": f"{DOCS}/d/{book.id}/htmlembed",
        "fileSize": "1024",
        "copyRequiresWriterPermission": False,
        "spaces": ["drive"],
        "id": book.id,
        "title": book.title,
        "labels": {"viewed": True} | dict.fromkeys(("restricted", "starred", "hidden", "trashed"), False),
        "explicitlyTrashed": False,
        "createdDate": stamp(book.created),
        **dict.fromkeys(("modifiedDate", "modifiedByMeDate", "lastViewedByMeDate"), now),
        "markedViewedByMeDate": "1970-01-01T00:00:00.000Z",
        "quotaBytesUsed": "1024",
        "version": str(book.version),
        "capabilities": {"canEdit": True, "canCopy": True},
    }
