"""Rich text as pages: whoever wrote it, in whatever code page, and nothing that a reader would not see."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.documents.rtf import read_rtf
from ingest.documents.zipped import Unreadable
from ingest.form import find_forms
from ingest.page import Line, Mark, Page, Table
from tests.support.returned import EVERYWHERE, PLAIN, letter, word
from tests.support.richtext import HEAD, RTF_LAYOUTS, escaped, form_field, row, rtf, rtf_form, text_box


def page(body: str) -> Page:
    return read_rtf(rtf(body))


def lines(body: str) -> list[str]:
    return [block.text for block in page(body).blocks if isinstance(block, Line)]


def rows(body: str) -> list[list[list[str]]]:
    tables = [block for block in page(body).blocks if isinstance(block, Table)]
    return [[[cell.text for cell in row] for row in one.rows] for one in tables]


@pytest.mark.parametrize("layout", RTF_LAYOUTS)
@pytest.mark.parametrize("branch", EVERYWHERE)
def test_a_filled_form_reads_back_whatever_its_layout(branch: str, layout: str) -> None:
    returned = EVERYWHERE[branch]
    found = find_forms(letter(), [word(rtf_form(returned.pairs, layout), "form.doc")], PLAIN)
    assert [form.values for form in found.forms] == [returned.values]
    assert found.unread == ()


def test_line_ends_of_the_file_are_none_of_the_text() -> None:
    assert lines("Ann\r\n Lee\\par\nnext\\line line\\par") == ["Ann Lee", "next", "line"]


def test_letters_are_read_in_the_code_page_of_their_font() -> None:
    assert lines(r"caf\'e9 {\f2 \'b9}{\f3 \'93\'fa\'96\'7b} \'80\par") == ["café ą日本 €"]


def test_a_letter_by_its_number_takes_the_place_of_the_signs_behind_it() -> None:
    assert lines(r"\u321?\'f3d\u378\'3f|{\uc2\u8364\'80\'81}.{\uc0\u8364x}\uc1\u-10179?\u-8704?\par") == [
        "\u0141ódź|€.€x😀"
    ]


def test_text_for_old_programs_beside_the_same_in_unicode_is_passed_over() -> None:
    assert lines(r"{\upr{Lodz}{\*\ud{\u321?\'f3d\u378?}}}\par") == ["Łódź"]


def test_marks_tabs_and_typographic_signs_are_those_that_are_seen() -> None:
    body = (
        r"{\b b}{\strike s}{\ul u}{\ulnone n}{\i i}{\highlight2 h}{\chcbpat4 w}{\cf3 g}\b on\plain  off\par"
    )
    (line,) = page(body).blocks
    assert isinstance(line, Line)
    assert [(run.text, run.mark) for run in line.runs] == [
        ("b", Mark.BOLD), ("s", Mark.STRUCK), ("u", Mark.UNDERLINED), ("n", Mark.NONE), ("i", Mark.ITALIC),
        ("h", Mark.HIGHLIGHTED), ("w", Mark.NONE), ("g", Mark.FAINT), ("on", Mark.BOLD), (" off", Mark.NONE),
    ]  # fmt: skip
    assert lines(r"a\tab b\~c\_d\-e\ldblquote f\rdblquote\emdash\{\\\}\par") == ["a\tb\u00a0c-de“f”—{\\}"]


def test_hidden_and_deleted_words_are_not_there_and_inserted_ones_are() -> None:
    assert lines(r"a{\v hidden}b{\deleted gone}c{\revised new}{\v0 shown}\par") == ["abcnewshown"]


def test_pictures_objects_headers_and_notes_are_passed_over() -> None:
    picture = (
        r"{\*\shppict{\pict\pngblip 89504e47}}{\nonshppict{\pict 00}}{\object{\*\objdata 00}{\result x}}"
    )
    notes = r"{\header top\par}{\footer foot\par}{\footnote note}{\*\annotation said}{\*\unknown word}"
    assert lines(f"a{picture}{notes}b\\par") == ["ab"]


def test_raw_bytes_in_a_picture_may_look_like_anything() -> None:
    content = rtf(r"a{\pict\bin6 {{{}\}}b{\*\x\bin3 }}}}c\bin2 }}d\par")
    assert [block.text for block in read_rtf(content).blocks if isinstance(block, Line)] == ["abcd"]


def test_boxes_of_every_kind_become_the_same_characters() -> None:
    letters = r"{\f1 \'fe\'a8}{\f1\u-3842?}{\field{\*\fldinst SYMBOL 168 \\f " '"Wingdings"' r"}{\fldrslt x}}"
    fields = form_field("FORMCHECKBOX", "", r"\fftype1\ffres1") + form_field("FORMCHECKBOX", "", r"\ffres0")
    default = form_field("FORMCHECKBOX", "", r"\ffres25\ffdefres1")
    assert lines(f"{letters}|{fields}{default}|{escaped('☐☒')}\\par") == ["☒☐☒☐|☒☐☒|☐☒"]


def test_form_fields_give_what_was_typed_and_prompts_are_faint() -> None:
    empty = form_field("FORMTEXT", escaped("\u2002" * 5), r"\fftype0")
    prompt = form_field("FORMTEXT", "Click here", r"\fftype0{\*\ffdeftext Click here}")
    typed = form_field("FORMTEXT", r"Ann\par Lee", r"\fftype0{\*\ffdeftext Click here}")
    found = page(f"Name: {empty}\\par {prompt}\\par {typed}\\par").blocks
    assert [block.text for block in found if isinstance(block, Line)] == ["Name: ", "Click here", "Ann Lee"]
    marks = [block.runs[-1].mark for block in found if isinstance(block, Line)]
    assert marks == [Mark.NONE, Mark.FILLED | Mark.FAINT, Mark.FILLED]


def test_an_old_list_gives_the_entry_chosen() -> None:
    entries = r"{\*\ffl Temp}{\*\ffl Agency}"
    chosen = [
        form_field("FORMDROPDOWN", "x", rf"\fftype2{result}{entries}")
        for result in (r"\ffres1", r"\ffres25", r"\ffres9")
    ]
    assert lines("\\par ".join(chosen) + "\\par") == ["Agency", "", ""]


def test_other_fields_show_their_result() -> None:
    assert lines(r'{\field{\*\fldinst HYPERLINK "mailto:a@b.example"}{\fldrslt {\ul a@b.example}}}\par') == [
        "a@b.example"
    ]


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    assert lines(f"before {text_box('Ann Lee')}after\\par") == ["before ", "Ann Lee", "after"]


def test_merged_cells_know_their_width_and_what_goes_on_from_above() -> None:
    body = (
        row(("Wide", "Tall"), (6000, r"\clvmgf\cellx9000"))
        + row(("a", "b", ""), (3000, 6010, r"\clvmrg\cellx9000"))
        + row(("Flat", "", "c"), (r"\clmgf\cellx3000", r"\clmrg\cellx6000", 9000))
    )
    (found,) = page(body + r"\pard").blocks
    assert isinstance(found, Table)
    assert [(cell.text, cell.column, cell.width, cell.below) for line in found.rows for cell in line] == [
        ("Wide", 0, 2, False), ("Tall", 2, 1, False), ("a", 0, 1, False), ("b", 1, 1, False),
        ("", 2, 1, True), ("Flat", 0, 2, False), ("c", 2, 1, False),
    ]  # fmt: skip


def test_a_table_in_a_table_keeps_the_reading_order() -> None:
    nested = (
        r"\trowd\cellx9000 \pard\intbl before\par \pard\intbl\itap2 inner\nestcell "
        r"{\*\nesttableprops\trowd\cellx4000\nestrow}{\nonesttables\par}"
        r"\pard\intbl after\cell\row\pard out\par"
    )
    assert rows(nested) == [[["before\nafter"]], [["inner"]]]
    assert lines(nested) == ["out"]


def test_a_row_that_is_never_ended_is_not_lost() -> None:
    assert rows(r"\trowd\cellx4000\cellx8000\pard\intbl Name\cell Ann\cell\pard out\par") == [
        [["Name", "Ann"]]
    ]


@pytest.mark.long
@pytest.mark.parametrize(
    "content",
    [
        b"{\\rtx",
        HEAD.encode() + b"Name: Ann\\par",
        rtf("{" * 5_000 + "}" * 5_000),
        rtf("\\par" * 30_000),
        rtf("{}" * 600_000),
    ],
    ids=["no rtf", "cut", "deep", "long", "endless"],
)
def test_a_hostile_or_broken_document_is_unreadable_and_says_why(content: bytes) -> None:
    with pytest.raises(Unreadable, match="^it"):
        read_rtf(content)


def test_a_large_picture_costs_next_to_nothing() -> None:
    content = rtf("{\\pict " + "\n".join(["89504e47" * 16] * 80_000) + "}Ann\\par")
    began = time.process_time()
    (line,) = read_rtf(content).blocks
    assert isinstance(line, Line) and line.text == "Ann"
    assert time.process_time() - began < 1.0


def test_a_field_that_begins_within_the_entry_of_another_is_still_read() -> None:
    assert read_rtf(rtf("{\\field{\\*\\ffl{\\field stray }}}Ann\\par")).blocks


PIECES = (
    b"", b"{", b"}", b"\\", b"\\u99999999 ", b"\\bin9999999999 ", b"\\cell", b"\\row",
    b"\\nestrow ", b"\\itap99 ", b"{\\shptxt ", b"\\'", b"{\\field",
    b"{\\fldrslt", b"{\\*\\ffl", b"\\cellx-5 ", b"\xff",
)  # fmt: skip


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_damaged_document_is_read_or_unreadable_and_nothing_else(data: st.DataObject) -> None:
    content = bytearray(rtf_form(EVERYWHERE["north"].pairs, data.draw(st.sampled_from(RTF_LAYOUTS))))
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 40))] = data.draw(st.sampled_from(PIECES))
    try:
        read_rtf(b"{\\rtf1" + bytes(content[6:]))
    except Unreadable:
        return
