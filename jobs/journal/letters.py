"""Letters in the journal: received, tried, handled, filed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Integer, Update, and_, bindparam, case, func, select, update

from jobs.journal.schema import letters
from jobs.journal.store import Book, insert_new


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter as the journal holds it, but for its bytes: those are read one letter at a time."""

    id: str
    mailbox_key: str
    whole: bool
    received_at: datetime
    attempts: int
    folder: str


COLUMNS = [letters.c[name] for name in LetterRow.__slots__]

# What is asked for every letter is built once: putting a statement together costs more than running it.
LAST = select(func.max(letters.c.arrived)).where(letters.c.branch == bindparam("of"))
RAW = select(letters.c.raw).where(letters.c.branch == bindparam("of"), letters.c.id == bindparam("id"))
AGAIN = select(*COLUMNS).where(
    letters.c.branch == bindparam("of"),
    letters.c.message_id == bindparam("message_id"),
    letters.c.content == bindparam("content"),
    letters.c.id != bindparam("id"),
    # Said so that it is found by its Message-ID: asked plainly, SQLite goes through all that were handled.
    case((letters.c.handled_at.is_(None), 0), else_=1) == 1,
)


def keys_known(book: Book) -> set[str]:
    """Mailbox keys of letters that are here but not yet filed: they need not be fetched again."""
    found = book.cx.execute(
        select(letters.c.mailbox_key).where(letters.c.branch == book.branch, letters.c.filed_at.is_(None))
    )
    return set(found.scalars())


def receive(book: Book, id: str, mailbox_key: str, raw: bytes, whole: bool, at: datetime) -> bool:
    """Keep a letter. A letter seen before is only to be filed again: returns False."""
    last = book.cx.execute(LAST, {"of": book.branch}).scalar()
    row: dict[str, object] = {"branch": book.branch, "id": id, "mailbox_key": mailbox_key}
    row |= {"raw": raw, "whole": whole}
    row |= {"received_at": at, "arrived": (last or 0) + 1}
    if insert_new(book, letters, row):
        return True
    again = update(letters).where(_is(book, id)).values(mailbox_key=mailbox_key, filed_at=None)
    book.cx.execute(again)
    return False


TO_HANDLE = (
    select(*COLUMNS)
    .where(letters.c.branch == bindparam("of"), letters.c.handled_at.is_(None), letters.c.problem == "")
    .order_by(letters.c.attempts > 0, letters.c.arrived)
    .limit(bindparam("at_most", type_=Integer))
)


def to_handle(book: Book, at_most: int) -> list[LetterRow]:
    """Letters not yet handled nor set aside, oldest first; those tried before come last, one at a time.

    However often one of those was tried, they keep the order in which they came: a no sent after a yes is
    heard after it. A letter that stops us every time is set aside after its last attempt.
    """
    rows = book.cx.execute(TO_HANDLE, {"of": book.branch, "at_most": at_most})
    return [LetterRow(*row) for row in rows]


def raw_of(book: Book, id: str) -> bytes:
    """The letter's bytes, or its head; nothing once it is filed."""
    return book.cx.execute(RAW, {"of": book.branch, "id": id}).scalar() or b""


def tried(book: Book, ids: Sequence[str]) -> None:
    """Count an attempt before it is made: a letter that kills us is known by its count (TRUST.md §1.2)."""
    book.cx.execute(
        update(letters)
        .where(letters.c.branch == book.branch, letters.c.id.in_(ids))
        .values(attempts=letters.c.attempts + 1)
    )


def untried(book: Book, ids: Sequence[str]) -> None:
    """Take an attempt back: it was never made."""
    book.cx.execute(
        update(letters)
        .where(letters.c.branch == book.branch, letters.c.id.in_(ids), letters.c.attempts > 0)
        .values(attempts=letters.c.attempts - 1)
    )


def handled(book: Book, id: str, at: datetime, **values: str) -> None:
    """The letter has been dealt with: `kind`, `ref`, `folder`, `message_id`, `content`."""
    change = {"handled_at": at, "problem": "", **values}
    book.cx.execute(_change(tuple(change)), {"of": book.branch, "which": id, **change})


