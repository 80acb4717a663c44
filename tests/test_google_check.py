"""`casework check` on a Google Sheet: each thing that can be wrong, and the button that mends it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sheets.google import GoogleRegister
from sheets.register import RegisterBusy, RegisterError, RegisterUnreachable, State
from tests.sheets_emulator import Running
from tests.sheets_emulator.drive import new_book
from tests.sheets_emulator.server import ACCOUNT, OWNER


def told(register: GoogleRegister, words: str) -> list[str]:
    return [line.text for line in register.describe() if words in line.text]


def test_where_all_is_well_it_says_what_was_tried(pair: tuple[GoogleRegister, Running]) -> None:
    register, running = pair
    before = running.book().zone, running.book().locale
    found = register.describe()
    assert {line.state for line in found} == {State.OK}
    read, written, scope, settings, others, quota = (line.text for line in found)
    assert "Cases: 0 rows" in read and ACCOUNT in read
    assert written == "It may be written: the share says Editor."
    assert scope == "The sign-in asks for the scope spreadsheets, and no more."
    assert "en_GB" in settings and "Europe/London" in settings
    assert others == "The account sees this spreadsheet and no other file."
    assert "60 reads and 60 writes a minute" in quota
    assert (running.book().zone, running.book().locale) == before


def test_a_share_for_reading_only_is_told_by_the_check(pair: tuple[GoogleRegister, Running]) -> None:
    register, running = pair
    running.human().unshare(ACCOUNT)
    running.book().readers.add(ACCOUNT)
    with pytest.raises(RegisterUnreachable, match=f"press Share, and choose Editor for {ACCOUNT}"):
        register.describe()


def test_files_that_the_account_should_not_see_are_counted_and_not_named(
    pair: tuple[GoogleRegister, Running],
) -> None:
    register, running = pair
    for title in ("Payroll", "Minutes"):
        other = new_book(title, OWNER)
        other.readers.add(ACCOUNT)
        running.emulator.books[other.id] = other
    (line,) = told(register, "other files")
    assert line.startswith("The account sees 2 other files") and "Payroll" not in line


def test_without_the_drive_api_that_cannot_be_looked_at_and_the_rest_can(
    pair: tuple[GoogleRegister, Running],
) -> None:
    register, running = pair
    running.fail("api disabled", path="/drive/v3/files")
    assert "Google Drive API" in told(register, "could not be looked up")[0]


@pytest.mark.parametrize("setting", ["locale", "zone"])
def test_a_wrong_locale_or_time_zone_is_told(pair: tuple[GoogleRegister, Running], setting: str) -> None:
    register, running = pair
    setattr(running.book(), setting, "en_US" if setting == "locale" else "America/New_York")
    (line,) = told(register, "typed dates may be taken wrongly")
    assert "File, Settings" in line


def test_a_clock_that_is_wrong_is_told(
    pair: tuple[GoogleRegister, Running],
) -> None:
    _, running = pair
    slow = GoogleRegister(
        running.spreadsheet_id,
        running.credentials,
        endpoint=running.base_url,
        clock=lambda: datetime.now(UTC) - timedelta(minutes=7),
    )
    assert "7 minutes" in told(slow, "clock of this computer")[0]
    slow.close()


@pytest.mark.parametrize(
    ("fault", "button"),
    [
        ("api disabled", "Library, Google Sheets API, and press Enable"),
        ("office file", "Save as Google Sheets"),
        ("404", "between /d/ and /edit"),
        ("403", "press Share, add"),
    ],
)
def test_what_google_refuses_is_told_with_the_button_to_press(
    pair: tuple[GoogleRegister, Running], fault: str, button: str
) -> None:
    register, running = pair
    running.fail(fault, method="GET", path="/v4/spreadsheets", times=3)
    with pytest.raises(RegisterError, match=button):
        register.describe()


def test_a_quota_that_is_used_up_is_told(pair: tuple[GoogleRegister, Running]) -> None:
    register, running = pair
    running.fail("429", method="GET", path="/v4/spreadsheets", times=99)
    with pytest.raises(RegisterBusy, match="limit of calls in a minute"):
        register.describe()


def test_a_key_of_an_account_that_was_deleted_is_told(
    pair: tuple[GoogleRegister, Running], tmp_path: Path
) -> None:
    _, running = pair
    running.fail("invalid grant", path="/token", times=9)
    fresh = GoogleRegister(running.spreadsheet_id, running.credentials, endpoint=running.base_url)
    with pytest.raises(RegisterUnreachable, match="Keys, Add key, JSON"):
        fresh.describe()


def test_a_key_of_a_person_instead_of_a_service_account_is_told(tmp_path: Path) -> None:
    (tmp_path / "key.json").write_text(json.dumps({"installed": {"client_id": "1"}}))
    with pytest.raises(RegisterUnreachable, match="not a service account's key"):
        GoogleRegister("x", tmp_path / "key.json").describe()


@pytest.mark.parametrize("fault", ["wrong clock", "invalid scope"])
def test_a_sign_in_that_is_refused_for_another_reason_than_the_key_is_told_as_that(
    pair: tuple[GoogleRegister, Running], fault: str
) -> None:
    _, running = pair
    running.fail(fault, path="/token", times=9)
    fresh = GoogleRegister(running.spreadsheet_id, running.credentials, endpoint=running.base_url)
    with pytest.raises(RegisterUnreachable, match="clock" if "clock" in fault else "scope spreadsheets"):
        fresh.describe()


def test_a_sign_in_that_does_not_reach_to_google_sheets_is_told(pair: tuple[GoogleRegister, Running]) -> None:
    register, running = pair
    running.fail("no scope", method="GET", path="/v4/spreadsheets")
    with pytest.raises(RegisterUnreachable, match="scope spreadsheets is refused"):
        register.describe()


@pytest.mark.parametrize("whom", ["anyone", "domain"])
def test_a_spreadsheet_that_is_open_to_many_is_told(pair: tuple[GoogleRegister, Running], whom: str) -> None:
    register, running = pair
    running.book().open_to = whom
    (line,) = told(register, "choose Restricted")
    assert "can open this spreadsheet" in line


def test_a_spreadsheet_in_the_bin_works_as_before_and_is_told(
    pair: tuple[GoogleRegister, Running],
) -> None:
    register, running = pair
    running.book().trashed = True
    (line,) = told(register, "lies in the bin")
    assert "within 30 days" in line and "Restore" in line
    other = new_book("Payroll", OWNER)
    other.readers.add(ACCOUNT)
    running.emulator.books[other.id] = other
    assert told(register, "sees one other file")
    other.trashed = True  # it can no longer be found there, and goes by itself
    assert told(register, "sees this spreadsheet and no other file")


def test_a_key_that_others_on_the_computer_can_read_is_told(pair: tuple[GoogleRegister, Running]) -> None:
    register, running = pair
    running.credentials.chmod(0o644)
    (line,) = told(register, "chmod 600")
    assert running.credentials.name in line
