"""What must be known of a write to the register whose outcome is not, should the service stop meanwhile."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, select

from jobs.journal.schema import underway
from jobs.journal.store import Book, Journal, put


@dataclass(frozen=True, slots=True)
class JournalNotes:
    """A register's `Notebook` in the journal: each note is a transaction of its own."""

    journal: Journal

    def note(self, place: str, known: bytes) -> None:
        """See `Notebook.note`."""
        with self.journal.begin() as book:
            if known:
                put(book, underway, {"branch": book.branch, "place": place, "known": known})
            else:
                mine = (underway.c.branch == book.branch, underway.c.place == place)
                book.cx.execute(delete(underway).where(*mine))

    def noted(self, place: str) -> bytes:
        """See `Notebook.noted`."""
        with self.journal.begin() as book:
            mine = (underway.c.branch == book.branch, underway.c.place == place)
            return book.cx.execute(select(underway.c.known).where(*mine)).scalar() or b""


def is_open(book: Book) -> bool:
    """Whether anything is known of a write whose outcome is not."""
    mine = select(underway.c.place).where(underway.c.branch == book.branch).limit(1)
    return book.cx.execute(mine).first() is not None


def forget(book: Book) -> None:
    """Nothing is known of any write: in a copy of the journal that must not mend anything."""
    book.cx.execute(delete(underway).where(underway.c.branch == book.branch))
