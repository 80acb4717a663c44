"""Rules and tick boxes in a level grey page, found by their dots; and the page without them, for reading.

A rule is thin and darker than what lies on both its sides, so shading makes none and hides none. A tick box
is four short rules; whether it is ticked, the share of ink inside tells, whatever was drawn into it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.documents.scan_pixels import DPI, Grey
from ingest.documents.scan_upright import INK

_DOT = 72 / DPI  # points
_BESIDE = round(1.9 / _DOT)  # dots from the middle of a rule to where it is over
_CONTRAST = 34  # of 255: so much darker than both sides
_GAP = 3  # dots that may be missing in a rule
_RULE = round(22 / _DOT)  # dots; a shorter one is part of a letter or of a box
_BRIDGE = round(60 / _DOT)  # dots between pieces of one rule that words may cover
_GREY, _DARK = 0.85, 0.8  # of the paper's brightness; of the way, that must be darker
_WALL = round(9 / _DOT)  # dots; the side of a low cell, if it runs from rule to rule
_SMALLEST, _LARGEST = round(6.2 / _DOT), round(21 / _DOT)  # sides of tick boxes
_SIDE = 0.9  # of a side of a box that must be there
_CORNER = 0.45  # of each corner of a box, at least, that is ink
_BULGE = 8  # dots that a round letter may go on beyond its straight parts
_GOES_ON = 0.25  # of a side
_TOUCHED = 0.3  # of a side, at most, that a tick or a neighbour may touch
_INSET = 0.22  # of a box, at each side, that is not looked at for ink
_EMPTY, _TICKED = 0.035, 0.075  # share of ink; between, it cannot be told
_MOST_RUNS = 40_000
_MOST_BOXES = 600


@dataclass(frozen=True, slots=True)
class Stroke:
    """A level or upright run, in dots: the row or column of its middle, from where to where, how thick."""

    at: float
    start: int
    end: int
    thick: int


@dataclass(frozen=True, slots=True)
class Square:
    """A tick box in dots, its outermost edge, and the share of ink inside it."""

    left: int
    top: int
    right: int
    bottom: int
    ink: float

    @property
    def ticked(self) -> bool:
        """Whether something was put into it."""
        return self.ink > (_EMPTY + _TICKED) / 2

    @property
    def unsure(self) -> bool:
        """Whether there is too little ink for a tick and too much for dirt."""
        return _EMPTY < self.ink < _TICKED


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
    squares = _squares(across, down, page)
    words = page.copy()
    for square in squares:
        words[square.top - 3 : square.bottom + 3, square.left - 3 : square.right + 3] = 255
    level = _bridged(_strokes(across, _RULE), page)
    upright = [
        one
        for one in _bridged(_strokes(down, _WALL), page.T)
        if one.end - one.start >= _RULE or _between(one, level)
    ]
    _take_out(words, level)
    _take_out(words.T, upright)
    return Lines(_outside(level, squares, False), _outside(upright, squares, True), tuple(squares), words)


def _thin(page: Grey) -> NDArray[np.bool_]:
    """The dots that are darker than what lies above and below."""
    values = page.astype(np.int16)
    above, below = np.full_like(values, 255), np.full_like(values, 255)
    above[_BESIDE:] = values[:-_BESIDE]
    below[:-_BESIDE] = values[_BESIDE:]
    found: NDArray[np.bool_] = np.minimum(above, below) - values > _CONTRAST
    for _ in range(2):  # dots missing in a row
        closed = found.copy()
        closed[:, 1:-1] |= found[:, :-2] & found[:, 2:]
        found = closed
    return found


def _runs(dots: NDArray[np.bool_], least: int) -> NDArray[np.int64]:
    """Level runs of at least that length: row, start, end."""
    edges = np.diff(np.pad(dots.astype(np.int8), ((0, 0), (1, 1))), axis=1)
    starts, ends = np.argwhere(edges == 1), np.argwhere(edges == -1)
    long = ends[:, 1] - starts[:, 1] >= least
    return np.column_stack([starts[long], ends[long, 1]])[:_MOST_RUNS]


def _strokes(dots: NDArray[np.bool_], least: int) -> list[Stroke]:
    """Rules: runs in neighbouring rows that lie over one another are one."""
    open_strokes: list[list[int]] = []  # first row, last row, start, end
    made: list[list[int]] = []
    for row, start, end in _runs(dots, least).tolist():
        made.extend(one for one in open_strokes if one[1] < row - 2)
        open_strokes = [one for one in open_strokes if one[1] >= row - 2]
        for one in open_strokes:
            if start <= one[3] + _GAP and end >= one[2] - _GAP:
                one[1:] = [row, min(one[2], start), max(one[3], end)]
                break
        else:
            open_strokes.append([row, row, start, end])
    return [
        Stroke((first + last) / 2, start, end, last - first + 1)
        for first, last, start, end in [*made, *open_strokes]
        if last - first <= 3 * _BESIDE
    ]


def _bridged(strokes: Sequence[Stroke], page: Grey) -> list[Stroke]:
    """Rules in one where only words that touch them part them: then there is ink between."""
    joined: list[Stroke] = []
    for stroke in sorted(strokes, key=lambda one: one.start):
        for at, before in enumerate(joined):
            gap = stroke.start - before.end
            if abs(stroke.at - before.at) <= 2 and -_GAP <= gap <= _BRIDGE:
                row = round((stroke.at + before.at) / 2)
                between = page[row - 1 : row + 2, before.end : max(stroke.start, before.end)]
                if not between.size or (between.min(axis=0) < 255 * _GREY).mean() > _DARK:
                    joined[at] = Stroke(before.at, before.start, stroke.end, max(before.thick, stroke.thick))
                    break
        else:
            joined.append(stroke)
    return joined


def _between(wall: Stroke, level: Sequence[Stroke]) -> bool:
    """Whether a wall has a rule at each of its ends."""
    ends = (wall.start, wall.end)
    return all(
        any(abs(one.at - end) <= 4 and one.start - 4 <= wall.at <= one.end + 4 for one in level)
        for end in ends
    )


def _squares(across: NDArray[np.bool_], down: NDArray[np.bool_], page: Grey) -> list[Square]:
    """Tick boxes: a short run that has another below it, and runs at both ends."""
    ink = page < 255 * (INK + 0.08)
    runs = _runs(across | ink, _SMALLEST)
    lengths = runs[:, 2] - runs[:, 1]
    level, upright = _sums(across | ink), _sums(down | ink.T)
    found: list[Square] = []
    for top, left, right in runs[lengths <= _LARGEST + 4].tolist():
        if any(one.left - 3 <= left <= one.right and one.top - 3 <= top <= one.bottom for one in found):
            continue
        bottom = _bottom(top, left, right, level, upright)
        if bottom is None:
            continue
        outer = _outer(ink, left, top, right, bottom + 1)
        if outer is not None:
            found.append(Square(*outer, _ink(page, left, top, right - 1, bottom)))
        if len(found) > _MOST_BOXES:
            return []  # squared paper
    return found


def _sums(dots: NDArray[np.bool_]) -> NDArray[np.int32]:
    """Running sums of each row, of dots that are there or have one right above or below."""
    near = dots.copy()
    near[1:] |= dots[:-1]
    near[:-1] |= dots[1:]
    return np.cumsum(np.pad(near, ((0, 0), (1, 0))), axis=1, dtype=np.int32)


def _bottom(
    top: int, left: int, right: int, level: NDArray[np.int32], upright: NDArray[np.int32]
) -> int | None:
    """The row in which the box ends that begins with this run, if there is one."""
    width = right - left
    first = top + max(_SMALLEST, round(0.72 * width))
    last = min(top + min(_LARGEST, round(1.4 * width)), level.shape[0] - 1)
    for bottom in range(first, last + 1):
        if level[bottom, right] - level[bottom, left] < _SIDE * width:
            continue
        sides = (
            max(
                (upright[at, bottom + 1] - upright[at, top])
                for at in range(max(edge - 2, 0), min(edge + 3, upright.shape[0]))
            )
            for edge in (left, right - 1)
        )
        if all(side >= _SIDE * (bottom - top) for side in sides):
            return bottom
    return None


def _grown(ink: NDArray[np.bool_], left: int, top: int, right: int, bottom: int) -> tuple[int, int, int, int]:
    """The box with all that goes on at its sides, over a good part of them: of a letter, its bulges."""
    for _ in range(_BULGE):
        if ink[top:bottom, left - 1].mean() > _GOES_ON:
            left -= 1
        if ink[top - 1, left:right].mean() > _GOES_ON:
            top -= 1
        if ink[top:bottom, right].mean() > _GOES_ON:
            right += 1
        if ink[bottom, left:right].mean() > _GOES_ON:
            bottom += 1
    return left, top, right, bottom


def _outer(
    ink: NDArray[np.bool_], left: int, top: int, right: int, bottom: int
) -> tuple[int, int, int, int] | None:
    """The outermost edge of a box; None for what has not four corners, as letters, or does not stand alone.

    A tick may stick out of it.
    """
    margin = _BULGE + 6
    if min(left, top) < margin or right + margin > ink.shape[1] or bottom + margin > ink.shape[0]:
        return None
    left, top, right, bottom = _grown(ink, left, top, right, bottom)
    if not (_SMALLEST <= right - left <= _LARGEST + 2 and _SMALLEST <= bottom - top <= _LARGEST + 2):
        return None
    size = max(3, round(0.16 * min(right - left, bottom - top)))
    corners = [
        ink[y : y + size, x : x + size].mean() for y in (top, bottom - size) for x in (left, right - size)
    ]
    around = (
        ink[top:bottom, left - 3 : left - 1].any(axis=1),
        ink[top - 3 : top - 1, left:right].any(axis=0),
        ink[top:bottom, right + 1 : right + 6].any(axis=1),
        ink[bottom + 1 : bottom + 3, left:right].any(axis=0),
    )
    if min(corners) < _CORNER or max(float(side.mean()) for side in around) > _TOUCHED:
        return None
    return left, top, right, bottom


def _ink(page: Grey, left: int, top: int, right: int, bottom: int) -> float:
    across, down = round(_INSET * (right - left)), round(_INSET * (bottom - top))
    inside = page[top + down + 1 : bottom - down, left + across + 1 : right - across]
    return float((inside < 255 * INK).mean()) if inside.size else 0.0


def _take_out(page: Grey, strokes: Sequence[Stroke]) -> None:
    """Paint rules over, but for what crosses them: a letter goes on both above and below."""
    for stroke in strokes:
        half = stroke.thick / 2 + 1
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
