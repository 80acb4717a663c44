"""Options of a choice under their question or beside it, in a table: in rows, or one below the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.answers import Sheet, unknown
from ingest.match_cells import cell_asks
from ingest.match_grid import (
    CHOICES_IN_GRIDS,
    Row,
    answers_mark,
    is_bold,
    only_mark,
    option_of,
    room,
    unnumbered,
)
from ingest.page import Cell
from ingest.questions import Asked

_OFFERED = 0.8  # how sure a question is whose options are those of a choice
_FEWEST_IN_COLUMN = 3
_FEWEST_IN_ROW = 4  # cells: two options with their marks
_NUMBER = re.compile(r"\W*(?:\d{1,2}[a-z]?\W*)?", re.IGNORECASE)


def opens_grid(row: Row, following: Row, sheet: Sheet) -> Asked | None:
    """The question of a row that asks for a choice with nothing beside it, over a row of its options with
    room for a mark beside each."""
    if len(row) > 2 and len(following) > 2 and following[0].empty and _NUMBER.fullmatch(row[0].text):
        row, following = row[1:], following[1:]  # a column of numbers
    options = [cell for cell in following[::2] if not cell.empty]
    beside = all(cell.empty or answers_mark(cell) for cell in following[1::2])
    if not alone(row) or not beside or len(options) < 2:
        return None
    question = cell_asks(row[0], sheet) or unknown(row[0].text)
    names = CHOICES_IN_GRIDS if question.fields == ("ignored",) else question.fields
    offered = (
        one
        for one in CHOICES_IN_GRIDS
        if one in names and all(option_of(cell, one, sheet) for cell in options)
    )
    choice = next(offered, None)
    return (
        None if choice is None else replace(question, fields=(choice,), score=max(question.score, _OFFERED))
    )


def heads_columns(row: Row, sheet: Sheet) -> bool:
    """Whether a row only says whose details stand in the columns below: headings side by side, of one look
    that answers do not have ("MEMBER" and "WORK", or both in bold)."""
    heads = [cell for cell in row if not cell.empty]
    if len(heads) < 2 or any(sheet.wordings.section(cell.text) is None for cell in heads):
        return False
    return all(cell.text.isupper() for cell in heads) or all(map(is_bold, heads))


def opens_options(cell: Cell, following: Row, sheet: Sheet) -> Asked | None:
    """The question of a heading over a row of options of another choice than the one that waits, each with
    its mark or room for one."""
    waiting = sheet.waiting
    if waiting is None or not waiting.choice or len(following) < _FEWEST_IN_ROW:
        return None
    choice = _offered(following, sheet)
    if choice in ("", waiting.name):
        return None
    return Asked((choice,), _OFFERED, False, words=cell.text)


def beside_label(row: Row, sheet: Sheet) -> Asked | None:
    """The question of a row that asks for a choice in its first cell, with options and their marks in the
    others ("Help with | Pay | x | Stress | ")."""
    if len(row) <= _FEWEST_IN_ROW or len(row) % 2 == 0 or room(row[0]) or any(cell.below for cell in row):
        return None
    choice = _offered(row[1:], sheet)
    if not choice or option_of(row[0], choice, sheet):
        return None
    return Asked((choice,), _OFFERED, False, words=row[0].text)


def _offered(row: Row, sheet: Sheet) -> str:
    """The choice that most options in a row belong to, each beside its mark or room; empty for none."""
    by_turns = (row[::2], row[1::2])
    for words, marks in (by_turns, by_turns[::-1]):
        options = [cell for cell in words if not cell.empty]
        if len(options) > 1 and not any(map(answers_mark, options)) and all(map(room, marks)):
            known = {name: sum(option_of(cell, name, sheet) for cell in options) for name in CHOICES_IN_GRIDS}
            best = max(known, key=lambda name: known[name])
            return best if known[best] * 2 > len(options) and len(set(known.values())) > 1 else ""
    return ""


def heads_column(row: Row, below: Sequence[Row], sheet: Sheet) -> tuple[Asked, int] | None:
    """The question of a row of one cell over a list of options, one a row, of another choice than the one
    that waits, and how many rows the list has."""
    waiting = sheet.waiting
    if len(row) != 1 or row[0].empty or (waiting is not None and waiting.name == "consent"):
        return None
    awaited = waiting is not None and not waiting.choice and waiting.empty
    if awaited and not is_bold(row[0]) and cell_asks(row[0], sheet, sure=False) is None:
        return None  # the answer of the question above it
    count = column_of_options(below, sheet)
    told = [unnumbered(one, sheet)[0] for one in below[:count]]
    known = {name: sum(option_of(cell, name, sheet) for cell in told) for name in CHOICES_IN_GRIDS}
    choice = max(known, key=lambda name: known[name])
    if not count or (waiting is not None and waiting.name == choice) or option_of(row[0], choice, sheet):
        return None
    question = cell_asks(row[0], sheet)
    listed = question is not None and choice in question.fields
    if question is None or not listed:
        question = Asked((choice,), _OFFERED, False, words=row[0].text)
    return question, count


def alone(row: Row) -> bool:
    """Whether a row holds words in its first cell only, with room beside them."""
    return len(row) > 1 and not row[0].empty and all(cell.empty for cell in row[1:])


def heads_options(row: Row, sheet: Sheet) -> bool:
    """Whether a row may stand over a list of options: alone, none of them, and no list runs already."""
    running = sheet.waiting is not None and sheet.waiting.name in CHOICES_IN_GRIDS
    return (
        alone(row)
        and not running
        and not any(option_of(row[0], choice, sheet) for choice in CHOICES_IN_GRIDS)
    )


def column_of_options(rows: Sequence[Row], sheet: Sheet) -> int:
    """How many of these rows, from the first, hold an option each with its mark or room for one beside it: a
    list of options in a table of questions. 0 where most are no options we know, or none is marked.
    """
    count = next((at for at, row in enumerate(rows) if not _option_and_mark(row, sheet)), len(rows))
    told = [unnumbered(row, sheet) for row in rows[:count]]
    known = sum(option_of(row[0], choice, sheet) for row in told for choice in CHOICES_IN_GRIDS)
    marked = any(only_mark(cell) for row in told for cell in row[1:])
    return count if count >= _FEWEST_IN_COLUMN and known * 2 >= count and marked else 0


def _option_and_mark(row: Row, sheet: Sheet) -> bool:
    row = unnumbered(row, sheet)
    if len(row) < 2 or row[0].empty or row[0].text.rstrip().endswith("?"):
        return False
    if not all(cell.empty or answers_mark(cell) for cell in row[1:]):
        return False
    question = cell_asks(row[0], sheet, sure=False)
    return question is None or any(option_of(row[0], choice, sheet) for choice in CHOICES_IN_GRIDS)
