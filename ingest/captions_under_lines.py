"""Captions in brackets below the underlined line that each is answered on, outside tables:

Ann Lee                 (underlined)
(name of the member)

Told by several of them. They are put as most forms have it, the question first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.page import Block, Cell, Line, Mark, Table, cut
from ingest.questions import asked
from ingest.wordings import Wordings

_CAPTION = re.compile(r"\s*\((?P<words>(?:[^()]|\([^()]{0,60}\)){3,100})\)\s*")
_LONGEST = 110  # letters of a caption
_FEWEST, _FEWEST_KNOWN = 4, 3  # captions of a page


def with_lines_captioned(blocks: Sequence[Block], wordings: Wordings) -> list[Block]:
    """The page with a question and its answer side by side for each such caption."""
    captions = {at: words for at, block in enumerate(blocks) if (words := _caption(block)) is not None}
    if len(captions) < _FEWEST:
        return list(blocks)
    over = {at: _underlined_above(blocks, at) for at in captions}
    known = [asked(words, wordings, sure=True) for words in captions.values()]
    answered = sum(bool(lines) for lines in over.values())
    under = sum(at + 1 < len(blocks) and _is_underlined(blocks[at + 1]) for at in captions)
    few = sum(one is not None for one in known) < _FEWEST_KNOWN or answered * 2 <= len(captions)
    if few or answered <= under:  # the last of a run says whether captions stand above their lines or below
        return list(blocks)
    gone = {at - 1 - back for at, lines in over.items() for back in range(len(lines))}
    made: list[Block] = []
    for at, block in enumerate(blocks):
        if at in captions:
            made.append(Table(((Cell(0, 0, (captions[at],)), Cell(0, 1, over[at])),)))
        elif at not in gone:
            made.append(block)
    return made


def _caption(block: Block) -> Line | None:
    """The words of a line that is in brackets from end to end."""
    if not isinstance(block, Line) or len(block.text) > _LONGEST:
        return None
    found = _CAPTION.fullmatch(block.text)
    return None if found is None else cut(block, found.start("words"), found.end("words"))


def _underlined_above(blocks: Sequence[Block], at: int) -> tuple[Line, ...]:
    """The lines right above a caption that are underlined from end to end; blanks alone are no answer."""
    found: list[Line] = []
    while at > 0:
        at -= 1
        line = blocks[at]
        if not isinstance(line, Line) or not _is_underlined(line):
            break
        found.append(line)
    return tuple(reversed(found))


def _is_underlined(block: Block) -> bool:
    if isinstance(block, Table) or not block.runs:
        return False
    return all(Mark.UNDERLINED in run.mark for run in block.runs)
