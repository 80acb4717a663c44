"""What people note on tabs of their own, as facts: who is away, key dates, and hours.

Each tab is read whole and compared with what it said before, which the journal keeps. A tab that is not
there, or cannot be read, says what it said last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date, datetime

from pydantic import TypeAdapter

from casework.calendar import local_day
from casework.facts import Fact
from casework.facts.sheet import (
    AwayEdited,
    CaseworkerAdded,
    CaseworkerEdited,
    CaseworkerGone,
    CaseworkerReaddressed,
    HoursNoted,
    KeyDatesEdited,
)
from casework.model import Caseworker, KeyDate, Meeting, Policy
from casework.words import words_of
from jobs.journal import cases, rows
from jobs.journal.store import Book
from jobs.record import hand_over_days, remember_roster, roster
from sheets.gutted import stop_if_people_gone, stop_if_rows_gone
from sheets.lines import (
    Period,
    person_named,
    read_availability,
    read_key_dates,
    read_surgeries,
    with_absences,
)
from sheets.register import Picture
from sheets.roster import read_roster
from sheets.time_lines import Hours, read_time

Dates = dict[str, tuple[KeyDate, ...]]

NOTED = ("availability", "key_dates", "time")
"""The tabs that are read so."""

_PERIODS = TypeAdapter(tuple[Period, ...])
_DATES = TypeAdapter(Dates)
_HOURS = TypeAdapter(tuple[Hours, ...])
_SURGERIES = TypeAdapter(tuple[Meeting, ...])


def noted(
    book: Book, picture: Picture, categories: Mapping[str, str], since: date | None = None
) -> tuple[list[Fact], tuple[str, ...]]:
    """The facts, and a plain sentence for each line that a person must mend. Keeps the roster as it is.

    `categories` are the branch's, with the words mails use for them. Raises `Gutted` where too much
    is gone at once, of lines those that count on the day `since` or later; None: what is gone was meant.
    """
    if since:
        refuse_if_gutted(book, picture, categories, since)
    before = roster(book)
    people, wrong = read_roster(picture.tabs["caseworkers"], categories)
    periods, unclear = _periods(book, picture)
    people, unknown = with_absences(people, periods)
    lifted = remember_roster(book, people)
    hand_over_days(book, _by_address(periods, people))
    known = _DATES.validate_json(rows.recall(book, "key_dates") or "{}")
    dates, dateless = _dates(book, picture, known)
    facts: list[Fact] = [*_away(before, people), *lifted, *roster_edits(before, people)]
    facts += [
        KeyDatesEdited(ref, dates.get(ref, ()))
        for ref in sorted(known.keys() | dates.keys())
        if known.get(ref, ()) != dates.get(ref, ())
    ]
    spent, timeless = _hours(book, picture, people)
    return [*facts, *spent], (*wrong, *unclear, *unknown, *dateless, *timeless)


_FEW = 2
"""So many lines of Availability or Key dates may go together and leave the tab empty."""


def refuse_if_gutted(book: Book, picture: Picture, categories: Mapping[str, str], since: date) -> None:
    """Raises `Gutted` where many people, or a column of them, are gone from the tab Caseworkers, or many
    lines of Availability or Key dates that are not over by `since`."""
    before = {person.email: person for person in roster(book)}
    people = {person.email: person for person in read_roster(picture.tabs["caseworkers"], categories)[0]}
    stop_if_people_gone(before, people, _moved(before, people))
    away = picture.tabs["availability"]
    if away.columns:
        were = sum(one.end >= since for one in periods_noted(book))
        are = sum(one.end >= since for one in read_availability(away)[0])
        stop_if_rows_gone(away.title, were - are, were, _FEW)
    days = picture.tabs["key_dates"]
    if days.columns:
        were, are = (_to_come(dates, since) for dates in (dates_noted(book), read_key_dates(days)[0]))
        stop_if_rows_gone(days.title, were - are, were, _FEW)


def _to_come(dates: Dates, since: date) -> int:
    return sum(one.day >= since for lines in dates.values() for one in lines)


def _by_address(
    periods: tuple[Period, ...], people: tuple[Caseworker, ...]
) -> set[tuple[str, str, date, date]]:
    """Who is meant by each line, by address: lines may have names."""
    named = ((person_named(one.who, people), one) for one in periods)
    return {(person.email, one.what, one.start, one.end) for person, one in named if person}


def new_day(book: Book, policy: Policy, now: datetime) -> bool:
    """Whether a day has begun: then the numbers of the Dashboard are others, and a next date may be over.

    It has until the register says so (`day_written`): the service may be stopped in between.
    """
    if rows.recall(book, "register day") == local_day(now, policy).isoformat():
        return False
    for ref in _DATES.validate_json(rows.recall(book, "key_dates") or "{}"):
        cases.want_row(book, ref)
    return True


def day_written(book: Book, policy: Policy, now: datetime) -> None:
    """The register says what there is to say on this day."""
    rows.remember(book, "register day", local_day(now, policy).isoformat())


def _periods(book: Book, picture: Picture) -> tuple[tuple[Period, ...], tuple[str, ...]]:
    tab = picture.tabs["availability"]
    if not tab.columns:
        return _PERIODS.validate_json(rows.recall(book, "availability") or "[]"), ()
    periods, wrong = read_availability(tab)
    _keep(book, "availability", _PERIODS.dump_json(periods).decode())
    return periods, wrong


def _dates(book: Book, picture: Picture, known: Dates) -> tuple[Dates, tuple[str, ...]]:
    tab = picture.tabs["key_dates"]
    if not tab.columns:
        return known, ()
    dates, wrong = read_key_dates(tab)
    _keep(book, "key_dates", _DATES.dump_json(dates).decode())
    _keep(book, "surgeries", _SURGERIES.dump_json(read_surgeries(tab)).decode())
    return dates, wrong


def _hours(
    book: Book, picture: Picture, people: tuple[Caseworker, ...]
) -> tuple[list[Fact], tuple[str, ...]]:
    """What the tab Time says now, and did not say before: month by month, for each person and case."""
    tab = picture.tabs["time"]
    if not tab.columns:
        return [], ()
    lines, wrong = read_time(tab, people)
    before, now = by_month(hours_noted(book)), by_month(lines)
    _keep(book, "time", _HOURS.dump_json(lines).decode())
    facts: list[Fact] = [
        HoursNoted(ref, who, month, now.get((ref, who, month), 0.0))
        for ref, who, month in sorted(before.keys() | now.keys())
        if before.get((ref, who, month), 0.0) != now.get((ref, who, month), 0.0)
    ]
    return facts, wrong


def by_month(lines: tuple[Hours, ...]) -> dict[tuple[str, str, str], float]:
    """Hours by case, person and month ("2026-11")."""
    found: dict[tuple[str, str, str], float] = {}
    for one in lines:
        key = one.ref, one.who, f"{one.day:%Y-%m}"
        found[key] = round(found.get(key, 0.0) + one.hours, 2)
    return found


def hours_noted(book: Book) -> tuple[Hours, ...]:
    """The lines of Time as they were last read."""
    return _HOURS.validate_json(rows.recall(book, "time") or "[]")


def hours_of_month(book: Book, today: date) -> dict[str, float]:
    """The hours of this month, by caseworker."""
    found: dict[str, float] = {}
    for (_, who, month), hours in by_month(hours_noted(book)).items():
        if month == f"{today:%Y-%m}":
            found[who] = found.get(who, 0.0) + hours
    return found


def periods_noted(book: Book) -> tuple[Period, ...]:
    """The lines of Availability as they were last read."""
    return _PERIODS.validate_json(rows.recall(book, "availability") or "[]")


def dates_noted(book: Book) -> Dates:
    """The key dates of each case as they were last read."""
    return _DATES.validate_json(rows.recall(book, "key_dates") or "{}")


def surgeries_noted(book: Book) -> tuple[Meeting, ...]:
    """The branch's own surgeries as they were last read."""
    return _SURGERIES.validate_json(rows.recall(book, "surgeries") or "[]")


