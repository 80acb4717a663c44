"""The word of a person that what is gone from the register at once was meant to go (docs/register.md).

It is also their word that all is right where the service cannot tell what a write of its own came to.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from jobs.journal import rows
from jobs.journal.store import Book

GOOD_FOR = timedelta(hours=1)
"""So long the word waits for the next look: what is gone later is another matter."""

_WORD = "said to be meant"


def say(book: Book, now: datetime) -> None:
    """From now on, and for an hour: what is gone was meant."""
    rows.remember(book, _WORD, now.isoformat())


def is_said(book: Book, now: datetime) -> bool:
    """Whether the word was given and still holds."""
    said = rows.recall(book, _WORD)
    return bool(said) and timedelta() <= now - datetime.fromisoformat(said) <= GOOD_FOR


def is_done(book: Book) -> None:
    """The look that it was given for has been taken: it counts for that one alone."""
    if rows.recall(book, _WORD):
        rows.remember(book, _WORD, "")
