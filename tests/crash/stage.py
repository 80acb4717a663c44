"""The servers that the engine's death must not touch: the Sheets emulator and SMTP sinks, in a process."""

from __future__ import annotations

import smtplib
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing.managers import BaseManager
from pathlib import Path
from typing import Any

from tests.crash.process import FORK, PATIENCE
from tests.sheets_emulator import Human, start
from tests.sheets_emulator.drive import new_book, new_id
from tests.sheets_emulator.server import ACCOUNT, OWNER
from tests.sheets_emulator.ways import Ways
from tests.support.discovery import watch
from tests.support.smtp_sink import SmtpSink


class Stage:
    """Spreadsheets by id and sinks by port."""

    def __init__(self, folder: str, ways: Ways) -> None:
        self._closing = ExitStack()
        self._running = self._closing.enter_context(start(Path(folder), ways))
        self._wrong = watch(self._running.emulator)
        self._sinks: dict[int, SmtpSink] = {}
        self._idle: list[SmtpSink] = []

    def door(self) -> tuple[str, str]:
        """Where the emulator answers, and the key file of the account that may come in."""
        return self._running.base_url, str(self._running.credentials)

    def wrong(self) -> list[str]:
        """What was asked or answered otherwise than Google describes its API."""
        return self._wrong

    def new_book(self) -> str:
        """An empty spreadsheet shared with the account."""
        book = new_book("Casework register", OWNER)
        book.editors.add(ACCOUNT)
        self._running.emulator.books[book.id] = book
        return book.id

    def twin_of_book(self, of: str) -> str:
        """A copy of a spreadsheet, with its tabs' ids."""
        emulator = self._running.emulator
        with emulator.lock:
            emulator.forget()
            twin = emulator.books[of].copy()
            twin.id, twin.editors = new_id(), set(twin.editors)
            emulator.books[twin.id] = twin
        return twin.id

    def rows(self, book: str, tab: str) -> list[dict[str, Any]]:
        return self._human(book).rows(tab)

    def set_cell(self, book: str, tab: str, row: int, header: str, value: Any) -> None:
        self._human(book).edit(tab, row, header, value)

    def delete_row(self, book: str, tab: str, row: int) -> None:
        self._human(book).delete_row(tab, row)

    def sort(self, book: str, tab: str, header: str) -> None:
        self._human(book).sort(tab, header)

    def new_sink(self, like: int, copies: str = "") -> int:
        """The port of a sink of one's own; it has taken what the sink `like` has taken so far.

        `copies`: the folder into which it puts a copy of each message before it says yes.
        """
        sink = self._idle.pop() if self._idle else self._closing.enter_context(SmtpSink())
        sink.keep_copies(Path(copies) if copies else None)
        sink.accepted[:] = self._sinks[like].accepted if like else []
        self._sinks[sink.port] = sink
        return sink.port

    def settle(self, sink: int) -> None:
        """Wait until what a dead client has sent is dealt with: its requests end with its connections."""
        for thread in threading.enumerate():
            if "process_request_thread" in thread.name:
                thread.join(PATIENCE)
        with smtplib.SMTP("127.0.0.1", sink, "sink.example", timeout=PATIENCE) as client:
            client.noop()  # the sink does one thing after the other: what came before is done

    def taken(self, sink: int) -> list[tuple[str, bytes]]:
        """Recipient and bytes of every message, in order."""
        return [(",".join(one.recipients), one.content) for one in self._sinks[sink].accepted]

    def forget(self, book: str, sink: int) -> None:
        """They are not needed any more."""
        self._running.emulator.books.pop(book, None)
        self._idle.append(self._sinks.pop(sink))

    def _human(self, book: str) -> Human:
        return Human(self._running.emulator, book)


class _Manager(BaseManager):
    """Lets a `Stage` live in a process of its own."""


_Manager.register("Stage", Stage)


@contextmanager
def open_stage(folder: Path, ways: Ways) -> Iterator[Any]:
    """A stage that runs in its own process, so that whoever forks engines has no threads."""
    manager = _Manager(ctx=FORK)
    manager.start()
    try:
        stage = manager.Stage(str(folder), ways)  # type: ignore[attr-defined]
        yield stage
        assert stage.wrong() == []
    finally:
        manager.shutdown()
