"""A table of nothing but options, each marked inside its own cell: by a sign beside it, or by its look.

"X  Absence | Conduct | Pay ✓" is no table of questions. It is put as options behind boxes, all in one cell,
whether or not anybody marked one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.answers import CHOICES
from ingest.consent import says_yes_or_no
from ingest.page import OFF, ON, Block, Cell, Line, Mark, Table, plain
from ingest.ticks import value_of
from ingest.wordings import Wordings

_SIGN = r"[xX✓✔✗✘☑☒*→➔►]|\[[xX✓]\]|\([xX✓]\)|->|=>"
_BEFORE = re.compile(rf"\s*(?:{_SIGN})[\s:.-]+(?=\S)")
_BEHIND = re.compile(rf"(?<=\S)\s+(?:{_SIGN}|<-+|←)\s*\Z")
_LOOKS = (Mark.HIGHLIGHTED, Mark.UNDERLINED, Mark.BOLD)
_BOX = re.compile(r"[☐☒□■]|\[\s*\]")
_WORDED = re.compile(r"[^\W\d_]{3}")
_FEWEST = 4  # options
_LONGEST = 8  # words of one


def with_grids_told(blocks: Sequence[Block], wordings: Wordings) -> list[Block]:
    """The page with each such table as one cell of options behind boxes, ticked where they are marked."""
    return [_told(block, wordings) if isinstance(block, Table) else block for block in blocks]


def _told(table: Table, wordings: Wordings) -> Table:
    cells = [cell for row in table.rows for cell in row if not cell.empty and not cell.below]
    columns = max((len(row) for row in table.rows), default=0)
    if columns < 2 or not _all_options(cells, wordings):
        return table
    signed = [_bare(cell.text) != cell.text.strip() for cell in cells]
    chosen = signed if any(signed) else _standing_out(cells)
    lines = tuple(
        plain(f"{ON if on else OFF} {_bare(cell.text)}", _struck(cell))
        for cell, on in zip(cells, chosen, strict=True)
    )
    return Table(((replace(cells[0], lines=lines, width=columns),),))


def _all_options(cells: Sequence[Cell], wordings: Wordings) -> bool:
    """Whether each cell is as short as an option, and most are options of one choice that we know."""
    if len(cells) < _FEWEST or any(_no_option(cell) for cell in cells):
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
        or says_yes_or_no(cell.text) is not None
        or len(cell.text.split()) > _LONGEST
        or cell.text.rstrip().endswith((":", "?", "."))
    )


def _bare(text: str) -> str:
    """An option without the sign that marks it."""
    return _BEHIND.sub("", _BEFORE.sub("", text)).strip()


def _standing_out(cells: Sequence[Cell]) -> list[bool]:
    """Which of them look otherwise than most: nobody marks half of a list."""
    for look in _LOOKS:
        marked = [_line(cell).all_marked(look) for cell in cells]
        if 0 < sum(marked) * 2 < len(cells):
            return marked
    return [False] * len(cells)


def _struck(cell: Cell) -> Mark:
    return Mark.STRUCK if _line(cell).all_marked(Mark.STRUCK) else Mark.NONE


def _line(cell: Cell) -> Line:
    return next(line for line in cell.lines if line.text.strip())
