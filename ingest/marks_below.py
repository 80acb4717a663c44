"""A question across the columns of a table, with its options below it and their marks in a column beside:

9  | What is it about? (mark on the right)
   | Pay                          | yes
   | Safety                       |
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ingest.page import Cell, Line

Row = tuple[Cell, ...]
_FEWEST = 2  # options


def with_options_below(
    rows: Sequence[Row], offered: Callable[[Sequence[Row]], list[Line]], room: Callable[[Cell], bool]
) -> list[Row]:
    """The rows with such options in one cell behind their question. `offered`: the options of rows, each
    behind its box, empty where they are none; `room`: whether a cell holds a mark or nothing."""
    made: list[Row] = []
    at = 0
    while at < len(rows):
        below = _below(rows, at, room)
        options = offered(below) if len(below) >= _FEWEST else []
        if options:
            question = rows[at][-1]
            answer = replace(below[0][-1], row=question.row, lines=tuple(options))
            made.append((*rows[at][:-1], replace(question, width=1), answer))
            at += len(below)
        else:
            made.append(rows[at])
        at += 1
    return made


def _below(rows: Sequence[Row], at: int, room: Callable[[Cell], bool]) -> list[Row]:
    """The options with their marks below a question that stands across both columns, in its own."""
    question = rows[at][-1] if rows[at] else None
    if question is None or question.width < 2 or question.empty:
        return []
    found: list[Row] = []
    for row in rows[at + 1 :]:
        pair = row[-2:]
        lead = [cell for cell in row[:-2] if not cell.empty]
        if len(pair) < 2 or lead or pair[0].empty or not room(pair[1]):
            break
        if pair[0].column != question.column or pair[0].width > 1:
            break
        found.append(pair)
    return found
