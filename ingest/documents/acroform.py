"""Fillable PDFs -> rows of label and answer, in the order of the page.

The label is the tooltip if that says something, else the words printed to the left or above (MAIL.md, lessons
4 and 9). A tick box takes the words beside it, and the boxes of one question stand together under its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from ingest.documents.acrofields import Fields, Sort, Widget
from ingest.documents.acrolabels import Labels, labels_of
from ingest.documents.acronames import from_name, spoken
from ingest.documents.acroparts import Written, box_groups, written_of
from ingest.documents.pdf_boxes import holds, settle
from ingest.documents.pdf_grid import grids_of
from ingest.documents.pdf_paint import Box, Glyph, Painted, Shape
from ingest.documents.pdf_rows import paragraphs, rows_of
from ingest.page import OFF, ON, Block, Cell, Line, Mark, Run, Table, plain

_FEWEST = 3  # fields that make a form fillable; fewer are an extra on a flat one
_FRAME = 4.0  # points between a field and the frame drawn round it, at most
_ABOVE_BOXES = 30.0  # points between a question and the first of its tick boxes


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row to be: its place, what is asked, and the answer. Without an answer cell: printed words alone."""

    top: float
    left: float
    label: Line
    answer: tuple[Line, ...] | None = None


def is_fillable(fields: Fields) -> bool:
    """Whether the document is a fillable form, rather than a flat one with a field or two on it."""
    return len(fields.widgets) >= _FEWEST


def field_blocks(pages: Sequence[Painted], fields: Fields) -> Iterator[Block]:
    """The form as one table: label beside answer, headings between."""
    rows: list[tuple[Cell, ...]] = []
    for number, page in enumerate(pages):
        own = [widget for widget in fields.widgets if widget.page == number]
        heading = False
        for entry in sorted(_entries(page, own), key=lambda one: (round(one.top / 6), one.left)):
            if entry.answer is None and heading:
                rows.append((Cell(len(rows), 0, (), 2),))  # so that no words answer other words
            heading = entry.answer is None
            label = Cell(len(rows), 0, (entry.label,), 2 if heading else 1)
            answer = () if entry.answer is None else (Cell(len(rows), 1, entry.answer),)
            rows.append((label, *answer))
    yield Table(tuple(rows))


def _entries(page: Painted, widgets: Sequence[Widget]) -> Iterator[_Entry]:
    glyphs, shapes = settle(page)
    texts = [widget for widget in widgets if widget.sort is Sort.TEXT]
    inside: dict[int, list[Glyph]] = {}
    printed: list[Glyph] = []
    boxes = [widget.box for widget in widgets if widget.sort is not Sort.TEXT]
    for glyph in glyphs:
        at = next((at for at, one in enumerate(texts) if holds(one.box, glyph.middle, 0)), None)
        if at is not None:
            inside.setdefault(at, []).append(glyph)
        elif not any(holds(box, glyph.middle, 1) for box in boxes):
            printed.append(glyph)
    labels = labels_of(printed, widgets, grids_of(_walls(shapes, widgets)))
    groups = list(box_groups([one for one in widgets if one.sort is not Sort.TEXT], texts, labels))
    over = {id(texts[at]): _over(found) for at, found in inside.items()}
    for written in written_of(texts, labels):
        yield _written(written, labels, over)
    for group in groups:
        box = group.boxes[0].widget.box
        label = group.label or labels.left_of(group.box) or labels.above(group.box, _ABOVE_BOXES)
        if label is not None and group.label is None:
            labels.take(label)
        lines = tuple(
            Line((Run(f"{ON if each.widget.on else OFF} {each.words}", Mark.FILLED),)) for each in group.boxes
        )
        if label is None and len(group.boxes) == 1:
            bare = plain(ON if group.boxes[0].widget.on else OFF, Mark.FILLED)
            yield _Entry(box[1], box[0], _asks(group.boxes[0].words), (bare,))
        elif len(group.boxes) == 1:
            yield _Entry(box[1] - 0.1, box[0] - 1, _asks(label.text if label else ""))
            yield _Entry(box[1], box[0], plain(lines[0].text), None)
        else:
            asked = label.text if label else spoken(group.tooltip, "") or from_name(group.name)
            yield _Entry(min(box[1], label.box[1] if label else box[1]), box[0], _asks(asked), lines)
    for words in labels.free():
        looks = Mark.BOLD if words.segments[0].bold else Mark.NONE
        yield _Entry(words.box[1], words.box[0], plain(words.text, looks))


def _walls(shapes: Sequence[Shape], widgets: Sequence[Widget]) -> list[Shape]:
    """The shapes that are not drawn round one field: frames that touch make no table, and part no words."""
    fields: dict[tuple[int, int], list[Box]] = {}
    for widget in widgets:
        column, row = _place(widget.box)
        for near in product((column - 1, column, column + 1), (row - 1, row, row + 1)):
            fields.setdefault(near, []).append(widget.box)
    return [
        shape
        for shape in shapes
        if not any(_frames(shape.box, box) for box in fields.get(_place(shape.box), ()))
    ]


def _place(box: Box) -> tuple[int, int]:
    """Where a box begins, in steps of what a frame may stand off its field."""
    return int(box[0] // _FRAME), int(box[1] // _FRAME)


def _frames(drawn: Box, field: Box) -> bool:
    return all(abs(a - b) <= _FRAME for a, b in zip(drawn, field, strict=True))


def _written(written: Written, labels: Labels, over: dict[int, str]) -> _Entry:
    """A field that is written in; words put over it with another program count where it is empty itself."""
    first = written.widgets[0]
    value = written.value or "\n".join(over[id(one)] for one in written.widgets if id(one) in over)
    printed = written.label.text if written.label is not None else ""
    label = spoken(written.tooltip, printed) or printed or from_name(first.name)
    answer = tuple(plain(line.strip(), Mark.FILLED) for line in value.split("\n") if line.strip())
    return _Entry(first.box[1], first.box[0], _asks(label), answer)


def _over(glyphs: Sequence[Glyph]) -> str:
    lines = paragraphs(rows_of(glyphs), max(glyph.x1 for glyph in glyphs))
    return "\n".join(line.text for line in lines if Mark.FAINT not in _look(line))


def _look(line: Line) -> Mark:
    return line.runs[0].mark if line.runs else Mark.NONE


def _asks(label: str) -> Line:
    return plain(label.replace("\n", " "), Mark.BOLD)
