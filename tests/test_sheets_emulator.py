"""The Sheets server of our own: against recordings of the real one, and with unmodified gspread over HTTP."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import gspread
import pytest
import requests
from google.oauth2.service_account import Credentials
from gspread.exceptions import APIError
from gspread.http_client import HTTPClient

from tests.sheets_emulator import Running
from tests.sheets_emulator.a1 import Box, parse_cells, quote, write
from tests.sheets_emulator.cells import typed
from tests.sheets_emulator.masks import lay, parse, select
from tests.sheets_emulator.server import OWNER
from tests.sheets_emulator.state import Formula
from tests.sheets_emulator.ways import Ways
from tests.sheets_replay import replay, told
from tests.support.recordings import FOLDER
from tests.support.served import served
from tests.support.tree import ROOT

FONTS = {"WorksheetTest.test_auto_resize_columns"}
"""The width that fits a text needs the fonts, which we have not: see the README."""


@pytest.fixture
def running(ways: Ways, tmp_path: Path) -> Iterator[Running]:
    with served(tmp_path, ways) as server:
        yield server


def person(
    running: Running, scopes: str = "https://www.googleapis.com/auth/spreadsheets"
) -> requests.Session:
    """A session of the coordinator's own, with a token that needs no key."""
    session = requests.Session()
    session.headers["Authorization"] = f"Bearer {running.emulator.door.grant(OWNER, scopes)}"
    return session


def batch(running: Running, *asked: dict[str, object], **more: object) -> requests.Response:
    url = f"{running.base_url}/v4/spreadsheets/{running.spreadsheet_id}:batchUpdate"
    return person(running).post(url, json={"requests": list(asked), **more}, timeout=5)


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the recordings are not beside the project")
def test_recorded_requests_are_answered_as_the_real_server_answered_them() -> None:
    played = replay()
    assert {each.recording for each in played if not each.same()} == FONTS
    assert [each.undescribed for each in played if each.undescribed] == []
    assert told(played)[-1] == "replayed 2128 of 2130 interactions, 123 of 124 recordings exactly"


@pytest.mark.parametrize(
    ("text", "box"),
    [
        ("A1", Box(0, 0, 1, 1)),
        ("B2:C3", Box(1, 1, 3, 3)),
        ("D4:A1", Box(0, 0, 4, 4)),
        ("A:C", Box(0, 0, None, 3)),
        ("2:2", Box(1, 0, 2, None)),
        ("A2:2", Box(1, 0, 2, None)),
        ("A5:C", Box(4, 0, None, 3)),
        ("AA10", Box(9, 26, 10, 27)),
        ("A0", None),
        ("Notes", None),
        ("A1:", None),
    ],
)
def test_a1_notation_is_read_as_the_server_reads_it(text: str, box: Box | None) -> None:
    assert parse_cells(text) == box


def test_titles_that_look_like_cells_are_quoted() -> None:
    titles = ("Sheet1", "D3", "Needs attention", "it's", "_receipts")
    assert [quote(title) for title in titles] == [
        "Sheet1",
        "'D3'",
        "'Needs attention'",
        "'it''s'",
        "_receipts",
    ]
    assert write("D3", Box(0, 0, 1, 1)) == "'D3'!A1"


def test_a_mask_leaves_what_it_names_and_nothing_else() -> None:
    answer = {"a": 1, "b": {"c": 2, "d": 3}, "e": [{"f": 4, "g": 5}, {}]}
    assert select(parse("a,b.c,e(f)"), answer) == {"a": 1, "b": {"c": 2}, "e": [{"f": 4}, {}]}
    assert select(parse("b/d"), answer) == {"b": {"d": 3}}
    assert lay(parse("b.c,a"), answer, {"b": {"c": 9}}) == {"b": {"c": 9, "d": 3}, "e": answer["e"]}


@pytest.mark.parametrize(
    ("text", "locale", "value"),
    [
        ("=1+1", "en_GB", Formula("=1+1")),
        ("'=1+1", "en_GB", "=1+1"),
        ("007", "en_GB", 7),
        ("+447700900123", "en_GB", 447700900123),
        ("03/04/2026", "en_GB", 46115),
        ("03/04/2026", "en_US", 46085),
        ("3 Dec 2026", "en_GB", 46359),
        ("TRUE", "en_GB", True),
        ("1,234.5", "en_GB", 1234.5),
        ("Ana", "en_GB", "Ana"),
        ("", "en_GB", None),
    ],
)
def test_typing_makes_of_text_what_the_locale_says(text: str, locale: str, value: object) -> None:
    assert typed(text, locale)[0] == value


def gspread_of(running: Running) -> gspread.Client:
    """gspread as it is, but for the host."""

    class Local(HTTPClient):
        def request(self, method: str, endpoint: str, *args: object, **options: object) -> requests.Response:
            for host in ("https://sheets.googleapis.com", "https://www.googleapis.com"):
                endpoint = endpoint.replace(host, running.base_url)
            return super().request(method, endpoint, *args, **options)  # type: ignore[arg-type]

    client = gspread.Client(auth=None, session=person(running), http_client=Local)  # type: ignore[arg-type]
    return client


