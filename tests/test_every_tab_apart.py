"""Whatever tab stands in a spreadsheet of its own: its dropdowns offer what they do in one spreadsheet, and a
case goes its way."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from sheets.apart import ApartRegister
from sheets.columns import BY_NAME, KEY_DATES, RECEIPTS, TABS
from sheets.contents import EVERY, Contents, contents_of, title_of
from sheets.copied_lists import differing
from sheets.google import LATE
from sheets.lists import APPROVE, NAMES, WORDS
from sheets.register import Batch, Register, State
from sheets.xlsx import XlsxRegister
from tests.sheets_emulator import Running
from tests.support.apart_register import (
    ALONE,
    PEOPLE,
    Places,
    Watched,
    apart_over,
    google_apart_server,
    google_human,
    put_books,
    put_workbooks,
    together,
    workbook,
    workbook_human,
    workbooks,
)
from tests.support.branches import BRANCH, CASEWORKERS
from tests.support.engine import Desk, desk, world_over
from tests.support.google_register import (
    Keyboard,
    Seconds,
    at_once,
    google_server,
    put_prepared,
    register_over,
)
from tests.support.xlsx_register import XlsxHuman

REF = "C-2026-0001"
PEOPLES = tuple(person.name for person in CASEWORKERS)
GET, CHANGE = "spreadsheets.get", "spreadsheets.batchUpdate"


@dataclass
class Apart:
    """A register of several spreadsheets, whoever works in it, and the engine over it."""

    register: ApartRegister
    human: Any
    desk: Desk
    running: Running | None = None
    clock: Seconds = field(default_factory=Seconds)

    def offers(self, tab: str, column: str) -> tuple[str, ...]:
        """What the dropdown below a column offers, by canonical names."""
        layout = BY_NAME[tab]
        words: tuple[str, ...] = self.human.offers(layout.title, layout.column(column).title)
        return words


def expected(choices: str) -> tuple[str, ...]:
    """What a list offers with the caseworkers of the tests."""
    return {NAMES: PEOPLES, "decision": (APPROVE, *PEOPLES)}.get(choices) or WORDS[choices]


@contextmanager
def apart(kind: str, folder: Path, places: Places) -> Iterator[Apart]:
    """An engine over such a register, prepared, its caseworkers typed in."""
    folder.mkdir(exist_ok=True)
    with ExitStack() as stack:
        running, clock = None, Seconds(1000.0)
        human: Any
        register: ApartRegister
        if kind == "google":
            _, running, others = stack.enter_context(google_apart_server(folder, places=places))
            put_books(running, others, places)
            register = apart_over(running, others, places, patience=at_once(clock))
            stack.callback(register.close)
            human = google_human(running, others, places)
        else:
            put_workbooks(folder, places)
            register, human = workbooks(folder, places), workbook_human(folder, places)
        for at, person in enumerate(CASEWORKERS, 2):
            for title, value in (
                ("Name", person.name),
                ("Email", person.email),
                ("Department", person.department),
            ):
                human.set_cell("Caseworkers", at, title, value)
        world = stack.enter_context(world_over(folder, register))
        yield Apart(register, human, Desk(folder, world, human), running, clock)


@pytest.fixture(params=["xlsx", "google"])
def at(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Apart]:
    """Caseworkers and Lists stand in spreadsheets of their own."""
    with apart(request.param, tmp_path, PEOPLE) as made:
        yield made


def test_a_case_goes_its_way_where_caseworkers_and_lists_stand_apart(at: Apart) -> None:
    desk = at.desk
    desk.form()
    desk.settle()
    assert desk.case_row(REF)["Suggested"] == "Ana Ruiz and Ben Osei"
    assert at.human.main.own_list(2) == (APPROVE, "Ana Ruiz", "Ben Osei")  # Cara Lund is of her department
    desk.choose(REF, "Decision", "Ben Osei")
    desk.settle()
    (offer,) = desk.notices("offered")
    assert "ben" in str(offer["To"])
    desk.answer(offer, "yes")
    desk.settle()
    row = desk.case_row(REF)
    assert (row["Status"], row["Caseworker"]) == ("Active", "Ben Osei")
    loads = {str(one["Name"]): one["Open cases"] for one in at.human.rows("Caseworkers")}
    assert loads["Ben Osei"] == 1
    assert at.human.main.own_list(2) == (APPROVE, "Ana Ruiz")  # who may be second to him


def test_every_dropdown_offers_what_it_does_in_one_spreadsheet(at: Apart) -> None:
    at.desk.settle()
    for tab in TABS:
        for column in tab.columns:
            if column.choices:
                assert at.offers(tab.name, column.name) == expected(column.choices), column.title


KINDS = ("xlsx", "google")


def turn_about() -> list[Any]:
    """Each tab by itself in a workbook or a Google Sheet by turns, all in both; ALL_TABS=1: each in both."""
    every = os.environ.get("ALL_TABS")
    pairs = [(name, kind) for at, name in enumerate(EVERY) for kind in (KINDS if every else (KINDS[at % 2],))]
    made = [pytest.param({"alone": (name,)}, kind, id=f"{name}-{kind}") for name, kind in pairs]
    return [*made, *(pytest.param(ALONE, kind, id=f"all-{kind}") for kind in KINDS)]


@pytest.mark.long
@pytest.mark.parametrize(("places", "kind"), turn_about())
def test_any_tab_may_be_the_one_that_stands_apart(places: Places, kind: str, tmp_path: Path) -> None:
    with apart(kind, tmp_path, places) as made:
        assert sorted(title for title in made.human.tabs_seen() if title != "Sheet1") == sorted(
            map(title_of, EVERY)
        )
        made.desk.form()
        made.desk.settle()
        made.desk.choose(REF, "Decision", "Ana Ruiz")
        made.desk.settle()
        assert made.register.read().problems == ()
        assert len(made.desk.notices("offered")) == 1
        test_every_dropdown_offers_what_it_does_in_one_spreadsheet(made)
        assert all(line.state is State.OK for line in made.register.describe() if kind == "xlsx")


def test_a_name_that_is_corrected_or_goes_is_offered_so_after_the_next_turn(at: Apart) -> None:
    at.desk.settle()
    at.human.set_cell("Caseworkers", 2, "Name", "Ana Maria Ruiz")
    at.human.set_cell("Caseworkers", 5, "Name", "Dai Rees")
    at.human.set_cell("Caseworkers", 5, "Email", "dai@home.example")
    at.desk.turn(minutes=1)
    names = ("Ana Maria Ruiz", *PEOPLES[1:], "Dai Rees")
    assert at.offers("availability", "who") == names
    assert at.offers("cases", "decision") == (APPROVE, *names)
    assert at.human.offers("Lists", "Decision") == () != at.human.rows("Lists")
    at.human.delete_row("Caseworkers", 4)
    at.desk.turn(minutes=1)
    left = tuple(name for name in names if name != PEOPLES[2])
    assert at.offers("time", "who") == left
    assert at.offers("cases", "decision") == (APPROVE, *left)


def test_a_word_that_people_add_to_their_list_is_offered_on_the_tabs_elsewhere(at: Apart) -> None:
    at.desk.settle()
    row = 2 + len(WORDS["outcome"])
    at.human.set_cell("Lists", row, "Outcome", "Settled")
    at.desk.turn(minutes=1)
    assert at.offers("cases", "outcome") == (*WORDS["outcome"], "Settled")
    at.human.set_cell("Lists", 2, "Outcome", None)
    at.desk.turn(minutes=1)
    assert at.offers("cases", "outcome") == (*WORDS["outcome"][1:], "Settled")


def test_a_quiet_turn_reads_each_spreadsheet_once_and_writes_none(tmp_path: Path) -> None:
    with apart("google", tmp_path, ALONE) as at:
        assert at.running is not None
        at.desk.settle()
        at.running.emulator.forget()
        at.desk.turn(minutes=1)
        assert at.running.emulator.counts() == {GET: len(EVERY) - 1}  # nobody reads the page Read me
        at.human.set_cell("Caseworkers", 2, "Name", "Ana Maria Ruiz")
        at.running.emulator.forget()
        at.desk.turn(minutes=1)
        # The names stand on Lists, Cases, Availability and Time.
        assert at.running.emulator.counts() == {GET: len(EVERY) - 1, CHANGE: 4}


@pytest.mark.parametrize("after", [False, pytest.param(True, marks=pytest.mark.long)])
def test_a_write_that_stops_between_two_spreadsheets_goes_on_and_names_are_not_doubled(
    after: bool, tmp_path: Path
) -> None:
    with apart("google", tmp_path, PEOPLE) as at:
        assert at.running is not None
        at.desk.settle()
        at.human.set_cell("Caseworkers", 5, "Name", "Dai Rees")
        at.human.set_cell("Caseworkers", 5, "Email", "dai@home.example")
        at.desk.form()
        at.running.fail("503", after=after, path=f"{at.running.spreadsheet_id}:batchUpdate", method="POST")
        assert bool(at.desk.turn(minutes=1).troubles) is not after  # else it is found by its receipt at once
        assert at.offers("availability", "who") == (*PEOPLES, "Dai Rees")  # this one was written first
        at.clock.sleep(LATE)
        at.desk.settle()
        for tab, column in (("availability", "who"), ("time", "who")):
            assert at.offers(tab, column) == (*PEOPLES, "Dai Rees")
        assert at.offers("cases", "decision") == (APPROVE, *PEOPLES, "Dai Rees")
        assert [str(row["Ref"]) for row in at.human.rows("Cases")] == [REF]
        assert [str(row["Ref"]) for row in at.human.rows("Contacts")] == [REF]


@pytest.mark.parametrize(("people", "tabs"), [(1, ["Caseworkers"]), (3, ["Caseworkers", "Lists"])])
def test_a_roster_that_was_moved_without_its_lines_takes_nobody_off_and_is_asked_for(
    people: int, tabs: list[str], tmp_path: Path
) -> None:
    moved: Places = {"people": tuple(map(str.casefold, tabs))}
    human = workbook_human(tmp_path, moved)
    with desk(tmp_path, roster=False) as before:
        for at, person in enumerate(CASEWORKERS[:people], 2):
            for title, value in (("Name", person.name), ("Email", person.email)):
                before.human.set_cell("Caseworkers", at, title, value)
        before.form()
        before.settle()
        before.choose(REF, "Decision", CASEWORKERS[0].name)
        before.settle()
        mails = told_to_people(before)
        before.world = replace(before.world, register=workbooks(tmp_path, moved))
        told = before.turn(minutes=1).troubles["register"]
        assert f"{people} of {people} rows are gone from the tab Caseworkers" in told
        assert "copy its lines there" in told
        assert told_to_people(before) == mails
        for at, row in enumerate(before.human.rows("Caseworkers"), 2):
            for title in ("Name", "Email"):
                human.set_cell("Caseworkers", at, title, row[title])
        before.settle()
        assert str(before.case_row(REF)["Asked"]).startswith(f"Asked {CASEWORKERS[0].name}")
        for title in tabs:
            human.main.delete_tab(title)
        before.settle()
        assert told_to_people(before) == mails
        names = PEOPLES[:people]
        assert human.main.offers("Cases", "Decision") == (APPROVE, *names)
        assert human.main.offers("Availability", "Who") == names
        assert human.offers("Caseworkers", "Level") == WORDS["level"]


@pytest.mark.parametrize("lost", [pytest.param(False, marks=pytest.mark.long), True])
def test_tabs_of_a_google_sheet_moved_there_and_back_take_their_words_from_where_these_are(
    lost: bool, tmp_path: Path
) -> None:
    """`lost`: they are deleted where they were, by which Google breaks what looked there."""
    moved: Places = {"people": ("caseworkers", "lists")}
    with google_apart_server(tmp_path, places=moved) as (register, running, others):
        put_prepared(running)
        whole, there = register_over(running), google_human(running, others, moved)
        for at, person in enumerate(CASEWORKERS, 2):
            there.main.set_cell("Caseworkers", at, "Name", person.name)
        register.prepare()
        for at, person in enumerate(CASEWORKERS, 2):
            there.set_cell("Caseworkers", at, "Name", person.name)
        if lost:
            _delete(running, "Caseworkers", "Lists")
            register.prepare()
        _copy_words(register, "r1")
        for tab, column in (("Cases", "Decision"), ("Cases", "Outcome"), ("Time", "Who")):
            source = there.main.source(tab, column)
            assert source.startswith("='_words'!"), source
        assert there.main.offers("Cases", "Decision") == (APPROVE, *PEOPLES)
        assert there.offers("Caseworkers", "Level") == WORDS["level"]
        whole.prepare()
        assert there.main.source("Cases", "Outcome").startswith("='Lists'!")
        assert there.main.source("Time", "Who").startswith("='Lists'!")


def told_to_people(desk: Desk) -> list[str]:
    """Whom the notices went to that did not go to those who look after the service."""
    keepers = {person.email for person in (BRANCH.coordinator, BRANCH.administrator) if person}
    return [
        to for mail in desk.notices() if (to := str(mail["To"])) and not any(one in to for one in keepers)
    ]


def _copy_words(register: ApartRegister, receipt: str) -> None:
    picture = register.read()
    assert picture.words is not None
    register.write(Batch(receipt, words=picture.words), picture)
    assert register.read().words is None


def _delete(running: Running, *titles: str) -> None:
    """As Google does it: what looked to the tab says so."""
    for title in titles:
        running.human().delete_tab(title)
        for sheet in running.book().sheets:
            for row in sheet.rows:
                for cell in row.cells.values():
                    rule = cell.validation or {}
                    for value in rule.get("condition", {}).get("values", []):
                        if f"'{title}'!" in value["userEnteredValue"]:
                            value["userEnteredValue"] = "=#REF!"


Opened = tuple[Callable[[Contents], Register], Any]


@pytest.fixture(params=["xlsx", "google"])
def sheet(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opened]:
    """One spreadsheet that is opened with other contents each time, and whoever works in it."""
    if request.param == "xlsx":
        path = tmp_path / "one.xlsx"
        yield (lambda contents: XlsxRegister(path, contents=contents)), XlsxHuman(path)
        return
    with google_server(tmp_path) as (_, running):
        yield (lambda contents: register_over(running, contents=contents)), Keyboard(running)


def test_a_spreadsheet_to_which_another_tab_is_moved_gets_the_lists_of_that_too(sheet: Opened) -> None:
    opened, human = sheet
    tabs = ["availability", "key_dates", "caseworkers"]
    for names in (tabs[:1], tabs[:2], tabs):
        register = opened(contents_of(names))
        register.prepare()
        picture = register.read()
        words = {**WORDS, NAMES: PEOPLES}
        cells = differing(picture.tabs["copied"], words)
        register.write(Batch(" ".join(names), cells=cells), picture)
        assert differing(register.read().tabs["copied"], words) == ()
    assert human.offers("Availability", "Who") == PEOPLES
    assert human.offers("Availability", "What") == WORDS["availability"]
    assert human.offers("Key dates", "Done") == WORDS["yes"]
    assert human.offers("Caseworkers", "Level") == WORDS["level"]


def test_a_tab_apart_of_an_earlier_version_gets_its_dropdowns(sheet: Opened) -> None:
    opened, human = sheet
    plain = replace(KEY_DATES, columns=tuple(replace(column, choices="") for column in KEY_DATES.columns))
    opened(Contents((plain, RECEIPTS), lists=False, page=False)).prepare()
    human.set_cell("Key dates", 2, "What", "hearing")
    register = opened(contents_of(["key_dates"]))
    register.prepare()
    picture = register.read()
    register.write(Batch("r1", cells=differing(picture.tabs["copied"], WORDS)), picture)
    assert human.offers("Key dates", "Done") == WORDS["yes"]
    assert human.cell("Key dates", 2, "What") == "hearing"
    human.set_cell("Key dates", 3, "What", "appeal")
    register.prepare()
    assert human.offers("Key dates", "Done") == WORDS["yes"]


def test_a_workbook_that_is_opened_between_two_writes_gets_the_names_once_it_is_closed(
    tmp_path: Path,
) -> None:
    lock = tmp_path / ".~lock.register.xlsx#"
    away = Watched(XlsxRegister(tmp_path / "away.xlsx", contents=contents_of(PEOPLE["away"])), lock)
    with apart("xlsx", tmp_path, PEOPLE) as at:
        others = partial(workbook, tmp_path)
        register = together(lambda *which: away if which[0] == "away" else others(*which), PEOPLE)
        at.desk.world = replace(at.desk.world, register=register)
        at.desk.settle()
        away.armed = True
        at.human.set_cell("Caseworkers", 5, "Name", "Dai Rees")
        at.human.set_cell("Caseworkers", 5, "Email", "dai@home.example")
        at.desk.form()
        assert "open" in at.desk.turn(minutes=1).troubles["register"]
        assert at.offers("time", "who") == (*PEOPLES, "Dai Rees")  # this one was written first
        assert at.offers("cases", "decision") == (APPROVE, *PEOPLES)
        lock.unlink()
        at.desk.settle()
        assert at.offers("time", "who") == (*PEOPLES, "Dai Rees")
        assert at.offers("cases", "decision") == (APPROVE, *PEOPLES, "Dai Rees")
        assert [str(row["Ref"]) for row in at.human.rows("Cases")] == [REF]
        assert [str(row["Ref"]) for row in at.human.rows("Contacts")] == [REF]


@pytest.mark.parametrize("kind", ["xlsx", "google"])
def test_a_tab_that_was_left_where_it_is_not_read_any_more_is_told_by_a_check(
    kind: str, tmp_path: Path
) -> None:
    with apart(kind, tmp_path, {"people": ("caseworkers", "lists")}) as made:
        assert not any("not read" in line.text for line in made.register.describe())
        made.human.main.add_tab("Caseworkers")
        told = [line for line in made.register.describe() if "not read" in line.text]
        assert [line.state for line in told] == [State.LOOK]
        assert told[0].text.startswith("A tab Caseworkers stands there that is not read")
