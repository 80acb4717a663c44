"""A register of several spreadsheets: what a cycle costs, and what becomes of a batch that stops half way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jobs.config import ConfigProblems, load
from jobs.opening import open_register
from sheets.apart import ApartRegister, Part
from sheets.contents import EVERY, contents_of
from sheets.register import Batch, CellWrite, NewRow, RegisterBusy, RegisterUnreachable
from sheets.xlsx import XlsxRegister
from tests.sheets_emulator.server import ACCOUNT
from tests.support.apart_register import LOCK, ApartHuman, Watched, google_apart_server
from tests.support.engine import desk
from tests.support.xlsx_register import XlsxHuman
from tests.test_config import SMALL

REF = "C-2026-0001"
AWAY = ("attention", "contacts", "key_dates")


def test_a_cycle_costs_one_read_and_at_most_one_write_for_each_spreadsheet(tmp_path):
    with google_apart_server(tmp_path) as (register, running, _):
        register.prepare()
        running.emulator.forget()
        picture = register.read()
        assert running.emulator.counts() == {"spreadsheets.get": 3}
        row = NewRow("cases", REF, {"ref": REF, "status": "New"})
        register.write(Batch("r1", (row, NewRow("contacts", REF, {"ref": REF, "name": "Mo"}))), picture)
        assert running.emulator.counts() == {"spreadsheets.get": 3, "spreadsheets.batchUpdate": 2}
        running.emulator.forget()
        picture = register.read()
        register.write(Batch("r2", (), (CellWrite("cases", REF, "why", "room"),)), picture)
        assert running.emulator.counts() == {"spreadsheets.get": 3, "spreadsheets.batchUpdate": 1}


def test_no_tab_stands_in_two_spreadsheets_and_members_only_in_their_own(tmp_path):
    with google_apart_server(tmp_path) as (register, running, others):
        register.prepare()
        titles = [sheet.title for sheet in running.book().sheets if not sheet.looks.get("hidden")]
        assert "Contacts" not in titles and "Needs attention" not in titles and "Cases" in titles
        theirs = [sheet.title for sheet in others["contacts"].book().sheets if not sheet.looks.get("hidden")]
        assert sorted(theirs) == ["Contacts", "Sheet1"]


@pytest.fixture
def at(tmp_path):
    """An engine over three workbooks, its caseworkers typed in."""
    with desk(tmp_path) as made:
        human = XlsxHuman(tmp_path / "register.xlsx")
        lock = tmp_path / ".~lock.register.xlsx#"
        parts = {
            name: Watched(XlsxRegister(tmp_path / f"{name}.xlsx", contents=contents_of([name])), lock)
            for name in AWAY
        }
        for title in ("Contacts", "Key dates", "Needs attention"):
            human.delete_tab(title)
        left = [name for name in EVERY if name not in AWAY]
        main = XlsxRegister(tmp_path / "register.xlsx", contents=contents_of(left))
        register = ApartRegister(
            [
                *(Part(part, frozenset([name])) for name, part in parts.items()),
                Part(main, frozenset(left)),
            ]
        )
        titles = {"Contacts": "contacts", "Key dates": "key_dates", "Needs attention": "attention"}
        others = {title: XlsxHuman(tmp_path / f"{name}.xlsx") for title, name in titles.items()}
        made.world = replace(made.world, register=register)
        made.human = ApartHuman(made.human, others)
        made.contacts = parts["contacts"]
        yield made


@pytest.mark.long
def test_the_whole_engine_works_over_three_workbooks(at):
    at.form()
    at.settle()
    at.choose(REF, "Email", "mo.new@member.example", tab="Contacts")
    at.human.set_cell("Key dates", 2, "Case", REF)
    at.human.set_cell("Key dates", 2, "Date", "8 Dec 2026")
    at.choose(REF, "Decision", "Ana Ruiz")
    at.settle()
    assert str(at.case_row(REF)["Next date"]) == "2026-12-08"
    at.answer(at.notices("offered")[0], "yes")
    at.settle()
    assert [str(mail["To"]) for mail in at.notices("introduced_member")] == ["mo.new@member.example"]


def test_a_batch_that_stopped_between_two_workbooks_goes_on_and_no_line_is_doubled(at):
    at.form()
    at.form("Gil Penn", "not an address")  # a line on Needs attention
    at.contacts.armed = True
    turn = at.turn(minutes=1)
    assert "open" in turn.troubles["register"]
    assert at.human.rows("Cases") == []
    assert len(at.human.rows("Contacts")) == 2
    at.contacts.other.unlink()
    at.settle()
    assert [row["Ref"] for row in at.human.rows("Cases")] == [REF, "C-2026-0002"]
    assert str(at.human.rows("Cases")[0]["Received"]) == "2026-11-23"
    assert [row["Ref"] for row in at.human.rows("Contacts")] == [REF, "C-2026-0002"]
    told = [str(row["What happened"]) for row in at.human.rows("Needs attention")]
    assert len(told) == len(set(told)) > 0


def test_a_workbook_that_is_open_is_seen_before_another_is_written(at):
    at.form()
    at.turn()
    at.contacts.other.write_text(LOCK)
    at.form("Gil Penn", "gil@member.example")
    turn = at.turn(minutes=1)
    assert "open" in turn.troubles["register"]
    assert len(at.human.rows("Contacts")) == 1
    with pytest.raises(RegisterBusy):
        at.world.register.write(Batch("r", (NewRow("cases", "x", {}),)), at.world.register.read())


def test_what_goes_wrong_in_a_spreadsheet_of_its_own_says_which_it_is(tmp_path):
    with google_apart_server(tmp_path) as (register, running, others):
        register.prepare()
        others["contacts"].book().locale = "en_US"
        (line,) = [each.text for each in register.describe() if "en_US" in each.text]
        assert line.endswith("that holds Contacts (apart, in the section register).")
        running.book().locale = "en_US"
        assert sum(each.text.endswith("choose them.") for each in register.describe()) == 1
        others["lines"].human().unshare(ACCOUNT)
        with pytest.raises(
            RegisterUnreachable, match="not shared.* that holds Needs attention and Key dates"
        ):
            register.read()


def test_the_config_names_the_tabs_that_live_elsewhere(tmp_path):
    config = tmp_path / "config.yaml"
    text = SMALL.replace("path: register.xlsx", "path: register.xlsx\n  apart: {contacts: contacts.xlsx}")
    config.write_text(text)
    register = open_register(load(config))
    assert isinstance(register, ApartRegister)
    register.prepare()
    assert (tmp_path / "contacts.xlsx").exists()
    every = ", ".join(f"{name}: other.xlsx" for name in EVERY)
    for wrong in ("case: contacts.xlsx", "contacts: register.xlsx", "contacts: ./x/../register.xlsx", every):
        config.write_text(text.replace("contacts: contacts.xlsx", wrong))
        with pytest.raises(ConfigProblems):
            load(config)


def test_two_ways_to_write_the_place_of_a_spreadsheet_are_one_spreadsheet(tmp_path):
    config = tmp_path / "config.yaml"
    (tmp_path / "key.json").write_text("{}")
    ways = "{contacts: other.xlsx, time: ./x/../other.xlsx}"
    config.write_text(SMALL.replace("path: register.xlsx", f"path: register.xlsx\n  apart: {ways}"))
    assert len(open_register(load(config))._parts) == 2
    google = "kind: google\n  spreadsheet: abc\n  credentials: key.json\n  apart: "
    text = SMALL.replace("kind: xlsx\n  path: register.xlsx", google)
    address = "https://docs.google.com/spreadsheets/d/{}/edit#gid=0".format
    config.write_text(text.replace("apart: ", f"apart: {{contacts: xyz, time: '{address('xyz')}'}}"))
    assert len(open_register(load(config))._parts) == 2
    config.write_text(text.replace("apart: ", f"apart: {{contacts: '{address('abc')}'}}"))
    with pytest.raises(ConfigProblems):
        load(config)
