"""What somebody told us of themselves, and what could not be put on the tab Caseworkers: never in silence.

They have been told that it stands. A column may have been taken away, or the coordinator wrote in the cell at
the same moment: hers stands, and she hears what they said.
"""

from __future__ import annotations

from datetime import datetime

from casework.effects import Attend
from jobs.journal import effects
from jobs.journal.store import Book
from jobs.record import roster
from sheets.columns import CASEWORKERS

TOLD_BY_MAIL = frozenset({"level", "preference", "hours", "max_cases", "wants", "not_yet"})


def say_not_kept(book: Book, email: str, column: str, value: str, now: datetime) -> None:
    """A line for the coordinator, of a cell that is theirs to say."""
    if column not in TOLD_BY_MAIL:
        return
    name = next((one.name for one in roster(book) if one.email == email), "A caseworker")
    title = CASEWORKERS.column(column).title
    what = (
        f"{name} told us by mail what belongs under {title} on the tab Caseworkers, and it could not be put "
        "there: the column is not there, or the cell was changed meanwhile."
    )
    do = (
        f"They were told that it stands. If it is right, write there: {value or '(nothing: empty the cell)'}."
    )
    effects.queue(book, Attend("", what, do), now, None)
