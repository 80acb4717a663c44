"""Somebody's own tab: where its headers stand, which rows are cases, and what kind of tab it is. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sheets.adoption_words import WORDINGS
from sheets.cells import cell_text
from sheets.columns import fold
from sheets.recognise import NEEDED_ONE, OF_PEOPLE, Column, is_anothers, wording
from sheets.register import Cell, Sheet
from sheets.side_tables import of_the_table, recognise_beside

TOP = 15
"""How far down headers are looked for: people put titles and remarks above."""

_PEOPLE = re.compile(r"\b(?:caseworkers?|reps?|representatives|team|volunteers|officers|stewards|roster)\b")
_CLOSED = re.compile(r"\b(?:closed|archived?|old|completed|finished|past)\b")
_OPEN = re.compile(r"\b(?:open|live|current|active|new|ongoing)\b")
_NO_CASE = re.compile(r"\b(?:totals?|sum|count|average|number of cases)\b")
_HEADING, _WORDED = 40, 0.75  # letters of a heading, and how like a field's words it is
_HEADS = frozenset(word for words in WORDINGS.values() for word in words)
_TELLS_A_CASE = frozenset(["received", "status", "lead", "category", "key_date", "outcome", "closed"])


@dataclass(frozen=True, slots=True)
class Line:
    """One row of theirs: its number, and its cells by field; `own` by their own headers.

    `closed`: the title of its tab, or a line above it, says that such cases are over.
    """

    number: int
    cells: Mapping[str, Cell]
    own: Mapping[str, Cell]
    closed: bool = False

    def text(self, name: str) -> str:
        """The trimmed text of a field."""
        return cell_text(self.cells.get(name))


@dataclass(frozen=True, slots=True)
class Foreign:
    """A table of theirs, understood. `kind`: "cases", "people" or "" for one that is left alone."""

    title: str
    kind: str
    header: int  # number of the (last) header row, from 1
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    skipped: tuple[int, ...]  # rows that are no case: headings, totals
    beside: int = 0  # columns apart from the table, behind a blank one: a key to colours, say
    shared: int = 0  # cells over several rows, which count for each of them


def understand(sheet: Sheet, said: Mapping[str, str]) -> list[Foreign]:
    """The tables of a tab, one below the other, each under headings of its own; at least one.

    Headings in another order are the reason: what stands under them was read by those of the table above.
    `said`: headers (folded) to fields, by a person.
    """
    first = understand_tab(sheet, said)
    if first.kind != "cases":
        return [first]
    names = {fold(column.header) for column in first.columns if column.header}
    starts = [at for at in range(first.header, len(sheet.rows)) if _are_headings(sheet.rows[at], names)]
    if not starts:
        return [first]
    tables: list[Foreign] = []
    end = len(sheet.rows)
    for start in reversed(starts):
        above = next((row for row in reversed(sheet.rows[:start]) if any(map(cell_text, row))), ())
        table = understand_tab(_part(sheet, start, end), said, start, _title_in(above))
        if table.kind == "cases":  # else they are no headings after all: the table above goes on
            tables.insert(0, table)
            end = start
    return [understand_tab(_part(sheet, 0, end), said), *tables]


def _are_headings(row: Sequence[Cell], names: set[str]) -> bool:
    """Whether most cells are words that head columns (`names`: those of this tab do), and all are short."""
    if not all(isinstance(value, str | None) for value in row):
        return False
    texts = [fold(cell_text(value)) for value in row if cell_text(value)]
    if len(texts) < 3 or len(set(texts)) < len(texts) or max(map(len, texts)) > _HEADING:
        return False
    if not any(text in names or text in _HEADS for text in texts[:3]):  # quick: nearly every row is none
        return False
    known = sum(text in names or max(wording(field, text) for field in WORDINGS) > _WORDED for text in texts)
    return known > len(texts) / 2


def _part(sheet: Sheet, start: int, end: int) -> Sheet:
    areas = (
        (top - start, left, bottom - start, right)
        for top, left, bottom, right in sheet.merged
        if start < top and bottom <= end
    )
    return Sheet(sheet.title, sheet.rows[start:end], tuple(areas))


def _title_in(row: Sequence[Cell]) -> str:
    """What a row with one text alone says of those below it."""
    texts = list(filter(None, map(cell_text, row)))
    return texts[0] if len(texts) == 1 and len(texts[0].split()) < 5 else ""


def understand_tab(sheet: Sheet, said: Mapping[str, str], above: int = 0, title: str = "") -> Foreign:
    """What a table holds. `said`: headers (folded) to fields, by a person; `above`: rows of the tab above it,
    the last of which may be its `title`."""
    first, headers = _headers(sheet)
    below, shared = _below(sheet, first)
    found = recognise_beside(headers, below, said)
    if _kind(sheet.title, _fields(found)) == "cases" and any(is_anothers(header) for header in headers):
        found = recognise_beside(headers, below, said, of_cases=True)
    columns = of_the_table(found)
    beside = sum(1 for column in found if (column.header or column.filled) and column not in columns)
    columns = _of_people(sheet.title, columns)
    kind = _kind(sheet.title, _fields(columns))
    if kind != "people":
        columns = tuple(replace(one, field="") if one.field in OF_PEOPLE else one for one in columns)
    first += above
    lines, skipped = _lines(columns, below, first, (sheet.title, title)) if kind else ([], [])
    kind = kind if lines else ""
    return Foreign(sheet.title, kind, first, columns, tuple(lines), tuple(skipped), beside, shared)


def _fields(columns: Sequence[Column]) -> set[str]:
    return {column.field for column in columns if column.field}


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
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], first: int, titles: Sequence[str]
) -> tuple[list[Line], list[int]]:
    """Its lines, and the rows that are none. `titles`: what may say that its cases are over."""
    over = [_CLOSED.search(fold(title)) is not None for title in titles]
    always, closed = over[0], any(over)
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
            title = fold(_title_in(row))
            closed = (
                closed
                if not title
                else always or bool(_CLOSED.search(title)) or (closed and not _OPEN.search(title))
            )
            continue
        own = {
            column.header or f"column {column.at + 1}": held[column.at]
            for column in columns
            if not column.field and column.at in held
        }
        if somebody or cells.keys() & NEEDED_ONE:
            lines.append(Line(number, cells, own, closed))
        else:
            skipped.append(number)
    return lines, skipped
