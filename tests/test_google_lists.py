"""What rows of a Google Sheet offer under Decision, against people who sort, paste and drag meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sheets.google import GoogleRegister
from sheets.lists import WORDS
from sheets.register import Batch, CellWrite, NewRow, OutcomeUnknown, Words
from tests.sheets_emulator import Running
from tests.sheets_emulator.ways import Ways
from tests.support.google_register import Keyboard, google_server, put_prepared

ANA, BEN, CY = ("Approve", "Ana Ruiz"), ("Approve", "Ben Osei"), ("Approve", "Cy Lee")
WRITE = {"method": "POST", "path": ":batchUpdate"}
Pair = tuple[GoogleRegister, Running]


@pytest.fixture
def pair(ways: Ways, tmp_path: Path) -> Iterator[Pair]:
    """Six cases in falling order, of which three have a list of their own."""
    with google_server(tmp_path, ways) as (register, running):
        put_prepared(running)
        write(register, "first", *(new(number) for number in range(6, 0, -1)))
        running.emulator.forget()
        yield register, running


LISTS = {1: ANA, 2: BEN, 5: CY}


def ref(number: int) -> str:
    return f"C-2026-{number:04d}"


def new(number: int) -> NewRow:
    return NewRow("cases", ref(number), {"ref": ref(number), "status": "New", "why": f"why {number}"})


def write(
    register: GoogleRegister, receipt: str, *rows: NewRow, lists: dict[int, Words] = LISTS, why: str = ""
) -> None:
    """One cycle: a read, and a write of these rows, these lists and one cell."""
    cells = (CellWrite("cases", ref(2), "why", why),) if why else ()
    wanted = {ref(number): words for number, words in lists.items()}
    register.write(Batch(receipt, rows, cells, lists=wanted), register.read())


def offered(running: Running) -> dict[int, Words]:
    """What rows offer of their own, by the number of their case; rows of none are 0."""
    human = Keyboard(running)
    found = {}
    for row in range(2, 13):
        if words := human.own_list(row):
            told = str(human.cell("Cases", row, "Ref") or "")
            found[int(told.rpartition("-")[2] or 0)] = words
    return found


def rules_sent(running: Running) -> int:
    """How many rules the writes so far have set."""
    bodies: list[Any] = [seen.body for seen in running.emulator.seen if seen.method == "POST"]
    return sum("setDataValidation" in each for body in bodies for each in (body or {}).get("requests", ()))


def test_only_what_differs_is_written(pair: Pair) -> None:
    register, running = pair
    write(register, "r1", why="one")
    assert rules_sent(running) == 0
    write(register, "r2", lists={1: ANA, 2: CY, 5: CY})
    assert rules_sent(running) == 1
    assert offered(running) == {1: ANA, 2: CY, 5: CY}
    assert register.calls == 6  # two a cycle, also of the first


def test_a_sort_between_our_read_and_our_write_costs_one_call_more(pair: Pair) -> None:
    register, running = pair
    running.emulator.before_apply(lambda: running.human().sort("Cases", "Ref"))
    lists = {1: BEN, 3: ANA, 5: CY, 7: BEN}
    write(register, "r1", new(7), lists=lists, why="one")
    assert offered(running) == lists
    assert running.emulator.counts().total() <= 3


def test_after_a_lost_answer_the_next_cycle_has_every_list_right(pair: Pair) -> None:
    register, running = pair
    lists = {1: BEN, 3: ANA, 5: CY}
    running.fail("503", after=True, **WRITE)
    running.fail("503", method="GET", skip=1, times=9)
    running.emulator.before_apply(lambda: running.human().sort("Cases", "Ref"))
    with pytest.raises(OutcomeUnknown):
        write(register, "r1", lists=lists, why="one")
    running.emulator.faults.clear()
    write(register, "r2", lists=lists)
    assert offered(running) == lists


def test_a_list_that_a_person_pasted_elsewhere_or_took_away_is_put_right_by_the_next_write(
    pair: Pair,
) -> None:
    register, running = pair
    human = running.human()
    sheet, at = human.tab("Cases"), human.column("Cases", "Decision")
    first, other = human.find("Cases", "Ref", ref(1)) - 1, human.find("Cases", "Ref", ref(2)) - 1
    pasted = sheet.cell(first, at).validation
    for row in (other - 1, other, 10):  # over a row without a list, over another one's, into a blank row
        sheet.put(row, at, replace(sheet.cell(row, at), validation=pasted))
    sheet.put(first, at, replace(sheet.cell(first, at), validation=None))
    human.book().touch()
    read = {row.text("ref"): row.own_list for row in register.read().tabs["cases"].rows}
    assert read[ref(1)] is None and read[ref(2)] == read[ref(3)] == ANA
    write(register, "r1")
    assert offered(running) == LISTS


def test_a_column_dragged_between_our_read_and_our_write_gets_its_own_list_back(pair: Pair) -> None:
    register, running = pair
    human = running.human()
    running.emulator.before_apply(lambda: human.move_column("Cases", "Decision", 2))
    write(register, "r1", lists={1: BEN, 2: ANA, 5: CY})
    assert offered(running) == {1: BEN, 2: ANA, 5: CY}
    at = human.column("Cases", "Decision")
    lists = {spot for spot in register._book.read_places()["cases"].grid.lists if spot[1] != at}
    assert lists == set()


def test_without_the_tab_lists_a_decided_row_has_no_dropdown_and_nothing_is_refused(pair: Pair) -> None:
    register, running = pair
    human = running.human()
    sheet, at = human.tab("Cases"), human.column("Cases", "Decision")
    gone = {"condition": {"type": "ONE_OF_RANGE", "values": [{"userEnteredValue": "=#REF!"}]}}
    for row in range(1, sheet.row_count):
        if (sheet.cell(row, at).validation or {})["condition"]["type"] != "ONE_OF_LIST":
            sheet.put(row, at, replace(sheet.cell(row, at), validation=gone))
    human.book().touch()
    write(register, "r1", lists={2: BEN, 5: CY})
    row = human.find("Cases", "Ref", ref(1)) - 1
    assert sheet is not human.tab("Cases") and human.tab("Cases").cell(row, at).validation is None
    write(register, "r2", lists={2: BEN, 5: CY}, why="again")
    assert rules_sent(running) == 1


def test_a_column_that_had_no_dropdown_gets_it_once_with_its_list(pair: Pair) -> None:
    register, running = pair
    human, keyboard = running.human(), Keyboard(running)
    cases, at = human.tab("Cases"), human.column("Cases", "Category")
    for row in range(1, cases.row_count):  # as the version made it that had no list of categories
        cases.put(row, at, replace(cases.cell(row, at), validation=None))
    human.delete_column("Lists", "Category")
    register.prepare()
    assert keyboard.offered_under("Category") == WORDS["category"]
    running.emulator.forget()
    register.prepare()
    assert set(running.emulator.counts()) == {"spreadsheets.get"}
