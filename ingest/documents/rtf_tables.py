"""Paragraphs and tables of RTF put together: cells end with \\cell, rows with \\row, nested ones likewise.

RTF does not say how deep the table is that begins, only how deep each paragraph stands (\\itap).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from ingest.documents.tables import RowRead, boards, parted, split_tables
from ingest.page import Block, Cell, Line

_DEEPEST = 20
_SAME_EDGE = 60  # twips (1/1440 inch): cell borders drawn by hand do not quite meet


@dataclass(frozen=True, slots=True)
class Edge:
    """What a row says of one of its cells: where it ends (twips), and what it is merged with."""

    right: int
    beside: bool = False  # goes on from the cell to the left
    below: bool = False  # goes on from the cell above


@dataclass(slots=True)
class _Table:
    rows: list[tuple[list[list[Block]], tuple[Edge, ...]]] = field(default_factory=list)
    cells: list[list[Block]] = field(default_factory=list)
    content: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class Story:
    """Blocks being put together: the body, or a text box of its own."""

    blocks: list[Block] = field(default_factory=list)
    tables: list[_Table] = field(default_factory=list)

    def paragraph(self, lines: Iterable[Line], depth: int) -> None:
        """A paragraph that stands in tables so deep (0: in none)."""
        self._go_to(min(depth, _DEEPEST))
        self._here().extend(lines)

    def blocks_here(self, blocks: Iterable[Block]) -> None:
        """Whole blocks, such as those of a text box, at this place."""
        self._here().extend(blocks)

    def cell(self, depth: int) -> None:
        """The end of a cell of a table so deep (from 1)."""
        self._go_to(max(min(depth, _DEEPEST), 1))
        table = self.tables[-1]
        table.cells.append(table.content)
        table.content = []

    def row(self, depth: int, edges: Sequence[Edge]) -> None:
        """The end of a row."""
        self._go_to(max(min(depth, _DEEPEST), 1))
        table = self.tables[-1]
        if table.content:
            self.cell(depth)
        if table.cells:
            table.rows.append((table.cells, tuple(edges)))
        table.cells = []

    def close(self) -> list[Block]:
        """All blocks; what is still open ends here."""
        self._go_to(0)
        return self.blocks

    def _here(self) -> list[Block]:
        return self.tables[-1].content if self.tables else self.blocks

    def _go_to(self, depth: int) -> None:
        while len(self.tables) > depth:
            table = self.tables[-1]
            if table.content or table.cells:  # a row that was never ended
                self.tables[-1] = _Table(table.rows)
                cells = [*table.cells, table.content] if table.content else table.cells
                self.tables[-1].rows.append((cells, ()))
            made = list(split_tables(_placed(self.tables.pop().rows)))
            self._here().extend(made)
        while len(self.tables) < depth:
            self.tables.append(_Table())


def _placed(rows: Sequence[tuple[list[list[Block]], tuple[Edge, ...]]]) -> Iterable[RowRead]:
    """Cells by the columns of the whole table: the borders of all rows, each counted once."""
    grid = _grid(edge.right for cells, edges in rows if len(cells) == len(edges) for edge in edges)
    for number, (cells, edges) in enumerate(rows):
        placed: list[Cell] = []
        inner: list[Block] = []
        column = 0
        for at, blocks in enumerate(cells):
            edge = edges[at] if len(cells) == len(edges) else None
            end = max(_column(edge.right, grid), column + 1) if edge is not None else column + 1
            if edge is not None and edge.beside and placed:
                placed[-1] = replace(placed[-1], width=end - placed[-1].column)
            else:
                lines, nested = parted(blocks)
                below = edge is not None and edge.below
                placed.append(Cell(number, column, lines, end - column, below))
                inner.extend(nested)
            column = end
        beside = boards(cells)
        yield ([], beside) if beside else (placed, inner)


def _grid(borders: Iterable[int]) -> list[int]:
    kept: list[int] = []
    for border in sorted(set(borders)):
        if not kept or border - kept[-1] > _SAME_EDGE:
            kept.append(border)
    return kept


def _column(border: int, grid: Sequence[int]) -> int:
    """How many columns end at or before this border."""
    low, high = 0, len(grid)
    while low < high:
        middle = (low + high) // 2
        if grid[middle] <= border:
            low = middle + 1
        else:
            high = middle
    return low
