"""Several choices as programs write them down: ["Pay","Grievance"] becomes "Pay; Grievance"."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace

from ingest.page import Block, Line, Run, Table

_ARRAY = re.compile(r'\[\s*"[^"\[\]]{0,200}"(?:\s*,\s*"[^"\[\]]{0,200}"){0,40}\s*\]\s*\Z')
_LONGEST_LABEL = 6  # words


def without_arrays(blocks: Iterable[Block]) -> list[Block]:
    """The page with such a list, at the end of a line or of a stretch of one look, as words between
    semicolons; nothing for a list of nothing."""
    return [_told(block) if isinstance(block, Line) else _in_cells(block) for block in blocks]


def _in_cells(table: Table) -> Table:
    if not any("[" in line.text for row in table.rows for cell in row for line in cell.lines):
        return table
    rows = (
        tuple(replace(cell, lines=tuple(_told(line) for line in cell.lines)) for cell in row)
        for row in table.rows
    )
    return Table(tuple(rows))


def _told(line: Line) -> Line:
    if '["' not in line.text and '[ "' not in line.text:
        return line
    return replace(line, runs=tuple(Run(_in_words(run.text), run.mark) for run in line.runs))


def _in_words(text: str) -> str:
    """A stretch with its list told, if no sentence leads to it: a member's story may quote such things."""
    found = _ARRAY.search(text)
    if found is None:
        return text
    label = text[: found.start()].rstrip()
    told = not label.endswith((":", "?")) and len(label.split()) > _LONGEST_LABEL
    return text if told else text[: found.start()] + _joined(found)


def _joined(found: re.Match[str]) -> str:
    try:
        told = json.loads(found.group())
    except ValueError:
        return found.group()
    return "; ".join(one.strip() for one in told if one.strip())
