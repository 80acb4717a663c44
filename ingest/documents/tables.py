"""Tables in tables, whatever the format: the outer one is split there, to keep the reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ingest.documents.zipped import Unreadable
from ingest.page import Block, Cell, Line, Page, Table

_MAX_BLOCKS = 20_000

RowRead = tuple[Sequence[Cell], Sequence[Block]]
"""The cells of a row, and the tables that stand in them."""


def split_tables(rows: Iterable[RowRead]) -> Iterator[Block]:
    """The rows as one table, or as several with the tables between them that stood in their cells."""
    kept: list[tuple[Cell, ...]] = []
    for cells, inner in rows:
        kept.append(tuple(cells))
        if inner:
            yield Table(tuple(kept))
            yield from inner
            kept = []
    if kept:
        yield Table(tuple(kept))


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
