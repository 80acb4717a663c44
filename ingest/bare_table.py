"""Tables as most forms have them: without columns of colons and without a row that only heads questions and
answers; with labels over their answers where they are printed small below the line that is written on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.match_columns import ANSWERS
from ingest.page import Block, Cell, Line, Mark, Run, Table, cut, plain
from ingest.questions import asked
from ingest.wordings import Wordings

_COLON = re.compile(r"\s*[:：=|]\s*")
_COLON_FIRST = re.compile(r"\s*[:：]\s*(?=\S)|\s*[:：]\s*\Z")
_QUESTIONS = re.compile(
    r"\W*(?:(?:the |our )?questions?|fields?|items?|details required|"
    r"information (?:required|requested|needed)|"
    r"what we need(?: to know)?|we ask)\W*",
    re.IGNORECASE,
)
_FEWEST = 3  # rows

Row = tuple[Cell, ...]


def bare(blocks: Sequence[Block], wordings: Wordings) -> list[Block]:
    """The page with its tables so."""
    tables = {id(block): _bare(block.rows) for block in blocks if isinstance(block, Table)}
    habit = any(_labels_below(rows, wordings, habit=False) for rows in tables.values())
    below = {key for key, rows in tables.items() if habit and _labels_below(rows, wordings, habit)}
    made = {key: _labels_first(rows) if key in below else rows for key, rows in tables.items()}
    return [Table(made[id(block)]) if isinstance(block, Table) else block for block in blocks]


def _labels_first(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows by turns the other way round, their labels in bold as such labels mostly are."""
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return tuple(
        tuple(replace(cell, lines=tuple(_in_bold(line) for line in cell.lines)) for cell in row)
        if asks
        else row
        for told, labels in pairs
        for row, asks in ((labels, True), (told, False))
    )


def _in_bold(line: Line) -> Line:
    return replace(line, runs=tuple(Run(run.text, run.mark | Mark.BOLD) for run in line.runs))


def _labels_below(rows: Sequence[Row], wordings: Wordings, habit: bool) -> bool:
    """Whether each row of answers stands over a row of labels; `habit`: other tables of the page are so."""
    if len(rows) % 2 or not rows or not all(map(_alike, rows[::2], rows[1::2])):
        return False
    labels = [cell for row in rows[1::2] for cell in row]
    told = [cell for row in rows[::2] for cell in row if not cell.empty]
    known, also = (sum(_asks(cell, wordings) for cell in cells) for cells in (labels, told))
    if habit:  # "Technician" sounds like a question too
        exact, answers = (sum(_by_heart(cell, wordings) for cell in cells) for cells in (labels, told))
        return known > also or (known == also and exact > answers)
    return bool(told) and known >= max(2, len(labels) - 1) and also * 4 <= known


def _by_heart(cell: Cell, wordings: Wordings) -> bool:
    return wordings.exact(" ".join(cell.text.split())) is not None


def _alike(row: Row, below: Row) -> bool:
    columns = [cell.column for cell in row]
    return (
        len(row) > 1 and columns == [cell.column for cell in below] and not any(cell.empty for cell in below)
    )


def _asks(cell: Cell, wordings: Wordings) -> bool:
    """Whether a cell asks and holds no answer: word for word, or beside others by its words."""
    question = asked(plain(" ".join(cell.text.split())), wordings, sure=True)
    return question is not None and question.rest is None and question.fields != ("ignored",)


def _bare(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Colons in a column of their own, or before every answer, belong to the labels."""
    cells = [cell for row in rows for cell in row]
    signs = {cell.column for cell in cells if _COLON.fullmatch(cell.text)}
    if signs:
        told = {cell.column for cell in cells if not cell.empty and not _COLON.fullmatch(cell.text)}
        filled = [cell for cell in cells if cell.column in signs - told and not cell.empty]
        columns = (signs - told) - {0} if len(filled) >= _FEWEST else set()
        rows = tuple(tuple(cell for cell in row if cell.column not in columns) for row in rows)
    beside = [cell for row in rows if len(row) > 1 for cell in row[1:] if not cell.empty]
    led = [cell for cell in beside if _COLON_FIRST.match(cell.text)]
    if len(led) >= _FEWEST and len(led) * 2 > len(beside):
        rows = tuple((*row[:1], *map(_without_colon, row[1:])) for row in rows)
    return rows[1:] if len(rows) > 1 and _heads(rows[0]) else rows


def _without_colon(cell: Cell) -> Cell:
    found = _COLON_FIRST.match(cell.lines[0].text) if cell.lines else None
    return cell if found is None else replace(cell, lines=(cut(cell.lines[0], found.end()), *cell.lines[1:]))


def _heads(row: Row) -> bool:
    """Whether a row says nothing but that questions stand below it, and answers beside them."""
    filled = any(Mark.FILLED in run.mark for cell in row for line in cell.lines for run in line.runs)
    named = len(row) == 2 and _QUESTIONS.fullmatch(row[0].text) and ANSWERS.fullmatch(row[1].text)
    return bool(named) and not filled
