"""Examples that a form prints below its question in a row of their own ("Example: 1 April"): they go with the
question, or the example is taken for the answer, and the answer for the next question. One in quotation marks
between a heading and the table below it answers nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.page import Block, Cell, Line, Mark, Table

_EXAMPLE = re.compile(r"\W*(?:for )?(?:example|instance)\s*:\s*\S|\W*e\.?\s?g\b[.:]*\s+\S", re.IGNORECASE)
_QUOTED = re.compile(
    r"\W*(?:for |an? |worked )?example\s*[:\N{EN DASH}-]?\s*[\"“'‘].*[\"”'’]\W*", re.IGNORECASE
)
_LONGEST_QUOTED = 600  # letters
_LONGEST = 14  # words; a story may begin so too
Row = tuple[Cell, ...]


def with_examples(blocks: Sequence[Block]) -> list[Block]:
    """The page with each such example below the words of its question, in the same cell."""
    told = [at for at, block in enumerate(blocks) if isinstance(block, Table) or block.text.strip()]
    printed = {
        at
        for over, at, below in zip(told, told[1:], told[2:], strict=False)
        if _heads(blocks[over]) and _is_quoted(blocks[at]) and isinstance(blocks[below], Table)
    }
    left = [block for at, block in enumerate(blocks) if at not in printed]
    return [_with_examples(block) if isinstance(block, Table) else block for block in left]


def _heads(block: Block) -> bool:
    return isinstance(block, Line) and block.all_marked(Mark.BOLD)


def _is_quoted(block: Block) -> bool:
    """Whether a line is an example in quotation marks, and nothing of it was typed into a field."""
    if not isinstance(block, Line) or any(Mark.FILLED in run.mark for run in block.runs):
        return False
    return len(block.text) <= _LONGEST_QUOTED and _QUOTED.fullmatch(block.text) is not None


def _with_examples(table: Table) -> Table:
    return Table(tuple(_together(table.rows))) if any(map(_is_example, table.rows)) else table


def _is_example(row: Row) -> bool:
    if len(row) != 1 or _EXAMPLE.match(row[0].text) is None or len(row[0].text.split()) > _LONGEST:
        return False
    return not any(line.all_marked(Mark.FILLED) for line in row[0].lines if line.text.strip())


def _together(rows: Sequence[Row]) -> Iterator[Row]:
    kept: Row | None = None
    for row in rows:
        if kept is not None and len(kept) == 1 and not kept[0].empty and _is_example(row):
            kept = (replace(kept[0], lines=(*kept[0].lines, *row[0].lines)),)
            continue
        if kept is not None:
            yield kept
        kept = row
    if kept is not None:
        yield kept
