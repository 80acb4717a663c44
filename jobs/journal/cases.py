"""Cases and their history in the journal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import (
    JSON,
    ColumnElement,
    and_,
    bindparam,
    cast,
    func,
    or_,
    select,
    type_coerce,
    union,
    update,
)

from casework.helped import Helped
from casework.helped import Part as Had
from casework.helped import helped as put_in_order
from casework.model import Case, OpenCase, Part, Status
from casework.quiet import last_moved
from casework.standing import waiting
from jobs.journal.codec import from_text, to_text
from jobs.journal.schema import cases, counters, history
from jobs.journal.store import Book, in_parts
from jobs.journal.store import put as put_row

if TYPE_CHECKING:
    from casework.facts import Fact

F = TypeVar("F")

STATUS = {status.value: status for status in Status}

# What is asked for every letter is built once: putting a statement together costs more than running it.
BODY = select(cases.c.body).where(cases.c.branch == bindparam("of"), cases.c.ref == bindparam("ref"))
SHORT = tuple(one.name for one in fields(OpenCase) if one.name not in ("ref", "status"))
"""The columns of an `OpenCase` after its reference and status."""

OPEN = (
    select(cases.c.ref, cases.c.status, *(cases.c[name] for name in SHORT))
    .where(cases.c.branch == bindparam("of"), cases.c.open)
    .order_by(cases.c.ref)
)
# Each address by its own index: with an "or", or asked for open ones only, SQLite goes through all cases.
OF_ADDRESS = union(
    *(
        select(cases.c.ref, cases.c.open).where(
            cases.c.branch == bindparam("of"), written == bindparam("address")
        )
        for written in (cases.c.member_email, cases.c.reply_to)
    )
)
WANT_ROW = (
    update(cases)
    .where(cases.c.branch == bindparam("of"), cases.c.ref == bindparam("case"))
    .values(row_wanted=True)
)
ASKED_NOBODY = and_(cases.c.offered_to == "", cases.c.lead == "")
SUGGESTED = and_(cases.c.open, or_(cases.c.suggested_to != "", cases.c.second_suggested_to != ""))
LED_ALONE = and_(cases.c.open, cases.c.lead != "", cases.c.second == "", cases.c.second_offered_to == "")
COUNTER = select(counters.c.value).where(
    counters.c.branch == bindparam("of"), counters.c.name == bindparam("name")
)
LINE = history.insert()


def get(book: Book, ref: str) -> Case | None:
    """The case of that reference, or None."""
    body = book.cx.execute(BODY, {"of": book.branch, "ref": ref}).scalar()
    return None if body is None else from_text(Case, body)


def get_many(book: Book, refs: Iterable[str]) -> dict[str, Case]:
    """The cases of those references that exist."""
    wanted = list(refs)
    found: dict[str, Case] = {}
    for some in in_parts(wanted):
        rows = book.cx.execute(
            select(cases.c.ref, cases.c.body).where(cases.c.branch == book.branch, cases.c.ref.in_(some))
        )
        found |= {row.ref: from_text(Case, row.body) for row in rows}
    return found


def put(book: Book, case: Case) -> None:
    """Store the case as it is now, with the columns that searches need."""
    from casework.due import next_due  # here: who only reads a case need not load every rule of time

    values = {
        "body": to_text(case),
        "open": case.status is not Status.CLOSED,
        "status": case.status.value,
        "member_email": case.member.email,
        "reply_to": case.reply_to,
        "lead": case.lead,
        "offered_to": case.offer.caseworker if case.offer else "",
        "points": case.points,
        "suggested_to": _first_suggested(case),
        "emotional": case.emotional,
        "second": case.second,
        "second_offered_to": case.second_offer.caseworker if case.second_offer else "",
        "second_suggested_to": _second_suggested(case),
        "lead_since": case.lead_since,
        "second_since": case.second_since,
        "member_name": case.member.name,
        "named": f"{case.member.line_manager} {case.member.people_involved}".strip(),
        "moved_at": last_moved(case),
        "offered_until": case.offer.lapses_at if case.offer else None,
        "second_offered_until": case.second_offer.lapses_at if case.second_offer else None,
        "next_due": next_due(case),
    }
    key = {"branch": book.branch, "ref": case.ref}
    rows = {"row_made": False, "row_wanted": False}
    put_row(book, cases, key | rows | values, only_new=rows)
    _remember(book, case, values)


def _remember(book: Book, case: Case, values: Mapping[str, Any]) -> None:
    if case.lead or case.second:
        book.memo.helped = None
    known = book.memo.open_cases
    if known is None:
        return
    if not values["open"]:
        known.pop(case.ref, None)
    elif case.ref in known or case.ref > next(reversed(known), ""):
        known[case.ref] = OpenCase(case.ref, case.status, *(values[name] for name in SHORT))
    else:  # opened again: it has its place in the order
        book.memo.forget()


def _first_suggested(case: Case) -> str:
    """Who would lead, if the coordinator approves: nobody once she has decided."""
    idea = waiting(case)
    return idea.candidates[0].email if idea and idea.candidates and idea.part is not Part.SECOND else ""


def _second_suggested(case: Case) -> str:
    """Who would be second: nobody where somebody leads alone. Whoever is only shown to go with them, for as
    long as she likes to leave it, is free for cases that have nobody."""
    idea = waiting(case)
    if idea is None or not idea.candidates or case.lead:
        return ""
    if idea.part is Part.SECOND:
        return idea.candidates[0].email
    return idea.second.email if idea.second else ""


def open_cases(book: Book) -> tuple[OpenCase, ...]:
    """The little that a decision needs of every open case, by reference."""
    if book.memo.open_cases is None:
        rows = book.cx.execute(OPEN, {"of": book.branch})
        book.memo.open_cases = {
            ref: OpenCase(ref, STATUS[status], *rest) for ref, status, *rest in rows.all()
        }
    return tuple(book.memo.open_cases.values())


def helped(book: Book, now: datetime) -> Helped:
    """Who has had whose case in the last two years, open or closed, but for duplicates."""
    if book.memo.helped is None:
        as_json = type_coerce if book.cx.dialect.name == "sqlite" else cast  # there JSON is kept as text
        body = as_json(cases.c.body, JSON)
        since = now - HELPED_FOR
        columns = (cases.c.ref, cases.c.member_email, cases.c.reply_to, cases.c.lead, cases.c.second)
        moments = (cases.c.lead_since, cases.c.second_since)
        wanted = select(*columns, *moments, body["categories"].as_json()).where(
            cases.c.branch == book.branch,
            or_(
                and_(cases.c.lead != "", cases.c.lead_since >= since),
                and_(cases.c.second != "", cases.c.second_since >= since),
            ),
            func.coalesce(body["merged_into"].as_string(), "") == "",
        )
        book.memo.helped = put_in_order(
            Had(ref, (email, reply_to), tuple(kinds or ()), lead, second, _new(now, *moments))
            for ref, email, reply_to, lead, second, *moments, kinds in book.cx.execute(wanted)
        )
    return book.memo.helped


def _new(now: datetime, lead_since: datetime | None, second_since: datetime | None) -> bool:
    """Whether anybody's yes is of the last day."""
    return any(moment is not None and moment > now - HAD_AFTER for moment in (lead_since, second_since))


