"""What the history may not keep for ever: emotional ratings, once they are old (DOMAIN.md G-13).

A line that cannot be read, as of a release long ago, stops none of the others: it is left to a person.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import or_, select, update

from casework.facts.answers import WordSaid
from casework.facts.sheet import CaseTyped, EmotionalEdited
from casework.said import Word
from jobs.journal.codec import from_text, to_text
from jobs.journal.schema import history
from jobs.journal.store import Book

DROPPED = "Somebody said what it asks of feelings; what they said is dropped."
"""What the history says instead."""


HOLDS = {
    EmotionalEdited.__name__: "%",
    CaseTyped.__name__: '%"emotional"%',
    WordSaid.__name__: f'%"{Word.RATING.value}"%',
}
"""The kinds of facts in which a rating may be said, and what stands in the text of those in which it is."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A line of the history that may hold a rating and cannot be read."""

    n: int
    ref: str


def forget_ratings(book: Book, before: datetime) -> list[Unread]:
    """Take ratings said before that moment out of the history, whose lines stay. Returns those left to a
    person, which are as they were."""
    of_ratings = select(history.c.n, history.c.ref, history.c.kind, history.c.fact).where(
        history.c.branch == book.branch,
        history.c.at < before,
        or_(*((history.c.kind == kind) & history.c.fact.like(text) for kind, text in HOLDS.items())),
        history.c.why != DROPPED,
    )
    left: list[Unread] = []
    for n, ref, kind, text in book.cx.execute(of_ratings).all():
        try:
            fact = _without(kind, text)
        except ValueError:
            left.append(Unread(n, ref))
            continue
        if fact:
            put = update(history).where(history.c.branch == book.branch, history.c.n == n)
            book.cx.execute(put.values(fact=fact, why=DROPPED))
    return left


def _without(kind: str, text: str) -> str:
    """The fact without its rating; empty where it holds none."""
    if kind == EmotionalEdited.__name__:
        return to_text(replace(from_text(EmotionalEdited, text), value=""))
    if kind == CaseTyped.__name__:
        row = from_text(CaseTyped, text)
        without = {column: said for column, said in row.typed.items() if column != "emotional"}
        return to_text(replace(row, typed=without)) if len(without) < len(row.typed) else ""
    fact = from_text(WordSaid, text)
    if fact.said.word is not Word.RATING:
        return ""
    return to_text(replace(fact, said=replace(fact.said, rating=None)))
