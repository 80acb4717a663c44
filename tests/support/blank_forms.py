"""Our own blank forms filled in as members' programs would, and the answers they are filled in with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from zipfile import ZipFile

from lxml import etree
from pypdf import PdfReader, PdfWriter

from casework.model import Branch, Person
from ingest.blank.formats import blank_form
from ingest.blank.questions import Asked, BlankForm, Kind, describe
from ingest.blank.text import line_of
from ingest.page import ON
from jobs.defaults import QUESTIONS

WRITTEN = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
BRANCH = Branch(
    "Northgate College branch",
    "casework@northgate-branch.example",
    Person("Robin Adeyemi", "robin@northgate-branch.example"),
    phone="0113 496 0000",
)
ASKED = tuple(Asked(question.field, question.label, question.needed) for question in QUESTIONS)
FORM = describe(BRANCH, ASKED)

BLANK = lru_cache(blank_form)
"""The blank form in a format, made once for all tests."""

Given = Mapping[str, str | tuple[str, ...]]
"""What a member gives to each field: words, or the options ticked."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"


def filled_docx(given: Given, form: BlankForm = FORM) -> bytes:
    """Typed into the content controls, as Word keeps it: a line end makes a paragraph."""

    def fill(root: etree._Element) -> None:
        for control in root.iter(f"{_W}sdt"):
            about, content = control[0], control[1]
            answer = given.get(_one(about, f"{_W}tag").get(f"{_W}val", ""), "")
            if isinstance(answer, tuple):
                if _one(about, f"{_W}alias").get(f"{_W}val") in answer:
                    _one(about, f"{_W14}checkbox/{_W14}checked").set(f"{_W14}val", "1")
                    next(content.iter(f"{_W}t")).text = ON
            elif answer:
                about.remove(_one(about, f"{_W}showingPlcHdr"))
                (paragraph,) = content
                paragraph.remove(paragraph[1])  # the prompt
                content[:] = [deepcopy(paragraph) for _ in answer.split("\n")]
                for written, line in zip(content, answer.split("\n"), strict=True):
                    etree.SubElement(etree.SubElement(written, f"{_W}r"), f"{_W}t").text = line

    return _changed(BLANK(form, "docx"), "word/document.xml", fill)


def _one(element: etree._Element, path: str) -> etree._Element:
    found = element.find(path)
    assert found is not None, path
    return found


def filled_odt(given: Given, form: BlankForm = FORM) -> bytes:
    """Typed into the cells, a paragraph a line, as LibreOffice keeps it."""
    questions = iter(form.questions)

    def fill(root: etree._Element) -> None:
        for row, question in zip(root.iter(f"{_TABLE}table-row"), questions, strict=True):
            cell = list(row.iter(f"{_TABLE}table-cell"))[1]
            answer = given.get(question.field, "")
            if isinstance(answer, tuple):
                for control in cell.iter(f"{_LOEXT}content-control"):
                    if (control.tail or "").strip() in answer:
                        control.set(f"{_LOEXT}checked", "true")
                        control.text = ON
            elif answer:
                cell[0].text, *more = answer.split("\n")
                for line in more:
                    etree.SubElement(cell, f"{_TEXT}p").text = line

    return _changed(BLANK(form, "odt"), "content.xml", fill)


def _changed(content: bytes, part: str, change: Callable[[etree._Element], None]) -> bytes:
    with ZipFile(BytesIO(content)) as archive:
        parts = [(one, archive.read(one)) for one in archive.infolist()]
    filled = BytesIO()
    with ZipFile(filled, "w") as archive:
        for one, inside in parts:
            if one.filename == part:
                root = etree.fromstring(inside)
                change(root)
                inside = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
            archive.writestr(one, inside)
    return filled.getvalue()


def filled_pdf(given: Given, form: BlankForm = FORM) -> bytes:
    """Filled in by a program that is not ours."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(BLANK(form, "pdf"))))
    values: dict[str, str] = {}
    for question in form.questions:
        answer = given.get(question.field, "")
        if question.kind is Kind.MANY:
            values |= {f"{question.field} {question.options.index(one) + 1}": "/Yes" for one in answer}
        elif question.kind is Kind.ONE:
            values |= dict.fromkeys([question.field], f"/{answer[0]}") if answer else {}
        elif isinstance(answer, str) and answer:
            values[question.field] = answer
    for page in writer.pages:
        writer.update_page_form_field_values(page, values, auto_regenerate=False)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def filled_text(given: Given, form: BlankForm = FORM) -> str:
    """Typed behind the colons."""
    text = BLANK(form, "txt").decode()
    for question in form.questions:
        answer = given.get(question.field, "")
        typed = answer if isinstance(answer, str) else ", ".join(answer)
        text = text.replace(f"\n{line_of(question)} \n", f"\n{line_of(question)} {typed}\n", 1)
    return text
