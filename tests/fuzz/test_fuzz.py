"""Whatever happens to the bytes: a page or Unreadable, in good time; never an empty case (TRUST.md S9, S10).

`make fuzz FUZZ=600` looks for ten minutes at bytes that nobody has seen before.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import pytest

from ingest import mapi, outlook, tnef
from ingest.documents.archive import documents_in
from ingest.documents.docx import read_docx
from ingest.documents.html import read_html
from ingest.documents.html_source import charset_of
from ingest.documents.ods import read_ods
from ingest.documents.odt import read_odt
from ingest.documents.pdf import read_pdf
from ingest.documents.rtf import read_rtf
from ingest.documents.sniff import sort_of
from ingest.documents.text import read_text
from ingest.documents.xlsx import read_xlsx
from ingest.documents.zipped import Unreadable
from ingest.headers import clean, decode, decode_words, one_line, scan
from ingest.inprocess import read_in_process
from ingest.reader import Reader
from ingest.reading import Kind, Reading
from ingest.reply import own_words
from tests.fuzz.running import SECONDS, fuzz
from tests.support import samples
from tests.support.letters import SETTINGS, attached, multipart, part

LIMIT = 10.0
"""Seconds of processor time: what the contained child is given (ingest/sandbox.py)."""

T = TypeVar("T")
Opens = Callable[[bytes], object]

DOCUMENTS: dict[str, tuple[Callable[[], Sequence[bytes]], Opens, int]] = {
    "docx": (samples.docx, read_docx, 30),
    "odt": (samples.odt, read_odt, 40),
    "ods": (samples.ods, read_ods, 40),
    "xlsx": (samples.xlsx, read_xlsx, 40),
    "rtf": (samples.rtf, read_rtf, 40),
    "pdf": (samples.pdf, read_pdf, 10),
    "acroform": (samples.acroform, read_pdf, 6),
    "html": (samples.html, lambda content: read_html(decode(content, charset_of(content))), 20),
    "text": (samples.text, lambda content: read_text(decode(content)), 40),
    "zip": (samples.archives, documents_in, 30),
}
ENVELOPES: dict[str, tuple[Callable[[], Sequence[bytes]], Opens, int]] = {
    "msg": (samples.outlook, outlook.to_mail, 30),
    "tnef": (samples.winmail, lambda content: mapi.as_mail(tnef.stored(content)), 30),
    "headers": (samples.letters, lambda content: _headers(content), 40),
    "reply": (samples.text, lambda content: _reply(content), 60),
}
LETTERS: dict[str, tuple[Callable[[], Sequence[bytes]], int]] = {
    "letter": (samples.letters, 8),
    "msg": (samples.outlook, 6),
    "tnef": (samples.winmail, 6),
    "docx": (samples.docx, 6),
    "odt": (samples.odt, 6),
    "xlsx": (samples.xlsx, 6),
    "rtf": (samples.rtf, 4),
    "pdf": (samples.pdf, 3),
    "acroform": (samples.acroform, 2),
    "html": (samples.html, 3),
    "zip": (samples.archives, 6),
}
WHOLE = ("letter", "msg", "tnef")
"""Samples that are letters themselves; the others are attached to one."""
ENDINGS = {"acroform": "pdf"}
BEHIND_WALLS = ("letter", "docx", "rtf", "pdf")
_SHARE = 1 / (len(DOCUMENTS) + len(ENVELOPES) + len(LETTERS) + len(BEHIND_WALLS))

pytestmark = pytest.mark.timeout(2 * SECONDS + 120)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_broken_document_is_a_page_or_unreadable_in_good_time(name: str) -> None:
    made, opens, examples = DOCUMENTS[name]

    def holds(content: bytes) -> None:
        _timed(lambda: _or_unreadable(opens, content))
        _timed(lambda: sort_of(content))

    fuzz(made(), holds, examples, _SHARE)


@pytest.mark.parametrize("name", ENVELOPES)
def test_a_broken_envelope_is_never_an_error(name: str) -> None:
    made, opens, examples = ENVELOPES[name]

    def holds(content: bytes) -> None:
        _timed(lambda: opens(content))

    fuzz(made(), holds, examples, _SHARE)


@pytest.mark.parametrize("name", LETTERS)
def test_a_broken_letter_is_a_reading_and_never_an_empty_case(name: str) -> None:
    made, examples = LETTERS[name]

    def holds(content: bytes) -> None:
        raw = _as_letter(name, content)
        _check(name, _timed(lambda: read_in_process(raw, SETTINGS)))

    fuzz(made(), holds, examples, _SHARE)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(SETTINGS) as found:
        yield found


@pytest.mark.parametrize("name", BEHIND_WALLS)
def test_behind_the_walls_a_broken_letter_is_an_answer_too(reader: Reader, name: str) -> None:
    made, _ = LETTERS[name]

    def holds(content: bytes) -> None:
        raw = _as_letter(name, content)
        _check(name, reader.read(raw))

    fuzz(made(), holds, 2, _SHARE)


def _as_letter(name: str, content: bytes) -> bytes:
    if name in WHOLE:
        return content
    return multipart(part("My form is attached."), attached(content, f"form.{ENDINGS.get(name, name)}"))


def _check(name: str, reading: Reading) -> None:
    """A form has values, each with how sure it is; a document that came is a form, a blank one, or named."""
    assert len(reading.letter.sha256) == 64
    if name not in (*WHOLE, "html"):  # mail programs attach scraps of HTML that are nothing at all
        assert reading.forms or reading.unread or reading.problems or reading.kind is Kind.FORM
    for form in reading.forms:
        assert form.values and all(value not in ("", (), None) for value in form.values.values())
        assert set(form.confidence) >= set(form.values)
        assert all(0 <= sure <= 1 for sure in form.confidence.values())


def _timed(run: Callable[[], T]) -> T:
    began = time.process_time()
    found = run()
    assert time.process_time() - began < LIMIT
    return found


def _or_unreadable(opens: Opens, content: bytes) -> object:
    try:
        return opens(content)
    except Unreadable as reason:
        assert str(reason)
        return None


def _headers(content: bytes) -> None:
    for name, value in scan(content):
        assert name == name.lower()
        shown = one_line(decode_words(value))
        assert "\n" not in shown and "\r" not in shown and "\x00" not in shown
        shown.encode()


def _reply(content: bytes) -> None:
    """Every line that is kept stands in the text, in its order; nothing is made up."""
    text = clean(decode(content))
    own = own_words(text).own
    rest = iter(line.rstrip() for line in text.split("\n"))
    assert all(any(line.rstrip() == other for other in rest) for line in own.split("\n") if line.strip())
