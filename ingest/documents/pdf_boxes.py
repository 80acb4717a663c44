"""Tick boxes that are drawn, combs of little squares, and marks drawn on words: lines under, through, round.

A drawn box becomes the character for it, on if something was put into it: a tick or cross, drawn or typed, or
dark paint. What cannot be told is an empty box, never a guess.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.documents.pdf_paint import Box, Glyph, Painted, Shape
from ingest.page import OFF, ON, Mark

_SMALLEST, _LARGEST = 4.5, 20.0  # points; the sides of tick boxes
_TICKS = frozenset("xX✓✔✗✘×☒☑■●•✕✖")
_COMB = 3  # so many squares side by side are for letters, not for ticks
_MOST_SMALL = 2_000  # small shapes on a page, beyond which they are a drawing
_MOST_LINES = 400  # short lines on a page, beyond which nobody draws boxes with them


def settle(page: Painted) -> tuple[list[Glyph], list[Shape]]:
    """The letters with boxes, combs and marks settled, and the shapes that are left: rules and frames."""
    outlines = _outlines(page.shapes)
    used = {id(shape) for _, shapes in outlines for shape in shapes}
    boxes = _apart([box for box, _ in outlines])
    combs, ticks = _combs(boxes)
    taken: set[int] = set()
    made: list[Glyph] = []
    inside = _Finder(page.glyphs)
    for chain in combs:
        made.extend(_comb(chain, inside, taken))
    for box in ticks:
        found = [glyph for glyph in inside.within(box) if not glyph.text.isspace()]
        if any(glyph.text not in _TICKS for glyph in found):
            continue
        drawn = [shape for shape in page.shapes if _is_mark(shape, box)]
        used.update(id(shape) for shape in drawn)
        taken.update(id(glyph) for glyph in found)
        height = box[3] - box[1]
        text = ON if found or drawn else OFF
        made.append(Glyph(box[0], box[2], box[3] - 0.12 * height, max(height, 8.0), text))
    left = [shape for shape in page.shapes if id(shape) not in used]
    rest = [glyph for glyph in page.glyphs if id(glyph) not in taken]
    return [*_dressed(rest, left), *made], left


class _Finder:
    """Letters by place."""

    def __init__(self, glyphs: Sequence[Glyph]) -> None:
        self._glyphs = sorted(glyphs, key=lambda one: one.base)
        self._bases = [glyph.base for glyph in self._glyphs]

    def between(self, top: float, bottom: float) -> list[Glyph]:
        """Those whose baseline is between."""
        return self._glyphs[bisect_left(self._bases, top) : bisect_left(self._bases, bottom)]

    def within(self, box: Box) -> list[Glyph]:
        """Those whose middle is in the box."""
        near = self.between(box[1] - 2, box[3] + 30)
        return [glyph for glyph in near if holds(box, glyph.middle)]


def holds(box: Box, point: tuple[float, float], margin: float = 0.5) -> bool:
    """Whether a point is in a box."""
    x, y = point
    return box[0] - margin <= x <= box[2] + margin and box[1] - margin <= y <= box[3] + margin


def _small(box: Box) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    return _SMALLEST <= width <= _LARGEST and _SMALLEST <= height <= _LARGEST and 0.7 <= width / height <= 1.4


def _straight(shape: Shape) -> bool:
    """Whether all its sides are level or upright."""
    pairs = zip(shape.points, shape.points[1:], strict=False)
    return all(abs(a[0] - b[0]) < 0.3 or abs(a[1] - b[1]) < 0.3 for a, b in pairs)


def _closed(shape: Shape) -> bool:
    (x0, y0), (x1, y1) = shape.points[0], shape.points[-1]
    return abs(x0 - x1) < 0.5 and abs(y0 - y1) < 0.5


def _outlines(shapes: Sequence[Shape]) -> list[tuple[Box, list[Shape]]]:
    """Small squares and circles drawn with a line, or as paint around lighter paint."""
    found: list[tuple[Box, list[Shape]]] = []
    small = [shape for shape in shapes if _small(shape.box)]
    if len(small) > _MOST_SMALL:
        return []
    for shape in small:
        drawn = _closed(shape) and (_straight(shape) or shape.curved) and len(shape.points) >= 4
        if drawn and (shape.stroked or shape.light):
            found.append((shape.box, [shape]))
        elif drawn and shape.filled:
            hole = [one for one in small if one.light and _inside(one.box, shape.box) and one is not shape]
            found.extend([(shape.box, [shape, *hole])] if hole else [])
    return [*found, *_of_lines(shapes)]


def _inside(inner: Box, outer: Box) -> bool:
    return all(inner[at] >= outer[at] - 0.5 for at in (0, 1)) and all(
        inner[at] <= outer[at] + 0.5 for at in (2, 3)
    )


def _of_lines(shapes: Sequence[Shape]) -> list[tuple[Box, list[Shape]]]:
    """Squares of four separate lines."""
    short = [shape for shape in shapes if max(shape.width, shape.height) <= _LARGEST + 2]
    level = [one for one in short if one.height < 1.5 and one.width >= _SMALLEST]
    upright = [one for one in short if one.width < 1.5 and one.height >= _SMALLEST]
    if not len(level) + len(upright) <= _MOST_LINES:
        return []
    found: list[tuple[Box, list[Shape]]] = []
    for top in level:
        for bottom in level:
            box = (top.box[0], top.box[1], top.box[2], bottom.box[3])
            if not _small(box) or abs(top.box[0] - bottom.box[0]) + abs(top.box[2] - bottom.box[2]) > 3:
                continue
            sides = [
                side
                for side in upright
                if abs(side.box[1] - box[1]) + abs(side.box[3] - box[3]) < 3
                and min(abs(side.box[0] - box[0]), abs(side.box[0] - box[2])) < 1.5
            ]
            if len(sides) >= 2:
                found.append((box, [top, bottom, *sides]))
    return found


def _apart(boxes: Sequence[Box]) -> list[Box]:
    """Each box once: a double border is one box, the outer one."""
    kept: list[Box] = []
    for box in sorted(boxes, key=lambda one: (one[0] - one[2]) * (one[3] - one[1])):
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        if not any(holds(other, middle, -0.5) for other in kept):
            kept.append(box)
    return kept


def _combs(boxes: Sequence[Box]) -> tuple[list[list[Box]], list[Box]]:
    """Chains of squares that touch, and the squares that stand alone."""
    chains: list[list[Box]] = []
    for box in sorted(boxes, key=lambda one: (round(one[1] / 3), one[0])):
        last = chains[-1][-1] if chains else None
        if last is not None and abs(last[1] - box[1]) < 2 and abs(last[2] - box[0]) < 1.5:
            chains[-1].append(box)
        else:
            chains.append([box])
    combs = [chain for chain in chains if len(chain) >= 2 and _lettered(chain, chains)]
    alone = [box for chain in chains if chain not in combs for box in chain]
    return combs, alone


def _lettered(chain: list[Box], chains: Sequence[list[Box]]) -> bool:
    """Whether squares are for letters: three in a row, or two beside such (day, month, year)."""
    beside = (other for other in chains if abs(other[0][1] - chain[0][1]) < 2 and other is not chain)
    return len(chain) >= _COMB or any(len(other) >= 2 for other in beside)


def _comb(chain: Sequence[Box], inside: _Finder, taken: set[int]) -> Iterator[Glyph]:
    found = [[glyph for glyph in inside.within(box) if not glyph.text.isspace()] for box in chain]
    letters = [glyph for glyphs in found for glyph in glyphs]
    if not letters:
        return
    taken.update(id(glyph) for glyph in letters)
    text = "".join("".join(glyph.text for glyph in glyphs) or " " for glyphs in found).strip()
    first = letters[0]
    yield Glyph(chain[0][0], chain[-1][2], first.base, first.size, text, first.mark)


def _is_mark(shape: Shape, box: Box) -> bool:
    """Whether a shape is something put into the box: lines across it, or dark paint."""
    if shape.light and not shape.stroked:
        return False
    middle = ((shape.box[0] + shape.box[2]) / 2, (shape.box[1] + shape.box[3]) / 2)
    width, height = box[2] - box[0], box[3] - box[1]
    if not holds(box, middle, 0) or shape.width > 2 * width or shape.height > 2 * height:
        return False
    if shape.filled and not shape.stroked:
        dark = shape.width < 0.97 * width and shape.height < 0.97 * height and not shape.grey
        return dark and min(shape.width / width, shape.height / height) > 0.3
    across = shape.width > 0.3 * width and shape.height > 0.3 * height
    return across and not _straight(shape) and not (shape.curved and _closed(shape))


def _dressed(glyphs: Sequence[Glyph], shapes: Sequence[Shape]) -> list[Glyph]:
    """The letters with the marks that were drawn on them."""
    finder = _Finder(glyphs)
    marks: dict[int, Mark] = {}
    for shape in shapes:
        for glyph, mark in _drawn_on(shape, finder):
            marks[id(glyph)] = marks.get(id(glyph), glyph.mark) | mark
    return [replace(one, mark=marks[id(one)]) if id(one) in marks else one for one in glyphs]


def _drawn_on(shape: Shape, finder: _Finder) -> list[tuple[Glyph, Mark]]:
    left, top, right, bottom = shape.box
    if shape.height < 2 and shape.width > 4:
        near = [one for one in finder.between(top - 8, bottom + 12) if left - 1 < one.middle[0] < right + 1]
        struck = [one for one in near if 0.12 * one.size < one.base - top < 0.45 * one.size]
        if _fits(struck, shape):
            return [(one, Mark.STRUCK) for one in struck]
        under = [one for one in near if -0.3 * one.size < one.base - top <= 0.05 * one.size]
        return [(one, Mark.UNDERLINED) for one in under] if _fits(under, shape) else []
    near = [one for one in finder.between(top, bottom + 4) if holds(shape.box, one.middle, 0)]
    if not near or shape.height > 4 * near[0].size or shape.light:
        return []
    ring = shape.curved and shape.stroked and not shape.filled and shape.width > 1.2 * near[0].size
    paint = shape.filled and not shape.grey and shape.height < 1.9 * near[0].size and _fits(near, shape)
    return [(one, Mark.HIGHLIGHTED) for one in near] if ring or paint else []


def _fits(glyphs: Sequence[Glyph], shape: Shape) -> bool:
    """Whether a line or paint belongs to these words: it is no longer than they are."""
    worded = [glyph for glyph in glyphs if not glyph.text.isspace()]
    if not worded:
        return False
    extent = max(glyph.x1 for glyph in worded) - min(glyph.x0 for glyph in worded)
    return shape.width < extent + 0.7 * worded[0].size