HELPED_FOR = timedelta(days=730)
"""How far back it is remembered who had whose case."""

HAD_AFTER = timedelta(days=1)
"""From when on somebody has had a case like another."""


def lived(book: Book) -> list[tuple[datetime, datetime | None]]:
    """When each case came in and was closed, but for duplicates and those whose row a person deleted."""
    as_json = type_coerce if book.cx.dialect.name == "sqlite" else cast  # there JSON is kept as text
    body = as_json(cases.c.body, JSON)
    wanted = select(body["received_at"].as_string(), body["closed_at"].as_string(), cases.c.open).where(
        cases.c.branch == book.branch,
        body["row_gone"].as_boolean().is_not(True),
        func.coalesce(body["merged_into"].as_string(), "") == "",  # older cases have no such thing
    )
    return [
        (datetime.fromisoformat(came), datetime.fromisoformat(closed) if closed and not open_ else None)
        for came, closed, open_ in book.cx.execute(wanted)
    ]


def waiting_for_suggestion(book: Book) -> list[str]:
    """References of the cases for which a suggestion is wanted, or waits for the coordinator: those, too,
    that somebody leads while a second is sought (casework/seeking.py)."""
    nobody_yet = and_(cases.c.status == Status.NEW.value, ASKED_NOBODY)
    return _refs(book, or_(nobody_yet, SUGGESTED, _second_sought(book)))


