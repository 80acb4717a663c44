"""Documents that are locked, and those of before 2007: told by what they hold, read where it can be done."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from ingest.documents.sniff import Sort, sort_of
from ingest.inprocess import read_in_process
from ingest.office import converts
from ingest.reader import Reader
from ingest.reading import Kind
from ingest.unread import AS_PDF, UNLOCK
from tests.support.documents import docx_form
from tests.support.letters import SETTINGS, attached, multipart, part
from tests.support.libreoffice import SOFFICE, convert
from tests.support.ole import ole_file
from tests.support.opendocument import odt_form
from tests.support.outlook import Attached, msg, properties
from tests.support.returned import EVERYWHERE

NORTH = EVERYWHERE["north"]


def zip_with_password() -> bytes:
    """The first bit of each member's flags says that it is locked, here and in the directory."""
    made = BytesIO()
    with ZipFile(made, "w") as packed:
        packed.writestr("form.docx", docx_form(NORTH.pairs))
    raw = bytearray(made.getvalue())
    raw[6] |= 1
    raw[raw.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(raw)


def odt_with_password(whole: bool) -> bytes:
    made = BytesIO()
    with ZipFile(BytesIO(odt_form(NORTH.pairs))) as plain, ZipFile(made, "w") as locked:
        for name in plain.namelist():
            if not whole or name == "mimetype":
                locked.writestr(name, plain.read(name) if name == "mimetype" else b"\x8a\x01 locked")
        manifest = (
            '<manifest:file-entry><manifest:encryption-data manifest:checksum="x"/></manifest:file-entry>'
        )
        locked.writestr("encrypted-package" if whole else "META-INF/manifest.xml", manifest)
    return made.getvalue()


LOCKED_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"3 0 obj<</Filter/Standard/V 1/R 2/P -4/O<" + b"11" * 32 + b">/U<" + b"22" * 32 + b">>>endobj\n"
    b"trailer<</Root 1 0 R/Size 4/Encrypt 3 0 R/ID[<00112233445566778899aabbccddeeff><00>]>>\n%%EOF"
)
LOCKED = {
    "zip": zip_with_password(),
    "docx": ole_file({"EncryptedPackage": b"x" * 5000, "EncryptionInfo": b"y" * 200}),
    "doc": ole_file({"WordDocument": b"\xec\xa5" + b"\0" * 8 + b"\x00\x01" + b"\0" * 5000, "1Table": b"x"}),
    "odt": odt_with_password(whole=False),
    "odt, as one": odt_with_password(whole=True),
    "pdf": LOCKED_PDF,
}


@pytest.mark.parametrize("sort", LOCKED)
def test_a_locked_document_could_not_be_read_and_the_reason_is_told(sort: str) -> None:
    name = f"Casework form.{sort[:4].strip(',')}"
    reading = read_in_process(multipart(part("Here is my form. Ana"), attached(LOCKED[sort], name)), SETTINGS)
    assert reading.kind is Kind.FORM and reading.forms == ()
    assert reading.unread == (name,) and reading.ask == (UNLOCK,)
    assert "locked with a password" in reading.problems[0]


OLD_WORD = ole_file({"WordDocument": b"\xec\xa5" + b"\0" * 6000, "1Table": b"x" * 90})


def test_an_old_word_document_waits_where_nothing_can_read_it() -> None:
    raw = multipart(part("Here is my form. Ana"), attached(OLD_WORD, "my form"))
    reading = read_in_process(raw, SETTINGS)
    assert reading.kind is Kind.FORM and reading.unread == ("my form",) and reading.ask == (AS_PDF,)
    assert "as a PDF, or in the mail itself" in reading.problems[0]


def test_old_documents_are_told_by_what_stands_at_their_top() -> None:
    assert sort_of(OLD_WORD) is Sort.DOC
    assert sort_of(ole_file({"Workbook": b"x" * 900})) is Sort.XLS
    assert sort_of(ole_file({"PowerPoint Document": b"x" * 900})) is Sort.PRESENTATION
    assert sort_of(OLD_WORD[:3000]) in (Sort.DOC, Sort.UNKNOWN)
    letter_with_doc = msg(properties(x1000="Here."), [Attached("form.doc", OLD_WORD)])
    assert sort_of(letter_with_doc) is Sort.WRAPPED
    packed = {"_1": {"__properties_version1.0": b"x"}}
    doc_with_letter = ole_file({"WordDocument": b"\xec\xa5" + b"\0" * 900, "ObjectPool": packed})
    assert sort_of(doc_with_letter) is Sort.DOC
    reading = read_in_process(letter_with_doc, SETTINGS)
    assert reading.letter.text == "Here." and reading.unread == ("form.doc",)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(SETTINGS) as made:
        yield made


@pytest.fixture(scope="module")
def old_word(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The form of the north as Word 97 kept it."""
    folder: Path = tmp_path_factory.mktemp("doc")
    (folder / "form.docx").write_bytes(docx_form(NORTH.pairs))
    # Over OpenDocument, where our tables without widths get some: Word's old format needs them.
    for name, kind in (("form.docx", "odt"), ("form.odt", "doc:MS Word 97")):
        assert convert([folder / name], kind, folder)
    return (folder / "form.doc").read_bytes()


@pytest.mark.skipif(not converts() or SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.timeout(300)
def test_an_old_word_document_is_read_where_libreoffice_is_installed(reader: Reader, old_word: bytes) -> None:
    reading = reader.read(multipart(part("Here is my form. Ana"), attached(old_word, "my form")))
    assert [(form.source, form.values) for form in reading.forms] == [("my form", NORTH.values)]
    assert reading.unread == () and reading.problems == ()


@pytest.mark.skipif(not converts(), reason="LibreOffice is not installed")
@pytest.mark.timeout(300)
def test_an_old_word_document_that_libreoffice_cannot_read_waits(reader: Reader) -> None:
    reading = reader.read(multipart(part("Here is my form. Ana"), attached(OLD_WORD, "form.doc")))
    assert reading.forms == () and reading.unread == ("form.doc",)
