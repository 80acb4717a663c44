"""How each connection fares: when it last worked, since when it fails and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from jobs.journal.schema import ports
from jobs.journal.store import Book, put


@dataclass(frozen=True, slots=True)
class Health:
    """One connection (mailbox, register, transport); `message` is empty while it works."""

    port: str
    last_ok: datetime | None
    failing_since: datetime | None
    message: str


def worked(book: Book, port: str, at: datetime) -> None:
    """The connection answered as it should."""
    _put(book, port, {"last_ok": at, "failing_since": None, "message": ""})


def failed(book: Book, port: str, at: datetime, message: str) -> Health:
    """The connection failed; returns its health, with the moment the trouble began."""
    before = next((health for health in all_of(book) if health.port == port), None)
    since = before.failing_since if before and before.failing_since else at
    _put(book, port, {"failing_since": since, "message": message})
    return Health(port, before.last_ok if before else None, since, message)


def all_of(book: Book) -> list[Health]:
    """Every connection that was ever used."""
    rows = book.cx.execute(
        select(ports.c.port, ports.c.last_ok, ports.c.failing_since, ports.c.message)
        .where(ports.c.branch == book.branch)
        .order_by(ports.c.port)
    )
    return [Health(*row) for row in rows]


def _put(book: Book, port: str, values: dict[str, object]) -> None:
    put(book, ports, {"branch": book.branch, "port": port, **values})
