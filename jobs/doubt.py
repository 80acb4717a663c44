"""Notices in doubt are looked for, waited for, and only then sent again (TRUST.md §1.3, docs/why/002).

In doubt is a notice that was handed to the mail server when the answer, or the service itself, broke off.
Proof that it left is a copy in the mailbox's folder of sent mail, or a letter that answers it or brings it
back (jobs/matching.py). Without any it is sent again after a grace: the same bytes, the same Message-ID.
"""

from __future__ import annotations

import logging
from datetime import datetime

from ingest.mailbox import KeepsSent, MailboxRefused, MailboxUnreachable
from jobs.journal import doubts
from jobs.journal.effects import Queued
from jobs.post import give_up
from jobs.world import World
from notify.transport import Repeatable

log = logging.getLogger("casework.doubt")

GRACE = 600.0
"""Seconds in which a late copy or answer may come before a notice is sent again."""

MOST_DOUBTS = 3
"""So often a notice is sent into silence: then a person is told, who can ask whether it came."""

UNANSWERED = (
    f"The mail server was given it {MOST_DOUBTS} times and never said whether it took it. It may have come."
)


def settle(world: World, now: datetime) -> tuple[int, int]:
    """Look at every notice in doubt; returns how many are so no more, and how many still are."""
    with world.journal.begin() as book:
        waiting = doubts.waiting(book)
    settled = 0
    for notice in waiting:
        if world.stop.is_set():
            break
        settled += _settled(world, notice, now)
    return settled, len(waiting) - settled


def _settled(world: World, notice: Queued, now: datetime) -> bool:
    left = _has_left(world, notice)
    if left:
        with world.journal.begin() as book:
            doubts.had_left(book, [notice.n], now)
        log.info("%s had left", notice.key)
        return True
    if not isinstance(
        world.transport, Repeatable
    ):  # else it was changed meanwhile: by this one nothing doubles
        if notice.doubted_at is None:
            with world.journal.begin() as book:
                doubts.begin(book, notice.n, world.steady())
            return False
        if left is None or not _over(world, notice.doubted_at):
            return False
        if notice.doubts >= MOST_DOUBTS:
            give_up(world, notice, UNANSWERED, now)
            return True
    with world.journal.begin() as book:
        doubts.repeat(book, notice.n)
    log.warning("%s is sent again: nobody knows whether it had left", notice.key)
    return True


def _has_left(world: World, notice: Queued) -> bool | None:
    """True: a copy was found. False: none was, which proves nothing. None: it cannot be looked for now."""
    if not isinstance(world.mailbox, KeepsSent):
        return False
    try:
        return world.mailbox.sent(notice.message_id)
    except (MailboxUnreachable, MailboxRefused):
        return None  # told of by the step that reads the mailbox


def _over(world: World, since: float) -> bool:
    """Whether the grace is over. The steady clock begins anew with the machine, and is then behind `since`:
    so much time has passed as it shows, at the least."""
    at = world.steady()
    return (at - since if at >= since else at) >= GRACE
