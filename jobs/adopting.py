"""A branch's own spreadsheet as cases, contacts and caseworkers of the register: what would be written. Pure.

Nothing of theirs is changed: their tabs stay as they are, and what they say is brought onto the register's
own tabs beside them. Columns that are theirs alone go along in Notes, under their own headings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from casework.category import categories_of
from casework.emotional import rating_meant
from casework.model import Policy, Status
from casework.stages import extra_meant, stage_meant
from casework.wording import category_in_words
from jobs.adopting_people import caseworkers, name_of, other_names
from sheets.adoption_people import caseworkers_named, number_in, reached_by
from sheets.adoption_statuses import status_of
from sheets.cells import TEXT_LIMIT, cell_text, clean, room_left
from sheets.columns import fold
from sheets.dates import date_within, written_date
from sheets.foreign import Foreign, Line
from sheets.recognise import is_ticked
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
    statuses: Counter[tuple[str, str]] = field(
        default_factory=Counter
    )  # their word, and what it is taken for

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

    @property
    def pointer(self) -> str:
        """What stands at the end of a text that was cut."""
        return f"… (cut; all of it stands on the tab {self.tab.title}, row {self.line.number})"


def adoption(
    tabs: Sequence[Foreign], policy: Policy, now: datetime, means: Mapping[str, str] = MappingProxyType({})
) -> Adoption:
    """What the tabs come to. References of theirs that are like ours are kept; the others get new ones.

    `means`: statuses of theirs (folded) to ours, by a person.
    """
    found = Adoption()
    lines = [(tab, line) for tab in tabs if tab.kind == "cases" for line in tab.lines]
    refs = _refs(lines, now)
    found.said += _doubled(lines)
    people, unread = caseworkers((tab, line) for tab in tabs if tab.kind == "people" for line in tab.lines)
    names = [cell_text(row.cells.get("name")) for row in people]
    for (tab, line), ref in zip(lines, refs, strict=True):
        _case(found, Row(tab, line, ref, names), policy, now, means)
    found.rows += people
    found.said += unread
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


def _case(found: Adoption, row: Row, policy: Policy, now: datetime, means: Mapping[str, str]) -> None:
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
        "status": _status(found, row, means),
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
        "name": name_of(line),
        "email": email,
        "phone": phone,
        "employer": line.text("employer"),
        "membership_number": line.text("membership_number"),
    }
    found.rows += [
        NewRow("cases", ref, _fitting(found, row, cells)),
        NewRow("contacts", ref, _fitting(found, row, contact)),
    ]


def _fitting(found: Adoption, row: Row, cells: dict[str, Cell]) -> dict[str, Cell]:
    """The cells with what is longer than a cell holds cut openly: one of Google's may hold more than ours."""
    long = {name: text for name, text in cells.items() if isinstance(text, str) and room_left(text) < 0}
    if long:
        found.said.append(f"{row.where} says more than fits into a cell: the whole of it stays on your tab.")
    return cells | {name: clean(text, pointer=row.pointer) for name, text in long.items()}


def _status(found: Adoption, row: Row, means: Mapping[str, str]) -> str:
    line = row.line
    said, led = line.text("status"), bool(line.text("lead"))
    closed = line.cells.get("closed")
    ours, why = means.get(fold(said)) or status_of(said), ""
    if not ours and (date_within(closed) or is_ticked(closed)):
        ours, why = Status.CLOSED.value, ", by what stands under its closing"
    elif said and not ours:
        ours, why = Status.WAITING.value, ", since we do not know it"
    elif not said:
        ours = Status.CLOSED if line.closed else Status.ACTIVE if led else Status.NEW
    elif ours == Status.ACTIVE and not led:
        ours, why = Status.NEW.value, ", since it has no caseworker"
    if said:
        found.statuses[said, ours + why] += 1
    return str(ours)


def _category(words: str, policy: Policy) -> str:
    """In the words of ours, where theirs name categories of ours; else as they have it."""
    names = categories_of(words, policy)
    return category_in_words(names, policy) if names else words


def _in_one_cell(found: Adoption, row: Row, lines: list[str]) -> str:
    """The lines; of more than a cell holds the longest is cut, openly, so that the short ones all stand."""
    notes = "\n".join(lines)
    if room_left(notes) < 0:
        found.said.append(f"{row.where} says more than fits into Notes: the whole of it stays on your tab.")
    pointer = row.pointer
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
    yield from other_names(line)
    for header, value in line.own.items():
        yield f"{header}: {cell_text(value)}"
    yield f"From: {row.tab.title}, row {line.number}"
