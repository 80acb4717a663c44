"""Notices in doubt: handed over, and nobody wrote down whether they were taken (TRUST.md §1.3).

In the journal such a notice is "trying" and not on its way at this moment.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update

from jobs.journal.effects import COLUMNS, Queued, queued_of
from jobs.journal.schema import counters, effects
from jobs.journal.store import Book, insert

FOUND, REPEATED = "doubts: had left", "doubts: sent again"


@dataclass(frozen=True, slots=True)
class Doubts:
    """How many notices are in doubt now; how many were found to have left, how many were sent again."""

    waiting: int
    found: int
    repeated: int


def waiting(book: Book) -> list[Queued]:
    """The notices in doubt, in order."""
    rows = book.cx.execute(
        select(*COLUMNS)
        .where(effects.c.branch == book.branch, effects.c.state == "trying")
        .order_by(effects.c.n)
    )
    return [queued_of(row) for row in rows.all()]


def begin(book: Book, n: int, steady: float) -> None:
    """From now on it is in doubt, once more; `steady`: seconds on a clock that nobody sets."""
    _change(book, [n], doubted_at=steady, doubts=effects.c.doubts + 1)


def had_left(book: Book, numbers: Sequence[int], at: datetime) -> None:
    """There is proof that these were taken: they are done."""
    _change(book, numbers, state="done", done_at=at, doubted_at=None, error="")
    _count(book, FOUND, len(numbers))


def repeat(book: Book, n: int) -> None:
    """No proof was found: to be sent again, as the same bytes."""
    _change(book, [n], state="pending", doubted_at=None)
    _count(book, REPEATED, 1)


def answered(book: Book, keys: Collection[str], at: datetime) -> None:
    """A letter answers these notices, or brings them back, so they had left."""
    if not keys:
        return
    in_doubt = [notice.n for notice in waiting(book) if notice.key in keys]
    if in_doubt:
        had_left(book, in_doubt, at)


def tally(book: Book) -> Doubts:
    """How it stands, for `casework status`."""
    rows = book.cx.execute(
        select(counters.c.name, counters.c.value).where(
            counters.c.branch == book.branch, counters.c.name.in_([FOUND, REPEATED])
        )
    )
    counted = {row.name: row.value for row in rows}
    now = select(func.count()).where(effects.c.branch == book.branch, effects.c.state == "trying")
    return Doubts(book.cx.execute(now).scalar_one(), counted.get(FOUND, 0), counted.get(REPEATED, 0))


def _change(book: Book, numbers: Sequence[int], **values: object) -> None:
    book.cx.execute(
        update(effects).where(effects.c.branch == book.branch, effects.c.n.in_(numbers)).values(**values)
    )


def _count(book: Book, name: str, more: int) -> None:
    book.cx.execute(
        insert(book, counters)
        .values(branch=book.branch, name=name, value=more)
        .on_conflict_do_update(index_elements=["branch", "name"], set_={"value": counters.c.value + more})
    )
