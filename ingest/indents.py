"""Tabs that only set words in: before an indented line, and between a number and its question.

"1.\\tName ....... " asks for a name, and not for what a "1." could ask; "\\tAnn Lee" below it answers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.page import Block, Line, Run, cut

_NUMBERED = re.compile(r"\s*(?P<number>\(?(?:\d{1,2}(?:\.\d{1,2})?|[A-Za-z])[.)]|\d{1,2})\t+(?=\S)")
_SET_IN = "    "  # which a page may do to all its answers: indented.py
_INDENTED = re.compile(r"\t+(?=\S)")


def without_indents(blocks: Sequence[Block]) -> list[Block]:
    """The page with blanks for the tabs behind a number, and for those before the words of a loose line."""
    return [_set_out(block) if isinstance(block, Line) and "\t" in block.text else block for block in blocks]


def _set_out(line: Line) -> Line:
    indented = _INDENTED.match(line.text)
    if indented is not None:
        rest = cut(line, indented.end())
        line = replace(rest, runs=(Run(_SET_IN), *rest.runs))
    found = _NUMBERED.match(line.text)
    if found is None:
        return line
    rest = cut(line, found.end())
    look = next((run.mark for run in rest.runs if run.text.strip()), rest.runs[0].mark)
    return replace(rest, runs=(Run(f"{found['number']} ", look), *rest.runs))
