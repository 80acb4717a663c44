"""A branch's own spreadsheet as cases, contacts and caseworkers of the register: what would be written. Pure.

Nothing of theirs is changed: their tabs stay as they are, and what they say is brought onto the register's
own tabs beside them. Columns that are theirs alone go along in Notes, under their own headings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from casework.category import categories_of
from casework.emotional import rating_meant
from casework.model import Policy, Status
from casework.stages import extra_meant, stage_meant
from casework.wording import category_in_words
from sheets.adoption_people import address_in, caseworkers_named, member_named, number_in, reached_by
from sheets.cells import TEXT_LIMIT, cell_text, clean, room_left
from sheets.columns import fold
from sheets.dates import date_within, written_date
from sheets.foreign import Foreign, Line
from sheets.recognise import is_ticked, status_of
from sheets.register import Cell, NewRow
from sheets.standing import is_ref

_IN_THEIR_WORDS = (
    ("status", "Your status"),
    ("category", "Your category"),
    ("closed", "Closed"),
    ("stage", "Your stage"),
    ("extra_work", "Your extra work"),
    ("emotional", "Your emotional rating"),
)
"""What has a column with us, where their own words go along in Notes."""

_CLOCKED = re.compile(r"(?:\d{4}-\d\d-\d\d \d\d:\d\d)?")
"""A date with the time at which a program noted it: the day says enough. Or nothing."""


@dataclass(slots=True)
class Adoption:
    """The rows to make, and plain sentences on what a person should know or look at."""

    rows: list[NewRow] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    statuses: dict[str, str] = field(default_factory=dict)  # their word to ours

    @property
    def cases(self) -> int:
        """How many cases there are."""
        return sum(row.tab == "cases" for row in self.rows)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of theirs that is a case, with the reference it gets; `names` are those of the caseworkers."""

    tab: Foreign
    line: Line
    ref: str
    names: Sequence[str]

    @property
    def where(self) -> str:
        """The row as a sentence names it."""
        return f"Row {self.line.number} of the tab {self.tab.title}"


def adoption(tabs: Sequence[Foreign], policy: Policy, now: datetime) -> Adoption:
    """What the tabs come to. References of theirs that are like ours are kept; the others get new ones."""
    found = Adoption()
    lines = [(tab, line) for tab in tabs if tab.kind == "cases" for line in tab.lines]
    refs = _refs(lines, now)
    found.said += _doubled(lines)
    people = Adoption()
    _people(people, [(tab, line) for tab in tabs if tab.kind == "people" for line in tab.lines])
    names = [cell_text(row.cells.get("name")) for row in people.rows]
    for (tab, line), ref in zip(lines, refs, strict=True):
        _case(found, Row(tab, line, ref, names), policy, now)
    found.rows += people.rows
    found.said += people.said
    leads = {fold(cell_text(row.cells.get("lead"))) for row in found.rows if row.tab == "cases"} - {""}
    if unknown := len(leads - {fold(name) for name in names}):
        are, them = ("is", "them") if unknown == 1 else ("are", "them all")
        found.said.append(
            f"{unknown} of the people named as caseworkers {are} on no tab with addresses: put {them} on the "
            "tab Caseworkers, with one address each."
        )
    return found


def _refs(lines: Sequence[tuple[Foreign, Line]], now: datetime) -> list[str]:
    """A reference for each line: theirs if it is like ours and stands once, else the next of its year."""
    theirs = [line.text("ref").upper() for _, line in lines]
    kept = [ref if is_ref(ref) and theirs.count(ref) == 1 else "" for ref in theirs]
    last: dict[str, int] = {}
    for ref in filter(None, kept):
        _, year, number = ref.split("-")
        last[year] = max(last.get(year, 0), int(number))
    made = []
    for ref, (_, line) in zip(kept, lines, strict=True):
        if not ref:
            year = str((date_within(line.cells.get("received")) or now.date()).year)
            last[year] = last.get(year, 0) + 1
            ref = f"C-{year}-{last[year]:04d}"
        made.append(ref)
    return made


def _doubled(lines: Sequence[tuple[Foreign, Line]]) -> list[str]:
    often = Counter(ref for _, line in lines if (ref := line.text("ref").upper()))
    return [
        f"{count} rows have the reference {ref}: each is a case of its own, and gets a reference of its own."
        for ref, count in often.items()
        if count > 1
    ]


def _case(found: Adoption, row: Row, policy: Policy, now: datetime) -> None:
    line, ref, where = row.line, row.ref, row.where
    received = date_within(line.cells.get("received"))
    if received is None:
        found.said.append(f"{where} has no day on which it came in that could be read: today is taken.")
    key_date = date_within(line.cells.get("key_date"))
    email, phone, rest = reached_by(line.text("email"), number_in(line.cells.get("phone")))
    if rest and not email:
        found.said.append(f"{where} has no single mail address: it is kept in Notes, and Email stays blank.")
    lead, second = line.text("lead"), line.text("second")
    people = caseworkers_named(lead, row.names) or (lead,)
    if second and len(people) == 1:
        people = (*people, *(caseworkers_named(second, row.names) or (second,)))
    cells: dict[str, Cell] = {
        "ref": ref,
        "received": received or now.date(),
        "status": _status(found, row),
        "lead": people[0],
        "second": " and ".join(people[1:]),
        "category": _category(line.text("category"), policy),
        "key_date": key_date,
        "department": line.text("department"),
        "last_news": date_within(line.cells.get("closed")) or received or now.date(),
        "stage": ", ".join(stage_meant(line.text("stage"), policy.workload).names),
        "extra_work": ", ".join(extra_meant(line.text("extra_work"), policy.workload).names),
        "emotional": ", ".join(rating_meant(line.text("emotional")).names),
        "outcome": line.text("outcome"),
        "notes": _in_one_cell(found, row, list(_notes(row, rest, " and ".join(people)))),
    }
    contact: dict[str, Cell] = {
        "ref": ref,
        "name": _name(line),
        "email": email,
        "phone": phone,
        "employer": line.text("employer"),
        "membership_number": line.text("membership_number"),
    }
    found.rows += [NewRow("cases", ref, cells), NewRow("contacts", ref, contact)]


