"""Tables in tables, whatever the format: the outer one is split there, to keep the reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ingest.documents.zipped import Unreadable
from ingest.page import Block, Cell, Line, Page, Table

_MAX_BLOCKS = 20_000
_SIDE_BY_SIDE = 2

RowRead = tuple[Sequence[Cell], Sequence[Block]]
"""The cells of a row, and the tables that stand in them."""


def split_tables(rows: Iterable[RowRead]) -> Iterator[Block]:
    """The rows as one table, or as several with the tables between them that stood in their cells."""
    kept: list[tuple[Cell, ...]] = []
    for cells, inner in rows:
        kept.extend([tuple(cells)] if cells else [])
        if inner:
            yield from [Table(tuple(kept))] if kept else []
            yield from inner
            kept = []
    if kept:
        yield Table(tuple(kept))


def boards(contents: Sequence[Sequence[Block]]) -> list[Block]:
    """What stands in the cells of a row that holds tables side by side, cell after cell: the one line over a
    table is its heading, and no such line answers another. Empty for any other row."""
    if sum(any(isinstance(block, Table) for block in content) for content in contents) < _SIDE_BY_SIDE:
        return []
    told = ([one for one in content if isinstance(one, Table) or one.text.strip()] for content in contents)
    return [block for content in told for block in _headed(content)]


def _headed(content: Sequence[Block]) -> Sequence[Block]:
    """A cell of one line and a table below it: the line as the table's first row."""
    match content:
        case [Line() as line, Table() as table]:
            width = max((cell.column + cell.width for row in table.rows for cell in row), default=1)
            return [Table(((Cell(0, 0, (line,), width),), *table.rows))]
        case _:
            return content


def parted(blocks: Iterable[Block]) -> tuple[tuple[Line, ...], list[Block]]:
    """The lines of a cell, and the tables in it."""
    lines: list[Line] = []
    nested: list[Block] = []
    for block in blocks:
        if isinstance(block, Line):
            lines.append(block)
        else:
            nested.append(block)
    return tuple(lines), nested


def page_of(blocks: Iterable[Block]) -> Page:
    """The page. Raises `Unreadable` where there is more than any form has."""
    kept: list[Block] = []
    for block in blocks:
        kept.append(block)
        if len(kept) > _MAX_BLOCKS:
            raise Unreadable("it is far longer than a form can be")
    return Page(tuple(kept))