def waiting_for_decision(book: Book) -> list[str]:
    """References of the open cases of which a suggestion waits, or that nobody has or was asked about."""
    return _refs(book, or_(and_(cases.c.open, ASKED_NOBODY), SUGGESTED, _second_sought(book)))


def _second_sought(book: Book) -> ColumnElement[bool]:
    as_json = type_coerce if book.cx.dialect.name == "sqlite" else cast  # there JSON is kept as text
    part = as_json(cases.c.body, JSON)["suggestion"]["part"].as_string()
    return and_(LED_ALONE, part == Part.SECOND.value)


def _refs(book: Book, which: ColumnElement[bool]) -> list[str]:
    rows = select(cases.c.ref).where(cases.c.branch == book.branch, which).order_by(cases.c.ref)
    return list(book.cx.execute(rows).scalars())


def of_address(book: Book, address: str) -> list[str]:
    """References of the open cases whose member writes from, or is written to at, that address."""
    rows = book.cx.execute(OF_ADDRESS, {"of": book.branch, "address": address})
    return sorted(row.ref for row in rows if row.open)


def due(book: Book, now: datetime) -> list[Case]:
    """The cases that time wants looked at."""
    rows = book.cx.execute(
        select(cases.c.body)
        .where(cases.c.branch == book.branch, cases.c.next_due <= now)
        .order_by(cases.c.next_due, cases.c.ref)
    )
    return [from_text(Case, body) for body in rows.scalars()]


def lately(book: Book, since: datetime) -> list[Case]:
    """The open cases, and those that were closed after `since`, by reference."""
    as_json = type_coerce if book.cx.dialect.name == "sqlite" else cast  # there JSON is kept as text
    closed_at = as_json(cases.c.body, JSON)["closed_at"].as_string()
    bodies = book.cx.execute(
        select(cases.c.body)
        .where(cases.c.branch == book.branch, or_(cases.c.open, closed_at >= f"{since:%Y-%m-%d}"))
        .order_by(cases.c.ref)
    )
    return [from_text(Case, body) for body in bodies.scalars()]


def rated(book: Book) -> list[Case]:
    """The cases, closed ones too, of which somebody said what they ask of feelings, by reference."""
    as_json = type_coerce if book.cx.dialect.name == "sqlite" else cast  # there JSON is kept as text
    said = as_json(cases.c.body, JSON)["emotional_said"].as_string()
    bodies = book.cx.execute(
        select(cases.c.body).where(cases.c.branch == book.branch, said != "").order_by(cases.c.ref)
    )
    return [from_text(Case, body) for body in bodies.scalars()]


def all_cases(book: Book) -> list[Case]:
    """Every case, closed ones too, by reference."""
    bodies = book.cx.execute(select(cases.c.body).where(cases.c.branch == book.branch).order_by(cases.c.ref))
    return [from_text(Case, body) for body in bodies.scalars()]


def want_row(book: Book, ref: str) -> None:
    """The case's row in the register wants writing."""
    book.cx.execute(WANT_ROW, {"of": book.branch, "case": ref})


def rows_wanted(book: Book) -> list[str]:
    """References whose rows want writing."""
    rows = book.cx.execute(
        select(cases.c.ref).where(cases.c.branch == book.branch, cases.c.row_wanted).order_by(cases.c.ref)
    )
    return list(rows.scalars())


