"""Opening the journal: one file, one writer, durable before anything is acknowledged."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event
from sqlalchemy.dialects import sqlite

from casework.helped import Helped
from casework.model import OpenCase
from jobs.journal.migrations import MIGRATIONS, Migration, found_version, migrate

T = TypeVar("T")

BRANCH = "branch"
"""The key of the one branch that a state folder holds; every table carries it (TRUST.md §4)."""


@dataclass(slots=True)
class Memo:
    """What was read in this turn and is asked for by every letter, kept up to date by what is written.

    Good for one turn of the one process that holds the lock; a transaction that fails forgets it.
    """

    open_cases: dict[str, OpenCase] | None = None
    helped: Helped | None = None
    known: dict[str, str] = field(default_factory=dict)  # the small things that rows.py keeps, by name
    counters: dict[str, int] = field(default_factory=dict)
    last_effect: int | None = None  # the highest number

    def forget(self) -> None:
        """Read anew when it is asked for again."""
        self.open_cases = self.helped = self.last_effect = None
        self.known.clear()
        self.counters.clear()


@dataclass(frozen=True, slots=True)
class Book:
    """The journal open in one transaction, for one branch. Functions of this package take it first."""

    cx: Connection
    branch: str
    memo: Memo


def insert_new(book: Book, table: Table, *rows: Mapping[str, object], unless: Collection[str] = ()) -> int:
    """Insert rows but for those that are there: by any key, or by the columns of `unless`. How many."""
    return book.cx.execute(_insert_new(book.cx.dialect.name, table, tuple(unless)), list(rows)).rowcount


@lru_cache(maxsize=16)
def _insert_new(dialect: str, table: Table, unless: tuple[str, ...]) -> sqlite.Insert:
    return _insert(dialect, table).on_conflict_do_nothing(index_elements=unless or None)


def insert(book: Book, table: Table) -> sqlite.Insert:
    """An insert that knows ON CONFLICT, which SQLAlchemy spells once for each database."""
    return _insert(book.cx.dialect.name, table)


def _insert(dialect: str, table: Table) -> sqlite.Insert:
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql  # with it comes asyncio, which no command here waits for

        return cast(sqlite.Insert, postgresql.insert(table))  # the same two methods, by another class
    return sqlite.insert(table)


def put(book: Book, table: Table, values: Mapping[str, object], only_new: Collection[str] = ()) -> None:
    """Insert a row, or change the one with its primary key, but for the columns that are `only_new`."""
    keys = {column.name for column in table.primary_key}
    changed = tuple(name for name in values if name not in keys and name not in only_new)
    book.cx.execute(_put(book.cx.dialect.name, table, changed), values)


@lru_cache(maxsize=64)
def _put(dialect: str, table: Table, changed: tuple[str, ...]) -> sqlite.Insert:
    """Built once for each shape: for a letter, putting statements together costs more than running them."""
    statement = _insert(dialect, table)
    keys = [column.name for column in table.primary_key]
    return statement.on_conflict_do_update(
        index_elements=keys, set_={name: statement.excluded[name] for name in changed}
    )


def in_parts(values: Sequence[T], at_most: int = 500) -> Iterator[Sequence[T]]:
    """The values a part at a time: a statement takes a limited number of parameters."""
    return (values[start : start + at_most] for start in range(0, len(values), at_most))


class Journal:
    """A branch's journal. `begin()` is one transaction: all of it, or nothing."""

    def __init__(self, engine: Engine, branch: str) -> None:
        self._engine, self.branch = engine, branch
        self.memo = Memo()

    def begin(self) -> AbstractContextManager[Book]:
        """A transaction that commits when the block ends and rolls back if it raises."""
        return self._begin()

    @contextmanager
    def _begin(self) -> Iterator[Book]:
        try:
            with self._engine.begin() as cx:
                yield Book(cx, self.branch, self.memo)
        except BaseException:
            self.memo.forget()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


def open_journal(path: Path, branch: str, migrations: Sequence[Migration] = MIGRATIONS) -> Journal:
    """Open or make the journal at `path` (mode 0600), backed up first if it has to be migrated.

    Raises `JournalTooNew`, and OSError where the folder cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    is_new = not path.exists()
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    engine = create_engine(URL.create("sqlite", database=str(path)))  # in an address ? and % mean something
    event.listen(engine, "connect", _durable)
    event.listen(engine, "begin", _begin_immediate)
    with engine.connect() as cx:
        at = found_version(cx)
    if not is_new and 0 < at < len(migrations):
        back_up(path, path.with_name(f"{path.name}.v{at}.backup"))
    if at != len(migrations):  # else nothing is written, and nobody who only looks waits for a writer
        with engine.begin() as cx:
            migrate(cx, migrations)
    return Journal(engine, branch)


def back_up(path: Path, to: Path) -> None:
    """A consistent copy of a journal that may be in use (SQLite's own online backup), mode 0600."""
    os.close(os.open(to, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600))
    source, target = sqlite3.connect(path), sqlite3.connect(to)
    try:
        source.backup(target)
    finally:
        target.close()
        source.close()


def _durable(connection: Any, _record: Any) -> None:
    """WAL and FULL: a commit that returned survives a power cut. We begin transactions ourselves."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA busy_timeout=5000")
    cursor.execute("PRAGMA cache_size=-16384")  # 16 MB: five hundred letters at once, each asked for often
    cursor.close()


def _begin_immediate(cx: Connection) -> None:
    """One writer from the first statement on: `status` beside the daemon never meets a half-taken lock."""
    cx.exec_driver_sql("BEGIN IMMEDIATE")
