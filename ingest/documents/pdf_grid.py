"""Rules and frames -> ruled tables: which cells there are, and where.

Rules that touch make one table. Where two neighbouring fields of its grid have no wall between them they are
one cell. A frame with one cell is no table; its sides still part the words inside from those beside it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.documents.pdf_paint import Box, Shape

_THIN = 2.5  # points; a rule is no thicker
_NEAR = 3.5  # points; so far apart two rules still touch
_BESIDE_PAINT = 2.0  # the edge of painted ground and a drawn rule: a heading's ground ends close by a table
_SHORT = 3.0
_MOST_RULES = 1_500  # of one direction; drawings have more, forms do not
_MOST_FIELDS = 20_000
_COVERED = 0.6  # of a field's side, for it to be a wall


@dataclass(frozen=True, slots=True)
class Rule:
    """A level or upright line: its place across, and from where to where it runs. `drawn`: no mere edge of
    painted ground."""

    at: float
    start: float
    end: float
    drawn: bool = True


@dataclass(frozen=True, slots=True)
class Region:
    """A cell of a ruled table: rows and columns from 0, and how many of each it takes."""

    row: int
    column: int
    height: int
    width: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: the places of its columns and rows, the cells, and which cell each field belongs to."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[Region, ...]
    owner: tuple[tuple[int, ...], ...]

    @property
    def box(self) -> Box:
        """Its outer edge."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def region_at(self, point: tuple[float, float]) -> int | None:
        """The number of the cell that holds a point."""
        column, row = bisect_right(self.xs, point[0]) - 1, bisect_right(self.ys, point[1]) - 1
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return self.owner[row][column]
        return None

    def right(self, region: Region) -> float:
        """Where a cell ends on the right."""
        return self.xs[region.column + region.width]


def grids_of(shapes: Iterable[Shape]) -> list[Grid]:
    """The ruled tables and frames of a page, the smallest first."""
    level, upright = _rules(shapes)
    if len(level) > _MOST_RULES or len(upright) > _MOST_RULES:
        return []
    grids = [grid for group in _groups(level, upright) if (grid := _grid(*group)) is not None]
    return sorted(grids, key=lambda grid: (grid.box[2] - grid.box[0]) * (grid.box[3] - grid.box[1]))


def _rules(shapes: Iterable[Shape]) -> tuple[list[Rule], list[Rule]]:
    level: list[Rule] = []
    upright: list[Rule] = []
    for shape in shapes:
        x0, y0, x1, y1 = shape.box
        if shape.height < _THIN and shape.width >= _SHORT:
            level.append(Rule((y0 + y1) / 2, x0, x1))
        elif shape.width < _THIN and shape.height >= _SHORT:
            upright.append(Rule((x0 + x1) / 2, y0, y1))
        elif shape.curved and len(shape.points) >= 8 and shape.width > 30 and shape.height > 10:
            level.extend((Rule(y0, x0, x1), Rule(y1, x0, x1)))  # a frame with round corners
            upright.extend((Rule(x0, y0, y1), Rule(x1, y0, y1)))
        elif not shape.curved:
            drawn = shape.stroked or not shape.filled
            for (ax, ay), (bx, by) in zip(shape.points, shape.points[1:], strict=False):
                if abs(ay - by) < 0.5 and abs(ax - bx) >= _SHORT:
                    level.append(Rule(ay, min(ax, bx), max(ax, bx), drawn))
                elif abs(ax - bx) < 0.5 and abs(ay - by) >= _SHORT:
                    upright.append(Rule(ax, min(ay, by), max(ay, by), drawn))
    return _joined(level), _joined(upright)


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """Pieces that follow one another on one line, as one rule."""
    lines: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda one: one.at):
        if lines and rule.at - lines[-1][-1].at < 1.2:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    joined: list[Rule] = []
    for line in lines:
        line.sort(key=lambda one: one.start)
        for at, rule in enumerate(line):
            if at and rule.start <= joined[-1].end + _NEAR:
                last = joined[-1]
                joined[-1] = Rule(last.at, last.start, max(last.end, rule.end), last.drawn or rule.drawn)
            else:
                joined.append(rule)
    return joined


def _groups(level: Sequence[Rule], upright: Sequence[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """The rules that touch one another, directly or through others."""
    leader = list(range(len(level) + len(upright)))

    def find(one: int) -> int:
        while leader[one] != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    for at, across in enumerate(level):
        for number, down in enumerate(upright, len(level)):
            near = _NEAR if across.drawn == down.drawn else _BESIDE_PAINT
            if (
                across.start - near <= down.at <= across.end + near
                and down.start - near <= across.at <= down.end + near
            ):
                leader[find(number)] = find(at)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for number in range(len(leader)):
        group = groups.setdefault(find(number), ([], []))
        (group[0] if number < len(level) else group[1]).append(
            level[number] if number < len(level) else upright[number - len(level)]
        )
    yield from (group for group in groups.values() if len(group[0]) > 1 and group[1])


def _grid(level: Sequence[Rule], upright: Sequence[Rule]) -> Grid | None:
    xs = _places([*(rule.at for rule in upright), *(end for rule in level for end in (rule.start, rule.end))])
    ys = _places([*(rule.at for rule in level), *(end for rule in upright for end in (rule.start, rule.end))])
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns > _MOST_FIELDS:
        return None
    owner = [[row * columns + column for column in range(columns)] for row in range(rows)]
    for row in range(rows):
        for column in range(columns):
            if column + 1 < columns and not _wall(upright, xs[column + 1], ys[row], ys[row + 1]):
                _unite(owner, (row, column), (row, column + 1))
            if row + 1 < rows and not _wall(level, ys[row + 1], xs[column], xs[column + 1]):
                _unite(owner, (row, column), (row + 1, column))
    numbers: dict[int, int] = {}
    spans: list[list[int]] = []
    for row in range(rows):
        for column in range(columns):
            number = numbers.setdefault(owner[row][column], len(spans))
            if number == len(spans):
                spans.append([row, column, row, column])
            span = spans[number]
            span[:] = [min(span[0], row), min(span[1], column), max(span[2], row), max(span[3], column)]
            owner[row][column] = number
    regions = tuple(Region(top, left, low - top + 1, far - left + 1) for top, left, low, far in spans)
    return Grid(tuple(xs), tuple(ys), regions, tuple(map(tuple, owner)))


def _places(values: Iterable[float]) -> list[float]:
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][0] <= _NEAR:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def _wall(rules: Sequence[Rule], at: float, start: float, end: float) -> bool:
    covered = sum(
        max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in rules if abs(rule.at - at) <= _NEAR
    )
    return covered >= _COVERED * (end - start)


def _unite(owner: list[list[int]], one: tuple[int, int], other: tuple[int, int]) -> None:
    """Two fields become one cell: the whole of the second takes the number of the first."""
    new, old = owner[one[0]][one[1]], owner[other[0]][other[1]]
    if new == old:
        return
    for row in owner[: other[0] + 2]:
        for column, number in enumerate(row):
            if number == old:
                row[column] = new
