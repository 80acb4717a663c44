"""Labels side by side on one line with their answers side by side on the next, as forms printed in boxes come
out of a PDF: "Name <tab> Membership number" above "Ann Lee <tab> 0012345".

Told apart by tabs, and in tables by cells too. A row of labels is told by what it asks; a page must have
several. Labels that stand alone on such a page are made alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from ingest.choices import boxed
from ingest.page import Block, Cell, Line, Mark, Run, Table, cut
from ingest.questions import asked
from ingest.wordings import Wordings

_FEWEST = 2  # rows of labels
_LONGEST_LABEL = 7  # words


@dataclass(frozen=True, slots=True)
class _Row:
    """A line, or a row of a table: the pieces between its tabs by the column of their cell."""

    block: Block
    pieces: Mapping[int, Sequence[Line]]
    cells: tuple[Cell, ...] = ()

    @property
    def all(self) -> list[Line]:
        return [piece for pieces in self.pieces.values() for piece in pieces]

    @property
    def tabbed(self) -> bool:
        return any(len(pieces) > 1 for pieces in self.pieces.values())


def told_below(blocks: Sequence[Block], wordings: Wordings) -> list[Block]:
    """The page with each such pair of rows as lines of one label and its answer."""
    if sum("\t" in block.text.strip() for block in blocks if isinstance(block, Line)) < _FEWEST:
        return list(blocks)
    rows = list(_rows(blocks))
    heads = {at for at in range(len(rows) - 1) if _is_head(rows[at], rows[at + 1], wordings)}
    outside = {at for at in heads if not rows[at].cells and not rows[at + 1].cells and rows[at + 1].pieces}
    tabbed = [at for at, row in enumerate(rows) if row.tabbed and not row.cells and not boxed(row.all)]
    answered = {at + 1 for at in heads}
    if len(outside) < _FEWEST or sum(at in heads | answered for at in tabbed) * 3 < len(tabbed) * 2:
        return list(blocks)
    made: list[Block] = []
    kept: list[tuple[Cell, ...]] = []  # rows of a table that goes on
    answers = False
    for at, row in enumerate(rows):
        if answers:
            answers = False
            continue
        told = list(_paired(row, rows[at + 1])) if at in heads else _alone(row, wordings)
        if kept and (told or row.block is not rows[at - 1].block):
            made.append(Table(tuple(kept)))
            kept = []
        if told:
            made.extend(told)
            answers = at in heads and bool(rows[at + 1].pieces)
        elif isinstance(row.block, Table):
            kept.append(row.cells)
        else:
            made.append(row.block)
    return [*made, Table(tuple(kept))] if kept else made


def _rows(blocks: Sequence[Block]) -> Iterator[_Row]:
    for block in blocks:
        if isinstance(block, Line):
            yield _Row(block, {0: found} if (found := _pieces(block)) else {})
            continue
        for cells in block.rows:
            found_in = {cell.column: [one for line in cell.lines for one in _pieces(line)] for cell in cells}
            yield _Row(block, {at: pieces for at, pieces in found_in.items() if pieces}, cells)


def _pieces(line: Line) -> list[Line]:
    found = [match.span() for match in re.finditer(r"[^\t]+", line.text)]
    return [cut(line, start, end) for start, end in found if line.text[start:end].strip()]


def _is_head(row: _Row, below: _Row, wordings: Wordings) -> bool:
    """Whether a row holds labels alone, most of them known, and the one below as many answers or none."""
    labels = row.all
    if len(labels) < 2 or any(boxed([piece]) or not _may_ask(piece) for piece in labels):
        return False
    known = [asked(piece, wordings, sure=True) for piece in labels]
    asks = [one is not None and one.rest is None for one in known]
    if sum(asks) * 2 <= len(labels) or any(one is not None and one.rest is not None for one in known):
        return False
    if any(one is not None and one.exact for one in (asked(each, wordings, sure=True) for each in below.all)):
        return False
    if not below.pieces or row.cells:
        return not below.pieces or bool(below.cells)
    if below.cells:
        return len(below.all) == len(labels)
    theirs = [one is not None and one.fields == ("ignored",) for one in known]
    fewest = max((at + 1 for at, ignored in enumerate(theirs) if not ignored), default=0)
    return fewest <= len(below.all) <= len(labels)


def _may_ask(piece: Line) -> bool:
    text = re.sub(r"\([^()]*\)", " ", piece.text)
    return len(text.split()) <= _LONGEST_LABEL and re.search(r"\d|@|\.\s*$", text) is None


def _paired(row: _Row, below: _Row) -> Iterator[Line]:
    """The labels of a row, each with its answer; where a cell has fewer answers than labels, with none."""
    for column, labels in row.pieces.items():
        answers = below.pieces.get(column, ()) if row.cells else below.all
        if row.cells and len(answers) != len(labels):
            answers = ()
        for label, answer in zip_longest(labels, answers[: len(labels)]):
            yield _labelled(label, answer)


def _alone(row: _Row, wordings: Wordings) -> list[Line]:
    """A label that stands alone in its row."""
    labels = row.all
    if len(labels) != 1 or boxed(labels) or labels[0].all_marked(Mark.BOLD):
        return []
    if not _may_ask(labels[0]) and not labels[0].text.rstrip().endswith("?"):
        return []
    question = asked(labels[0], wordings, sure=True)
    return [_labelled(labels[0], None)] if question is not None and question.rest is None else []


def _labelled(label: Line, answer: Line | None) -> Line:
    words = label.text.strip()
    heading = Run(f"{words} " if words.endswith(("?", ":")) else f"{words}: ", Mark.HEADING)
    said = () if answer is None else tuple(Run(run.text, run.mark | Mark.FILLED) for run in answer.runs)
    return Line((heading, *said))
