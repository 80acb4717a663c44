"""Effects of a journal that is made anew: what was done before, and the numbers that go on behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import select, update

from casework.effects import Attend, Send, Words
from jobs.journal.codec import from_text, to_text
from jobs.journal.schema import effects
from jobs.journal.store import Book, insert_new

BEGAN = datetime(2020, 1, 1, tzinfo=UTC)
"""No notice of ours is older. A branch has fewer than one effect a minute, ever since."""


@dataclass(frozen=True, slots=True)
class Before:
    """A notice that left: its number, key, what it was as far as that is known, when, and its Message-ID."""

    n: int
    key: str
    send: Send
    at: datetime
    message_id: str
    raw: bytes | None = None


def were_done(book: Book, before: Iterable[Before]) -> None:
    """Put notices back that had left. One that is there already stays as it is."""
    for one in before:
        row = _row(book, one.n, one.key, "send", one.send.ref, to_text(one.send), one.at)
        row |= {"recipient": one.send.to.email, "message_id": one.message_id, "raw": one.raw, "tries": 1}
        insert_new(book, effects, row)
    book.memo.last_effect = None


def go_on_behind(book: Book, n: int, now: datetime) -> None:
    """The next effect has a number above `n`, and above all that ever were by `now`: a line that was never to
    be written holds the place."""
    n = max(n, int((now - BEGAN).total_seconds()) // 60)
    line = Attend("", "The journal was made anew.", "There is nothing to do.")
    insert_new(book, effects, _row(book, n, f"-.{n}.made_anew", "attend", "", to_text(line), now))
    book.memo.last_effect = None


def say_words(book: Book, n: int, words: Words) -> None:
    """What a notice that was put back had said."""
    here = effects.c.branch == book.branch, effects.c.n == n
    body = book.cx.execute(select(effects.c.body).where(*here)).scalar_one()
    send = from_text(Send, body)
    book.cx.execute(
        update(effects).where(*here).values(body=to_text(replace(send, words=send.words | words)))
    )


def _row(book: Book, n: int, key: str, kind: str, ref: str, body: str, at: datetime) -> dict[str, object]:
    return {
        "n": n,
        "branch": book.branch,
        "key": key,
        "kind": kind,
        "ref": ref,
        "body": body,
        "state": "done",
        "tries": 0,
        "made_at": at,
        "done_at": at,
        "recipient": "",
    }
