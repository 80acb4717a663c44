"""Forms that print each question below the line it is answered on, small and in brackets:

Ann Lee                    0012345
(name)                     (membership number)

Told by rows that hold nothing but such captions. They are put as most forms have it, the question first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.page import Block, Cell, Line, Table, cut
from ingest.questions import asked
from ingest.wordings import Wordings

_CAPTION = re.compile(r"\s*\((?P<words>[^()]*[^\W\d][^()]*)\)\s*")
_MAIL = re.compile(r"\be-?mail", re.IGNORECASE)
_LONGEST = 100  # letters of a caption
_FEWEST, _FEWEST_KNOWN = 4, 3  # captions of a page
Row = tuple[Cell, ...]


def with_captions_first(blocks: Sequence[Block], wordings: Wordings) -> list[Block]:
    """The page with a table of two columns, question and answer, for each row of such captions."""
    captions = [line for block in blocks if isinstance(block, Table) for line in _captions(block.rows)]
    known = [asked(line, wordings, sure=True) for line in captions]
    if len(captions) < _FEWEST or sum(one is not None for one in known) < _FEWEST_KNOWN:
        return list(blocks)
    if not _stand_below([block for block in blocks if isinstance(block, Table) and block.rows]):
        return list(blocks)
    made: list[Block] = []
    for block in blocks:
        if isinstance(block, Table) and any(_asks(row) for row in block.rows):
            made.extend(_turned(block.rows))
        else:
            made.append(block)
    return made


def _stand_below(tables: Sequence[Table]) -> bool:
    """Whether captions stand below their answers, not above: an address is written over or under its own, or
    else most tables begin with an answer."""
    over, under = (sum(_addressed(table.rows, step) for table in tables) for step in (-1, 1))
    if over != under:
        return over > under
    first = [_asks(table.rows[0]) for table in tables if any(map(_asks, table.rows))]
    return first.count(False) > first.count(True)


def _addressed(rows: Sequence[Row], step: int) -> int:
    """How many rows that ask for an address have one in the row next to them, on that side."""
    beside = ((at, at + step) for at in range(len(rows)) if 0 <= at + step < len(rows))
    return sum(
        _asks(rows[at])
        and any(_MAIL.search(cell.text) for cell in rows[at])
        and any("@" in cell.text for cell in rows[to])
        for at, to in beside
    )


def _captions(rows: Sequence[Row]) -> list[Line]:
    return [_bare(cell) for row in rows if _asks(row) for cell in row if not cell.empty]


def _asks(row: Row) -> bool:
    """Whether a row holds captions, each below its answer in the same cell or alone, and nothing else."""
    told = [cell for cell in row if not cell.empty]
    return bool(told) and all(_caption(_told(cell)[-1]) is not None for cell in told)


def _caption(line: Line) -> re.Match[str] | None:
    return _CAPTION.fullmatch(line.text) if len(line.text) <= _LONGEST else None


def _told(cell: Cell) -> list[Line]:
    return [line for line in cell.lines if line.text.strip()]


def _bare(cell: Cell) -> Line:
    line = _told(cell)[-1]
    found = _caption(line)
    return line if found is None else cut(line, found.start("words"), found.end("words"))


def _turned(rows: Sequence[Row]) -> Iterator[Block]:
    """The rows, each pair of answers and captions as questions with their answers behind them."""
    kept: list[Row] = []
    for row in rows:
        if not _asks(row):
            kept.append(row)
            continue
        above = kept.pop() if kept else ()
        if kept:
            yield Table(tuple(kept))
            kept = []
        yield Table(tuple(_pairs(above, row)))
    if kept:
        yield Table(tuple(kept))


def _pairs(above: Row, captions: Row) -> Iterator[Row]:
    asking = [cell for cell in captions if not cell.empty]
    theirs = [(cell, _asker(cell, asking)) for cell in above if not cell.empty]
    for number, caption in enumerate(asking):
        over = [cell for cell, asker in theirs if asker is caption]
        lines = tuple(line for cell in over for line in cell.lines) + tuple(_told(caption)[:-1])
        asks = replace(caption, row=number, column=0, width=1, lines=(_bare(caption),), below=False)
        yield (asks, Cell(number, 1, lines))


def _asker(cell: Cell, captions: Sequence[Cell]) -> Cell | None:
    """The caption that an answer stands over: the first of those it spans; None where it spans none."""
    end = cell.column + cell.width
    return next((one for one in captions if one.column < end and cell.column < one.column + one.width), None)
