"""Tabs of a Google Sheet as a `Picture`, and where on each tab everything stands: pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sheets.api import Grid, Raw, a1, seen, text_of
from sheets.cells import key_text
from sheets.columns import RECEIPTS, TABS, Column, TabLayout
from sheets.dates import written_date
from sheets.headers import TOP_ROWS, Located, find_tab, locate, looks_like_a_key, until_then
from sheets.register import Cell, Picture, RegisterBroken, Row, Tab
from sheets.workbook import tab_title

_MINUTES = 24 * 60  # of a day

RECEIPTS_READ = 200
"""Newest receipts that a read brings: they are put in at the top."""


@dataclass(frozen=True, slots=True)
class Place:
    """A tab as it stood, and where its header and columns are."""

    layout: TabLayout
    grid: Grid
    found: Located

    @property
    def header(self) -> int:
        """The 0-based row of the header."""
        return self.found.row - 1

    @property
    def key(self) -> int:
        """The 0-based column of the key."""
        return self.found.columns[self.layout.key]

    def rows_by_key(self) -> dict[str, list[int]]:
        """0-based rows below the header by key as it is compared."""
        rows: dict[str, list[int]] = {}
        for at in range(self.header + 1, len(self.grid.rows)):
            if key := key_text(text_of(self.grid.cell(at, self.key))):
                rows.setdefault(key, []).append(at)
        return rows

    def below(self) -> int:
        """The 0-based row just below the last one that holds a key of ours (not a note further down)."""
        keyed = (
            at
            for at in range(len(self.grid.rows) - 1, self.header, -1)
            if looks_like_a_key(self.layout, text_of(self.grid.cell(at, self.key)))
        )
        return next(keyed, self.header) + 1


def titles_of(titles: Sequence[str], layouts: Sequence[TabLayout] = TABS) -> dict[str, str]:
    """The title of each tab by canonical name. Raises `RegisterBroken` where a needed one is not there."""
    wanted = [layout for layout in layouts if layout.needed or find_tab(layout, titles)]
    return {layout.name: tab_title(layout, titles) for layout in wanted}


def ranges(titles: Mapping[str, str], layouts: Sequence[TabLayout] = TABS) -> list[str]:
    """The ranges of one read: every tab whole, of the receipts only the newest.

    None at all, which is everything, while a tab is not there: it may come back at any time.
    """
    if len(titles) < len(layouts):
        return []
    last = f"1:{RECEIPTS_READ + 1}"
    return [a1(title, last if name == RECEIPTS.name else "") for name, title in titles.items()]


def places_of(
    grids: Sequence[Grid], layouts: Sequence[TabLayout] = TABS
) -> tuple[dict[str, Place], tuple[str, ...]]:
    """Where everything stands, by canonical tab name, and why a tab that can be done without is left out.

    Raises `RegisterBroken` for a tab or header missing or doubled, and for merged cells in the way.
    """
    by_title = {grid.title: grid for grid in grids}
    places: dict[str, Place] = {}
    problems: list[str] = []
    for layout in layouts:
        try:
            places[layout.name] = place_of(layout, by_title[tab_title(layout, list(by_title))])
        except RegisterBroken as broken:
            if layout.needed:
                raise
            problems.append(str(broken))
    return places, tuple(problems)


def place_of(layout: TabLayout, grid: Grid) -> Place:
    """Where the header and columns of a tab stand. Raises `RegisterBroken`."""
    place = Place(
        layout, grid, locate(layout, [grid.texts(at) for at in range(min(TOP_ROWS, len(grid.rows)))])
    )
    columns = set(place.found.columns.values())
    last = max((row for rows in place.rows_by_key().values() for row in rows), default=place.header)
    for top, left, bottom, right in grid.merges:
        if top <= last and bottom > place.header and columns & set(range(left, right)):
            raise RegisterBroken(
                f"Cells are merged on the tab {layout.title} (row {top + 1}), so that rows cannot be told "
                "apart: please select them and choose Format, Merge cells, Unmerge; "
                f"{until_then(layout)}."
            )
    return place


def picture_of(
    places: Mapping[str, Place], problems: tuple[str, ...] = (), layouts: Sequence[TabLayout] = TABS
) -> Picture:
    """The register at one moment; rows of nothing but blanks are left out."""
    lacking = [layout for layout in layouts if layout.name not in places]
    tabs = {name: tab_of(place) for name, place in places.items() if name != RECEIPTS.name}
    tabs |= {layout.name: Tab(layout.title, {}, ()) for layout in lacking}
    receipts = places[RECEIPTS.name]
    keys = (text_of(receipts.grid.cell(row, receipts.key)) for row in range(1, len(receipts.grid.rows)))
    return Picture(tabs, frozenset(key for key in keys if key), problems=problems)


def tab_of(place: Place) -> Tab:
    """A tab as the picture has it."""
    days = {column.name: column for column in place.layout.columns if column.date}
    picks = [(name, at, days.get(name)) for name, at in place.found.columns.items()]
    own, decision = place.grid.lists, place.found.columns.get("decision", -1)
    rows = []
    for number, line in enumerate(place.grid.rows[place.header + 1 :], place.header + 2):
        width = len(line)
        cells = {name: shown(line[at], day) if at < width else None for name, at, day in picks}
        if any(value is not None for value in cells.values()):
            rows.append(Row(number, cells, own.get((number - 1, decision))))
    return Tab(place.grid.title, dict(place.found.columns), tuple(rows))


def shown(raw: Raw, day: Column | None) -> Cell:
    """A cell as the picture has it; `day`: its column, where that holds dates: a serial number is one.

    A day with a time of day, where that counts, is text, as in a workbook.
    """
    value = seen(raw)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if day is not None and isinstance(value, int | float) and not isinstance(value, bool):
        minutes = round(value % 1 * _MINUTES) if day.clock else 0
        whole = written_date(round(value) if minutes == _MINUTES else value)
        if whole is not None and 0 < minutes < _MINUTES:
            return f"{whole.isoformat()} {minutes // 60:02d}:{minutes % 60:02d}"
        return whole or value
    return value
