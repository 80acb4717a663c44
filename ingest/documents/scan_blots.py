"""Ink that is neither word nor rule nor box, and about as large as a letter: a mark that somebody made.

A tick by hand, or of a font that the program knows no letters for, leaves no word behind; it is still there
to be seen. Many such marks, or large ones, are handwriting or dirt, and say nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ingest.documents.scan_pixels import DPI, Grey
from ingest.documents.scan_upright import INK
from ingest.documents.scan_words import Printed, Word, is_noise

_CELL = round(DPI / 50)  # dots; marks are looked at through a grid as fine as that
_FEWEST = 3  # dots of ink in a field of the grid
_THIN, _LOW, _LARGEST = DPI * 4 // 72, DPI * 5 // 72, DPI * 26 // 72  # dots: so wide and high are ticks
_ALONE = DPI * 16 // 72  # dots to the next mark
_SPACE = DPI * 2 // 72  # dots to the next word: what is nearer is part of it
_STROKE = 2 * _CELL  # dots: an upright stroke is no wider
_ROOM = 0.12  # of the size of type, at each side of a lone letter
_MOST = 40
_EDGE = DPI // 3  # dots of a page at each side where nobody ticks

Place = tuple[int, int, int, int]
"""Left, top, right, bottom, in dots."""


@dataclass(frozen=True, slots=True)
class Blots:
    """Ink left over: marks like ticks, standing alone; upright strokes as high as letters; the rest."""

    ticks: tuple[Place, ...] = ()
    strokes: tuple[Place, ...] = ()
    others: tuple[Place, ...] = ()

    def beside(self, word: Word) -> bool:
        """Whether there is ink beside a word that was not read."""
        box = (word.left, word.top, word.right, word.bottom)
        return any(_near(box, other, round(word.size)) for other in self.others)

    def lone_letters(self, lines: Sequence[Printed]) -> Iterator[tuple[int, float, int]]:
        """The upright strokes before a word of a line, with room round them, which can only be an I: left,
        baseline, right.
        """
        for left, top, right, bottom in self.strokes:
            for line in lines:
                first = next((word for word in line if word.left > left), None)
                if first is None or not first.text[:1].islower():
                    continue
                room = _ROOM * first.size
                on_line = first.top - _CELL <= top and bottom <= first.base + 2 * _CELL
                before = max((word.right for word in line if word.left <= left), default=0)
                if on_line and before + room <= left and room <= first.left - right <= first.size:
                    yield left, first.base, right
                    break


def blots_of(page: Grey, lines: Sequence[Printed]) -> Blots:
    """The marks on a page without rules and boxes, its words left aside."""
    ink = page < 255 * INK
    for line in lines:
        for word in line:
            if not is_noise(word):
                ink[max(word.top - 3, 0) : word.bottom + 4, max(word.left - 3, 0) : word.right + 4] = False
    ink[:_EDGE] = ink[-_EDGE:] = False
    ink[:, :_EDGE] = ink[:, -_EDGE:] = False
    found = list(_together(ink))
    if len(found) > _MOST:
        return Blots()
    words = [(word.left, word.top, word.right, word.bottom) for line in lines for word in line]
    strokes = tuple(place for place in found if _upright(place))
    ticks = tuple(
        place
        for place in found
        if place not in strokes
        and _like_a_tick(place)
        and not any(_near(place, other, _ALONE) for other in found)
        and not any(_near(place, other, _SPACE) for other in words)
    )
    others = tuple(place for place in found if place not in ticks and place not in strokes and _large(place))
    return Blots(ticks, strokes, others)


def _together(ink: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> Iterator[Place]:
    """The places of ink that hangs together."""
    rows, columns = ink.shape[0] // _CELL, ink.shape[1] // _CELL
    fields = ink[: rows * _CELL, : columns * _CELL].reshape(rows, _CELL, columns, _CELL).sum(axis=(1, 3))
    left = {(int(row), int(column)) for row, column in np.argwhere(fields >= _FEWEST)}
    while left:
        group = [left.pop()]
        for row, column in group:
            beside = {(row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1)} & left
            left -= beside
            group.extend(beside)
        ys, xs = [row for row, _ in group], [column for _, column in group]
        if len(group) > 1:
            yield min(xs) * _CELL, min(ys) * _CELL, (max(xs) + 1) * _CELL, (max(ys) + 1) * _CELL


def _like_a_tick(place: Place) -> bool:
    left, top, right, bottom = place
    return _THIN <= right - left <= _LARGEST and _LOW <= bottom - top <= _LARGEST


def _upright(place: Place) -> bool:
    left, top, right, bottom = place
    return (
        right - left <= _STROKE and _LOW <= bottom - top <= 2 * _LOW + _CELL and bottom - top > right - left
    )


def _large(place: Place) -> bool:
    left, top, right, bottom = place
    return min(right - left, bottom - top) >= _THIN and max(right - left, bottom - top) >= _LOW


def _near(place: Place, other: Place, least: int) -> bool:
    if place is other:
        return False
    across = max(place[0], other[0]) - min(place[2], other[2])
    down = max(place[1], other[1]) - min(place[3], other[3])
    return max(across, down) < least
