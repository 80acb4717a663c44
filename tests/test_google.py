"""The Google adapter over real HTTP: sign-in, lost answers, races with a person, calls in a cycle.

What every register does is in contract/test_register.py; here is what only this one has to live through.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from sheets.columns import CASES, CASEWORKERS, TABS, Owner
from sheets.google import LATE, GoogleRegister
from sheets.register import (
    Batch,
    Cell,
    CellWrite,
    NewRow,
    OutcomeUnknown,
    RegisterBroken,
    RegisterBusy,
    RegisterMoved,
    RegisterUnreachable,
)
from tests.sheets_emulator import Human, Running, dimensions
from tests.sheets_emulator.a1 import Box
from tests.sheets_emulator.server import ACCOUNT
from tests.sheets_emulator.state import Formula
from tests.sheets_emulator.ways import Ways
from tests.support.google_register import at_once, google_server, put_prepared

WRITE = {"method": "POST", "path": ":batchUpdate"}
READ = {"method": "GET", "path": "/v4/spreadsheets"}
READ_CALL, WRITE_CALL = "spreadsheets.get", "spreadsheets.batchUpdate"


@pytest.fixture
def pair(ways: Ways, tmp_path: Path) -> Iterator[tuple[GoogleRegister, Running]]:
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


# Sign-in and errors


def test_a_wrong_key_is_told_with_what_to_do(pair: tuple[GoogleRegister, Running], tmp_path: Path) -> None:
    _, running = pair
    running.emulator.door.service_account(ACCOUNT, f"{running.base_url}/token", tmp_path / "other.json")
    register = GoogleRegister(
        running.spreadsheet_id, running.credentials, endpoint=running.base_url, patience=at_once()
    )
    with pytest.raises(RegisterUnreachable, match="no longer takes the service account's key"):
        register.read()


def test_a_file_that_is_no_key_is_told_with_what_to_do(tmp_path: Path) -> None:
    for content in ("{}", "not json", json.dumps({"type": "service_account"})):
        (tmp_path / "key.json").write_text(content)
        with pytest.raises(RegisterUnreachable, match="not a service account's key"):
            GoogleRegister("x", tmp_path / "key.json").read()
    with pytest.raises(RegisterUnreachable, match="cannot be read"):
        GoogleRegister("x", tmp_path / "none.json").read()


def test_only_this_machine_is_spoken_to_without_encryption(pair: tuple[GoogleRegister, Running]) -> None:
    _, running = pair
    with pytest.raises(RegisterUnreachable, match="https"):
        GoogleRegister("x", running.credentials, endpoint="http://sheets.example").read()


def test_a_share_taken_back_is_told_with_the_button_to_press(pair: tuple[GoogleRegister, Running]) -> None:
    register, running = pair
    picture = register.read()
    running.human().unshare(ACCOUNT)
    with pytest.raises(RegisterUnreachable, match=f"press Share, add {ACCOUNT}"):
        register.read()
    with pytest.raises(RegisterUnreachable, match="press Share"):
        register.write(Batch("r", (new(1),)), picture)


def test_a_spreadsheet_that_is_gone_is_told(pair: tuple[GoogleRegister, Running]) -> None:
    register, running = pair
    del running.emulator.books[running.spreadsheet_id]
    with pytest.raises(RegisterUnreachable, match="no such spreadsheet"):
        register.read()


def test_a_token_that_has_run_out_is_renewed_without_anybody_noticing(
    pair: tuple[GoogleRegister, Running],
) -> None:
    register, running = pair
    register.read()
    running.emulator.door.forget_tokens()
    assert register.write(Batch("r", (new(1),)), register.read()).skipped == ()
    assert list(by_ref(running.human())) == [ref(1)]


def test_no_more_is_asked_for_than_spreadsheets(pair: tuple[GoogleRegister, Running]) -> None:
    register, running = pair
    register.read()
    scopes = {scope for _, _, scope in running.emulator.door.tokens.values()}
    assert scopes == {"https://www.googleapis.com/auth/spreadsheets"}


@pytest.mark.parametrize("kind", ["429", "500", "502", "503", "408", "reset", "truncated"])
def test_a_read_is_tried_again(pair: tuple[GoogleRegister, Running], kind: str) -> None:
    register, running = pair
    running.fail(kind, times=3, **READ)
    register.read()
    assert running.emulator.faults[-1].times == 0


def test_a_sign_in_that_fails_for_a_moment_is_tried_again(pair: tuple[GoogleRegister, Running]) -> None:
    register, running = pair
    running.emulator.door.forget_tokens()
    running.fail("token failure", path="/token", times=2)
    register.read()
    assert running.emulator.faults[-1].times == 0


def test_a_sign_in_that_is_refused_is_told_at_once(pair: tuple[GoogleRegister, Running]) -> None:
    register, running = pair
    running.emulator.door.forget_tokens()
    running.fail("invalid grant", path="/token", times=9)
    with pytest.raises(RegisterUnreachable, match="no longer takes the service account's key"):
        register.read()
    assert running.emulator.faults[-1].times == 8


def test_a_read_gives_up_when_its_time_is_up(pair: tuple[GoogleRegister, Running]) -> None:
    register, running = pair
    running.fail("503", times=99, **READ)
    with pytest.raises(RegisterUnreachable, match="503"):
        register.read()
    assert 90 < running.emulator.faults[-1].times < 99
    running.emulator.faults.clear()
    running.fail("429", times=99, **READ)
    with pytest.raises(RegisterBusy):
        register.read()


def test_an_answer_that_does_not_come_is_not_waited_for_without_end(
    pair: tuple[GoogleRegister, Running],
) -> None:
    _, running = pair
    register = GoogleRegister(
        running.spreadsheet_id,
        running.credentials,
        endpoint=running.base_url,
        patience=at_once(answer=0.2, together=0.0),
    )
    running.fail("slow", seconds=30, **READ)
    with pytest.raises(RegisterUnreachable, match="cannot be reached"):
        register.read()
    register.close()


def test_a_write_that_was_put_off_is_made_again_and_once(pair: tuple[GoogleRegister, Running]) -> None:
    register, running = pair
    running.fail("429", times=2, **WRITE)
    register.write(Batch("r", (new(1),)), register.read())
    assert list(by_ref(running.human())) == [ref(1)]
    running.fail("429", times=99, **WRITE)
    with pytest.raises(RegisterBusy):
        register.write(Batch("r2", (new(2),)), register.read())
    assert list(by_ref(running.human())) == [ref(1)]


def test_the_whole_web_address_does_for_the_spreadsheets_code(pair: tuple[GoogleRegister, Running]) -> None:
    _, running = pair
    address = f"https://docs.google.example/spreadsheets/d/{running.spreadsheet_id}/edit#gid=0"
    register = GoogleRegister(address, running.credentials, endpoint=running.base_url)
    assert register.read().receipts == frozenset()
    register.close()


# Lost answers


@pytest.mark.parametrize("kind", ["500", "502", "503", "reset", "truncated"])
def test_a_lost_answer_is_looked_up_by_its_receipt(pair: tuple[GoogleRegister, Running], kind: str) -> None:
    register, running = pair
    filled(register, running.human())
    running.fail(kind, after=True, **WRITE)
    picture = register.read()
    running.emulator.forget()
    register.write(Batch("r", (new(7),), (cell(3, "offer", "Asked Ana"),)), picture)
    assert by_ref(running.human())[ref(3)]["Asked"] == "Asked Ana"
    assert len(by_ref(running.human())) == 7
    assert running.emulator.counts() == {READ_CALL: 1} | {WRITE_CALL: 1}


@pytest.mark.parametrize("kind", ["500", "503", "reset"])
def test_a_write_that_failed_before_it_was_applied_stays_unknown_and_is_not_repeated(
    pair: tuple[GoogleRegister, Running], kind: str
) -> None:
    register, running = pair
    running.fail(kind, **WRITE)
    picture = register.read()
    with pytest.raises(OutcomeUnknown):
        register.write(Batch("r", (new(1),)), picture)
    assert "r" not in register.read().receipts
    assert running.human().rows("Cases") == []


def test_a_row_deleted_before_the_lost_answer_was_looked_up_stays_deleted(
    pair: tuple[GoogleRegister, Running],
) -> None:
    register, running = pair
    human = running.human()
    picture = register.read()
    running.fail("503", after=True, **WRITE)
    running.emulator.before_read(lambda: human.delete_row("Cases", 2))
    register.write(Batch("r", (new(1),)), picture)
    assert human.rows("Cases") == []
    assert "r" in register.read().receipts


def test_a_lost_answer_and_a_sort_before_it_are_put_right(pair: tuple[GoogleRegister, Running]) -> None:
    register, running = pair
    human = running.human()
    filled(register, human)
    picture = register.read()
    running.emulator.before_apply(lambda: human.sort("Cases", "Ref"))
    running.fail("503", after=True, **WRITE)
    register.write(
        Batch("r", (new(7),), (cell(1, "offer", "Asked Ana"), cell(2, "status", "Active", "New"))), picture
    )
    found = by_ref(human)
    assert [number for number in range(1, 8) if found[ref(number)]["Asked"]] == [1]
    assert [number for number in range(1, 8) if found[ref(number)]["Status"] == "Active"] == [2]
    assert notes_are_whole(human)


def test_a_server_that_fails_for_long_after_a_race_leaves_nothing_wrong_for_good(tmp_path: Path) -> None:
    """The write hits another row, and every attempt to put that right is answered with an error."""
    patience = at_once()
    with google_server(tmp_path, patience=patience) as (register, running):
        put_prepared(running)
        human = running.human()
        filled(register, human)
        picture = register.read()
        running.emulator.before_apply(lambda: human.sort("Cases", "Ref"))
        running.fail("500", skip=1, times=99, **WRITE)
        with pytest.raises(OutcomeUnknown):
            register.write(Batch("r", (), (cell(2, "status", "Active", "New"),)), picture)
        running.emulator.faults.clear()
        with pytest.raises(RegisterUnreachable, match="not yet put right"):
            register.read()  # the last attempt may still be made
        patience.sleep(LATE)
        assert "r" in register.read().receipts
        found = by_ref(human)
        assert [number for number in range(1, 7) if found[ref(number)]["Status"] == "Active"] == [2]
        assert notes_are_whole(human)


def test_when_not_even_the_look_succeeds_the_next_read_puts_it_right(
    pair: tuple[GoogleRegister, Running],
) -> None:
    register, running = pair
    human = running.human()
    filled(register, human)
    picture = register.read()
    running.emulator.before_apply(lambda: human.sort("Cases", "Ref"))
    running.fail("503", after=True, **WRITE)
    running.fail("503", times=99, **READ)
    with pytest.raises(OutcomeUnknown):
        register.write(Batch("r", (), (cell(1, "offer", "Asked Ana"),)), picture)
    running.emulator.faults.clear()
    assert "r" in register.read().receipts
    found = by_ref(human)
    assert [number for number in range(1, 7) if found[ref(number)]["Asked"]] == [1]
    assert notes_are_whole(human)


@pytest.mark.parametrize("later", [False, True], ids=["", "and again before it is looked up"])
def test_columns_changed_while_an_answer_was_lost_are_told_by_the_copies(
    pair: tuple[GoogleRegister, Running], later: bool
) -> None:
    register, running = pair
    human = running.human()
    filled(register, human)
    picture = register.read()
    running.emulator.before_apply(lambda: human.move_column("Cases", "Notes", human.column("Cases", "Asked")))
    if later:
        running.emulator.before_read(lambda: human.move_column("Cases", "Ref", 9))
        running.emulator.before_read(lambda: human.sort("Cases", "Ref"))
    running.fail("503", after=True, **WRITE)
    register.write(Batch("r", (new(7, why="seven"),), (cell(1, "offer", "Asked Ana"),)), picture)
    found = by_ref(human)
    assert notes_are_whole(human)
    assert [number for number in range(1, 8) if found[ref(number)]["Asked"]] == [1]
    assert [number for number in range(1, 8) if found[ref(number)]["Why"]] == [7]


def test_headers_that_do_not_tell_what_a_lost_answer_hit_stop_everything_until_they_do(
    pair: tuple[GoogleRegister, Running],
) -> None:
    register, running = pair
    human = running.human()
    filled(register, human)
    picture = register.read()

    def shift_and_blank() -> None:
        human.insert_column("Cases", 0, "")
        human.edit("Cases", 1, "Ref", None)

    running.emulator.before_apply(shift_and_blank)
    running.fail("503", after=True, **WRITE)
    writes = running.emulator.counts()[WRITE_CALL]
    with pytest.raises(RegisterBroken):
        register.write(Batch("r", (), (cell(1, "offer", "Asked Ana"),)), picture)
    for _ in range(2):
        with pytest.raises(RegisterBroken, match="Ref"):
            register.read()
    assert running.emulator.counts()[WRITE_CALL] == writes + 1  # nothing was mended on a guess
    human.tab("Cases").set_value(0, 1, "Ref")
    human.insert_column("Cases", 5, "")
    with pytest.raises(RegisterBroken, match="cannot be told"):
        register.read()
    assert running.emulator.counts()[WRITE_CALL] == writes + 1
    dimensions.delete_at(human.book(), human.tab("Cases"), False, 5, 6)
    register.read()
    found = by_ref(human)
    assert [number for number in range(1, 7) if found[ref(number)]["Asked"]] == [1]
    assert notes_are_whole(human)


# Races


Race = Callable[[Human], None]

RACES: dict[str, Race] = {
    "sort": lambda human: human.sort("Cases", "Ref"),
    "sort by notes": lambda human: human.sort("Cases", "Notes", descending=True),
    "insert a row": lambda human: human.insert_row("Cases", 3),
    "insert a row above all": lambda human: human.insert_row("Cases", 2),
    "delete a row": lambda human: human.delete_row("Cases", 7),
    "insert a column": lambda human: human.insert_column("Cases", 2, "Mine"),
    "insert a column first": lambda human: human.insert_column("Cases", 0, ""),
    "drag a column": lambda human: human.move_column("Cases", "Notes", 0),
    "drag the reference": lambda human: human.move_column("Cases", "Ref", 9),
    "rename a header of theirs": lambda human: human.rename_header("Cases", "Outcome", "Result"),
}


@pytest.mark.parametrize("race", RACES)
def test_a_person_between_our_read_and_our_write_costs_nobody_a_cell(
    pair: tuple[GoogleRegister, Running], race: str
) -> None:
    register, running = pair
    human = running.human()
    filled(register, human)
    picture = register.read()
    running.emulator.before_apply(lambda: RACES[race](human))
    writes = (
        cell(2, "offer", "Asked Ana"),
        cell(5, "suggestion", "Ben"),
        cell(3, "status", "Active", "New"),
        cell(3, "lead", "Ana", ""),
    )
    written = register.write(Batch("r", (new(7, why="seven"), new(8, why="eight")), writes), picture)
    assert written.skipped == ()
    gone = {ref(1)} if race == "delete a row" else set()
    found = by_ref(human)
    assert set(found) == {ref(number) for number in range(1, 9)} - gone
    assert all(found[ref(n)]["Notes"] == f"note {n}" for n in range(1, 7) if ref(n) in found)
    shown = {
        header: {key: line[header] for key, line in found.items() if line[header]}
        for header in ("Asked", "Suggested", "Caseworker", "Why")
    }
    assert shown == {
        "Asked": {ref(2): "Asked Ana"},
        "Suggested": {ref(5): "Ben"},
        "Caseworker": {ref(3): "Ana"},
        "Why": {ref(7): "seven", ref(8): "eight"},
    }
    assert {key for key, line in found.items() if line["Status"] != "New"} == {ref(3)}
    assert not [line for line in human.rows("Cases") if not line["Ref"] and any(line.values())]


def test_an_edit_at_the_very_moment_of_a_compare_and_set_stands(
    pair: tuple[GoogleRegister, Running],
) -> None:
    register, running = pair
    human = running.human()
    filled(register, human)
    picture = register.read()
    row, other = human.find("Cases", "Ref", ref(3)), human.find("Cases", "Ref", ref(4))

    def edit() -> None:
        human.edit("Cases", row, "Status", "Waiting")
        human.edit("Cases", other, "Caseworker", "Zoe")

    running.emulator.before_apply(edit)
    writes = (
        cell(3, "status", "Active", "New"),
        cell(4, "lead", "Ana", ""),
        cell(5, "status", "Active", "New"),
    )
    assert register.write(Batch("r", (), writes), picture).skipped == writes[:2]
    found = by_ref(human)
    assert found[ref(3)]["Status"] == "Waiting"
    assert found[ref(4)]["Caseworker"] == "Zoe"
    assert found[ref(5)]["Status"] == "Active"


def test_an_edit_and_a_sort_at_once_are_told_apart(pair: tuple[GoogleRegister, Running]) -> None:
    register, running = pair
    human = running.human()
    filled(register, human)
    picture = register.read()

    def edit_and_sort() -> None:
        human.edit("Cases", human.find("Cases", "Ref", ref(4)), "Status", "Waiting")
        human.edit("Cases", human.find("Cases", "Ref", ref(3)), "Status", "Closed")
        human.sort("Cases", "Ref")

    running.emulator.before_apply(edit_and_sort)
    write = cell(3, "status", "Active", "New")
    assert register.write(Batch("r", (), (write,)), picture).skipped == (write,)
    assert [by_ref(human)[ref(n)]["Status"] for n in range(1, 7)] == [
        "New",
        "New",
        "Closed",
        "Waiting",
        "New",
        "New",
    ]


def test_a_formula_of_theirs_that_was_hit_comes_back_as_a_formula(
    pair: tuple[GoogleRegister, Running],
) -> None:
    register, running = pair
    human = running.human()
    filled(register, human)
    row = human.find("Cases", "Ref", ref(4))
    human.type("Cases", row, "Outcome", "=1+2")
    assert register.read().tabs["cases"].rows[row - 2].cells["outcome"] == 3
    picture = register.read()
    running.emulator.before_apply(
        lambda: human.move_column("Cases", "Outcome", human.column("Cases", "Asked"))
    )
    register.write(Batch("r", (), (cell(4, "offer", "Asked Ana"),)), picture)
    assert human.entered("Cases", row, "Outcome") == Formula("=1+2")
    assert human.value("Cases", row, "Asked") == "Asked Ana"


def test_a_person_who_never_stops_is_told_in_the_end(pair: tuple[GoogleRegister, Running]) -> None:
    register, running = pair
    human = running.human()
    filled(register, human)
    picture = register.read()
    turn = iter([False, True] * 20)
    running.emulator.before_apply(lambda: human.sort("Cases", "Ref", descending=next(turn)), times=20)
    with pytest.raises(RegisterBroken, match="again and again"):
        register.write(Batch("r", (), (cell(1, "offer", "Asked Ana"),)), picture)
    running.emulator.hooks["write"].clear()
    assert notes_are_whole(human)


def test_a_change_that_google_refuses_because_the_tab_was_renamed_is_told_as_moved(
    pair: tuple[GoogleRegister, Running],
) -> None:
    register, running = pair
    picture = register.read()
    running.emulator.before_apply(lambda: running.human().rename_tab("Cases", "Register"))
    with pytest.raises(RegisterMoved):
        register.write(Batch("r", (new(1),)), picture)
    register.write(Batch("r", (new(1),)), register.read())
    assert running.human().rows("Register")[0]["Ref"] == ref(1)


def test_protected_cells_are_told_with_what_to_do(pair: tuple[GoogleRegister, Running]) -> None:
    register, running = pair  # refused with 400 or with 403
    sheet = running.human().tab("Cases")
    sheet.protected.append({"protectedRangeId": 1, "range": {"sheetId": sheet.id}, "editors": {"users": []}})
    with pytest.raises(RegisterUnreachable, match=f"Protect sheets and ranges, and allow {ACCOUNT}"):
        register.write(Batch("r", (new(1),)), register.read())


# Calls and values


def test_a_quiet_cycle_is_one_call_and_one_with_work_two(pair: tuple[GoogleRegister, Running]) -> None:
    register, running = pair
    filled(register, running.human())
    running.emulator.forget()
    register.read()
    assert running.emulator.counts() == {READ_CALL: 1}
    writes = (cell(1, "offer", "Asked Ana"), cell(2, "status", "Active", "New"))
    contact = NewRow("contacts", ref(7), {"ref": ref(7), "phone": "007"})
    register.write(Batch("r", (new(7), contact), writes), register.read())
    assert running.emulator.counts() == {READ_CALL: 2, WRITE_CALL: 1}


def test_a_batch_whose_receipt_is_there_is_not_written_again(pair: tuple[GoogleRegister, Running]) -> None:
    register, running = pair
    picture = register.read()
    register.write(Batch("r", (new(1),)), picture)
    running.human().delete_row("Cases", 2)
    register.write(Batch("r", (new(1),)), picture)
    register.write(Batch("r", (new(1),)), register.read())
    assert running.human().rows("Cases") == []


def test_what_stood_in_a_persons_cell_is_not_kept_longer_than_until_the_next_write(
    pair: tuple[GoogleRegister, Running],
) -> None:
    register, running = pair
    filled(register, running.human())
    many = tuple(cell(n, name, "x", "") for n in range(1, 7) for name in ("lead", "outcome"))
    register.write(Batch("r1", (), (cell(1, "status", "Active", "New"), *many)), register.read())
    register.write(Batch("r2", (), (cell(1, "offer", "Asked"),)), register.read())
    receipts = running.human().tab("_receipts")
    kept = {str(found.value) for _, column, found in receipts.values(receipts.box()) if column > 1}
    assert "note 1" in kept and not {f"note {number}" for number in range(2, 7)} & kept


def test_text_stays_text_and_days_are_days(pair: tuple[GoogleRegister, Running]) -> None:
    register, running = pair
    texts = ("=1+1", "+447700900123", "007", "'quoted", "03/04/2026", "TRUE", "two\nlines")
    rows = tuple(new(number, why=text, notes=text) for number, text in enumerate(texts, 1))
    register.write(Batch("r", rows), register.read())
    human = running.human()
    found = {row.text("ref"): row.cells for row in register.read().tabs["cases"].rows}
    for number, text in enumerate(texts, 1):
        assert found[ref(number)]["why"] == found[ref(number)]["notes"] == text
        assert human.entered("Cases", number + 1, "Why") == text
        assert found[ref(number)]["received"] == date(2026, 11, number + 1)
    sheet = human.tab("Cases")
    assert not [cell for _, _, cell in sheet.values(sheet.box()) if isinstance(cell.value, Formula)]
    form = sheet.cell(3, human.column("Cases", "Received")).format
    assert form is not None and form["numberFormat"] == {"type": "DATE", "pattern": "dd mmm yyyy"}


def test_a_text_too_long_for_a_cell_is_cut_openly(pair: tuple[GoogleRegister, Running]) -> None:
    register, running = pair
    register.write(Batch("r", (new(1, why="x" * 60_000),)), register.read())
    text = str(running.human().value("Cases", 2, "Why"))
    assert len(text) < 50_000 and "cut" in text


def test_merged_cells_stop_the_register_and_are_named(pair: tuple[GoogleRegister, Running]) -> None:
    register, running = pair
    filled(register, running.human())
    running.human().merge("Cases", Box(2, 1, 4, 2))
    with pytest.raises(RegisterBroken, match="Unmerge"):
        register.read()


def test_a_merge_far_to_the_right_is_nobody_elses_business(pair: tuple[GoogleRegister, Running]) -> None:
    register, running = pair
    filled(register, running.human())
    running.human().merge("Cases", Box(2, len(CASES.columns), 4, len(CASES.columns) + 2))
    assert len(register.read().tabs["cases"].rows) == 6


# Making the tabs


def test_the_tabs_are_made_in_one_change_and_only_once(tmp_path: Path) -> None:
    with google_server(tmp_path) as (register, running):
        register.prepare()
        assert running.emulator.counts() == {READ_CALL: 1, WRITE_CALL: 1}
        register.prepare()
        assert running.emulator.counts() == {READ_CALL: 2, WRITE_CALL: 1}
        book = running.book()
        shown = [sheet.title for sheet in book.sheets if not sheet.looks.get("hidden")]
        tabs = [layout.title for layout in TABS if not layout.hidden]
        assert shown == [*tabs, "Lists", "Read me", "Sheet1"]
        assert (book.locale, book.zone) == ("en_GB", "Europe/London")
        sheet = running.human().tab("Cases")
        assert sheet.grid["frozenRowCount"] == sheet.grid["frozenColumnCount"] == 1
        assert running.human().tab("_receipts").looks["hidden"] is True
        status, decision = (running.human().column("Cases", name) for name in ("Status", "Decision"))
        assert sheet.cell(0, status).note.startswith("Yours")
        for column, list_of in ((status, "A$2"), (decision, "B$2")):
            rule = sheet.cell(5, column).validation
            assert rule is not None and rule["strict"] is False
            assert rule["condition"]["values"] == [
                {"userEnteredValue": f"='Lists'!${list_of}:${list_of[0]}$300"}
            ]


def test_what_is_there_already_is_taken_as_it_is(tmp_path: Path) -> None:
    with google_server(tmp_path) as (register, running):
        human = running.human()
        human.rename_tab("Sheet1", "Casework")
        human.fill("Casework", [["Case no", "Status", "Colour"], [ref(1), "Active", "green"]])
        register.prepare()
        assert human.headers("Casework")[:3] == ["Case no", "Status", "Colour"]
        assert human.rows("Casework")[0]["Colour"] == "green"
        row = register.read().tabs["cases"].rows[0]
        assert (row.text("ref"), row.text("status")) == (ref(1), "Active")
        register.write(Batch("r", (new(2),), (cell(1, "why", "Ana has room."),)), register.read())
        assert human.rows("Casework")[1]["Case no"] == ref(2)
        assert human.rows("Casework")[0]["Why"] == "Ana has room."


def test_a_filter_of_theirs_takes_in_new_columns_and_goes_on_hiding_what_it_hid(
    pair: tuple[GoogleRegister, Running],
) -> None:
    register, running = pair
    human = running.human()
    filled(register, human)
    sheet, hides = human.tab("Cases"), [{"columnIndex": 2, "filterCriteria": {"hiddenValues": ["Closed"]}}]
    assert sheet.basic_filter is not None
    sheet.basic_filter = {**sheet.basic_filter, "filterSpecs": hides}
    human.rename_header("Cases", "Stage", "Mine")
    register.prepare()
    after = human.tab("Cases").basic_filter
    assert after is not None and after["filterSpecs"] == hides
    assert after["range"]["endColumnIndex"] == len(CASES.columns) + 1 == len(human.headers("Cases"))


def test_a_header_that_was_lost_is_not_made_anew(pair: tuple[GoogleRegister, Running]) -> None:
    register, running = pair
    human = running.human()
    filled(register, human)
    human.edit("Cases", 1, "Status", None)
    before = human.headers("Cases")
    with pytest.raises(RegisterBroken, match="Status"):
        register.prepare()
    assert human.headers("Cases") == before


def test_making_the_tabs_survives_a_lost_answer(tmp_path: Path) -> None:
    with google_server(tmp_path) as (register, running):
        running.fail("503", after=True, **WRITE)
        register.prepare()
        assert [sheet.title for sheet in running.book().sheets].count("Cases") == 1
        running.emulator.forget()
        register.read()
        assert running.emulator.counts() == {READ_CALL: 1}


def test_a_tab_renamed_to_a_word_we_know_is_found_again(pair: tuple[GoogleRegister, Running]) -> None:
    register, running = pair
    filled(register, running.human())
    running.human().rename_tab("Cases", "All cases")
    assert len(register.read().tabs["cases"].rows) == 6
    running.emulator.forget()
    register.read()
    assert running.emulator.counts() == {READ_CALL: 1}
    running.human().rename_tab("All cases", "Old")
    with pytest.raises(RegisterBroken, match="no tab called Cases"):
        register.read()


def test_the_check_tells_what_was_read_and_what_is_set_wrongly(
    pair: tuple[GoogleRegister, Running],
) -> None:
    register, running = pair
    filled(register, running.human())
    assert "Cases: 6 rows" in register.describe()[0].text
    fine = register.describe()
    running.book().locale = "en_US"
    (more,) = [line for line in register.describe() if "en_US" in line.text]
    assert more not in fine


def test_there_are_views_of_the_cases_that_move_nothing(tmp_path: Path) -> None:
    with google_server(tmp_path) as (register, running):
        register.prepare()
        views = running.human().tab("Cases").filter_views
        assert [view["title"] for view in views] == [
            "Mine to decide",
            "Due this week",
            "Unallocated",
            "Stuck",
        ]
        (spec,) = views[0]["filterSpecs"]
        (formula,) = spec["filterCriteria"]["condition"]["values"]
        assert formula == {"userEnteredValue": '=AND($C2="New",$F2="")'}
        headers = running.human().headers("Cases")
        assert (headers.index("Status"), headers.index("Decision")) == (2, 5)


def test_a_column_of_ours_warns_and_one_of_theirs_does_not(tmp_path: Path) -> None:
    with google_server(tmp_path) as (register, running):
        register.prepare()
        for tab, layout in (("Cases", CASES), ("Caseworkers", CASEWORKERS)):
            ranges = [
                each for each in running.human().tab(tab).protected if each["range"].get("startRowIndex")
            ]
            assert all(each["warningOnly"] for each in ranges)
            warned = {
                at
                for each in ranges
                for at in range(each["range"].get("startColumnIndex", 0), each["range"]["endColumnIndex"])
            }
            assert warned == {at for at, column in enumerate(layout.columns) if column.owner is Owner.OURS}


def test_a_key_column_renamed_just_then_to_another_name_that_we_know_stops_nothing(
    pair: tuple[GoogleRegister, Running],
) -> None:
    register, running = pair
    human = running.human()
    filled(register, human)
    picture = register.read()
    running.emulator.before_apply(lambda: human.rename_header("Cases", "Ref", "Case number"))
    register.write(Batch("r", (new(7),), (cell(1, "offer", "Asked Ana"),)), picture)
    picture = register.read()
    assert "r" in picture.receipts
    offers = {row.text("ref"): row.text("offer") for row in picture.tabs["cases"].rows}
    assert offers == {ref(number): "Asked Ana" if number == 1 else "" for number in range(1, 8)}
