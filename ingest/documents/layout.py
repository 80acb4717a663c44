"""A painted page -> blocks in reading order: ruled tables, columns without rules, lines.

Both fillable and flat PDFs come through here, so that the one matcher sees what it sees of a Word document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.documents.pdf_boxes import holds, settle
from ingest.documents.pdf_columns import column_blocks
from ingest.documents.pdf_grid import Grid, grids_of
from ingest.documents.pdf_paint import Glyph, Painted
from ingest.documents.pdf_rows import Row, paragraphs, rows_of
from ingest.page import Block, Cell, Line, Page, Run, Table

_PADDING = 9.0  # points between the side of a cell and its words, at most
_EDGE = 0.12  # of the page's height, above and below: where headers and footers stand
_PAGE_NUMBER = re.compile(r"(?:page )?#(?: ?(?:of|/) ?#)?", re.IGNORECASE)
_FRAME = 0.45  # of the page's height: a cell as tall as this holds the form, not an answer


@dataclass(frozen=True, slots=True)
class Sketch:
    """A page half read: the rows outside tables, and the tables with their places (top, columns, content)."""

    height: float
    right: float
    rows: tuple[Row, ...]
    tables: tuple[tuple[float, tuple[float, ...], Table], ...]
    slack: float = 0.0


def sketch(page: Painted) -> Sketch:
    """What stands on a page, by place."""
    glyphs, shapes = settle(page)
    grids = grids_of(shapes)
    tables = [grid for grid in grids if _is_table(grid, page.height)]
    inside: list[list[list[Glyph]]] = [[[] for _ in grid.regions] for grid in tables]
    outside: list[Glyph] = []
    for glyph in glyphs:
        place = _place(glyph, tables)
        (outside if place is None else inside[place[0]][place[1]]).append(glyph)
    walls = sorted(x for grid in grids if len(grid.regions) == 1 for x in (grid.xs[0], grid.xs[-1]))
    frames = [grid for grid in grids if len(grid.regions) == 1]
    found = [
        (grid.ys[0], grid.xs, table)
        for grid, cells in zip(tables, inside, strict=True)
        if (table := _table(grid, cells, page.slack)) is not None
    ]

    def parted(before: Glyph, after: Glyph) -> bool:
        between = [x for x in walls if before.x1 - 1 <= x <= after.x0 + 1]
        return bool(between) and _frame_of(before, frames) != _frame_of(after, frames)

    rows = rows_of(outside, parted)
    ends = [segment.x1 for row in rows for segment in row]
    left = min((row[0].x0 for row in rows), default=0.0)
    right = (
        max([*ends, page.width - left]) - page.slack
    )  # the right margin is taken to be as wide as the left one
    by_place = tuple(sorted(found, key=lambda one: one[0]))
    return Sketch(page.height, right, tuple(rows), by_place, page.slack)


def page_of(pages: Iterable[Painted]) -> Page:
    """Painted pages as the one page of the matcher."""
    return Page(tuple(blocks_of(_without_edges([sketch(page) for page in pages]))))


def _without_edges(pages: Sequence[Sketch]) -> Iterator[Sketch]:
    """The pages without the headers and footers that stand on more than one, and without page numbers."""
    texts = Counter(text for page in pages for text in {text for text, _ in _edges(page)})
    for page in pages:
        gone = {
            at for text, at in _edges(page) if texts[text] > 1 or _PAGE_NUMBER.fullmatch(text) is not None
        }
        yield replace(page, rows=tuple(row for at, row in enumerate(page.rows) if at not in gone))


def _edges(page: Sketch) -> Iterator[tuple[str, int]]:
    """The rows near the upper and lower edge, numbers aside, with their places."""
    for at, row in enumerate(page.rows):
        if not _EDGE * page.height < row[0].base < (1 - _EDGE) * page.height:
            text = " ".join(segment.text for segment in row)
            yield re.sub(r"\d+", "#", " ".join(text.split())), at


def _is_table(grid: Grid, height: float) -> bool:
    """Whether a grid holds questions and answers, and is no frame round them."""
    if len(grid.regions) < 2:
        return False
    tallest = max(grid.ys[one.row + one.height] - grid.ys[one.row] for one in grid.regions)
    return tallest < _FRAME * height or len(grid.regions) > 3


def _place(glyph: Glyph, tables: Sequence[Grid]) -> tuple[int, int] | None:
    middle = glyph.middle
    for number, grid in enumerate(tables):
        if holds(grid.box, middle, 0):
            region = grid.region_at(middle)
            if region is not None:
                return number, region
    return None


def _frame_of(glyph: Glyph, frames: Sequence[Grid]) -> int | None:
    return next((at for at, frame in enumerate(frames) if holds(frame.box, glyph.middle)), None)


def _table(grid: Grid, cells: Sequence[Sequence[Glyph]], slack: float) -> Table | None:
    """The table with its words; None if nothing is written in it."""
    if not any(cells):
        return None
    rows: list[list[Cell]] = [[] for _ in range(len(grid.ys) - 1)]
    for region, glyphs in zip(grid.regions, cells, strict=True):
        words = rows_of(glyphs)
        edge = min((row[0].x0 for row in words), default=0.0) - grid.xs[region.column]
        inner = grid.right(region) - min(max(edge, 0.0), _PADDING) - slack
        lines = [line for line in paragraphs(words, inner) if line.runs]
        rows[region.row].append(Cell(region.row, region.column, tuple(lines), region.width))
        for row in range(region.row + 1, region.row + region.height):
            rows[row].append(Cell(row, region.column, (), region.width, below=True))
    kept = [sorted(row, key=lambda cell: cell.column) for row in rows]
    kept = [row for row in kept if not all(cell.below for cell in row)]
    return Table(tuple(tuple(replace(cell, row=at) for cell in row) for at, row in enumerate(kept)))


def blocks_of(pages: Iterable[Sketch]) -> list[Block]:
    """The blocks of all pages in order; a table that goes on over the page is one table."""
    blocks: list[Block] = []
    columns: tuple[float, ...] = ()
    for page in pages:
        at = 0
        rows = page.rows
        for top, xs, table in page.tables:
            before = [row for row in rows[at:] if row[0].base <= top]
            at += len(before)
            blocks.extend(_loose(before, page))
            last = blocks[-1] if blocks else None
            if not before and isinstance(last, Table) and _same_columns(columns, xs, page.slack):
                blocks[-1] = _continued(last, table)
            else:
                blocks.append(table)
            columns = xs
        blocks.extend(_loose(rows[at:], page))
    return blocks


def _loose(rows: Sequence[Row], page: Sketch) -> list[Block]:
    if not rows:
        return []
    return [*column_blocks(rows, page.right, paragraphs), Line()]


def _same_columns(one: Sequence[float], other: Sequence[float], slack: float) -> bool:
    """Whether tables have the same columns. Sheets in a scanner lie a little aside: by `slack`, tenfold."""
    if len(one) != len(other) or not one:
        return False
    moved = other[0] - one[0] if abs(other[0] - one[0]) < 10 * slack else 0.0
    return all(abs(a + moved - b) < 4 + slack for a, b in zip(one, other, strict=True))


def _continued(table: Table, more: Table) -> Table:
    """One table over two pages. A first row without a label goes on with the last row of the page before."""
    first, last = more.rows[0], table.rows[-1]
    rest = more.rows
    rows = table.rows
    label = first[0].text
    if len(first) == len(last) > 1 and not first[1].empty and (not label or label[:1].islower()):
        joined = tuple(
            replace(cell, lines=_flowing(cell.lines, after.lines))
            for cell, after in zip(last, first, strict=True)
        )
        rows, rest = (*rows[:-1], joined), rest[1:]
    elif len(first) == len(last) == 1 and first[0].text[:1].islower():
        rows = (*rows[:-1], (replace(last[0], lines=_flowing(last[0].lines, first[0].lines)),))
        rest = rest[1:]
    moved = (tuple(replace(cell, row=len(rows) + at) for cell in row) for at, row in enumerate(rest))
    return Table((*rows, *moved))


def _flowing(before: Sequence[Line], after: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of both; a sentence that the end of the page cut is one again."""
    if before and after and after[0].text[:1].islower() and not before[-1].text.endswith((".", "!", "?")):
        joined = Line((*before[-1].runs, Run(" "), *after[0].runs))
        return (*before[:-1], joined, *after[1:])
    return (*before, *after)
