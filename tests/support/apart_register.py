"""A register of several spreadsheets, workbooks or Google Sheets, and the human who works in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any

from sheets.apart import ApartRegister, Part
from sheets.contents import EVERY, Contents, contents_of, title_of
from sheets.register import Register
from sheets.xlsx import XlsxRegister
from tests.sheets_emulator import Running
from tests.sheets_emulator.drive import new_book
from tests.sheets_emulator.server import OWNER
from tests.sheets_emulator.state import Book
from tests.sheets_emulator.ways import USUAL, Ways
from tests.support.google_register import Keyboard, google_server, put_book, register_over
from tests.support.xlsx_register import XlsxHuman

Places = Mapping[str, tuple[str, ...]]

PLACES: Places = MappingProxyType({"contacts": ("contacts",), "lines": ("key_dates", "attention")})
"""Each spreadsheet but the one with Cases, and its tabs."""

PEOPLE: Places = MappingProxyType(
    {
        "people": ("caseworkers",),
        "away": ("contacts", "availability", "time"),
        "words": ("attention", "lists", "readme"),
    }
)
"""The other way: where dropdowns look to, and what they are made of, stands elsewhere."""

ALONE: Places = MappingProxyType({name: (name,) for name in EVERY if name != "cases"})
"""Each tab in a spreadsheet of its own."""


LOCK = ",moira,desk,23.11.2026 10:00,file:///x;"


class Watched:
    """A workbook, and somebody who opens another as soon as this one has been written: once, if asked to."""

    def __init__(self, register: XlsxRegister, other: Path) -> None:
        self.register, self.other, self.armed = register, other, False

    def __getattr__(self, verb):
        return getattr(self.register, verb)

    def write(self, batch, picture):
        written = self.register.write(batch, picture)
        if self.armed:
            self.other.write_text(LOCK)
            self.armed = False
        return written


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


def left_of(places: Places) -> list[str]:
    """The tabs of the spreadsheet with Cases."""
    apart = {name for names in places.values() for name in names}
    return [name for name in EVERY if name not in apart]


def together(make: Callable[[str, Contents], Register], places: Places) -> ApartRegister:
    """The register of spreadsheets that are made for their place ("": the one with Cases) and contents."""
    every = {**places, "": left_of(places)}
    return ApartRegister(
        Part(make(place, contents_of(names)), frozenset(names)) for place, names in every.items()
    )


def _titles(humans: dict[str, Any], places: Places) -> dict[str, Any]:
    return {title_of(name): humans[place] for place, names in places.items() for name in names}


def workbook(folder: Path, place: str, contents: Contents) -> XlsxRegister:
    """The workbook of a place in a folder."""
    return XlsxRegister(folder / f"{place or 'register'}.xlsx", contents=contents)


def workbooks(folder: Path, places: Places = PLACES) -> ApartRegister:
    """The register of the workbooks in a folder, not yet prepared."""
    return together(partial(workbook, folder), places)


def workbook_human(folder: Path, places: Places = PLACES) -> ApartHuman:
    """Whoever works in them."""
    humans = {place: XlsxHuman(folder / f"{place}.xlsx", quick=True) for place in places}
    return ApartHuman(XlsxHuman(folder / "register.xlsx", quick=True), _titles(humans, places))


def google_human(running: Running, others: dict[str, Running], places: Places = PLACES) -> ApartHuman:
    """Whoever works in the spreadsheets of a server."""
    humans = {place: Keyboard(other) for place, other in others.items()}
    return ApartHuman(Keyboard(running), _titles(humans, places))


@cache
def _prepared(places: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, bytes]:
    """The workbooks by their names, made once: it takes its time."""
    with TemporaryDirectory() as folder:
        workbooks(Path(folder), dict(places)).prepare()
        return {path.name: path.read_bytes() for path in Path(folder).glob("*.xlsx")}


def put_workbooks(folder: Path, places: Places) -> None:
    """Put there what `prepare` makes of nothing."""
    for name, content in _prepared(tuple(places.items())).items():
        (folder / name).write_bytes(content)


@contextmanager
def prepared_xlsx_apart_register(
    folder: Path, places: Places = PLACES
) -> Iterator[tuple[ApartRegister, ApartHuman]]:
    """A prepared register, and its human."""
    put_workbooks(folder, places)
    yield workbooks(folder, places), workbook_human(folder, places)


def prepared_xlsx_people_register(
    folder: Path,
) -> AbstractContextManager[tuple[ApartRegister, ApartHuman]]:
    """The same where Caseworkers and Lists stand apart."""
    return prepared_xlsx_apart_register(folder, PEOPLE)


@cache
def _prepared_books(places: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, Book]:
    """The spreadsheets by their places, the one with Cases as "", made once."""
    with (
        TemporaryDirectory() as folder,
        google_apart_server(Path(folder), places=dict(places)) as (register, running, others),
    ):
        register.prepare()
        return {place: each.book().copy() for place, each in {"": running, **others}.items()}


def put_books(running: Running, others: dict[str, Running], places: Places) -> None:
    """Make the new spreadsheets of a server what `prepare` makes of them."""
    for place, book in _prepared_books(tuple(places.items())).items():
        put_book(others.get(place, running), book)


@contextmanager
def prepared_google_apart_register(
    folder: Path, places: Places = PLACES
) -> Iterator[tuple[ApartRegister, ApartHuman]]:
    """The same over the spreadsheets of one server."""
    with google_apart_server(folder, places=places) as (register, running, others):
        put_books(running, others, places)
        yield register, google_human(running, others, places)


def prepared_google_people_register(
    folder: Path,
) -> AbstractContextManager[tuple[ApartRegister, ApartHuman]]:
    """The same where Caseworkers and Lists stand apart."""
    return prepared_google_apart_register(folder, PEOPLE)


def apart_over(
    running: Running, others: dict[str, Running], places: Places = PLACES, **options: Any
) -> ApartRegister:
    """The register over the server's spreadsheets, as one process of the service has it."""
    return together(
        lambda at, contents: register_over(others.get(at, running), contents=contents, **options),
        places,
    )


@contextmanager
def google_apart_server(
    folder: Path, ways: Ways = USUAL, places: Places = PLACES
) -> Iterator[tuple[ApartRegister, Running, dict[str, Running]]]:
    """The register, the server with the spreadsheet with Cases, and with each of the others."""
    with google_server(folder, ways) as (_, running):
        others: dict[str, Running] = {}
        for place in places:
            book = new_book(place, OWNER)
            book.editors.add(running.account)
            running.emulator.books[book.id] = book
            others[place] = replace(running, spreadsheet_id=book.id)
        register = apart_over(running, others, places)
        try:
            yield register, running, others
        finally:
            register.close()
