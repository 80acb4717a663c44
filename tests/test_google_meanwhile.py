"""A person changes the Google Sheet between our read and our write, one change at a time.

Many at once: test_google_races.py."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sheets.register import Batch, RegisterBroken, RegisterMoved, RegisterUnreachable
from tests.sheets_emulator import Human
from tests.sheets_emulator.server import ACCOUNT
from tests.sheets_emulator.state import Formula
from tests.support.google_cases import Pair, by_ref, cell, filled, new, notes_are_whole, ref

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


@pytest.mark.long
@pytest.mark.parametrize("race", RACES)
def test_a_person_between_our_read_and_our_write_costs_nobody_a_cell(pair: Pair, race: str) -> None:
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
    pair: Pair,
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


def test_an_edit_and_a_sort_at_once_are_told_apart(pair: Pair) -> None:
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
    pair: Pair,
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


@pytest.mark.long
def test_a_person_who_never_stops_is_told_in_the_end(pair: Pair) -> None:
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
    pair: Pair,
) -> None:
    register, running = pair
    picture = register.read()
    running.emulator.before_apply(lambda: running.human().rename_tab("Cases", "Register"))
    with pytest.raises(RegisterMoved):
        register.write(Batch("r", (new(1),)), picture)
    register.write(Batch("r", (new(1),)), register.read())
    assert running.human().rows("Register")[0]["Ref"] == ref(1)


def test_protected_cells_are_told_with_what_to_do(pair: Pair) -> None:
    register, running = pair  # refused with 400 or with 403
    sheet = running.human().tab("Cases")
    sheet.protected.append({"protectedRangeId": 1, "range": {"sheetId": sheet.id}, "editors": {"users": []}})
    with pytest.raises(RegisterUnreachable, match=f"Protect sheets and ranges, and allow {ACCOUNT}"):
        register.write(Batch("r", (new(1),)), register.read())


def test_a_key_column_renamed_just_then_to_another_name_that_we_know_stops_nothing(
    pair: Pair,
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
