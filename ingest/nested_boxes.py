"""Boxes to write in that are drawn as tables of one cell inside the cell of their question.

Every format gives such a box as a table right behind the row it stands in. Where a page has several,
the box is put back: into the empty cell beside its question, or as the row below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.page import Block, Cell, Table

_FEWEST = 3  # boxes of a page

Row = tuple[Cell, ...]


def with_boxes_put_back(blocks: Sequence[Block]) -> list[Block]:
    """The page with each such box where its question is answered."""
    pairs = [at for at in range(len(blocks) - 1) if _answers(blocks[at], blocks[at + 1])]
    if len(pairs) < _FEWEST:
        return list(blocks)
    made: list[Block] = []
    for at, block in enumerate(blocks):
        if at - 1 in pairs and at - 2 not in pairs:
            made[-1] = _together(made[-1], block)
        else:
            made.append(block)
    return made


def _answers(block: Block, below: Block) -> bool:
    """Whether a block is a table of one cell, and the row above it has a question and room for that box."""
    if not (isinstance(block, Table) and isinstance(below, Table)) or not block.rows:
        return False
    if len(below.rows) != 1 or len(below.rows[0]) != 1:
        return False
    row = block.rows[-1]
    if len(row) == 1:
        return not row[0].empty and not row[0].lines[-1].text.strip()  # the paragraph round the box
    return not row[0].empty and sum(cell.empty for cell in row) == 1


def _together(block: Block, below: Block) -> Block:
    if not (isinstance(block, Table) and isinstance(below, Table)):
        return block
    *above, row = block.rows
    lines = below.rows[0][0].lines
    if len(row) > 1:
        return Table((*above, tuple(replace(cell, lines=lines) if cell.empty else cell for cell in row)))
    asks = replace(row[0], lines=tuple(line for line in row[0].lines if line.text.strip()))
    return Table((*above, (asks,), (replace(asks, row=asks.row + 1, lines=lines),)))
