"""A sheet of a spreadsheet as a table, as a person sees it: columns and rows without a word left out.

In a spreadsheet an answer that was not given leaves no trace, and nothing says whether the answers stand
beside their questions or below. So a cell that stands alone in its row gets an empty neighbour where the
column's other questions are answered beside them, and none where it heads what is below. Where nothing is
bold, the first column's questions are made so: the sheet shows them as questions by where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.page import Cell, Line, Mark, Run, Table

Place = tuple[int, int]
"""Row and column, from 0."""

_NUMBER = re.compile(r"\W*(?:q(?:uestion)?\W*)?(?P<number>\d{1,2})\W*", re.IGNORECASE)
_VALUE = re.compile(r"@|\d{3}")  # no heading has an address or a number
_FEWEST_NUMBERS = 4
_SHARE_BESIDE = 4  # one in so many answered beside is enough: many questions stay unanswered


@dataclass(frozen=True, slots=True)
class SheetCell:
    """What stands in a cell (or a block of merged ones), and how it stands out."""

    lines: tuple[Line, ...] = ()
    width: int = 1
    height: int = 1
    looks: str = ""  # equal for cells that look alike

    @property
    def empty(self) -> bool:
        """Whether nothing is written in it."""
        return not any(line.text.strip() for line in self.lines)


@dataclass(frozen=True, slots=True)
class _Sheet:
    cells: Mapping[Place, SheetCell]
    rows: Sequence[int]
    columns: Sequence[int]
    covered: Mapping[Place, Place]
    labels: Mapping[int, frozenset[str]]  # by column: how the questions look that are answered beside
    beside: Mapping[int, bool]  # by column: whether it is one of such questions


def sheet_table(cells: Mapping[Place, SheetCell]) -> Table | None:
    """The cells of one sheet as a table; None if there is nothing in it."""
    cells = _without_numbers(cells)
    worded = {place: cell for place, cell in cells.items() if not cell.empty}
    if not worded:
        return None
    covered = {
        (row + down, column + right): (row, column)
        for (row, column), cell in cells.items()
        for down in range(cell.height)
        for right in range(cell.width)
        if down or right
    }
    rows = sorted({row for row, _ in worded})
    columns = sorted({column for _, column in worded})
    labels, beside = _questions(worded, rows, columns)
    sheet = _Sheet(cells, rows, columns, covered, labels, beside)
    made: list[tuple[Cell, ...]] = []
    for at, row in enumerate(rows):
        gap = at > 0 and rows[at - 1] != row - 1
        if gap and (row - 1, columns[0]) not in covered:
            made.append((Cell(len(made), 0, ()),))  # a row left out parts what stands above and below
        made.append(_row(sheet, len(made), row, () if gap or not made else made[-1]))
    return Table(tuple(made if _any_bold(made) else _first_bold(made, sheet)))


def _without_numbers(cells: Mapping[Place, SheetCell]) -> Mapping[Place, SheetCell]:
    """The cells without a first column that only counts the questions beside it: rows that it leaves out
    (headings, options) would look as if they went on with the row above."""
    worded = {place for place, cell in cells.items() if not cell.empty}
    first = min((column for _, column in worded), default=0)
    counted = sorted(place for place in worded if place[1] == first)
    found = [_NUMBER.fullmatch(_text(cells[place])) for place in counted]
    numbers = [int(one["number"]) for one in found if one is not None]
    beside = {row for row, column in worded if column > first}
    if len(numbers) < _FEWEST_NUMBERS or len(numbers) < len(counted):
        return cells
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))) or numbers[0] > 1:
        return cells
    if not all(row in beside and cells[row, first].width == 1 for row, _ in counted):
        return cells
    return {place: cell for place, cell in cells.items() if place[1] != first}


def _text(cell: SheetCell) -> str:
    return " ".join(line.text for line in cell.lines).strip()


def _any_bold(rows: Sequence[tuple[Cell, ...]]) -> bool:
    """Whether any cell is bold that does not stand alone in its row, as titles do."""
    cells = (cell for row in rows if len(row) > 1 for cell in row)
    return any(Mark.BOLD in run.mark for cell in cells for line in cell.lines for run in line.runs)


def _first_bold(rows: Sequence[tuple[Cell, ...]], sheet: _Sheet) -> list[tuple[Cell, ...]]:
    """Rows whose first cell is a question answered beside it, with that question in bold."""
    if not sheet.beside[sheet.columns[0]]:
        return list(rows)
    return [
        (replace(row[0], lines=tuple(_bold(line) for line in row[0].lines)), *row[1:])
        if len(row) > 1 and row[0].column == 0 and row[0].width == 1
        else row
        for row in rows
    ]


def _bold(line: Line) -> Line:
    return replace(line, runs=tuple(Run(run.text, run.mark | Mark.BOLD) for run in line.runs))


def _questions(
    worded: Mapping[Place, SheetCell], rows: Sequence[int], columns: Sequence[int]
) -> tuple[dict[int, frozenset[str]], dict[int, bool]]:
    """Which columns hold questions answered beside them, and how those look."""
    following = dict(zip(columns, columns[1:], strict=False))
    labels: dict[int, set[str]] = {}
    count: dict[int, int] = {}
    for row, column in worded:
        count[column] = count.get(column, 0) + 1
        if column in following and (row, following[column]) in worded:
            labels.setdefault(column, set()).add(worded[row, column].looks)
    pairs = {
        column: sum((row, column) in worded and (row, after) in worded for row in rows)
        for column, after in following.items()
    }
    beside = {column: pairs.get(column, 0) * _SHARE_BESIDE >= count[column] for column in columns}
    return {column: frozenset(looks) for column, looks in labels.items()}, beside


def _row(sheet: _Sheet, number: int, row: int, before: tuple[Cell, ...]) -> tuple[Cell, ...]:
    made: list[Cell] = []
    last: int | None = None  # the column of the last cell with words
    for at, column in enumerate(sheet.columns):
        owner = sheet.covered.get((row, column))
        if owner is not None and owner[0] == row:
            continue
        if owner is not None:
            above = sheet.cells[owner]
            if owner[1] == column or not any(owner[1] <= other < column for other in sheet.columns):
                made.append(Cell(number, at, (), _width(sheet, column, above.width), below=True))
            continue
        cell = sheet.cells.get((row, column), _EMPTY)
        made.append(Cell(number, at, cell.lines, _width(sheet, column, cell.width)))
        if not cell.empty:
            last = column
    kept = _trimmed(made, _room(sheet, row, last, made, before))
    if kept and kept[0].empty and not kept[0].below and before and len(kept) > 1:
        # A line under an answer, with no question beside it, goes on with that answer.
        under = next((cell for cell in kept if not cell.empty), None)
        goes_on = under is not None and any(cell.column == under.column and not cell.empty for cell in before)
        if under is not None and goes_on and not _looks_asking(sheet, row, sheet.columns[under.column]):
            kept[0] = replace(kept[0], below=True)
    return tuple(kept)


def _looks_asking(sheet: _Sheet, row: int, column: int) -> bool:
    """Whether a cell is bold as the questions of its column are, on a sheet of several such columns."""
    cell = sheet.cells[row, column]
    return _is_bold(cell) and cell.looks in sheet.labels.get(column, frozenset())


_EMPTY = SheetCell()


def _width(sheet: _Sheet, column: int, width: int) -> int:
    return max(sum(column <= other < column + width for other in sheet.columns), 1)


def _room(sheet: _Sheet, row: int, last: int | None, made: Sequence[Cell], before: Sequence[Cell]) -> int:
    """How many cells of the row to keep, empty ones behind the last words included."""
    end = max((at + 1 for at, cell in enumerate(made) if not cell.empty or cell.below), default=0)
    if last is None:
        return end
    if _heads(sheet, row, before):
        return max(end, len(before))
    return end + 1 if _answered_beside(sheet, row, last) else end


def _heads(sheet: _Sheet, row: int, before: Sequence[Cell]) -> bool:
    """Whether the row above is one of headings: all its cells look alike, and unlike the ones here."""
    if len(before) < 2 or any(cell.empty for cell in before):
        return False
    above = {sheet.cells[row - 1, sheet.columns[cell.column]].looks for cell in before}
    here = {
        sheet.cells[row, column].looks
        for column in sheet.columns
        if (row, column) in sheet.cells and not sheet.cells[row, column].empty
    }
    return len(above) == 1 and not above & here


def _answered_beside(sheet: _Sheet, row: int, column: int) -> bool:
    """Whether the last words of a row are a question whose answer would stand beside it."""
    cell = sheet.cells[row, column]
    looks = sheet.labels.get(column, frozenset())
    if cell.width > 1 or column == sheet.columns[-1] or not sheet.beside[column] or cell.looks not in looks:
        return False
    below = sheet.cells.get((row + cell.height, column))
    heads = below is not None and _is_bold(below) and not _is_bold(cell)
    if below is None or below.empty or (heads and not _VALUE.search(_text(below))):
        return True  # a heading in bold below heads what follows, and answers nothing
    return below.width == 1 and below.looks in looks


def _is_bold(cell: SheetCell) -> bool:
    return all(line.all_marked(Mark.BOLD) for line in cell.lines if line.text.strip())


def _trimmed(cells: Sequence[Cell], room: int) -> list[Cell]:
    return list(cells[:room])
