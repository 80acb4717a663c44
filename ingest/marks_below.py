"""A question across the columns of a table, with its options below it and their marks in a column beside:

9  | What is it about? (mark on the right)
   | Pay                          | yes
   | Safety                       |

In a spreadsheet the cells without a mark are not there at all, and the question stands in one cell.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ingest.page import Cell, Line, Mark

Row = tuple[Cell, ...]
_FEWEST = 2  # options
_FEWEST_UNMARKED = 3  # known options, where nothing was marked


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


def with_column_told(
    rows: Sequence[Row],
    asks: Callable[[Cell, bool], bool],
    offered: Callable[[Cell], bool],
    room: Callable[[Cell], bool],
    boxed: Callable[[Cell, str], Line],
) -> list[Row]:
    """The rows with the options that stand in one column below a question for a choice put into a cell behind
    it: each has its mark in the cell beside it, or no cell there. `asks`: whether a cell asks for a choice
    (True), or for anything; `boxed`: an option with its mark as a line."""
    made: list[Row] = []
    at = 0
    while at < len(rows):
        near = any(offered(row[0]) for row in rows[at + 1 : at + 3]) if len(rows[at]) == 1 else False
        opens = near and asks(rows[at][0], True)
        options = _column_below(rows, at, asks, offered, room) if opens else []
        known = sum(offered(row[0]) for row in options)
        marked = any(len(row) > 1 and not row[1].empty for row in options)
        if known >= (_FEWEST if marked else _FEWEST_UNMARKED):
            question = rows[at][0]
            lines = tuple(boxed(row[0], "".join(cell.text for cell in row[1:]).strip()) for row in options)
            made.append((question, replace(question, column=question.column + 1, lines=lines)))
            at += len(options)
        else:
            made.append(rows[at])
        at += 1
    return made


def _heads(cell: Cell, question: Cell) -> bool:
    """Whether a cell is bold as the question above it is: a question of its own, or a heading."""
    return all(any(line.all_marked(Mark.BOLD) for line in one.lines) for one in (cell, question))


def _column_below(
    rows: Sequence[Row],
    at: int,
    asks: Callable[[Cell, bool], bool],
    offered: Callable[[Cell], bool],
    room: Callable[[Cell], bool],
) -> list[Row]:
    """The rows below a question that hold an option each, up to the last that is known or marked."""
    found: list[Row] = []
    last = 0
    for row in rows[at + 1 :]:
        if len(row) > 2 or row[0].empty or row[0].column != rows[at][0].column or room(row[0]):
            break
        if not all(map(room, row[1:])):
            break
        if not offered(row[0]) and (asks(row[0], False) or (len(row) == 1 and _heads(row[0], rows[at][0]))):
            break
        found.append(row)
        if offered(row[0]) or any(not cell.empty for cell in row[1:]):
            last = len(found)
    return found[:last] if any(len(row) == 1 for row in found[:last]) else []
