"""The Sheets emulator and the plainest grid there can be, asked the same by chance, agree on every cell."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pytest

from tests.sheets_emulator.core import Emulator
from tests.sheets_emulator.drive import new_book
from tests.sheets_emulator.ways import Ways
from tests.support.discovery import watch
from tests.support.naive_asking import Asking
from tests.support.naive_grid import Json, NaiveGrid, Refused, spots

OWNER = "owner@branch.example"
SEEDS, STEPS = range(6), 80
SEEN = (
    "sheets(properties(gridProperties),"
    "data(rowData(values(userEnteredValue,note)),rowMetadata(developerMetadata(metadataId))))"
)
IN_BATCHES = {"updateRange": "updateCells"}
"""What the model tells apart and Google does not."""


@dataclass
class Both:
    """The emulator's core and the model, and what is asked of both."""

    emulator: Emulator
    token: str
    book_id: str
    asking: Asking

    @property
    def model(self) -> NaiveGrid:
        return self.asking.grid

    def call(self, method: str, rest: str, body: Json | None = None) -> tuple[int, Any]:
        headers = {"authorization": f"Bearer {self.token}", "content-type": "application/json"}
        content = b"" if body is None else json.dumps(body).encode()
        url = f"/v4/spreadsheets/{self.book_id}{rest}"
        status, _, answer = self.emulator.handle(method, url, content, headers)
        return status, answer

    def step(self) -> None:
        """One call, a batch of requests or values; the model does it, or refuses as the server should."""
        chance, before = self.asking.chance, copy.deepcopy(self.model)
        replies: list[Json | None] | None = []
        if chance.random() < 0.75:
            status, answer, replies = self._batch(chance.choice((1, 1, 2, 3)))
        else:
            status, answer, replies = self._values()
        if replies is None:
            assert status == 400, answer
            self.asking.grid = before
        else:
            assert status == 200, answer
            found = [reply for reply in answer.get("replies", []) if "findReplace" in reply]
            assert found == [reply for reply in replies if reply and "findReplace" in reply]
        self.agree()

    def _batch(self, count: int) -> tuple[int, Any, list[Json | None] | None]:
        asked: list[Json] = []
        replies: list[Json | None] | None = []
        for _ in range(count):
            kind, body = self.asking.request()
            asked.append({IN_BATCHES.get(kind, kind): body})
            if kind == "mergeCells":
                asked.append({"unmergeCells": {"range": body["range"]}})
            try:
                assert replies is not None
                replies.append(self.model.apply(kind, body))
            except Refused:
                replies = None
                break
        return *self.call("POST", ":batchUpdate", {"requests": asked}), replies

    def _values(self) -> tuple[int, Any, list[Json | None] | None]:
        grid, block, chance = self.asking.box(), self.asking.block(), self.asking.chance
        top, left = grid["startRowIndex"], grid["startColumnIndex"]
        kind = chance.choice(("update", "batchUpdate", "clear", "append"))
        raw, whole = "valueInputOption=RAW", quote(a1(grid))
        place = a1({**grid, "endRowIndex": top + len(block), "endColumnIndex": left + len(block[0])})
        answer: tuple[int, Any]
        try:
            if kind == "update":
                answer = self.call("PUT", f"/values/{quote(place)}?{raw}", {"values": block})
                self.model.write(top, left, block)
            elif kind == "batchUpdate":
                entries = [{"range": place, "values": block}, {"range": "A1", "values": [["first"]]}]
                given = {"valueInputOption": "RAW", "data": entries}
                answer = self.call("POST", "/values:batchUpdate", given)
                self.model.write(top, left, block)
                self.model.write(0, 0, [["first"]])
            elif kind == "clear":
                answer = self.call("POST", f"/values/{whole}:clear", {})
                self.model.clear(grid)
            else:
                insert = chance.random() < 0.5
                how = "INSERT_ROWS" if insert else "OVERWRITE"
                rest = f"/values/{whole}:append?{raw}&insertDataOption={how}"
                answer = self.call("POST", rest, {"values": block})
                self.model.append(grid, block, insert)
        except Refused:
            return *answer, None
        self.model.apply("unmergeCells", {})
        return *answer, []

    def agree(self) -> None:
        """Every value, note and piece of metadata, and the size."""
        status, answer = self.call("GET", f"?includeGridData=true&fields={quote(SEEN)}")
        assert status == 200, answer
        (sheet,) = answer["sheets"]
        size, data = sheet["properties"]["gridProperties"], sheet["data"][0]
        values, notes = {}, {}
        for row, line in enumerate(data.get("rowData", [])):
            for column, cell in enumerate(line.get("values", [])):
                for value in cell.get("userEnteredValue", {}).values():
                    values[row, column] = value
                if "note" in cell:
                    notes[row, column] = cell["note"]
        tags = {
            each["metadataId"]: row
            for row, line in enumerate(data["rowMetadata"])
            for each in line.get("developerMetadata", [])
        }
        model = self.model
        assert (size["rowCount"], size["columnCount"]) == (model.rows, model.columns)
        assert (values, notes, tags) == (model.values, model.notes, model.tags)


def a1(grid: Json) -> str:
    first, last = spots(grid)[0], spots(grid)[-1]
    return f"{chr(65 + first[1])}{first[0] + 1}:{chr(65 + last[1])}{last[0] + 1}"


@pytest.fixture
def both(ways: Ways) -> Iterator[Both]:
    emulator = Emulator(ways=ways)
    wrong = watch(emulator)
    book = new_book("A grid", OWNER)
    emulator.books[book.id] = book
    (sheet,) = book.sheets
    sheet.row_count, sheet.column_count = 8, 6
    model = NaiveGrid(8, 6, ways.metadata_follows_sort)
    yield Both(emulator, emulator.door.grant(OWNER), book.id, Asking(random.Random(0), model))
    assert wrong == []


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_is_asked_in_whatever_order_the_emulator_does_what_the_plain_grid_does(
    both: Both, seed: int
) -> None:
    both.asking.chance.seed(seed)
    for _ in range(STEPS):
        both.step()
