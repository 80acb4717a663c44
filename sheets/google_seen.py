"""A spreadsheet as a person sees it: every tab with its cells, dates as dates. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sheets import api
from sheets.register import Cell, Sheet

SEEN_FIELDS = (
    "sheets(properties(sheetId,title,hidden,gridProperties(rowCount,columnCount)),merges,"
    "data(rowData(values(userEnteredValue(formulaValue),effectiveValue,effectiveFormat(numberFormat(type))))))"
)
"""What is asked for it: more than for a cycle, in which only our own columns of dates are read as such."""

_DAYS = ("DATE", "DATE_TIME")


def seen_sheets(answer: Mapping[str, Any], *, hidden: bool = False) -> list[Sheet]:
    """The tabs of a spreadsheets.get, the hidden ones only if asked for."""
    return [
        _sheet(sheet)
        for sheet in answer.get("sheets", ())
        if hidden or not sheet.get("properties", {}).get("hidden")
    ]


def _sheet(sheet: Mapping[str, Any]) -> Sheet:
    data = (sheet.get("data") or [{}])[0]
    rows = [tuple(map(_cell, row.get("values", ()))) for row in data.get("rowData", ())]
    while rows and not any(value is not None for value in rows[-1]):
        rows.pop()
    properties = sheet.get("properties", {})
    boxes = (api.merged(merge, properties.get("gridProperties", {})) for merge in sheet.get("merges", ()))
    merged = tuple((top + 1, left + 1, bottom, right) for top, left, bottom, right in boxes)
    return Sheet(properties.get("title", ""), tuple(rows), merged)


def _cell(cell: Mapping[str, Any]) -> Cell:
    value = api.seen(api.raw_cell(cell))
    shown = cell.get("effectiveFormat", {}).get("numberFormat", {}).get("type", "")
    if shown not in _DAYS or isinstance(value, bool) or not isinstance(value, int | float) or value < 1:
        return int(value) if isinstance(value, float) and value.is_integer() else value
    day, minutes = api.day_of(value), round((value % 1) * 24 * 60)
    if shown == "DATE" or not minutes:
        return day
    clock = timedelta(minutes=minutes)
    return f"{day + timedelta(days=clock.days)} {clock.seconds // 3600:02d}:{clock.seconds // 60 % 60:02d}"
