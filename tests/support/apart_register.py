"""A register of three spreadsheets, workbooks or Google Sheets, and the human who works in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sheets.apart import ApartRegister, Part, layouts_apart, layouts_left
from sheets.columns import BY_NAME, TabLayout
from sheets.register import Register
from sheets.xlsx import XlsxRegister
from tests.sheets_emulator import Running
from tests.sheets_emulator.drive import new_book
from tests.sheets_emulator.server import OWNER
from tests.sheets_emulator.state import Book
from tests.sheets_emulator.ways import USUAL, Ways
from tests.support.google_register import Keyboard, google_server, put_book, register_over
from tests.support.xlsx_register import XlsxHuman

PLACES = {"contacts": ("contacts",), "lines": ("key_dates", "attention")}
"""Each spreadsheet but the one with Cases, and its tabs."""

APART = [name for names in PLACES.values() for name in names]


@dataclass(frozen=True)
class ApartHuman:
    """Works in whichever spreadsheet a tab is in."""

    main: Any
    others: dict[str, Any]  # by the title of the tab

    def __getattr__(self, verb: str) -> Any:
        if verb == "tabs_seen":
            return lambda: [title for human in self._all() for title in human.tabs_seen()]
        return lambda tab, *rest: getattr(self.others.get(tab, self.main), verb)(tab, *rest)

    def _all(self) -> list[Any]:
        return list({id(human): human for human in (self.main, *self.others.values())}.values())


def _together(main: Register, others: dict[str, Register]) -> ApartRegister:
    left = frozenset(tab.name for tab in layouts_left(APART))
    parts = [Part(others[place], frozenset(names)) for place, names in PLACES.items()]
    return ApartRegister([*parts, Part(main, left)])


def _titles(humans: dict[str, Any]) -> dict[str, Any]:
    return {BY_NAME[name].title: humans[place] for place, names in PLACES.items() for name in names}


def _workbooks(folder: Path) -> ApartRegister:
    """The register of the workbooks in a folder, not yet prepared."""

    def workbook(name: str, layouts: Sequence[TabLayout]) -> XlsxRegister:
        return XlsxRegister(folder / f"{name}.xlsx", layouts=layouts)

    others: dict[str, Register] = {
        place: workbook(place, layouts_apart(names)) for place, names in PLACES.items()
    }
    return _together(workbook("register", layouts_left(APART)), others)


@cache
def _prepared() -> dict[str, bytes]:
    """The workbooks by their names, made once: it takes its time."""
    with TemporaryDirectory() as folder:
        _workbooks(Path(folder)).prepare()
        return {path.name: path.read_bytes() for path in Path(folder).glob("*.xlsx")}


@contextmanager
def prepared_xlsx_apart_register(folder: Path) -> Iterator[tuple[ApartRegister, ApartHuman]]:
    """A prepared register, and its human."""
    for name, content in _prepared().items():
        (folder / name).write_bytes(content)
    humans = {place: XlsxHuman(folder / f"{place}.xlsx") for place in PLACES}
    yield _workbooks(folder), ApartHuman(XlsxHuman(folder / "register.xlsx"), _titles(humans))


@cache
def _prepared_books() -> dict[str, Book]:
    """The spreadsheets by their places, the one with Cases as "", made once."""
    with TemporaryDirectory() as folder, google_apart_server(Path(folder)) as (register, running, others):
        register.prepare()
        return {place: each.book().copy() for place, each in {"": running, **others}.items()}


@contextmanager
def prepared_google_apart_register(folder: Path) -> Iterator[tuple[ApartRegister, ApartHuman]]:
    """The same over three spreadsheets of one server."""
    with google_apart_server(folder) as (register, running, others):
        for place, book in _prepared_books().items():
            put_book(others.get(place, running), book)
        humans = {place: Keyboard(other) for place, other in others.items()}
        yield register, ApartHuman(Keyboard(running), _titles(humans))


def apart_over(running: Running, others: dict[str, Running], **options: Any) -> ApartRegister:
    """The register over the server's spreadsheets, as one process of the service has it."""
    parts: dict[str, Register] = {
        place: register_over(others[place], layouts=layouts_apart(names), **options)
        for place, names in PLACES.items()
    }
    return _together(register_over(running, layouts=layouts_left(APART), **options), parts)


@contextmanager
def google_apart_server(
    folder: Path, ways: Ways = USUAL
) -> Iterator[tuple[ApartRegister, Running, dict[str, Running]]]:
    """The register, the server with the spreadsheet with Cases, and with each of the others."""
    with google_server(folder, ways) as (_, running):
        others: dict[str, Running] = {}
        for place in PLACES:
            book = new_book(place, OWNER)
            book.editors.add(running.account)
            running.emulator.books[book.id] = book
            others[place] = replace(running, spreadsheet_id=book.id)
        register = apart_over(running, others)
        try:
            yield register, running, others
        finally:
            register.close()
