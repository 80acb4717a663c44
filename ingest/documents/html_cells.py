"""The cells of an HTML table, and a column of questions over their answers as two columns side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.page import Block, Line, Mark, Table, cut

_FEWEST_ASKED = 3
_MOSTLY = 0.7  # of the questions
_MOST_ROWS = 3  # of an answer below its question


@dataclass(frozen=True, slots=True)
class Box:
    """A cell as it was read: its first column, how many columns, and what stands in it."""

    column: int
    width: int
    blocks: Sequence[Block] = ()
    below: bool = False
    spacer: bool = False  # so narrow and so bare that it can only be a margin

    @property
    def empty(self) -> bool:
        """Whether nothing is written in it."""
        return not any(isinstance(block, Table) or block.text.strip() for block in self.blocks)

    @property
    def nests(self) -> bool:
        """Whether a table stands in it."""
        return any(isinstance(block, Table) for block in self.blocks)


def side_by_side(rows: Sequence[Sequence[Box]]) -> Sequence[Sequence[Box]]:
    """The rows; where a table has one column, each bold question beside the answer that stood below it.

    In the same cell, or in the next rows: what is asked and not answered then shows as clearly as in a table
    of two columns. Cells that hold "**Name:** Ann", side by side, are cut in two as well.
    """
    if any(len(row) != 1 for row in rows):
        return _cells_cut(rows)
    boxes = [row[0] for row in rows]
    cut = [_question_end(box.blocks) for box in boxes]
    if sum(map(bool, cut)) >= max(_FEWEST_ASKED, _MOSTLY * len(boxes)):
        return [
            [Box(0, 1, box.blocks[:end]), Box(1, 1, box.blocks[end:])] if end else [box]
            for box, end in zip(boxes, cut, strict=True)
        ]
    return _rows_paired(boxes) or rows


def _cells_cut(rows: Sequence[Sequence[Box]]) -> Sequence[Sequence[Box]]:
    """Each cell that begins with a bold question, and goes on with its answer in that line, as two cells."""
    boxes = [box for row in rows for box in row if not box.empty]
    asking = sum(0 < bold_end(line) < len(line.text) for line in map(_first, boxes))
    if asking < max(_FEWEST_ASKED, _MOSTLY * len(boxes)) or any(box.nests for box in boxes):
        return rows
    return [[half for box in row for half in _halves(box)] for row in rows]


def _halves(box: Box) -> list[Box]:
    line, rest = _first(box), list(box.blocks[1:])
    end = bold_end(line)
    if not end:
        return [Box(2 * box.column, 2 * box.width, box.blocks, box.below)]
    asked, answer = halved(line, end)
    return [
        Box(2 * box.column, 1, (asked,)),
        Box(2 * box.column + 1, 2 * box.width - 1, [*([answer] if answer.text.strip() else []), *rest]),
    ]


def _first(box: Box) -> Line:
    first = box.blocks[0] if box.blocks else Line()
    return first if isinstance(first, Line) else Line()


def halved(line: Line, end: int) -> tuple[Line, Line]:
    """The line cut in two there, without the space between."""
    head, rest = line.text[:end].rstrip(), line.text[end:].lstrip()
    return cut(line, 0, len(head)), cut(line, len(line.text) - len(rest))


def bold_end(line: Line) -> int:
    """Where the bold words end that a line begins with; 0 if it begins with none."""
    at = 0
    for run in line.runs:
        if Mark.BOLD not in run.mark and run.text.strip():
            break
        at += len(run.text)
    return at if line.text[:at].strip() else 0


def _question_end(blocks: Sequence[Block]) -> int:
    """How many lines at the beginning of a cell are bold, if others follow and none of those is."""
    lines = [block for block in blocks if isinstance(block, Line)]
    end = next((at for at, line in enumerate(lines) if not line.all_marked(Mark.BOLD)), 0)
    rest = [line for line in lines[end:] if line.runs]
    return end if rest and not any(line.all_marked(Mark.BOLD) for line in rest) else 0


def _explains(line: Line) -> bool:
    return line.all_marked(Mark.FAINT) or line.all_marked(Mark.ITALIC)


def _rows_paired(boxes: Sequence[Box]) -> list[list[Box]]:
    """Each row that asks with the rows below it that do not; none unless nearly all questions have some."""
    starts = [at for at, box in enumerate(boxes) if _asks(box)]
    ends = [*starts[1:], len(boxes)][: len(starts)]
    below = [end - start - 1 for start, end in zip(starts, ends, strict=True)]
    paired = sum(0 < count <= _MOST_ROWS for count in below)
    if not starts or paired < max(_FEWEST_ASKED, _MOSTLY * len(starts)):
        return []
    made = [[box] for box in boxes[: starts[0]]]
    for start, end in zip(starts, ends, strict=True):
        answer = [block for box in boxes[start + 1 : end] for block in box.blocks]
        asked = Box(0, 1, boxes[start].blocks)
        made.append([asked, Box(1, 1, answer)] if end > start + 1 else [boxes[start]])
    return made


def _asks(box: Box) -> bool:
    """Whether a cell is bold, hints aside."""
    lines = [block for block in box.blocks if isinstance(block, Line) and block.runs]
    return (
        bool(lines)
        and not box.nests
        and lines[0].all_marked(Mark.BOLD)
        and all(line.all_marked(Mark.BOLD) or _explains(line) for line in lines)
    )
