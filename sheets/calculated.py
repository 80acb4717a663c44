"""Formulas of a table's own columns, in the rows that the service adds to it.

Excel fills the column of a table with its formula when somebody types below the table, and not when a file
comes with a row more: there the cell would stay blank for good. Only what the table itself says is a column
of formulas is filled on; a formula that was merely dragged down stays as far as it was dragged.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from lxml import etree

from sheets.formulas import filled_on
from sheets.grid import Grid
from sheets.package import Package
from sheets.parts import child, named, related, same_ns
from sheets.places import bounds, column_letter


def fill_on(package: Package, part: str, grid: Grid, ours: Collection[int], rows: tuple[int, int]) -> None:
    """`rows`: the last row as it was and as it is now; `ours`: the service's columns, from 1."""
    last, new = rows
    for column, everywhere in _columns(package, part, last):
        above = grid.cell(last, column)
        own = child(above, "f") if above is not None else None
        if column in ours:
            continue
        for number in range(last + 1, new + 1):
            cell = grid.made(number, column)
            text = _filled_on(own, column, last, number) or everywhere
            if text and not len(cell):
                etree.SubElement(cell, same_ns(cell, "f")).text = text
                if above is not None and cell.get("s") is None:
                    cell.set("s", above.get("s", "0"))
            grid.seal(number)


def _columns(package: Package, part: str, row: int) -> Iterator[tuple[int, str]]:
    """The columns of formulas of the tables that have that row, from 1, each with what it says where that
    reads the same in every row."""
    for table in related(package, part, "table"):
        root = package.tree(table)
        left, top, _, bottom = bounds(root.get("ref", "A1"))
        if not top <= row <= bottom:
            continue
        for at, column in enumerate(named(root, "tableColumn"), left):
            formula = child(column, "calculatedColumnFormula")
            if formula is not None and formula.get("array") is None:
                text = formula.text or ""
                yield at, text if filled_on(text, "A1", "B2") == text else ""


def _filled_on(formula: etree._Element | None, column: int, row: int, to: int) -> str:
    """A cell's own formula, as it reads further down; one that it shares with others is not its own."""
    if formula is None or formula.get("t", "normal") != "normal":
        return ""
    letter = column_letter(column)
    return filled_on(formula.text or "", f"{letter}{row}", f"{letter}{to}")
