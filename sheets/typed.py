"""Rows of Cases without a reference: a case typed in or split off, or a reference that was emptied. Pure.

A row that a person types holds nothing in the columns that the service works out. A row that does is a copy:
of a case that is there, and then it is a part of it that shall be a case of its own; or the row of a case
whose reference was emptied, and then it gets it back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sheets.cells import cell_text, key_text
from sheets.columns import CASES
from sheets.register import Cell, Picture, Row

SAYS = ("received", "status", "decision", "lead", "second", "category", "key_date", "department")
"""Columns of which one at least is filled in for a case: a row with nothing but notes is left alone."""

WORKED_OUT = ("suggestion", "why", "offer", "points", "check", "last_news")
"""Columns that a person who types a case in leaves blank."""

HINT = (
    "To make it a case, choose a Status for it and leave the grey columns blank but for Received, Category, "
    "Next date and Department: it gets a reference."
)


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A row to be given a reference. `ref`: its own, which was emptied; `of`: the case it was split from."""

    row: Row
    ref: str = ""
    of: str = ""


def unnamed(picture: Picture, seen: Mapping[str, Mapping[str, Cell]]) -> list[Unnamed]:
    """The rows of Cases to be given a reference. `seen`: rows of Cases as last seen, by reference."""
    there = {key_text(row.cells.get(CASES.key)) for row in picture.tabs[CASES.name].rows}
    found: list[Unnamed] = []
    for row in picture.tabs[CASES.name].rows:
        if row.text(CASES.key):
            continue
        if not any(row.text(name) for name in WORKED_OUT):
            if any(row.text(name) for name in SAYS):
                found.append(Unnamed(row))
            continue
        alike = list(_copied(row, seen))
        gone = [ref for ref in alike if key_text(ref) not in there]
        if len(gone) == 1:
            found.append(Unnamed(row, ref=gone[0]))
        elif len(alike) == 1:
            found.append(Unnamed(row, of=alike[0]))
    emptied = [one.ref for one in found if one.ref]
    return [one for one in found if not one.ref or emptied.count(one.ref) == 1]


def of_cases(seen: Mapping[str, Mapping[str, Cell]]) -> dict[str, Mapping[str, Cell]]:
    """Of all rows last seen those of Cases, by reference."""
    start = f"{CASES.name}/"
    return {key.removeprefix(start): cells for key, cells in seen.items() if key.startswith(start)}


def _copied(row: Row, seen: Mapping[str, Mapping[str, Cell]]) -> Iterable[str]:
    """The cases whose row shows the same where the service works it out."""
    told = [cell_text(row.cells.get(name)) for name in WORKED_OUT]
    for ref, cells in seen.items():
        if [cell_text(cells.get(name)) for name in WORKED_OUT] == told:
            yield ref
