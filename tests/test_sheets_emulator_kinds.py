"""What the Sheets emulator does that no recording shows: built from the documentation, unknowns as switches.

Every request and answer here is held against Google's own description of the API.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pytest

from tests.sheets_emulator.core import Emulator
from tests.sheets_emulator.drive import new_book
from tests.sheets_emulator.human import Human
from tests.sheets_emulator.quota import Quota
from tests.sheets_emulator.ways import Ways
from tests.support.discovery import faults, watch

OWNER, OTHER = "owner@branch.example", "other@branch.example"


@dataclass(frozen=True, slots=True)
class Desk:
    """The core without a network, one file, and two people who may edit it."""

    emulator: Emulator
    tokens: dict[str, str]
    book_id: str

    @property
    def human(self) -> Human:
        return Human(self.emulator, self.book_id)

    def call(self, method: str, rest: str, body: Any = None, who: str = OWNER) -> tuple[int, Any]:
        """Status and answer of a request below the file."""
        headers = {"authorization": f"Bearer {self.tokens[who]}", "content-type": "application/json"}
        content = b"" if body is None else json.dumps(body).encode()
        url = f"/v4/spreadsheets/{self.book_id}{rest}"
        status, _, answer = self.emulator.handle(method, url, content, headers)
        return status, answer

    def get(self, rest: str) -> Any:
        status, answer = self.call("GET", rest)
        assert status == 200, answer
        return answer

    def post(self, rest: str, body: Any) -> Any:
        status, answer = self.call("POST", rest, body)
        assert status == 200, answer
        return answer

    def batch(self, *asked: dict[str, Any]) -> list[Any]:
        """The replies of a batch that is applied."""
        replies: list[Any] = self.post(":batchUpdate", {"requests": list(asked)})["replies"]
        return replies

    def refused(self, *asked: dict[str, Any], who: str = OWNER) -> tuple[int, str]:
        """Status and message of a batch that is not."""
        status, answer = self.call("POST", ":batchUpdate", {"requests": list(asked)}, who)
        assert status != 200
        return status, answer["error"]["message"]

    def column(self, cells: str = "A1:A9") -> list[Any]:
        values = self.get(f"/values/{quote(cells)}").get("values", [])
        return [line[0] if line else "" for line in values]


@pytest.fixture
def desk(ways: Ways) -> Iterator[Desk]:
    emulator = Emulator(ways=ways)
    book = new_book("Casework register", OWNER)
    book.editors.add(OTHER)
    emulator.books[book.id] = book
    wrong = watch(emulator)
    tokens = {who: emulator.door.grant(who) for who in (OWNER, OTHER)}
    found = Desk(emulator, tokens, book.id)
    found.human.fill("Sheet1", [["Ref"], ["c"], ["a"], ["b"]])
    yield found
    assert wrong == []


def on_row(at: int, key: str = "case", **more: Any) -> dict[str, Any]:
    return on_span("ROWS", at, key, **more)


def on_span(dimension: str, at: int, key: str = "case", **more: Any) -> dict[str, Any]:
    span = {"sheetId": 0, "dimension": dimension, "startIndex": at, "endIndex": at + 1}
    given = {"metadataKey": key, "visibility": "DOCUMENT", "location": {"dimensionRange": span}}
    return {"createDeveloperMetadata": {"developerMetadata": given | more}}


def look_up(key: str = "case", **more: Any) -> dict[str, Any]:
    return {"developerMetadataLookup": {"metadataKey": key, **more}}


def rows_of(desk: Desk, key: str = "case") -> list[int]:
    """0-based rows (or columns) that metadata of that key is on."""
    found = desk.post("/developerMetadata:search", {"dataFilters": [look_up(key)]})
    spans = [
        each["developerMetadata"]["location"]["dimensionRange"]
        for each in found.get("matchedDeveloperMetadata", [])
    ]
    return [span.get("startIndex", 0) for span in spans]


def span(dimension: str, start: int, end: int) -> dict[str, Any]:
    return {"sheetId": 0, "dimension": dimension, "startIndex": start, "endIndex": end}


def grid(top: int, left: int, bottom: int, right: int) -> dict[str, Any]:
    ends = {"endRowIndex": bottom, "endColumnIndex": right}
    return {"sheetId": 0, "startRowIndex": top, "startColumnIndex": left, **ends}


# Developer metadata and data filters


def test_metadata_goes_with_its_row_and_goes_away_with_it(desk: Desk) -> None:
    desk.batch(on_row(2))
    desk.batch({"insertDimension": {"range": span("ROWS", 1, 3)}})
    assert rows_of(desk) == [4]
    desk.batch({"moveDimension": {"source": span("ROWS", 4, 5), "destinationIndex": 1}})
    assert rows_of(desk) == [1]
    desk.human.insert_row("Sheet1", 1)
    assert rows_of(desk) == [2]
    desk.batch({"deleteDimension": {"range": span("ROWS", 2, 3)}})
    assert rows_of(desk) == []


def test_metadata_goes_with_its_column(desk: Desk) -> None:
    desk.batch(on_span("COLUMNS", 1, "column"))
    desk.human.insert_column("Sheet1", 0)
    assert rows_of(desk, "column") == [2]
    desk.batch({"moveDimension": {"source": span("COLUMNS", 2, 3), "destinationIndex": 0}})
    assert rows_of(desk, "column") == [0]


def test_whether_metadata_follows_a_sort_is_a_switch(desk: Desk, ways: Ways) -> None:
    desk.batch(on_row(2))
    desk.batch({"sortRange": {"range": grid(1, 0, 4, 1), "sortSpecs": [{"dimensionIndex": 0}]}})
    assert desk.column() == ["Ref", "a", "b", "c"]
    assert rows_of(desk) == ([1] if ways.metadata_follows_sort else [2])
    desk.human.sort("Sheet1", "Ref", descending=True)
    assert rows_of(desk) == ([3] if ways.metadata_follows_sort else [2])


def test_whether_an_id_may_be_given_twice_is_a_switch(desk: Desk, ways: Ways) -> None:
    desk.batch(on_row(1, metadataId=42))
    write = {"start": {"sheetId": 0}, "rows": [{"values": [{}]}], "fields": "userEnteredValue"}
    twice = ({"updateCells": write}, on_row(2, metadataId=42))
    if ways.duplicate_metadata_rejected:
        assert desk.refused(*twice)[0] == 400
        assert (rows_of(desk), desk.column()[0]) == ([1], "Ref")  # nothing of the batch was applied
    else:
        desk.batch(*twice)
        assert rows_of(desk) == [1, 2]


def test_metadata_is_told_changed_and_deleted_by_what_it_says(desk: Desk) -> None:
    made = desk.batch(on_row(1, metadataValue="C-1", metadataId=7), on_row(2, metadataValue="C-2"))
    assert made[0]["createDeveloperMetadata"]["developerMetadata"]["location"]["locationType"] == "ROW"
    assert desk.get("/developerMetadata/7")["metadataValue"] == "C-1"
    assert desk.call("GET", "/developerMetadata/8")[0] == 404
    fresh = {"developerMetadata": {"metadataValue": "C-9"}, "fields": "metadataValue"}
    desk.batch({"updateDeveloperMetadata": {"dataFilters": [look_up(metadataValue="C-1")], **fresh}})
    assert desk.get("/developerMetadata/7")["metadataValue"] == "C-9"
    (gone,) = desk.batch({"deleteDeveloperMetadata": {"dataFilter": look_up(metadataValue="C-2")}})
    assert len(gone["deleteDeveloperMetadata"]["deletedDeveloperMetadata"]) == 1
    assert rows_of(desk) == [1]


def test_metadata_of_the_file_and_of_a_tab_is_seen_with_them(desk: Desk) -> None:
    for place in ({"spreadsheet": True}, {"sheetId": 0}):
        given = {"metadataKey": "made", "visibility": "DOCUMENT", "location": place}
        desk.batch({"createDeveloperMetadata": {"developerMetadata": given}})
    seen = desk.get("?fields=developerMetadata,sheets.developerMetadata")
    assert len(seen["developerMetadata"]) == len(seen["sheets"][0]["developerMetadata"]) == 1


def test_metadata_is_found_by_its_place(desk: Desk) -> None:
    desk.batch(on_row(1), on_row(3))
    place = {"dimensionRange": span("ROWS", 2, 5)}
    near = {"metadataLocation": place, "locationMatchingStrategy": "INTERSECTING_LOCATION"}
    found = desk.post("/developerMetadata:search", {"dataFilters": [look_up(**near)]})
    assert [
        m["developerMetadata"]["location"]["dimensionRange"]["startIndex"]
        for m in found["matchedDeveloperMetadata"]
    ] == [3]
    exact = {"metadataLocation": place}
    assert desk.post("/developerMetadata:search", {"dataFilters": [look_up(**exact)]}) == {}


def test_values_are_read_and_written_where_the_metadata_is_now(desk: Desk) -> None:
    desk.batch(on_row(2))
    desk.human.insert_row("Sheet1", 2)
    read = desk.post("/values:batchGetByDataFilter", {"dataFilters": [look_up()]})
    assert read["valueRanges"][0]["valueRange"]["values"] == [["a"]]
    entry = {"dataFilter": look_up(), "values": [[None, "ours"]], "majorDimension": "ROWS"}
    written = desk.post("/values:batchUpdateByDataFilter", {"valueInputOption": "RAW", "data": [entry]})
    assert written["totalUpdatedCells"] == 1
    assert desk.get("/values/A4:B4")["values"] == [["a", "ours"]]
    whole = desk.post(":getByDataFilter", {"dataFilters": [look_up()], "includeGridData": True})
    assert whole["sheets"][0]["data"][0]["startRow"] == 3
    desk.post("/values:batchClearByDataFilter", {"dataFilters": [{"a1Range": "Sheet1!A4"}]})
    assert desk.column() == ["Ref", "", "c", "", "b"]


# Beside the cells


def test_charts_views_bands_and_tables_are_kept_under_the_ids_asked_for(desk: Desk) -> None:
    anchor = {"sheetId": 0, "rowIndex": 1, "columnIndex": 3}
    chart = {
        "chartId": 11,
        "spec": {"title": "Open"},
        "position": {"overlayPosition": {"anchorCell": anchor}},
    }
    band = {"bandedRangeId": 12, "range": grid(0, 0, 9, 2)}
    view = {"filterViewId": 13, "title": "Mine", "range": grid(0, 0, 9, 2)}
    table = {"name": "Cases", "range": grid(0, 4, 5, 6)}
    replies = desk.batch(
        {"addChart": {"chart": chart}},
        {"addBanding": {"bandedRange": band}},
        {"addFilterView": {"filter": view}},
        {"addTable": {"table": table}},
    )
    assert replies[2]["addFilterView"]["filter"]["filterViewId"] == 13
    (sheet,) = desk.get("")["sheets"]
    kept = {name: len(sheet[name]) for name in ("charts", "bandedRanges", "filterViews", "tables")}
    assert kept == dict.fromkeys(kept, 1)
    assert desk.refused({"addFilterView": {"filter": view}})[0] == 400
    desk.batch(
        {"updateFilterView": {"filter": {"filterViewId": 13, "title": "Ours"}, "fields": "title"}},
        {"updateChartSpec": {"chartId": 11, "spec": {"title": "All"}}},
    )
    assert desk.get("")["sheets"][0]["filterViews"][0]["title"] == "Ours"
    desk.batch(
        {"deleteFilterView": {"filterId": 13}},
        {"deleteEmbeddedObject": {"objectId": 11}},
        {"deleteBanding": {"bandedRangeId": 12}},
        {"deleteTable": {"tableId": replies[3]["addTable"]["table"]["tableId"]}},
    )
    assert not set(kept) & set(desk.get("")["sheets"][0])


def test_rules_of_colour_are_put_in_moved_and_taken_out(desk: Desk) -> None:
    for word in ("one", "two"):
        condition = {"type": "TEXT_EQ", "values": [{"userEnteredValue": word}]}
        rule = {"ranges": [grid(1, 0, 9, 1)], "booleanRule": {"condition": condition}}
        desk.batch({"addConditionalFormatRule": {"rule": rule, "index": 0}})
    desk.batch({"updateConditionalFormatRule": {"index": 0, "newIndex": 1, "sheetId": 0}})
    desk.batch({"deleteConditionalFormatRule": {"index": 1, "sheetId": 0}})
    (left,) = desk.get("")["sheets"][0]["conditionalFormats"]
    assert left["booleanRule"]["condition"]["values"] == [{"userEnteredValue": "one"}]


def test_named_ranges_and_all_that_is_kept_for_a_range_go_with_their_cells(desk: Desk) -> None:
    named = {"namedRangeId": "n", "name": "NAMES", "range": grid(1, 0, 4, 1)}
    protected = {"protectedRangeId": 5, "range": grid(2, 0, 4, 1), "warningOnly": True}
    desk.batch({"addNamedRange": {"namedRange": named}}, {"addProtectedRange": {"protectedRange": protected}})
    desk.human.insert_row("Sheet1", 2)
    assert desk.column("NAMES") == ["c", "a", "b"]
    desk.batch({"deleteDimension": {"range": span("ROWS", 3, 5)}})
    assert desk.column("NAMES") == ["c"]
    assert "protectedRanges" not in desk.get("")["sheets"][0]  # nothing is left of it
    desk.batch({"deleteDimension": {"range": span("ROWS", 2, 3)}})
    assert desk.call("GET", "/values/NAMES")[0] == 400


def test_rows_are_pushed_down_by_an_append_that_inserts(desk: Desk) -> None:
    desk.human.fill("Sheet1", [["below"]], first_row=6)
    named = {"namedRangeId": "n", "name": "BELOW", "range": grid(5, 0, 6, 1)}
    desk.batch({"addNamedRange": {"namedRange": named}})
    options = "valueInputOption=RAW&insertDataOption=INSERT_ROWS"
    answer = desk.post(f"/values/A1:append?{options}", {"values": [["d"], ["e"]]})
    assert answer["updates"]["updatedRange"] == "Sheet1!A5:A6"
    assert desk.column() == ["Ref", "c", "a", "b", "d", "e", "", "below"]
    assert desk.column("BELOW") == ["below"]


def test_cells_are_pushed_aside_and_pulled_back(desk: Desk) -> None:
    desk.human.fill("Sheet1", [["Ref", "1"], ["c", "2"], ["a", "3"], ["b", "4"]])
    desk.batch({"insertRange": {"range": grid(1, 0, 3, 1), "shiftDimension": "ROWS"}})
    assert desk.column() == ["Ref", "", "", "c", "a", "b"]
    assert desk.column("B1:B4") == ["1", "2", "3", "4"]
    desk.batch({"deleteRange": {"range": grid(1, 0, 3, 1), "shiftDimension": "ROWS"}})
    assert desk.column() == ["Ref", "c", "a", "b"]
    desk.batch({"insertRange": {"range": grid(1, 0, 2, 1), "shiftDimension": "COLUMNS"}})
    assert desk.get("/values/A2:C2")["values"] == [["", "c", "2"]]
    desk.batch({"deleteRange": {"range": grid(1, 0, 2, 1), "shiftDimension": "COLUMNS"}})
    assert desk.get("/values/A2:C2")["values"] == [["c", "2"]]


def test_a_tab_is_copied_here_and_to_another_file(desk: Desk) -> None:
    (reply,) = desk.batch({"duplicateSheet": {"sourceSheetId": 0, "newSheetName": "Twin"}})
    assert reply["duplicateSheet"]["properties"]["title"] == "Twin"
    other = new_book("Archive", OWNER)
    desk.emulator.books[other.id] = other
    copied = desk.post("/sheets/0:copyTo", {"destinationSpreadsheetId": other.id})
    assert copied["title"] == "Copy of Sheet1"
    assert [sheet.title for sheet in other.sheets] == ["Sheet1", "Copy of Sheet1"]
    assert other.sheets[1].cell(1, 0).value == "c"
    assert desk.call("POST", "/sheets/9:copyTo", {"destinationSpreadsheetId": other.id})[0] == 400


# Switches that stop a write


def test_protected_cells_are_refused_with_400_or_403(desk: Desk, ways: Ways) -> None:
    protect = {"protectedRange": {"range": grid(0, 0, 1, 1), "editors": {"users": [OWNER]}}}
    desk.batch({"addProtectedRange": protect})
    write = {"start": {"sheetId": 0}, "rows": [{"values": [{}]}], "fields": "userEnteredValue"}
    status, message = desk.refused({"updateCells": write}, who=OTHER)
    assert status == ways.protected_code and "protected cell" in message


def test_whether_a_strict_rule_stops_the_api_is_a_switch(desk: Desk, ways: Ways) -> None:
    words = [{"userEnteredValue": "New"}, {"userEnteredValue": "Closed"}]
    rule = {"condition": {"type": "ONE_OF_LIST", "values": words}, "strict": True}
    desk.batch({"setDataValidation": {"range": grid(1, 1, 9, 2), "rule": rule}})
    body = {"values": [["Other"]]}
    status, _ = desk.call("PUT", "/values/B2?valueInputOption=RAW", body)
    assert status == (400 if ways.validation_enforced else 200)
    assert desk.call("PUT", "/values/B3?valueInputOption=RAW", {"values": [["New"]]})[0] == 200


# Quota


def test_reads_and_writes_are_counted_by_account_and_minute() -> None:
    now = [0.0]
    emulator = Emulator(quota=Quota(reads=2, writes=1, clock=lambda: now[0]))
    book = new_book("x", OWNER)
    book.editors.add(OTHER)
    emulator.books[book.id] = book
    desk = Desk(emulator, {who: emulator.door.grant(who) for who in (OWNER, OTHER)}, book.id)
    assert [desk.call("GET", "")[0] for _ in range(3)] == [200, 200, 429]
    assert [desk.call("POST", "/values/A1:clear", {})[0] for _ in range(2)] == [200, 429]
    assert desk.call("GET", "", who=OTHER)[0] == 200
    now[0] = 60.0
    assert desk.call("GET", "")[0] == 200
    assert "Read requests per minute per user" in str(
        [desk.call("GET", "")[1] for _ in range(2)][1]["error"]["message"]
    )


# The description of the API


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({"requests": [{"sortRange": {"rnage": {}}}]}, "rnage"),
        ({"requests": [{"sortRange": {"sortSpecs": [{"dimensionIndex": "2"}]}}]}, "integer"),
        ({"requests": [{"sortRange": {"sortSpecs": [{"sortOrder": "UP"}]}}]}, "UP"),
        ({"requests": [{"sortRows": {}}]}, "sortRows"),
    ],
)
def test_a_request_that_google_does_not_know_is_found_out(body: dict[str, Any], wrong: str) -> None:
    assert any(wrong in each for each in faults("BatchUpdateSpreadsheetRequest", body))
