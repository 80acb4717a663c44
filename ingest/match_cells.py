"""What the cell of a table asks, and what in it is already the answer."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.answers import Sheet, unknown
from ingest.choices import boxed
from ingest.guidance import is_printed
from ingest.hints import is_hint
from ingest.page import Cell, Line, Mark, plain
from ingest.questions import Asked, asked


def cell_asks(cell: Cell, sheet: Sheet, sure: bool = True) -> Asked | None:
    """What a cell asks. Further lines of the cell that are no hint are given as the rest."""
    lines = [line for line in cell.lines if line.text.strip()]
    if not lines:
        return None
    question = asked(lines[0], sheet.wordings, sure)
    if question is None and len(lines) > 1:
        joined = plain(" ".join(line.text.strip() for line in lines))
        question = asked(joined, sheet.wordings, sure) if len(joined.text) < 200 else None
    known = lines[0].text in sheet.numbered or (question is None and _over_filled(lines))
    return question or (unknown(lines[0].text) if known else None)


def _over_filled(lines: Sequence[Line]) -> bool:
    """Whether a printed line stands over what was typed into a field: it asks, whatever it says."""
    first, *rest = lines
    typed = bool(rest) and all(line.all_marked(Mark.FILLED) for line in rest)
    return typed and not boxed(lines) and not any(Mark.FILLED in run.mark for run in first.runs)


def more_of(cell: Cell, question: Asked) -> list[Line]:
    """The answer that stands in the question's own cell."""
    lines = [line for line in below_the_question(cell) if not is_printed(line)]
    if all(map(is_hint, lines)):
        lines = []
    return ([question.rest] if question.rest is not None else []) + lines


def below_the_question(cell: Cell) -> list[Line]:
    """The lines of a cell below its first that do not look like guidance."""
    lines = [line for line in cell.lines if line.text.strip()][1:]
    return [line for line in lines if not explains(line, cell)]


def explains(line: Line, cell: Cell) -> bool:
    """Whether a line below a question has the look of guidance: grey, or in italics under upright words."""
    first = next(one for one in cell.lines if one.text.strip())
    return line.all_marked(Mark.FAINT) or (line.all_marked(Mark.ITALIC) and not first.all_marked(Mark.ITALIC))


def answered_inside(cell: Cell) -> bool:
    """A bold label with words in upright, plain type below it: question and answer in one cell."""
    lines = [line for line in cell.lines if line.text.strip()]
    bold, rest = lines[0].all_marked(Mark.BOLD), lines[1:]
    return bold and any(
        not line.all_marked(Mark.BOLD) and not is_hint(line) and not explains(line, cell) for line in rest
    )


def filled_inside(cell: Cell) -> bool:
    """A printed label with what was filled into a field of the form below it."""
    lines = [line for line in cell.lines if line.text.strip()]
    printed = bool(lines) and not any(Mark.FILLED in run.mark for run in lines[0].runs)
    return printed and len(lines) > 1 and all(line.all_marked(Mark.FILLED) for line in lines[1:])


def slanted(cell: Cell) -> bool:
    """Whether a cell is all in italics or grey, as the form's own list of what may be written is."""
    lines = [line for line in cell.lines if line.text.strip()]
    return all(line.all_marked(Mark.ITALIC) or line.all_marked(Mark.FAINT) for line in lines)
