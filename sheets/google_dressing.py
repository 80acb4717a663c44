"""The looks of sheets/layout.py put on the tabs and columns of a Google Sheet: pure requests."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

from casework.figures import LINES
from sheets import api
from sheets import layout as looks
from sheets.api import Json
from sheets.charts import FIRST_ROW
from sheets.columns import CASES, DASHBOARD, Column, Owner, TabLayout
from sheets.contents import COPIED
from sheets.contents import LINES as COPIES
from sheets.google_charts import add_charts
from sheets.google_pages import ListsTab, choice
from sheets.layout import Look
from sheets.views import filter_views

_PIXELS = 7  # a character


def dress_tab(layout: TabLayout, sheet_id: int, lists: ListsTab) -> Iterator[Json]:
    """The requests that give a tab just made its headers, looks, filter, rules and warnings."""
    for at, column in enumerate(layout.columns):
        yield from dress_column(layout, column, sheet_id, 0, at, lists)
    if layout.name == COPIED.name:
        yield api.set_cells(sheet_id, 1, 0, [[line] for line in range(1, COPIES + 1)])
    if layout.hidden:
        return
    grid = {"frozenRowCount": 1, "frozenColumnCount": looks.FROZEN_COLUMNS}
    colour = api.rgb(looks.TAB_COLOURS.get(layout.name, looks.LINE))
    properties = {"sheetId": sheet_id, "gridProperties": grid, "tabColorStyle": colour}
    fields = "gridProperties.frozenRowCount,gridProperties.frozenColumnCount,tabColorStyle"
    yield {"updateSheetProperties": {"properties": properties, "fields": fields}}
    span = {"sheetId": sheet_id, "dimension": "ROWS", "startIndex": 0, "endIndex": 1}
    height = {"pixelSize": round(looks.HEADER_HEIGHT * 4 / 3)}
    yield {"updateDimensionProperties": {"range": span, "properties": height, "fields": "pixelSize"}}
    whole = api.box(sheet_id, 0, 0, None, len(layout.columns))
    if layout.name not in looks.UNSORTED:
        yield {"setBasicFilter": {"filter": {"range": whole}}}
    warning = "The service finds its columns by these headers: please keep them."
    header = {"range": api.box(sheet_id, 0, 0, 1), "description": warning, "warningOnly": True}
    yield {"addProtectedRange": {"protectedRange": header}}
    yield from _rules(layout, sheet_id)
    ours = {at: column for at, column in enumerate(layout.columns) if column.owner is Owner.OURS}
    yield from warnings_below(ours, sheet_id, 0)
    if layout is CASES:
        yield from filter_views(sheet_id)
    if layout is DASHBOARD:
        lines = [[line] for line in range(1, LINES + 1)]
        yield api.set_cells(sheet_id, FIRST_ROW - 1, len(layout.columns) - 1, lines)
        yield from add_charts(sheet_id)


def dress_column(
    layout: TabLayout, column: Column, sheet_id: int, row: int, at: int, lists: ListsTab
) -> Iterator[Json]:
    """Those that make one column: its width, its header in the row (from 0), its cells and its dropdown."""
    span = {"sheetId": sheet_id, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}
    width = {"pixelSize": column.width * _PIXELS + 16}
    yield {"updateDimensionProperties": {"range": span, "properties": width, "fields": "pixelSize"}}
    header: Json = api.extended(column.title) | {"userEnteredFormat": _header_format(column)}
    if not layout.hidden:
        header["note"] = looks.header_note(column)
    place = {"sheetId": sheet_id, "rowIndex": row, "columnIndex": at}
    fields = "userEnteredValue,userEnteredFormat,note"
    yield {"updateCells": {"start": place, "rows": [{"values": [header]}], "fields": fields}}
    below = api.box(sheet_id, row + 1, at, None, at + 1)
    yield api.dress(below, _cell_format(column))
    if column.choices:
        yield {"setDataValidation": {"range": below, "rule": choice(column, lists)}}


def _header_format(column: Column) -> Json:
    return _look(looks.header_look(column)) | {
        "verticalAlignment": "MIDDLE",
        "wrapStrategy": "WRAP",
        "numberFormat": {"type": "TEXT", "pattern": looks.header_format(column)},
    }


def _cell_format(column: Column) -> Json:
    line = {"style": "SOLID", "colorStyle": api.rgb(looks.LINE)}
    form = _look(looks.cell_look(column)) | {
        "verticalAlignment": "TOP",
        "horizontalAlignment": "LEFT",
        "wrapStrategy": "WRAP",
        "borders": {"bottom": line, "right": line},
    }
    match looks.number_format(column):
        case looks.DATE_FORMAT as pattern:
            form["numberFormat"] = {"type": "DATE", "pattern": pattern}
        case looks.TEXT_FORMAT as pattern:
            form["numberFormat"] = {"type": "TEXT", "pattern": pattern}
    return form


def _look(look: Look) -> Json:
    text: Json = {}
    if look.ink:
        text["foregroundColorStyle"] = api.rgb(look.ink)
    for name, given in (("bold", look.bold), ("italic", look.italic), ("strikethrough", look.struck)):
        if given:
            text[name] = True
    form: Json = {"textFormat": text} if text else {}
    return form | {"backgroundColorStyle": api.rgb(look.fill)} if look.fill else form


def warnings_below(columns: Mapping[int, Column], sheet_id: int, header: int) -> Iterator[Json]:
    """Who types into a column of ours is asked whether they mean it; nobody is stopped, the service least.

    `columns`: those of ours by their places, `header` their row, both from 0; columns side by side share one.
    """
    starts = [at for at in sorted(columns) if at - 1 not in columns]
    for start in starts:
        end = next(at for at in itertools.count(start) if at not in columns)
        warning = looks.warning([columns[at] for at in range(start, end)])
        below = {"range": api.box(sheet_id, header + 1, start, None, end), "description": warning}
        yield {"addProtectedRange": {"protectedRange": below | {"warningOnly": True}}}


def _rules(layout: TabLayout, sheet_id: int) -> Iterator[Json]:
    places = {column.name: at for at, column in enumerate(layout.columns)}
    letters = {name: api.letters(at) for name, at in places.items()}
    for index, rule in enumerate(looks.RULES.get(layout.name, ())):
        spans = [api.box(sheet_id, 1, places[name], None, places[name] + 1) for name in rule.columns]
        spans = spans or [api.box(sheet_id, 1, 0, None, len(places))]
        formula = {"userEnteredValue": looks.rule_formula(rule, letters)}
        condition = {"type": "CUSTOM_FORMULA", "values": [formula]}
        painted = {"condition": condition, "format": _look(rule.look)}
        yield {
            "addConditionalFormatRule": {"rule": {"ranges": spans, "booleanRule": painted}, "index": index}
        }
