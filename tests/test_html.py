"""HTML as pages: what a browser shows of a mail, and nothing of what it hides."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.documents.html import read_html
from ingest.documents.html_source import charset_of
from ingest.documents.sniff import Sort, sort_of
from ingest.documents.zipped import Unreadable
from ingest.markup import html_text
from ingest.page import OFF, ON, TICK, Line, Mark, Table

NONE, BOLD, HEADING, FILLED, FAINT = Mark.NONE, Mark.BOLD, Mark.HEADING, Mark.FILLED, Mark.FAINT


def lines(source: str) -> list[str]:
    return [block.text for block in read_html(source).blocks if isinstance(block, Line)]


def words(source: str) -> list[str]:
    return [text for text in lines(source) if text]


def runs(source: str) -> list[tuple[str, Mark]]:
    found = (block for block in read_html(source).blocks if isinstance(block, Line))
    return [(run.text, run.mark) for line in found for run in line.runs]


def rows(source: str) -> list[list[list[str]]]:
    tables = [block for block in read_html(source).blocks if isinstance(block, Table)]
    return [[[cell.text for cell in row] for row in table.rows] for table in tables]


def depths(source: str) -> list[tuple[int, str]]:
    return [
        (block.depth, block.text)
        for block in read_html(source).blocks
        if isinstance(block, Line) and block.runs
    ]


def test_white_space_is_folded_as_browsers_fold_it() -> None:
    assert lines("<p>one \n\t two<b> three </b> four</p>") == ["one two three four"]
    assert lines("Name:&nbsp;&nbsp;&nbsp;Ann") == ["Name:   Ann"]


def test_white_space_that_is_to_stay_stays() -> None:
    assert lines("<pre>Name:   Ann\nJob:\tcook</pre>") == ["Name:   Ann", "Job:\tcook"]
    assert lines('<div style="white-space: pre-wrap">one\ntwo  three</div>') == ["one", "two  three"]
    assert lines('<div>a<span class="Apple-tab-span" style="white-space:pre">\t</span>b</div>') == ["a\tb"]
    assert lines('<p>a<span style="mso-tab-count:1">      </span>b</p>') == ["a\tb"]


def test_lines_end_where_a_browser_ends_them() -> None:
    assert lines("<div>one</div><div>two<br>three<br></div>four") == ["one", "two", "three", "four"]


@pytest.mark.parametrize("empty", ["<div><br></div>", "<br>", '<p class="MsoNormal"><o:p>&nbsp;</o:p></p>'])
def test_an_empty_line_is_one_however_a_program_makes_it(empty: str) -> None:
    assert lines(f"<div>one</div>{empty}<div>two</div>") == ["one", "", "two"]


def test_paragraphs_stand_apart_unless_their_style_sets_them_close() -> None:
    assert lines("<p>one</p><p>two</p>") == ["one", "", "two"]
    assert lines('<p style="margin:0">one</p><p style="margin-top:0;margin-bottom:.0001pt">two</p>') == [
        "one", "two",
    ]  # fmt: skip
    assert lines('<p class="MsoNormal">one</p><p class="MsoNormal">two</p>') == ["one", "two"]
    assert lines("<style>p.x{margin:0cm 0cm 8pt}</style><p class=x>one</p><p class=x>two</p>") == [
        "one", "", "two",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "mark"),
    [
        ("<b>x</b>", BOLD), ("<strong>x</strong>", BOLD), ('<span style="font-weight: 600">x</span>', BOLD),
        ('<span style="font:bold 12px Arial">x</span>', BOLD), ("<i>x</i>", Mark.ITALIC),
        ("<u>x</u>", Mark.UNDERLINED), ('<span style="text-decoration:underline">x</span>', Mark.UNDERLINED),
        ("<s>x</s>", Mark.STRUCK), ("<strike>x</strike>", Mark.STRUCK), ("<del>x</del>", Mark.STRUCK),
        ('<span style="text-decoration-line: line-through">x</span>', Mark.STRUCK),
        ("<mark>x</mark>", Mark.HIGHLIGHTED), ('<span style="background:yellow">x</span>', Mark.HIGHLIGHTED),
        ('<span style="background-color: rgb(0, 255, 0)">x</span>', Mark.HIGHLIGHTED),
        ("<h3>x</h3>", BOLD | HEADING), ("<dt>x</dt>", BOLD), ("<dd>x</dd>", NONE),
        ('<b style="font-weight:normal">x</b>', NONE), ('<p style="background:#ffe">x</p>', NONE),
        ('<span style="background:white">x</span>', NONE), ('<a href="mailto:a@b.example">x</a>', NONE),
        ('<style>.q{font-weight:bold}</style><span class="q">x</span>', BOLD),
        ("<style>@media print{.q{font-weight:bold}}</style><span class=q>x</span>", NONE),
    ],
)  # fmt: skip
def test_looks_are_kept_however_they_are_written(source: str, mark: Mark) -> None:
    assert runs(source) == [("x", mark)]


def test_grey_words_beside_dark_ones_are_hints() -> None:
    page = "Membership number as on your card <span style='color:#888'>starts with 0</span> and so on and on"
    assert ("starts with 0", FAINT) in [(text.strip(), mark) for text, mark in runs(page)]


def test_a_page_set_in_grey_has_no_hints() -> None:
    assert runs("<div style='color:gray'>All of this was said by the member</div>")[0][1] is NONE


def test_grey_answers_beside_dark_questions_are_no_hints() -> None:
    row = "<tr><td>{}</td><td style='color:#777'>{}</td></tr>"
    page = read_html(
        f"<table>{row.format('A long question', 'a')}{row.format('One more of them', 'b')}</table>"
    )
    assert all(
        FAINT not in run.mark
        for block in page.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
        for line in cell.lines
        for run in line.runs
    )


@pytest.mark.parametrize(
    "hidden",
    [
        '<div style="display:none">x</div>', '<span style="mso-hide:all">x</span>', "<p hidden>x</p>",
        '<div style="max-height:0;overflow:hidden">x</div>', '<span style="font-size:0">x</span>',
        '<span style="font-size:1px;line-height:1px">x</span>', '<div style="visibility:hidden">x</div>',
        '<div style="opacity:0">x</div>', "<script>x</script>", "<style>x</style>", "<title>x</title>",
        "<!-- x -->", "<!--[if mso]>x<![endif]-->", '<input type="hidden" value="x">',
        "<template>x</template>", "<button>x</button>",
        "<style>.pre{display:none}</style><p class='pre'>x</p>",
        '<div class="gmail_signature">x</div>', '<pre class="moz-signature">-- \nx</pre>',
    ],
)  # fmt: skip
def test_what_nobody_sees_is_left_out(hidden: str) -> None:
    assert words(f"<div>before</div>{hidden}<div>after</div>") == ["before", "after"]


def test_a_size_of_nothing_round_words_of_a_size_hides_none_of_them() -> None:
    assert words('<div style="font-size:0"><span style="font-size:14px">seen</span></div>') == ["seen"]


def test_what_only_some_programs_hide_is_shown() -> None:
    assert words("<![if !mso]>seen<![endif]>") == ["seen"]
    assert words("<style>@media (max-width:600px){.w{display:none}}</style><p class=w>seen</p>") == ["seen"]


def test_a_table_has_its_cells_in_their_places() -> None:
    source = (
        "<table><tr><td colspan=2>Title</td><td rowspan=2>Tall</td></tr>"
        "<tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td><td>e</td></tr></table>"
    )
    (table,) = read_html(source).blocks
    assert isinstance(table, Table)
    places = [[(cell.row, cell.column, cell.width, cell.below) for cell in row] for row in table.rows]
    assert places == [
        [(0, 0, 2, False), (0, 2, 1, False)],
        [(1, 0, 1, False), (1, 1, 1, False), (1, 2, 1, True)],
        [(2, 0, 1, False), (2, 1, 1, False), (2, 2, 1, False)],
    ]


def test_unclosed_rows_and_cells_are_rows_and_cells() -> None:
    assert rows("<table><tr><td>a<td>b<tr><td>c<td>d") == [[["a", "b"], ["c", "d"]]]
    assert rows("<table><td>a</td><td>b</td></table>") == [[["a", "b"]]]


def test_the_cells_of_a_row_that_is_answered_by_nothing_stay() -> None:
    assert rows("<table><tr><td>Name</td><td></td></tr><tr><td>Job</td><td>&nbsp;</td></tr></table>") == [
        [["Name", ""], ["Job", ""]]
    ]


def test_tables_that_only_place_things_are_unpacked() -> None:
    inner = "<table><tr><td>Name</td><td>Ann</td></tr><tr><td>Job</td><td>Cook</td></tr></table>"
    outer = f"<table><tr><td>&nbsp;</td></tr><tr><td><table><tr><td>Hello<br>{inner}Bye</td></tr></table>"
    page = read_html(outer + "</td></tr></table>")
    kinds = [block.text if isinstance(block, Line) else "table" for block in page.blocks]
    assert [kind for kind in kinds if kind] == ["Hello", "table", "Bye"]


def test_a_margin_of_narrow_cells_is_no_column() -> None:
    source = (
        "<table><tr><td colspan=2><b>Name</b></td></tr><tr><td width=20>&nbsp;</td><td>Ann</td></tr></table>"
    )
    assert rows(source) == [[["Name"], ["Ann"]]]


def test_narrow_cells_with_a_border_are_boxes_to_tick() -> None:
    row = "<tr><td>{}</td><td width=20></td></tr>"
    source = f"<table border=1>{row.format('Pay')}{row.format('Sick')}</table>"
    assert rows(source) == [[["Pay", ""], ["Sick", ""]]]


def test_a_table_in_an_answer_stands_behind_its_question() -> None:
    inner = "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>"
    source = f"<table><tr><td>Who?</td><td>these {inner}</td></tr><tr><td>When?</td><td>now</td></tr></table>"
    assert rows(source) == [[["Who?", "these"]], [["a", "b"], ["c", "d"]], [["When?", "now"]]]


def test_one_cell_in_an_answer_is_the_answer() -> None:
    source = (
        "<table><tr><td>Name</td><td><table><tr><td>Ann</td></tr></table></td></tr>"
        "<tr><td>Job</td><td>Cook</td></tr></table>"
    )
    assert rows(source) == [[["Name", "Ann"], ["Job", "Cook"]]]


def test_a_column_of_bold_questions_over_answers_becomes_two() -> None:
    cell = "<tr><td><b>{}</b><br>{}</td></tr>"
    source = (
        f"<table>{cell.format('Name', 'Ann')}{cell.format('Job', 'Cook')}{cell.format('Grade', '6')}</table>"
    )
    assert rows(source) == [[["Name", "Ann"], ["Job", "Cook"], ["Grade", "6"]]]


def test_controls_show_what_was_chosen_and_typed() -> None:
    source = (
        '<p>Name <input value="Ann"></p><p><input type=checkbox checked> Pay <input type="radio"> Sick</p>'
        "<select><option>one<option selected>two</select><p><textarea>a\nb</textarea>"
    )
    assert words(source) == ["Name: Ann", f"{ON} Pay {OFF} Sick", "two", "a", "b"]
    assert ("Ann", FILLED) in runs(source) and ("two", FILLED) in runs(source)


@pytest.mark.parametrize(
    "control",
    [
        "<select><option>Choose<option>a</select>",
        "<select><option value='' selected>Choose<option>a</select>",
        '<input placeholder="Choose">', '<span class="MsoPlaceholderText">Choose</span>',
        '<w:Sdt ShowingPlcHdr="t"><span>Choose</span></w:Sdt>',
    ],
)  # fmt: skip
def test_what_a_control_shows_by_itself_is_only_a_prompt(control: str) -> None:
    assert runs(f"<p>{control}</p>") == [("Choose", FILLED | FAINT)]


@pytest.mark.parametrize(
    ("picture", "shown"),
    [
        ("☑", "☑"),
        ("☐", "☐"),
        ("checked", ON),
        ("Unchecked", OFF),
        ("unticked", OFF),
        ("tick", TICK),
        ("Our logo", ""),
    ],
)
def test_pictures_of_boxes_are_boxes(picture: str, shown: str) -> None:
    assert words(f'<p>Pay<img src="x" alt="{picture}"></p>') == [f"Pay {shown}".strip()]


def test_the_boxes_of_symbol_fonts_are_boxes() -> None:
    ticked = '<span style="font-family:&quot;Wingdings 2&quot;">R</span>'
    source = f'{ticked} Pay <font face="Wingdings">&uml;</font> Sick'
    assert words(source) == [f"{ON} Pay {OFF} Sick"]


def test_lists_are_numbered_where_a_browser_numbers_them() -> None:
    assert lines("<ol start=3><li>a<li>b</ol><ul><li>c</ul>") == ["3. a", "4. b", "", "c"]


def test_words_own_numbers_stay_and_its_bullets_go() -> None:
    item = '<p class="MsoListParagraph"><span style="mso-list:Ignore">{}<span>&nbsp; </span></span>text</p>'
    assert lines(item.format("1.") + item.format("·")) == ["1. text", "text"]


@pytest.mark.parametrize(
    "quoted",
    [
        '<blockquote type="cite">q</blockquote>', '<blockquote class="gmail_quote">q</blockquote>',
        '<blockquote style="border-left: 1px solid #ccc">q</blockquote>', "&gt; q",
        '<div class="yahoo_quoted">q</div>', '<div style="border:none;border-left:solid blue 1.5pt">q</div>',
    ],
)  # fmt: skip
def test_quotations_are_counted_as_in_plain_text(quoted: str) -> None:
    assert depths(f"<div>own</div>{quoted}<div>again</div>") == [(0, "own"), (1, "q"), (0, "again")]


def test_words_that_are_only_set_in_are_no_quotation() -> None:
    assert depths('<blockquote style="margin:0 0 0 40px;border:none">own</blockquote>') == [(0, "own")]
    assert depths('<blockquote class="webkit-indent-blockquote">own</blockquote>') == [(0, "own")]


def test_a_quotation_in_a_quotation_is_deeper() -> None:
    assert depths('<blockquote type="cite">a<blockquote type="cite">b</blockquote>c</blockquote>') == [
        (1, "a"), (2, "b"), (1, "c"),
    ]  # fmt: skip


def test_a_colon_belongs_to_the_question_before_it() -> None:
    assert runs("<p><b>Name</b>: Ann</p>") == [("Name: ", BOLD), ("Ann", NONE)]


def test_a_star_for_required_is_no_word() -> None:
    assert runs("<p><b>Name</b> <span style='color:red'>*</span></p>") == [("Name", BOLD)]


LOOKS = (
    "<span style='color:#c00000'>{}</span>", "<b>{}</b>", "<u>{}</u>", "<i>{}</i>", "<font size=5>{}</font>",
    "<span style='background:yellow'>{}</span>", "<span style='font-family:Courier New'>{}</span>",
    "<span style='border-bottom:1px solid'>{}</span>", "<span style='display:inline-block'>{}</span>",
    "&rarr; {}", "......... {}",
)  # fmt: skip
RED = "<span style='color:#c00000'>{}</span>"


@pytest.mark.parametrize("look", LOOKS)
def test_answers_in_a_look_of_their_own_make_the_words_before_them_questions(look: str) -> None:
    asked = ("Name", "Job", "Grade", "Department")
    inline = "".join(f"<div>{one} {look.format('x')}</div>" for one in asked)
    assert [BOLD in mark for _, mark in runs(inline)] == [True, False] * 4


@pytest.mark.parametrize(
    "look", [*LOOKS[:8], "<div style='margin-left:30pt'>{}</div>", "&gt;&gt; {}", "A: {}"]
)
def test_answers_in_a_look_of_their_own_make_the_lines_above_them_questions(look: str) -> None:
    asked = ("Name", "Job", "Grade", "Department")
    below = "".join(f"<div>{one}</div><div>{look.format('x')}</div><br>" for one in asked)
    assert [(text, BOLD in mark) for text, mark in runs(below)] == [
        pair for one in asked for pair in ((one, True), ("x", False))
    ]


def test_lines_that_take_turns_without_order_say_nothing() -> None:
    source = "".join(f"<div>word</div><div>{RED.format('word')}</div>" for _ in range(6))
    assert {mark for _, mark in runs(source)} == {NONE}


def test_cells_of_a_question_and_its_answer_in_one_line_are_two_cells() -> None:
    row = "<tr><td><b>{}:</b> {}</td><td><b>{}:</b> {}</td></tr>"
    source = f"<table>{row.format('Name', 'Ann', 'Job', 'Cook')}{row.format('Grade', 6, 'Site', '')}</table>"
    assert rows(source) == [[["Name:", "Ann", "Job:", "Cook"], ["Grade:", "6", "Site:", ""]]]


def test_questions_in_a_colour_of_their_own_stand_out_as_bold_ones_do() -> None:
    source = "".join(f"<div>{RED.format(one)} x</div>" for one in ("Name", "Job", "Grade", "Department"))
    assert [mark for _, mark in runs(source)] == [BOLD, NONE] * 4


def test_a_coloured_word_here_and_there_says_nothing() -> None:
    source = f"<div>Name Ann {RED.format('x')}</div><div>Job cook</div><div>Grade 6</div>"
    assert FILLED not in [mark for _, mark in runs(source)]


def test_a_table_of_pairs_without_a_bold_word_asks_in_its_first_column() -> None:
    source = "<table>" + "".join(f"<tr><td>Q{at}</td><td>a</td></tr>" for at in range(6)) + "</table>"
    (table,) = (block for block in read_html(source).blocks if isinstance(block, Table))
    assert {row[0].lines[0].runs[0].mark for row in table.rows} == {BOLD}


def test_the_head_of_a_letter_passed_on_is_lines() -> None:
    source = (
        '<table class="moz-email-headers-table"><tr><th>Subject: </th><td>Form</td></tr><tr><th>Date: </th>'
        "<td>today</td></tr><tr><th>From: </th><td>Ann</td></tr></table>"
    )
    assert words(source) == ["Subject: Form", "Date: today", "From: Ann"]


def test_what_a_form_service_says_of_itself_below_a_rule_is_left_out() -> None:
    source = (
        "Name: Ann<br><br>---<br><br>Date: 3 May 2026<br>Page URL: https://x.example<br>Remote IP: 192.0.2.1"
    )
    assert words(source) == ["Name: Ann"]
    assert "Date: 3 May 2026" in words("Name: Ann<br>---<br>Date: 3 May 2026<br>Signed: Ann")


def test_a_saved_page_is_decoded_as_it_says() -> None:
    assert (
        charset_of(b'<html><meta http-equiv="Content-Type" content="text/html; charset=GB2312">') == "gb2312"
    )
    assert charset_of(b"<meta charset=windows-1252>") == "windows-1252"
    assert charset_of(b"<p>charset=latin1</p>") == ""


@pytest.mark.parametrize(
    ("content", "sort"),
    [
        (b"<!DOCTYPE html><p>x", Sort.HTML), (b"\xef\xbb\xbf\r\n<HTML xmlns:v=x>", Sort.HTML),
        (b'<?xml version="1.0"?>\n<!-- saved -->\n<!DOCTYPE html PUBLIC "x">', Sort.HTML),
        (b"<table border=1><tr>", Sort.HTML), (b"<Name> Ann", Sort.TEXT), (b"<divided> we fall", Sort.TEXT),
        (b'<?xml version="1.0"?><note>x</note>', Sort.TEXT),
    ],
)  # fmt: skip
def test_a_page_is_known_by_how_it_begins(content: bytes, sort: Sort) -> None:
    assert sort_of(content) is sort


def test_damaged_markup_loses_no_words() -> None:
    source = "<p>one &bogus; &#99999999; & <b>two<p>three</i></td></tr></b> < four <5 & &#x1F600;"
    shown = " ".join(words(source))
    assert all(word in shown for word in ("one", "two", "three", "four"))


def test_a_thread_of_a_hundred_quotations_is_read() -> None:
    assert depths('<blockquote type="cite"><div><div>' * 100 + "the end") == [(100, "the end")]


HOSTILE = {
    "ten thousand tags deep": "<div>" * 10_000 + "the end",
    "tables in tables": "<table><tr><td>" * 600 + "<p>x</p>" * 20_000,
    "a table of five megabytes": "<table>" + "<tr><td>label</td><td>a value of it</td></tr>" * 120_000,
    "a row without end": "<table><tr>" + "<td>" * 300_000,
    "tags without end": "<span>" * 300_000,
    "lines without end": "a<br>" * 300_000,
    "boxes without end": "<input value=x>" * 100_000,
    "styles without end": "".join(f"<p style='margin:{at}px'>x</p>" for at in range(20_000)),
    "nothing": " \n ",
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE)
def test_more_than_any_form_is_said_to_be_so(source: str) -> None:
    started = time.process_time()
    with pytest.raises(Unreadable):
        read_html(source)
    assert time.process_time() - started < 3


STRANGE = {
    "a tag of many attributes": "<p " + " ".join(f"a{at}=1" for at in range(100_000)) + ">x",
    "a rule without end": "<style>" + "a" * 190_000 + "</style>x",
    "blocks in blocks": "<style>" + "@media{" * 50_000 + "</style>x",
    "a style without end": "<p style='" + "color:red;" * 100_000 + "'>x",
    "spaces without end": " " * 1_500_000 + "x",
    "spaces as typed": "<pre>" + " " * 1_500_000 + "x</pre>",
    "a line of many looks": "<b>x</b>y" * 15_000,
    "dots without end": "x" + "." * 500_000 + " x" + "_" * 500_000,
    "cells over everything": "<table><tr>" + "<td colspan=100 rowspan=1000>x" * 20 + "</table>",
    "entities without end": "&#x41;&bogus;&" * 50_000 + "x",
    "quotation marks without end": "&gt; " * 200_000 + "x",
    "a picture written out": "<img src='data:image/png;base64," + "A" * 5_000_000 + "'>x",
}


@pytest.mark.parametrize("source", STRANGE.values(), ids=STRANGE)
def test_what_is_strange_but_small_is_read_in_time(source: str) -> None:
    started = time.process_time()
    assert read_html(source).blocks
    assert "x" in html_text(source)
    assert time.process_time() - started < 5


_TAGS = st.sampled_from(
    ["<table>", "<tr>", "<td>", "<td rowspan=3 colspan=2>", "</td>", "</tr>", "</table>", "<p>", "<b>",
     "</b>", "<br>", "<ol>", "<li>", "</ol>", "<blockquote type=cite>", "</blockquote>",
     "<select>", "<option>",
     "x",
     "<input value=y>", "<div style='display:none'>", "</div>", "<pre>", " z ", "&nbsp;", "<h2>", "<dl><dt>"]
)  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(_TAGS | st.text(max_size=5), max_size=40).map("".join))
def test_no_markup_does_anything_but_be_read_or_be_said_unreadable(source: str) -> None:
    try:
        page = read_html(source)
    except Unreadable:
        return
    for block in page.blocks:
        for cell in (cell for row in block.rows for cell in row) if isinstance(block, Table) else ():
            assert cell.width > 0 and cell.column >= 0
