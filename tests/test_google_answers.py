"""Answers of the Sheets API are taken up row by row, and say the same as when read whole."""

from __future__ import annotations

import json
import subprocess
import sys
import tracemalloc
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobs.memory import most_memory
from sheets.answers import read_answer
from sheets.api import Line, Lines, read_grids
from tests.support.tree import ROOT

TEXTS = st.one_of(st.text(), st.sampled_from(['"rowData": [', 'say "rowData', '\\"rowData":[{', "]", "[{}]"]))
CELLS = st.one_of(
    st.just({}),
    st.builds(lambda text: {"effectiveValue": {"stringValue": text}}, TEXTS),
    st.builds(lambda number: {"effectiveValue": {"numberValue": number}}, st.integers()),
)
ROWS = st.lists(
    st.one_of(st.just({}), st.builds(lambda cells: {"values": cells}, st.lists(CELLS))), max_size=4
)
SHEETS = st.builds(
    lambda title, rows: {"properties": {"title": title}, "data": [{"rowData": rows}, {"startRow": 3}]},
    TEXTS,
    ROWS,
)


@settings(max_examples=40)
@given(st.lists(SHEETS, max_size=3), st.sampled_from([None, 1]))
def test_an_answer_says_the_same_row_by_row_as_whole(sheets: list[Any], indent: int | None) -> None:
    answer = {"updatedSpreadsheet": {"sheets": sheets}, "replies": [{}]}
    assert read_answer(json.dumps(answer, indent=indent), dict) == answer


def test_an_answer_that_is_cut_off_anywhere_is_not_taken_for_a_whole_one() -> None:
    rows = [{"values": [{"effectiveValue": {"stringValue": 'a ] "quoted"'}}]}, {}]
    text = json.dumps({"sheets": [{"data": [{"rowData": rows}]}]})
    for end in range(len(text)):
        with pytest.raises(ValueError):
            read_answer(text[:end], dict)


def test_a_row_keeps_its_values_and_what_its_cells_offer() -> None:
    def cell(text: str, *words: str) -> dict[str, Any]:
        rule = {"condition": {"values": [{"userEnteredValue": word} for word in words]}}
        return {"effectiveValue": {"stringValue": text}, "dataValidation": rule}

    span = "='Lists'!$B$2:$B$300"
    rows = [{"values": [{}, cell("x", span)]}, {"values": [cell("y", "Ana", "Ben"), cell("z", span)]}, {}]
    lines = [Lines().of(row) for row in rows]
    assert lines[0] == Line((None, "x"), ((1, span),))
    (grid,) = read_grids({"sheets": [{"properties": {"title": "Cases"}, "data": [{"rowData": lines}]}]})
    assert grid.rows == ((None, "x"), ("y", "z"))
    assert (grid.lists, grid.sources) == ({(1, 0): ("Ana", "Ben")}, {1: span})


def test_the_rows_of_an_answer_are_never_all_dicts_at_once() -> None:
    line = [{"effectiveValue": {"stringValue": f"what stands in cell {at}"}} for at in range(20)]
    rows = [{"values": [*line, {"effectiveValue": {"numberValue": row}}]} for row in range(1500)]
    text = json.dumps({"sheets": [{"data": [{"rowData": rows}]}]})
    peaks = []
    for read in (json.loads, lambda whole: read_answer(whole, Lines().of)):
        tracemalloc.start()
        read(text)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] / 3


def test_the_most_memory_of_a_process_is_not_that_of_whoever_started_it() -> None:
    ballast = bytearray(b"x") * 100_000_000
    asked = [sys.executable, "-c", "from jobs.memory import most_memory; print(most_memory())"]
    told = int(subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout)
    assert 1_000_000 < told < len(ballast) < most_memory()
