"""A copy beside the register, in which somebody may be at work: told once, in the register and by mail."""

from __future__ import annotations

import json
from datetime import datetime

from casework.effects import Attend, Send
from casework.model import Role
from jobs.journal import effects, rows
from jobs.journal.store import Book
from jobs.world import World
from sheets.register import HasCopies

_TOLD = "copies told"
_DO = "The service goes on with the register itself; there is nothing else to do."


def report_copies(world: World, now: datetime) -> None:
    """Tell the coordinator of copies that were not there before; one that went away may be told again.

    Raises `RegisterUnreachable` where the folder cannot be looked into.
    """
    if not isinstance(world.register, HasCopies):
        return
    names, sentence = world.register.copies()
    with world.journal.begin() as book:
        told = json.loads(rows.recall(book, _TOLD) or "[]")
        if names == told:
            return
        if set(names) - set(told):
            _tell(book, world, sentence, now)
        rows.remember(book, _TOLD, json.dumps(names))


def _tell(book: Book, world: World, sentence: str, now: datetime) -> None:
    effects.queue(book, Attend("", sentence, _DO), now, None)
    words = {"ref": "", "what": sentence, "do": _DO, "on_tab": "yes"}
    send = Send("attention", Role.COORDINATOR, world.branch.coordinator, "", dict(words))
    effects.queue(book, send, now, None)
