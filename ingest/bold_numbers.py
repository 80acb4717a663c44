"""Labels of which only the number is bold ("**2.1*** Name of your employer"): all of each is the question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.choices import boxed
from ingest.page import Block, Line, Mark, Run, each_line, with_lines

_NUMBER = re.compile(
    r"\s*(?:q\W{0,2})?\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}[a-z]?|[a-h]\d{1,2})[.):*\s]*", re.IGNORECASE
)
_TOLD = re.compile(r"[:?]\s+(?!\()\w|_{3,}|\.{4,}|\t")
_FEWEST = 4  # lines of a page
_LONGEST = 30  # words


def with_numbers_as_their_words(blocks: Sequence[Block]) -> list[Block]:
    """The page with such labels bold as a whole, so that a change of look parts no number from its words; one
    that may hold an answer is left as it is. A page does it several times, or none of it is touched."""
    if sum(map(_numbered, each_line(blocks))) < _FEWEST:
        return list(blocks)
    return [with_lines(block, _whole) for block in blocks]


def _numbered(line: Line) -> bool:
    """Whether a line is a bold number, and words that are not bold."""
    runs = [run for run in line.runs if run.text.strip()]
    bold = len(runs) > 1 and Mark.BOLD in runs[0].mark and _NUMBER.fullmatch(runs[0].text) is not None
    return bold and not any(run.mark & (Mark.BOLD | Mark.FILLED) for run in runs[1:])


def _whole(line: Line) -> Line:
    told = _TOLD.search(line.text) or boxed([line]) or len(line.text.split()) > _LONGEST
    if told or not _numbered(line):
        return line
    return replace(line, runs=tuple(Run(run.text, run.mark | Mark.BOLD) for run in line.runs))
