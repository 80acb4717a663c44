"""Two readers of workbooks say the same of what programs write; an error is never read as an empty cell."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.chart import BarChart

from sheets.cells import escaped
from sheets.grids import _by_calamine, _by_openpyxl, _is_plain, read_grids
from sheets.register import RegisterBroken
from sheets.workbook import as_cell, read_picture

PLAIN = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t"), max_size=40)
DAYS = st.dates(date(1950, 1, 1), date(2199, 1, 1))
VALUES = (
    PLAIN.map(lambda text: text.lstrip("=")).map(escaped)
    | st.integers(-(10**15), 10**15)
    | st.floats(-1e9, 1e9).map(lambda number: round(number, 6))
    | st.booleans()
    | DAYS
    | st.builds(datetime.combine, DAYS, st.times().map(lambda one: one.replace(microsecond=0)))
    | st.none()
)


def workbook(*lines, spoilt=None):
    """The bytes of a workbook with these lines; `spoilt`: what stands instead of its cells, as XML."""
    book = Workbook()
    for line in lines:
        book.active.append(line)
    out = BytesIO()
    book.save(out)
    if spoilt is None:
        return out.getvalue()
    made = BytesIO()
    with ZipFile(out) as old, ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/"):
                part = re.sub(
                    rb"<sheetData>.*</sheetData>", f"<sheetData>{spoilt}</sheetData>".encode(), part
                )
            new.writestr(name, part)
    return made.getvalue()


def cells(grids, title="Sheet"):
    """The cells with something in them, by place."""
    return {
        (row, column): as_cell(value)
        for row, line in enumerate(grids.grid(title).lines)
        for column, value in enumerate(line)
        if as_cell(value) is not None
    }


@pytest.mark.long
@given(st.lists(st.lists(VALUES, min_size=1, max_size=5), min_size=1, max_size=5))
@settings(max_examples=150, deadline=None)
def test_both_readers_say_the_same_of_every_cell(lines):
    content = workbook(*lines)
    assert cells(_by_calamine(content)) == cells(_by_openpyxl(content))


def test_times_spans_merged_cells_hidden_tabs_and_charts_are_told_alike():
    book = Workbook()
    sheet = book.active
    sheet["C4"], sheet["A1"], sheet["B1"] = "far down", time(9, 30), timedelta(hours=30)
    sheet.merge_cells("C4:D5")
    book.create_sheet("Hidden").sheet_state = "veryHidden"
    book.create_chartsheet("Chart").add_chart(BarChart())
    book.create_sheet("Empty")
    out = BytesIO()
    book.save(out)
    for grids in (way(out.getvalue()) for way in (_by_calamine, _by_openpyxl)):
        assert dict(grids.seen) == {"Sheet": True, "Hidden": False, "Empty": True}
        assert grids.grid("Sheet").merged == ((4, 3, 5, 4),)
        assert cells(grids) == {(0, 0): "09:30:00", (0, 1): "1 day, 6:00:00", (3, 2): "far down"}
        assert cells(grids, "Empty") == {}


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#SPILL!", "#VALUE!"])
def test_a_cell_with_an_error_is_no_empty_cell(error):
    spoilt = f'<row r="1"><c r="A1" t="e"><v>{error}</v></c><c r="B1"><v>3</v></c></row>'
    assert cells(read_grids(workbook(["x"], spoilt=spoilt))) == {(0, 0): error, (0, 1): 3}


@pytest.mark.parametrize("far", ["A1048576", "XFD900"])
def test_a_word_typed_very_far_out_is_read_without_room_for_all_that_lies_between(far):
    row = re.sub(r"[A-Z]+", "", far)
    spoilt = (
        '<row r="1"><c r="A1"><v>3</v></c><c r="AZ1"><v>4</v></c></row>'
        f'<row r="{row}"><c r="{far}" t="inlineStr"><is><t>far</t></is></c></row>'
    )
    content = workbook(["x"], spoilt=spoilt)
    assert not _is_plain(content) and "far" in cells(read_grids(content)).values()


def test_a_workbook_of_another_format_is_refused_and_not_half_understood():
    out = BytesIO()
    with ZipFile(out, "w") as other:
        other.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        other.writestr("content.xml", "<office:document-content/>")
    with pytest.raises(RegisterBroken):
        read_picture(out.getvalue(), "")


def test_text_in_the_cell_keeps_its_spaces_and_returns_that_programs_store_beside_new_lines_go():
    spoilt = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve"> a &amp; b </t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>one_x000D_\ntwo</t></is></c><c r="C1" t="inlineStr"/>'
        '<c r="D1" t="inlineStr"><is><r><t>ri</t></r><r><t>ch</t></r></is></c>'
        '<c r="E1" t="inlineStr"><is><t>_x005F_x0041_</t></is></c></row>'
    )
    expected = {(0, 0): " a & b ", (0, 1): "one\ntwo", (0, 3): "rich", (0, 4): "_x0041_"}
    content = workbook(["x"], spoilt=spoilt)
    assert cells(_by_calamine(content)) == cells(_by_openpyxl(content)) == expected


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04" + bytes(400), workbook(["x"])[:-40]])
def test_what_is_no_workbook_is_said_in_a_sentence(content):
    with pytest.raises(RegisterBroken, match="restore an earlier version"):
        read_picture(content, "")
