"""Pictures in a document: the one that stands where a form asks for the signature is that; the others are
none of anybody's answers, and leave no trace in the words."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.page import SIGNED, Block, Cell, Line, Page, Run, Table

_ASKS = re.compile(r"\b(?:signature|signed|sign here|sign below|llofnod)\b[^.?!]{0,60}\Z", re.IGNORECASE)


def with_signatures(page: Page) -> Page:
    """The page with the sign of a picture left only where a signature was asked for: right before it on its
    line, in the line or the cell before, or in the cell above."""
    last = ""
    blocks: list[Block] = []
    for block in page.blocks:
        if isinstance(block, Table):
            table, last = _table(block, last)
            blocks.append(table)
            continue
        made, last = _line(block, last)
        above_is_empty = bool(blocks) and isinstance(blocks[-1], Line) and not blocks[-1].text
        if made.text or not block.text or not above_is_empty:
            blocks.append(made)
    return replace(page, blocks=tuple(blocks))


def _table(table: Table, last: str) -> tuple[Table, str]:
    rows: list[tuple[Cell, ...]] = []
    above: dict[int, str] = {}
    for row in table.rows:
        cells = []
        for cell in row:
            head = above.get(cell.column, "").strip()
            made, last = _cell(cell, head if _ASKS.search(head) else last)
            cells.append(made)
        above = {cell.column: cell.text for cell in row}
        rows.append(tuple(cells))
    return Table(tuple(rows)), last


def _cell(cell: Cell, before: str) -> tuple[Cell, str]:
    lines = []
    for line in cell.lines:
        made, before = _line(line, before)
        lines.append(made)
    return replace(cell, lines=tuple(lines)), before


def _line(line: Line, before: str) -> tuple[Line, str]:
    """The line, and the words that the next picture would stand behind."""
    if SIGNED not in line.text:
        return line, line.text.strip() or before
    words = line.text.partition(SIGNED)[0].strip() or before
    if _ASKS.search(words):
        return line, ""
    runs = tuple(Run(run.text.replace(SIGNED, ""), run.mark) for run in line.runs)
    return replace(line, runs=tuple(run for run in runs if run.text)), words
