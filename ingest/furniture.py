"""What a page carries besides its questions: page numbers, "please turn over", the heads and feet of every
page. None of it is anybody's answer, though it may stand in the middle of one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.page import Block, Line, Mark

_PAGE = r"(?:page|tudalen|leathanach)\s*\d{1,2}"
_OF = r"\s*(?:of|/|o|as)\s*\d{1,2}"
_SAYS_SO = re.compile(
    rf"\W*(?:{_PAGE}(?:{_OF})?|\d{{1,2}} of \d{{1,2}}|(?:please )?(?:turn (?:over|the page)|see overleaf)|"
    r"p\.?\s?t\.?\s?o\.?|(?:form )?continue[sd]? (?:overleaf|on (?:the )?(?:next|following) page)|"
    r"this page (?:is )?(?:intentionally )?(?:left )?blank|end of form|(?:strictly )?private (?:and|&) "
    r"confidential|(?:strictly )?confidential (?:when|once|if) (?:completed?|filled in))\W*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(  # "Form CW1 - Page 2 of 4"; no "see page 2" of a story
    rf"\W*{_PAGE}(?:{_OF}\b|\s*(?:[-–—|·•]|\s\s|\t)).*|.*?(?:{_PAGE}{_OF}|(?:[-–—|·•(]\s*|\s\s|\t){_PAGE})\W*",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST = 14  # words of a head or foot
_LONGEST_LINE = 150  # letters
_FEWEST = 3  # words of another beside it
_DIGITS = re.compile(r"\d+")


def without_furniture(blocks: Sequence[Block]) -> list[Block]:
    """The page without such lines: told by their words or by page numbers beside."""
    lines = [block for block in blocks if isinstance(block, Line)]
    feet = {id(line) for line in lines if _numbers(line)}
    if feet:
        shown = [block for block in blocks if not isinstance(block, Line) or block.text.strip()]
        near = {
            id(here)
            for here, other in [*zip(shown, shown[1:], strict=False), *zip(shown[1:], shown, strict=False)]
            if id(other) in feet and isinstance(here, Line) and _may_go(here)
        }
        counts = Counter(_folded(line) for line in lines if line.text.strip())
        beside = Counter(_folded(line) for line in lines if id(line) in near)
        feet |= {
            id(line)
            for line in lines
            if 1 < counts[_folded(line)] == beside[_folded(line)] and len(line.text.split()) >= _FEWEST
        }
    gone = feet | {id(line) for line in lines if _says_so(line)}
    return [block for block in blocks if id(block) not in gone]


def _says_so(line: Line) -> bool:
    return len(line.text) < _LONGEST_LINE and _may_go(line) and _SAYS_SO.fullmatch(line.text) is not None


def _numbers(line: Line) -> bool:
    """Whether a short line gives the number of its page."""
    short = len(line.text.split()) <= _LONGEST and len(line.text) < _LONGEST_LINE
    return short and _may_go(line) and _NUMBERED.fullmatch(line.text.strip()) is not None


def _may_go(line: Line) -> bool:
    """Whether nothing of a line was typed into a field of the form."""
    return not line.depth and not any(Mark.FILLED in run.mark for run in line.runs)


def _folded(line: Line) -> str:
    return _DIGITS.sub("#", " ".join(line.text.casefold().split()))
