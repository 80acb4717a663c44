"""What the history may not keep for ever (DOMAIN.md G-13): emotional ratings after a year, and after two what
caseworkers said of their own time and of offers.

The lines stay, without what was said and by whom; nothing reckons with them any more. A line that cannot be
read, as of a release long ago, stops none of the others: it is left to a person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import JSON, cast, or_, select, type_coerce, update

from casework.facts import Fact
from casework.facts.answers import Answer, OfferAnswered, OfferGoneStale, WordSaid
from casework.facts.due import OfferLapsed
from casework.facts.letters import Received
from casework.facts.sheet import CaseTyped, EmotionalEdited
from casework.model import Case, Person
from casework.said import Said, Word
from jobs.journal.cases import put
from jobs.journal.codec import from_text, to_text
from jobs.journal.schema import cases, history
from jobs.journal.store import Book

DROPPED = "Somebody said what it asks of feelings; what they said is dropped."
"""What the history says instead of a rating."""
TOLD_DROPPED = "A caseworker said something of an offer, or of their own time; it is dropped."
"""And instead of a no, of silence, of days away."""

OF_THEIR_TIME = frozenset(
    {Word.DECLINE, Word.AWAY, Word.PAUSE, Word.READY, Word.SHADOW, Word.HOURS, Word.STEP_BACK, Word.TOO_MUCH}
)
_Forget = Callable[[Fact], Fact | None]
"""The fact without what is to be forgotten; None where it holds none of it."""
_Holds = Mapping[type[Fact], tuple[str, ...]]
"""The kinds of facts that may hold it, and what then stands in their text."""

RATINGS: _Holds = {
    EmotionalEdited: ("%",),
    CaseTyped: ('%"emotional"%',),
    WordSaid: (f'%"{Word.RATING.value}"%',),
}
TOLD: _Holds = {
    OfferAnswered: (f'%"{Answer.DECLINE.value}"%',),
    OfferLapsed: ("%",),
    OfferGoneStale: ("%",),
    WordSaid: tuple(f'%"{word.value}"%' for word in sorted(OF_THEIR_TIME)),
}


@dataclass(frozen=True, slots=True)
class Unread:
    """A line of the history that may hold what is to be forgotten and cannot be read."""

    n: int
    ref: str


def forget_ratings(book: Book, before: datetime) -> list[Unread]:
    """Take ratings said before that moment out of the history. Returns the lines left to a person."""
    return _forget(book, before, RATINGS, _without_rating, DROPPED)


def forget_told(book: Book, before: datetime) -> list[Unread]:
    """Take what caseworkers said before that moment of offers and their own time out of the history, and out
    of cases closed by then. Returns the lines left to a person.

    Whoever declined a case that is still open is not asked again (H8): there it is kept.
    """
    as_json = type_coerce if book.cx.dialect.name == "sqlite" else cast  # there JSON is kept as text
    closed_at = as_json(cases.c.body, JSON)["closed_at"].as_string()
    bodies = book.cx.execute(
        select(cases.c.body).where(
            cases.c.branch == book.branch, ~cases.c.open, closed_at < f"{before:%Y-%m-%d}"
        )
    )
    for case in [from_text(Case, body) for body in bodies.scalars()]:
        if case.declined:
            put(book, replace(case, declined=()))
    return _forget(book, before, TOLD, _without_no, TOLD_DROPPED)


def _forget(book: Book, before: datetime, holds: _Holds, forget: _Forget, why: str) -> list[Unread]:
    kinds = {kind.__name__: kind for kind in holds}
    may_hold = (
        (history.c.kind == kind.__name__) & or_(*map(history.c.fact.like, texts))
        for kind, texts in holds.items()
    )
    old = select(history.c.n, history.c.ref, history.c.kind, history.c.fact).where(
        history.c.branch == book.branch,
        history.c.at < before,
        or_(*may_hold),
        history.c.why.not_in((DROPPED, TOLD_DROPPED)),
    )
    left: list[Unread] = []
    for n, ref, kind, text in book.cx.execute(old).all():
        try:
            fact = forget(from_text(kinds[kind], text))
        except ValueError:
            left.append(Unread(n, ref))
            continue
        if fact is not None:
            line = update(history).where(history.c.branch == book.branch, history.c.n == n)
            book.cx.execute(line.values(fact=to_text(fact), why=why))
    return left


def _without_rating(fact: Fact) -> Fact | None:
    match fact:
        case EmotionalEdited():
            return replace(fact, value="")
        case CaseTyped() if "emotional" in fact.typed:
            typed = {column: said for column, said in fact.typed.items() if column != "emotional"}
            return replace(fact, typed=typed)
        case WordSaid() if fact.said.word is Word.RATING:
            return replace(fact, said=replace(fact.said, rating=None))
    return None


def _without_no(fact: Fact) -> Fact | None:
    match fact:
        case OfferAnswered() if fact.answer is Answer.DECLINE:
            return replace(fact, received=_from_nobody(fact.received), caseworker="")
        case OfferLapsed():
            return fact  # names nobody; why it was decided does
        case OfferGoneStale():
            return replace(fact, caseworker="")
        case WordSaid() if fact.said.word in OF_THEIR_TIME:
            said = Said(fact.said.word)
            return replace(fact, received=_from_nobody(fact.received), caseworker="", said=said)
    return None


def _from_nobody(received: Received) -> Received:
    return replace(received, sender=Person("", ""))
