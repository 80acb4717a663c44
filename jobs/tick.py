"""One turn of the service: every step in order, each guarded, none able to stop the others."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from ingest.mailbox import MailboxRefused, MailboxUnreachable
from ingest.reader import ReaderUnavailable
from jobs.along import along
from jobs.behind import JournalBehind
from jobs.doubt import settle
from jobs.handle import handle
from jobs.journal import ports
from jobs.keep import Looked, look, write
from jobs.post import TransportDown, post
from jobs.receive import file_away, receive
from jobs.record import refresh
from jobs.trouble import TROUBLE, tell
from jobs.wait import wait
from jobs.world import World
from sheets.register import RegisterError

log = logging.getLogger("casework.tick")

EXPECTED = (MailboxUnreachable, MailboxRefused, RegisterError, ReaderUnavailable, TransportDown)
"""Troubles of the world outside: their message is a plain sentence for a person."""


@dataclass(slots=True)
class Turn:
    """What one turn did, and what troubled it (port to plain sentence)."""

    received: int = 0
    handled: int = 0
    set_aside: int = 0
    due: int = 0
    rows: int = 0
    notices: int = 0
    notices_left: int = 0  # due, but not taken by the transport
    settled: int = 0  # notices that were in doubt and are no more
    in_doubt: int = 0  # notices that may have left and may not
    filed: int = 0
    behind: bool = False  # the journal is behind its register: nothing more is done
    troubles: dict[str, str] = field(default_factory=dict)

    def did_anything(self) -> bool:
        """Whether anything at all happened."""
        letters = (self.received, self.handled, self.set_aside, self.filed)
        return any((*letters, self.due, self.rows, self.notices, self.settled))


def tick(world: World, now: datetime) -> Turn:
    """One turn. Idempotent: whatever a crash or a trouble cuts short, the next turn takes up.

    The register is read before letters are handled (the roster and the coordinator's word come first) and
    written after. Notices leave between letters and at the end; those in doubt are looked at between the two,
    when a letter may have proved that they left. Letters are filed away last, when all that they brought is
    in the journal. Where the journal is behind its register, nothing happens after the look but to say so.
    """
    turn = Turn()
    looked: list[Looked] = []
    with world.journal.begin() as book:
        book.memo.forget()  # another process may have been at the journal since the last turn

    def receiving() -> None:
        turn.received = receive(world, now)

    def looking() -> None:
        looked.append(look(world, now))

    def handling() -> None:
        turn.handled, turn.set_aside = handle(world, now, posting_meanwhile)

    def waiting() -> None:
        turn.due = wait(world, now)

    def refreshing() -> None:
        with world.journal.begin() as book:
            refresh(book, world, now)

    def matching() -> None:
        with world.journal.begin() as book:
            along(book, world, now)

    def writing() -> None:
        if looked:  # a register that could not be looked at is not written to
            turn.rows = write(world, looked[0], now)

    def settling() -> None:
        turn.settled, turn.in_doubt = settle(world, now)

    def posting() -> None:
        sent, left = post(world, now, TROUBLE if turn.behind else "")
        turn.notices += sent
        turn.notices_left = left

    def posting_meanwhile() -> None:
        # So that of five hundred letters the first is answered at once, and the reader need not wait for the
        # disk. A transport that does not take everything must not hold up the letters.
        if not turn.notices_left and "transport" not in turn.troubles:
            _guarded(world, turn, "transport", posting, now)

    def filing() -> None:
        turn.filed = file_away(world, now)

    steps: tuple[tuple[str, Callable[[], None]], ...] = (
        ("mailbox", receiving),
        ("register", looking),
        ("letters", handling),
        ("time", waiting),
        ("suggestions", refreshing),
        ("suggestions", matching),
        ("register", writing),
        ("transport", settling),
        ("transport", posting),
        ("mailbox", filing),
    )
    for port, step in steps:
        if world.stop.is_set():
            break
        if not turn.behind or step is posting:
            _guarded(world, turn, port, step, now)
    _note_health(world, turn, {port for port, _ in steps}, now)
    return turn


def _guarded(world: World, turn: Turn, port: str, step: Callable[[], None], now: datetime) -> None:
    try:
        step()
    except EXPECTED as trouble:
        turn.troubles[port] = str(trouble)
        turn.behind |= isinstance(trouble, JournalBehind)
        log.warning("%s: %s", port, type(trouble).__name__)
        _record(world, port, trouble, now)
    except Exception as trouble:
        # Not foreseen: said with its kind only, since its text may hold anybody's words (TRUST.md S15).
        turn.troubles[port] = f"An unexpected fault ({type(trouble).__name__}) in the step {step.__name__}."
        log.error("%s: unexpected %s", port, type(trouble).__name__)
        log.debug("%s", port, exc_info=True)
        _record(world, port, RuntimeError(turn.troubles[port]), now)


def _record(world: World, port: str, trouble: Exception, now: datetime) -> None:
    with world.journal.begin() as book:
        health = ports.failed(book, port, now, str(trouble))
        tell(book, world, health, trouble, now)


def _note_health(world: World, turn: Turn, names: set[str], now: datetime) -> None:
    if world.stop.is_set():
        return
    with world.journal.begin() as book:
        for port in sorted(names - set(turn.troubles)):
            ports.worked(book, port, now)
