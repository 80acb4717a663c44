"""Questions with a box beneath: what stands behind the question is what to write, not what was written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.page import Block, Line, Mark, Run, Table

_FEWEST = 3


def over_boxes(blocks: Sequence[Block]) -> list[Block]:
    """The page with such guidance in brackets, where that is how it asks: "**Phone?** home or work" over a
    box of one cell becomes "**Phone?** (home or work)"."""
    over = [
        at
        for at, (block, below) in enumerate(zip(blocks, blocks[1:], strict=False))
        if isinstance(block, Line) and isinstance(below, Table) and _box(below) and _asks(block)
    ]
    if len(over) < _FEWEST:
        return list(blocks)
    return [
        _bracketed(block) if at in over and isinstance(block, Line) else block
        for at, block in enumerate(blocks)
    ]


def _box(table: Table) -> bool:
    return len(table.rows) == 1 and len(table.rows[0]) == 1


def _asks(line: Line) -> bool:
    words = [run for run in line.runs if run.text.strip()]
    return bool(words) and Mark.BOLD in words[0].mark


def _bracketed(line: Line) -> Line:
    runs = [run for run in line.runs if run.text.strip()]
    bold = next((at for at, run in enumerate(runs) if Mark.BOLD not in run.mark), len(runs))
    tail = " ".join(" ".join(run.text for run in runs[bold:]).split()).lstrip("-\N{EN DASH}\N{EM DASH}: ")
    if not tail or any(Mark.FILLED in run.mark for run in runs[bold:]):
        return line
    words = tail if tail.startswith("(") else f"({tail})"
    return replace(line, runs=(*runs[:bold], Run(f" {words}", runs[0].mark)))
