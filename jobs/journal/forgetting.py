"""What the history may not keep for ever: emotional ratings, once they are old (DOMAIN.md G-13)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select, update

from casework.facts.answers import WordSaid
from casework.facts.sheet import CaseTyped, EmotionalEdited
from casework.said import Word
from jobs.journal.codec import from_text, to_text
from jobs.journal.schema import history
from jobs.journal.store import Book

DROPPED = "Somebody said what it asks of feelings; what they said is dropped."
"""What the history says instead."""


def forget_ratings(book: Book, before: datetime) -> int:
    """Take ratings said before that moment out of the history, whose lines stay; returns how many."""
    kinds = (CaseTyped.__name__, EmotionalEdited.__name__, WordSaid.__name__)
    of_ratings = select(history.c.n, history.c.kind, history.c.fact).where(
        history.c.branch == book.branch,
        history.c.at < before,
        history.c.kind.in_(kinds),
        history.c.why != DROPPED,
    )
    dropped = 0
    for n, kind, text in book.cx.execute(of_ratings).all():
        fact = _without(kind, text)
        if fact:
            put = update(history).where(history.c.branch == book.branch, history.c.n == n)
            book.cx.execute(put.values(fact=fact, why=DROPPED))
            dropped += 1
    return dropped


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
