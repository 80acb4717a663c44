"""Rows of one cell: headings, questions with their answer below or inside, the answer awaited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.answers import Sheet, unknown
from ingest.choices import boxed
from ingest.guidance import is_printed
from ingest.hints import guides, is_impersonal
from ingest.labels import strip_numbering
from ingest.match_cells import answered_inside, below_the_question, cell_asks, more_of
from ingest.match_grid import Row, is_bold, loose_options, option_of, own_box
from ingest.match_headed import opens_options
from ingest.page import Cell, Line, Mark
from ingest.phrases import openings
from ingest.plain_hits import is_title
from ingest.questions import Asked
from ingest.wordings import Section

QUESTION_END = re.compile(r"[:?]\s*$")
"""How a question ends, whatever it asks."""
_STORY = 12  # words
_DASHED = re.compile(r"\s*[-\N{EN DASH}\N{EM DASH}]\s")
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


def read_single(cell: Cell, following: Row, sheet: Sheet) -> None:
    """A row of one cell: a heading, a question with its answer below or inside, or the answer awaited."""
    waiting = sheet.waiting
    if cell.empty:
        if waiting is not None and not waiting.choice:
            sheet.waiting = None
        return
    bold = is_bold(cell)
    if _heads(cell, following, sheet):
        return
    inside = sheet.waiting_bold and answered_inside(cell)  # as every cell of the table asks and answers
    settled = waiting is None or inside or (waiting.choice and not waiting.empty and not boxed(cell.lines))
    question = cell_asks(cell, sheet, sure=bold or settled)
    if (another := opens_options(cell, following, sheet)) is not None:
        sheet.wait(another, bold)
        return
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
        and (question is None or not _next_asks(cell, question, bold, following, sheet))
    ):
        if not _tells_how(cell, following, sheet):
            waiting.cells.append(list(cell.lines))
            sheet.waiting = None
        return
    if question is None:
        _unasked(cell, bold, sheet)
        return
    if not sheet.found and cell.width > 1 and is_title(cell.lines[0], question):
        return
    more = more_of(cell, question) or _all_there_is(cell, following, sheet)
    if more and _guides(more, question.rest is not None, following, sheet):
        sheet.wait(replace(question, rest=None), bold)
    elif more:
        sheet.ask(question, more)
    else:
        sheet.wait(question, bold)


def _tells(cell: Cell) -> bool:
    """Whether a cell holds a story, and no question or options."""
    return len(cell.text.split()) >= _STORY and not boxed(cell.lines) and not is_bold(cell)


def _all_there_is(cell: Cell, following: Row, sheet: Sheet) -> list[Line]:
    """What reads like a hint below a question whose answer stands nowhere else, since the next row asks."""
    next_asks = len(following) == 1 and (asked := cell_asks(following[0], sheet)) is not None and asked.exact
    if following and not next_asks:
        return []
    return [line for line in below_the_question(cell) if not is_printed(line)]


def _guides(lines: Sequence[Line], on_its_line: bool, following: Row, sheet: Sheet) -> bool:
    """Whether lines below a question tell how to answer it: they begin so, or nobody speaks in them above a
    story, and the answer has its own row. `on_its_line`: the first of them is on the question's own."""
    if len(following) != 1 or following[0].empty or is_bold(following[0]):
        return False
    if any(Mark.FILLED in run.mark for line in lines for run in line.runs):
        return False  # somebody wrote that
    begins = _GUIDING.match(lines[0].text) or (_DASHED.match(lines[0].text) and len(lines) == 1)
    printed = begins is not None or all(line.all_marked(Mark.BOLD) for line in lines)
    told = _tells(following[0]) and not on_its_line and all(map(is_impersonal, lines))
    return (printed or told) and cell_asks(following[0], sheet, sure=False) is None


def _tells_how(cell: Cell, following: Row, sheet: Sheet) -> bool:
    """Whether a cell below a question only says what to write in the next ("If yes, please say ...")."""
    lines = [line for line in cell.lines if line.text.strip()]
    if len(following) != 1 or following[0].empty or not all(map(guides, lines)):
        return False
    return is_bold(cell) and not is_bold(following[0]) and cell_asks(following[0], sheet, sure=False) is None


def _next_asks(cell: Cell, question: Asked, bold: bool, following: Row, sheet: Sheet) -> bool:
    """Whether a cell below a question is the next question, and not an answer that reads like one."""
    lines = [line.text for line in cell.lines if line.text.strip()]
    if lines[0] in sheet.numbered and bold == sheet.waiting_bold and question.rest is None:
        return True  # it stands in a run of numbers, most of which ask
    if question.exact and len(lines) > 1 and strip_numbering(lines[0]) != lines[0]:
        return True  # a numbered question with its answer below
    alone = question.rest is None and len(lines) == 1
    if bold and not sheet.waiting_bold and len(following) == 1 and not is_bold(following[0]):
        return alone and (question.exact or QUESTION_END.search(cell.text) is not None)
    return bold == sheet.waiting_bold and question.exact and (alone or bold)


def _unasked(cell: Cell, bold: bool, sheet: Sheet) -> None:
    own = own_box(cell.lines, sheet.wordings)
    if own is not None:
        sheet.ask(own, cell.lines)
    elif boxed(cell.lines):
        loose_options([[line] for line in cell.lines], sheet)
    elif bold or QUESTION_END.search(cell.text):
        sheet.wait(unknown(cell.text), bold)


def _of_an_employer(cell: Cell, following: Row, sheet: Sheet) -> Section | None:
    """The section that a title across a table opens ("Employer" over "Name" and "Phone"), if it is that."""
    known = sheet.wordings.exact(cell.text) if cell.width > 1 and len(following) > 1 else None
    if known is None or known.field != "employer":
        return None
    asked = sheet.wordings.exact(following[0].text)
    named = asked is not None and asked.field in sheet.wordings.general
    return sheet.wordings.section("employer details") if named else None


def _heads(cell: Cell, following: Row, sheet: Sheet) -> bool:
    """Whether the cell is a heading: it names a section, and what follows is a question of its own."""
    section = sheet.wordings.section(cell.text) or _of_an_employer(cell, following, sheet)
    if cell.text in sheet.parts:
        sheet.waiting = None
        if section is not None:
            sheet.head(section)
        return True
    if section is None:
        return False
    if sheet.wordings.exact(cell.text) is not None:
        first = next((one for one in following if not one.empty), None)
        options = first is not None and option_of(first, "categories", sheet)
        if first is None or options or _tells(first) or cell_asks(first, sheet) is None:
            return False
    sheet.head(section)
    return True
