"""How a new row looks: as its column does, else as the rows above it, else as the register's own."""

from __future__ import annotations

from collections import Counter
from io import BytesIO

from openpyxl import Workbook

from sheets.columns import TabLayout
from sheets.dressing_tabs import dress_cells
from sheets.grid import Grid
from sheets.package import load
from sheets.styles import Styles, styles_of

_LOOKED_AT = 20


def look_of_new(
    grid: Grid, styles: Styles, layout: TabLayout, column: str, at: int, rows: tuple[int, int]
) -> int:
    """The look's number for a new cell in the 1-based column `at`; `rows`: the header's and the last one's.

    One cell that a person coloured says nothing of the next row: what most of the last rows have counts.
    """
    for spread in grid.root.iterfind("{*}cols/{*}col"):
        if int(spread.get("min", "0")) <= at <= int(spread.get("max", "0")) and spread.get("style"):
            return int(spread.get("style", "0"))
    header, last = rows
    above = Counter(
        cell.get("s", "0")
        for number in range(max(header + 1, last - _LOOKED_AT + 1), last + 1)
        if (cell := grid.cell(number, at)) is not None
    )
    if len(above) and above.most_common(1)[0][1] * 2 > min(_LOOKED_AT, last - header):
        return styles.variant(int(above.most_common(1)[0][0]), quoted=False)
    return _own(styles, layout, column)


def _own(styles: Styles, layout: TabLayout, column: str) -> int:
    """The register's own look for a column, brought into this workbook."""
    book = Workbook()
    dress_cells(book.worksheets[0]["A1"], layout.column(column))
    saved = BytesIO()
    book.save(saved)
    package = load(saved.getvalue())
    made = styles_of(package)
    return styles.bring(made, len(made.package.tree(made.part).find("{*}cellXfs")) - 1)  # type: ignore[arg-type]
