"""The charts of the tab Dashboard in a Google Sheet: pure requests."""

from __future__ import annotations

from collections.abc import Iterator

from sheets import api
from sheets.api import Json
from sheets.charts import CHARTS, FIRST_ROW, HEIGHT, WIDTH, Chart
from sheets.columns import DASHBOARD

_ROW = 21  # pixels


def add_charts(sheet_id: int) -> Iterator[Json]:
    """One below the other, to the right of the numbers."""
    for at, chart in enumerate(CHARTS):
        row = FIRST_ROW - 1 + at * (HEIGHT // _ROW + 1)
        cell = {"sheetId": sheet_id, "rowIndex": row, "columnIndex": len(DASHBOARD.columns) + 1}
        place = {"overlayPosition": {"anchorCell": cell, "widthPixels": WIDTH, "heightPixels": HEIGHT}}
        yield {"addChart": {"chart": {"spec": _spec(sheet_id, chart), "position": place}}}


def _spec(sheet_id: int, chart: Chart) -> Json:
    names = [column.name for column in DASHBOARD.columns]
    named = chart.first == 1  # the header just above says what each colour is
    top, bottom = FIRST_ROW + chart.first - 2 - named, FIRST_ROW + chart.last - 1

    def cells(name: str) -> Json:
        at = names.index(name)
        return {"sourceRange": {"sources": [api.box(sheet_id, top, at, bottom, at + 1)]}}

    series = [
        {
            "series": cells(name),
            "targetAxis": "LEFT_AXIS",
            "colorStyle": api.rgb(colour),
            "dataLabel": {"type": "DATA", "placement": "OUTSIDE_END"},
        }
        for name, colour in zip(chart.series, chart.colours, strict=True)
    ]
    return {
        "title": chart.title,
        "altText": chart.alone,
        "hiddenDimensionStrategy": "SHOW_ALL",
        "basicChart": {
            "chartType": "COLUMN",
            "legendPosition": "BOTTOM_LEGEND" if len(series) > 1 else "NO_LEGEND",
            "axis": [{"position": "LEFT_AXIS", "title": chart.down}],
            "domains": [{"domain": cells("what")}],
            "series": series,
            "headerCount": int(named),
        },
    }
