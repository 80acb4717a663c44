"""OpenDocument text as pages: the same traps as in Word, each in its own clothes."""

from __future__ import annotations

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.documents.odt import read_odt
from ingest.documents.sniff import Sort, sort_of
from ingest.documents.zipped import MAX_BYTES, Unreadable
from ingest.form import find_forms
from ingest.inprocess import read_in_process
from ingest.page import Line, Mark, Table
from tests.support.opendocument import ODT_LAYOUTS, odt, odt_form, paragraph, span, table, text_box
from tests.support.returned import EVERYWHERE, PLAIN, letter, word

KIT = Path(__file__).parents[2] / "shared" / "forms-kit"


def lines(body: str, styles: str = "") -> list[str]:
    return [block.text for block in read_odt(odt(body, styles)).blocks if isinstance(block, Line)]


def rows(body: str) -> list[list[list[str]]]:
    tables = [block for block in read_odt(odt(body)).blocks if isinstance(block, Table)]
    return [[[cell.text for cell in row] for row in one.rows] for one in tables]


@pytest.mark.parametrize("layout", ODT_LAYOUTS)
@pytest.mark.parametrize("branch", EVERYWHERE)
@pytest.mark.parametrize("kind", ["text", "text-template"])
def test_a_filled_form_reads_back_as_a_document_and_as_a_template(
    branch: str, layout: str, kind: str
) -> None:
    returned = EVERYWHERE[branch]
    found = find_forms(letter(), [word(odt_form(returned.pairs, layout, kind), "form.bin")], PLAIN)
    assert [form.values for form in found.forms] == [returned.values]
    assert found.unread == ()


def test_spaces_tabs_and_line_breaks_are_those_that_are_seen() -> None:
    inside = 'Name:<text:tab/>Ann<text:s text:c="3"/>Lee<text:line-break/>\n   second   line'
    assert lines(paragraph(inside)) == ["Name:\tAnn   Lee", "second line"]


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    assert lines(text_box(paragraph("Ann Lee")) + paragraph("after")) == ["", "Ann Lee", "after"]


def test_looks_are_inherited_and_a_style_can_take_one_back() -> None:
    styles = (
        '<style:style style:name="T9" style:family="text" style:parent-style-name="bold">'
        '<style:text-properties style:text-line-through-style="solid"/></style:style>'
    )
    inside = (
        span("both", "T9")
        + span("mark", "marked")
        + span("under", "underlined")
        + span("it", "slanted")
        + span("no", "hidden")
    )
    (first, second) = read_odt(odt(paragraph(inside) + paragraph(span("x", "plain"), "bold"), styles)).blocks
    assert isinstance(first, Line) and isinstance(second, Line)
    assert [(run.text, run.mark) for run in first.runs] == [
        ("both", Mark.BOLD | Mark.STRUCK), ("mark", Mark.HIGHLIGHTED), ("under", Mark.UNDERLINED),
        ("it", Mark.ITALIC),
    ]  # fmt: skip
    assert second.runs[0].mark is Mark.NONE


def test_a_style_that_is_its_own_parent_does_no_harm() -> None:
    styles = '<style:style style:name="A" style:family="text" style:parent-style-name="A"/>'
    assert lines(paragraph(span("x", "A")), styles) == ["x"]


def test_what_was_deleted_with_changes_tracked_is_not_read() -> None:
    deleted = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Yes</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
    )
    assert lines(deleted + paragraph('<text:change text:change-id="c"/>No')) == ["No"]


def test_notes_comments_and_hidden_sections_are_not_part_of_the_answer() -> None:
    note = "<text:note><text:note-body><text:p>note</text:p></text:note-body></text:note>"
    comment = "<office:annotation><text:p>comment</text:p></office:annotation>"
    hidden = '<text:section text:display="none"><text:p>list</text:p></text:section>'
    assert lines(paragraph(f"Ann{note}{comment} Lee") + hidden) == ["Ann Lee"]


def test_fields_of_old_forms_give_their_result() -> None:
    kind = "vnd.oasis.opendocument.field"
    field = (
        f'<field:fieldmark-start field:type="{kind}.FORMTEXT"/><field:fieldmark-separator/>Ann'
        "<field:fieldmark-end/>"
    )
    empty = field.replace("Ann", "\u2002\u2002\u2002")
    param = '<field:param field:name="{}" field:value="{}"/>'
    ticked = f'<field:fieldmark field:type="{kind}.FORMCHECKBOX">{param.format("Checkbox_Checked", "true")}'
    chosen = (
        f'<field:fieldmark field:type="{kind}.FORMDROPDOWN">{param.format("Dropdown_ListEntry", "Temp")}'
        f"{param.format('Dropdown_ListEntry', 'Agency')}{param.format('Dropdown_Selected', '1')}"
    )
    end = "</field:fieldmark>"
    body = paragraph(f"Name: {field}") + paragraph(f"Job: {empty}") + paragraph(ticked + end + " yes")
    assert lines(body + paragraph(chosen + end)) == ["Name: Ann", "Job: ", "☒ yes", "Agency"]


