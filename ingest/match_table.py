"""Tables: label beside answer, label above answer, header rows, grids of tick boxes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.answers import CHOICES, Answer, Sheet, is_offices, unknown
from ingest.choices import boxed, boxed_options
from ingest.hints import without_boxes
from ingest.match_beside import answered_beside, only_guided
from ingest.match_cells import cell_asks, more_of, slanted
from ingest.match_columns import (
    read_digits,
    read_list,
    with_dates_joined,
    without_grey_labels,
    without_guidance,
)
from ingest.match_grid import (
    Row,
    heads_ticks,
    in_grid,
    in_pairs,
    is_bold,
    is_grid,
    loose_options,
    marked_before,
    marked_behind,
    marked_beside,
    options_over_marks,
    own_box,
    read_grid,
    unnumbered,
)
from ingest.match_headed import (
    beside_label,
    column_of_options,
    heads_column,
    heads_columns,
    heads_options,
    opens_grid,
)
from ingest.match_inside import answers_inside, behind_colons, in_their_cells, read_inside
from ingest.match_labelled import first_line, labelled, read_labelled
from ingest.match_over import over_answers, read_by_turns, read_over
from ingest.match_single import QUESTION_END, read_single
from ingest.match_yes_no import YesNo, read_yes_no, yes_no_columns
from ingest.page import Cell, Table
from ingest.people_columns import of_the_member
from ingest.questions import Asked

_AGREES = re.compile(r"\W*(?:i (?:do )?)?(?:agree|consent|accept)(?:ed)?\W*", re.IGNORECASE)
_APART = frozenset({"meeting", "manager", "other_person", "respondent"})
_KINDS = Asked(("categories",), 0.8, False)
_NUMBER = re.compile(r"\W*(?:q(?:uestion)?\W*)?\(?\d{1,2}(?:\.\d{1,2})*[a-z]?\W*", re.IGNORECASE)


def read_table(table: Table, sheet: Sheet) -> None:
    """Add what a table answers to the sheet."""
    rows = [row for row in table.rows if row]
    rows = without_grey_labels(without_guidance([with_dates_joined(row) for row in rows]))
    rows = of_the_member(rows)
    above = sheet.section
    _read(rows, sheet)
    if len(rows) > 1 and (is_offices(sheet.section) or _headed_apart(rows, sheet)):
        sheet.section = above  # a table of its own, and what follows is the member's again
    if rows and sheet.waiting is not None and not sheet.waiting.choice and _box_to_write_in(rows):
        sheet.waiting = None


def _headed_apart(rows: Sequence[Row], sheet: Sheet) -> bool:
    """Whether a table says in its first row whose details, or which meeting, it is about: it alone is."""
    section = sheet.wordings.section(rows[0][0].text) if len(rows[0]) == 1 and is_bold(rows[0][0]) else None
    return section is not None and section is sheet.section and section.name in _APART


def _box_to_write_in(rows: Sequence[Row]) -> bool:
    """Whether a table ends in a box for its answer: then the lines below the table are not the answer."""
    return len(rows) > 1 or len(rows[0]) > 1 or len(rows[0][0].lines) > 1


def _read(rows: Sequence[tuple[Cell, ...]], sheet: Sheet) -> None:
    if read_digits(rows, sheet):
        return
    rows = read_by_turns(rows, sheet)
    if not rows or (not _ticks(rows) and read_list(rows, sheet)):
        return
    if marked_before(rows, sheet):
        for row in rows:
            for pair in in_pairs(row):
                read_grid(pair, sheet)
        return
    if marked_behind(rows, sheet):
        for row in rows:
            read_grid(row, sheet)
        return
    if _only_boxes(rows):
        loose_options([[line] for row in rows for cell in row for line in cell.lines], sheet)
        return
    if answers_inside(rows, sheet):
        read_inside(rows, sheet)
        return
    sheet.counted = sum(len(row) > 1 and _NUMBER.fullmatch(row[0].text) is not None for row in rows) > 1
    sheet.beside = answered_beside(rows, sheet)
    in_cells = in_their_cells(rows, sheet)
    labels = labelled(rows, sheet)
    skip = False
    columns: YesNo | None = None
    headed = 0  # columns under a row that heads ticks
    listed = 0  # the row where a list of options ends
    for at, row in enumerate(rows):
        if skip:
            skip = False
            continue
        if in_cells and behind_colons(row):
            read_inside([row], sheet)
            continue
        if (
            at >= listed
            and sheet.waiting is not None
            and sheet.waiting.name in ("categories", "contract_type")
        ):
            listed = at + column_of_options(rows[at:], sheet)
        following = rows[at + 1] if at + 1 < len(rows) else ()
        columns = yes_no_columns(row, following) or (columns if columns and columns.fit(row) else None)
        if columns is not None:
            read_yes_no(row, columns, cell_asks(row[0], sheet), sheet)
        elif headed == len(row) and sheet.waiting is not None and marked_beside(row):
            read_grid(row, sheet)
        elif heads_ticks(row, following):
            headed = len(row)
            if sheet.waiting is None or not sheet.waiting.choice:
                sheet.wait(cell_asks(row[0], sheet) or unknown(row[0].text))
        elif options_over_marks(row, following, sheet):
            skip = True
        elif at >= listed and (column := heads_column(row, rows[at + 1 :], sheet)) is not None:
            listed = at + 1 + column[1]
            sheet.wait(column[0])
        elif len(row) == 1:
            read_single(row[0], following, sheet)
        elif (choice := beside_label(row, sheet)) is not None:
            sheet.wait(choice)
            read_grid(row[1:], sheet)
        elif (choice := opens_grid(row, following, sheet)) is not None:
            sheet.wait(choice, is_bold(row[0]))
        elif (
            at >= listed and heads_options(row, sheet) and (count := column_of_options(rows[at + 1 :], sheet))
        ):
            listed = at + 1 + count
            question = cell_asks(row[0], sheet)
            sheet.wait(question if question is not None and question.fields[0] in CHOICES else _KINDS)
        elif sheet.waiting is not None and _more_boxes(row, sheet.waiting):
            sheet.waiting.cells.extend(list(cell.lines) for cell in row)
        elif at < listed or in_grid(row, sheet):
            read_grid(unnumbered(row, sheet), sheet)
        elif labels is not None:
            read_labelled(row, labels, sheet)
        elif is_grid(row, sheet):
            read_grid(row, sheet)
        elif over_answers(row, following, sheet):
            read_over(row, following, sheet)
            skip = True
        else:
            _beside(row, sheet)


def _more_boxes(row: Row, waiting: Answer) -> bool:
    """Whether a row holds boxes in each of its cells, several to a cell, below the choice that waits."""
    told = [cell for cell in row if not cell.empty]
    choice = waiting.name in CHOICES and waiting.name != "consent"
    several = [len(boxed_options([cell.lines])) > 1 for cell in told if boxed(cell.lines)]
    return choice and bool(told) and len(several) == len(told) and any(several)


def _ticks(rows: Sequence[tuple[Cell, ...]]) -> bool:
    """Whether a table holds options and their marks under its first row, and nothing else: never a list."""
    return len(rows) > 1 and heads_ticks(rows[0], rows[1]) and all(map(marked_beside, rows[1:]))


def _only_boxes(rows: Sequence[Row]) -> bool:
    """A table of nothing but options, each with its box: they are told by all of them together."""
    filled = [cell for row in rows for cell in row if not cell.empty]
    worded = all(re.search(r"[^\W\d_]{2}", without_boxes(cell.text)) for cell in filled)
    return len(rows) > 1 and len(filled) > 3 and worded and all(boxed(cell.lines) for cell in filled)


def _beside(row: Row, sheet: Sheet) -> None:
    """Questions with their answers to the right."""
    if heads_columns(row, sheet):
        sheet.section = sheet.waiting = None
        return
    asks = len(row) > 1 and cell_asks(row[1], sheet, sure=is_bold(row[1])) is not None
    if row[0].below and not asks and sheet.found and sheet.waiting is None:
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
        elif more_of(cell, question) and (
            beside is None or beside.empty or cell_asks(beside, sheet) is not None
        ):
            room = beside is not None and beside.empty
            sheet.ask(
                question, [] if room and only_guided(cell, question, sheet) else more_of(cell, question)
            )
            at += 1
        elif beside is None or _also_asks(cell, beside, len(row), sheet):
            sheet.wait(question, is_bold(cell))
            at += 1
        elif question.fields[0] in CHOICES:
            beside_it = _options_beside(row[at + 1 :], sheet)
            options = [one for one in beside_it if one.empty or not slanted(one)] or beside_it
            told = any(not one.empty for one in options)  # then the form's own list is no answer
            rest = [] if told or question.rest is None else [[question.rest]]
            sheet.ask(question, *rest, *(one.lines for one in options))
            at += 1 + len(beside_it)
        else:
            inside = [question.rest] if question.rest is not None else []
            third = row[at + 2] if len(row) == at + 3 and beside.empty else None
            told = third is not None and not slanted(third) and cell_asks(third, sheet, sure=False) is None
            extra = third.lines if third is not None and told else ()
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
    if beside is not None and (at == 0 or is_bold(cell) or QUESTION_END.search(cell.text)):
        if (
            not beside.empty
            and cell_asks(beside, sheet, sure=False) is not None
            and more_of_known(beside, sheet)
        ):
            sheet.ask(unknown(cell.text))
            return 1
        if boxed(beside.lines) and loose_options([[line] for line in beside.lines], sheet):
            return 2
        sheet.ask(unknown(cell.text), beside.lines)
        return 2
    return 1


def more_of_known(cell: Cell, sheet: Sheet) -> bool:
    """Whether a cell asks a question and answers it too."""
    question = cell_asks(cell, sheet, sure=False)
    return question is not None and question.exact and bool(more_of(cell, question))


def _also_asks(cell: Cell, beside: Cell, width: int, sheet: Sheet) -> bool:
    """Whether the neighbour is a question too, and not an answer that happens to read like one."""
    question = cell_asks(beside, sheet, sure=False)
    if question is None or is_bold(cell) != is_bold(beside) or _AGREES.fullmatch(beside.text):
        return False
    if first_line(beside) in sheet.numbered:
        return True
    return is_bold(cell) or bool(question.rest) or (width > 2 and width % 2 == 1)


def _goes_on(cells: Row, answer: Answer) -> None:
    """A label cell merged over several rows: what stands beside it goes on answering it."""
    answer.cells.extend(list(cell.lines) for cell in cells)
