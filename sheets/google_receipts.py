"""The hidden tab of receipts: proof of each write, and what it wrote over (TRUST.md §0.1). Pure.

The API has no compare-and-set and addresses cells by number. So a write first copies the header and each row
that it is about to write into beside its receipt, in the same atomic batch: the read-back, or a later look,
then shows what was written over and whose row and column it was, whoever was quicker and whatever moved, and
it is put back where it was not ours to change. The copies go with the next write.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from sheets import api
from sheets.api import Grid, Json, Raw, text_of
from sheets.google_picture import Place
from sheets.google_plan import Spot, TabPlan

RECEIPTS_KEPT = 400
MOST_COPIES = 800
"""Where whole rows would be more cells than this, only people's cells are copied: the rest is ours."""

SPARE = 2
"""Columns copied beyond the last one in use: one may be put in before the others just then."""

Columns = Mapping[str, Mapping[Spot, int]]
"""By tab and cell, the column of the receipt's line in which the cell's former value is kept."""


@dataclass(frozen=True, slots=True)
class Copies:
    """Where a change keeps what it wrote over; `turn` stands beside the receipt if it was that change."""

    turn: int = 0
    columns: Columns = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """A receipt's line: its 0-based row, and how much room there is beside it."""

    sheet_id: int
    title: str
    row: int
    first: int  # free column
    column_count: int

    def read_back(self) -> str:
        """The line as an A1 range."""
        return api.a1(self.title, f"{self.row + 1}:{self.row + 1}")


def newest_line(receipts: Place) -> Line:
    """Where the next receipt goes: just below the header."""
    first = max(receipts.found.columns.values()) + 1
    grid = receipts.grid
    return Line(grid.sheet_id, grid.title, receipts.header + 1, first, grid.column_count)


def line_of(receipts: Place, receipt: str) -> Line | None:
    """The line of a batch's receipt, if it is among the newest: then the batch was applied."""
    line = newest_line(receipts)
    for row in range(line.row, len(receipts.grid.rows)):
        if text_of(receipts.grid.cell(row, receipts.key)) == receipt:
            return replace(line, row=row)
    return None


def put_receipt(receipts: Place, receipt: str, now: datetime) -> list[Json]:
    """Write the newest line; copies beside the one before go, and lines of no use any more."""
    line, grid = newest_line(receipts), receipts.grid
    cells: dict[str, Raw] = {"receipt": receipt, "at": now.isoformat(timespec="seconds")}
    values: list[Raw] = [None] * line.first
    for name, at in receipts.found.columns.items():
        values[at] = cells[name]
    made = [
        api.insert_rows(grid.sheet_id, line.row, 1, like_above=line.row >= grid.row_count),
        api.set_cells(grid.sheet_id, line.row, 0, [values]),
    ]
    if (copies := grid.width() - line.first) > 0:
        rows = min(2, len(grid.rows) - line.row)  # two: a write that was lost may have left its own
        made.append(api.set_cells(grid.sheet_id, line.row + 1, line.first, [[None] * copies] * rows))
    if grid.row_count > 3 * RECEIPTS_KEPT:
        made.append(api.delete_rows(grid.sheet_id, RECEIPTS_KEPT, grid.row_count))
    return made


def swap(plans: Mapping[str, TabPlan], line: Line, turn: int) -> tuple[list[Json], Copies, Line]:
    """Copy what stands where we are about to write beside the receipt, and note which change of it this is.

    Returns the requests, where each copy is, and the line with the room it has then.
    """
    spans = [(name, span) for name, plan in plans.items() if plan.aims for span in _spans(plan)]
    made: list[Json] = []
    lacking = line.first + 1 + sum(right - left for _, (_, left, right) in spans) - line.column_count
    if lacking > 0:
        made.append(api.append_columns(line.sheet_id, lacking))
        line = replace(line, column_count=line.column_count + lacking)
    made.append(api.set_cells(line.sheet_id, line.row, line.first, [[turn]]))
    columns: dict[str, dict[Spot, int]] = {}
    at = line.first + 1
    for name, (row, left, right) in spans:
        source = api.box(plans[name].base.sheet_id, row, left, row + 1, right)
        target = api.box(line.sheet_id, line.row, at, line.row + 1, at + right - left)
        made.append(api.copy_value(source, target))
        columns.setdefault(name, {}).update({(row, left + on): at + on for on in range(right - left)})
        at += right - left
    return made, Copies(turn, columns), line


def _spans(plan: TabPlan) -> list[tuple[int, int, int]]:
    """What is copied of a tab as rows, each from a column to before another: the header first."""
    into = plan.into_rows()
    width = min(plan.base.width() + SPARE, plan.base.column_count)
    rows = dict.fromkeys(row for (row, _), _ in into)
    header = (plan.header, 0, width)
    if (len(rows) + 1) * width <= MOST_COPIES:
        return [header, *((row, 0, width) for row in rows)]
    return [header, *((row, column, column + 1) for (row, column), aim in into if aim.guarded)]


def was_made(copies_of: Copies, grid: Grid, line: Line) -> bool:
    """Whether the last change noted at the receipt is this one."""
    return grid.cell(line.row, line.first) == copies_of.turn


def copies(columns: Columns, grid: Grid | None, row: int) -> dict[str, dict[Spot, Raw]]:
    """What was written over, by tab and cell; `row` is the receipt's in `grid`."""
    if grid is None:
        return {}
    return {name: {spot: grid.cell(row, at) for spot, at in spots.items()} for name, spots in columns.items()}
