"""What only a whole HTML page tells: which greys are hints, which lines go on, which table heads a letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.documents.html_asking import asking
from ingest.documents.text import wraps
from ingest.page import Block, Cell, Line, Mark, Run, Table, each_line, with_lines

_HEADERS = re.compile(r"\W*(?:from|sent|date|to|cc|bcc|subject|reply-to|organi[sz]ation)\W*", re.IGNORECASE)
_FEWEST_HEADERS = 3
_RULE = re.compile(r"\W*[-_=*]{2,}\W*")
_MACHINE = re.compile(r"\W*(?:(?:page|site) ur[il]|user agent|(?:remote )?ip\b|powered by)", re.IGNORECASE)
_SERVICE = re.compile(
    r"\W*(?:date|time|(?:page|site|form|entry|submission|user|remote|ip|powered|sent|submitted)\b)",
    re.IGNORECASE,
)
_LONGEST_FOOTER = 12  # lines
_MUCH_GREY = 0.35  # of all letters: a page set in grey, not a page with hints in grey
_HINT_AT_MOST = 0.5  # of the answer cells


def settled(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with what the page as a whole tells of them."""
    pieces = [piece for block in blocks for piece in _letter_head(block)]
    kept = asking(_without_footer(pieces))
    if _is_grey_page(kept):
        kept = [with_lines(block, _dark) for block in kept]
    width = max(
        (len(line.text) for line in each_line(kept) if line.wrapped and len(line.text) <= 80), default=0
    )
    before = Line()
    for block in kept:
        if isinstance(block, Table):
            yield with_lines(block, lambda line: replace(line, wrapped=False))
            before = Line()
            continue
        goes_on = block.wrapped and before.depth == block.depth and wraps(before.text, block.text, width)
        yield replace(block, wrapped=goes_on)
        before = block


def _letter_head(block: Block) -> list[Block]:
    """The lines of a table that only holds From, Date and Subject of a letter passed on."""
    if isinstance(block, Line) or len(block.rows) < _FEWEST_HEADERS:
        return [block]
    if not all(len(row) == 2 and _HEADERS.fullmatch(row[0].text.strip()) for row in block.rows):
        return [block]
    lines = (f"{row[0].text.strip(' :')}: {' '.join(row[1].text.split())}" for row in block.rows)
    depth = max((line.depth for row in block.rows for cell in row for line in cell.lines), default=0)
    return [Line((Run(text),), depth) for text in lines]


def _without_footer(blocks: Sequence[Block]) -> Sequence[Block]:
    """The page without what a form service adds below a rule: when it came, from which page and machine."""
    for at, block in enumerate(blocks):
        if isinstance(block, Line) and _RULE.fullmatch(block.text):
            below = [
                one.text if isinstance(one, Line) else "" for one in blocks[at + 1 :] if not _is_empty(one)
            ]
            named = sum(bool(_SERVICE.match(text)) for text in below)
            if len(below) <= _LONGEST_FOOTER and named == len(below) and any(map(_MACHINE.match, below)):
                return blocks[:at]
    return blocks


def _is_empty(block: Block) -> bool:
    return isinstance(block, Line) and not block.runs


def _is_grey_page(blocks: Sequence[Block]) -> bool:
    """Whether grey is the colour of the page's own text or of its answers, not of its hints."""
    runs = [run for line in each_line(blocks) for run in line.runs if not _typed(run)]
    grey = sum(len(run.text) for run in runs if Mark.FAINT in run.mark)
    if not grey:
        return False
    beside = [cell for cell in _answer_cells(blocks) if not cell.empty]
    hints = [cell for cell in beside if all(_all_grey(line) for line in cell.lines if line.text.strip())]
    much = grey > _MUCH_GREY * sum(len(run.text) for run in runs)
    return much or (len(beside) > 1 and len(hints) > _HINT_AT_MOST * len(beside))


def _answer_cells(blocks: Sequence[Block]) -> Iterator[Cell]:
    for block in blocks:
        if isinstance(block, Table):
            yield from (cell for row in block.rows for cell in row[1:])


def _all_grey(line: Line) -> bool:
    return all(Mark.FAINT in run.mark and not _typed(run) for run in line.runs if run.text.strip())


def _typed(run: Run) -> bool:
    return Mark.FILLED in run.mark


def _dark(line: Line) -> Line:
    runs = (run if _typed(run) else Run(run.text, run.mark & ~Mark.FAINT) for run in line.runs)
    return replace(line, runs=tuple(runs))
