"""Rows of questions over rows of answers: one such pair in a table, or a whole table by turns."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.answers import Sheet, unknown
from ingest.choices import boxed
from ingest.match_cells import answered_inside, cell_asks, filled_inside
from ingest.match_grid import is_bold, loose_options
from ingest.page import Cell

_FEWEST_ASKING = 3  # cells
_FEWEST_BESIDE = 3  # one in so many beside the first

Row = tuple[Cell, ...]


def over_answers(row: Row, following: Row, sheet: Sheet) -> bool:
    """Whether a row of questions stands over a row of answers."""
    if len(following) != len(row) or any(cell.empty for cell in row):
        return False
    if any(sum(bool(line.text.strip()) for line in cell.lines) > 2 for cell in row):
        return False
    if sum(bool(inside) for inside in map(answered_inside, row)) * 2 >= len(row):
        return False
    if {cell.column for cell in row} != {cell.column for cell in following}:
        return False
    if following[0].text.rstrip().endswith((":", "?")):
        return False
    looks = {is_bold(cell) for cell in row}
    bold = looks == {True} and not any(map(is_bold, following))
    questions = [cell_asks(cell, sheet, sure=bold) for cell in row]
    names = [question.fields for question in questions if question is not None and question.rest is None]
    if bold:
        return bool(names)
    if len(looks) > 1 or len(names) < max(2, len(row) - 1) or len(set(names)) != len(names):
        return False
    below = [cell_asks(cell, sheet, sure=False) for cell in following]
    asking = sum(question is not None and question.rest is None for question in below)
    return asking == 0 or (
        asking == 1 and len(row) > 2 and all(_known(cell, sheet, sure=True) for cell in row)
    )


def read_over(row: Row, following: Row, sheet: Sheet) -> None:
    """Add the questions of a row with their answers in the row below to the sheet."""
    for label, cell in zip(row, following, strict=True):
        question = cell_asks(label, sheet)
        strange = question is None or question.fields == ("ignored",)
        if strange and boxed(cell.lines) and loose_options([[line] for line in cell.lines], sheet):
            continue
        if not label.empty or not cell.empty:
            sheet.ask(question or unknown(label.text), cell.lines)


def read_by_turns(rows: Sequence[Row], sheet: Sheet) -> Sequence[Row]:
    """Read a table whose every other row asks, and the one below it answers; the rows left over: all if it
    is none, and of one that ends in a heading or in a question answered below the table, that row."""
    turns = whole_turns(rows)
    if not by_turns(turns, sheet):
        return rows
    for row, below in _pairs(turns):
        read_over(row, below, sheet)
    return rows[len(turns) :]


def whole_turns(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows without a last one of one cell that has none below it."""
    return rows[:-1] if len(rows) > 2 and len(rows) % 2 and len(rows[-1]) == 1 else rows


def by_turns(rows: Sequence[Row], sheet: Sheet) -> bool:
    """Whether every other row of a table asks. A small one needs others on the page that do likewise."""
    pairs = _pairs(rows)
    if len(rows) % 2 or any(_columns(row) != _columns(below) for row, below in pairs):
        return False
    if any(cell.text in sheet.parts for row in rows for cell in row):
        return False
    if any(cell.text in sheet.numbered for _, below in pairs for cell in below):
        return False  # a question was left empty, and the next stands in its answer's place
    asking = [cell for row, _ in pairs for cell in row if not cell.empty]
    told = [cell for _, below in pairs for cell in below if not cell.empty]
    known = sum(_known(cell, sheet, sure=True) for cell in asking)
    also = sum(_known(cell, sheet, sure=False) for cell in told)
    if also * 3 > known or any(map(answered_inside, asking)) or any(map(filled_inside, asking)):
        return False
    if sheet.turns:
        return known > 0
    beside = [cell for row, _ in pairs for cell in row[1:] if not cell.empty]
    if sum(_known(cell, sheet, sure=True) for cell in beside) * _FEWEST_BESIDE < len(beside):
        return False  # labels in the first column, with their answers beside them
    if sum(_known(below[0], sheet, sure=True) for _, below in pairs) * 2 > len(pairs):
        return False
    turns = sum(any(_known(cell, sheet, sure=True) for cell in row) for row, _ in pairs)
    return turns > 1 and known >= _FEWEST_ASKING and known * 2 >= len(asking)


def _pairs(rows: Sequence[Row]) -> list[tuple[Row, Row]]:
    return list(zip(rows[::2], rows[1::2], strict=False))


def _columns(row: Row) -> list[int]:
    return [cell.column for cell in row]


def _known(cell: Cell, sheet: Sheet, sure: bool) -> bool:
    """Whether a cell asks something known, and holds no answer of its own."""
    question = cell_asks(cell, sheet, sure)
    if question is None or question.rest is not None:
        return False
    return question.exact or question.fields != ("ignored",)
