"""A branch's own spreadsheet as cases, contacts and caseworkers of the register: what would be written. Pure.

Nothing of theirs is changed: their tabs stay as they are, and what they say is brought onto the register's
own tabs beside them. Columns that are theirs alone go along in Notes, under their own headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from casework.model import Policy, Status
from casework.wording import category_in_words
from sheets.cells import cell_text
from sheets.columns import fold
from sheets.dates import written_date
from sheets.foreign import Foreign, Line
from sheets.recognise import status_of
from sheets.register import Cell, NewRow
from sheets.standing import is_ref

_EMAIL = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+")


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


def adoption(tabs: Sequence[Foreign], policy: Policy, now: datetime) -> Adoption:
    """What the tabs come to. References of theirs that are like ours are kept; the others get new ones."""
    found = Adoption()
    lines = [(tab, line) for tab in tabs if tab.kind == "cases" for line in tab.lines]
    refs = _refs(lines, now)
    for (tab, line), ref in zip(lines, refs, strict=True):
        _case(found, tab, line, ref, policy, now)
    _people(found, [line for tab in tabs if tab.kind == "people" for line in tab.lines])
    leads = {fold(cell_text(row.cells.get("lead"))) for row in found.rows if row.tab == "cases"} - {""}
    known = {fold(cell_text(row.cells.get("name"))) for row in found.rows if row.tab == "caseworkers"}
    if unknown := len(leads - known):
        found.said.append(
            f"{unknown} of the people named as caseworkers are on no tab with addresses: put them on the tab "
            "Caseworkers, with one address each."
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
            year = str((written_date(line.cells.get("received")) or now.date()).year)
            last[year] = last.get(year, 0) + 1
            ref = f"C-{year}-{last[year]:04d}"
        made.append(ref)
    return made


def _case(found: Adoption, tab: Foreign, line: Line, ref: str, policy: Policy, now: datetime) -> None:
    where = f"Row {line.number} of the tab {tab.title}"
    received = written_date(line.cells.get("received"))
    if received is None:
        found.said.append(f"{where} has no day on which it came in that could be read: today is taken.")
    key_date = written_date(line.cells.get("key_date"))
    email = _address(line.text("email"))
    if line.text("email") and not email:
        found.said.append(f"{where} has no single mail address: it is kept in Notes, and Email stays blank.")
    cells: dict[str, Cell] = {
        "ref": ref,
        "received": received or now.date(),
        "status": _status(found, tab, line, where),
        "lead": line.text("lead"),
        "category": _category(line.text("category"), policy),
        "key_date": key_date,
        "department": line.text("department"),
        "last_news": written_date(line.cells.get("closed")) or received or now.date(),
        "outcome": line.text("outcome"),
        "notes": "\n".join(_notes(line, ref, email, received, key_date)),
    }
    contact: dict[str, Cell] = {
        "ref": ref,
        "name": _name(line),
        "email": email,
        "phone": line.text("phone"),
        "employer": line.text("employer"),
        "membership_number": line.text("membership_number"),
    }
    found.rows += [NewRow("cases", ref, cells), NewRow("contacts", ref, contact)]


def _status(found: Adoption, tab: Foreign, line: Line, where: str) -> str:
    said = line.text("status")
    if written_date(line.cells.get("closed")) and not status_of(said):
        return Status.CLOSED.value
    if said:
        ours = status_of(said)
        if ours:
            found.statuses[said] = ours
            if ours == "Active" and not line.text("lead"):
                return Status.NEW.value  # nobody has it yet
            return ours
        found.said.append(f'{where} has the status "{said[:40]}", which we do not know: Waiting is taken.')
        return Status.WAITING.value
    if tab.closed:
        return Status.CLOSED.value
    return Status.ACTIVE.value if line.text("lead") else Status.NEW.value


def _category(words: str, policy: Policy) -> str:
    """In the words of ours, where theirs name one of our categories; else as they have it."""
    said = set(fold(words).split())
    for name in policy.category_words:
        if said and said & {part for part in name.split("_") if part != "other"}:
            return category_in_words((name,), policy)
    return words


def _notes(line: Line, ref: str, email: str, received: date | None, key_date: date | None) -> Iterator[str]:
    """Their notes, then all that has no column with us, under their own heading."""
    if line.text("notes"):
        yield line.text("notes")
    if line.text("ref") and line.text("ref").upper() != ref:
        yield f"Your reference: {line.text('ref')}"
    if line.text("email") and not email:
        yield f"Email: {line.text('email')}"
    for name, day, words in (("received", received, "Received"), ("key_date", key_date, "Next date")):
        if line.text(name) and day is None:
            yield f"{words}: {line.text(name)}"
    for name, words in (("status", "Your status"), ("category", "Your category"), ("closed", "Closed")):
        if line.text(name):
            yield f"{words}: {line.text(name)}"
    for header, value in line.own.items():
        yield f"{header}: {cell_text(value)}"


def _name(line: Line) -> str:
    parts = (line.text("first_name"), line.text("surname"))
    return line.text("name") or " ".join(part for part in parts if part)


def _address(text: str) -> str:
    """The one mail address in a text, or nothing: no guess is made between two."""
    found = set(_EMAIL.findall(text.casefold()))
    return found.pop() if len(found) == 1 else ""


def _people(found: Adoption, lines: Iterable[Line]) -> None:
    seen: set[str] = set()
    for line in lines:
        email = _address(line.text("email"))
        if email and email not in seen:
            seen.add(email)
            cells: dict[str, Cell] = {
                "name": _name(line),
                "email": email,
                "department": line.text("department"),
                "employer": line.text("employer"),
                "notes": "\n".join(f"{header}: {cell_text(value)}" for header, value in line.own.items()),
            }
            found.rows.append(NewRow("caseworkers", email, cells))
