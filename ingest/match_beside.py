"""Tables with their answers in the cells beside their labels: there, lines below a label are guidance.

"Function" with "Sorting, Counters or Clerical" in small type below it, beside a box that was left empty, is
answered by nobody. Small type leaves no trace in many formats, so the table itself must show it: its other
answers stand beside their labels, and other labels have lines below them all the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.answers import Sheet
from ingest.match_cells import below_the_question, cell_asks, filled_inside
from ingest.match_grid import Row
from ingest.page import Cell
from ingest.questions import Asked

_FEWEST = 3  # answers beside their labels
_NUMBER = re.compile(r"\W*(?:q(?:uestion)?\W*)?\(?\d{1,2}(?:\.\d{1,2})*[a-z]?\W*", re.IGNORECASE)


def answered_beside(rows: Sequence[Row], sheet: Sheet) -> bool:
    """Whether a table has its answers beside its labels: several, more than there are labels with lines
    below them and nothing beside; and not two or more of those alone."""
    asking = [(label, cell) for row in rows for label, cell in _pairs(row) if cell_asks(label, sheet)]
    told = [label for label, cell in asking if not cell.empty and cell_asks(cell, sheet, sure=False) is None]
    bare = sum(bool(below_the_question(label)) for label, cell in asking if cell.empty)
    if len(told) < _FEWEST or len(told) <= bare:
        return False
    return bare == 1 or any(below_the_question(label) for label in told)


def only_guided(label: Cell, question: Asked, sheet: Sheet) -> bool:
    """Whether lines below the label of an empty box only say how to fill it in."""
    return sheet.beside and question.rest is None and not filled_inside(label)


def _pairs(row: Row) -> list[tuple[Cell, Cell]]:
    """Labels with the cells beside them, a number before them aside."""
    cells = row[1:] if len(row) % 2 and _NUMBER.fullmatch(row[0].text) else row
    return list(zip(cells[::2], cells[1::2], strict=True)) if len(cells) % 2 == 0 else []
