"""Spreadsheets as forms: real dates, numbers that lost their zeros, tick boxes, answers beside and below."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from casework.model import Value
from ingest.documents.ods import read_ods
from ingest.documents.sniff import Sort, sort_of
from ingest.documents.xlsx import read_xlsx
from ingest.documents.zipped import MAX_BYTES, Unreadable
from ingest.form import find_forms
from ingest.page import Mark, Page, Table
from tests.support.documents import docx, paragraph
from tests.support.opendocument import odt
from tests.support.returned import EVERYWHERE, PLAIN, letter, word
from tests.support.spreadsheets import (
    BOLD,
    DAY,
    ELEVEN_DIGITS,
    MOMENT,
    STRUCK,
    XLSX_LAYOUTS,
    Sheet,
    day_number,
    packed,
    xlsx,
    xlsx_form,
)

BARE = 0  # the style of a cell that nothing was done to
LABELS = ("Name", "Membership number", "Email", "Mobile", "Date of next meeting", "What has happened?")


def texts(page: Page) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row] for row in block.rows]
        for block in page.blocks
        if isinstance(block, Table)
    ]


def cells(page: Page) -> list[str]:
    return [text for table in texts(page) for row in table for text in row if text]


def values(content: bytes) -> list[dict[str, Value]]:
    return [dict(form.values) for form in find_forms(letter(), [word(content, "form.bin")], PLAIN).forms]


@pytest.mark.parametrize("layout", XLSX_LAYOUTS)
@pytest.mark.parametrize("branch", EVERYWHERE)
@pytest.mark.parametrize("look", [BOLD, BARE], ids=["bold questions", "plain questions"])
def test_a_filled_workbook_reads_back_whatever_its_layout(branch: str, layout: str, look: int) -> None:
    returned = EVERYWHERE[branch]
    assert values(xlsx_form(returned.pairs, layout, look)) == [returned.values]


def test_a_workbook_made_by_another_library_reads_back_too() -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for label, answer in zip(
        LABELS, ("Ann Lee", "0012345", "ann@post.example", 7700900123, None, "Late pay."), strict=True
    ):
        sheet.append([label, answer])
    sheet["B5"] = date(2026, 12, 4)
    saved = BytesIO()
    workbook.save(saved)
    assert values(saved.getvalue()) == [
        {
            "member_name": "Ann Lee", "membership_number": "0012345", "email": "ann@post.example",
            "phone": "+447700900123", "summary": "Late pay.", "key_date": "2026-12-04",
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "style", "shown"),
    [
        (date(2026, 11, 3), DAY, "3 November 2026"),
        (day_number(date(2026, 11, 3)) + 0.4375, MOMENT, "3 November 2026 at 10:30"),
        (0.5, MOMENT, "12:00"),
        (-5, DAY, "-5"),
        (7700900123, ELEVEN_DIGITS, "07700900123"),
        (7700900123, BARE, "7700900123"),
        (7.700900123e9, BARE, "7700900123"),
        (37.5, BARE, "37.5"),
        (True, BARE, "☒"),
        (False, BARE, "☐"),
    ],
)
def test_a_value_is_read_as_what_it_stands_for(value: float | bool | date, style: int, shown: str) -> None:
    assert cells(read_xlsx(xlsx(Sheet({"A1": (value, style)})))) == [shown]


@pytest.mark.parametrize(
    ("number", "phone"),
    [(7700900123, "+447700900123"), (1134960123, "+441134960123"), (447700900123, "+447700900123")],
)
def test_a_phone_number_kept_as_a_number_gets_its_lost_sign_back(number: int, phone: str) -> None:
    sheet = {f"A{at}": (label, BARE) for at, label in enumerate(LABELS, start=1)}
    answers = {"B1": ("Ann Lee", BARE), "B2": (12345678, BARE), "B4": (number, BARE)}
    (form,) = values(xlsx(Sheet({**sheet, **answers})))
    assert form == {"member_name": "Ann Lee", "membership_number": "12345678", "phone": phone}


def test_a_question_that_was_not_answered_leaves_its_place_empty() -> None:
    sheet = {"A1": ("Name", 1), "B1": ("Ann", 0), "A2": ("Job", 1), "A3": ("Grade", 1), "B3": ("7", 0)}
    assert texts(read_xlsx(xlsx(Sheet(sheet)))) == [[["Name", "Ann"], ["Job", ""], ["Grade", "7"]]]


def test_a_heading_and_a_question_answered_below_stand_alone() -> None:
    sheet = {
        "A1": ("Name", BOLD), "C1": ("Ann", BARE), "A2": ("Job", BOLD), "C2": ("Chef", BARE),
        "A3": ("About the problem", BARE), "A4": ("What has happened?", BOLD), "A5": ("A long story", BARE),
    }  # fmt: skip
    (table,) = texts(read_xlsx(xlsx(Sheet(sheet, merged=("A5:D5",)))))
    assert table[2:] == [["About the problem"], ["What has happened?"], ["A long story"]]


def test_merged_cells_cover_their_neighbours_and_reach_down() -> None:
    sheet = {"A1": ("Wide", BARE), "A2": ("Tall", BARE), "B2": ("a", BARE), "B3": ("b", BARE)}
    (found,) = read_xlsx(xlsx(Sheet(sheet, merged=("A1:B1", "A2:A3")))).blocks
    assert isinstance(found, Table)
    assert [(cell.text, cell.column, cell.width, cell.below) for row in found.rows for cell in row] == [
        ("Wide", 0, 2, False), ("Tall", 0, 1, False), ("a", 1, 1, False), ("", 0, 1, True),
        ("b", 1, 1, False),
    ]  # fmt: skip


def test_tick_boxes_drawn_over_a_cell_stand_in_it_with_their_captions() -> None:
    shape = (
        "<v:shape><v:textbox><div><font>{}</font><br></div></v:textbox><x:ClientData ObjectType='Checkbox'>"
        "<x:Anchor>1, 5, {}, 2, 3, 5, {}, 2</x:Anchor>{}</x:ClientData></v:shape>"
    )
    spaces = "xmlns:v='urn:schemas-microsoft-com:vml' xmlns:x='urn:schemas-microsoft-com:office:excel'"
    first, second = (
        shape.format("Fixed-term", 0, 1, "<x:Checked>1</x:Checked>"),
        shape.format("Agency", 1, 2, ""),
    )
    sheet = Sheet({"A1": ("Contract", BARE)}, vml=f"<xml {spaces}>{first}{second}</xml>")
    assert texts(read_xlsx(xlsx(sheet))) == [[["Contract", "☒ Fixed-term"], ["", "☐ Agency"]]]


def test_struck_cells_and_struck_words_in_a_cell_are_marked() -> None:
    rich = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><r><t>Yes</t></r>'
        "<r><rPr><strike/></rPr><t> / No</t></r></si></sst>"
    )
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>99</v></c></row></sheetData></worksheet>'
    )
    (found,) = read_xlsx(
        xlsx(Sheet({}), more={"xl/sharedStrings.xml": rich, "xl/worksheets/sheet1.xml": sheet})
    ).blocks
    assert isinstance(found, Table)
    assert [(run.text, run.mark) for run in found.rows[0][0].lines[0].runs] == [
        ("Yes", Mark.NONE), (" / No", Mark.STRUCK),
    ]  # fmt: skip
    (other,) = read_xlsx(xlsx(Sheet({"A1": ("No", STRUCK)}))).blocks
    assert isinstance(other, Table) and other.rows[0][0].lines[0].all_marked(Mark.STRUCK)


def test_every_sheet_is_read_but_hidden_ones_and_hidden_columns_hold_lists() -> None:
    columns = '<cols><col min="2" max="2" hidden="1"/></cols>'
    shown = Sheet({"A1": ("one", BARE), "B1": ("list", BARE)}, columns=columns)
    hidden = Sheet({"A1": ("options", BARE)}, hidden=True)
    assert texts(read_xlsx(xlsx(shown, hidden, Sheet({"C7": ("two", BARE)})))) == [[["one"]], [["two"]]]


def test_an_opendocument_spreadsheet_reads_as_an_excel_one_does() -> None:
    answers = (
        ("office:value-type='string'", "Ann Lee"),
        ("office:value-type='float' office:value='12345'", "0012345"),
        ("office:value-type='string'", "ann@post.example"),
        ("office:value-type='float' office:value='7700900123'", "7.7E+09"),
        ("office:value-type='date' office:date-value='2026-12-04'", "12/04/26"),
        ("office:value-type='string'", "Late</text:p><text:p>pay."),
    )
    empty = "<table:table-cell table:number-columns-repeated='1022'/>"
    rows = "".join(
        f"<table:table-row><table:table-cell><text:p>{label}</text:p></table:table-cell>"
        f"<table:table-cell {kind}><text:p>{shown}</text:p></table:table-cell>{empty}</table:table-row>"
        for label, (kind, shown) in zip(LABELS, answers, strict=True)
    )
    end = f"<table:table-row table:number-rows-repeated='1048570'>{empty}</table:table-row>"
    content = odt(f"<table:table>{rows}{end}</table:table>", kind="spreadsheet")
    assert sort_of(content) is Sort.ODS
    assert len(read_ods(content).blocks) == 1
    assert values(content) == [
        {
            "member_name": "Ann Lee", "membership_number": "0012345", "email": "ann@post.example",
            "phone": "+447700900123", "summary": "Late pay.", "key_date": "2026-12-04",
        }
    ]  # fmt: skip


def test_a_cell_that_names_no_style_has_that_of_its_row_or_column() -> None:
    columns = (
        "<table:table-column table:default-cell-style-name='bold'/>"
        "<table:table-column table:default-cell-style-name='struck' table:number-columns-repeated='3'/>"
    )
    cell = "<table:table-cell {}><text:p>x</text:p></table:table-cell>"
    own = cell.format("table:style-name='underlined'")
    rows = f"<table:table-row>{cell.format('')}{own}{cell.format('')}</table:table-row>"
    by_row = f"<table:table-row table:default-cell-style-name='marked'>{cell.format('')}</table:table-row>"
    (found,) = read_ods(odt(f"<table:table>{columns}{rows}{by_row}</table:table>", kind="spreadsheet")).blocks
    assert isinstance(found, Table)
    marks = [cell.lines[0].runs[0].mark for row in found.rows for cell in row if not cell.empty]
    assert marks == [Mark.BOLD, Mark.UNDERLINED, Mark.STRUCK, Mark.HIGHLIGHTED]


WORKBOOK = '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets/></workbook>'


@pytest.mark.parametrize(
    "make",  # each only for its own test: some take as long to make as all others to collect
    [
        lambda: b"PK\x03\x04 nothing else",
        lambda: packed({"xl/other.xml": ""}),
        lambda: packed({"xl/workbook.xml": "<not closed"}),
        lambda: packed({"xl/workbook.xml": '<!DOCTYPE d [<!ENTITY a "aaaa">]><d>&a;</d>'}),
        lambda: xlsx(Sheet({}), more={"xl/worksheets/sheet1.xml": " " * (MAX_BYTES + 10)}),
        lambda: xlsx(Sheet({}), more={"xl/sharedStrings.xml": "<d>" + " " * 8_000_000 + "</d>"}),
        lambda: xlsx(Sheet({f"A{row}": ("x", BARE) for row in range(1, 60_000)})),
    ],
    ids=["cut", "no workbook", "unclosed", "entities", "bomb", "ratio", "long"],
)
def test_a_hostile_or_broken_workbook_is_unreadable_and_says_why(make: Callable[[], bytes]) -> None:
    content = make()
    with pytest.raises(Unreadable, match="^it"):
        read_xlsx(content)


def test_a_merged_block_as_large_as_the_sheet_costs_nothing() -> None:
    sheet = Sheet({"A1": ("x", BARE)}, merged=("A1:XFD1048576", "B2:A1", "nonsense"))
    assert texts(read_xlsx(xlsx(sheet))) == [[["x"]]]
    assert read_xlsx(packed({"xl/workbook.xml": WORKBOOK})).blocks == ()


@pytest.mark.parametrize(
    ("read", "member"), [(read_xlsx, "xl/worksheets/sheet1.xml"), (read_ods, "content.xml")]
)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_damaged_spreadsheet_is_read_or_unreadable_and_nothing_else(
    read: Callable[[bytes], Page], member: str, data: st.DataObject
) -> None:
    table = (
        "<table:table><table:table-row table:number-rows-repeated='2'>"
        "<table:table-cell office:value-type='date' office:date-value='2026-12-04'/>"
        "<table:table-cell office:value-type='float' office:value='7'><text:p>x</text:p></table:table-cell>"
        "</table:table-row></table:table>"
    )
    excel = read is read_xlsx
    whole = xlsx_form(EVERYWHERE["north"].pairs) if excel else odt(table, kind="spreadsheet")
    with ZipFile(BytesIO(whole)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    content = bytearray(parts[member])
    pieces = [
        b"",
        b"<",
        b'"',
        b"99999999999",
        b"-1",
        b"nan",
        b"1e400",
        b"inf",
        b"\x00",
        b'r="ZZZ9999999"',
        b't="b"',
    ]
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 12))] = data.draw(st.sampled_from(pieces))
    try:
        read(packed(parts | {member: bytes(content)}))
    except Unreadable:
        return


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("stream", "sort", "said"),
    [
        ("WordDocument", Sort.DOC, "older Word document"),
        ("Workbook", Sort.XLS, "older Excel workbook"),
        ("EncryptedPackage", Sort.LOCKED, "locked with a password"),
    ],
)
def test_older_and_locked_files_are_named_with_what_to_do(stream: str, sort: Sort, said: str) -> None:
    content = OLE + stream.encode("utf-16-le")
    assert sort_of(content) is sort
    found = find_forms(letter(), [word(content, "form.doc")], PLAIN)
    assert found.unread == ("form.doc",)
    assert said in found.problems[0] and "or in the mail itself" in found.problems[0]


@pytest.mark.parametrize(
    "kind",
    [
        "vnd.ms-word.document.macroEnabled",
        "vnd.ms-word.template.macroEnabledTemplate",
        "vnd.openxmlformats-officedocument.wordprocessingml.template",
    ],
)
def test_templates_and_macro_documents_are_read_wherever_their_text_is_kept(kind: str) -> None:
    with ZipFile(BytesIO(docx(paragraph("Ann Lee")))) as archive:
        text = archive.read("word/document.xml")
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/word/document2.xml" ContentType="application/{kind}.main+xml"/></Types>'
    )
    content = packed({"[Content_Types].xml": types, "word/document2.xml": text})
    assert sort_of(content) is Sort.DOCX
    found = find_forms(letter(), [word(content)], PLAIN)
    assert found.problems == (
        "In an attachment no field of a form was found. Please open it: it may be a form.",
    )
