"""Writes to a Google Sheet whose answer was lost: looked up, put right, and never made twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from sheets.google import LATE
from sheets.register import Batch, OutcomeUnknown, RegisterBroken, RegisterUnreachable
from tests.sheets_emulator import dimensions
from tests.support.google_cases import (
    READ,
    READ_CALL,
    WRITE,
    WRITE_CALL,
    Pair,
    by_ref,
    cell,
    filled,
    new,
    notes_are_whole,
    ref,
)
from tests.support.google_register import at_once, google_server, put_prepared


@pytest.mark.parametrize("kind", ["500", "502", "503", "reset", "truncated"])
def test_a_lost_answer_is_looked_up_by_its_receipt(pair: Pair, kind: str) -> None:
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
    pair: Pair, kind: str
) -> None:
    register, running = pair
    running.fail(kind, **WRITE)
    picture = register.read()
    with pytest.raises(OutcomeUnknown):
        register.write(Batch("r", (new(1),)), picture)
    assert "r" not in register.read().receipts
    assert running.human().rows("Cases") == []


def test_a_row_deleted_before_the_lost_answer_was_looked_up_stays_deleted(
    pair: Pair,
) -> None:
    register, running = pair
    human = running.human()
    picture = register.read()
    running.fail("503", after=True, **WRITE)
    running.emulator.before_read(lambda: human.delete_row("Cases", 2))
    register.write(Batch("r", (new(1),)), picture)
    assert human.rows("Cases") == []
    assert "r" in register.read().receipts


def test_a_lost_answer_and_a_sort_before_it_are_put_right(pair: Pair) -> None:
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
    pair: Pair,
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
def test_columns_changed_while_an_answer_was_lost_are_told_by_the_copies(pair: Pair, later: bool) -> None:
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
    pair: Pair,
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
