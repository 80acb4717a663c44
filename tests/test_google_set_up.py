"""The tabs of the register made in a Google Sheet, and what is there already left as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sheets.columns import CASES, CASEWORKERS, TABS, Owner
from sheets.google import LATE, GoogleRegister
from sheets.notebook import LooseNotes
from sheets.register import STILL_OPEN, Batch, OutcomeUnknown, RegisterBroken, RegisterUnreachable
from tests.sheets_emulator import Human, Running
from tests.sheets_emulator.ways import Ways
from tests.support.google_cases import (
    READ,
    READ_CALL,
    WRITE,
    WRITE_CALL,
    Pair,
    cell,
    filled,
    new,
    notes_are_whole,
    ref,
)
from tests.support.google_register import Seconds, at_once, google_server, put_prepared, register_over


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
    pair: Pair,
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


def test_a_header_that_was_lost_is_not_made_anew(pair: Pair) -> None:
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


# A set-up that Google makes minutes after its answer was lost (docs/why/018)


COLUMNS = ("Stage", "Extra work")


def as_before_stages(human: Human) -> None:
    """As an earlier version made it, with notes of hers in what is the last column."""
    for title in COLUMNS:
        human.delete_column("Cases", title)
        human.delete_column("Lists", title)


def turns(register: GoogleRegister, clock: Seconds, minutes: int = 6) -> int:
    """A service that tries every minute; how often it was told to wait."""
    waited = 0
    for _ in range(minutes):
        try:
            register.prepare()
        except RegisterUnreachable as told:
            assert str(told) == STILL_OPEN
            waited += 1
        clock.sleep(60)
    return waited


@pytest.fixture
def later(ways: Ways, tmp_path: Path) -> Iterator[tuple[GoogleRegister, Running, Seconds]]:
    """A register as an earlier version made it, and the clock of service and server."""
    clock = Seconds(1000.0)
    with google_server(tmp_path, ways, patience=at_once(clock)) as (register, running):
        put_prepared(running)
        running.emulator.clock = clock
        filled(register, running.human())
        as_before_stages(running.human())
        yield register, running, clock


@pytest.mark.long
def test_columns_that_google_makes_minutes_later_are_not_made_twice(
    later: tuple[GoogleRegister, Running, Seconds],
) -> None:
    register, running, clock = later
    running.fail("late", seconds=150, **WRITE)
    assert turns(register, clock) == 3
    headers = running.human().headers("Cases")
    assert all(headers.count(title) == 1 for title in COLUMNS)
    assert all(running.human().headers("Lists").count(title) == 1 for title in COLUMNS)
    assert notes_are_whole(running.human())


@pytest.mark.long
def test_columns_that_never_come_are_made_after_the_minutes_in_which_they_could(
    later: tuple[GoogleRegister, Running, Seconds],
) -> None:
    register, running, clock = later
    running.fail("reset", **WRITE)
    assert turns(register, clock) == LATE / 60
    assert set(COLUMNS) <= set(running.human().headers("Cases"))


@pytest.mark.long
@pytest.mark.parametrize("before", [True, False], ids=["which came late", "which came at once"])
def test_columns_dragged_and_put_in_before_the_new_ones_come_keep_their_headers_and_cells(
    later: tuple[GoogleRegister, Running, Seconds], before: bool
) -> None:
    register, running, clock = later
    human = running.human()

    def people() -> None:
        human.insert_column("Cases", 3, "Union rep")
        human.move_column("Cases", "Outcome", 1)
        human.edit("Cases", 2, "Union rep", "Jo")
        human.insert_column("Lists", 0, "Ours")

    if before:
        running.fail("late", seconds=150, **WRITE)
        turns(register, clock, 1)
        people()
    else:
        running.emulator.before_apply(people)
    turns(register, clock)
    headers = human.headers("Cases")
    assert len(set(headers)) == len(headers) and {*COLUMNS, "Union rep", "Outcome", "Notes"} <= set(headers)
    assert human.rows("Cases")[0]["Union rep"] == "Jo" and notes_are_whole(human)
    assert {*COLUMNS, "Ours", "Status"} <= set(human.headers("Lists"))
    assert len(register.read().tabs["cases"].rows) == 6


def test_a_service_begun_anew_knows_that_columns_may_still_come(ways: Ways, tmp_path: Path) -> None:
    notes, clock = LooseNotes(), Seconds(1000.0)
    with google_server(tmp_path, ways) as (_, running):
        put_prepared(running)
        running.emulator.clock = clock
        as_before_stages(running.human())
        running.fail("late", seconds=150, **WRITE)
        running.fail("503", times=99, skip=1, **READ)
        before = register_over(running, notebook=notes, patience=at_once(clock))
        with pytest.raises(RegisterUnreachable):
            before.prepare()
        before.close()
        running.emulator.faults.clear()
        after = register_over(running, notebook=notes, patience=at_once(clock))
        assert turns(after, clock) > 0
        after.close()
        headers = running.human().headers("Cases")
        assert all(headers.count(title) == 1 for title in COLUMNS)
        assert not any(notes.notes.values())


def test_tabs_that_google_makes_minutes_later_stand_there_once_and_need_no_waiting(tmp_path: Path) -> None:
    clock = Seconds(1000.0)
    with google_server(tmp_path, patience=at_once(clock)) as (register, running):
        running.emulator.clock = clock
        running.fail("late", seconds=150, **WRITE)
        register.prepare()
        once = [sheet.title for sheet in running.book().sheets]
        running.human().edit("Cases", 2, "Notes", "mine")
        clock.sleep(200)
        register.prepare()
        assert [sheet.title for sheet in running.book().sheets] == once and len(set(once)) == len(once)
        assert running.human().value("Cases", 2, "Notes") == "mine"


def test_what_somebody_types_into_a_blank_tab_of_our_name_meanwhile_is_not_written_over(
    later: tuple[GoogleRegister, Running, Seconds],
) -> None:
    register, running, clock = later
    human = running.human()
    for title in ("Time", "Dashboard"):
        human.delete_tab(title)
        human.add_tab(title)
    typed = [["Ana", "Monday"], ["Ben", "Friday"]]
    running.emulator.before_apply(
        lambda: [human.fill(title, typed) for title in ("Time", "Dashboard")] and None
    )
    turns(register, clock, 1)
    for title in ("Time", "Dashboard"):
        cells = [human.tab(title).cell(row, 0).value for row in range(human.tab(title).row_count)]
        assert [each for each in cells if each in ("Ana", "Ben")] == ["Ana", "Ben"], title


@pytest.mark.long
def test_while_a_write_is_under_way_no_column_is_made(
    later: tuple[GoogleRegister, Running, Seconds],
) -> None:
    register, running, clock = later
    running.fail("late", seconds=150, **WRITE)
    with pytest.raises(OutcomeUnknown):
        register.write(Batch("r", (new(7),)), register.read())
    with pytest.raises(RegisterUnreachable, match="may still be made"):
        register.prepare()
    assert turns(register, clock) >= 2
    assert set(COLUMNS) <= set(running.human().headers("Cases"))
    assert [row["Ref"] for row in running.human().rows("Cases")].count(ref(7)) == 1


def test_a_warning_over_a_column_that_is_people_s_by_now_is_taken_back(pair: Pair) -> None:
    register, running = pair
    human = running.human()
    human.move_column("Cases", "Notes", 1)
    sheet = human.tab("Cases")
    places = [human.headers("Cases").index(title) for title in ("Asked", "Category", "Next date")]
    old = "The service fills in Asked, Category, Next date: what is changed here is put back."
    ours = [
        each
        for each in sheet.protected
        if not str(each.get("description", "")).startswith("The service fills")
    ]
    span = {"sheetId": sheet.id, "startRowIndex": 1, "startColumnIndex": places[0], "endColumnIndex": 16}
    sheet.protected[:] = [
        *ours,
        {"protectedRangeId": 7, "range": span, "description": old, "warningOnly": True},
    ]
    human.book().touch()
    register.prepare()
    said = " ".join(str(each.get("description", "")) for each in human.tab("Cases").protected)
    assert "Category" not in said and "Next date" in said and "these headers" in said
    running.emulator.forget()
    register.prepare()
    assert set(running.emulator.counts()) == {READ_CALL}
