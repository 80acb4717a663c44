"""What `casework check` looks at in a Google Sheet: may it be written, how is it set, what else is seen.

Everything that is wrong is one plain sentence with the button to press (docs/google.md). What stops the
service raises one of the register's errors; what only wants mending is a line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sheets.api import SHEET_FIELDS, read_grids
from sheets.budget import A_MINUTE
from sheets.columns import TabLayout
from sheets.google_http import SheetsClient
from sheets.google_picture import picture_of, places_of

BOOK_FIELDS = f"properties(title,locale,timeZone),{SHEET_FIELDS}"

CLOCK = 120.0
"""Seconds by which this computer's clock may differ from Google's: at five minutes sign-ins are refused."""


@dataclass(frozen=True, slots=True)
class Expected:
    """How the spreadsheet is to be set, which tabs it has, and how many others the register has besides."""

    locale: str
    zone: str
    layouts: Sequence[TabLayout]
    beside: int = 0


def describe(
    client: SheetsClient, spreadsheet: str, expected: Expected, clock: Callable[[], datetime]
) -> Iterator[str]:
    """One line for each thing looked at. Raises what reading and writing raise."""
    answer = client.get_sheets(spreadsheet, BOOK_FIELDS, [])
    book = answer.get("properties", {})
    places, problems = places_of(read_grids(answer), expected.layouts)
    picture = picture_of(places, problems, expected.layouts)
    locale, zone = expected.locale, expected.zone
    counts = ", ".join(f"{tab.title}: {len(tab.rows)} rows" for tab in picture.tabs.values() if tab.columns)
    yield f'The spreadsheet "{book.get("title", "")}" was read as {client.account} ({counts}).'
    zone_now = str(book.get("timeZone", zone))
    same = {"properties": {"timeZone": zone_now}, "fields": "timeZone"}  # a change that changes nothing
    client.change(spreadsheet, {"requests": [{"updateSpreadsheetProperties": same}]}, "spreadsheetId")
    yield "It may be written: the share says Editor."
    if (book.get("locale"), zone_now) != (locale, zone):
        yield (
            f"The spreadsheet is set to {book.get('locale')} and {zone_now}, not {locale} and {zone}: typed "
            "dates may be taken wrongly. In the spreadsheet open File, Settings, and choose them."
        )
    yield from picture.problems
    yield _others(client, spreadsheet, expected.beside)
    yield from _clock(client, clock())
    yield (
        "Google allows this account 60 reads and 60 writes a minute; the service keeps to "
        f"{A_MINUTE:g} of each, and this check took {client.calls}."
    )


def _others(client: SheetsClient, spreadsheet: str, beside: int) -> str:
    """Whether the account sees more than it should: the share is the boundary (TRUST.md S18)."""
    found = client.others(spreadsheet)
    if found is None:
        return (
            "Whether the account sees other files could not be looked up, because the Google Drive API is "
            "not switched on. The service does without it; to have this looked at, open APIs and services, "
            "Library, Google Drive API in the Google Cloud console, and press Enable."
        )
    found -= beside
    if found <= 0:
        rest = "the other spreadsheets of the register, and no other file" if beside else "no other file"
        return f"The account sees this spreadsheet and {rest}."
    files = "one other file" if found == 1 else f"{found} other files"
    return (
        f"The account sees {files} besides this spreadsheet. It needs none: in Google Drive search for "
        f"to:{client.account}, and take the share away from each."
    )


def _clock(client: SheetsClient, now: datetime) -> Iterator[str]:
    if client.server_time is None:
        return
    apart = abs((now - client.server_time).total_seconds())
    if apart > CLOCK:
        yield (
            f"The clock of this computer differs from Google's by {apart / 60:.0f} minutes: set it to the "
            "right time, or Google will refuse the sign-in."
        )
