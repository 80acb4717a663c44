"""Controls of a form inside its sentences: "I work in the school of [Law] as [Lecturer], on grade [8]."

What was typed into a control is marked so. Where labels have no colon before their controls, or several
stand in a line, each becomes a question of its own with its answer behind it, as on a printed line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.choices import boxed
from ingest.page import Block, Line, Mark, Run

_LEADING = re.compile(r"\A[\s,;.)]*(?:(?:and|,)\s+)?(?:(?:on|at|in|with)\s+(?=\w+\s*\Z))?", re.IGNORECASE)
_EMPLOYED = re.compile(r"\W*(?:employed )?as(?: an?| the)?\W*", re.IGNORECASE)
_FEWEST = 3  # lines of a page
_LONGEST_LABEL = 14  # words

_Pair = tuple[str, tuple[Run, ...]]


def with_controls_apart(blocks: Sequence[Block]) -> list[Block]:
    """The page with such lines cut into their questions, if it has several of them."""
    pairs = {
        at: found for at, block in enumerate(blocks) if isinstance(block, Line) and (found := _pairs(block))
    }
    if sum(map(_unsigned, pairs.values())) < _FEWEST:
        return list(blocks)
    return [
        piece
        for at, block in enumerate(blocks)
        for piece in (_cut(block, pairs[at]) if at in pairs and isinstance(block, Line) else (block,))
    ]


def _pairs(line: Line) -> list[_Pair]:
    """Labels with what stands in their controls; none where a line is not made of such."""
    filled = [Mark.FILLED in run.mark for run in line.runs]
    if not any(filled) or filled[0] or boxed([line]):
        return []
    pairs: list[_Pair] = []
    for run in line.runs:
        if Mark.FILLED in run.mark and pairs:
            pairs[-1] = pairs[-1][0], (*pairs[-1][1], run)
        elif pairs and not pairs[-1][1]:
            pairs[-1] = pairs[-1][0] + run.text, ()
        else:
            pairs.append((run.text, ()))
    if pairs and not pairs[-1][1] and not re.search(r"\w", pairs[-1][0]):
        pairs.pop()
    labels = [label for label, _ in pairs]
    plainly = all(0 < len(label.split()) <= _LONGEST_LABEL for label in labels) and all(
        re.search(r"[^\W\d_]", label) for label in labels
    )
    return pairs if plainly and all(told for _, told in pairs) else []


def _unsigned(pairs: Sequence[_Pair]) -> bool:
    return len(pairs) > 1 or not pairs[0][0].rstrip().endswith((":", "?"))


def _cut(line: Line, pairs: Sequence[_Pair]) -> Iterator[Line]:
    look = Mark.HEADING | (line.runs[0].mark & Mark.BOLD)
    for number, (words, told) in enumerate(pairs):
        label = _LEADING.sub("", words).strip()
        if number and _EMPLOYED.fullmatch(label):
            label = "Employed as"
        joint = " " if label.endswith(("?", ":")) else ": "
        yield replace(line, runs=(Run(f"{label}{joint}", look), *told))
