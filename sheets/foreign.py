"""Somebody's own tab: where its headers stand, which rows are cases, and what kind of tab it is. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sheets.adoption_words import WORDINGS
from sheets.cells import cell_text
from sheets.columns import fold
from sheets.recognise import NEEDED_ONE, OF_PEOPLE, Column, recognise, wording
from sheets.register import Cell, Sheet

TOP = 15
"""How far down headers are looked for: people put titles and remarks above."""

_PEOPLE = re.compile(r"\b(?:caseworkers?|reps?|representatives|team|volunteers|officers|stewards|roster)\b")
_CLOSED = re.compile(r"\b(?:closed|archived?|old|completed|finished|past)\b")
_NO_CASE = re.compile(r"\b(?:totals?|sum|count|average|number of cases)\b")
_TELLS_A_CASE = frozenset(["received", "status", "lead", "category", "key_date", "outcome", "closed"])


@dataclass(frozen=True, slots=True)
class Line:
    """One row of theirs: its number, and its cells by field; `own` by their own headers."""

    number: int
    cells: Mapping[str, Cell]
    own: Mapping[str, Cell]

    def text(self, name: str) -> str:
        """The trimmed text of a field."""
        return cell_text(self.cells.get(name))


@dataclass(frozen=True, slots=True)
class Foreign:
    """A tab of theirs, understood. `kind`: "cases", "people" or "" for one that is left alone."""

    title: str
    kind: str
    header: int  # number of the (last) header row, from 1
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    skipped: tuple[int, ...]  # rows that are no case: headings, totals
    closed: bool = False  # its title says that its cases are over
    beside: int = 0  # columns apart from the table, behind a blank one: a key to colours, say
    shared: int = 0  # cells over several rows, which count for each of them


def understand_tab(sheet: Sheet, said: Mapping[str, str]) -> Foreign:
    """What a tab holds. `said`: headers (folded) to fields, by a person."""
    first, headers = _headers(sheet)
    below, shared = _below(sheet, first)
    found = recognise(headers, below, said)
    columns = _of_the_table(found)
    beside = sum(1 for column in found if (column.header or column.filled) and column not in columns)
    columns = _of_people(sheet.title, columns)
    fields = {column.field for column in columns if column.field}
    kind = _kind(sheet.title, fields)
    if kind != "people":
        columns = tuple(replace(one, field="") if one.field in OF_PEOPLE else one for one in columns)
    lines, skipped = _lines(columns, below, first) if kind else ([], [])
    closed = _CLOSED.search(fold(sheet.title)) is not None
    kind = kind if lines else ""
    return Foreign(sheet.title, kind, first, columns, tuple(lines), tuple(skipped), closed, beside, shared)


def _below(sheet: Sheet, first: int) -> tuple[Sequence[Sequence[Cell]], int]:
    """The rows below the headers, and how many cells are over several of them: what such a cell holds counts
    for each, as one caseworker for three cases."""
    tall = [area for area in sheet.merged if first < area[0] < area[2]]
    rows = [list(row) if tall else row for row in sheet.rows]
    for top, left, bottom, _ in tall:
        held = rows[top - 1][left - 1] if top <= len(rows) and left <= len(rows[top - 1]) else None
        for row in rows[top:bottom]:
            assert isinstance(row, list)  # as made above
            row.extend([None] * (left - len(row)))
            row[left - 1] = held
    return rows[first:], len(tall)


def _headers(sheet: Sheet) -> tuple[int, list[str]]:
    """How many rows the headers end with, and their texts; two rows of headers are read together."""
    best, found = (0.0, 0), (0, [""])
    for at in range(min(TOP, len(sheet.rows))):
        texts = [cell_text(value) if isinstance(value, str) else "" for value in sheet.rows[at]]
        below = len(sheet.rows) - at - 1
        choices = [(texts, 0.0)]
        if at and any(cell_text(value) for value in sheet.rows[at - 1]):
            choices.append((_together(sheet.rows[at - 1], texts), -0.5))
        for headers, cost in choices:
            score = sum(max(wording(field, header) for field in WORDINGS) for header in headers) + cost
            if below and (score, -at) > best:
                best, found = (score, -at), (at + 1, headers)
    return found


def _together(above: Sequence[Cell], texts: Sequence[str]) -> list[str]:
    """Headings over several columns with the headers below them: "Member" over "Name" is "Member Name"."""
    joined, over = [], ""
    for at, text in enumerate(texts):
        here = cell_text(above[at]) if at < len(above) else ""
        over = here or (over if text else "")  # a heading ends where the headers below it do
        joined.append(" ".join(part for part in (over, text) if part))
    return joined


def _of_the_table(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Without what stands beside it: columns behind a blank one, of which none is known."""
    kept: list[Column] = []
    together: list[Column] = []
    for column in (*columns, None):
        if column is not None and (column.header or column.filled):
            together.append(column)
            continue
        if any(one.field for one in together):
            kept += together
        together = []
    return tuple(kept)


def _of_people(title: str, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """On a list of caseworkers a column headed Rep or Caseworker holds their own names."""
    fields = {column.field for column in columns}
    as_names = (fields - {"lead"}) | {"name"}
    if fields & NEEDED_ONE or "lead" not in fields or _kind(title, as_names) != "people":
        return columns
    return tuple(replace(one, field="name") if one.field == "lead" else one for one in columns)


def _kind(title: str, fields: set[str]) -> str:
    if _PEOPLE.search(fold(title)) and {"name", "email"} <= fields and len(fields & _TELLS_A_CASE) < 3:
        return "people"
    if fields & NEEDED_ONE and len(fields & _TELLS_A_CASE) >= 2:
        return "cases"
    return ""


def _lines(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], first: int
) -> tuple[list[Line], list[int]]:
    lines: list[Line] = []
    skipped: list[int] = []
    names = {fold(column.header) for column in columns if column.header}
    for number, row in enumerate(rows, first + 1):
        held = {
            column.at: row[column.at]
            for column in columns
            if column.at < len(row) and cell_text(row[column.at])
        }
        if not held:
            continue
        texts = [fold(cell_text(value)) for value in held.values()]
        cells = {column.field: held[column.at] for column in columns if column.field and column.at in held}
        somebody = len(held) > 1 and "@" in cell_text(cells.get("email"))  # no heading and no total has one
        if not somebody and (
            len(held) < 2
            or _NO_CASE.search(texts[0])
            or sum(text in names for text in texts) > len(texts) / 2
        ):
            skipped.append(number)
            continue
        own = {
            column.header or f"column {column.at + 1}": held[column.at]
            for column in columns
            if not column.field and column.at in held
        }
        if somebody or cells.keys() & NEEDED_ONE:
            lines.append(Line(number, cells, own))
        else:
            skipped.append(number)
    return lines, skipped
