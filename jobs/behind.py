"""A journal that is behind its register: a copy of earlier that was put back, or one of two services on it.

Every write of ours leaves a receipt. One that this journal does not know was written after it, or by another:
what people did since then would be taken for new, and they would be asked and told a second time.
"""

from __future__ import annotations

import json

from jobs.journal import rows
from jobs.journal.store import Book
from sheets.apart import BEGUN
from sheets.register import Picture, RegisterBroken

TAKEN = "receipts of before"
"""Those that stood there when the journal was made, or first looked."""


def take(book: Book, picture: Picture) -> None:
    """Every receipt that stands there now is taken for known."""
    rows.remember(book, TAKEN, json.dumps(sorted(_receipts(picture))))


def refuse(book: Book, picture: Picture) -> None:
    """Raise `RegisterBroken` where the register has receipts that nothing here tells of."""
    if not (taken := rows.recall(book, TAKEN)):
        take(book, picture)
        return
    new = _receipts(picture) - set(json.loads(taken))
    if new - rows.known_receipts(book, new):
        raise RegisterBroken(
            "The register holds changes by the service of which its record (state.db) knows nothing: the "
            "record is a copy of earlier, or the service runs on another computer too. Nothing is taken from "
            "the register or written to it until that is settled: stop the other one, and type casework "
            "rebuild --yes, which makes the record anew from the register and the mailbox."
        )


def _receipts(picture: Picture) -> set[str]:
    return {receipt.removeprefix(BEGUN) for receipt in picture.receipts}
