"""Where a page asks, told by its tables and lines together: what asks is made bold, or set by its answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.documents.html_cells import bold_end, halved
from ingest.documents.html_hands import questioning
from ingest.page import Block, Cell, Line, Mark, Run, Table, cut

_FEWEST_PAIRS = 6
_MOST_LINES = 4  # of a question with its hints
_DIGITS = re.compile(r"\d{4}|\d[\d /.-]{5,}\d")
_FEWEST_CUT = 4
_CLEAR = 0.2  # by which questions must be more like questions than answers are
_WORDED = re.compile(r"[\W\d]{0,6}[^\W\d_]{2}(?<![☐☑☒])")
_BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]")
_GOES_ON = re.compile(r"[/|,;.)]")


def asking(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks with their questions standing out, as far as the page's own order tells them."""
    return _answers_below(_across(_by_place(_paired(blocks))))


def _by_place(blocks: Sequence[Block]) -> Sequence[Block]:
    """Tables of pairs in which nothing is bold, with their first column so: they ask by place.

    One table of many pairs, or many tables of one.
    """
    small = [block for block in blocks if isinstance(block, Table) and len(_pairs(block)) < _FEWEST_PAIRS]
    many = _ask_by_place([row for table in small for row in _pairs(table)])
    return [
        _asking_first(block)
        if isinstance(block, Table) and ((many and block in small) or _ask_by_place(_pairs(block)))
        else block
        for block in blocks
    ]


def _across(blocks: Sequence[Block]) -> Sequence[Block]:
    """Tables in which rows of questions and of answers take turns, all in one look, with the first bold."""
    tables = [block for block in blocks if isinstance(block, Table) and _may_take_turns(block)]
    asked, given = (
        [cell.text for table in tables for row in table.rows[turn::2] for cell in row if not cell.empty]
        for turn in (0, 1)
    )
    if len(asked) < _FEWEST_PAIRS or questioning(asked) < questioning(given) + _CLEAR:
        return blocks
    return [_first_rows_bold(block) if block in tables else block for block in blocks]


def _may_take_turns(table: Table) -> bool:
    widths = {len(row) for row in table.rows}
    plain = not any(_bold(cell) for row in table.rows for cell in row)
    return plain and len(widths) == 1 and min(widths) > 2 and len(table.rows) % 2 == 0


def _first_rows_bold(block: Block) -> Block:
    if isinstance(block, Line):
        return block
    return Table(
        tuple(tuple(map(_made_bold, row)) if at % 2 == 0 else row for at, row in enumerate(block.rows))
    )


def _pairs(table: Table) -> list[Sequence[Cell]]:
    return [row for row in table.rows if len(row) == 2 and not _heads(row)]


def _ask_by_place(pairs: Sequence[Sequence[Cell]]) -> bool:
    bold = any(_bold(cell) for row in pairs for cell in row)
    return not bold and len(pairs) >= _FEWEST_PAIRS and all(_may_ask(row[0]) for row in pairs)


def _asking_first(table: Table) -> Table:
    rows = ((_made_bold(row[0]), row[1]) if len(row) == 2 and not _heads(row) else row for row in table.rows)
    return Table(tuple(rows))


def _paired(blocks: Sequence[Block]) -> Sequence[Block]:
    """Tables of two cells, one below the other, made a question beside its answer, where many are such."""
    pairs = [block for block in blocks if _is_pair(block)]
    if len(pairs) < _FEWEST_PAIRS:
        return blocks
    return [_beside(block) if _is_pair(block) else block for block in blocks]


def _is_pair(block: Block) -> bool:
    return isinstance(block, Table) and [len(row) for row in block.rows] == [1, 1]


def _beside(block: Block) -> Block:
    if isinstance(block, Line):
        return block
    (asked,), (answer,) = block.rows
    return Table(((asked, replace(answer, row=0, column=asked.column + asked.width)),))


def _answers_below(blocks: Sequence[Block]) -> Sequence[Block]:
    """Lines that begin with a bold question cut in two, where many do: the answer has its own line."""
    cuts = {at: end for at, block in enumerate(blocks) if (end := _bold_end(block))}
    if len(cuts) < _FEWEST_CUT:
        return blocks
    made: list[Block] = []
    for at, block in enumerate(blocks):
        if isinstance(block, Line) and at in cuts:
            asked, answer = halved(block, cuts[at])
            made += [asked, replace(answer, wrapped=False)]
        else:
            made.append(block)
    return made


def _bold_end(block: Block) -> int:
    """Where the question ends that a line begins with; 0 if there is none or nothing stands behind it."""
    if isinstance(block, Table):
        return 0
    at = bold_end(block)
    head, rest = block.text[:at].strip(), block.text[at:].strip()
    hint = cut(block, at)
    if hint.all_marked(Mark.ITALIC) or hint.all_marked(Mark.FAINT) or _BRACKETED.fullmatch(rest):
        return 0
    asks = bool(_WORDED.match(head)) and (head.endswith((":", "?")) or not _GOES_ON.match(rest))
    return at if rest and asks else 0


def _heads(row: Sequence[Cell]) -> bool:
    return all(_bold(cell) for cell in row)


def _bold(cell: Cell) -> bool:
    return any(Mark.BOLD in run.mark for line in cell.lines for run in line.runs if run.text.strip())


def _may_ask(cell: Cell) -> bool:
    lines = [line.text for line in cell.lines if line.text.strip()]
    return len(lines) < _MOST_LINES and not any("@" in line or _DIGITS.search(line) for line in lines)


def _made_bold(cell: Cell) -> Cell:
    first, *rest = cell.lines or (Line(),)
    runs = tuple(Run(run.text, run.mark | Mark.BOLD) for run in first.runs)
    return replace(cell, lines=(replace(first, runs=runs), *rest))
