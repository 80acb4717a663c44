"""Labels with an arrow behind them: "MEMBERSHIP NO ==> 0012345"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.page import Block, Line, Mark, Run, cut

_ARROW = re.compile(r"\s*(?P<label>[^\s=>-][^>]{0,140}?)\s*[=\-\N{EN DASH}\N{EM DASH}~]{1,4}>{1,2}\s*")
_FEWEST = 4  # on a page: one arrow alone may stand in a story


def without_arrows(blocks: Sequence[Block]) -> list[Block]:
    """The page with each label before an arrow as one with a colon, where it asks all its questions so."""
    found = {id(block): _ARROW.match(block.text) for block in blocks if isinstance(block, Line)}
    if sum(arrow is not None for arrow in found.values()) < _FEWEST:
        return list(blocks)
    return [
        _labelled(block, arrow) if isinstance(block, Line) and (arrow := found[id(block)]) else block
        for block in blocks
    ]


def _labelled(line: Line, arrow: re.Match[str]) -> Line:
    label = Run(f"{arrow['label'].rstrip(':')}: ", Mark.HEADING)
    said = cut(line, arrow.end()).runs
    return Line((label, *(Run(run.text, run.mark | Mark.FILLED) for run in said)), line.depth)
