"""A journal that is behind its register: a copy of earlier that was put back, a new one, or one of two on it.

Every write of ours leaves a receipt. One that this journal does not know was written after it, or by another:
what people did since then would be taken for new, and they would be asked and told a second time. A letter
would get the reference of somebody else's case, and lie in its folder when the journal is made anew: so
nothing is done at all until then, but to say so.
"""

from __future__ import annotations

import json
import re
from datetime import datetime

from jobs.journal import effects_before, rows
from jobs.journal.store import Book
from jobs.world import World
from sheets.apart import BEGUN
from sheets.register import Picture, RegisterBroken

TAKEN = "receipts of before"
"""Those that stood there when the journal was made, or first looked."""

NUMBERED = "numbers go on behind those of"
"""Kept in the journal once no notice of it can have the key of one that is not known here."""


_OURS = re.compile(r"R-[0-9a-f]{16}")


class JournalBehind(RegisterBroken):
    """The register knows more than the journal: nothing is done with either until a person has chosen."""

    def __init__(self) -> None:
        super().__init__(
            "The register holds changes by the service of which its record (state.db) on this computer "
            "knows nothing: the record was lost, or is a copy of earlier, or the service runs on another "
            "computer too. "
            "Until that is settled no letter is dealt with here, and nothing is taken from the register or "
            "written to it. If it is to run on the other computer, stop it here. If it is to run here, stop "
            "the other one, and type casework rebuild --yes, which makes the record anew from the register "
            "and the mailbox."
        )


def take(book: Book, picture: Picture) -> None:
    """Every receipt that stands there now is taken for known."""
    rows.remember(book, TAKEN, json.dumps(sorted(_receipts(picture))))


def refuse(world: World, picture: Picture, now: datetime) -> None:
    """Raise `JournalBehind` where the register has receipts that nothing here tells of."""
    with world.journal.begin() as book:
        unknown = unknown_writes(book, picture)
        if unknown and not rows.recall(book, NUMBERED):
            # A mail that says so must not have the Message-ID of one that left since: it would be dropped.
            effects_before.go_on_behind(book, 0, now)
            rows.remember(book, NUMBERED, "all that ever were")
    if unknown:
        raise JournalBehind


def unknown_writes(book: Book, picture: Picture) -> set[str]:
    """The receipts that nothing here tells of. A journal that has written already, and looks for the first
    time, takes all of them for its own; one that never wrote has none."""
    there = _receipts(picture)
    unknown = there - rows.known_receipts(book, there)
    taken = rows.recall(book, TAKEN)
    if not taken and unknown == there != set():
        return unknown
    if not taken:
        take(book, picture)
        return set()
    return unknown - set(json.loads(taken))


def _receipts(picture: Picture) -> set[str]:
    """Those of ours: what a person wrote on that tab is no proof of a write."""
    return {key for receipt in picture.receipts if _OURS.fullmatch(key := receipt.removeprefix(BEGUN))}