def test_gspread_works_unchanged(running: Running) -> None:
    book = gspread_of(running).open_by_key(running.spreadsheet_id)
    sheet = book.sheet1
    sheet.update([["Ref", "Name", "Hours"], ["C-2", "Bo", 2], ["C-1", "Al", 1]], "A1")
    sheet.append_row(["C-3", "=1+1", 3])
    sheet.sort((1, "asc"), range="A2:C4")
    assert sheet.get_all_values() == [
        ["Ref", "Name", "Hours"],
        ["C-1", "Al", "1"],
        ["C-2", "Bo", "2"],
        ["C-3", "=1+1", "3"],
    ]
    assert sheet.find("Bo").address == "B3"
    sheet.insert_row(["C-0"], 2)
    sheet.delete_rows(3)
    assert sheet.col_values(1) == ["Ref", "C-0", "C-2", "C-3"]
    other = book.add_worksheet("Other", 10, 3)
    assert [each.title for each in book.worksheets()] == ["Sheet1", "Other"]
    book.del_worksheet(other)
    with pytest.raises(gspread.WorksheetNotFound):
        book.worksheet("Other")


def test_a_service_account_gets_its_token_by_a_signature(running: Running) -> None:
    credentials = Credentials.from_service_account_file(
        str(running.credentials), scopes=["https://www.googleapis.com/auth/spreadsheets"]
    )
    from google.auth.transport.requests import Request

    credentials.refresh(Request())
    url = f"{running.base_url}/v4/spreadsheets/{running.spreadsheet_id}"
    answer = requests.get(url, headers={"Authorization": f"Bearer {credentials.token}"}, timeout=5)
    assert answer.json()["sheets"][0]["properties"]["title"] == "Sheet1"
    for token in ("", "Bearer nonsense"):
        assert requests.get(url, headers={"Authorization": token}, timeout=5).status_code == 401


def test_a_service_account_has_no_room_for_files_of_its_own(running: Running) -> None:
    token = running.emulator.door.grant(running.account, "https://www.googleapis.com/auth/drive")
    answer = requests.post(
        f"{running.base_url}/drive/v3/files",
        json={"name": "x"},
        headers={"Authorization": f"Bearer {token}"},
        timeout=5,
    )
    assert answer.status_code == 403
    assert answer.json()["error"]["errors"][0]["reason"] == "storageQuotaExceeded"


def test_a_batch_is_applied_whole_or_not_at_all(running: Running) -> None:
    cell = {"userEnteredValue": {"stringValue": "x"}}
    start = {"sheetId": 0, "rowIndex": 0, "columnIndex": 0}
    good = {"updateCells": {"start": start, "rows": [{"values": [cell]}], "fields": "userEnteredValue"}}
    refused = batch(running, good, {"deleteSheet": {"sheetId": 99}})
    assert refused.status_code == 400
    assert refused.json()["error"]["message"] == "Invalid requests[1].deleteSheet: No grid with id: 99"
    assert running.book().sheets[0].rows == []
    assert "Unknown name" in batch(running, {"sortRows": {}}).json()["error"]["message"]


def test_a_batch_shows_the_sheet_as_it_is_after_it(running: Running) -> None:
    cell = {"userEnteredValue": {"stringValue": "=1+1"}}
    start = {"sheetId": 0, "rowIndex": 1, "columnIndex": 1}
    url = f"{running.base_url}/v4/spreadsheets/{running.spreadsheet_id}:batchUpdate"
    fields = "replies,updatedSpreadsheet(sheets(data(startRow,rowData(values(userEnteredValue)))))"
    answer = person(running).post(
        url,
        params={"fields": fields},
        json={
            "requests": [
                {"updateCells": {"start": start, "rows": [{"values": [cell]}], "fields": "userEnteredValue"}}
            ],
            "includeSpreadsheetInResponse": True,
            "responseRanges": ["Sheet1!2:2"],
        },
        timeout=5,
    )
    assert answer.json() == {
        "replies": [{}],
        "updatedSpreadsheet": {
            "sheets": [{"data": [{"startRow": 1, "rowData": [{"values": [{}, cell]}]}]}],
        },
    }


def test_protected_cells_are_kept_from_all_but_the_owner_and_the_editors(running: Running) -> None:
    grid = {"sheetId": 0, "endRowIndex": 1}
    protect = {"protectedRange": {"range": grid, "editors": {"users": [OWNER]}}}
    assert batch(running, {"addProtectedRange": protect}).status_code == 200
    start = {"sheetId": 0, "rowIndex": 0, "columnIndex": 0}
    change = {"updateCells": {"start": start, "rows": [{"values": [{}]}], "fields": "userEnteredValue"}}
    assert batch(running, change).status_code == 200
    token = running.emulator.door.grant(running.account)
    answer = requests.post(
        f"{running.base_url}/v4/spreadsheets/{running.spreadsheet_id}:batchUpdate",
        json={"requests": [change]},
        headers={"Authorization": f"Bearer {token}"},
        timeout=5,
    )
    assert answer.status_code == running.emulator.ways.protected_code
    assert "protected cell" in answer.json()["error"]["message"]


