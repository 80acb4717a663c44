"""Protected ranges: who may change what. The file's owner always may; a warning stops nobody here."""

from __future__ import annotations

from tests.sheets_emulator.a1 import Box
from tests.sheets_emulator.errors import ApiError
from tests.sheets_emulator.state import Book, Sheet

MESSAGE = (
    "You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove"
    " protection if you need to edit."
)


def guard(book: Book, sheet: Sheet, box: Box, who: str) -> None:
    """Raises ApiError (400 or 403: a switch) if a protected range of somebody else's meets the box."""
    if who == book.owner:
        return
    for entry in sheet.protected:
        _, protected = book.grid_box(entry.get("range", {"sheetId": sheet.id}))
        editors = (entry.get("editors") or {}).get("users") or []
        if not entry.get("warningOnly") and who not in editors and protected.meets(box):
            raise ApiError(book.ways.protected_code, MESSAGE)
