"""Statements with boxes of their own in a row without a label: they answer nothing that stands above them.

What the member wants | Two weeks from the birth
                      | [ ] I consent to the branch keeping this form
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.choices import boxed
from ingest.match_grid import own_box
from ingest.page import Block, Cell, Table
from ingest.wordings import Wordings

Row = tuple[Cell, ...]


def with_statements_apart(blocks: Sequence[Block], wordings: Wordings) -> list[Block]:
    """The page with each statement of such a row in a row of its own, across the table."""
    return [
        Table(tuple(row for one in block.rows for row in _apart(one, wordings)))
        if isinstance(block, Table)
        else block
        for block in blocks
    ]


def _apart(row: Row, wordings: Wordings) -> Iterator[Row]:
    told = [cell for cell in row if not cell.empty]
    if len(row) < 2 or row[0].below or not row[0].empty or len(told) != 1:
        yield row
        return
    lines = [line for line in told[0].lines if line.text.strip()]
    if not all(boxed([line]) for line in lines) or not any(own_box([line], wordings) for line in lines):
        yield row
        return
    width = row[-1].column + row[-1].width - row[0].column
    for line in lines:
        yield (replace(row[0], lines=(line,), width=width),)
