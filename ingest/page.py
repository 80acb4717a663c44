"""The neutral picture of a page: what every format of document becomes before anybody looks for fields.

A page is a run of blocks in reading order: lines of text and tables. A line keeps only what people use to
answer a form with: the words, how they are marked (struck out, bold ...), how deep they are quoted. Every
kind of tick box is one of a few characters in the text (`OFF`, `ON`, `TICK`). What was typed into a control
of the form is marked `FILLED`, a prompt that nobody typed over is marked `FAINT`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import Flag, auto

OFF = "☐"
ON = "☒"
TICK = "✓"  # a mark somebody made: one beside an empty box ticks it
SIGNED = "✍"  # the picture of a signature


class Mark(Flag):
    """How a piece of text stands out."""

    NONE = 0
    BOLD = auto()
    UNDERLINED = auto()
    STRUCK = auto()
    HIGHLIGHTED = auto()
    FAINT = auto()  # grey: a hint or a prompt, unless somebody typed into it
    HEADING = auto()  # a heading by its style, bold or not
    ITALIC = auto()  # guidance, in most forms
    FILLED = auto()  # the value of a form control: an answer for certain
    UNSURE = auto()  # recognised in a picture, and not well: a person should look


@dataclass(frozen=True, slots=True)
class Run:
    """Text with one look. `text` holds tabs where the page has tab stops, and never a line end."""

    text: str
    mark: Mark = Mark.NONE


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or a line of plain text. Without runs it is an empty line."""

    runs: tuple[Run, ...] = ()
    depth: int = 0  # how many quotation marks (">") stand before it
    wrapped: bool = False  # a plain line that only goes on with the one before
    text: str = field(init=False, repr=False, compare=False)  # the words, looks aside: asked for all the time

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", "".join([run.text for run in self.runs]))

    def all_marked(self, mark: Mark) -> bool:
        """Whether every word of the line has that look."""
        wanted, worded = mark._value_, False  # the numbers themselves: asked hundreds of times a page
        for run in self.runs:
            if run.text.strip():
                if run.mark._value_ & wanted != wanted:
                    return False
                worded = True
        return worded


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell by its row and first column (both from 0); `width` in columns. `below`: goes on from above."""

    row: int
    column: int
    lines: tuple[Line, ...]
    width: int = 1
    below: bool = False

    @property
    def text(self) -> str:
        """The cell's words, a line end between lines."""
        return "\n".join([line.text for line in self.lines])

    @property
    def empty(self) -> bool:
        """Whether nothing is written in it."""
        for line in self.lines:  # noqa: SIM110 - as often, and three times as quick as any()
            if line.text.strip():
                return False
        return True


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of a table by rows, each row from left to right."""

    rows: tuple[tuple[Cell, ...], ...]


Block = Line | Table


def each_line(blocks: Iterable[Block]) -> Iterator[Line]:
    """All lines in reading order, those in the cells of tables too."""
    for block in blocks:
        if isinstance(block, Line):
            yield block
        else:
            yield from (line for row in block.rows for cell in row for line in cell.lines)


def with_lines(block: Block, change: Callable[[Line], Line]) -> Block:
    """A block with each of its lines changed."""
    if isinstance(block, Line):
        return change(block)
    return Table(
        tuple(
            tuple(replace(cell, lines=tuple(change(line) for line in cell.lines)) for cell in row)
            for row in block.rows
        )
    )


@dataclass(frozen=True, slots=True)
class Page:
    """A whole document or body, in reading order. `seen`: recognised in a picture, so nothing is certain."""

    blocks: tuple[Block, ...]
    seen: bool = False


def plain(text: str, mark: Mark = Mark.NONE) -> Line:
    """A line of one look."""
    return Line((Run(text, mark),) if text else ())


def cut(line: Line, start: int, end: int | None = None) -> Line:
    """The part of a line from `start` to `end` (in letters), looks kept."""
    stop = len(line.text) if end is None else end
    runs: list[Run] = []
    at = 0
    for run in line.runs:
        piece = run.text[max(start - at, 0) : max(stop - at, 0)]
        if piece:
            runs.append(Run(piece, run.mark))
        at += len(run.text)
    return Line(tuple(runs), line.depth, line.wrapped)