@pytest.mark.parametrize(
    ("kind", "reason"), [("storage quota", "storageQuotaExceeded"), ("drive rate", "userRateLimitExceeded")]
)
def test_drives_own_refusals_have_drives_own_shape(running: Running, kind: str, reason: str) -> None:
    running.fail(kind, path="/drive/")
    answer = person(running).get(f"{running.base_url}/drive/v3/files", timeout=5)
    assert answer.status_code == 403 and answer.json()["error"]["errors"][0]["reason"] == reason


@pytest.mark.parametrize("kind", ["429", "500", "503", "403", "404", "401", "408"])
def test_a_declared_fault_answers_as_google_does(running: Running, kind: str) -> None:
    running.fail(kind, method="GET")
    client = gspread_of(running)
    url = f"{running.base_url}/v4/spreadsheets/{running.spreadsheet_id}"
    answer = client.http_client.session.get(url, timeout=5)
    assert answer.status_code == int(kind) and answer.json()["error"]["code"] == int(kind)
    assert client.http_client.session.get(url, timeout=5).status_code == 200


def test_lost_answers_leave_what_was_written_before_and_nothing_after(running: Running) -> None:
    sheet = gspread_of(running).open_by_key(running.spreadsheet_id).sheet1
    for number, (kind, after) in enumerate([("reset", False), ("reset", True), ("truncated", True)]):
        running.fail(kind, method="PUT", after=after)
        with pytest.raises(requests.ConnectionError if kind == "reset" else requests.RequestException):
            sheet.update([[number]], "A1")
        cell = running.book().sheets[0].cell(0, 0)
        assert cell.value == (number if after else None)
    running.fail("502", method="PUT", after=True)
    with pytest.raises(APIError):
        sheet.update([["page"]], "A1")
    assert running.book().sheets[0].cell(0, 0).value == "page"


def test_a_person_can_come_between_a_read_and_a_write(running: Running) -> None:
    human = running.human()
    human.fill("Sheet1", [["Ref", "Note"], ["b", "two"], ["a", "one"]])
    sheet = gspread_of(running).open_by_key(running.spreadsheet_id).sheet1
    running.emulator.before_apply(lambda: human.sort("Sheet1", "Ref"))
    sheet.update([["hit"]], "B2")
    assert human.rows("Sheet1") == [{"Ref": "a", "Note": "hit"}, {"Ref": "b", "Note": "two"}]


def test_a_sorted_row_takes_its_cells_along_and_blanks_come_last(running: Running) -> None:
    human = running.human()
    human.fill("Sheet1", [["K", "V"], ["b", 1], [None, 2], [10, 3], ["a", 4], [2, 5], [True, 6]])
    human.sort("Sheet1", "K")
    assert [line["V"] for line in human.rows("Sheet1")] == [5, 3, 4, 1, 6, 2]
    human.sort("Sheet1", "K", descending=True)
    assert [line["V"] for line in human.rows("Sheet1")] == [6, 1, 4, 3, 5, 2]


def test_a_new_row_looks_like_its_neighbour_and_holds_nothing(running: Running) -> None:
    human = running.human()
    human.fill("Sheet1", [["A"], ["x"]])
    form = {"numberFormat": {"type": "DATE", "pattern": "dd mmm yyyy"}}
    grid = {"sheetId": 0, "startRowIndex": 1, "startColumnIndex": 0, "endColumnIndex": 1}
    dress = {"range": grid, "cell": {"userEnteredFormat": form}, "fields": "userEnteredFormat.numberFormat"}
    span = {"sheetId": 0, "dimension": "ROWS", "startIndex": 2, "endIndex": 3}
    room = {"range": span, "inheritFromBefore": True}
    assert batch(running, {"repeatCell": dress}, {"insertDimension": room}).status_code == 200
    cell = running.book().sheets[0].cell(2, 0)
    assert cell.value is None and cell.format == form


def test_the_request_log_tells_each_kind_of_call(running: Running) -> None:
    sheet = gspread_of(running).open_by_key(running.spreadsheet_id).sheet1
    running.emulator.forget()
    sheet.update([[1]], "A1")
    sheet.get("A1")
    sheet.append_row([2])
    sheet.sort((1, "asc"))
    counts = running.emulator.counts()
    assert counts["values.update"] == counts["values.get"] == counts["values.append"] == 1
    assert counts["spreadsheets.batchUpdate"] == 1
    assert json.dumps(running.emulator.seen[0].body) == '{"values": [[1]], "majorDimension": null}'


def test_no_test_runs_a_server_whose_requests_and_answers_nobody_looks_at() -> None:
    makers = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tests").rglob("*.py")
        if re.search(r"from tests\.sheets_emulator(\.server)? import .*\bstart\b", path.read_text())
    }
    inside = {path for path in makers if path.startswith("tests/sheets_emulator/")}
    assert makers - inside == {"tests/crash/stage.py", "tests/support/served.py"}
