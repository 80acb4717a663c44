"""The Google adapter in quiet: how many calls a cycle takes, and what becomes of values and tabs.

What every register does is in contract/test_register.py."""

from __future__ import annotations

from datetime import date

import pytest

from sheets.columns import CASES
from sheets.register import Batch, NewRow, RegisterBroken
from tests.sheets_emulator.a1 import Box
from tests.sheets_emulator.state import Formula
from tests.support.google_cases import READ_CALL, WRITE_CALL, Pair, cell, filled, new, ref


def test_a_quiet_cycle_is_one_call_and_one_with_work_two(pair: Pair) -> None:
    register, running = pair
    filled(register, running.human())
    running.emulator.forget()
    register.read()
    assert running.emulator.counts() == {READ_CALL: 1}
    writes = (cell(1, "offer", "Asked Ana"), cell(2, "status", "Active", "New"))
    contact = NewRow("contacts", ref(7), {"ref": ref(7), "phone": "007"})
    register.write(Batch("r", (new(7), contact), writes), register.read())
    assert running.emulator.counts() == {READ_CALL: 2, WRITE_CALL: 1}


def test_a_batch_whose_receipt_is_there_is_not_written_again(pair: Pair) -> None:
    register, running = pair
    picture = register.read()
    register.write(Batch("r", (new(1),)), picture)
    running.human().delete_row("Cases", 2)
    register.write(Batch("r", (new(1),)), picture)
    register.write(Batch("r", (new(1),)), register.read())
    assert running.human().rows("Cases") == []


def test_what_stood_in_a_persons_cell_is_not_kept_longer_than_until_the_next_write(
    pair: Pair,
) -> None:
    register, running = pair
    filled(register, running.human())
    many = tuple(cell(n, name, "x", "") for n in range(1, 7) for name in ("lead", "outcome"))
    register.write(Batch("r1", (), (cell(1, "status", "Active", "New"), *many)), register.read())
    register.write(Batch("r2", (), (cell(1, "offer", "Asked"),)), register.read())
    receipts = running.human().tab("_receipts")
    kept = {str(found.value) for _, column, found in receipts.values(receipts.box()) if column > 1}
    assert "note 1" in kept and not {f"note {number}" for number in range(2, 7)} & kept


def test_text_stays_text_and_days_are_days(pair: Pair) -> None:
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


def test_the_time_of_day_that_google_makes_of_a_next_date_is_read_with_it(pair: Pair) -> None:
    register, running = pair
    human = running.human()
    register.write(Batch("r", (new(1), new(2), new(3))), register.read())
    half_past_ten, a_second_to_midnight = 46_359 + 10.5 / 24, 46_360 - 1 / 86_400
    for at, serial in enumerate((half_past_ten, 46_359.0, a_second_to_midnight), 2):
        human.edit("Cases", at, "Next date", serial)
        human.edit("Cases", at, "Received", serial)
    rows = register.read().tabs["cases"].rows
    assert [row.cells["key_date"] for row in rows] == [
        "2026-12-03 10:30",
        date(2026, 12, 3),
        date(2026, 12, 4),
    ]
    assert [row.cells["received"] for row in rows] == [date(2026, 12, 3)] * 3


def test_a_text_too_long_for_a_cell_is_cut_openly(pair: Pair) -> None:
    register, running = pair
    register.write(Batch("r", (new(1, why="x" * 60_000),)), register.read())
    text = str(running.human().value("Cases", 2, "Why"))
    assert len(text) < 50_000 and "cut" in text


def test_merged_cells_stop_the_register_and_are_named(pair: Pair) -> None:
    register, running = pair
    filled(register, running.human())
    running.human().merge("Cases", Box(2, 1, 4, 2))
    with pytest.raises(RegisterBroken, match="Unmerge"):
        register.read()


def test_a_merge_far_to_the_right_is_nobody_elses_business(pair: Pair) -> None:
    register, running = pair
    filled(register, running.human())
    running.human().merge("Cases", Box(2, len(CASES.columns), 4, len(CASES.columns) + 2))
    assert len(register.read().tabs["cases"].rows) == 6


def test_a_tab_renamed_to_a_word_we_know_is_found_again(pair: Pair) -> None:
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
    pair: Pair,
) -> None:
    register, running = pair
    filled(register, running.human())
    assert "Cases: 6 rows" in register.describe()[0].text
    fine = register.describe()
    running.book().locale = "en_US"
    (more,) = [line for line in register.describe() if "en_US" in line.text]
    assert more not in fine
