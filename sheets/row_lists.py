"""The lists that rows of a workbook have of their own, on the machine's tab: written as a whole.

The rule of the column Decision finds them by the reference in its row. Nothing else in the file changes with
them, and a sort or a dragged column never makes one wrong.
"""

from __future__ import annotations

from collections.abc import Mapping

from sheets.bringing import bring_tab
from sheets.grid import open_grid
from sheets.headers import find_tab
from sheets.lists import OFFERED
from sheets.making import new_register
from sheets.package import Package, load
from sheets.parts import child, sheet_parts
from sheets.register import Words


def write_row_lists(package: Package, lists: Mapping[str, Words]) -> None:
    """Have the tab say just this, a line for each word; it is made where somebody took it away."""
    title = find_tab(OFFERED, list(sheet_parts(package)))
    if title is None:
        title = OFFERED.title
        bring_tab(package, load(new_register()), title)
    grid = open_grid(package, sheet_parts(package)[title])
    for number in [number for number in grid.rows if number > 1]:
        del grid.rows[number]
    lines = [(ref, word) for ref, words in sorted(lists.items()) for word in words]
    for number, line in enumerate(lines, 2):
        for column, text in enumerate(line, 1):
            grid.put(grid.made(number, column), text)
        grid.seal(number)
    size = child(grid.root, "dimension")
    if size is not None:
        size.set("ref", f"A1:B{len(lines) + 1}")
    grid.store()