def test_content_controls_give_their_values_and_prompts_are_faint() -> None:
    box = '<loext:content-control loext:checkbox="true" loext:checked="true">☒</loext:content-control>'
    prompt = '<loext:content-control loext:showing-place-holder="true">Click here</loext:content-control>'
    day = (
        '<loext:content-control loext:date="true" loext:current-date="2026-06-05T00:00:00Z">6/5/26'
        "</loext:content-control>"
    )
    page = read_odt(odt(paragraph(box) + paragraph(prompt) + paragraph(day)))
    found = [(line.text, line.runs[0].mark) for line in page.blocks if isinstance(line, Line)]
    assert found == [
        ("☒", Mark.FILLED), ("Click here", Mark.FILLED | Mark.FAINT), ("2026-06-05", Mark.FILLED),
    ]  # fmt: skip


def test_input_fields_lists_and_placeholders_are_answers_or_prompts() -> None:
    typed = '<text:text-input text:description="Your name">Ann</text:text-input>'
    untouched = '<text:text-input text:description="Your name">Your name</text:text-input>'
    chosen = (
        '<text:drop-down><text:label text:value="Temp"/>'
        '<text:label text:value="Agency" text:current-selected="true"/>Agency</text:drop-down>'
    )
    holder = "<text:placeholder>&lt;Name&gt;</text:placeholder>"
    page = read_odt(odt("".join(paragraph(one) for one in (typed, untouched, chosen, holder))))
    found = [(line.text, Mark.FAINT in line.runs[0].mark) for line in page.blocks if isinstance(line, Line)]
    assert found == [("Ann", False), ("Your name", True), ("Agency", False), ("<Name>", True)]


def test_controls_of_a_form_stand_where_they_were_drawn() -> None:
    forms = (
        "<office:forms><form:form>"
        '<form:text form:id="c1" form:current-value="Ann"/><form:text form:id="c5" form:value="old"/>'
        '<form:checkbox form:id="c2" form:label="I agree" form:current-state="checked"/>'
        '<form:listbox form:id="c3"><form:option form:label="Temp"/>'
        '<form:option form:label="Agency" form:current-selected="true"/></form:listbox>'
        '<form:textarea form:id="c4"><text:p>one</text:p><text:p>two</text:p></form:textarea>'
        "</form:form></office:forms>"
    )
    drawn = "".join(paragraph(f'<draw:control draw:control="c{at}"/>') for at in range(1, 7))
    assert lines(forms + drawn) == ["Ann", "☒ I agree", "Agency", "one two", "old", ""]


def test_letters_of_symbol_fonts_are_the_boxes_they_show() -> None:
    assert lines(paragraph(span("\uf0fe", "dings") + " Yes " + span("\uf0a8", "dings") + " No")) == [
        "☒ Yes ☐ No"
    ]


def test_merged_cells_know_their_width_and_what_goes_on_from_above() -> None:
    body = (
        '<table:table><table:table-row><table:table-cell table:number-columns-spanned="2">'
        "<text:p>Wide</text:p></table:table-cell><table:covered-table-cell/>"
        '<table:table-cell table:number-rows-spanned="2"><text:p>Tall</text:p></table:table-cell>'
        "</table:table-row><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>"
        "<table:table-cell><text:p>b</text:p></table:table-cell><table:covered-table-cell/>"
        "</table:table-row></table:table>"
    )
    (found,) = read_odt(odt(body)).blocks
    assert isinstance(found, Table)
    assert [(cell.column, cell.width, cell.below) for row in found.rows for cell in row] == [
        (0, 2, False), (2, 1, False), (0, 1, False), (1, 1, False), (2, 1, True),
    ]  # fmt: skip


def test_repeated_cells_are_written_out_and_empty_ones_only_as_far_as_a_form_goes() -> None:
    body = (
        '<table:table><table:table-row><table:table-cell table:number-columns-repeated="3"><text:p>x</text:p>'
        '</table:table-cell><table:table-cell table:number-columns-repeated="9999999"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell/></table:table-row>'
        "</table:table>"
    )
    ((first, *others),) = rows(body)
    assert first[:4] == ["x", "x", "x", ""] and len(first) < 100 and len(others) < 100


