"""Options in columns of a table, their marks in columns of their own: which side of an option is its mark on?

A row alone cannot say: "x | Pay | x | Stress" may be read either way. All the rows of a question together do,
for every column of options has its column of marks on the same side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.answers import CHOICES
from ingest.choices import EMPTY
from ingest.marks_below import with_column_told, with_options_below
from ingest.match_grid import CHOICES_IN_GRIDS, MARKED, room
from ingest.page import OFF, ON, Block, Cell, Line, Table, plain
from ingest.question_words import known_words
from ingest.wordings import Wordings

Row = tuple[Cell, ...]

_SIGN = re.compile(
    rf"(?!\s*[{EMPTY}])" r"\s*[^\w\s(){}\[\]?!:;,.\N{EN DASH}\N{EM DASH}-]\s*|\s*v\s*", re.IGNORECASE
)
_SAYS_NO = re.compile(r"\W*(?:n|no|n/a|na)\W*", re.IGNORECASE)
_FEWEST = 3  # columns: a label's, one of marks, one of options
_FEWEST_KNOWN = 2  # options


def with_their_marks(blocks: Sequence[Block], wordings: Wordings) -> list[Block]:
    """The page with each such option behind a box, ticked where its mark is, and no columns of marks."""
    return [_with_marks(block, wordings) if isinstance(block, Table) else block for block in blocks]


def _with_marks(table: Table, wordings: Wordings) -> Table:
    if len({len(row) for row in table.rows}) == 1 and all(map(_room, (row[0] for row in table.rows if row))):
        offered = _offered(table.rows, 0, wordings)
        return Table((_column(offered, table.rows[0][0]),)) if offered else table
    rows = with_column_told(
        table.rows,
        lambda cell, to_choose: _asks(cell, to_choose, wordings),
        lambda cell: _is_option(cell, wordings),
        _room,
        _boxed,
    )
    below = with_options_below(rows, lambda rows: _offered(rows, 0, wordings), _room)
    return Table(tuple(row for rows in _questions(below) for row in _told(rows, wordings)))


def _column(offered: Sequence[Line], cell: Cell) -> Row:
    return (replace(cell, lines=tuple(offered)),)


def _questions(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows with the further ones below each that have nothing in their first column, and as many cells."""
    found: list[list[Row]] = []
    for row in rows:
        goes_on = found and len(row) == len(found[-1][0]) >= _FEWEST and (row[0].empty or row[0].below)
        if goes_on and not found[-1][0][0].empty:
            found[-1].append(row)
        else:
            found.append([row])
    return found


def _told(rows: list[Row], wordings: Wordings) -> list[Row]:
    if len(rows[0]) < _FEWEST or rows[0][0].empty or _room(rows[0][0]):
        return rows
    offered = _offered(rows, 1, wordings)
    return [(rows[0][0], *_column(offered, rows[0][1]))] if offered else rows


def _offered(rows: Sequence[Row], first: int, wordings: Wordings) -> list[Line]:
    """The options in the columns from `first` on, each behind its box; none where it is not clear."""
    columns = range(first, len(rows[0]))
    marks = {at for at in columns if all(_room(row[at]) for row in rows)}
    words = [at for at in columns if at not in marks]
    options = [row[at] for row in rows for at in words if not row[at].empty]
    marked = any(not row[at].empty for row in rows for at in marks)
    if not words or not marked or any(map(_room, options)) or not _known(options, wordings):
        return []
    sides = [
        side for side in (-1, 1) if all(at - side in words for at in marks)
    ]  # empty columns are left out
    if len(sides) != 1:
        return []
    beside = [
        (row[at], row[at + sides[0]].text.strip() if at + sides[0] in marks else "")
        for row in rows
        for at in words
        if not row[at].empty
    ]
    alike = len({mark for _, mark in beside}) == 1  # a bullet that the form prints, or a box, says nothing
    return [_boxed(option, "" if alike else mark) for option, mark in beside]


def _room(cell: Cell) -> bool:
    """Whether a cell holds a mark or nothing. In a column of its own any single sign is a mark."""
    return room(cell) or cell.text.strip() in EMPTY or _SIGN.fullmatch(cell.text) is not None


def _known(options: Sequence[Cell], wordings: Wordings) -> bool:
    known = (
        sum(wordings.option(name, " ".join(cell.text.split())) is not None for cell in options)
        for name in CHOICES & wordings.options.keys()
    )
    return any(count >= _FEWEST_KNOWN and count * 2 > len(options) for count in known)


def _asks(cell: Cell, to_choose: bool, wordings: Wordings) -> bool:
    """Whether a cell of one line asks for one of the choices whose options stand in grids; or, word for word,
    for anything."""
    known = known_words(cell.text, wordings, sure=to_choose) if len(cell.lines) == 1 else None
    return known is not None and (not to_choose or known[0][0] in CHOICES_IN_GRIDS)


def _is_option(cell: Cell, wordings: Wordings) -> bool:
    text = " ".join(cell.text.split())
    return any(wordings.option(name, text) is not None for name in CHOICES_IN_GRIDS)


def _boxed(option: Cell, mark: str) -> Line:
    on = (MARKED.search(mark) or _SIGN.fullmatch(mark)) and not _SAYS_NO.fullmatch(mark)
    return plain(f"{ON if on else OFF} {' '.join(option.text.split())}")
