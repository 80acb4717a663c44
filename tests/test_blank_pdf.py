"""The PDF form for those who cannot see it: title, language, a tree of tags, fields tied to their words."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from ingest.blank.pdf_letters import NotPrintable
from ingest.blank.questions import Asked, Kind, describe
from tests.support.blank_forms import BLANK, BRANCH, FORM


@pytest.fixture(scope="module")
def form() -> PdfReader:
    return PdfReader(BytesIO(BLANK(FORM, "pdf")))


def _root(form: PdfReader) -> Any:
    return form.trailer["/Root"]


def _widgets(form: PdfReader) -> list[Any]:
    return [each.get_object() for page in form.pages for each in page["/Annots"]]


def _of(form: PdfReader) -> dict[str, list[Any]]:
    """The widgets of each question, in their order."""
    widgets = iter(_widgets(form))
    return {one.field: [next(widgets) for _ in one.options or ("",)] for one in FORM.questions}


def _kids(element: Any) -> list[Any]:
    return [kid.get_object() for kid in element["/K"]]


def _elements(element: Any) -> list[Any]:
    """An element and all below it, in the order they are read aloud."""
    below = [kid for kid in _kids(element) if kid.get("/Type") == "/StructElem"]
    return [element, *(one for kid in below for one in _elements(kid))]


def _owners(form: PdfReader) -> dict[int, Any]:
    numbers = _root(form)["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    return dict(zip(numbers[::2], [one.get_object() for one in numbers[1::2]], strict=True))


def test_the_form_says_its_title_its_language_and_that_it_is_tagged(form: PdfReader) -> None:
    root = _root(form)
    assert form.metadata is not None and form.metadata.title == f"Casework form, {BRANCH.name}"
    assert form.xmp_metadata is not None and form.xmp_metadata.dc_title == {
        "x-default": f"Casework form, {BRANCH.name}"
    }
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert len(form.pages) <= 3


def test_every_field_has_a_name_that_can_be_read_aloud(form: PdfReader) -> None:
    for question in FORM.questions:
        told = [widget["/TU"] for widget in _of(form)[question.field]]
        assert all(one.startswith(question.label) for one in told)
        assert [one.endswith(said) for one, said in zip(told, question.options, strict=False)] == [
            True
        ] * len(question.options)


def test_every_field_is_tied_to_its_place_in_the_tree_and_back(form: PdfReader) -> None:
    owners = _owners(form)
    for widget in _widgets(form):
        element = owners[widget["/StructParent"]]
        assert element["/S"] == "/Form"
        (tied,) = [kid["/Obj"] for kid in _kids(element) if kid.get("/Type") == "/OBJR"]
        assert tied == widget


def test_fields_are_reached_in_the_order_of_the_questions(form: PdfReader) -> None:
    assert all(page["/Tabs"] == "/S" for page in form.pages)
    told = [widget["/TU"] for widget in _widgets(form)]
    expected = [
        f"{question.label} {option}".rstrip()
        for question in FORM.questions
        for option in question.options or ("",)
    ]
    assert [one.startswith(words) for one, words in zip(told, expected, strict=True)] == [True] * len(told)


def test_the_tree_holds_headings_labels_and_fields_in_reading_order(form: PdfReader) -> None:
    (whole,) = _kids(_root(form)["/StructTreeRoot"])
    elements = _elements(whole)
    tags = [one["/S"] for one in elements]
    assert whole["/S"] == "/Document" and tags.count("/H1") == 1
    assert tags.count("/H2") == len(FORM.sections) + 1
    assert tags.count("/Form") == len(_widgets(form))
    for element in elements[1:]:
        assert any(kid == element for kid in _kids(element["/P"].get_object()))


def test_all_that_is_printed_is_tagged_or_decoration(form: PdfReader) -> None:
    owners = _owners(form)
    for page in form.pages:
        content = page.get_contents().get_data().decode("latin-1")
        marks = [int(mark) for mark in re.findall(r"/MCID (\d+)", content)]
        assert marks == list(range(len(owners[page["/StructParents"]])))
        depth = 0
        for line in content.split("\n"):
            depth += line.endswith(("BDC", "BMC")) - (line == "EMC")
            assert depth in (0, 1)
            assert depth or not re.search(r"\b(Tj|S|f|B)\b", line)


def test_boxes_show_both_their_states_and_choices_hold_together(form: PdfReader) -> None:
    for question in FORM.questions:
        own = _of(form)[question.field]
        match question.kind:
            case Kind.MANY:
                assert {frozenset(one["/AP"]["/N"]) for one in own} == {frozenset({"/Yes", "/Off"})}
                assert len({one["/T"] for one in own}) == len(own)
            case Kind.ONE:
                assert {one["/Parent"]["/T"] for one in own} == {question.field}
                assert [set(one["/AP"]["/N"]) - {"/Off"} for one in own] == [
                    {f"/{o}"} for o in question.options
                ]
            case kind:
                (field,) = own
                assert bool(field["/Ff"] & 1 << 12) == (kind is Kind.STORY)
                assert "/N" in field["/AP"] and "/V" not in field


def test_welsh_letters_are_printed_and_can_be_found_again() -> None:
    asked = [
        Asked("member_name", "Eich enw llawn (yn cynnwys ŵ, ŷ, Ŵ, Ŷ)"),
        Asked("summary", "Beth sydd wedi digwydd yn y tŷ neu’r gŵr?"),
        Asked("department", "Čeština, Żółć, Şehir, œuvre – “€”"),
    ]
    content = BLANK(describe(BRANCH, asked), "pdf")
    said = PdfReader(BytesIO(content)).pages[0].extract_text()
    for one in asked:
        assert one.label.split()[-1].rstrip("?") in said
    assert b"/wcircumflex" in content and b"/Ycircumflex" in content


def test_a_label_that_cannot_be_printed_is_named_in_a_sentence() -> None:
    form = describe(BRANCH, [Asked("member_name", "Ваше имя")])
    with pytest.raises(NotPrintable, match="our PDF cannot print. Use another format"):
        BLANK(form, "pdf")
    assert BLANK(form, "docx") and BLANK(form, "html")


def test_long_words_of_the_branch_run_on_over_lines_and_pages() -> None:
    form = describe(BRANCH, [Asked("member_name", "Your name")], privacy="We keep what you tell us. " * 400)
    read = PdfReader(BytesIO(BLANK(form, "pdf")))
    assert len(read.pages) > 2
    assert sum(page.extract_text().count("keep") for page in read.pages) == 400