def _status(found: Adoption, row: Row) -> str:
    tab, line = row.tab, row.line
    said = line.text("status")
    closed = line.cells.get("closed")
    if (date_within(closed) or is_ticked(closed)) and not status_of(said):
        return Status.CLOSED.value
    if said:
        ours = status_of(said)
        if ours:
            found.statuses[said] = ours
            if ours == "Active" and not line.text("lead"):
                return Status.NEW.value  # nobody has it yet
            return ours
        found.said.append(
            f'{row.where} has the status "{said[:40]}", which we do not know: Waiting is taken.'
        )
        return Status.WAITING.value
    if tab.closed:
        return Status.CLOSED.value
    return Status.ACTIVE.value if line.text("lead") else Status.NEW.value


def _category(words: str, policy: Policy) -> str:
    """In the words of ours, where theirs name categories of ours; else as they have it."""
    names = categories_of(words, policy)
    return category_in_words(names, policy) if names else words


def _in_one_cell(found: Adoption, row: Row, lines: list[str]) -> str:
    """The lines; of more than a cell holds the longest is cut, openly, so that the short ones all stand."""
    notes = "\n".join(lines)
    if room_left(notes) < 0:
        found.said.append(f"{row.where} says more than fits into Notes: the whole of it stays on your tab.")
    pointer = f"… (cut; all of it stands on the tab {row.tab.title}, row {row.line.number})"
    while (room := room_left(notes)) < 0:
        at = max(range(len(lines)), key=lambda at: len(lines[at]))
        if len(lines[at]) <= len(pointer):
            return clean(notes, pointer=pointer)  # nothing but short ones
        fits = TEXT_LIMIT - room_left(lines[at]) + room
        lines[at] = clean(lines[at], max(fits, len(pointer)), pointer)
        notes = "\n".join(lines)
    return notes


def _notes(row: Row, contact: str, lead: str) -> Iterator[str]:
    """Their notes, then all that has no column with us or stands there in other words; then where it was."""
    line = row.line
    if line.text("notes"):
        yield line.text("notes")
    if line.text("ref") and line.text("ref").upper() != row.ref:
        yield f"Your reference: {line.text('ref')}"
    if contact:
        yield f"Email: {contact}"
    for name, words in (("received", "Received"), ("key_date", "Next date")):
        if not _CLOCKED.fullmatch(line.text(name)) and written_date(line.cells.get(name)) is None:
            yield f"{words}: {line.text(name)}"
    for name, words in _IN_THEIR_WORDS:
        if line.text(name):
            yield f"{words}: {line.text(name)}"
    theirs = " and ".join(filter(None, (line.text("lead"), line.text("second"))))
    if theirs != lead:
        yield f"Caseworker: {theirs}"
    if line.text("name") != _name(line) and line.text("name"):
        yield f"Name: {line.text('name')}"
    for header, value in line.own.items():
        yield f"{header}: {cell_text(value)}"
    yield f"From: {row.tab.title}, row {line.number}"


def _name(line: Line) -> str:
    parts = (line.text("first_name"), line.text("surname"))
    return member_named(line.text("name")) or " ".join(part for part in parts if part)


_OF_PEOPLE = ("name", "first_name", "surname", "email", "department", "employer", "max_cases", "notes")


def _people(found: Adoption, lines: Iterable[tuple[Foreign, Line]]) -> None:
    seen: set[str] = set()
    for tab, line in lines:
        email = address_in(line.text("email"))
        if not email:
            where = f"Row {line.number} of the tab {tab.title}"
            found.said.append(f"{where} has no single mail address: nobody is put on Caseworkers for it.")
        elif email not in seen:
            seen.add(email)
            cells: dict[str, Cell] = {
                "name": _name(line),
                "email": email,
                "department": line.text("department"),
                "employer": line.text("employer"),
                "max_cases": line.cells.get("max_cases"),
                "notes": "\n".join(_notes_of_person(line)),
            }
            found.rows.append(NewRow("caseworkers", email, cells))


def _notes_of_person(line: Line) -> Iterator[str]:
    """What has no column of its own with us."""
    if line.text("notes"):
        yield line.text("notes")
    for name in line.cells:
        if name not in _OF_PEOPLE and line.text(name):
            yield f"{name.replace('_', ' ').capitalize()}: {line.text(name)}"
    for header, value in line.own.items():
        yield f"{header}: {cell_text(value)}"
