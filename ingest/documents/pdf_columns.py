"""Rows outside ruled tables -> lines and, where words stand in columns, tables without rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ingest.documents.pdf_rows import Row, Segment, goes_on
from ingest.page import OFF, ON, Block, Cell, Line, Table

_ALIGNED = 4.0  # points; so exactly do the starts of a column's words stand under one another
_FEWEST = 3  # rows that make a column
_NEW_ROW = 1.4  # times the usual distance of lines: a row of the table begins
_GUTTER = 16.0  # points left free between two columns, at most
_RIGHT_BELOW = 2.5  # sizes of type between a label and its answer
_HALF = 0.35  # of the width: words that begin further right, alone in a row, are in a column of their own
_LABELLED = 0.3  # of the right column's rows with a label of their own: two columns of questions

Paragraphs = Callable[[Sequence[Row], float], list[Line]]


def column_blocks(rows: Sequence[Row], right: float, paragraphs: Paragraphs) -> list[Block]:
    """The blocks these rows come to; `right` is where the page's words end."""
    starts = _starts(rows)
    blocks: list[Block] = []
    loose: list[Row] = []
    stretch: list[Row] = []
    for row in [*rows, ()]:
        ends_a_paragraph = bool(row and loose) and not stretch and goes_on(loose[-1], row, right)
        columnar = bool(row and starts) and not _crosses(row, starts) and not _only_options(row, starts)
        if columnar and not ends_a_paragraph:
            stretch.append(row)
            continue
        if _columnar(stretch, starts):
            across = 1 if row and (_asks_across(stretch, starts) or _over(stretch, row, starts)) else 0
            blocks.extend(paragraphs(loose, right))
            blocks.extend(_stretch(stretch[: len(stretch) - across], starts, right, paragraphs))
            loose = stretch[len(stretch) - across :]
        else:
            loose.extend(stretch)
        stretch = []
        if row:
            loose.append(row)
    blocks.extend(paragraphs(loose, right))
    return blocks


def _starts(rows: Sequence[Row]) -> list[float]:
    """Where columns begin, the first one aside."""
    left = min((row[0].x0 for row in rows), default=0.0)
    right = max((row[-1].x1 for row in rows), default=0.0)
    far = left + _HALF * (right - left)
    values = sorted(
        segment.x0
        for row in rows
        for at, segment in enumerate(row)
        if (at or segment.x0 > far) and segment.text[:1] not in (OFF, ON, "[")
    )
    groups: list[list[float]] = []
    for value in values:
        if groups and value - groups[-1][-1] <= _ALIGNED:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [min(group) for group in groups if len(group) >= _FEWEST]


def _crosses(row: Row, starts: Sequence[float]) -> bool:
    """Whether words run over from one column into the next: then there are no columns here."""
    return any(
        segment.x0 < start - _ALIGNED and segment.x1 > start + _ALIGNED for segment in row for start in starts
    )


def _only_options(row: Row, starts: Sequence[float]) -> bool:
    """Whether a row is tick boxes with their words, from the first column on: a list set in columns."""
    boxes = all(segment.text[:1] in (OFF, ON) for segment in row)
    return boxes and len(row) > 1 and _column(row[0], starts) == 0


def _columnar(stretch: Sequence[Row], starts: Sequence[float]) -> bool:
    beside = sum(len({_column(segment, starts) for segment in row}) > 1 for row in stretch)
    return beside >= 2 or _two_of_questions(stretch, starts)


def _column(segment: Segment, starts: Sequence[float]) -> int:
    return sum(segment.x0 >= start - _ALIGNED for start in starts)


def _stretch(
    rows: Sequence[Row], starts: Sequence[float], right: float, paragraphs: Paragraphs
) -> list[Block]:
    if _two_of_questions(rows, starts):
        blocks: list[Block] = []
        for column, end in enumerate((starts[0] - _ALIGNED, right)):
            own = [tuple(one for one in row if _column(one, starts) == column) for row in rows]
            blocks.extend(paragraphs([row for row in own if row], end))
            blocks.append(Line())
        return blocks
    return [_table(rows, starts, right, paragraphs)]


