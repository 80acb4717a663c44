"""Labels in two languages, one below the other: "Enw llawn" and under it "Full name"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.page import Cell, Line, Run
from ingest.questions import Asked, asked
from ingest.wordings import Wordings

_MOST_WORDS = 16
_FEWEST = 2  # labels of a table that are known in both languages


def on_one_line(rows: Sequence[tuple[Cell, ...]], wordings: Wordings) -> list[tuple[Cell, ...]]:
    """The rows with each label that asks the same twice on one line, as "Enw llawn / Full name" is read.

    Where a line is not known by heart, the column must have other labels that are known in both languages: a
    name above a post is an answer, and so is "Eastmere Hospitals Trust" below "Trust / employer".
    """
    two = {id(cell): pair for row in rows for cell in row if (pair := _pair(cell, wordings)) is not None}
    cells = [cell for row in rows for cell in row if id(cell) in two]
    twice = [cell.column for cell in cells if two[id(cell)] == _TWICE]
    columns = {column for column in twice if twice.count(column) >= _FEWEST}
    meant = {id(cell) for cell in cells if two[id(cell)] == _TWICE or cell.column in columns}
    return [
        tuple(replace(cell, lines=_joined(cell)) if id(cell) in meant else cell for cell in row)
        for row in rows
    ]


_TWICE, _PERHAPS = "known by heart in both", "perhaps the same in both"


def _pair(cell: Cell, wordings: Wordings) -> str | None:
    told = [line for line in cell.lines if line.text.strip()]
    if len(told) != 2 or any(len(line.text.split()) > _MOST_WORDS for line in told):
        return None
    known = [wordings.exact(line.text) for line in told]
    if known[0] is not None and known[1] is not None:
        return _TWICE if known[0].field == known[1].field != "ignored" else None
    first, again = (_whole(line, wordings) for line in told)
    if again is None:
        return None
    return _PERHAPS if first is None or first.fields == again.fields else None


def _whole(line: Line, wordings: Wordings) -> Asked | None:
    """What a line asks that is nothing but a question."""
    question = asked(line, wordings, sure=True)
    return question if question is not None and question.rest is None else None


def _joined(cell: Cell) -> tuple[Line, ...]:
    first, second = (line for line in cell.lines if line.text.strip())
    return (Line((*first.runs, Run(" / "), *second.runs), first.depth),)
