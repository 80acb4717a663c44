"""Rows as high as their wrapped text needs, unless a person has fixed their height."""

from __future__ import annotations

import math
from collections.abc import Mapping

from sheets.grid import Grid
from sheets.register import Cell

LINE_POINTS, MOST_POINTS = 15.0, 240.0
_USUAL_WIDTH = 8.43


def fit_heights(grid: Grid, rows: Mapping[int, Mapping[int, Cell]]) -> None:
    """Set the heights of rows; `rows` holds what stands in them, by row number and 1-based column."""
    widths = _widths(grid)
    for number, cells in rows.items():
        line = grid.row(number)
        if line.get("customHeight") in ("1", "true"):
            continue
        lines = max((_lines(value, widths.get(at, _USUAL_WIDTH)) for at, value in cells.items()), default=1)
        line.set("ht", f"{min(MOST_POINTS, LINE_POINTS * lines) + 3:g}")


def _lines(value: Cell, width: float) -> int:
    if not isinstance(value, str):
        return 1
    room = max(4.0, width - 1.0)  # the indent
    return sum(max(1, math.ceil(len(line) / room)) for line in value.split("\n"))


def _widths(grid: Grid) -> dict[int, float]:
    return {
        at: float(spread.get("width", _USUAL_WIDTH))
        for spread in grid.root.iterfind("{*}cols/{*}col")
        for at in range(int(spread.get("min", "0")), min(int(spread.get("max", "0")), 200) + 1)
    }