def _two_of_questions(rows: Sequence[Row], starts: Sequence[float]) -> bool:
    """Whether the page has two columns with questions in both: each is read by itself."""
    if len(starts) != 1:
        return False
    sides = [[one for row in rows for one in row if _column(one, starts) == side] for side in (0, 1)]
    asking = [sum(":" in one.text[:40] or one.bold for one in side) for side in sides]
    answers = any(":" in one.text[:40] and not one.text.rstrip().endswith(":") for one in sides[0])
    return all(
        side and count >= _LABELLED * len(side) for side, count in zip(sides, asking, strict=True)
    ) and (answers or sum(len(row) > 1 for row in rows) * 3 < len(rows))


def _asks_across(rows: Sequence[Row], starts: Sequence[float]) -> bool:
    """Whether the last row is a question below two columns, whose answer runs over both: only words at the
    left, and the row above it ends the right column or an answer."""
    last = rows[-1]
    asks = len(last) == 1 and (last[0].bold or last[0].text.rstrip().endswith((":", "?")))
    return asks and len(rows) > 2 and _column(last[0], starts) == 0 and _two_of_questions(rows[:-1], starts)


def _over(rows: Sequence[Row], below: Row, starts: Sequence[float]) -> bool:
    """Whether the last row is a bold label alone at the left, right above words that run across all columns:
    they are its answer, and it stands with them."""
    last = rows[-1][0]
    alone = len(rows) > 2 and len(rows[-1]) == 1 and _column(last, starts) == 0
    return alone and last.bold and not below[0].bold and below[0].base - last.base < _RIGHT_BELOW * last.size


def _table(rows: Sequence[Row], starts: Sequence[float], right: float, paragraphs: Paragraphs) -> Table:
    edges = [*_ends(rows, starts), right]
    usual = _usual_distance(rows)
    made: list[list[list[Row]]] = []
    before: Row = ()
    labelled = False
    for row in rows:
        parts: list[list[Segment]] = [[] for _ in edges]
        for segment in row:
            parts[_column(segment, starts)].append(segment)
        label = tuple(parts[0])
        far = bool(before) and row[0].base - before[0].base > _NEW_ROW * usual
        last = made[-1][0][-1] if made and made[-1][0] else ()
        more = bool(label and last) and not far and _wraps(last, label, len(label) < len(row), edges[0])
        starts_row = not made or (bool(label) and labelled and not more) or (not label and far)
        if starts_row:
            made.append([[] for _ in edges])
            labelled = False
        labelled = labelled or bool(label)
        for cell, part in zip(made[-1], parts, strict=True):
            if part:
                cell.append(tuple(part))
        before = row
    return Table(
        tuple(
            tuple(
                Cell(at, column, tuple(paragraphs(cell, edges[column])))
                for column, cell in enumerate(cells)
                if cell or column < 2 or (at and made[at - 1][column])
            )
            if any(cells[1:]) or (at and _answers_the_first(made[at - 1], cells))
            else (Cell(at, 0, tuple(paragraphs(cells[0], edges[0])), len(edges)),)
            for at, cells in enumerate(made)
        )
    )


def _answers_the_first(labels: Sequence[list[Row]], cells: Sequence[list[Row]]) -> bool:
    """Whether words alone in the first column stand below labels side by side, which are bold: they are no
    heading over all columns, and leave the other labels without an answer."""
    told = [column[0][0].bold for column in labels if column]
    return bool(labels[0]) and len(told) > 1 and all(told) and not cells[0][0][0].bold


def _ends(rows: Sequence[Row], starts: Sequence[float]) -> list[float]:
    """How far the words of each column but the last reach, or could reach where they are all short."""
    ends: list[float] = []
    for column, start in enumerate(starts):
        reached = [one.x1 for row in rows for one in row if _column(one, starts) == column]
        ends.append(max([*reached, start - _GUTTER]))
    return ends


def _wraps(last: Row, label: Row, answered: bool, edge: float) -> bool:
    """Whether a label goes on with the one above. One with an answer beside it begins with a capital."""
    if not goes_on(last, label, edge):
        return False
    small = not label[0].text[:1].isupper()
    return small or not (answered or last[-1].text.rstrip().endswith((":", "?")))


def _usual_distance(rows: Sequence[Row]) -> float:
    """The distance of lines within a paragraph: the small ones of those that occur."""
    sizes = sorted(row[0].size for row in rows)
    return 1.2 * sizes[len(sizes) // 2]
