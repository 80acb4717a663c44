"""Examples that a form prints below its question in a row of their own ("Example: 1 April"): they go with the
question, or the example is taken for the answer, and the answer for the next question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.page import Block, Cell, Mark, Table

_EXAMPLE = re.compile(r"\W*(?:for )?(?:example|instance)\s*:\s*\S|\W*e\.?\s?g\b[.:]*\s+\S", re.IGNORECASE)
_LONGEST = 14  # words; a story may begin so too
Row = tuple[Cell, ...]


def with_examples(blocks: Sequence[Block]) -> list[Block]:
    """The page with each such example below the words of its question, in the same cell."""
    return [_with_examples(block) if isinstance(block, Table) else block for block in blocks]


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
