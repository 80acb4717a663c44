"""A table's own column of formulas is there in the rows that the service adds; anybody's else is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.table import Table, TableFormula

from sheets.register import Batch, NewRow
from tests.support.xlsx_register import XlsxHuman, prepared_xlsx_register

COLUMN = 21
"""The first that is not ours."""


def add(register, *refs: str) -> None:
    rows = tuple(
        NewRow("cases", ref, {"ref": ref, "status": "New", "received": date(2026, 11, 3)}) for ref in refs
    )
    register.write(Batch(f"r{refs}", rows), register.read())


def with_column(human: XlsxHuman, in_cell: object, in_table: str | None) -> None:
    """Cases as a table with a column of hers, with or without a formula that the table knows."""
    book = load_workbook(human.path)
    sheet = book["Cases"]
    sheet.auto_filter.ref = None
    sheet.cell(1, COLUMN).value = "Days open"
    sheet.cell(2, COLUMN).value = in_cell
    sheet.cell(2, COLUMN).number_format = "0"
    table = Table(displayName="Register", ref="A1:U2")
    table._initialise_columns()
    for column, cell in zip(table.tableColumns, sheet[1], strict=False):
        column.name = cell.value
    if in_table is not None:
        table.tableColumns[-1].calculatedColumnFormula = TableFormula(attr_text=in_table)
    sheet.add_table(table)
    book.save(human.path)


THIS_ROW = "TODAY()-Register[[#This Row],[Received]]"


@pytest.mark.parametrize(
    ("in_cell", "in_table", "third", "fourth"),
    [
        (f"={THIS_ROW}", THIS_ROW, f"={THIS_ROW}", f"={THIS_ROW}"),
        (7, THIS_ROW, f"={THIS_ROW}", f"={THIS_ROW}"),  # she wrote over one of them
        ("=TODAY()-B2", "TODAY()-B2", "=TODAY()-B3", "=TODAY()-B4"),
        (7, "TODAY()-B2", None, None),  # of which row is not told
        ("=TODAY()-B2", None, None, None),  # only dragged down
        (ArrayFormula("U2:U2", "=SUM(B2:B2)"), "SUM(B2:B2)", None, None),
    ],
)
def test_a_column_that_the_table_fills_is_filled_in_new_rows(
    tmp_path: Path, in_cell: object, in_table: str | None, third: str | None, fourth: str | None
) -> None:
    with prepared_xlsx_register(tmp_path) as (register, human):
        add(register, "C-2026-0001")
        with_column(human, in_cell, in_table)
        add(register, "C-2026-0002", "C-2026-0003")
        sheet = load_workbook(human.path)["Cases"]
        assert [sheet.cell(row, COLUMN).value for row in (3, 4)] == [third, fourth]
        assert third is None or sheet.cell(3, COLUMN).number_format == "0"
        assert sheet.tables["Register"].ref == "A1:U4"
        before = sheet.cell(2, COLUMN).value
        assert in_cell == before or isinstance(before, ArrayFormula)


def test_what_she_keeps_below_the_table_is_moved_on_and_never_calculated_over(tmp_path: Path) -> None:
    with prepared_xlsx_register(tmp_path) as (register, human):
        add(register, "C-2026-0001")
        with_column(human, f"={THIS_ROW}", THIS_ROW)
        human.set_cell("Cases", 4, "Days open", "mine")
        add(register, "C-2026-0002")
        sheet = load_workbook(human.path)["Cases"]
        assert [sheet.cell(row, COLUMN).value for row in (3, 4, 5)] == [f"={THIS_ROW}", None, "mine"]
