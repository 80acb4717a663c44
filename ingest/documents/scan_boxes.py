"""Tick boxes in a level grey page: squares of thin lines with four corners, and how much ink is in them.

Whether one is ticked, the share of ink inside tells, whatever was drawn into it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.documents.scan_pixels import DPI, Grey
from ingest.documents.scan_upright import INK

Dots = NDArray[np.bool_]
_SMALLEST, _LARGEST = round(6.2 * DPI / 72), round(21 * DPI / 72)  # sides of tick boxes, in dots
_SIDE = 0.9  # of a side of a box that must be there
_CORNER = 0.45  # of each corner of a box, at least, that is ink
_BULGE = 8  # dots that a round letter may go on beyond its straight parts
_GOES_ON = 0.25  # of a side
_APART = 6  # dots of paper round a box, on the sides where letters would follow on one another
_TOUCHED = 0.3  # of a side, at most, that a tick or a neighbour may touch
_INSET = 0.22  # of a box, at each side, that is not looked at for ink
_EMPTY, _TICKED = 0.035, 0.075  # share of ink; between, it cannot be told
_MOST_RUNS = 40_000
_MOST_BOXES = 600


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


def runs_of(dots: Dots, least: int) -> NDArray[np.int64]:
    """Level runs of at least that length, top to bottom: row, start, end."""
    edges = np.diff(np.pad(dots.astype(np.int8), ((0, 0), (1, 1))), axis=1)
    starts, ends = np.argwhere(edges == 1), np.argwhere(edges == -1)
    long = ends[:, 1] - starts[:, 1] >= least
    return np.column_stack([starts[long], ends[long, 1]])[:_MOST_RUNS]


def squares_of(across: Dots, down: Dots, page: Grey, ink: Dots) -> list[Square]:
    """The boxes. `across` and `down`: dots of level lines, and of upright ones with rows for columns."""
    runs = runs_of(across, _SMALLEST)
    runs = runs[runs[:, 2] - runs[:, 1] <= _LARGEST + 4]
    level, upright = _sums(across), _sums(down)
    found: list[Square] = []
    for top, left, right in runs.tolist():
        if any(one.left - 3 <= left <= one.right and one.top - 3 <= top <= one.bottom for one in found):
            continue
        bottom = _bottom(top, left, right, level, upright)
        if bottom is None:
            continue
        outer = _outer(ink, left, top, right, bottom + 1)
        if outer is not None:
            found.append(Square(*outer, _share(page, left, top, right - 1, bottom)))
        if len(found) > _MOST_BOXES:
            return []  # squared paper
    return found


def _sums(dots: Dots) -> NDArray[np.int32]:
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
                upright[at, bottom + 1] - upright[at, top]
                for at in range(max(edge - 2, 0), min(edge + 3, upright.shape[0]))
            )
            for edge in (left, right - 1)
        )
        if all(side >= _SIDE * (bottom - top) for side in sides):
            near = range(bottom, min(bottom + 4, last + 1))
            return max(near, key=lambda row: (level[row, right] - level[row, left], row))
    return None


def _grown(ink: Dots, left: int, top: int, right: int, bottom: int) -> tuple[int, int, int, int]:
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


def _outer(ink: Dots, left: int, top: int, right: int, bottom: int) -> tuple[int, int, int, int] | None:
    """The outermost edge of a box; None for what has not four corners, as letters, or does not stand alone.

    A tick may stick out of it.
    """
    margin = _BULGE + _APART
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
        ink[top:bottom, left - _APART : left - 1].any(axis=1),
        ink[top - 3 : top - 1, left:right].any(axis=0),
        ink[top:bottom, right + 1 : right + _APART].any(axis=1),
        ink[bottom + 1 : bottom + 3, left:right].any(axis=0),
    )
    if min(corners) < _CORNER or max(float(side.mean()) for side in around) > _TOUCHED:
        return None
    beyond = [
        ink[y - 1 : y + 2, x : x + _APART].any(axis=0).all()
        for y in (top + 1, bottom - 2)
        for x in (left - _APART - 2, right + 2)
    ]
    return (left, top, right, bottom) if sum(map(bool, beyond)) < 2 else None  # else under or over a rule


def _share(page: Grey, left: int, top: int, right: int, bottom: int) -> float:
    """The share of ink well inside the box."""
    across, down = round(_INSET * (right - left)), round(_INSET * (bottom - top))
    inside = page[top + down + 1 : bottom - down, left + across + 1 : right - across]
    return float((inside < 255 * INK).mean()) if inside.size else 0.0
