"""What stood in the register when we last looked, and which writes are proved by a receipt."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update

from jobs.journal.schema import known, receipts, rows_seen
from jobs.journal.store import Book, in_parts, insert, put

Cells = Mapping[str, str]
"""A row's cells as text, by canonical column."""

KNOWN = select(known.c.value).where(known.c.branch == bindparam("of"), known.c.name == bindparam("name"))
SEEN = select(rows_seen.c.key, rows_seen.c.cells).where(
    rows_seen.c.branch == bindparam("of"), rows_seen.c.tab == bindparam("tab")
)


def seen(book: Book, tab: str, keys: Sequence[str] | None = None) -> dict[str, dict[str, str]]:
    """Every row of the tab as last seen, by key; or only those of `keys` that were."""
    mine = {"of": book.branch, "tab": tab}
    wanted = [SEEN] if keys is None else [SEEN.where(rows_seen.c.key.in_(some)) for some in in_parts(keys)]
    return {row.key: json.loads(row.cells) for each in wanted for row in book.cx.execute(each, mine)}


def saw(book: Book, tab: str, rows: Iterable[tuple[str, Cells]]) -> None:
    """Remember rows as they stand now."""
    values = [
        {"branch": book.branch, "tab": tab, "key": key, "cells": json.dumps(dict(cells), ensure_ascii=False)}
        for key, cells in rows
    ]
    if values:
        statement = insert(book, rows_seen)
        newer = statement.on_conflict_do_update(
            index_elements=["branch", "tab", "key"], set_={"cells": statement.excluded.cells}
        )
        book.cx.execute(newer, values)


def forget(book: Book, tab: str, keys: Iterable[str]) -> None:
    """Rows that are no longer there."""
    for key in keys:
        book.cx.execute(
            delete(rows_seen).where(
                rows_seen.c.branch == book.branch, rows_seen.c.tab == tab, rows_seen.c.key == key
            )
        )


def intend(book: Book, receipt: str, at: datetime, body: str) -> None:
    """A batch is about to be written: kept before the first attempt, so that its outcome can be settled."""
    book.cx.execute(
        receipts.insert().values(branch=book.branch, receipt=receipt, at=at, state="trying", body=body)
    )


def unsettled(book: Book) -> list[tuple[str, str]]:
    """Receipt and body of the batches whose outcome is not known."""
    rows = book.cx.execute(
        select(receipts.c.receipt, receipts.c.body).where(
            receipts.c.branch == book.branch, receipts.c.state == "trying"
        )
    )
    return [(row.receipt, row.body) for row in rows]


def known_receipts(book: Book, asked: Collection[str]) -> set[str]:
    """Those of them that a batch of this journal has, whatever became of it."""
    found = book.cx.execute(
        select(receipts.c.receipt).where(receipts.c.branch == book.branch, receipts.c.receipt.in_(asked))
    )
    return {row.receipt for row in found}


def settle(book: Book, receipt: str, state: str) -> None:
    """`done` (the register holds the receipt) or `dropped` (it does not: nothing of it was applied)."""
    book.cx.execute(
        update(receipts)
        .where(receipts.c.branch == book.branch, receipts.c.receipt == receipt)
        .values(state=state, body="")
    )


def remember(book: Book, name: str, value: str) -> None:
    """Keep a small thing that is known: the roster, the register's version, the last problems told."""
    put(book, known, {"branch": book.branch, "name": name, "value": value})
    book.memo.known[name] = value


def recall(book: Book, name: str) -> str:
    """What was kept under that name, or an empty string."""
    found = book.memo.known.get(name)
    if found is None:
        found = book.cx.execute(KNOWN, {"of": book.branch, "name": name}).scalar() or ""
        book.memo.known[name] = found
    return found
