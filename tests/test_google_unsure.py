"""What a write hit is put right though a reference went just then; else a person hears what to look for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sheets.google import GoogleRegister
from sheets.register import Batch, OutcomeUnknown, Put, RegisterBroken, RegisterUnsure
from tests.sheets_emulator import Running
from tests.support.google_cases import WRITE, by_ref, cell, filled, new, notes_are_whole, ref
from tests.support.google_register import google_server, put_prepared


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[GoogleRegister, Running]]:
    with google_server(tmp_path) as (register, running):
        put_prepared(running)
        filled(register, running.human())
        yield register, running


def test_a_note_put_back_stays_though_the_rows_reference_was_emptied_and_the_answer_lost(
    pair: tuple[GoogleRegister, Running],
) -> None:
    register, running = pair
    human, picture = running.human(), register.read()
    row = human.find("Cases", "Ref", ref(2))
    running.emulator.before_apply(lambda: human.move_column("Cases", "Notes", human.column("Cases", "Asked")))
    running.emulator.before_apply(lambda: human.edit("Cases", row, "Ref", None))
    running.fail("503", after=True, skip=1, **WRITE)
    register.write(Batch("r", (), (cell(2, "offer", "Asked Ana"),)), picture)
    assert human.value("Cases", row, "Ref") is None
    assert human.value("Cases", row, "Notes") == "note 2"
    assert human.value("Cases", row, "Asked") == "Asked Ana"


def test_blank_written_into_a_blank_row_stops_nothing(pair: tuple[GoogleRegister, Running]) -> None:
    register, running = pair
    human = running.human()
    human.edit("Cases", human.find("Cases", "Ref", ref(1)), "Asked", "scribble")
    picture = register.read()
    running.emulator.before_apply(lambda: human.delete_row("Cases", human.find("Cases", "Ref", ref(6))))
    running.fail("503", after=True, **WRITE)
    register.write(Batch("r", (), (cell(1, "offer", None),)), picture)
    assert [row["Asked"] for row in human.rows("Cases")] == [None] * 5


def test_of_a_row_and_its_copy_one_alone_gets_what_was_meant(pair: tuple[GoogleRegister, Running]) -> None:
    register, running = pair
    human, picture = running.human(), register.read()
    at = human.find("Cases", "Ref", ref(4))

    def copy() -> None:
        human.insert_row("Cases", at + 1)
        for header in ("Ref", "Status", "Received", "Notes"):
            human.edit("Cases", at + 1, header, human.entered("Cases", at, header))

    running.emulator.before_apply(copy)
    running.fail("503", after=True, **WRITE)
    register.write(Batch("r", (), (cell(4, "status", "Active", "New"),)), picture)
    twins = [row["Status"] for row in human.rows("Cases") if row["Ref"] == ref(4)]
    assert sorted(map(str, twins)) == ["Active", "New"]


def without_references(pair: tuple[GoogleRegister, Running]) -> tuple[Put, ...]:
    """A write while the column of references is away, and what its writer says to look for."""
    register, running = pair
    human, picture = running.human(), register.read()
    running.emulator.before_apply(lambda: human.delete_column("Cases", "Ref"))
    with pytest.raises(RegisterUnsure) as unsure:
        register.write(Batch("r", (), (cell(1, "offer", "Asked Ana"),)), picture)
    return unsure.value.put


def test_who_is_asked_to_look_hears_what_was_being_written(pair: tuple[GoogleRegister, Running]) -> None:
    assert without_references(pair) == (Put("Cases", ref(1), "Asked", "Asked Ana"),)


def test_once_the_column_of_references_is_back_all_is_put_right(pair: tuple[GoogleRegister, Running]) -> None:
    register, running = pair
    human = running.human()
    without_references(pair)
    human.insert_column("Cases", 0, "Ref")
    for row in range(2, 8):
        human.edit("Cases", row, "Ref", ref(8 - row))
    register.read()
    assert notes_are_whole(human)
    assert {each: row["Asked"] for each, row in by_ref(human).items() if row["Asked"]} == {
        ref(1): "Asked Ana"
    }


@pytest.mark.parametrize("heard", [True, False], ids=["its answer is heard", "its answer is lost"])
def test_what_was_meant_for_a_column_that_is_taken_away_stands_once_it_is_back(
    pair: tuple[GoogleRegister, Running], heard: bool
) -> None:
    register, running = pair
    human, picture = running.human(), register.read()
    running.emulator.before_apply(lambda: human.delete_column("Cases", "Status"))
    if not heard:
        running.fail("503", after=True, **WRITE)
    writes = (cell(3, "status", "Active", "New"), cell(2, "offer", "Asked Ana"))
    with pytest.raises(RegisterBroken):
        register.write(Batch("r", (new(7),), writes), picture)
    human.insert_column("Cases", 1, "Status")
    for row, each in enumerate(human.rows("Cases"), 2):
        if each["Ref"] != ref(7):
            human.edit("Cases", row, "Status", "New")
    picture = register.read()
    assert "r" in picture.receipts
    assert notes_are_whole(human)
    statuses = {each: row["Status"] for each, row in by_ref(human).items()}
    assert statuses == {ref(number): "New" for number in range(1, 8)} | {ref(3): "Active"}
    assert {each: row["Asked"] for each, row in by_ref(human).items() if row["Asked"]} == {
        ref(2): "Asked Ana"
    }


def test_a_persons_word_lets_nothing_go_that_may_still_be_made(pair: tuple[GoogleRegister, Running]) -> None:
    register, running = pair
    picture = register.read()
    running.fail("503", **WRITE)
    with pytest.raises(OutcomeUnknown):
        register.write(Batch("r", (new(7),)), picture)
    register.take_as_it_stands()
    assert register.read().undecided == {"r"}


def test_a_set_up_that_is_due_meanwhile_makes_nothing_and_says_what_a_look_would(
    pair: tuple[GoogleRegister, Running],
) -> None:
    register, _ = pair
    without_references(pair)
    with pytest.raises(RegisterBroken) as looked:
        register.read()
    with pytest.raises(RegisterBroken) as made:
        register.prepare()
    assert str(made.value) == str(looked.value)
