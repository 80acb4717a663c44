"""Cases in a Google Sheet, each with a note of the coordinator's, and what is done to them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sheets.google import GoogleRegister
from sheets.register import Batch, Cell, CellWrite, NewRow
from tests.sheets_emulator import Human, Running
from tests.sheets_emulator.ways import Ways
from tests.support.google_register import google_server, put_prepared

Pair = tuple[GoogleRegister, Running]
"""A register, and the server in which its spreadsheet lies."""


WRITE = {"method": "POST", "path": ":batchUpdate"}
READ = {"method": "GET", "path": "/v4/spreadsheets"}
READ_CALL, WRITE_CALL = "spreadsheets.get", "spreadsheets.batchUpdate"


@pytest.fixture
def pair(ways: Ways, tmp_path: Path) -> Iterator[Pair]:
    """A register with its tabs, and no case."""
    with google_server(tmp_path, ways) as (register, running):
        put_prepared(running)
        yield register, running


def ref(number: int) -> str:
    return f"C-2026-{number:04d}"


def new(number: int, **cells: Cell) -> NewRow:
    first: dict[str, Cell] = {
        "ref": ref(number),
        "status": "New",
        "received": date(2026, 11, number % 28 + 1),
    }
    return NewRow("cases", ref(number), first | cells)


def cell(number: int, column: str, value: Cell, expected: str | None = None) -> CellWrite:
    return CellWrite("cases", ref(number), column, value, expected)


def filled(register: GoogleRegister, human: Human, count: int = 6) -> None:
    """`count` cases in falling order, each with a note of the coordinator's."""
    register.write(Batch("first", tuple(new(number) for number in range(count, 0, -1))), register.read())
    for number in range(1, count + 1):
        human.edit("Cases", human.find("Cases", "Ref", ref(number)), "Notes", f"note {number}")


def by_ref(human: Human) -> dict[str, dict[str, object]]:
    return {str(line["Ref"]): dict(line) for line in human.rows("Cases") if line["Ref"]}


def notes_are_whole(human: Human, count: int = 6) -> bool:
    found = by_ref(human)
    return all(found[ref(number)]["Notes"] == f"note {number}" for number in range(1, count + 1))
