"""Tables: label beside answer, label above answer, header rows, grids of tick boxes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.answers import CHOICES, UNKNOWN, Answer, Sheet
from ingest.choices import boxed
from ingest.match_columns import read_digits, read_list, with_dates_joined, without_guidance
from ingest.match_grid import (
    Row,
    YesNo,
    is_bold,
    is_grid,
    loose_options,
    option_of,
    own_box,
    read_grid,
    read_yes_no,
    yes_no_columns,
)
from ingest.page import Cell, Line, Mark, Table, plain
from ingest.phrases import openings
from ingest.questions import Asked, asked, is_hint, without_boxes

_NUMBER = re.compile(r"\W*\(?\d{1,2}[a-z]?\W*")
_GUIDING = openings(
    """
    set out
    please
    do not
    don.t
    give
    include
    state
    list
    describe
    continue
    attach
    say
    tell us
    use
    write
    explain
    remember
    keep
    try
    add
    provide
    enter
    note that
    you
    we
    this
    """,
    r"\b",
)
_QUESTION_END = re.compile(r"[:?]\s*$")


def read_table(table: Table, sheet: Sheet) -> None:
    """Add what a table answers to the sheet."""
    rows = without_guidance([with_dates_joined(row) for row in table.rows if row])
    if read_digits(rows, sheet) or read_list(rows, sheet):
        return
    if _only_boxes(rows):
        loose_options([[line] for row in rows for cell in row for line in cell.lines], sheet)
        return
    skip = False
    columns: YesNo | None = None
    for at, row in enumerate(rows):
        if skip:
            skip = False
            continue
        following = rows[at + 1] if at + 1 < len(rows) else ()
        columns = yes_no_columns(row, following) or (columns if columns and columns.fit(row) else None)
        if columns is not None:
            read_yes_no(row, columns, cell_asks(row[0], sheet), sheet)
        elif len(row) == 1:
            _single(row[0], following, sheet)
        elif is_grid(row, sheet):
            read_grid(row, sheet)
        elif _is_header(row, following, sheet):
            for label, cell in zip(row, following, strict=True):
                question = cell_asks(label, sheet) or UNKNOWN
                sheet.ask(question, cell.lines)
            skip = True
        else:
            _beside(row, sheet)


def _only_boxes(rows: Sequence[Row]) -> bool:
    """A table of nothing but options, each with its box: they are told by all of them together."""
    filled = [cell for row in rows for cell in row if not cell.empty]
    worded = all(re.search(r"[^\W\d_]{2}", without_boxes(cell.text)) for cell in filled)
    return len(rows) > 1 and len(filled) > 3 and worded and all(boxed(cell.lines) for cell in filled)


def cell_asks(cell: Cell, sheet: Sheet, sure: bool = True) -> Asked | None:
    """What a cell asks. Further lines of the cell that are no hint are given as the rest."""
    lines = [line for line in cell.lines if line.text.strip()]
    if not lines:
        return None
    question = asked(lines[0], sheet.wordings, sure)
    if question is None and len(lines) > 1:
        joined = plain(" ".join(line.text.strip() for line in lines))
        return asked(joined, sheet.wordings, sure) if len(joined.text) < 200 else None
    return question


def _more(cell: Cell, question: Asked) -> list[Line]:
    """The answer that stands in the question's own cell."""
    lines = [line for line in cell.lines if line.text.strip()][1:]
    lines = [line for line in lines if not is_hint(line) and not _explains(line, cell)]
    return ([question.rest] if question.rest is not None else []) + lines


def _explains(line: Line, cell: Cell) -> bool:
    """Whether a line below a question has the look of guidance: grey, or in italics under upright words."""
    first = next(one for one in cell.lines if one.text.strip())
    return line.all_marked(Mark.FAINT) or (line.all_marked(Mark.ITALIC) and not first.all_marked(Mark.ITALIC))


def _single(cell: Cell, following: Row, sheet: Sheet) -> None:
    """A row of one cell: a heading, a question with its answer below or inside, or the answer awaited."""
    waiting = sheet.waiting
    if cell.empty:
        if waiting is not None and not waiting.choice:
            sheet.waiting = None
        return
    bold = is_bold(cell)
    if _heads(cell, following, sheet):
        return
    settled = waiting is None or (waiting.choice and not waiting.empty and not boxed(cell.lines))
    question = cell_asks(cell, sheet, sure=bold or settled)
    if (
        waiting is not None
        and waiting.choice
        and (question is None or boxed(cell.lines))
        and not own_box(cell.lines, sheet.wordings)
    ):
        waiting.cells.extend([line] for line in cell.lines if line.text.strip())
        return
    if (
        waiting is not None
        and not settled
        and (question is None or not _next_asks(cell, question, bold, sheet))
    ):
        waiting.cells.append(list(cell.lines))
        sheet.waiting = None
        return
    if question is None:
        _unasked(cell, bold, sheet)
        return
    more = _more(cell, question)
    if more and not _guides(more, following, sheet):
        sheet.ask(question, more)
    else:
        sheet.wait(question, bold)


def _guides(lines: Sequence[Line], following: Row, sheet: Sheet) -> bool:
    """Whether lines below a question tell how to answer it: they begin so, and the answer has its own row."""
    if len(following) != 1 or following[0].empty or is_bold(following[0]):
        return False
    return bool(_GUIDING.match(lines[0].text)) and cell_asks(following[0], sheet, sure=False) is None


def _next_asks(cell: Cell, question: Asked, bold: bool, sheet: Sheet) -> bool:
    """Whether a cell below a question is the next question, and not an answer that reads like one."""
    alone = question.rest is None and sum(bool(line.text.strip()) for line in cell.lines) == 1
    return bold == sheet.waiting_bold and question.exact and (alone or bold)


