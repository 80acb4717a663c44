"""Who is meant by a row of somebody's own spreadsheet: members, and caseworkers with all of theirs. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casework.words import words_of
from sheets.adoption_people import number_in, reached_by, whole_name
from sheets.cells import cell_text
from sheets.foreign import Foreign, Line
from sheets.register import Cell, NewRow

_OF_PEOPLE = (
    "name",
    "first_name",
    "surname",
    "email",
    "phone",
    "department",
    "employer",
    "max_cases",
    "notes",
)


def name_of(line: Line) -> str:
    return whole_name(line.text("name"), line.text("first_name"), line.text("surname"))


def other_names(line: Line) -> Iterator[str]:
    """What stands under a name of theirs and is no part of the one that is taken."""
    if line.text("name") not in name_of(line):
        yield f"Name: {line.text('name')}"
    for name, words in (("first_name", "First name"), ("surname", "Surname")):
        if not set(words_of(line.text(name))) <= set(words_of(name_of(line))):
            yield f"{words}: {line.text(name)}"


def caseworkers(lines: Iterable[tuple[Foreign, Line]]) -> tuple[list[NewRow], list[str]]:
    """Their rows, and plain sentences on who has none; nobody is put there twice."""
    rows: dict[str, NewRow] = {}
    said = []
    for tab, line in lines:
        where = f"Row {line.number} of the tab {tab.title}"
        email, phone, rest = reached_by(line.text("email"), number_in(line.cells.get("phone")))
        if not email or email in rows:
            why = "has an address that stood before" if email else "has no single mail address"
            said.append(f"{where} {why}: nobody is put on Caseworkers for it.")
            continue
        cells: dict[str, Cell] = {
            "name": name_of(line),
            "email": email,
            "department": line.text("department"),
            "employer": line.text("employer"),
            "max_cases": line.cells.get("max_cases"),
            "notes": "\n".join(_notes(line, phone, rest)),
        }
        rows[email] = NewRow("caseworkers", email, cells)
    return list(rows.values()), said


def _notes(line: Line, phone: str, contact: str) -> Iterator[str]:
    """What has no column of its own with us."""
    if line.text("notes"):
        yield line.text("notes")
    if phone:
        yield f"Phone: {phone}"
    if contact:
        yield f"Email: {contact}"
    yield from other_names(line)
    for name in line.cells:
        if name not in _OF_PEOPLE and line.text(name):
            yield f"{name.replace('_', ' ').capitalize()}: {line.text(name)}"
    for header, value in line.own.items():
        yield f"{header}: {cell_text(value)}"
