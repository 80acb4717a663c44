"""Three bugs, planted into the engine's process on purpose: a proof that misses one of them proves nothing.

Each is right as long as nothing breaks, so that only a kill can tell it from the engine as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from ingest.mailbox import Mailbox, Waiting
from jobs.journal import effects
from jobs.journal.effects import Queued
from sheets.register import Batch, Picture, Register, Written

Ports = tuple[Mailbox, Register]


def plant(bug: str, ports: Ports) -> Ports:
    """Plant the bug of that name ("": none) into this process; gives the ports to use. Raises KeyError."""
    return BUGS[bug](ports) if bug else ports


def _filed_too_soon(ports: Ports) -> Ports:
    """A letter leaves the inbox as soon as it is fetched, before the journal holds it."""
    return FiledWhenRead(ports[0]), ports[1]


@dataclass(frozen=True, slots=True)
class FiledWhenRead:
    """A mailbox that files a letter away when it is read."""

    inner: Mailbox

    def waiting(self) -> list[Waiting]:
        return self.inner.waiting()

    def read(self, key: str) -> bytes:
        raw = self.inner.read(key)
        self.inner.file_away(key, "Casework/Other")
        return raw

    def head(self, key: str) -> bytes:
        return self.inner.head(key)

    def file_away(self, key: str, folder: str) -> None:
        self.inner.file_away(key, folder)


def _made_anew(ports: Ports) -> Ports:
    """A notice's bytes are not kept: every attempt makes them anew, with a Message-ID of its own."""
    pending = effects.pending

    def pending_anew(*args: Any, **options: Any) -> list[Queued]:
        return [_anew(queued) for queued in pending(*args, **options)]

    effects.pending = pending_anew
    return ports


def _anew(queued: Queued) -> Queued:
    if not queued.tries or queued.raw is None:
        return queued
    message_id = queued.message_id.replace("<", f"<{queued.tries}.")
    raw = queued.raw.replace(queued.message_id.encode(), message_id.encode())
    return replace(queued, message_id=message_id, raw=raw)


def _blind_append(ports: Ports) -> Ports:
    """Nobody looks for the receipts: what may have been written before a crash is written once more."""
    return ports[0], Receiptless(ports[1])


@dataclass(frozen=True, slots=True)
class Receiptless:
    """A register whose receipts are overlooked."""

    inner: Register

    def prepare(self) -> None:
        self.inner.prepare()

    def read(self) -> Picture:
        return replace(self.inner.read(), receipts=frozenset())

    def write(self, batch: Batch, picture: Picture) -> Written:
        return self.inner.write(batch, picture)


BUGS: dict[str, Callable[[Ports], Ports]] = {
    "filed-too-soon": _filed_too_soon,
    "made-anew": _made_anew,
    "blind-append": _blind_append,
}
NEAR = {"filed-too-soon": "mailbox.read", "made-anew": "transport.send", "blind-append": "register.write"}
"""In whose calls each of them shows: where a short run looks."""
