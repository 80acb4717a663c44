"""What is left when the engine rests, and in what it differs from an unbroken run. Nothing is forgiven but
what cannot be the same: chance (receipt keys, file names), counts of attempts, and the window of SMTP.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jobs.journal import doubts
from sheets.columns import RECEIPTS, TABS
from tests.crash.places import Notice, Place

LEFT_OUT: dict[str, set[str]] = {
    "letters": {"mailbox_key", "attempts"},  # a name by chance; how often it was begun
    "effects": {"tries", "doubts"},  # and how often it was in doubt
}
CHANCE = {
    ("known", "register version"),  # a digest of the workbook with its receipts
    ("counters", doubts.FOUND),
    ("counters", doubts.REPEATED),
}
"""Lines of the journal that are not compared."""


@dataclass(frozen=True, slots=True)
class State:
    """All that lasts. `unsure`: receipts that register and journal do not agree on."""

    register: dict[str, list[str]]
    letters: dict[str, list[str]]
    notices: Counter[Notice]
    journal: dict[str, list[str]]
    unsure: tuple[str, ...]


def state_of(place: Place) -> State:
    """Read it all: register as a person sees it, mail folders, notices, journal."""
    connection = sqlite3.connect(place.journal())
    try:
        tables = {name: sorted(_rows(connection, name)) for name in _tables(connection)}
        sure = {row[0] for row in connection.execute("SELECT receipt FROM receipts WHERE state = 'done'")}
        open_ = [row[0] for row in connection.execute("SELECT receipt FROM receipts WHERE state = 'trying'")]
    finally:
        connection.close()
    tabs = place.tabs([tab.title for tab in TABS])
    written = [str(row[RECEIPTS.columns[0].title]) for row in tabs.pop(RECEIPTS.title)]
    doubled = [receipt for receipt, times in Counter(written).items() if times > 1]
    unsure = [*open_, *doubled, *(sure ^ set(written))]
    return State(
        {title: [_told(row) for row in lines] for title, lines in tabs.items()},
        {folder: sorted(map(_digest, found)) for folder, found in place.letters().items()},
        Counter(place.notices()),
        tables,
        tuple(f"{len(unsure)} receipts are not settled" for _ in unsure[:1]),
    )


def differences(found: State, wanted: State, windows: tuple[str, ...] = ()) -> list[str]:
    """In plain words; empty if nothing differs. `windows`: notices that may have gone out once more each."""
    told = list(found.unsure)
    for name in ("register", "letters", "journal"):
        these, those = getattr(found, name), getattr(wanted, name)
        for part in sorted(these.keys() | those.keys()):
            told += _apart(f"{name} {part}", these.get(part, []), those.get(part, []))
    allowed = Counter(windows)
    for notice, times in (found.notices - wanted.notices).items():
        key = notice.header("X-Casework-Notice-Id")
        known = notice in wanted.notices
        if not known or times > allowed[key]:
            told.append(
                f"notice {key} to {notice.recipient}: {times} {'more' if known else 'of another kind'}"
            )
    for notice, times in (wanted.notices - found.notices).items():
        told.append(f"notice {notice.header('X-Casework-Notice-Id')} to {notice.recipient}: {times} missing")
    return told


def repeated(found: State, wanted: State) -> int:
    """How many notices went out more often than in the unbroken run."""
    return (found.notices - wanted.notices).total()


def _apart(what: str, these: list[str], those: list[str]) -> Iterator[str]:
    more, less = Counter(these) - Counter(those), Counter(those) - Counter(these)
    yield from (f"{what}: too much: {line}" for line in more)
    yield from (f"{what}: missing: {line}" for line in less)
    if not more and not less and these != those:
        yield f"{what}: in another order"


def _tables(connection: sqlite3.Connection) -> list[str]:
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return sorted(row[0] for row in names if not row[0].startswith("sqlite_"))


def _rows(connection: sqlite3.Connection, table: str) -> Iterator[str]:
    if table == "receipts":
        return  # keys by chance: held against the register instead
    cursor = connection.execute(f"SELECT * FROM {table}")
    names = [column[0] for column in cursor.description]
    left_out = LEFT_OUT.get(table, set())
    for row in cursor:
        cells = {name: _plain(value) for name, value in zip(names, row, strict=True) if name not in left_out}
        if (table, cells.get("name")) not in CHANCE:
            yield _told(cells)


def _plain(value: Any) -> Any:
    return f"{len(value)} bytes, {_digest(value)}" if isinstance(value, bytes) else value


def _told(cells: dict[str, Any]) -> str:
    return json.dumps({name: value for name, value in cells.items() if value is not None}, default=str)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
