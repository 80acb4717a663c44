"""Dates in boxes headed "Day", "Month" and "Year", under the words that ask for them or beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.date_words import MONTH
from ingest.page import Block, Cell, Line, Mark, Run, Table

Row = tuple[Cell, ...]

_HEADS = (
    re.compile(r"\W*(?:day|dd?)\W*", re.IGNORECASE),
    re.compile(r"\W*(?:month|mm?)\W*", re.IGNORECASE),
    re.compile(r"\W*(?:year|yy(?:yy)?)\W*", re.IGNORECASE),
)
_BOXED = re.compile(rf"[\s._]*(?:(?:\d{{1,4}}|{MONTH})[\s._]*)?", re.IGNORECASE)
_LONGEST_QUESTION = 16  # words


def with_dates_in_one(blocks: Sequence[Block]) -> list[Block]:
    """The page with each such date written in one; boxes alone below a line become that line's answer."""
    made: list[Block] = []
    for block in blocks:
        if not isinstance(block, Table) or not any(_at(row) is not None for row in block.rows):
            made.append(block)
            continue
        rows = _joined(block.rows)
        asking = next((at for at in reversed(range(len(made))) if not _blank(made[at])), None)
        above = None if asking is None else made[asking]
        alone = len(rows) == len(rows[0]) == 1
        if alone and isinstance(above, Line) and _asks(above) and asking is not None:
            made[asking] = _answered(above, rows[0][0])
        else:
            made.append(block if alone else Table(tuple(rows)))
    return made


def _joined(rows: Sequence[Row]) -> list[Row]:
    """The rows without those that only head boxes of a date, and the date in one cell below them.

    Only the row right below heads holds their boxes; anything else there leaves both rows as they were.
    """
    made: list[Row] = []
    heads: Row = ()  # the row above, if it heads boxes
    for row in rows:
        at = _at(heads)
        if at is not None and len(row) == len(heads) and all(map(_in_a_box, row[at : at + 3])):
            label = heads[:at] if all(cell.empty or cell.below for cell in row[:at]) else row[:at]
            made[-1] = (*label, _date(row[at : at + 3]), *row[at + 3 :])
            heads = ()
        else:
            made.append(row)
            heads = row
    return made


def _in_a_box(cell: Cell) -> bool:
    """Whether a box of a date holds what such boxes do: nothing, a few digits, or a month's name."""
    return _BOXED.fullmatch(cell.text) is not None


def _at(row: Row) -> int | None:
    """Where in a row the three heads begin."""
    for at in range(len(row) - 2):
        if all(head.fullmatch(cell.text) for head, cell in zip(_HEADS, row[at : at + 3], strict=True)):
            return at
    return None


def _date(cells: Row) -> Cell:
    parts = [" ".join(cell.text.split()) for cell in cells]
    sign = "/" if all(part.isdecimal() for part in parts) else " "
    return replace(cells[0], lines=(Line((Run(sign.join(filter(None, parts)), Mark.FILLED),)),), width=3)


def _blank(block: Block) -> bool:
    return isinstance(block, Line) and not block.text.strip()


def _asks(line: Line) -> bool:
    """Whether a line may ask for what stands below: short, and no sentence."""
    return len(line.text.split()) <= _LONGEST_QUESTION and not line.text.rstrip().endswith((".", "!", ";"))


def _answered(line: Line, date: Cell) -> Line:
    look = Mark.HEADING | (next((run.mark for run in line.runs if run.text.strip()), Mark.NONE) & Mark.BOLD)
    words = line.text.strip()
    joint = " " if words.endswith((":", "?")) else ": "
    filled = tuple(run for run in date.lines[0].runs if run.text)
    return replace(line, runs=(Run(f"{words}{joint}", look), *filled))
