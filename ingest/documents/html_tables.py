"""Tables of HTML: those that hold a form as tables, those that only place things on the page unpacked.

Mail programs and form services lay whole letters out in tables: one cell in one cell, empty columns for
margins. Such a table says nothing about what asks and what answers; only its words count, in their order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.documents.html_cells import Box, side_by_side
from ingest.documents.tables import parted
from ingest.documents.zipped import Unreadable
from ingest.page import Block, Cell, Line, Table

_MOST_CELLS = 20_000
_WIDEST, _TALLEST = 100, 1_000  # columns and rows that one cell may claim
_LONG = 12  # lines: more than a question or an answer of a form made of one column has


@dataclass(slots=True)
class OpenTable:
    """A table while it is read. `reaching`: by column, the rows that a cell above still covers, its width."""

    rows: list[list[Box]] = field(default_factory=list)
    ruled: bool = False
    reaching: dict[int, tuple[int, int]] = field(default_factory=dict)
    count: int = 0

    def row(self) -> None:
        """Begin a row."""
        self._close_row()
        self.rows.append([])
        self._cover(0)

    def cell(self, blocks: Sequence[Block], width: int, height: int, spacer: bool) -> None:
        """Add a cell. Raises `Unreadable` for more cells than any form has."""
        if not self.rows:
            self.row()
        width, height = max(1, min(width, _WIDEST)), max(1, min(height, _TALLEST))
        column = self._next()
        self.rows[-1].append(Box(column, width, blocks, spacer=spacer))
        if height > 1:
            self.reaching[column] = (height, width)
        self._cover(column + width)
        self.count += 1
        if self.count > _MOST_CELLS:
            raise Unreadable("it is far longer than a form can be")

    def close(self) -> list[Block]:
        """What the table comes to: a table, or several with what was nested in it, or lines."""
        self._close_row()
        rows = _without_margins([row for row in self.rows if row], self.ruled)
        rows = [row for row in rows if row]
        if _only_places(rows):
            return [block for row in rows for box in row for block in _apart(box.blocks)]
        return list(_split(side_by_side(rows)))

    def _next(self) -> int:
        row = self.rows[-1]
        return row[-1].column + row[-1].width if row else 0

    def _cover(self, column: int) -> None:
        """Put in the cells from above that cover this place and those right behind it."""
        while column in self.reaching and self.reaching[column][0] > 0:
            left, width = self.reaching[column]
            if self.rows[-1] and self.rows[-1][-1].column >= column:
                return
            self.rows[-1].append(Box(column, width, below=True))
            column += width
            self.count += 1

    def _close_row(self) -> None:
        self.reaching = {
            column: (left - 1, width) for column, (left, width) in self.reaching.items() if left > 1
        }


def _without_margins(rows: Sequence[Sequence[Box]], ruled: bool) -> list[list[Box]]:
    """The rows without what only keeps a distance: narrow columns, and a first one that is always empty."""
    first = [box for row in rows for box in row[:1] if box.column == 0 and box.width == 1]
    bare = not ruled and bool(first) and all(box.empty and not box.below for box in first)
    spacers = {box.column for row in rows for box in row if box.width == 1 and box.spacer}
    spacers -= {
        box.column for row in rows for box in row if box.width == 1 and not box.spacer and not box.below
    }
    columns = spacers | ({0} if bare else set())
    return [
        [box for box in row if box.width > 1 or not box.empty or box.column not in columns] for row in rows
    ]


def _only_places(rows: Sequence[Sequence[Box]]) -> bool:
    """Whether a table only places things: it has one cell, or one column that holds more than a form's."""
    boxes = [box for row in rows for box in row]
    worded = [box for box in boxes if not box.empty]
    much = any(box.nests or len(box.blocks) > _LONG for box in worded)
    if len(boxes) == 1 or (len(worded) <= 1 and much):
        return True
    return much and all(len(row) == 1 for row in rows)


def _split(rows: Sequence[Sequence[Box]]) -> Iterator[Block]:
    """The rows as tables, parted where a row holds tables of its own."""
    kept: list[tuple[Cell, ...]] = []
    for row in rows:
        worded = [box for box in row if not box.empty]
        places = bool(worded) and all(box.nests for box in worded)
        cells, inner = (
            ([], [block for box in row for block in _apart(box.blocks)]) if places else _cells(row, kept)
        )
        if cells:
            kept.append(tuple(cells))
        if inner:
            if kept:
                yield Table(tuple(kept))
            yield from inner
            kept = []
    if kept:
        yield Table(tuple(kept))


def _cells(row: Sequence[Box], kept: Sequence[object]) -> tuple[list[Cell], list[Block]]:
    cells: list[Cell] = []
    inner: list[Block] = []
    for box in row:
        lines, nested = parted(box.blocks)
        cells.append(Cell(len(kept), box.column, lines, box.width, box.below))
        inner.extend(nested)
    return cells, inner


def _apart(blocks: Sequence[Block]) -> list[Block]:
    """What stood in a cell of its own, as lines of their own: an empty one behind."""
    lines = [replace(block, wrapped=False) if isinstance(block, Line) else block for block in blocks]
    return [*lines, Line()] if lines else []
