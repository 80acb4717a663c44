"""The printed words of a fillable page, and which of them a field belongs to: by position."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from ingest.documents.acrofields import Sort, Widget
from ingest.documents.pdf_boxes import holds
from ingest.documents.pdf_grid import Grid
from ingest.documents.pdf_paint import Box, Glyph
from ingest.documents.pdf_rows import Segment, rows_of

_TIGHT = 1.4  # sizes of type from line to line of one label
_BESIDE = 32.0  # points between a tick box and its words
_FAR = 330.0  # points between a label and its field to the right
_CLOSE_ABOVE = 12.0


@dataclass(frozen=True, slots=True)
class Words:
    """Printed words that belong together: lines below one another, close and aligned."""

    segments: tuple[Segment, ...]

    @property
    def box(self) -> Box:
        """Where they stand."""
        first, last = self.segments[0], self.segments[-1]
        left, right = min(one.x0 for one in self.segments), max(one.x1 for one in self.segments)
        return left, first.base - 0.75 * first.size, right, last.base + 0.2 * last.size

    @property
    def text(self) -> str:
        """In one line."""
        return " ".join(one.text for one in self.segments)


@dataclass(slots=True)
class Labels:
    """The words of a page, and which are taken by a field."""

    words: list[Words]
    fields: Sequence[Widget]
    taken: set[int] = field(default_factory=set)

    def free(self) -> list[Words]:
        """Words that no field has taken."""
        return [words for at, words in enumerate(self.words) if at not in self.taken]

    def take(self, words: Words) -> Words:
        """Give words to a field."""
        self.taken.add(next(at for at, one in enumerate(self.words) if one is words))
        return words

    def beside_box(self, box: Box, before: bool) -> Words | None:
        """The words next to a tick box, behind it or before it."""
        near = [
            (gap, words)
            for words in self.free()
            if -3 <= (gap := (box[0] - words.box[2] if before else words.box[0] - box[2])) < _BESIDE
            and _level(words, box)
            and not self._between(words.box, box)
        ]
        return min(near, key=lambda one: one[0])[1] if near else None

    def leads_on(self, words: Words) -> bool:
        """Whether words stand right before a field to write in: then they are its label."""
        return any(
            -3 <= one.box[0] - words.box[2] < _BESIDE and _level(words, one.box)
            for one in self.fields
            if one.sort is Sort.TEXT
        )

    def left_of(self, box: Box) -> Words | None:
        """The words to the left of a field, nothing in between."""
        near = [
            words
            for words in self.free()
            if words.box[2] <= box[0] + 4
            and box[0] - words.box[2] < _FAR
            and words.box[1] < box[3] - 2
            and words.box[3] > box[1] + 2
            and not self._between(words.box, box)
        ]
        return max(near, key=lambda words: (words.box[2], -words.box[1])) if near else None

    def above(self, box: Box, within: float) -> Words | None:
        """The words right above a field, at most so many points away."""
        near = [
            words
            for words in self.free()
            if -4 <= box[1] - words.box[3] < within
            and words.box[0] < box[2]
            and words.box[2] > box[0] - 8
            and not self._under(words.box, box)
            and not self._over_words(words, box)
        ]
        return (
            min(near, key=lambda words: (box[1] - words.box[3], abs(words.box[0] - box[0]))) if near else None
        )

    def below(self, box: Box) -> Words | None:
        """The small words under a line to write on."""
        near = [
            words
            for words in self.free()
            if -4 <= words.box[1] - box[3] < 6 and words.box[0] < box[2] and words.box[2] > box[0]
        ]
        return min(near, key=lambda words: abs(words.box[0] - box[0])) if near else None

    def of_field(self, box: Box) -> Words | None:
        """The label of a field that is written in."""
        left, over = self.left_of(box), self.above(box, 2 * _CLOSE_ABOVE)
        if left is not None and over is not None:
            nearer = box[1] - over.box[3] < _CLOSE_ABOVE / 2 and abs(over.box[0] - box[0]) < 10
            return over if nearer and box[0] - left.box[2] > 60 else left
        return left or over or self.broken_off(box) or self.below(box)

    def broken_off(self, box: Box) -> Words | None:
        """The words at the end of the row above a field that had to begin a new row for want of room."""
        near = [
            words
            for words in self.free()
            if -4 <= box[1] - words.box[3] < _CLOSE_ABOVE
            and words.box[0] >= box[2]
            and not any(
                other.box[0] >= words.box[2] and other.box[1] < words.box[3] and other.box[3] > words.box[1]
                for other in self.fields
            )
        ]
        return near[0] if len(near) == 1 else None

    def _over_words(self, words: Words, box: Box) -> bool:
        """Whether other words stand between words and a field below them, at the same margin."""
        return any(
            other is not words
            and words.box[3] - 3 <= other.box[1]
            and other.box[3] <= box[1] + 4
            and other.box[0] < words.box[2]
            and other.box[2] > words.box[0]
            and abs(other.box[0] - words.box[0]) < 10
            for other in self.words
        )

    def _between(self, one: Box, other: Box) -> bool:
        """Whether another field stands between two boxes side by side."""
        start, end = min(one[2], other[2]), max(one[0], other[0])
        top, bottom = max(one[1], other[1]), min(one[3], other[3])
        return any(
            field.box[0] >= start - 3
            and field.box[2] <= end + 3
            and field.box[1] < bottom
            and field.box[3] > top
            for field in self.fields
            if field.box != other
        )

    def _under(self, words: Box, box: Box) -> bool:
        """Whether another field stands between words and a field below them."""
        return any(
            field.box != box
            and field.box[1] >= words[1]
            and field.box[3] <= box[1] + 3
            and field.box[0] < min(words[2], box[2])
            and field.box[2] > max(words[0], box[0])
            for field in self.fields
        )


def _level(words: Words, box: Box) -> bool:
    first = words.segments[0]
    return abs(first.base - 0.33 * first.size - (box[1] + box[3]) / 2) < 0.8 * first.size


def labels_of(glyphs: Iterable[Glyph], fields: Sequence[Widget], grids: Sequence[Grid]) -> Labels:
    """The printed words of a page, parted where a field or a wall stands between them."""

    def cell(glyph: Glyph) -> tuple[int, int | None]:
        inside = ((at, grid) for at, grid in enumerate(grids) if holds(grid.box, glyph.middle, 0))
        at, grid = next(inside, (-1, None))
        return at, None if grid is None else grid.region_at(glyph.middle)

    def parted(before: Glyph, after: Glyph) -> bool:
        y = before.middle[1]
        return cell(before) != cell(after) or any(
            field.box[1] < y < field.box[3] and before.x1 - 2 <= field.box[0] and field.box[2] <= after.x0 + 2
            for field in fields
        )

    segments = [segment for row in rows_of(glyphs, parted) for segment in row]
    boxes = [field.box for field in fields if field.sort is not Sort.TEXT]
    stacks: list[list[Segment]] = []
    for segment in segments:
        above = next(
            (stack for stack in reversed(stacks) if _stacks(stack[-1], segment, boxes, fields)), None
        )
        if above is None:
            stacks.append([segment])
        else:
            above.append(segment)
    return Labels([Words(tuple(stack)) for stack in stacks], fields)


def _stacks(above: Segment, below: Segment, boxes: Collection[Box], fields: Sequence[Widget]) -> bool:
    """Whether a row of words goes on with the one above: close, aligned, alike, and no field of its own."""
    gap = below.base - above.base
    if not 0 < gap < _TIGHT * above.size or abs(below.x0 - above.x0) > 3 or above.bold != below.bold:
        return False
    if any(
        abs((box[1] + box[3]) / 2 - below.base + 0.33 * below.size) < 0.6 * below.size
        and (-3 <= below.x0 - box[2] < _BESIDE or -3 <= box[0] - below.x1 < _BESIDE)
        for box in boxes
    ):
        return False
    if below.text[:1].isupper() and _answered_beside(above, below, fields) and _answered_below(below, fields):
        return False
    middle = (above.base + below.base) / 2
    return not any(
        field.sort is Sort.TEXT
        and field.box[0] >= below.x0 - 3
        and field.box[1] < below.base - 0.3 * below.size < field.box[3]
        and not field.box[1] < above.base - 0.3 * above.size < field.box[3]
        for field in fields
    ) and not any(
        field.box[1] <= middle <= field.box[3] and field.box[0] < below.x1 - 3 and field.box[2] > below.x0 + 3
        for field in fields
    )


def _answered_beside(above: Segment, below: Segment, fields: Sequence[Widget]) -> bool:
    """Whether words have a field right behind them that ends above the next row."""
    return any(
        field.sort is Sort.TEXT
        and -3 <= field.box[0] - above.x1 < _BESIDE
        and field.box[1] < above.base - 0.3 * above.size < field.box[3] < below.base - 0.6 * below.size
        for field in fields
    )


def _answered_below(words: Segment, fields: Sequence[Widget]) -> bool:
    """Whether a field begins right below words, at the same margin."""
    return any(
        field.sort is Sort.TEXT
        and abs(field.box[0] - words.x0) < 10
        and -2 <= field.box[1] - words.base < _CLOSE_ABOVE
        for field in fields
    )
