"""Hours told, from the journal: for `casework calibrate`, and once a quarter for the coordinator."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from casework.calendar import local_day
from casework.calibration import Calibration, Told, calibrate
from casework.facts import Fact
from casework.facts.answers import WordSaid
from casework.facts.due import CalibrationDue
from casework.model import Policy
from casework.said import Word
from jobs.journal import cases, rows
from jobs.journal.store import Book
from jobs.noted import hours_noted

KNOWN = "calibration of"
"""Under this name the journal keeps the quarter for which it was done last."""


def calibration_of(book: Book, policy: Policy, now: datetime) -> Calibration:
    """Points against the hours told in the last twelve months."""
    told = list(hours_told(book, policy))
    return calibrate(cases.all_cases(book), told, policy, local_day(now, policy))


def hours_told(book: Book, policy: Policy) -> Iterator[Told]:
    """The hours on the tab Time, where those told by mail stand too; from the mails where the register has no
    such tab."""
    if rows.recall(book, "time"):
        yield from (Told(one.ref, one.who, one.day, one.hours) for one in hours_noted(book) if one.ref)
        return
    for fact in cases.facts_of(book, WordSaid):
        if fact.said.word is Word.TIME and fact.ref:
            for spent in fact.said.spent:
                day = spent.day or local_day(fact.received.at, policy)
                yield Told(fact.ref, fact.caseworker, day, spent.minutes / 60)


def quarter_of(day: date) -> str:
    """The quarter a day is in: "2026-Q4"."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def quarterly(book: Book, policy: Policy, now: datetime) -> list[Fact]:
    """On the first working day of a quarter: what the hours say. Not in the quarter in which the service
    began."""
    quarter, known = quarter_of(local_day(now, policy)), rows.recall(book, KNOWN)
    if known == quarter:
        return []
    rows.remember(book, KNOWN, quarter)
    return [CalibrationDue(quarter, calibration_of(book, policy, now))] if known else []
