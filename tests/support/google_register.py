"""The Google adapter over the emulator, and the coordinator at the keyboard, for contract and own tests."""

from __future__ import annotations

import contextlib
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sheets.google import GoogleRegister
from sheets.google_http import Patience
from tests.sheets_emulator import Human, Running
from tests.sheets_emulator.state import Book, Entered, Formula
from tests.sheets_emulator.ways import OTHERWISE, USUAL, Ways
from tests.support.served import served


@dataclass(frozen=True, slots=True)
class Keyboard:
    """What a person does in the sheet: rows and columns numbered from 1, columns else named by header."""

    running: Running

    @property
    def _human(self) -> Human:
        return self.running.human()

    def cell(self, tab: str, row: int, header: str) -> Entered:
        return self._human.value(tab, row, header)

    def own_list(self, row: int) -> tuple[str, ...] | None:
        """What the rule under Decision says in that row of Cases; None: what the whole column offers."""
        column = self._human.column("Cases", "Decision")
        rule = self._human.tab("Cases").cell(row - 1, column).validation or {}
        words = tuple(value["userEnteredValue"] for value in rule.get("condition", {}).get("values", ()))
        assert rule.get("strict") is False and words
        return None if words[0].startswith("='") else words

    def offered_under(self, header: str) -> tuple[str, ...]:
        """The words of the dropdown below that header of Cases."""
        return self.offers("Cases", header)

    def offers(self, tab: str, header: str) -> tuple[str, ...]:
        """The words of the dropdown below that header, wherever in the spreadsheet they stand."""
        where = self.source(tab, header)
        if not where:
            return ()
        told = re.fullmatch(r"='(.*)'!\$([A-Z])\$(\d+):\$\2\$300", where)
        assert told is not None
        return tuple(self._below(told[1], told[2], int(told[3])))

    def source(self, tab: str, header: str) -> str:
        """From where the dropdown below that header takes its words, in rows without a list of their own."""
        sheet = self._human.tab(tab)
        rule = sheet.cell(sheet.row_count - 1, self._human.column(tab, header)).validation or {}
        return str(rule.get("condition", {}).get("values", [{}])[0].get("userEnteredValue", ""))

    def _below(self, tab: str, letter: str, row: int) -> Iterator[str]:
        """What stands in a column from that row on; of the formulas only ours is worked out."""
        sheet = self._human.tab(tab)
        for at in range(row - 1, len(sheet.rows)):
            value = sheet.cell(at, ord(letter) - 65).value
            if isinstance(value, Formula):
                told = re.match(r"=IFERROR\(FILTER\('(.*?)'!([A-Z]):\2,.*\)>(\d+)\)", value.text)
                assert told is not None
                yield from self._below(told[1], told[2], int(told[3]) + 1)
            elif value:
                yield str(value)

    def sorted_together(self) -> list[str]:
        """The headers of Cases that a sort by the arrows moves, and by any view of ours."""
        sheet = self._human.tab("Cases")
        ends = {view["range"]["endColumnIndex"] for view in sheet.filter_views}
        (end,) = ends | {(sheet.basic_filter or {})["range"]["endColumnIndex"]}
        return self._human.headers("Cases")[:end]

    def set_cell(self, tab: str, row: int, header: str, value: Entered) -> None:
        self._human.edit(tab, row, header, value)

    def sort(self, tab: str, header: str) -> None:
        self._human.sort(tab, header)

    def insert_column(self, tab: str, at: int, header: str) -> None:
        self._human.insert_column(tab, at - 1, header)

    def insert_row(self, tab: str, row: int) -> None:
        self._human.insert_row(tab, row)

    def rename_header(self, tab: str, old: str, new: str) -> None:
        self._human.rename_header(tab, old, new)

    def delete_row(self, tab: str, row: int) -> None:
        self._human.delete_row(tab, row)

    def add_tab(self, tab: str, lines: list[list[Entered]] | None = None) -> None:
        self._human.add_tab(tab)
        self._human.fill(tab, lines or [])

    def delete_tab(self, tab: str) -> None:
        self._human.delete_tab(tab)

    def tabs_seen(self) -> list[str]:
        return [sheet.title for sheet in self._human.book().sheets if not sheet.looks.get("hidden")]

    def rows(self, tab: str) -> list[dict[str, Entered]]:
        return self._human.rows(tab)


@dataclass(slots=True)
class Seconds:
    """A clock that nobody sets: it goes on when somebody waits, or is told that time has passed."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def at_once(clock: Seconds | None = None, **changed: float) -> Patience:
    """The usual patience on a clock that goes on only by waiting, so that no test waits."""
    clock = clock or Seconds()
    return Patience(sleep=clock.sleep, clock=clock, chance=lambda: 1.0, **changed)


def register_over(running: Running, **options: Any) -> GoogleRegister:
    """A register over the server's spreadsheet, as one process of the service has it."""
    place = running.spreadsheet_id, running.credentials
    return GoogleRegister(*place, endpoint=running.base_url, **{"patience": at_once(), **options})


@contextlib.contextmanager
def google_server(
    folder: Path, ways: Ways = USUAL, *, ask_drive: bool = False, patience: Patience | None = None
) -> Iterator[tuple[GoogleRegister, Running]]:
    """A register over a new spreadsheet of a server of its own, not yet prepared."""
    with served(folder, ways) as running:
        register = register_over(running, patience=patience or at_once(), ask_drive=ask_drive)
        try:
            yield register, running
        finally:
            register.close()


@functools.cache
def _prepared(ways: Ways) -> Book:
    """A prepared spreadsheet, made once: over HTTP it takes longer than most tests."""
    with TemporaryDirectory() as folder, google_server(Path(folder), ways) as (register, running):
        register.prepare()
        return running.book().copy()


def put_prepared(running: Running) -> None:
    """Make the new spreadsheet what `GoogleRegister.prepare` makes of it."""
    put_book(running, _prepared(running.emulator.ways))


def put_book(running: Running, made: Book) -> None:
    """Put what a spreadsheet elsewhere holds into this one, which goes on being shared as it is."""
    book = made.copy()
    book.id, book.editors = running.spreadsheet_id, set(running.book().editors)
    running.emulator.books[book.id] = book


@contextlib.contextmanager
def prepared_google_register(folder: Path, ways: Ways = USUAL) -> Iterator[tuple[GoogleRegister, Keyboard]]:
    """A prepared register, and the human who works in it."""
    with google_server(folder, ways) as (register, running):
        put_prepared(running)
        yield register, Keyboard(running)


@contextlib.contextmanager
def prepared_google_otherwise_register(folder: Path) -> Iterator[tuple[GoogleRegister, Keyboard]]:
    """The same where everything that nobody knows of the server is the other way round."""
    with prepared_google_register(folder, OTHERWISE) as pair:
        yield pair
