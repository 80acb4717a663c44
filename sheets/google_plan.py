"""A batch as the cells to aim at: which cell of which tab gets what (SHEETS.md §5.3). Pure.

New rows are inserted and filled in one atomic step, so that wherever they land nothing is written over.
Everything is aimed as the rows stand after that insertion.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sheets import api
from sheets.api import Grid, Json, Raw, raw_of, same
from sheets.cells import cell_text, key_text
from sheets.columns import BY_NAME, Owner, TabLayout
from sheets.contents import COPIED
from sheets.google_picture import Place, shown, tab_of
from sheets.layout import DATE_FORMAT
from sheets.register import Batch, Cell, CellWrite, Naming, NewRow, RegisterBroken, RegisterMoved, Words

Spot = tuple[int, int]
"""A 0-based row and column."""

Lists = Mapping[str, Words]

Rules = Mapping[Spot, Words | None]
"""What each cell shall offer; None: what its whole column does."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What a cell shall hold. `guarded`: it is a person's cell, and what they put there meanwhile stands.

    `once`: where it did not land in its own row it is undone, and not written again: the next cycle does it.
    A key is written so; else a batch could take it from one row and give it to another, and if the answer to
    that were lost, rows could not be told by it. `owed`: a value of ours stands in that cell, which was not
    meant: `value` is what stood there before. It is given back, or a person is asked to look.
    """

    value: Raw
    guarded: bool
    source: CellWrite | None = None
    once: bool = False
    owed: bool = False


@dataclass(frozen=True, slots=True)
class TabPlan:
    """What is written on one tab. `base` is what we take to stand there, `fresh` the rows just inserted."""

    layout: TabLayout
    base: Grid
    header: int
    key: int
    aims: Mapping[Spot, Aim]
    fresh: range = range(0)
    lists: Lists | None = None  # what rows shall offer, by key as it is compared
    rules: Rules = field(default_factory=dict)  # which cells are told so now: see sheets/google_lists.py

    def truth(self, spot: Spot) -> Raw:
        """What a cell shall hold: what is aimed at it, else what stood there."""
        aim = self.aims.get(spot)
        return aim.value if aim is not None else self.base.cell(*spot)

    def room(self) -> list[Json]:
        """The new rows, put in and filled as a block; they look like the row above them."""
        if not self.fresh:
            return []
        sheet, start = self.base.sheet_id, self.fresh.start
        first = start - 1 == self.header
        before = self.base.row_count - len(self.fresh)
        like_above = (
            not first or start >= before
        )  # below a header there is a row to take after, but at the end
        width = 1 + max(column for row, column in self.aims if row in self.fresh)
        block = [[self.truth((row, column)) for column in range(width)] for row in self.fresh]
        made = [api.insert_rows(sheet, start, len(self.fresh), like_above=like_above)]
        made.append(api.set_cells(sheet, start, 0, block))
        return made + (self._first_dates() if first else [])

    def into_rows(self) -> list[tuple[Spot, Aim]]:
        """The aims at cells that are there already."""
        return [(spot, aim) for spot, aim in self.aims.items() if spot[0] not in self.fresh]

    def cells(self) -> list[Json]:
        """The writes into rows that are there, one request a cell."""
        sheet = self.base.sheet_id
        return [api.set_cells(sheet, row, column, [[aim.value]]) for (row, column), aim in self.into_rows()]

    def _first_dates(self) -> list[Json]:
        """The first rows of a tab have no row above to take the look of a date from."""
        names = {column.title for column in self.layout.columns if column.date}
        form = {"numberFormat": {"type": "DATE", "pattern": DATE_FORMAT}}
        return [
            api.dress(api.box(self.base.sheet_id, self.fresh.start, at, self.fresh.stop, at + 1), form)
            for at, header in enumerate(self.base.texts(self.header))
            if header in names
        ]

    def touched(self) -> set[Spot]:
        """Every cell that the requests write."""
        width = 1 + max((column for row, column in self.aims if row in self.fresh), default=-1)
        return {(row, column) for row in self.fresh for column in range(width)} | set(self.aims)


def plan_batch(batch: Batch, places: Mapping[str, Place]) -> tuple[dict[str, TabPlan], list[CellWrite]]:
    """The plans by tab name, and the compare-and-sets where a human was first.

    A row whose key is there already is not made again; a key that stands in two rows is left alone.
    Raises `RegisterBroken` for a tab or column that the register does not have.
    """
    plans: dict[str, TabPlan] = {}
    skipped: list[CellWrite] = []
    names = dict.fromkeys(
        [row.tab for row in batch.rows]
        + [write.tab for write in batch.cells]
        + [naming.tab for naming in batch.named]
    )
    for name in names:
        if name not in places and (gone := BY_NAME.get(name) or {COPIED.name: COPIED}.get(name)):
            raise RegisterMoved(f"The tab {gone.title} went while the service was about to write.")
        if name not in places:
            raise RegisterBroken(f"The register has no tab for {name}: nothing was written.")
        rows = [row for row in batch.rows if row.tab == name]
        writes = [write for write in batch.cells if write.tab == name]
        named = [naming for naming in batch.named if naming.tab == name]
        plan, refused = _plan_tab(places[name], rows, writes, named)
        skipped += refused
        if plan.aims:
            plans[name] = plan
    return plans, skipped


def _plan_tab(
    place: Place, rows: Sequence[NewRow], writes: Sequence[CellWrite], named: Sequence[Naming]
) -> tuple[TabPlan, list[CellWrite]]:
    known = place.rows_by_key()
    new: dict[str, dict[str, Cell]] = {}
    for row in rows:
        if key_text(row.key) not in known:
            new.setdefault(key_text(row.key), {place.layout.key: row.key, **row.cells})
    start = place.below()
    fresh = range(start, start + len(new))
    aims: dict[Spot, Aim] = {}
    skipped: list[CellWrite] = []
    for write in writes:
        there = known.get(key_text(write.key), [])
        if key_text(write.key) in new:
            new[key_text(write.key)][write.column] = write.value
        elif len(there) == 1:
            column = place.found.columns[write.column]
            now, wanted = place.grid.cell(there[0], column), raw_of(write.value)
            if write.expected is not None and _text(place, write.column, now) != write.expected.strip():
                skipped.append(write)
            elif not same(now, wanted):
                row_after = there[0] + (len(new) if there[0] >= start else 0)
                guarded = place.layout.column(write.column).owner is Owner.HUMAN
                aims[row_after, column] = Aim(wanted, guarded, write)
    for naming in named:
        at = _row_of(place, naming)
        if at is not None and key_text(naming.key) not in known:
            spot = at + (len(new) if at >= start else 0), place.key
            aims[spot] = Aim(raw_of(naming.key), guarded=True, once=True)
    for at, cells in zip(fresh, new.values(), strict=True):
        for name, value in cells.items():
            aims[at, place.found.columns[name]] = Aim(raw_of(value), guarded=False)
    return TabPlan(place.layout, with_room(place.grid, fresh), place.header, place.key, aims, fresh), skipped


def _row_of(place: Place, naming: Naming) -> int | None:
    """The 0-based row that is meant: it has no key, and stands as it was read."""
    wanted = {name: value for name, value in naming.row.cells.items() if value is not None}
    if place.layout.key in wanted:
        return None
    alike = [
        row.number - 1
        for row in tab_of(place).rows
        if {name: value for name, value in row.cells.items() if value is not None} == wanted
    ]
    return (
        naming.row.number - 1 if naming.row.number - 1 in alike else (alike[0] if len(alike) == 1 else None)
    )


def _text(place: Place, column: str, raw: Raw) -> str:
    """The text that the picture shows of a cell: a date in a column of dates is its ISO text."""
    held = place.layout.column(column)
    return cell_text(shown(raw, held if held.date else None))


def with_room(grid: Grid, fresh: range) -> Grid:
    """The grid with blank rows inserted."""
    blank: tuple[tuple[Raw, ...], ...] = ((),) * len(fresh)
    padded = grid.rows + ((),) * (fresh.start - len(grid.rows))
    rows = padded[: fresh.start] + blank + padded[fresh.start :]
    return replace(grid, rows=rows, row_count=grid.row_count + len(fresh)) if fresh else grid
