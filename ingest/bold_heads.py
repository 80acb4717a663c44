"""Bold labels side by side on one line, with their answers side by side on the next, or with none:

**Electronic signature    Date**
A Deshmukh                29/06/2026

On a page whose questions are bold such a line holds no answer; one pair of lines is enough to tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.choices import boxed
from ingest.page import Block, Line, Mark, Run, cut
from ingest.questions import asked
from ingest.wordings import Wordings

_FEWEST = 3  # bold lines of a page that ask
_LONGEST_LABEL = 6  # words
_UNASKED = "Address: "  # what nobody knows asks for something that is not kept


def with_heads_told(blocks: Sequence[Block], wordings: Wordings) -> list[Block]:
    """The page with each such pair of lines as lines of one label and its answer."""
    heads = [at for at, block in enumerate(blocks) if isinstance(block, Line) and _labels(block, wordings)]
    if not heads or _bold_questions(blocks, wordings) < _FEWEST:
        return list(blocks)
    made: list[Block] = []
    until = 0  # where the answers that have been told end
    for at, block in enumerate(blocks):
        if at < until:
            continue
        if at not in heads or not isinstance(block, Line):
            made.append(block)
            continue
        labels = _labels(block, wordings)
        below = next((one for one in range(at + 1, len(blocks)) if not _blank(blocks[one])), at)
        line = blocks[below]
        answers = _answers(line, len(labels)) if isinstance(line, Line) and below > at else []
        until = below + 1 if answers else 0
        made.extend(_told(labels, answers, wordings))
    return made


def _blank(block: Block) -> bool:
    return isinstance(block, Line) and not block.text.strip()


def _bold_questions(blocks: Sequence[Block], wordings: Wordings) -> int:
    bold = [block for block in blocks if isinstance(block, Line) and block.all_marked(Mark.BOLD)]
    return sum("\t" not in line.text and asked(line, wordings, sure=True) is not None for line in bold)


def _pieces(line: Line) -> list[Line]:
    found = [match.span() for match in re.finditer(r"[^\t]+", line.text)]
    return [cut(line, start, end) for start, end in found if line.text[start:end].strip()]


def _labels(line: Line, wordings: Wordings) -> list[Line]:
    """The labels of a wholly bold line with tabs, the first of which at least is known word for word."""
    if "\t" not in line.text.strip() or not line.all_marked(Mark.BOLD) or boxed([line]):
        return []
    pieces = _pieces(line)
    if any(len(one.text.split()) > _LONGEST_LABEL or re.search(r"[\d@:]", one.text) for one in pieces):
        return []
    known = [asked(one, wordings, sure=True) for one in pieces]
    first = known[0]
    return pieces if len(pieces) > 1 and first is not None and first.exact and first.rest is None else []


def _answers(line: Line, count: int) -> list[Line]:
    """As many answers as there are labels, none of them in bold; empty for any other line."""
    pieces = _pieces(line)
    plain = not any(piece.all_marked(Mark.BOLD) for piece in pieces) and not boxed(pieces)
    return pieces if plain and len(pieces) == count else []


def _told(labels: Sequence[Line], answers: Sequence[Line], wordings: Wordings) -> Iterator[Line]:
    for at, label in enumerate(labels):
        known = asked(label, wordings, sure=True)
        words = _UNASKED if known is None else f"{label.text.strip().rstrip(':')}: "
        said = tuple(Run(run.text, run.mark | Mark.FILLED) for run in answers[at].runs) if answers else ()
        yield Line((Run(words, Mark.BOLD), *said))
    if not answers:
        yield Line((Run(_UNASKED, Mark.BOLD),))  # what comes next answers none of them
