"""What `casework check` looks at in a Google Sheet: may it be written, how is it set, what else is seen.

Everything that is wrong is one plain sentence with the button to press (docs/google.md). What stops the
service raises one of the register's errors; what only wants mending is a line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sheets.api import SHEET_FIELDS, Lines, read_grids
from sheets.budget import A_MINUTE
from sheets.columns import TabLayout
from sheets.google_http import SheetsClient, Visible
from sheets.google_picture import picture_of, places_of
from sheets.headers import MACHINE
from sheets.register import State, Told

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
) -> Iterator[Told]:
    """One line for each thing looked at. Raises what reading and writing raise."""
    yield from _key_file(client.key)
    answer = client.get_sheets(spreadsheet, BOOK_FIELDS, Lines().of)
    book = answer.get("properties", {})
    places, problems = places_of(read_grids(answer), expected.layouts)
    picture = picture_of(places, problems, expected.layouts)
    shown = [tab for tab in picture.tabs.values() if tab.columns and not tab.title.startswith(MACHINE)]
    locale, zone = expected.locale, expected.zone
    counts = ", ".join(f"{tab.title}: {len(tab.rows)} rows" for tab in shown)
    counts = f" ({counts})" if counts else ""
    yield Told(f'The spreadsheet "{book.get("title", "")}" was read as {client.account}{counts}.')
    zone_now = str(book.get("timeZone", zone))
    same = {"properties": {"timeZone": zone_now}, "fields": "timeZone"}  # a change that changes nothing
    client.change(spreadsheet, {"requests": [{"updateSpreadsheetProperties": same}]}, "spreadsheetId")
    yield Told("It may be written: the share says Editor.")
    yield Told(f"The sign-in asks for the scope {client.scope_names}, and no more.")
    yield _settings(str(book.get("locale")), zone_now, locale, zone)
    yield from (Told(problem, State.LOOK) for problem in picture.problems)
    yield from _seen_in_drive(client.visible(spreadsheet), client.account, expected.beside)
    yield from _clock(client, clock())
    yield Told(
        "Google allows this account 60 reads and 60 writes a minute; the service keeps to "
        f"{A_MINUTE:g} of each, and this check took {client.calls}."
    )


def _key_file(key: Path) -> Iterator[Told]:
    """The key is as good as a password (TRUST.md S14)."""
    if key.stat().st_mode & 0o077:
        yield Told(
            f"The key file can be read by others on this computer: type chmod 600 {key.name} in its folder.",
            State.WRONG,
        )


def _settings(locale_now: str, zone_now: str, locale: str, zone: str) -> Told:
    if (locale_now, zone_now) == (locale, zone):
        return Told(f"Its locale is {locale} and its time zone {zone}, so that 3/4 is the third of April.")
    return Told(
        f"The spreadsheet is set to {locale_now} and {zone_now}, not {locale} and {zone}: typed "
        "dates may be taken wrongly. In the spreadsheet open File, Settings, and choose them.",
        State.WRONG,
    )


def _seen_in_drive(found: Visible | None, account: str, beside: int) -> Iterator[Told]:
    """Whether the account sees more than it should, and others what they should not: the share is the
    boundary (TRUST.md S18)."""
    if found is None:
        yield Told(
            "Whether the account sees other files could not be looked up, because the Google Drive API is "
            "not switched on. The service does without it; to have this looked at, open APIs and services, "
            "Library, Google Drive API in the Google Cloud console, and press Enable.",
            State.LOOK,
        )
        return
    others = found.others - beside
    if others <= 0:
        rest = "the other spreadsheets of the register, and no other file" if beside else "no other file"
        yield Told(f"The account sees this spreadsheet and {rest}.")
    else:
        files = "one other file" if others == 1 else f"{others} other files"
        yield Told(
            f"The account sees {files} besides this spreadsheet. It needs none: in Google Drive search for "
            f"to:{account}, and take the share away from each.",
            State.WRONG,
        )
    if found.in_bin:
        yield Told(
            "This spreadsheet lies in the bin of Google Drive: it works as before, and Google deletes it for "
            "good within 30 days. Whoever owns it opens the Bin in Google Drive, and chooses Restore.",
            State.WRONG,
        )
    if found.open_to_many:
        yield Told(
            "Everybody who has the link, or the whole organisation, can open this spreadsheet: in the "
            "spreadsheet press Share, and choose Restricted under General access.",
            State.WRONG,
        )


def _clock(client: SheetsClient, now: datetime) -> Iterator[Told]:
    if client.server_time is None:
        return
    apart = abs((now - client.server_time).total_seconds())
    if apart > CLOCK:
        yield Told(
            f"The clock of this computer differs from Google's by {apart / 60:.0f} minutes: set it to the "
            "right time, or Google will refuse the sign-in.",
            State.WRONG,
        )
