"""What is printed on a form, cut into pieces that can be found again on a returned one.

A piece is a question, an option, a hint, a heading: words between tick boxes, tabs, wide gaps, dotted lines
and line ends. Pieces are compared by their words alone, so that another font, a wrapped line or a ticked box
changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.page import Line, Page, Table

_BREAK = re.compile(
    r"(?P<box>[☐☑☒✅🗹🗵✔✓✗✘🗸□■◻◼⬜⬛❏❑▢○◯◉●⊠]\ufe0f?|[\[(]\s*[xX✓✔]?\s*[\])])"
    r"|(?P<gap>\t|\s{3,}|_{2,}|\.{4,}|(?<=\s)\.{3}(?=\s|$)|…{2,}|(?<=\s)…)"
)
_WORD = re.compile(r"[^\W_]+(?:['’`ʼ][^\W_]+)*")
_APOSTROPHES = re.compile("['’`ʼ‘]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands: block of the page, row and cell of the table (-1 outside tables), line in it."""

    block: int
    row: int = -1
    cell: int = -1
    line: int = 0

    @property
    def box(self) -> tuple[int, int, int]:
        """The cell it is in; one value for all loose lines."""
        return (self.block, self.row, self.cell) if self.row >= 0 else (-1, -1, -1)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a line from `start` to `end` (in letters), and whether a tick box stands right before or
    behind them; `gap`: a place to write on begins behind them."""

    start: int
    end: int
    text: str
    box_before: bool = False
    box_behind: bool = False
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is compared, and where it stands in its line."""

    text: str
    start: int
    end: int


def placed_lines(page: Page) -> Iterator[tuple[Place, Line]]:
    """Every line of a page in reading order, with its place; an empty cell has none."""
    for at, block in enumerate(page.blocks):
        if isinstance(block, Table):
            for row, cells in enumerate(block.rows):
                for column, cell in enumerate(cells):
                    for number, line in enumerate(cell.lines):
                        yield Place(at, row, column, number), line
        else:
            yield Place(at), block


def words_in(text: str) -> list[Word]:
    """The words of a line: small letters, apostrophes and accents evened out; marks of ticking are none."""
    return [Word(folded(found.group()), *found.span()) for found in _WORD.finditer(_without_boxes(text))]


def folded(word: str) -> str:
    """A word as it is compared."""
    return _APOSTROPHES.sub("", unicodedata.normalize("NFKC", word).casefold())


def key_of(text: str) -> tuple[str, ...]:
    """The words of a piece, as they are compared."""
    return tuple(word.text for word in words_in(text))


def _without_boxes(text: str) -> str:
    """The same number of letters, with those of tick boxes blanked: the x in "[x]" is no word."""
    return _BREAK.sub(lambda found: " " * len(found.group()), text)


def pieces_of(text: str) -> list[Piece]:
    """The pieces of a line, from left to right."""
    found = list(_BREAK.finditer(text))
    edges = [0, *(edge for one in found for edge in one.span()), len(text)]
    pieces: list[Piece] = []
    for at in range(0, len(edges), 2):
        start, end = edges[at], edges[at + 1]
        if not _WORD.search(text, start, end):
            continue
        before = found[at // 2 - 1] if at else None
        behind = found[at // 2] if at // 2 < len(found) else None
        pieces.append(
            Piece(
                start,
                end,
                text[start:end].strip(),
                before is not None and before["box"] is not None,
                behind is not None and behind["box"] is not None,
                behind is not None and behind["gap"] is not None,
            )
        )
    return pieces


def has_box(text: str) -> bool:
    """Whether there is a tick box in a text; a bare "x" is none."""
    return any(found["box"] is not None for found in _BREAK.finditer(text))


def boxes_first(pieces: Sequence[Piece]) -> bool:
    """Whether the boxes of a line belong to the words behind them."""
    return bool(pieces) and pieces[-1].box_before and not pieces[-1].box_behind
