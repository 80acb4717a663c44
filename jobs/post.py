"""Notices out of the journal: rendered and stored before the first attempt, then sent, one recipient each.

A notice of which it is not known whether it was taken (no answer, or a crash before the answer was written
down) is left in doubt: jobs/doubt.py looks for it, and has it sent again here as the very same bytes with the
same Message-ID only if nothing is found (RFC 1047; docs/why/002). Everything else is sent exactly once.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from casework.calendar import add_working_days, at, local_day
from casework.effects import Send
from casework.facts.letters import NoticeGivenUp
from casework.model import Role
from jobs.journal import doubts, effects
from jobs.journal.effects import Queued
from jobs.journal.store import Book
from jobs.notice import Written, store, write_notice
from jobs.record import record
from jobs.world import World
from notify.notices import NoticeUnfit
from notify.transport import Deferred, InDoubt, Refused, Repeatable

log = logging.getLogger("casework.post")

BATCH = 20
"""So many notices are written and stored in one commit; each is then sent and recorded by itself."""

FIRST_WAIT = timedelta(minutes=2)
LONGEST_WAIT = timedelta(hours=4)
MAX_TRIES = 24
"""About three days of waiting twice as long each time: then a person is told."""

COORDINATOR_FACTOR = 4
"""The coordinator may get more notices a day than a member or volunteer: she has one for every new case."""


class TransportDown(Exception):
    """Nothing at all could be sent; the message says why. The notices wait in the journal."""


@dataclass(slots=True)
class Round:
    """One round of posting. `held_back`: for each case, the number from which its notices wait.

    `taken` is what the transport has taken and the journal does not say yet: one notice at most, unless the
    transport is one to which it may be given again.
    """

    world: World
    now: datetime
    held_back: dict[str, int]
    taken: list[int] = field(default_factory=list)
    sent: int = 0
    trouble: str = ""  # why the last notice that was put off was put off

    def holds(self, notice: Queued) -> bool:
        """Whether an earlier notice about the same case waits: their order is kept."""
        ref = notice.effect.ref
        return bool(ref) and notice.n > self.held_back.get(ref, notice.n)

    def hold(self, notice: Queued) -> None:
        """This notice does not go now, nor does any later one about its case."""
        if ref := notice.effect.ref:
            self.held_back[ref] = min(notice.n, self.held_back.get(ref, notice.n))

    @contextmanager
    def recording(self) -> Iterator[Book]:
        """A transaction for what comes next, which records what the transport has taken as well.

        Raises `TransportDown` where that cannot be made sure: then it will be sent again.
        """
        if self.taken and isinstance(self.world.transport, Repeatable):
            try:
                self.world.transport.settle()
            except Deferred as trouble:
                raise TransportDown(str(trouble)) from trouble
        with self.world.journal.begin() as book:
            effects.done(book, self.taken, self.now)
            yield book
        self.taken.clear()


def post(world: World, now: datetime, only: str = "") -> tuple[int, int]:
    """Send every notice that is due, in order for each case; returns how many were taken and how many not.

    `only`: those alone whose `once` name begins so. Raises `TransportDown` where some were put off and none
    was taken.
    """
    with world.journal.begin() as book:
        queued = [one for one in effects.pending(book, "send", now) if _once(one).startswith(only)]
        this = Round(world, now, effects.refs_held_back(book, now))
    try:
        for start in range(0, len(queued), BATCH):
            for notice, raw in _written(this, queued[start : start + BATCH]):
                if world.stop.is_set():
                    return this.sent, len(queued) - this.sent
                if not this.holds(notice):
                    _send(this, notice, raw)
    finally:
        if this.taken:
            with this.recording():
                pass  # nothing comes next
    if this.trouble and not this.sent:
        raise TransportDown(this.trouble)
    return this.sent, len(queued) - this.sent


def _once(notice: Queued) -> str:
    return notice.effect.once if isinstance(notice.effect, Send) else ""


def _written(this: Round, batch: Sequence[Queued]) -> list[tuple[Queued, bytes]]:
    """Those of the batch that may go now, with their bytes, which stand in the journal when this returns."""
    ready: list[tuple[Queued, bytes]] = []
    unfit: list[tuple[Queued, str]] = []
    fresh: list[Written] = []
    with this.recording() as book:
        sent = effects.sent_since(book, {one.recipient for one in batch}, this.now - timedelta(days=1))
        gone = Counter(sent)  # those before this one in the batch count as gone
        for notice in batch:
            if this.holds(notice):
                continue
            if not notice.doubts and gone[notice.recipient] >= _cap(this.world, notice):
                effects.later(book, notice.n, _tomorrow(this.world, this.now), "", notice.tries)
                this.hold(notice)
                continue
            raw = notice.raw
            if not raw:
                try:
                    fresh.append(write_notice(book.branch, this.world, notice, this.now))
                except NoticeUnfit as fault:
                    unfit.append((notice, str(fault)))
                    this.hold(notice)
                    continue
                raw = fresh[-1].raw
            gone[notice.recipient] += 1
            ready.append((notice, raw))
        store(book, fresh)
    for notice, reason in unfit:
        give_up(this.world, notice, reason, this.now)
    return ready


def _send(this: Round, notice: Queued, raw: bytes) -> None:
    """One attempt at one notice. If it is not taken, it is queued for later or given up."""
    world, now = this.world, this.now
    if not isinstance(world.transport, Repeatable):
        with this.recording() as book:
            effects.trying(book, notice)
    try:
        world.transport.send(notice.key, raw, world.branch.address, notice.recipient)
    except Refused as refusal:
        this.hold(notice)
        give_up(world, notice, str(refusal), now)
    except InDoubt as trouble:
        this.hold(notice)
        with world.journal.begin() as book:
            doubts.begin(book, notice.n, world.steady())
        this.trouble = str(trouble)
        log.warning("%s in doubt: looked for, and sent again if nothing is found", notice.key)
    except Deferred as trouble:
        this.hold(notice)
        if notice.tries + 1 >= MAX_TRIES:
            give_up(world, notice, str(trouble), now)
            return
        wait = min(FIRST_WAIT * 2**notice.tries, LONGEST_WAIT)
        with world.journal.begin() as book:
            effects.later(book, notice.n, now + wait, str(trouble), tries=notice.tries + 1)
        this.trouble = str(trouble)
        log.warning("%s not sent yet (%s)", notice.key, type(trouble).__name__)
    else:
        this.taken.append(notice.n)
        this.sent += 1
        log.info("%s sent", notice.key)


def _cap(world: World, notice: Queued) -> int:
    """Notices to its recipient a day: no fault and no other machine can make us flood anybody (S22)."""
    assert isinstance(notice.effect, Send)
    factor = COORDINATOR_FACTOR if notice.effect.role is Role.COORDINATOR else 1
    return world.policy.notices_per_day * factor


def _tomorrow(world: World, now: datetime) -> datetime:
    day = add_working_days(local_day(now, world.policy), 1, world.policy)
    return at(day, world.policy.open_from, world.policy)


def give_up(world: World, notice: Queued, reason: str, now: datetime) -> None:
    """Not tried again by itself: the coordinator is told, on the row and by mail."""
    send = notice.effect
    assert isinstance(send, Send)
    with world.journal.begin() as book:
        effects.given_up(book, notice.n, now, reason)
        record(book, world, NoticeGivenUp(send.ref, notice.key, send.kind, send.role.value, reason), "", now)
    log.error("%s given up", notice.key)