def _unasked(cell: Cell, bold: bool, sheet: Sheet) -> None:
    own = own_box(cell.lines, sheet.wordings)
    if own is not None:
        sheet.ask(own, cell.lines)
    elif boxed(cell.lines):
        loose_options([[line] for line in cell.lines], sheet)
    elif bold or _QUESTION_END.search(cell.text):
        sheet.wait(UNKNOWN, bold)


def _heads(cell: Cell, following: Row, sheet: Sheet) -> bool:
    """Whether the cell is a heading: it names a section, and what follows is a question of its own."""
    section = sheet.wordings.section(cell.text)
    if section is None:
        return False
    if sheet.wordings.exact(cell.text) is not None:
        first = next((one for one in following if not one.empty), None)
        options = first is not None and option_of(first, "categories", sheet)
        if first is None or options or cell_asks(first, sheet) is None:
            return False
    sheet.head(section)
    return True


def _is_header(row: Row, following: Row, sheet: Sheet) -> bool:
    """A row of questions over a row of answers."""
    if len(following) != len(row) or any(cell.empty for cell in row):
        return False
    if any(sum(bool(line.text.strip()) for line in cell.lines) > 2 for cell in row):
        return False
    if sum(bool(inside) for inside in map(_answered_inside, row)) * 2 >= len(row):
        return False
    if {cell.column for cell in row} != {cell.column for cell in following}:
        return False
    looks = {is_bold(cell) for cell in row}
    bold = looks == {True} and not any(map(is_bold, following))
    questions = [cell_asks(cell, sheet, sure=bold) for cell in row]
    names = [question.fields for question in questions if question is not None and question.rest is None]
    if bold:
        return bool(names)
    if len(looks) > 1 or len(names) < max(2, len(row) - 1) or len(set(names)) != len(names):
        return False
    below = [cell_asks(cell, sheet, sure=False) for cell in following]
    return not any(question is not None and question.rest is None for question in below)


def _answered_inside(cell: Cell) -> bool:
    """A bold label with words in upright, plain type below it: question and answer in one cell."""
    lines = [line for line in cell.lines if line.text.strip()]
    bold, rest = lines[0].all_marked(Mark.BOLD), lines[1:]
    return bold and any(
        not line.all_marked(Mark.BOLD) and not is_hint(line) and not _explains(line, cell) for line in rest
    )


def _beside(row: Row, sheet: Sheet) -> None:
    """Questions with their answers to the right."""
    if row[0].below and sheet.found and sheet.waiting is None:
        _goes_on(row[1:], sheet.found[-1])
        return
    waiting = sheet.waiting
    sheet.waiting = None
    at = 1 if len(row) > 2 and _NUMBER.fullmatch(row[0].text) else 0
    while at < len(row):
        cell = row[at]
        beside = row[at + 1] if at + 1 < len(row) else None
        question = cell_asks(cell, sheet)
        if question is None:
            at += _skip(cell, beside, at, waiting, sheet)
        elif _more(cell, question) and (
            beside is None or beside.empty or cell_asks(beside, sheet) is not None
        ):
            sheet.ask(question, _more(cell, question))
            at += 1
        elif beside is None or _also_asks(cell, beside, len(row), sheet):
            sheet.wait(question, is_bold(cell))
            at += 1
        elif question.fields[0] in CHOICES:
            options = _options_beside(row[at + 1 :], sheet)
            sheet.ask(
                question, *([[question.rest]] if question.rest else []), *(one.lines for one in options)
            )
            at += 1 + len(options)
        else:
            inside = [question.rest] if question.rest is not None else []
            third = row[at + 2] if len(row) == at + 3 and beside.empty else None
            extra = third.lines if third is not None and cell_asks(third, sheet) is None else ()
            sheet.ask(question, [*inside, *beside.lines, *extra])
            at += 2


def _options_beside(cells: Row, sheet: Sheet) -> Row:
    """The cells a choice is answered in: up to the next question."""
    count = 1
    while count < len(cells) and cell_asks(cells[count], sheet, sure=is_bold(cells[count])) is None:
        count += 1
    return cells[:count]


def _skip(cell: Cell, beside: Cell | None, at: int, waiting: Answer | None, sheet: Sheet) -> int:
    """A cell that asks nothing known: how many cells to pass over."""
    if cell.empty:
        return 1
    own = own_box(cell.lines, sheet.wordings)
    if own is not None:
        sheet.ask(own, cell.lines)
        return 1
    if boxed(cell.lines) and (waiting is None or waiting.name in CHOICES):
        sheet.waiting = waiting
        loose_options([[line] for line in cell.lines], sheet)
        return 1
    if waiting is not None and at == 0 and waiting.empty and beside is not None and beside.empty:
        waiting.cells.append(list(cell.lines))
        return 2
    if beside is not None and (at == 0 or is_bold(cell) or _QUESTION_END.search(cell.text)):
        if boxed(beside.lines) and loose_options([[line] for line in beside.lines], sheet):
            return 2
        sheet.ask(UNKNOWN, beside.lines)
        return 2
    return 1


def _also_asks(cell: Cell, beside: Cell, width: int, sheet: Sheet) -> bool:
    """Whether the neighbour is a question too, and not an answer that happens to read like one."""
    question = cell_asks(beside, sheet, sure=False)
    if question is None or is_bold(cell) != is_bold(beside):
        return False
    return is_bold(cell) or bool(question.rest) or (width > 2 and width % 2 == 1)


def _goes_on(cells: Row, answer: Answer) -> None:
    """A label cell merged over several rows: what stands beside it goes on answering it."""
    answer.cells.extend(list(cell.lines) for cell in cells)
