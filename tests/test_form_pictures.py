"""The picture of a signature signs; any other picture says nothing."""

from __future__ import annotations

import pytest

from casework.model import Form
from ingest.form import find_forms
from tests.support import opendocument
from tests.support.documents import docx, paragraph, run, table
from tests.support.returned import PLAIN, letter, word

_DRAWN = "http://schemas.openxmlformats.org/drawingml/2006"
_PICTURE = (
    f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWN}/wordprocessingDrawing">'
    f'<a:graphic xmlns:a="{_DRAWN}/main">'
    "<a:graphicData><a:blip/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)
_IN_ODT = "<draw:frame><draw:image/></draw:frame>"
_TOLD = (
    ("Name", "Ann Lee"),
    ("Membership number", "448210"),
    ("Email", "ann@post.example"),
    ("What happened?", "I was moved without notice."),
    ("What do you want?", "My ward back."),
    ("Consent", "I agree that the branch keeps my data for this case."),
)


def in_word(last: str, told: tuple[tuple[str, str], ...] = _TOLD) -> Form:
    body = "".join(f"<w:p>{run(f'{label}: ', '<w:b/>')}{run(text)}</w:p>" for label, text in told)
    (form,) = find_forms(letter(), [word(docx(body + last))], PLAIN).forms
    return form


@pytest.mark.parametrize(
    "last",
    [
        f"<w:p>{run('Signature: ')}{_PICTURE}</w:p>",
        paragraph("Signature:") + f"<w:p>{_PICTURE}</w:p>",
        table([(paragraph("Signed"), f"<w:p>{_PICTURE}</w:p>")]),
        table(
            [(paragraph("Signed"), paragraph("Date")), (f"<w:p>{_PICTURE}</w:p>", paragraph("20/11/2026"))]
        ),
    ],
    ids=["behind", "below", "beside", "in the row below"],
)
def test_a_picture_where_the_signature_was_asked_for_signs_the_statement(last: str) -> None:
    assert in_word(last).values.get("consent") is True


def test_a_picture_elsewhere_signs_nothing_and_is_no_answer() -> None:
    logo = f"<w:p>{_PICTURE}</w:p>" + paragraph("Signature:")
    assert in_word(logo).values.get("consent") is None
    shown = in_word(f"<w:p>{run('What do you want? ', '<w:b/>')}{_PICTURE}</w:p>", _TOLD[:4])
    assert not shown.text("desired_outcome")


@pytest.mark.parametrize("signed", [True, False])
def test_in_an_open_document_too(signed: bool) -> None:
    told = "".join(opendocument.paragraph(f"{label}: {text}") for label, text in _TOLD)
    asked = opendocument.paragraph("Signature: " + _IN_ODT * signed)
    (form,) = find_forms(letter(), [word(opendocument.odt(told + asked), "form.odt")], PLAIN).forms
    assert form.text("desired_outcome") == "My ward back."
    assert form.values.get("consent") is (True if signed else None)
