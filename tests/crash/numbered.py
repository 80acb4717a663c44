"""The ports, the journal and the reader, with a point before and after everything they do."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event

from ingest.mailbox import KeepsSent, Mailbox, Waiting
from ingest.reading import Reading
from jobs.journal.store import Book, Journal, open_journal
from notify.transport import Transport
from sheets.register import Batch, Picture, Register, Versioned, Written
from tests.crash.points import Points


@dataclass(frozen=True, slots=True)
class NumberedMailbox:
    """The `Mailbox` port, numbered."""

    inner: Mailbox
    points: Points

    def waiting(self) -> list[Waiting]:
        return self.points.around("mailbox.waiting", self.inner.waiting)

    def read(self, key: str) -> bytes:
        return self.points.around("mailbox.read", lambda: self.inner.read(key))

    def head(self, key: str) -> bytes:
        return self.points.around("mailbox.head", lambda: self.inner.head(key))

    def sent(self, message_id: str) -> bool:
        if not isinstance(self.inner, KeepsSent):
            return False
        inner = self.inner
        return self.points.around("mailbox.sent", lambda: inner.sent(message_id))

    def file_away(self, key: str, folder: str) -> None:
        self.points.around("mailbox.file_away", lambda: self.inner.file_away(key, folder))


@dataclass(frozen=True, slots=True)
class NumberedRegister:
    """The `Register` port, numbered."""

    inner: Register
    points: Points

    def prepare(self) -> None:
        self.points.around("register.prepare", self.inner.prepare)

    def read(self) -> Picture:
        return self.points.around("register.read", self.inner.read)

    def write(self, batch: Batch, picture: Picture) -> Written:
        return self.points.around("register.write", lambda: self.inner.write(batch, picture))


@dataclass(frozen=True, slots=True)
class NumberedWorkbook:
    """The same of a register that tells its version (a class of its own: the engine asks by its methods)."""

    inner: Any
    points: Points

    def prepare(self) -> None:
        self.points.around("register.prepare", self.inner.prepare)

    def read(self) -> Picture:
        return self.points.around("register.read", self.inner.read)

    def write(self, batch: Batch, picture: Picture) -> Written:
        return self.points.around("register.write", lambda: self.inner.write(batch, picture))

    def version(self) -> str:
        return self.points.around("register.version", self.inner.version)


def numbered_register(register: Register, points: Points) -> NumberedRegister | NumberedWorkbook:
    """The wrapper that fits."""
    wrapper = NumberedWorkbook if isinstance(register, Versioned) else NumberedRegister
    return wrapper(register, points)


@dataclass(frozen=True, slots=True)
class NumberedTransport:
    """The `Transport` port, numbered. The window opens with the call and closes with the next commit."""

    inner: Transport
    points: Points

    def send(self, key: str, message: bytes, sender: str, recipient: str) -> None:
        self.points.here("before transport.send")
        self.points.window = key
        try:
            self.inner.send(key, message, sender, recipient)
        finally:
            self.points.here("after transport.send")


@dataclass(frozen=True, slots=True)
class NumberedJournal:
    """The journal, with a point before and after each commit, named by the function that commits.

    A transaction that wrote nothing commits nothing and has no points.
    """

    inner: Journal
    points: Points

    def begin(self) -> AbstractContextManager[Book]:
        return self._begin(f"commit in {sys._getframe(1).f_code.co_name}")

    @contextmanager
    def _begin(self, label: str) -> Iterator[Book]:
        with self.inner.begin() as book:
            before = _changes(book)
            yield book
            wrote = _changes(book) != before
            if wrote:
                self.points.here(f"before {label}")
        if wrote:
            self.points.window = ""
            self.points.here(f"after {label}")

    def close(self) -> None:
        self.inner.close()


def _changes(book: Book) -> int:
    """How many rows were written on this connection so far."""
    sqlite: Any = book.cx.connection.dbapi_connection
    return int(sqlite.total_changes)


def open_numbered(path: Path, points: Points) -> NumberedJournal:
    """Open the journal, with a point before the commit that makes or migrates its tables."""

    def before_commit(_: Connection) -> None:
        points.here("before commit in open_journal")

    event.listen(Engine, "commit", before_commit)
    try:
        opened = points.around("open_journal", lambda: open_journal(path, "branch"))
    finally:
        event.remove(Engine, "commit", before_commit)
    return NumberedJournal(opened, points)


@dataclass(frozen=True, slots=True)
class NumberedReader:
    """The reader, with a point before and after each letter. `kept`: readings by letter, to be used again.

    What a letter reads as depends on nothing but its bytes, so most runs take what the contained reader said
    in the unbroken run; the runs that die while it reads, and the unbroken one, use it itself.
    """

    inner: Any
    points: Points
    kept: dict[bytes, Reading]
    use_kept: bool

    def begin(self) -> None:
        if not self.use_kept:
            self.inner.begin()

    def read_many(self, raws: Iterable[bytes]) -> Iterator[Reading]:
        letters = list(raws)
        self.points.here("before reader.read_many")
        if self.use_kept and all(raw in self.kept for raw in letters):
            readings = iter([self.kept[raw] for raw in self._handed(letters)])
        else:
            readings = self.inner.read_many(self._handed(letters))
        for raw, reading in zip(letters, readings, strict=True):
            self.kept[raw] = reading
            self.points.here("after reader.read_many")
            yield reading

    def _handed(self, letters: list[bytes]) -> Iterator[bytes]:
        """One after the other to the reader; a point while it is at work on the last."""
        *others, last = letters
        yield from others
        self.points.here("during reader.read_many")
        yield last