def test_words_repeated_beyond_all_forms_make_the_document_unreadable() -> None:
    body = (
        '<table:table><table:table-row table:number-rows-repeated="1000">'
        '<table:table-cell table:number-columns-repeated="1000"><text:p>x</text:p></table:table-cell>'
        "</table:table-row></table:table>"
    )
    with pytest.raises(Unreadable):
        read_odt(odt(body))


def test_a_table_in_a_table_keeps_the_reading_order() -> None:
    body = table([(paragraph("before"),), (table([(paragraph("inner"),)]),), (paragraph("after"),)])
    assert rows(body) == [[["before"], [""]], [["inner"]], [["after"]]]


def test_lists_are_read_through() -> None:
    items = "".join(f"<text:list-item>{paragraph(one)}</text:list-item>" for one in ("one", "two"))
    assert lines(f"<text:list>{items}</text:list>") == ["one", "two"]


def packed(**parts: bytes) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for name, part in parts.items():
            archive.writestr(name.replace("_", "."), part)
    return made.getvalue()


LOCKED = odt("", more={"META-INF/manifest.xml": '<m xmlns:manifest="x"><manifest:encryption-data a=""/></m>'})


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 nothing else",
        packed(),
        packed(content_xml=b"<not closed"),
        packed(content_xml=b'<!DOCTYPE d [<!ENTITY a "aaaa">]><d>&a;</d>'),
        packed(content_xml=b"<d/>"),
        packed(content_xml=b" " * (MAX_BYTES + 10)),
        odt(paragraph("<text:span>" * 5_000 + "</text:span>" * 5_000)),
        odt(paragraph("") * 30_000),
        LOCKED,
    ],
    ids=["cut", "empty", "unclosed", "entities", "no body", "bomb", "deep", "long", "locked"],
)
def test_a_hostile_or_broken_document_is_unreadable_and_says_why(content: bytes) -> None:
    with pytest.raises(Unreadable, match="^it"):
        read_odt(content)


@pytest.mark.parametrize(
    "around",
    [
        "<text:span>{}</text:span>",
        "<draw:frame><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>",
    ],
)
def test_what_is_packed_as_deep_as_xml_may_be_is_read_or_refused(around: str) -> None:
    inside = "x"
    for _ in range(60):
        inside = around.format(inside)
    assert any("x" in line for line in lines(paragraph(inside)))


def test_an_opendocument_file_zipped_anew_is_still_known_by_its_inside() -> None:
    made = BytesIO()
    with ZipFile(BytesIO(odt(paragraph("x")))) as first, ZipFile(made, "w", ZIP_DEFLATED) as again:
        again.writestr("content.xml", first.read("content.xml"))
        again.writestr("mimetype", first.read("mimetype"))
    assert sort_of(made.getvalue()) is Sort.ODT


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_damaged_document_is_read_or_unreadable_and_nothing_else(data: st.DataObject) -> None:
    whole = odt_form(EVERYWHERE["north"].pairs, data.draw(st.sampled_from(ODT_LAYOUTS)))
    with ZipFile(BytesIO(whole)) as archive:
        content = bytearray(archive.read("content.xml"))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        piece = data.draw(
            st.sampled_from([b"", b"<", b'"', b"1000000000", b"table:", b"\x00", b"-1", b"&#0;"])
        )
        content[at : at + data.draw(st.integers(0, 30))] = piece
    for damaged in (packed(content_xml=bytes(content)), whole[: data.draw(st.integers(0, len(whole)))]):
        try:
            read_odt(damaged)
        except Unreadable:
            continue


@pytest.mark.skipif(not (KIT / "score.py").exists(), reason="the kit of forms is not here")
def test_nearly_every_field_of_the_kits_odt_forms_is_found_and_hardly_one_wrong(tmp_path: Path) -> None:
    every = (KIT / "dev" / "expected.jsonl").read_text(encoding="utf-8").splitlines()
    wanted = [line for line in every if json.loads(line)["format"] == "odt"]
    (tmp_path / "expected.jsonl").write_text("\n".join(wanted), encoding="utf-8")
    with (tmp_path / "results.jsonl").open("w", encoding="utf-8") as results:
        for name in (json.loads(line)["file"] for line in wanted):
            reading = read_in_process((KIT / name).read_bytes(), PLAIN)
            forms = [dict(form.values) for form in reading.forms]
            results.write(json.dumps({"file": name, "kind": reading.kind.value, "forms": forms}) + "\n")
    command = [sys.executable, str(KIT / "score.py"), "expected.jsonl", "results.jsonl", "--json", "out.json"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    scored = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert scored["recall"] >= 0.97 and scored["wrong"] <= 0.005 * scored["fields_expected"]
