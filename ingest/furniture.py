"""What a page carries besides its questions: the numbers of its pages. They are nobody's answer, though they
may stand in the middle of one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ingest.page import Block, Line, Mark

_PAGE = r"(?:page|tudalen|leathanach)\s*\d{1,2}"
_OF = r"\s*(?:of|/|o|as)\s*\d{1,2}"
_BARE = re.compile(rf"\W{{0,3}}{_PAGE}(?:{_OF})?\W{{0,3}}", re.IGNORECASE)
_NUMBERED = re.compile(rf"\b{_PAGE}\b", re.IGNORECASE)
_LONGEST = 14  # words of a head or foot
_LONGEST_LINE = 150  # letters
_DIGITS = re.compile(r"\d+")


def without_furniture(blocks: Sequence[Block]) -> list[Block]:
    """The page without such lines: a number alone, or the same words again with other numbers. "See page 2"
    in a story is said once."""
    alike: dict[str, set[str]] = defaultdict(set)
    for block in blocks:
        if isinstance(block, Line) and _may_go(block) and _NUMBERED.search(block.text):
            alike[_folded(block)].add(" ".join(block.text.split()))
    return [block for block in blocks if not (isinstance(block, Line) and _is_foot(block, alike))]


def _is_foot(line: Line, alike: dict[str, set[str]]) -> bool:
    if not _may_go(line) or not _NUMBERED.search(line.text):
        return False
    return _BARE.fullmatch(line.text.strip()) is not None or len(alike[_folded(line)]) > 1


def _may_go(line: Line) -> bool:
    """Whether a line is short, and nothing of it was typed into a field of the form."""
    short = len(line.text) < _LONGEST_LINE and len(line.text.split()) <= _LONGEST
    return short and not line.depth and not any(Mark.FILLED in run.mark for run in line.runs)


def _folded(line: Line) -> str:
    return _DIGITS.sub("#", " ".join(line.text.casefold().split()))
