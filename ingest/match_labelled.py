"""Tables with a column of labels: what stands in it asks, what stands beside it answers.

An answer may well read like a question ("Line manager", "I agree"); where most cells of a column are known
questions, the column itself says which cells ask (MAIL.md §4, the free-text trap, in tables).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeGuard

from ingest.answers import CHOICES, Answer, Sheet, unknown
from ingest.match_beside import only_guided
from ingest.match_cells import cell_asks, more_of, slanted
from ingest.match_columns import ANSWERS
from ingest.match_grid import Row, is_bold, is_grid, option_line, option_of, read_grid
from ingest.page import Cell, Line, Mark, plain
from ingest.questions import Asked

_FEWEST = 4  # known questions in a column
_MOST = 0.55  # of the filled cells of the column
_QUESTIONS = re.compile(
    r"\W*(?:the )?(?:questions?|what we ask|we ask|fields?|information needed|details needed)\W*", re.I
)
_NUMBER = re.compile(r"\W*(?:q(?:uestion)?\W*)?\(?\d{1,2}(?:\.\d{1,2})*[a-z]?\W*", re.IGNORECASE)
_COMB = re.compile(r"\d{1,4}|[-/.]")
_FEWEST_ELSEWHERE = 2  # questions in other columns: then the table is of another kind
_FEWEST_TEETH = 3
_NO_MORE = 10_000  # columns


@dataclass(frozen=True, slots=True)
class Labelled:
    """The columns of a table that ask, from left to right, and for each the column that answers."""

    columns: tuple[int, ...]
    answers: tuple[int, ...]


def labelled(rows: Sequence[Row], sheet: Sheet) -> Labelled | None:
    """The label columns of a table, if it has them."""
    wide = [row for row in rows if len(row) > 1]
    if any(cell.below for row in wide for cell in row[1:]):
        return None
    columns: list[int] = []
    others = 0
    for column in sorted({cell.column for row in wide for cell in row}):
        cells = [cell for row in wide for cell in row if cell.column == column and not cell.empty]
        cells = [cell for cell in cells if not _NUMBER.fullmatch(cell.text)]
        questions = [cell_asks(cell, sheet, sure=not columns) for cell in cells]
        known = [one for one in questions if one is not None and (one.exact or one.fields != ("ignored",))]
        exact = sum(one.exact and one.rest is None for one in known)
        if (
            len(known) >= _FEWEST
            and len(known) >= _MOST * len(cells)
            and (exact >= _FEWEST - 1 or exact * 2 >= len(known))
        ):
            columns.append(column)
        else:
            others = max(
                others,
                sum(one.exact for one, cell in zip(questions, cells, strict=True) if _asks(one, cell, sheet)),
            )
    if (
        not columns
        or others >= _FEWEST_ELSEWHERE
        or (len(columns) > 1 and any(b - a < 2 for a, b in zip(columns, columns[1:], strict=False)))
    ):
        return None
    answers = tuple(_answering(wide, column, after) for column, after in _spans(columns))
    return Labelled(tuple(columns), answers) if all(at > 0 for at in answers) else None


def _asks(question: Asked | None, cell: Cell, sheet: Sheet) -> TypeGuard[Asked]:
    return question is not None and question.rest is None and not option_of(cell, "categories", sheet)


def _spans(columns: Sequence[int]) -> list[tuple[int, int]]:
    return list(zip(columns, [*columns[1:], _NO_MORE], strict=True))


def _answering(rows: Sequence[Row], column: int, after: int) -> int:
    """The column between two label columns that is filled in most often; 0 if there is none."""
    filled = Counter(
        cell.column for row in rows for cell in row if column < cell.column < after and not cell.empty
    )
    offered = Counter(cell.column for row in rows for cell in row if column < cell.column < after)
    best = max(filled or offered, key=lambda at: (filled[at], -at), default=0)
    return best


def read_labelled(row: Row, labels: Labelled, sheet: Sheet) -> None:
    """Add what a row of a labelled table answers to the sheet."""
    first = next((cell for cell in row if cell.column == labels.columns[0]), None)
    last = sheet.found[-1] if sheet.found else None
    if first is None or (
        first.empty and not any(cell.empty is False and cell.column in labels.columns for cell in row)
    ):
        _more(row, last, sheet)
        return
    if _QUESTIONS.fullmatch(first.text) and any(ANSWERS.fullmatch(cell.text.strip()) for cell in row):
        return
    taken: set[int] = set()  # label columns that hold the answer to a label as wide as those before them
    for column, answering in zip(labels.columns, labels.answers, strict=True):
        label = next((cell for cell in row if cell.column == column), None)
        if label is None or label.empty or column in taken:
            continue
        after = _next_label(label, row, labels, sheet)
        taken.update(at for at in labels.columns if column < at < after)
        question = cell_asks(label, sheet) or unknown(first_line(label))
        choice = question.fields[0] in CHOICES
        beside, further = _apart([cell for cell in row if column < cell.column < after], label, choice, sheet)
        lines = _answer(beside, answering, choice)
        inside = more_of(label, question)
        if not any(line.text.strip() for cell in lines for line in cell) and inside:
            sheet.ask(question, [] if beside and only_guided(label, question, sheet) else inside)
        else:
            listed = choice and any(line.text.strip() for cell in lines for line in cell)
            rest = [question.rest] if question.rest is not None and not listed else []
            sheet.ask(question, *([rest] if rest else []), *lines)
        for second, answer in further:
            sheet.ask(cell_asks(second, sheet) or unknown(first_line(second)), answer.lines)


def _next_label(label: Cell, row: Row, labels: Labelled, sheet: Sheet) -> int:
    """The next label column where a cell of this row asks: a label over several columns is answered behind
    them, be that in a column of labels."""
    for cell in row:
        if cell.column <= label.column or cell.column not in labels.columns:
            continue
        adjoins = label.width > 1 and cell.column == label.column + label.width
        if not adjoins or cell_asks(cell, sheet, sure=False) is not None:
            return cell.column
    return _NO_MORE


def _apart(
    beside: list[Cell], label: Cell, choice: bool, sheet: Sheet
) -> tuple[list[Cell], list[tuple[Cell, Cell]]]:
    """The cells that answer a label, and the questions with their answers that stand behind them in its row:
    bold as the label is, between cells that are not; printed, between cells that were filled in; or known."""
    for asks in (is_bold, _printed):
        second = next((at for at, cell in enumerate(beside) if at and asks(cell)), None)
        if second is None or not asks(label) or any(map(asks, beside[:second])):
            continue
        pairs = list(zip(beside[second::2], beside[second + 1 :: 2], strict=False))
        filled = asks is is_bold or any(_filled(cell) for cell in beside)
        if pairs and filled and all(asks(asking) and not asks(answer) for asking, answer in pairs):
            return beside[:second], pairs
    pairs = list(zip(beside[1::2], beside[2::2], strict=False))
    whole = pairs and len(beside) % 2 and not choice
    if whole and all(_known(asking, sheet) and not _known(answer, sheet) for asking, answer in pairs):
        return beside[:1], pairs
    return beside, []


def _filled(cell: Cell) -> bool:
    return any(Mark.FILLED in run.mark for line in cell.lines for run in line.runs)


def _printed(cell: Cell) -> bool:
    """Whether a cell holds words, none of them filled into a field of the form."""
    return not cell.empty and not _filled(cell)


def _known(cell: Cell, sheet: Sheet) -> bool:
    """Whether a cell asks for something that we keep, word for word, and holds no answer."""
    question = cell_asks(cell, sheet, sure=False)
    if question is None or not question.exact or question.rest is not None:
        return False
    return question.fields != ("ignored",)


def first_line(cell: Cell) -> str:
    """The first words of a cell that has any."""
    return next(line.text for line in cell.lines if line.text.strip())


def _answer(beside: Sequence[Cell], answering: int, choice: bool) -> list[list[Line]]:
    filled = [cell for cell in beside if not cell.empty]
    if choice:
        upright = [cell for cell in filled if not slanted(cell)]
        return [list(cell.lines) for cell in (upright if upright and len(upright) < len(filled) else beside)]
    teeth = [cell.text.strip() for cell in filled]
    if len(teeth) >= _FEWEST_TEETH and all(_COMB.fullmatch(tooth) for tooth in teeth):
        return [[plain("".join(teeth) if any(not tooth.isdecimal() for tooth in teeth) else _combed(teeth))]]
    meant = [cell for cell in filled if cell.column <= answering < cell.column + cell.width]
    if meant:
        return [list(meant[0].lines)]
    empty = any(cell.empty and cell.column <= answering < cell.column + cell.width for cell in beside)
    return [list(cell.lines) for cell in filled[:1]] if filled and not empty else [[]]


def _combed(teeth: Sequence[str]) -> str:
    sizes = tuple(map(len, teeth))
    return (
        "/".join(teeth)
        if sizes in ((2, 2, 4), (2, 2, 2), (1, 1, 4), (1, 2, 4), (2, 1, 4))
        else "".join(teeth)
    )


def _more(row: Row, last: Answer | None, sheet: Sheet) -> None:
    """A row without a label goes on answering the question above."""
    if last is None:
        return
    if is_grid(row, sheet) and sheet.waiting is not None:
        read_grid(row, sheet)
    elif last.choice:
        told = option_line(row)
        last.cells.extend([told] if told is not None else [list(cell.lines) for cell in row])
    elif not any(is_bold(cell) for cell in row):
        last.cells.extend(list(cell.lines) for cell in row if not cell.empty)