def rows_made(book: Book, refs: Iterable[str]) -> set[str]:
    """Those of the references whose rows a receipt has confirmed."""
    made = select(cases.c.ref).where(cases.c.branch == book.branch, cases.c.row_made)
    return {
        ref
        for some in in_parts(list(refs))
        for ref in book.cx.execute(made.where(cases.c.ref.in_(some))).scalars()
    }


def row_written(book: Book, refs: list[str]) -> None:
    """A receipt has confirmed these rows as they are now."""
    _mark(book, refs, row_wanted=False, row_made=True)


def _mark(book: Book, refs: list[str], **values: bool) -> None:
    for some in in_parts(refs):
        book.cx.execute(
            update(cases).where(cases.c.branch == book.branch, cases.c.ref.in_(some)).values(**values)
        )


def next_ref(book: Book, year: int) -> str:
    """The reference the next case of that year will have; `take_ref` uses it up."""
    name = f"case {year}"
    value = book.memo.counters.get(name)
    if value is None:
        value = book.cx.execute(COUNTER, {"of": book.branch, "name": name}).scalar() or 0
        book.memo.counters[name] = value
    return f"C-{year}-{value + 1:04d}"


def take_ref(book: Book, ref: str) -> None:
    """The reference is in use from now on."""
    _, year, number = ref.split("-")
    name = f"case {int(year)}"
    put_row(book, counters, {"branch": book.branch, "name": name, "value": int(number)})
    book.memo.counters[name] = int(number)


def note(book: Book, at: datetime, fact: Fact, ref: str, letter: str, why: str) -> None:
    """One line of history: the fact whole, and why it was decided so. Append only."""
    line = {
        "branch": book.branch,
        "at": at,
        "ref": ref,
        "letter": letter,
        "kind": type(fact).__name__,
        "fact": to_text(fact),
        "why": why,
    }
    book.cx.execute(LINE, line)


def facts_of(book: Book, kind: type[F]) -> Iterator[F]:
    """Every fact of that kind in the history, oldest first."""
    rows = book.cx.execute(
        select(history.c.fact)
        .where(history.c.branch == book.branch, history.c.kind == kind.__name__)
        .order_by(history.c.n)
    )
    return (from_text(kind, text) for text in rows.scalars())


def facts_about(book: Book, ref: str, kind: type[object]) -> list[str]:
    """The facts of that kind about one case, as texts: an old one may be of a form that is not known now."""
    rows = book.cx.execute(
        select(history.c.fact)
        .where(history.c.branch == book.branch, history.c.ref == ref, history.c.kind == kind.__name__)
        .order_by(history.c.n)
    )
    return list(rows.scalars())


def story(book: Book, ref: str) -> list[tuple[datetime, str, str]]:
    """When, what kind of fact, and why: the case's history in order."""
    rows = book.cx.execute(
        select(history.c.at, history.c.kind, history.c.why)
        .where(history.c.branch == book.branch, history.c.ref == ref)
        .order_by(history.c.n)
    )
    return [(row.at, row.kind, row.why) for row in rows]


def naming(book: Book, days: Iterable[date]) -> list[str]:
    """References of the open cases with a caseworker in which one of these days stands anywhere."""
    texts = [f'%"{day.isoformat()}%' for day in days]
    open_here = (cases.c.branch == book.branch, cases.c.open, cases.c.lead != "")
    return [
        ref
        for some in in_parts(texts)
        for ref in book.cx.execute(
            select(cases.c.ref).where(*open_here, or_(*(cases.c.body.like(text) for text in some)))
        ).scalars()
    ]


def last_line(book: Book) -> int:
    """The number of the last line of history: another one as soon as anything has happened."""
    last = select(history.c.n).where(history.c.branch == book.branch).order_by(history.c.n.desc()).limit(1)
    return book.cx.execute(last).scalar() or 0


def counts(book: Book) -> dict[str, int]:
    """Number of cases by status."""
    rows = book.cx.execute(
        select(cases.c.status, func.count())
        .where(cases.c.branch == book.branch)
        .group_by(cases.c.status)
        .order_by(cases.c.status)
    )
    return {row[0]: row[1] for row in rows}
