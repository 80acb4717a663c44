"""Word documents as pages: what is written where, whoever's Word wrote it, and nothing that was not."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from ingest.documents.docx import read_docx
from ingest.documents.sniff import Sort, sort_of
from ingest.documents.zipped import MAX_BYTES, Unreadable
from ingest.page import Line, Mark, Table
from tests.support.documents import (
    check_box,
    control,
    docx,
    legacy_box,
    legacy_text,
    paragraph,
    run,
    table,
    text_box,
)


def lines(body: str) -> list[str]:
    return [block.text for block in read_docx(docx(body)).blocks if isinstance(block, Line)]


def rows(body: str) -> list[list[list[str]]]:
    tables = [block for block in read_docx(docx(body)).blocks if isinstance(block, Table)]
    return [[[cell.text for cell in row] for row in one.rows] for one in tables]


def test_a_text_box_is_read_once_though_word_writes_it_twice() -> None:
    assert lines(text_box(paragraph("Ann Lee"))) == ["", "Ann Lee"]


def test_a_control_gives_its_value_at_every_level() -> None:
    inline = f"<w:p>{run('Name: ')}{control('Ann')}</w:p>"
    block = f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{paragraph('Lee')}</w:sdtContent></w:sdt>"
    assert lines(inline + block) == ["Name: Ann", "Lee"]
    cell = f"<w:sdt><w:sdtPr/><w:sdtContent><w:tc>{paragraph('Chef')}</w:tc></w:sdtContent></w:sdt>"
    wrapped = f"<w:tbl><w:tr><w:tc>{paragraph('Job')}</w:tc>{cell}</w:tr></w:tbl>"
    assert rows(wrapped) == [[["Job", "Chef"]]]


def test_a_prompt_is_faint_and_a_value_is_filled() -> None:
    page = read_docx(docx(f"<w:p>{control('Click here', prompt=True)}{control('Ann')}</w:p>"))
    (line,) = page.blocks
    assert isinstance(line, Line)
    assert [run.mark for run in line.runs] == [Mark.FAINT | Mark.FILLED, Mark.FILLED]


def test_a_date_control_gives_the_date_itself_and_an_unchosen_list_nothing() -> None:
    day = control("6/5/26", '<w:date w:fullDate="2026-06-05T00:00:00Z"/>')
    entries = '<w:listItem w:displayText="Choose" w:value=""/><w:listItem w:displayText="Temp" w:value="1"/>'
    unchosen = control("Choose", f"<w:dropDownList>{entries}</w:dropDownList>")
    chosen = control("Temp", f"<w:dropDownList>{entries}</w:dropDownList>")
    page = read_docx(docx(f"<w:p>{day}</w:p><w:p>{unchosen}</w:p><w:p>{chosen}</w:p>"))
    assert [block.text for block in page.blocks if isinstance(block, Line)] == [
        "2026-06-05",
        "Choose",
        "Temp",
    ]
    marks = [block.runs[0].mark for block in page.blocks if isinstance(block, Line)]
    assert marks == [Mark.FILLED, Mark.FAINT | Mark.FILLED, Mark.FILLED]


def test_boxes_of_every_kind_become_the_same_characters() -> None:
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    body = f"<w:p>{check_box(True)}{check_box(False)}{legacy_box(True)}{legacy_box(False)}{symbol}</w:p>"
    assert lines(body) == ["☒☐☒☐☒"]


def test_old_form_fields_give_their_result_and_empty_ones_nothing() -> None:
    assert lines(f"<w:p>{run('Name: ')}{legacy_text('Ann')}</w:p><w:p>{legacy_text('')}</w:p>") == [
        "Name: Ann",
        "",
    ]


def test_an_old_list_gives_the_entry_chosen() -> None:
    def listed(result: str) -> str:
        entries = '<w:listEntry w:val="Temp"/><w:listEntry w:val="Permanent"/>'
        begin = f"<w:ffData><w:ddList>{result}{entries}</w:ddList></w:ffData>"
        return (
            f'<w:p><w:r><w:fldChar w:fldCharType="begin">{begin}</w:fldChar></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        )

    assert lines(listed('<w:result w:val="1"/>') + listed("") + listed('<w:result w:val="99"/>')) == [
        "Permanent",
        "",
        "",
    ]


def test_what_was_deleted_with_changes_tracked_is_gone_and_what_was_inserted_is_there() -> None:
    removed = "<w:del><w:r><w:delText>Yes</w:delText></w:r></w:del>"
    added = f"<w:ins>{run('No')}</w:ins>"
    assert lines(f"<w:p>{removed}{added}</w:p>") == ["No"]
    gone = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('old')}</w:tc></w:tr>"
    assert rows(f"<w:tbl>{gone}<w:tr><w:tc>{paragraph('new')}</w:tc></w:tr></w:tbl>") == [[["new"]]]


def test_looks_are_kept_and_hidden_text_is_not_there() -> None:
    looks = {
        "<w:b/>": Mark.BOLD,
        "<w:strike/>": Mark.STRUCK,
        '<w:u w:val="single"/>': Mark.UNDERLINED,
        '<w:highlight w:val="yellow"/>': Mark.HIGHLIGHTED,
        '<w:b w:val="0"/>': Mark.NONE,
    }
    runs = "".join(run("a", look) for look in looks)
    (line,) = read_docx(docx(f"<w:p>{runs}{run('hidden', '<w:vanish/>')}</w:p>")).blocks
    assert isinstance(line, Line) and line.text == "aaaaa"
    assert [piece.mark for piece in line.runs] == list(looks.values())


def test_merged_cells_know_their_width_and_what_goes_on_from_above() -> None:
    body = (
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph("Wide")}</w:tc>'
        f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{paragraph("Tall")}</w:tc></w:tr>'
        f"<w:tr><w:tc>{paragraph('a')}</w:tc><w:tc>{paragraph('b')}</w:tc>"
        f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{paragraph('')}</w:tc></w:tr></w:tbl>"
    )
    (found,) = read_docx(docx(body)).blocks
    assert isinstance(found, Table)
    assert [(cell.column, cell.width, cell.below) for row in found.rows for cell in row] == [
        (0, 2, False), (2, 1, False), (0, 1, False), (1, 1, False), (2, 1, True),
    ]  # fmt: skip


def test_a_table_in_a_table_keeps_the_reading_order() -> None:
    inner = table([(paragraph("inner"),)])
    body = table([(paragraph("before"),), (inner + paragraph(""),), (paragraph("after"),)])
    assert rows(body) == [[["before"], [""]], [["inner"]], [["after"]]]


def packed(document: bytes, more: int = 0) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
        for number in range(more):
            archive.writestr(f"{number}", b"")
    return made.getvalue()


ENTITIES = b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><d>&b;</d>'
OUTSIDE = b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]><d>&a;</d>'


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 nothing else",
        packed(b"<not closed"),
        packed(ENTITIES),
        packed(OUTSIDE),
        packed(b"<d>" * 5_000 + b"</d>" * 5_000),
        packed(b" " * (MAX_BYTES + 10)),
        packed(b"<d>" + b" " * 8_000_000 + b"</d>"),
        packed(b"<d/>", more=2_500),
        packed(b"<d/>"),
    ],
    ids=["cut", "unclosed", "entities", "outside", "deep", "bomb", "ratio", "members", "no body"],
)
def test_a_hostile_or_broken_document_is_unreadable_and_says_why(content: bytes) -> None:
    with pytest.raises(Unreadable, match="^it"):
        read_docx(content)


@pytest.mark.parametrize(
    ("content", "sort"),
    [
        (docx(""), Sort.DOCX),
        (b"%PDF-1.4", Sort.PDF),
        (b"junk before %PDF-1.4", Sort.PDF),
        (b"{\\rtf1 x}", Sort.RTF),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), Sort.DOC),
        (b"\xff\xd8\xff\xe0", Sort.IMAGE),
        (b"\x00\x00\x00\x18ftypheic", Sort.IMAGE),
        (b"<!DOCTYPE html><p>x", Sort.HTML),
        (b"Name: Ann", Sort.TEXT),
        (b"\x00\x01\x02\x03", Sort.UNKNOWN),
        (b"", Sort.UNKNOWN),
    ],
)
def test_a_sort_is_told_by_the_first_bytes(content: bytes, sort: Sort) -> None:
    assert sort_of(content) is sort
