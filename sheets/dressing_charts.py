"""The charts of the tab Dashboard in a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.chart import BarChart, Reference, Series
from openpyxl.chart.label import DataLabelList
from openpyxl.utils import get_column_letter

from sheets.charts import CHARTS, FIRST_ROW, HEIGHT, WIDTH, Chart
from sheets.columns import DASHBOARD

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_CM = 2.54 / 96  # a pixel
_ROW = 20  # pixels


def add_charts(sheet: Worksheet) -> None:
    """One below the other, to the right of the numbers."""
    column = get_column_letter(len(DASHBOARD.columns) + 2)
    for at, chart in enumerate(CHARTS):
        sheet.add_chart(_chart(sheet, chart), f"{column}{FIRST_ROW + at * (HEIGHT // _ROW + 1)}")


def _chart(sheet: Worksheet, chart: Chart) -> BarChart:
    made = BarChart()
    made.type, made.title, made.style = "col", chart.title, 10
    made.width, made.height = WIDTH * _CM, HEIGHT * _CM  # type: ignore[assignment]  # they may be fractions
    made.gapWidth = 60
    made.y_axis.title = chart.down
    made.y_axis.number_format = "0"
    made.x_axis.delete = made.y_axis.delete = False  # else newer programs leave both axes out
    names = [column.name for column in DASHBOARD.columns]

    def cells(at: int) -> Reference:
        top, bottom = FIRST_ROW + chart.first - 1, FIRST_ROW + chart.last - 1
        return Reference(sheet, min_col=at, min_row=top, max_row=bottom)

    for name, colour in zip(chart.series, chart.colours, strict=True):
        place = names.index(name) + 1
        series = Series(cells(place), title=DASHBOARD.column(name).title)
        series.graphicalProperties.solidFill = colour
        series.dLbls = DataLabelList()
        series.dLbls.showVal = True
        for other in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
            setattr(series.dLbls, other, False)
        made.series.append(series)
    made.set_categories(cells(names.index("what") + 1))
    if len(chart.series) == 1:
        made.legend = None
    else:
        made.legend.position = "b"
    return made
