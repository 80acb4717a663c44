"""Labels in two languages, one below the other: "Enw llawn" and under it "Full name"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.page import Block, Cell, Line, Mark, Run, Table, cut
from ingest.questions import Asked, asked
from ingest.wordings import Wordings

Row = tuple[Cell, ...]

_ASKED_TWICE = re.compile(r"\?(?=\s+/\s+[^?/]+\?\s*$)")
_MOST_WORDS = 16
_MOST_LINES = 4  # a label twice, and what to do
_FEWEST = 2  # labels that are known in both languages


def asked_once(line: Line) -> Line:
    """A question in two languages on one line as one: "Cad atá uait? / What do you want?" has one question
    mark, at its end."""
    found = _ASKED_TWICE.search(line.text)
    if found is None:
        return line
    mark = Run(" ")
    return replace(line, runs=(*cut(line, 0, found.start()).runs, mark, *cut(line, found.start() + 1).runs))


def in_one_language(blocks: Sequence[Block], wordings: Wordings) -> list[Block]:
    """The page with each label that asks the same twice as the one of its lines that is known.

    There must be labels enough that are known in both by heart: a name above a post is an answer, and so is
    "Please help." below "What outcome would you like?". Where there are, the other bold labels beside
    answers are in two languages as well, whatever is known of them.
    """
    tables = [block for block in blocks if isinstance(block, Table)]
    columns: dict[int, int] = {}
    for cell in (cell for table in tables for row in table.rows for cell in row if _twice(cell, wordings)):
        columns[cell.column] = columns.get(cell.column, 0) + 1
    twice = {column for column, count in columns.items() if count >= _FEWEST}
    if not twice:
        return list(blocks)
    return [
        Table(tuple(_told(row, twice, wordings) for row in block.rows)) if isinstance(block, Table) else block
        for block in blocks
    ]


def _told(row: Row, columns: set[int], wordings: Wordings) -> Row:
    def in_two(at: int, cell: Cell) -> bool:
        beside = row[at + 1] if at + 1 < len(row) else None
        label = _labels(cell) and beside is not None and not _bold(beside)
        return cell.column in columns and (label or _twice(cell, wordings) or _perhaps(cell, wordings))

    return tuple(
        replace(cell, lines=(_known(cell, wordings),)) if in_two(at, cell) else cell
        for at, cell in enumerate(row)
    )


def _twice(cell: Cell, wordings: Wordings) -> bool:
    """Whether both lines of a cell are known by heart, and ask the same."""
    told = _lines(cell)
    if len(told) != 2 or any(len(line.text.split()) > _MOST_WORDS for line in told):
        return False
    first, second = (wordings.exact(line.text) for line in told)
    return first is not None and second is not None and first.field == second.field != "ignored"


def _perhaps(cell: Cell, wordings: Wordings) -> bool:
    """Whether the second line asks, and the first the same or nothing that is known."""
    told = _lines(cell)
    if not 2 <= len(told) <= _MOST_LINES or any(len(line.text.split()) > _MOST_WORDS for line in told):
        return False
    first, again = (_whole(line, wordings) for line in told[:2])
    return again is not None and (first is None or first.fields == again.fields)


def _labels(cell: Cell) -> bool:
    """Whether a cell is one label of a few short lines, all in bold."""
    told = _lines(cell)
    short = all(len(line.text.split()) <= _MOST_WORDS for line in told)
    return 1 < len(told) <= _MOST_LINES and short and _bold(cell)


def _bold(cell: Cell) -> bool:
    told = _lines(cell)
    return bool(told) and all(line.all_marked(Mark.BOLD) for line in told[:2])


def _known(cell: Cell, wordings: Wordings) -> Line:
    """The line of a label that is known best; of several known alike the last, of none known the second."""
    told = _lines(cell)
    exact = [line for line in told if wordings.exact(line.text) is not None]
    asking = [line for line in told if (found := _whole(line, wordings)) is not None and _kept(found)]
    return (exact or asking or told[1:2])[-1]


def _kept(question: Asked) -> bool:
    return question.fields != ("ignored",)


def _whole(line: Line, wordings: Wordings) -> Asked | None:
    """What a line asks that is nothing but a question."""
    question = asked(line, wordings, sure=True)
    return question if question is not None and question.rest is None else None


def _lines(cell: Cell) -> list[Line]:
    return [line for line in cell.lines if line.text.strip()]
