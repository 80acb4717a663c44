"""What a tab lacks that is there already: columns, dropdowns, warnings, filters. Pure requests.

A header that seems to have been lost rather than never to have been there is for a person to put back
(`RegisterBroken`), because a new empty column would read as a hundred deletions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casework.figures import LINES as FIGURES
from sheets import api
from sheets.api import Grid, Json
from sheets.charts import FIRST_ROW
from sheets.columns import DASHBOARD, Column, Owner, TabLayout, find_columns, fold, free_title
from sheets.contents import COPIED, LINES
from sheets.google_dressing import dress_column, dress_tab, warnings_below
from sheets.google_pages import ListsTab, astray, choice
from sheets.headers import TOP_ROWS, Located, locate, near_misses
from sheets.layout import WARNING
from sheets.lists import LISTS
from sheets.register import RegisterBroken

_LINES = {DASHBOARD.name: FIRST_ROW - 1 + FIGURES, COPIED.name: 1 + LINES}
"""Lines written on a blank tab, where they are more than the header's: they are put in above whatever
somebody has typed there meanwhile."""


def complete(layout: TabLayout, grid: Grid, lists: ListsTab) -> tuple[list[Json], Located]:
    """What an existing tab lacks: everything if it is blank, else headers that a newer version brings."""
    whole = Located(1, {column.name: at for at, column in enumerate(layout.columns)})
    if not any(value is not None for line in grid.rows[:TOP_ROWS] for value in line):
        above = api.insert_rows(grid.sheet_id, 0, _LINES.get(layout.name, 1), like_above=False)
        return [*_room(grid, len(layout.columns)), above, *dress_tab(layout, grid.sheet_id, lists)], whole
    try:
        return _add_columns(layout, grid, lists)
    except RegisterBroken:
        if layout.needed:
            raise
        return [], whole  # the service goes on without the tab, and says so at every look


def _add_columns(layout: TabLayout, grid: Grid, lists: ListsTab) -> tuple[list[Json], Located]:
    top, row = top_of(grid), header_of(layout, grid)
    found, _ = find_columns(layout, top[row], top[row + 1 :])
    lacking = [column for column in layout.columns if column.name not in found]
    offered = [*_new_dropdowns(layout, grid, row, found, lists), *_mended_warnings(layout, grid, row, found)]
    if not lacking:
        return offered, locate(layout, top)
    if layout.key not in found or near_misses(layout, top[row], found) or _lost_header(grid, row):
        locate(layout, top)
    start = grid.width()
    lacking = [replace(column, title=free_title(column, top[row])) for column in lacking]
    made = [*offered, *new_columns(grid, len(lacking))]
    for at, column in enumerate(lacking, start):
        made += dress_column(layout, column, grid.sheet_id, row, at, lists)
    made += _widen_filters(grid, row, found[layout.key], start + len(lacking))
    headers = top[row] + [column.title for column in lacking]
    return made, Located(row + 1, locate(layout, [headers, *top[row + 1 :]]).columns)


def has_rule(grid: Grid, at: int) -> bool:
    """Whether the column has a dropdown anywhere."""
    return at in grid.sources or any(column == at for _, column in grid.lists)


def _new_dropdowns(
    layout: TabLayout, grid: Grid, header: int, found: dict[str, int], lists: ListsTab
) -> Iterator[Json]:
    """Dropdowns of columns that are there, and had none, from lists that are new; and those that look to a
    tab of ours that is gone, or is not the one any more."""
    new = {column.name for column in lists.added}
    for name, at in found.items():
        column = layout.column(name)
        lost = column.choices and _looks_astray(grid.sources.get(at, ""), column, lists)
        if lost or (column.choices in new and not has_rule(grid, at)):
            below = api.box(grid.sheet_id, header + 1, at, None, at + 1)
            yield {"setDataValidation": {"range": below, "rule": choice(column, lists)}}


def _looks_astray(source: str, column: Column, lists: ListsTab) -> bool:
    tab = fold(source.rpartition("!")[0].strip("='").replace("''", "'"))
    ours = {fold(name) for name in (LISTS.title, LISTS.aside, COPIED.title)}
    wanted: str = choice(column, lists)["condition"]["values"][0]["userEnteredValue"]
    return bool(source) and ("#REF!" in source or tab in ours) and astray(source, wanted)


def _mended_warnings(layout: TabLayout, grid: Grid, header: int, found: dict[str, int]) -> Iterator[Json]:
    """A warning of ours over a column that is people's by now, in its place one over what is ours there."""
    columns = {at: layout.column(name) for name, at in found.items()}
    theirs = {column.title for column in layout.columns if column.owner is Owner.HUMAN}
    for told in grid.protected:
        said = told.get("description", "")
        named = set(said.removeprefix(WARNING).partition(":")[0].split(", "))
        if not said.startswith(WARNING) or not named & theirs:
            continue
        yield {"deleteProtectedRange": {"protectedRangeId": told["protectedRangeId"]}}
        span = range(told["range"].get("startColumnIndex", 0), told["range"].get("endColumnIndex", 0))
        ours = {at: one for at, one in columns.items() if at in span and one.owner is Owner.OURS}
        yield from warnings_below(ours, grid.sheet_id, header)


def _widen_filters(grid: Grid, header: int, key: int, end: int) -> Iterator[Json]:
    """The filter over the table, and its views, take in new columns: a sort moves just what they span, and a
    column outside would stay behind, beside other rows."""

    def widened(spread: Json) -> Json | None:
        covers = spread.get("startColumnIndex", 0) <= key < spread.get("endColumnIndex", end) < end
        return (
            {**spread, "endColumnIndex": end} if covers and spread.get("startRowIndex", 0) == header else None
        )

    if grid.filter is not None and (spread := widened(grid.filter.get("range", {}))):
        yield {"setBasicFilter": {"filter": {**grid.filter, "range": spread}}}
    for view in grid.views:
        if spread := widened(view.get("range", {})):
            seen = {"filterViewId": view["filterViewId"], "range": spread}
            yield {"updateFilterView": {"filter": seen, "fields": "range"}}


def _lost_header(grid: Grid, row: int) -> bool:
    """Whether a column without a header holds anything: then a header was lost, and must not be made anew."""
    nameless = [at for at in range(grid.width()) if grid.cell(row, at) is None]
    return any(
        grid.cell(below, at) is not None for at in nameless for below in range(row + 1, len(grid.rows))
    )


def new_columns(grid: Grid, count: int) -> list[Json]:
    """Columns of their own behind the last one that is filled: wherever somebody has dragged or inserted one
    meanwhile, what is written there lies in nobody's cells."""
    at = grid.width()
    return [*_room(grid, at + 1), api.insert_columns(grid.sheet_id, at, count)]  # before one there must be


def _room(grid: Grid, columns: int) -> list[Json]:
    lacking = columns - grid.column_count
    if lacking <= 0:
        return []
    return [api.append_columns(grid.sheet_id, lacking)]


def header_of(layout: TabLayout, grid: Grid) -> int:
    """The row, from 0, in which most of the tab's headers stand."""
    top = top_of(grid)
    return max(range(len(top)), key=lambda at: len(find_columns(layout, top[at])[0]))


def top_of(grid: Grid) -> list[list[str]]:
    """The first rows, in which headers are looked for, as texts."""
    return [grid.texts(at) for at in range(min(TOP_ROWS, len(grid.rows)))]
