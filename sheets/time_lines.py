"""The tab Time as people typed it, and as the service wrote what came by mail: read line by line, pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from casework.model import Caseworker
from sheets.cells import cell_text
from sheets.columns import BY_NAME
from sheets.dates import written_date
from sheets.lines import person_named
from sheets.register import Row, Tab

_REF = re.compile(r"[A-Z]{1,6}-\d{4}-\d+")
_DECIMAL = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:h|hrs?|hours?)?")
_PARTS = re.compile(r"(\d{1,3})\s*(?::|h|hrs?|hours?)\s*(\d{1,2})(?::00)?\s*(?:m|min|mins|minutes)?")
_MINUTES = re.compile(r"(\d{1,4})\s*(?:m|mins?|minutes?)")

MOST = 300.0
"""Hours in one line: more is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Hours:
    """A line of Time: `who` by address, `hours` as a number, `ref` empty for time that belongs to no case."""

    who: str
    ref: str
    day: date
    hours: float
    what: str = ""


def read_time(tab: Tab, people: Sequence[Caseworker]) -> tuple[tuple[Hours, ...], tuple[str, ...]]:
    """The lines, and a plain sentence for each that cannot be used; sentences name no people."""
    found: list[Hours] = []
    problems: list[str] = []
    for row in tab.rows:
        if not any(row.text(name) for name in ("who", "ref", "date", "hours")):
            continue
        line = _line(row, people)
        if isinstance(line, Hours):
            found.append(line)
        else:
            problems.append(f"Row {row.number} of the tab {tab.title} {line}, and is not counted.")
    return tuple(found), tuple(problems)


def _line(row: Row, people: Sequence[Caseworker]) -> Hours | str:
    """The line, or what is wrong with it."""
    person = person_named(row.text("who"), people)
    if person is None:
        return f"does not say who it is about, as the tab {BY_NAME['caseworkers'].title} has them"
    hours = hours_of(cell_text(row.cells.get("hours")))
    if hours is None:
        return "has no hours that could be read (write 2.5 for two and a half)"
    day = written_date(row.cells.get("date"))
    if day is None:
        return "has no date that could be read (write 3 Dec 2026)"
    ref = row.text("ref").upper()
    if ref and not _REF.fullmatch(ref):
        return "has no case reference such as C-2026-0042 under Case, nor is that blank"
    return Hours(person.email, ref, day, hours, row.text("what"))


def hours_of(text: str) -> float | None:
    """ "2.5", "2,5 h", "2h30", "2:30" and "150 min" as hours; None for anything else."""
    said = text.strip().casefold()
    if whole := _PARTS.fullmatch(said):
        hours = int(whole[1]) + int(whole[2]) / 60 if int(whole[2]) < 60 else MOST + 1
    elif decimal := _DECIMAL.fullmatch(said):
        hours = float(decimal[1].replace(",", "."))
    elif minutes := _MINUTES.fullmatch(said):
        hours = int(minutes[1]) / 60
    else:
        return None
    return round(hours, 2) if hours <= MOST else None