def _keep(book: Book, name: str, text: str) -> None:
    if rows.recall(book, name) != text:
        rows.remember(book, name, text)


_ELSEWHERE = frozenset(["away", "left", "shadows", "typed"])
"""What has facts of its own, and how the rest is written."""


def roster_edits(before: tuple[Caseworker, ...], people: tuple[Caseworker, ...]) -> Iterator[Fact]:
    """Who came, who went, who has another address, and whose row says something else than before."""
    known = {person.email: person for person in before}
    now = {person.email: person for person in people}
    moved = _moved(known, now)
    yield from (CaseworkerReaddressed(old, new) for old, new in moved.items())
    for email, person in now.items():
        old = known.get(email)
        if not person.left and (old is None or old.left):
            if email not in moved.values():
                yield CaseworkerAdded(email)
        elif old is not None and not person.left:
            names = (field.name for field in fields(Caseworker) if field.name not in _ELSEWHERE)
            if what := tuple(name for name in names if getattr(old, name) != getattr(person, name)):
                yield CaseworkerEdited(email, what)
    for email, old in known.items():
        person = now.get(email, old)
        if not old.left and email not in moved and (email not in now or person.left):
            yield CaseworkerGone(email, old.name, left=person.left)


def _moved(known: Mapping[str, Caseworker], now: Mapping[str, Caseworker]) -> dict[str, str]:
    """Addresses that are gone, each with the one that has come with the very same name."""
    gone = [person for email, person in known.items() if email not in now and not person.left]
    new = [person for email, person in now.items() if email not in known and not person.left]
    pairs = [
        (old.email, one.email) for old in gone for one in new if words_of(old.name) == words_of(one.name)
    ]
    olds, news = [old for old, _ in pairs], [one for _, one in pairs]
    return {old: one for old, one in pairs if olds.count(old) == 1 and news.count(one) == 1}


def _away(before: tuple[Caseworker, ...], people: tuple[Caseworker, ...]) -> Iterator[AwayEdited]:
    known = {person.email: person.away for person in before}
    for person in people:
        if known.get(person.email, ()) != person.away:
            yield AwayEdited(person.email, person.away)
