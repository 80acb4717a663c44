"""The hidden tab of receipts: proof of each write, and what it wrote over (TRUST.md §0.1). Pure.

The API has no compare-and-set and addresses cells by number. So a write first copies what stands in each cell
beside its receipt, in the same atomic batch: the read-back then shows what was written over, whoever was
quicker and whatever moved, and it is put back where it was not ours to change. The copies go with the next
write.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sheets import api
from sheets.api import Grid, Json, Raw, text_of
from sheets.google_picture import Place
from sheets.google_plan import Spot, TabPlan

RECEIPTS_KEPT = 400
MOST_SWAPS = 200
"""In a batch with more cells only people's are copied: the rest is ours, and known."""

Columns = Mapping[str, Mapping[Spot, int]]
"""By tab and cell, the column of the receipt's line in which the cell's former value is kept."""


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


def swap(plans: Mapping[str, TabPlan], line: Line) -> tuple[list[Json], Columns, Line]:
    """Copy what stands in the cells about to be written to beside the receipt.

    Returns the requests, where each copy is, and the line with the room it has then.
    """
    spots = [(name, spot, aim) for name, plan in plans.items() for spot, aim in plan.into_rows()]
    if len(spots) > MOST_SWAPS:
        spots = [each for each in spots if each[2].guarded]
    made: list[Json] = []
    lacking = line.first + len(spots) - line.column_count
    if lacking > 0:
        made.append(api.append_columns(line.sheet_id, lacking))
        line = replace(line, column_count=line.column_count + lacking)
    columns: dict[str, dict[Spot, int]] = {}
    for at, (name, (row, column), _) in enumerate(spots, line.first):
        source = api.box(plans[name].base.sheet_id, row, column, row + 1, column + 1)
        target = api.box(line.sheet_id, line.row, at, line.row + 1, at + 1)
        made.append(api.copy_value(source, target))
        columns.setdefault(name, {})[row, column] = at
    return made, columns, line


def copies(columns: Columns, grid: Grid | None, row: int) -> dict[str, dict[Spot, Raw]]:
    """What was written over, by tab and cell; `row` is the receipt's in `grid`."""
    if grid is None:
        return {}
    return {name: {spot: grid.cell(row, at) for spot, at in spots.items()} for name, spots in columns.items()}
