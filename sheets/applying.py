"""A batch put into a workbook's parts: found by key and header, never by a remembered place (SHEETS.md §5).

Only the parts of the tabs that are written change, and what has to follow when rows come in; all else in the
file stays byte for byte (docs/why/012).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sheets.calculated import fill_on
from sheets.cells import cell_text, key_text
from sheets.columns import CASES, RECEIPTS, TABS, TabLayout
from sheets.contents import COPIED
from sheets.extending import extend_ranges
from sheets.grid import Grid, open_grid
from sheets.headers import looks_like_a_key
from sheets.heights import fit_heights
from sheets.layout import DATE_FORMAT
from sheets.package import Package
from sheets.parts import child, named, sheet_parts, starts_in_1904
from sheets.places import bounds
from sheets.register import Batch, Cell, CellWrite, Naming, NewRow, RegisterBroken, Row, Written
from sheets.results import forget_results
from sheets.room import Room, make_room
from sheets.row_lists import write_row_lists
from sheets.row_looks import look_of_new
from sheets.styles import Styles, styles_of
from sheets.workbook import Reading

if TYPE_CHECKING:
    from lxml import etree

RECEIPTS_KEPT = 400
_RETYPED = re.compile(r"[=+\-@'\d.,£$€%(\s]")
"""Text that a spreadsheet program would make a formula, a number or a date of, were it typed again."""
_PLAIN_FORMATS = ("General", "@", "yyyy-mm-dd")


@dataclass(frozen=True, slots=True)
class Place:
    """A tab in the package: `rows` by key, `columns` 0-based, `last` the last row that holds a key."""

    package: Package
    styles: Styles
    part: str
    title: str
    layout: TabLayout
    grid: Grid
    columns: dict[str, int]
    rows: dict[str, list[Row]]
    header: int
    last: int

    def set(self, row: int, column: str, value: Cell) -> None:
        """Write one cell by canonical column."""
        self.fill(self.grid.made(row, self.columns[column] + 1), value)

    def fill(self, cell: etree._Element, value: Cell) -> None:
        """Give a cell a value, and the look that a value of its kind needs."""
        self.grid.put(cell, value)
        style = int(cell.get("s", "0"))
        after = _style_for(self.styles, style, value)
        if after != style:
            cell.set("s", str(after))


def apply_batch(package: Package, batch: Batch, reading: Reading, now: datetime) -> Written:
    """Make the rows, write the cells, leave the receipt. A batch whose receipt is there changes nothing.

    `reading` is of the same bytes as the package. Raises `RegisterBroken` for what cannot be written; the
    package is then thrown away.
    """
    if key_text(batch.receipt) in {key_text(receipt) for receipt in reading.picture.receipts}:
        return Written()
    skipped: list[CellWrite] = []
    touched: set[str] = set()
    for layout in (*TABS, COPIED):
        rows = [row for row in batch.rows if row.tab == layout.name]
        writes = [write for write in batch.cells if write.tab == layout.name]
        named = [naming for naming in batch.named if naming.tab == layout.name]
        if rows or writes or named:
            place = place_of(package, reading, layout)
            name_rows(place, named, reading.tab(layout.name).rows)
            skipped += write_cells(place, writes)
            add_rows(place, rows)
            touched.add(place.title)
            place.grid.store()
    if batch.lists is not None and _lists_differ(batch, reading):
        write_row_lists(package, batch.lists)
    receipts = place_of(package, reading, RECEIPTS)
    add_rows(receipts, [NewRow(RECEIPTS.name, batch.receipt, {"at": now.isoformat(timespec="seconds")})])
    extra = len(receipts.rows) + 1 - RECEIPTS_KEPT
    if extra > RECEIPTS_KEPT:
        _drop_first(receipts, extra)
    receipts.grid.store()
    forget_results(package, touched, reading)
    return Written(tuple(skipped))


def _lists_differ(batch: Batch, reading: Reading) -> bool:
    """Whether a row offers something else than it shall; a new row offers nothing of its own yet."""
    wanted = {key_text(ref): words for ref, words in (batch.lists or {}).items()}
    rows = reading.picture.tabs[CASES.name].rows
    new = {key_text(row.key) for row in batch.rows if row.tab == CASES.name}
    return bool(new & wanted.keys()) or any(
        row.own_list != wanted.get(key_text(row.cells.get(CASES.key))) for row in rows
    )


def place_of(package: Package, reading: Reading, layout: TabLayout) -> Place:
    """Where a tab stands in the package. Raises `RegisterBroken` for one that could not be read."""
    if layout.name not in reading.located:
        raise RegisterBroken(" ".join(reading.picture.problems))
    tab = reading.tab(layout.name)
    part = sheet_parts(package)[tab.title]
    grid = open_grid(package, part, mac=starts_in_1904(package))
    rows: dict[str, list[Row]] = {}
    header = last = reading.located[layout.name].row
    for row in tab.rows:
        value = row.cells.get(layout.key)
        if key := key_text(value):
            rows.setdefault(key, []).append(row)
            last = row.number if looks_like_a_key(layout, cell_text(value)) else last
    return Place(package, styles_of(package), part, tab.title, layout, grid, tab.columns, rows, header, last)


def write_cells(place: Place, writes: Iterable[CellWrite]) -> list[CellWrite]:
    """Write cells; returns those where a human was first. A key that is gone or doubled is left alone."""
    skipped = []
    written: dict[int, dict[str, Cell]] = {}
    for write in writes:
        rows = place.rows.get(key_text(write.key), [])
        if len(rows) != 1 or write.column not in place.columns:
            continue
        row = rows[0]
        now = written.get(row.number, {}).get(write.column, row.cells.get(write.column))
        if write.expected is not None and (
            cell_text(now) != write.expected.strip() or _is_formula(place, row.number, write.column)
        ):
            skipped.append(write)
            continue
        place.set(row.number, write.column, write.value)
        written.setdefault(row.number, {})[write.column] = write.value
    texts = {row.number: row.cells for found in place.rows.values() for row in found if row.number in written}
    fit_heights(
        place.grid, {number: _by_column(place, texts[number] | cells) for number, cells in written.items()}
    )
    return skipped


def name_rows(place: Place, named: Iterable[Naming], rows: Sequence[Row]) -> None:
    """Keys for rows without one, where they stand as they did when they were read."""
    for naming in named:
        if naming.row in rows and not cell_text(naming.row.cells.get(place.layout.key)):
            place.set(naming.row.number, place.layout.key, naming.key)


def add_rows(place: Place, rows: Iterable[NewRow]) -> None:
    """Below the last row that has a key; what somebody keeps further down is moved on, never written over."""
    new: dict[str, NewRow] = {}
    for row in rows:
        if key_text(row.key) not in place.rows:
            new.setdefault(key_text(row.key), row)
    if not new:
        return
    first, last = place.last + 1, place.last + len(new)
    if _used_below(place.grid, place.last):
        make_room(place.package, place.grid, place.part, Room(place.title, first, len(new)))
    looks = {
        name: look_of_new(place.grid, place.styles, place.layout, name, at + 1, (place.header, place.last))
        for name, at in place.columns.items()
    }
    for number, row in enumerate(new.values(), first):
        cells: dict[str, Cell] = {place.layout.key: row.key, **row.cells}
        for name, at in sorted(place.columns.items(), key=lambda pair: pair[1]):
            cell = place.grid.made(number, at + 1)
            if cell.get("s") is None:
                cell.set("s", str(looks[name]))
            place.fill(cell, cells.get(name))
        fit_heights(place.grid, {number: _by_column(place, cells)})
        place.grid.seal(number)
    ours = {at + 1 for at in place.columns.values()}
    fill_on(place.package, place.part, place.grid, ours, (place.last, last))
    extend_ranges(place.package, place.grid.root, place.part, place.title, (place.last, last))


def _by_column(place: Place, cells: dict[str, Cell]) -> dict[int, Cell]:
    return {place.columns[name] + 1: value for name, value in cells.items() if name in place.columns}


def _style_for(styles: Styles, style: int, value: Cell) -> int:
    """Text that would be taken for more is marked as text; a date shows as a date."""
    if isinstance(value, str):
        return styles.variant(style, quoted=bool(_RETYPED.match(value)))
    if isinstance(value, date) and styles.number_format(style) in _PLAIN_FORMATS:
        return styles.variant(style, number_format=DATE_FORMAT)
    return style


def _is_formula(place: Place, row: int, column: str) -> bool:
    """A person's formula is never flattened, whatever it comes to."""
    cell = place.grid.cell(row, place.columns[column] + 1)
    return cell is not None and child(cell, "f") is not None


def _used_below(grid: Grid, last: int) -> bool:
    if any(number > last and grid.holds_anything(number) for number in grid.rows):
        return True
    merged = (area.get("ref", "") for area in named(grid.root, "mergeCell"))
    return any(bounds(area)[3] > last for area in merged)


def _drop_first(place: Place, count: int) -> None:
    """Let the oldest rows of a machine tab go: nothing else hangs on their numbers."""
    first = place.header + 1
    for number in range(first, first + count):
        place.grid.rows.pop(number, None)
    place.grid.renumber({number: number - count for number in place.grid.rows if number >= first + count})
