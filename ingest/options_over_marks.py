"""A question beside a row of options, with the marks of the row below standing under them, column by column:

Employment (X one) | Permanent | Fixed term | Agency
                   | X         |            |

A spreadsheet has such rows with more or fewer cells than options: only the columns say what belongs together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.match_grid import CHOICES_IN_GRIDS, MARKED, only_mark, room
from ingest.page import OFF, ON, Block, Cell, Line, Table, plain
from ingest.wordings import Wordings

_FEWEST = 2  # options
_LONGEST = 6  # words of one
Row = tuple[Cell, ...]


def with_marks_above(blocks: Sequence[Block], wordings: Wordings) -> list[Block]:
    """The page with each such pair of rows as one: the question, and its options behind boxes in one cell."""
    return [
        Table(tuple(_together(block.rows, wordings))) if isinstance(block, Table) else block
        for block in blocks
    ]


def _together(rows: Sequence[Row], wordings: Wordings) -> Iterator[Row]:
    at = 0
    while at < len(rows):
        following = rows[at + 1] if at + 1 < len(rows) else ()
        lines = _told(rows[at], following, wordings)
        if lines:
            label, first = rows[at][0], rows[at][1]
            yield (label, replace(first, lines=tuple(lines), width=max(1, _end(rows[at]) - first.column)))
            at += 1
        else:
            yield rows[at]
        at += 1


def _told(row: Row, following: Row, wordings: Wordings) -> list[Line]:
    """The options with their marks; empty for any other two rows, and unmarked where a mark is under none."""
    options = [cell for cell in row[1:] if not cell.empty]
    if len(options) < _FEWEST or row[0].empty or not following or not _goes_on(row[0], following[0]):
        return []
    if any(room(cell) or len(cell.text.split()) > _LONGEST or cell.width > 1 for cell in options):
        return []
    below = following[1:]
    if not all(cell.empty or only_mark(cell) for cell in below) or not _known(options, wordings):
        return []
    marked = {cell.column for cell in below if not cell.empty and MARKED.search(cell.text)}
    if not marked:
        return []
    sure = marked <= {cell.column for cell in options}
    return [
        plain(f"{ON if sure and cell.column in marked else OFF} {' '.join(cell.text.split())}")
        for cell in options
    ]


def _goes_on(label: Cell, below: Cell) -> bool:
    """Whether the label's own cell, or nothing, stands below it."""
    return below.empty and below.column == label.column and below.width == label.width


def _known(options: Sequence[Cell], wordings: Wordings) -> bool:
    """Whether most of them are options of one choice that we know."""
    known = [sum(wordings.option(one, cell.text) is not None for cell in options) for one in CHOICES_IN_GRIDS]
    return max(known) * 2 > len(options)


def _end(row: Row) -> int:
    return max(cell.column + cell.width for cell in row)
