"""Boxes drawn with underscores before their options: "_x_ permanent   ___ fixed term   ___ agency",
or with one underscore each, typed over: "X permanent   _ agency"."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.page import OFF, ON, Line, Run, cut

_BOX = re.compile(r"(?:(?<=\s)|^)(?:_+(?P<mark>[xX✓✔])_+|_{2,})(?=\s+[^\W_])")
_BEFORE = re.compile(r"(?:.*[:?)])?\s*")  # what may stand before the first of them: nothing, or a question
_ONE = re.compile(r"(?P<mark>_|[xX✓✔])\s+(?P<words>[^\W_].*)")
_BETWEEN = re.compile(r"\t\s*|\s{3,}")
_FEWEST = 2


def with_boxes(line: Line) -> Line:
    """Such a line's boxes as boxes. One that has none marked may be a line of gaps to fill in."""
    single = _singly(line)
    if single is not None:
        return single
    if "_" not in line.text:
        return line
    found = list(_BOX.finditer(line.text))
    marked = any(box["mark"] for box in found)
    if len(found) < _FEWEST or not marked or _BEFORE.fullmatch(line.text[: found[0].start()]) is None:
        return line
    ends = [box.start() for box in found[1:]] + [len(line.text)]
    options = [line.text[box.end() : end] for box, end in zip(found, ends, strict=True)]
    if any("_" in option for option in options):
        return line
    runs: list[Run] = list(cut(line, 0, found[0].start()).runs)
    for box, end in zip(found, ends, strict=True):
        runs += [Run(ON if box["mark"] else OFF), *cut(line, box.end(), end).runs]
    return replace(line, runs=tuple(runs))


def _singly(line: Line) -> Line | None:
    """A line of options side by side, each behind one underscore or the cross typed over it; else None."""
    pieces = [piece for piece in _BETWEEN.split(line.text.strip()) if piece]
    found = [_ONE.fullmatch(piece) for piece in pieces]
    if len(pieces) < _FEWEST or not all(found):
        return None
    told = [(ON if one["mark"] != "_" else OFF, one["words"]) for one in found if one is not None]
    return replace(line, runs=(Run("\t".join(f"{box} {words}" for box, words in told)),))
