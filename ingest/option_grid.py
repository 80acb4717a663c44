"""A table of nothing but options, each marked inside its own cell: by a sign beside it, or by its look.

"X  Absence | Conduct | Pay ✓" is no table of questions. It is put as options behind boxes, all in one cell,
whether or not anybody marked one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.answers import CHOICES
from ingest.match_grid import answers_mark
from ingest.page import OFF, ON, Block, Cell, Line, Mark, Table, plain
from ingest.ticks import value_of
from ingest.wordings import Wordings

_SIGN = r"[xX✓✔✗✘☑☒*→➔►]|\[[xX✓]\]|\([xX✓]\)|->|=>"
_BEFORE = re.compile(rf"\s*(?:{_SIGN})[\s:.-]+(?=\S)")
_BEHIND = re.compile(rf"(?<=\S)\s+(?:{_SIGN}|<-+|←)\s*\Z")
_CROSSED = re.compile(r"^\s*[\[(]?[xX✗✘☒](?![^\W_])|\s[xX✗✘☒]\s*\Z")
_POINTS = re.compile(r"\s*(?:[*→➔►]|->|=>)")
_LOOKS = (Mark.HIGHLIGHTED, Mark.UNDERLINED, Mark.BOLD)
_BOX = re.compile(r"[☐☒□■]|\[\s*\]")
_WORDED = re.compile(r"[^\W\d_]{3}")
_FEWEST = 4  # options
_LONGEST = 8  # words of one


def with_grids_told(blocks: Sequence[Block], wordings: Wordings) -> list[Block]:
    """The page with each such table as one cell of options behind boxes, ticked where they are marked."""
    return [_told(block, wordings) if isinstance(block, Table) else block for block in blocks]


def _told(table: Table, wordings: Wordings) -> Table:
    cells = [cell for row in _worded(table) for cell in row]
    columns = max((len(row) for row in table.rows), default=0)
    if columns < 2 or not _all_options(cells, wordings):
        return table
    signed = [_bare(cell.text) != cell.text.strip() for cell in cells]
    chosen = _by_signs(cells, signed) if any(signed) else _standing_out(table)
    struck = [_line(cell).all_marked(Mark.STRUCK) for cell in cells]
    out = Mark.STRUCK if sum(struck) * 2 > len(cells) else Mark.NONE  # one struck out chooses no other
    lines = tuple(
        plain(f"{ON if on and not gone else OFF} {_bare(cell.text)}", out if gone else Mark.NONE)
        for cell, on, gone in zip(cells, chosen, struck, strict=True)
    )
    return Table(((replace(cells[0], lines=lines, width=columns),),))


def _all_options(cells: Sequence[Cell], wordings: Wordings) -> bool:
    """Whether each cell is as short as an option, and most are options of one choice that we know."""
    if len(cells) < _FEWEST or any(_no_option(cell) or _asks(cell, wordings) for cell in cells):
        return False
    words = [_bare(cell.text) for cell in cells]
    known = (
        len({value for word in words if (value := value_of(choice, word, wordings)) not in (None, "other")})
        for choice in CHOICES & wordings.options.keys()
    )
    return any(count >= _FEWEST and count * 2 > len(cells) for count in known)


def _no_option(cell: Cell) -> bool:
    told = [line for line in cell.lines if line.text.strip()]
    return (
        len(told) != 1
        or _BOX.search(cell.text) is not None
        or not _WORDED.search(cell.text)  # a mark in a cell of its own: marks_beside.py
        or answers_mark(cell)
        or "@" in cell.text
        or len(cell.text.split()) > _LONGEST
        or cell.text.rstrip().endswith((":", "?", "."))
    )


def _bare(text: str) -> str:
    """An option without the sign that marks it."""
    return _BEHIND.sub("", _BEFORE.sub("", text)).strip()


def _asks(cell: Cell, wordings: Wordings) -> bool:
    """Whether a cell asks for something else: what stands beside it answers, and is no option."""
    known = wordings.exact(cell.text)
    return (
        known is not None
        and known.field not in (*CHOICES, "ignored")
        and not any(value_of(choice, cell.text, wordings) for choice in CHOICES & wordings.options.keys())
    )


def _by_signs(cells: Sequence[Cell], signed: Sequence[bool]) -> Sequence[bool]:
    """Those with a sign; none where all have one, as bullets are, and where ticks and crosses beside most of
    them may say yes and no."""
    crossed = sum(_CROSSED.search(cell.text) is not None for cell in cells)
    several = 0 < crossed < sum(signed)
    pointing = any(_POINTS.match(cell.text) for cell in cells)
    unclear = all(signed) or several or (pointing and sum(signed) * 2 > len(cells))
    return [False] * len(cells) if unclear else signed


def _standing_out(table: Table) -> list[bool]:
    """Which of them look otherwise than most: nobody marks half of a list, and a whole row or column is its
    heading."""
    rows = _worded(table)
    for look in _LOOKS:
        marked = [[_line(cell).all_marked(look) for cell in row] for row in rows]
        flat = [on for row in marked for on in row]
        if 0 < sum(flat) * 2 < len(flat):
            heads = any(len(row) > 1 and all(row) for row in marked) or all(row[0] for row in marked)
            return [False] * len(flat) if heads else flat
    return [False] * sum(map(len, rows))


def _worded(table: Table) -> list[list[Cell]]:
    rows = [[cell for cell in row if not cell.empty and not cell.below] for row in table.rows]
    return [row for row in rows if row]


def _line(cell: Cell) -> Line:
    return next(line for line in cell.lines if line.text.strip())
