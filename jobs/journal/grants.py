"""Who may answer which notice: tokens by digest, with what they stand for."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from jobs.journal.schema import tokens
from jobs.journal.store import Book, insert_new


@dataclass(frozen=True, slots=True)
class Granted:
    """A grant as it was given out."""

    notice: str
    ref: str
    person: str
    purpose: str
    number: int
    expires_at: datetime

    def bound_to(self, branch: str) -> str:
        """What the token's MAC covers (TRUST.md §2.1)."""
        until = int(self.expires_at.timestamp())
        return "|".join([branch, self.ref, self.person, self.purpose, str(self.number), str(until)])


COLUMNS = [tokens.c[name] for name in Granted.__slots__]


def give(book: Book, given: Mapping[str, Granted]) -> None:
    """Remember what each token stands for. The same token again is the same grant."""
    rows = [
        {"branch": book.branch, "digest": _digest(token)}
        | {name: getattr(granted, name) for name in Granted.__slots__}
        for token, granted in given.items()
    ]
    if rows:
        insert_new(book, tokens, *rows)


def of_token(book: Book, token: str) -> Granted | None:
    """What the token stands for, if it is one of ours."""
    row = book.cx.execute(
        select(*COLUMNS).where(tokens.c.branch == book.branch, tokens.c.digest == _digest(token))
    ).first()
    return Granted(*row) if row else None


def of_notice(book: Book, notice: str) -> Granted | None:
    """What an answer in that notice's thread may speak to."""
    row = book.cx.execute(
        select(*COLUMNS).where(tokens.c.branch == book.branch, tokens.c.notice == notice)
    ).first()
    return Granted(*row) if row else None


def _digest(token: str) -> str:
    return hashlib.sha256(token.lower().encode()).hexdigest()
