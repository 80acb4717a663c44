"""New columns of a workbook come to stand within its filter or its table: a sort leaves none behind."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.table import Table

from sheets.register import Batch, NewRow
from sheets.widening import Headers
from tests.support.libreoffice import SOFFICE, convert
from tests.support.xlsx_register import XlsxHuman, prepared_xlsx_register

REF = "C-2026-0001"
NEW = ["Stage", "Extra work", "Emotional rating"]
HEADERS = Headers(1, 1, 7, ["Ref", "B", "C", "D", "E", "F", "G"])


@pytest.mark.parametrize(
    ("area", "after"),
    [
        ("A1:E9", "A1:G9"),
        ("A1:G9", "A1:G9"),
        ("A1:H9", "A1:H9"),  # hers reaches further
        ("B1:E9", "B1:E9"),  # without the keys it is no filter over the table
        ("A3:E9", "A3:E9"),  # nor with other headers
    ],
)
def test_only_what_spans_the_keys_and_their_headers_is_widened(area: str, after: str) -> None:
    assert HEADERS.widened(area) == after


def earlier(human: XlsxHuman, *, table: bool, scribbles: str = "Scribbles") -> None:
    """Cases as it was before the `NEW` columns, with a column of hers behind; as a table if asked."""
    book = load_workbook(human.path)
    sheet = book["Cases"]
    sheet.delete_cols(16, 3)
    sheet.cell(1, 18).value = scribbles
    sheet.auto_filter.ref = None if table else "A1:Q2"
    if table:
        sheet.add_table(Table(displayName="Register", ref="A1:Q2"))
    book.save(human.path)


def test_a_filter_takes_in_the_new_columns_and_hers_between(tmp_path: Path) -> None:
    with prepared_xlsx_register(tmp_path) as (register, human):
        register.write(Batch("r1", (NewRow("cases", REF, {"ref": REF, "status": "New"}),)), register.read())
        earlier(human, table=False)
        register.prepare()
        sheet = load_workbook(human.path)["Cases"]
        assert [cell.value for cell in sheet[1]][17:] == ["Scribbles", *NEW]
        assert sheet.auto_filter.ref == "A1:U2"


def test_a_table_takes_them_in_with_their_names_and_libreoffice_opens_it(tmp_path: Path) -> None:
    with prepared_xlsx_register(tmp_path) as (register, human):
        register.write(Batch("r1", (NewRow("cases", REF, {"ref": REF, "status": "New"}),)), register.read())
        earlier(human, table=True)
        register.prepare()
        table = load_workbook(human.path)["Cases"].tables["Register"]
        assert table.ref == "A1:U2"
        assert [column.name for column in table.tableColumns][16:] == [
            "Notes",
            "Scribbles",
            *NEW,
        ]
        assert register.read().tabs["cases"].rows[0].text("ref") == REF
        if SOFFICE:
            assert convert([human.path], "csv", tmp_path)
            assert ",".join(NEW) in (tmp_path / f"{human.path.stem}.csv").read_text()


def test_a_table_that_a_column_without_a_name_stands_beside_stays_as_it_is(tmp_path: Path) -> None:
    with prepared_xlsx_register(tmp_path) as (register, human):
        earlier(human, table=True, scribbles="")
        human.set_cell("Cases", 1, "Notes", "Notes")
        with human.at_work("Cases") as sheet:
            sheet.cell(1, 19).value = "Mine"
        register.prepare()
        assert load_workbook(human.path)["Cases"].tables["Register"].ref == "A1:Q2"
