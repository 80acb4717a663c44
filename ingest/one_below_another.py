"""Two people's forms in one document, one below the other, as when a colleague's is pasted under one's own.

The second would be lost, for each question is answered once in a form. A page is taken apart where it begins
again: a line it began with comes again, and after it most of what was printed before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.page import Block, Line, Page

_FIRST = 3  # lines: with one of them a form begins
_FEWEST = 8  # printed lines that come again
_SHARE = 0.6  # of what stands below, in what stands above
_MOST = 6  # forms in one document
_MOST_TRIED = 30  # lines that may begin one: a page may say the same thousands of times


def forms_of(page: Page) -> list[Page]:
    """The page as parts that each begin as it does; the whole page alone where it begins but once."""
    printed = [_printed(block) for block in page.blocks]
    worded = [at for at, keys in enumerate(printed) if keys]
    heads = {printed[at][0] for at in worded[:_FIRST]}
    starts = worded[:1]
    for at in [at for at in worded[1:] if printed[at][0] in heads][:_MOST_TRIED]:
        if len(starts) < _MOST and _again(_all(printed[starts[-1] : at]), _all(printed[at:])):
            starts.append(at)
    if len(starts) < 2:
        return [page]
    ends = [*starts[1:], len(page.blocks)]
    return [Page(page.blocks[start:end], page.seen) for start, end in zip(starts, ends, strict=True)]


def _again(above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether what stands below is printed as what stands above, but for the answers."""
    there = set(above)
    here = below[: len(above) + _FEWEST]
    common = sum(key in there for key in here)
    return common >= _FEWEST and common >= _SHARE * min(len(here), len(there))


def _all(printed: Sequence[tuple[str, ...]]) -> list[str]:
    return [key for keys in printed for key in keys]


def _printed(block: Block) -> tuple[str, ...]:
    """What is printed in a line, or in the cells of a table: an answer stands behind it or beside."""
    lines = (
        [block]
        if isinstance(block, Line)
        else [line for row in block.rows for cell in row for line in cell.lines]
    )
    heads = (re.split(r"[:\t]|__|\.\.", line.text, maxsplit=1)[0] or line.text for line in lines)
    return tuple(key for head in heads if (key := " ".join(head.casefold().split())))
