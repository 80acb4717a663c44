"""Rules in a level grey page, found by their dots; and the page without rules and boxes, for reading.

A rule is thin and darker than what lies on both its sides, so shading makes none and hides none. Where
letters touch it, or where it strikes them out, their ink goes on with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.documents.scan_boxes import Square, runs_of, squares_of
from ingest.documents.scan_pixels import DPI, Grey
from ingest.documents.scan_upright import INK

Dots = NDArray[np.bool_]
_DOT = 72 / DPI  # points
_BESIDE = (round(1.1 / _DOT), round(1.9 / _DOT))  # dots from the middle of a rule to where it is over
_CONTRAST = 34  # of 255: so much darker than both sides
_SEEN = 0.5  # of a rule that no letter covers, at least
_SHORT, _SEEN_SHORT = round(45 / _DOT), 0.92  # ... and of a short one: the feet of letters stand in rows too
_SEEN_WALL = 0.3  # ... and of one from rule to rule, which letters may lean on
_RULE = round(22 / _DOT)  # dots; a shorter one is part of a letter or of a box
_WALL = round(9 / _DOT)  # dots; the side of a low cell, if it runs from rule to rule
_MEET = 4  # dots between the end of a rule and the one that it meets


@dataclass(frozen=True, slots=True)
class Stroke:
    """A level or upright run, in dots: the row or column of its middle, from where to where, how thick."""

    at: float
    start: int
    end: int
    thick: int


@dataclass(frozen=True, slots=True)
class Lines:
    """What is drawn on a page; `words` is the page with all that taken out."""

    level: tuple[Stroke, ...]
    upright: tuple[Stroke, ...]
    squares: tuple[Square, ...]
    words: Grey


def lines_of(page: Grey) -> Lines:
    """The rules and tick boxes of a level page."""
    across, down = _thin(page), _thin(page.T)
    ink = page < 255 * (INK + 0.08)
    squares = squares_of(across | ink, down | ink.T, page, ink)
    level = _strokes(across, ink, _RULE)
    upright = _strokes(down, ink.T, _RULE)
    walls = [one for one in _strokes(down, ink.T, _WALL, _SEEN_WALL) if _between(one, level)]
    upright += [one for one in walls if not any(_within(one, other) for other in upright)]
    words = page.copy()
    for square in squares:
        words[square.top - 3 : square.bottom + 3, square.left - 3 : square.right + 3] = 255
    _take_out(words, level)
    _take_out(words.T, upright)
    return Lines(_outside(level, squares, False), _outside(upright, squares, True), tuple(squares), words)


def _thin(page: Grey) -> Dots:
    """The dots that are darker than what lies above and below."""
    values = page.astype(np.int16)
    found = np.zeros(page.shape, dtype=np.bool_)
    for away in _BESIDE:
        above, below = np.full_like(values, 255), np.full_like(values, 255)
        above[away:] = values[:-away]
        below[:-away] = values[away:]
        found |= np.minimum(above, below) - values > _CONTRAST
    return found


def _strokes(thin: Dots, ink: Dots, least: int, short: float = _SEEN_SHORT) -> list[Stroke]:
    """Rules: runs in neighbouring rows that lie over one another are one."""
    runs = runs_of(_closed(thin | ink), least)
    seen = np.cumsum(np.pad(thin, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    rows, starts, ends = runs.T
    lengths = ends - starts
    needed = np.where(lengths < _SHORT, short, _SEEN)
    runs = runs[seen[rows, ends] - seen[rows, starts] >= needed * lengths]
    growing: list[list[int]] = []  # first row, last row, start, end
    made: list[list[int]] = []
    for row, start, end in runs.tolist():
        made.extend(one for one in growing if one[1] < row - 2)
        growing = [one for one in growing if one[1] >= row - 2]
        met = [one for one in growing if start <= one[3] + _MEET and end >= one[2] - _MEET]
        first, begin, far = (
            min([row, *(one[0] for one in met)]),
            min([start, *(one[2] for one in met)]),
            max([end, *(one[3] for one in met)]),
        )
        growing = [*(one for one in growing if one not in met), [first, row, begin, far]]
    return [
        Stroke((first + last) / 2, start, end, last - first + 1)
        for first, last, start, end in [*made, *growing]
        if last - first <= 3 * _BESIDE[1]
    ]


def _closed(dots: Dots) -> Dots:
    """The dots, with one or two that are missing in a row."""
    closed = dots.copy()
    closed[:, 1:-1] |= dots[:, :-2] & dots[:, 2:]
    both = dots[:, :-3] & dots[:, 3:]
    closed[:, 1:-2] |= both
    closed[:, 2:-1] |= both
    return closed


def _between(wall: Stroke, level: Sequence[Stroke]) -> bool:
    """Whether a wall has a rule at each of its ends."""
    return all(
        any(abs(one.at - end) <= _MEET and one.start - _MEET <= wall.at <= one.end + _MEET for one in level)
        for end in (wall.start, wall.end)
    )


def _within(one: Stroke, other: Stroke) -> bool:
    """Whether a stroke is part of a longer one."""
    return (
        abs(one.at - other.at) <= _MEET and one.start >= other.start - _MEET and one.end <= other.end + _MEET
    )


def _take_out(page: Grey, strokes: Sequence[Stroke]) -> None:
    """Paint rules over, but for what crosses them: a letter goes on both above and below."""
    for stroke in strokes:
        half = stroke.thick / 2 + 1.5
        first, last = max(int(stroke.at - half), 0), min(int(stroke.at + half) + 1, page.shape[0])
        above, below = max(first - 2, 0), min(last + 1, page.shape[0] - 1)
        across = slice(stroke.start, stroke.end)
        crossing = (page[above, across] < 255 * INK) & (page[below, across] < 255 * INK)
        page[first:last, across] = np.where(crossing, page[first:last, across], 255)


def _outside(strokes: Sequence[Stroke], squares: Sequence[Square], turned: bool) -> tuple[Stroke, ...]:
    """The rules that are no sides of boxes."""
    return tuple(stroke for stroke in strokes if not any(_side(stroke, one, turned) for one in squares))


def _side(stroke: Stroke, square: Square, turned: bool) -> bool:
    low, high = (square.left, square.right) if turned else (square.top, square.bottom)
    start, end = (square.top, square.bottom) if turned else (square.left, square.right)
    return low - 3 <= stroke.at <= high + 3 and start - 4 <= stroke.start and stroke.end <= end + 4