@lru_cache(maxsize=8)
def _change(names: tuple[str, ...]) -> Update:
    """One letter changed."""
    return (
        update(letters)
        .where(letters.c.branch == bindparam("of"), letters.c.id == bindparam("which"))
        .values({name: bindparam(name) for name in names})
    )


def set_aside(book: Book, id: str, problem: str, folder: str) -> None:
    """The letter waits for a person; `casework retry` takes it up again."""
    book.cx.execute(update(letters).where(_is(book, id)).values(problem=problem, folder=folder))


def retry(book: Book, id_prefix: str) -> int:
    """Take up letters that were set aside and whose id begins so. Returns how many."""
    done = book.cx.execute(
        update(letters)
        .where(letters.c.branch == book.branch, letters.c.id.startswith(id_prefix), letters.c.problem != "")
        .values(problem="", attempts=0, handled_at=None)
    )
    return done.rowcount


def to_file(book: Book, at_most: int = 1000) -> list[LetterRow]:
    """Letters that are handled or set aside and still lie in the inbox."""
    ready = letters.c.handled_at.is_not(None) | (letters.c.problem != "")
    rows = book.cx.execute(
        select(*COLUMNS)
        .where(letters.c.branch == book.branch, letters.c.filed_at.is_(None), ready)
        .order_by(letters.c.arrived)
        .limit(at_most)
    )
    return [LetterRow(*row) for row in rows]


def filed(book: Book, ids: Sequence[str], at: datetime) -> None:
    """The mailbox has them in their folders; a letter that was handled need not be kept here as well."""
    mine = and_(letters.c.branch == book.branch, letters.c.id.in_(ids))
    book.cx.execute(update(letters).where(mine).values(filed_at=at))
    book.cx.execute(update(letters).where(mine, letters.c.problem == "").values(raw=None))


def same_letter_again(book: Book, id: str, message_id: str, content: str) -> LetterRow | None:
    """An earlier letter with the same Message-ID that says the same: one mail delivered twice by an alias."""
    if not message_id:
        return None
    named = {"of": book.branch, "message_id": message_id, "content": content, "id": id}
    row = book.cx.execute(AGAIN, named).first()
    return LetterRow(*row) if row else None


def kind_and_ref(book: Book, id: str) -> tuple[str, str]:
    """What a handled letter was taken for, and its case."""
    row = book.cx.execute(select(letters.c.kind, letters.c.ref).where(_is(book, id))).first()
    return (row.kind, row.ref) if row else ("", "")


def counts(book: Book) -> dict[str, int]:
    """How many are waiting, set aside, handled, not yet filed."""
    mine = letters.c.branch == book.branch
    aside, waiting = letters.c.problem != "", letters.c.handled_at.is_(None) & (letters.c.problem == "")
    tallies = {
        "waiting": waiting,
        "set_aside": aside,
        "handled": letters.c.handled_at.is_not(None),
        "not_filed": letters.c.filed_at.is_(None),
    }
    return {
        name: book.cx.execute(select(func.count()).select_from(letters).where(mine, which)).scalar_one()
        for name, which in tallies.items()
    }


def kinds(book: Book) -> dict[str, int]:
    """How many handled letters were of each kind; one that was delivered twice counts twice."""
    rows = book.cx.execute(
        select(letters.c.kind, func.count())
        .where(letters.c.branch == book.branch, letters.c.handled_at.is_not(None))
        .group_by(letters.c.kind)
    )
    return {row[0]: row[1] for row in rows}


def problems(book: Book) -> list[tuple[str, str]]:
    """Id and problem of each letter that waits for a person."""
    rows = book.cx.execute(
        select(letters.c.id, letters.c.problem).where(
            letters.c.branch == book.branch, letters.c.problem != ""
        )
    )
    return [(row.id, row.problem) for row in rows]


def _is(book: Book, id: str):  # type: ignore[no-untyped-def]  # SQLAlchemy's own type here is private
    return and_(letters.c.branch == book.branch, letters.c.id == id)
