"""Cells that hold a question each with its answer below it, as boxes to write in do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.answers import Sheet, unknown
from ingest.hints import is_hint
from ingest.match_cells import cell_asks, explains
from ingest.page import Cell, Table
from ingest.questions import asked

_FEWEST_INSIDE = 3
_COLON = re.compile(r"[^:\n?]{2,60}:")

Row = tuple[Cell, ...]


def inside_habit(tables: Sequence[Table], sheet: Sheet) -> bool:
    """Whether a page's cells hold a question each with its answer below it, as boxes to write in do.

    Told by the boxes that were filled in; or by questions side by side, where few were.
    """
    rows = [row for table in tables for row in table.rows if not any(map(_one_sign, row))]
    cells = [(row, cell) for row in rows for cell in row]
    asking = [
        (row, cell, question) for row, cell in cells if (question := cell_asks(cell, sheet)) is not None
    ]
    inside = [one for one in asking if _below(one[1]) and one[2].fields != ("ignored",)]
    sure = any(question.exact for _, _, question in inside) and any(len(row) > 1 for row, _, _ in inside)
    if not sure or len(inside) < _FEWEST_INSIDE:
        return False
    twins, beside = _side_by_side(rows, sheet)
    return len(inside) * 2 >= len(asking) or twins > 2 * beside


def answers_inside(rows: Sequence[Row], sheet: Sheet) -> bool:
    """Whether this table's cells do, on a page that has the habit."""
    if not sheet.inside or all(len(row) == 1 for row in rows):
        return False
    asking = [cell for row in rows for cell in row if cell_asks(cell, sheet) is not None]
    twins, beside = _side_by_side(rows, sheet)
    return bool(asking) and (sum(map(_below, asking)) * 2 >= len(asking) or twins > 2 * beside)


def in_their_cells(rows: Sequence[Row], sheet: Sheet) -> bool:
    """Whether the labels of a table have their answers behind their colons, in their cells ("Name: Ann Lee"):
    then one with nothing behind it was left empty, whatever stands beside it or below."""
    told = [
        question
        for row in rows
        if behind_colons(row)
        for cell in row
        if (question := cell_asks(cell, sheet)) is not None and question.exact and question.rest is not None
    ]
    return len(told) >= _FEWEST_INSIDE


def behind_colons(row: Row) -> bool:
    """Whether a row holds several cells, each a label with a colon and what stands behind it."""
    worded = [cell for cell in row if not cell.empty]
    return len(worded) > 1 and all(_COLON.match(cell.text) is not None for cell in worded)


def _side_by_side(rows: Sequence[Row], sheet: Sheet) -> tuple[int, int]:
    """How many neighbours both ask (one that ends in a colon does, whatever it says) or have room for an
    answer; how many are question and answer."""
    twins = beside = 0
    for row in rows:
        for cell, other in zip(row, row[1:], strict=False):
            if cell_asks(cell, sheet) is None or other.empty or _below(cell):
                continue
            room = _below(other) or _room(other) or other.text.rstrip().endswith(":")
            both = room or cell_asks(other, sheet, sure=False) is not None
            twins, beside = twins + both, beside + (not both)
    return twins, beside


def _one_sign(cell: Cell) -> bool:
    """Whether a cell holds one letter, digit or mark: a ticked option, or a box for one digit of many."""
    return len(cell.text.strip()) == 1


def _room(cell: Cell) -> bool:
    """Whether a cell holds words of one line with empty lines below them."""
    worded = [bool(line.text.strip()) for line in cell.lines]
    return len(worded) > 1 and worded[0] and not any(worded[1:])


def _below(cell: Cell) -> bool:
    lines = [line for line in cell.lines if line.text.strip()]
    return len(lines) > 1 and any(not is_hint(line) and not explains(line, cell) for line in lines[1:])


def read_inside(rows: Sequence[Row], sheet: Sheet) -> None:
    for row in rows:
        for cell in row:
            lines = [line for line in cell.lines if line.text.strip()]
            if not lines:
                continue
            section = sheet.wordings.section(lines[0].text) if len(row) == len(lines) == 1 else None
            if section is not None and sheet.wordings.exact(lines[0].text) is None:
                sheet.head(section)
                continue
            question = asked(lines[0], sheet.wordings, sure=True) or unknown(lines[0].text)
            rest = [question.rest] if question.rest is not None else []
            sheet.ask(question, [*rest, *(line for line in lines[1:] if not explains(line, cell))])
