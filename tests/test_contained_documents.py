"""Every format of form read behind the walls: nothing is loaded too late (TRUST.md S9)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ingest.reader import Reader
from tests.support.documents import docx_form
from tests.support.letters import SETTINGS, attached, multipart
from tests.support.opendocument import odt_form
from tests.support.returned import EVERYWHERE
from tests.support.richtext import rtf, rtf_form
from tests.support.spreadsheets import xlsx_form

NORTH = EVERYWHERE["north"]
FORMS = {
    "docx": docx_form(NORTH.pairs),
    "odt": odt_form(NORTH.pairs),
    "rtf": rtf_form(NORTH.pairs, "fields"),
    "xlsx": xlsx_form(NORTH.pairs),
}


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(SETTINGS) as found:
        yield found


@pytest.mark.parametrize("ending", FORMS)
def test_a_form_of_each_format_is_read_in_the_child(reader: Reader, ending: str) -> None:
    reading = reader.read(multipart(attached(FORMS[ending], f"form.{ending}")))
    assert [(form.source, form.values) for form in reading.forms] == [(f"form.{ending}", NORTH.values)]
    assert reading.unread == () and reading.problems == ()


def test_letters_of_far_code_pages_are_read_in_the_child(reader: Reader) -> None:
    foreign = rtf(r"{\f3 \'93\'fa\'96\'7b}{\f2 \'b9}\par")
    reading = reader.read(multipart(attached(foreign, "letter.rtf")))
    assert reading.unread == ("letter.rtf",) and len(reading.problems) == 1


@pytest.mark.parametrize("ending", FORMS)
def test_a_form_cut_off_on_its_way_is_unread_and_a_person_is_told(reader: Reader, ending: str) -> None:
    half = FORMS[ending][: len(FORMS[ending]) // 2]
    reading = reader.read(multipart(attached(half, f"form.{ending}")))
    assert reading.forms == () and reading.unread == (f"form.{ending}",)
    assert len(reading.problems) == 1
