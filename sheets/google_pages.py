"""The tabs Lists and Read me in a Google Sheet: pure requests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sheets import api, pages
from sheets import layout as looks
from sheets.api import Formula, Grid, Json, Raw
from sheets.columns import Column
from sheets.contents import COPIED
from sheets.headers import Located
from sheets.lists import LISTS, NAMES, ROWS, USUAL, WORDS, Places, span_of

_PIXELS = 7  # a character
_FILTERED = "=IFERROR(FILTER("


@dataclass(frozen=True, slots=True)
class ListsTab:
    """What the tab Lists is called or will be, where each list stands on it, and which are new there."""

    title: str
    places: Places = field(default_factory=lambda: USUAL)
    added: tuple[Column, ...] = ()


def new_lists(title: str, sheet_id: int, index: int | None) -> Json:
    """The tab, empty: before the dropdowns that look to it."""
    grid = {"rowCount": ROWS, "columnCount": len(LISTS.columns), "frozenRowCount": 1}
    properties: Json = {"sheetId": sheet_id, "title": title, "gridProperties": grid}
    properties["tabColorStyle"] = api.rgb(looks.TAB_COLOURS[LISTS.name])
    if index is not None:
        properties["index"] = index
    return {"addSheet": {"properties": properties}}


def fill_lists(sheet_id: int, title: str, roster: Located) -> Iterator[Json]:
    """The words below the headers, and then the names. `title` is the tab that has them: see `_all_names`."""
    for at, listed in enumerate(LISTS.columns):
        words: list[list[Raw]] = [[word] for word in WORDS[listed.name]]
        if listed.name == "decision":
            words.append([_all_names(title, roster)])
        yield api.set_cells(sheet_id, 1, at, words)


def _all_names(title: str, roster: Located) -> api.Formula:
    """The names as they stand; whole columns, so that rows put in anywhere are taken in."""
    column = api.letters(roster.columns["name" if "name" in roster.columns else NAMES])
    names = api.a1(title, f"{column}:{column}")
    return api.Formula(f'{_FILTERED}{names},{names}<>"",ROW({names})>{roster.row}),"")', None)


def renew_names(lists: ListsTab, grid: Grid, title: str, roster: Located) -> Iterator[Json]:
    """Have the tab Lists that stands as `grid` take the names from where they are now."""
    wanted, at = _all_names(title, roster), lists.places["decision"]
    for row in range(len(grid.rows)):
        cell = grid.cell(row, at)
        if isinstance(cell, Formula) and cell.text.startswith(_FILTERED) and astray(cell.text, wanted.text):
            yield api.set_cells(grid.sheet_id, row, at, [[wanted]])


def astray(text: str, wanted: str) -> bool:
    """Whether what a formula or a dropdown of ours looks to is gone, or whether the tab of copies has come
    between, or is so no more."""
    return "#REF!" in text or (COPIED.title in text) != (COPIED.title in wanted)


def add_lists(lists: ListsTab, sheet_id: int, header: int) -> Iterator[Json]:
    """The words below the headers of the lists that are new. `header`: the row that it stands in, from 0."""
    for column in lists.added:
        yield api.set_cells(
            sheet_id, header + 1, lists.places[column.name], [[word] for word in WORDS[column.name]]
        )


def choice(column: Column, lists: ListsTab) -> Json:
    """A list to choose from, on the tab Lists. Other words may be typed.

    A name, say, or a state of the branch's own making: so it is not strict.
    """
    span = span_of(column.choices, lists.places)
    letter = api.letters(span.column)
    where = api.a1(lists.title, f"${letter}${span.row + 1}:${letter}${ROWS}")
    condition = {"type": "ONE_OF_RANGE", "values": [{"userEnteredValue": f"={where}"}]}
    return {"condition": condition, "showCustomUi": True, "strict": False}


def page(title: str, sheet_id: int, index: int | None) -> Iterator[Json]:
    """The whole of the tab Read me."""
    lines = pages.readme()
    size: Json = {"rowCount": len(lines) + 5, "columnCount": len(pages.WIDTHS), "hideGridlines": True}
    properties: Json = {"sheetId": sheet_id, "title": title, "gridProperties": size}
    properties["tabColorStyle"] = api.rgb(looks.TAB_COLOURS["readme"])
    if index is not None:
        properties["index"] = index
    yield {"addSheet": {"properties": properties}}
    for at, width in enumerate(pages.WIDTHS):
        span = {"sheetId": sheet_id, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}
        pixels = {"pixelSize": width * _PIXELS}
        yield {"updateDimensionProperties": {"range": span, "properties": pixels, "fields": "pixelSize"}}
    yield api.set_cells(sheet_id, 0, 0, [line.texts for line in lines])
    yield api.dress(api.box(sheet_id, 0, 0), {"wrapStrategy": "WRAP", "verticalAlignment": "TOP"})
    for row, line in enumerate(lines):
        if len(line.texts) == 1:
            across = api.box(sheet_id, row, 0, row + 1, len(pages.WIDTHS))
            yield {"mergeCells": {"range": across, "mergeType": "MERGE_ALL"}}
        if line.style:
            look = looks.PAGE[line.style]
            text = {"fontSize": look.size, "bold": look.bold, "foregroundColorStyle": api.rgb(look.ink)}
            yield api.dress(api.box(sheet_id, row, 0, row + 1), {"textFormat": text})
