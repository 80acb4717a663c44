"""PDF forms: fillable and flat ones, read by position into the same page as a Word document.

pdfminer takes the file apart; pdf_paint.py listens to what it paints, acroform.py reads what was filled in,
layout.py puts both in order.
"""

from __future__ import annotations

import logging
import re
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import islice

from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from ingest.documents.acrofields import Fields, read_fields
from ingest.documents.acroform import field_blocks, is_fillable
from ingest.documents.layout import page_of
from ingest.documents.pdf_paint import Painted, Painter
from ingest.documents.seen import OnlySeen
from ingest.documents.zipped import MAX_BYTES, Locked, Unreadable
from ingest.page import Block, Page

MAX_PAGES = 30
MAX_OBJECTS = 50_000
_FEWEST_LETTERS = 20
_SCANNED = 0.4  # of the pages' area under pictures
_STREAM = re.compile(rb"stream\r?\n")


def warm_up() -> None:
    """Read a page of a few words, so that what is set up once is set up before a child is forked."""
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL + 1)  # it names what it finds in documents
    text = b"BT /F 10 Tf 50 700 Td (" + b"A form of the branch, with a few words on it. " * 2 + b") Tj ET"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    )
    numbered = b"".join(b"%d 0 obj%s endobj\n" % (at, each) for at, each in enumerate(objects, start=1))
    read_pdf(b"%PDF-1.4\n" + numbered + b"trailer<</Root 1 0 R/Size 6>>\n%%EOF")


def read_pdf(content: bytes) -> Page:
    """The document as a page. Raises `Unreadable` for what is damaged, locked, a scan, XFA or too large."""
    _check_size(content)
    try:
        return _read(content)
    except (Unreadable, MemoryError):
        raise
    except PDFPasswordIncorrect as fault:
        raise Locked("it is protected by a password") from fault
    except Exception as fault:
        raise Unreadable("it is damaged") from fault


def _check_size(content: bytes) -> None:
    """What all streams inflate to, before anything is parsed; a bomb is told by its first bytes (S12)."""
    if content.count(b" obj") > MAX_OBJECTS:
        raise Unreadable("it holds far more than a form can")
    left = MAX_BYTES
    for found in _STREAM.finditer(content):
        if b"/Image" in content[max(found.start() - 400, 0) : found.start()]:
            continue  # never unpacked
        end = content.find(b"endstream", found.end())
        packed = content[found.end() : end if end > 0 else len(content)]
        for _ in range(3):  # packed twice, bombs are small
            packed = _inflated(packed, left + 1)
            left -= len(packed)
            if left < 0:
                raise Unreadable("it unpacks to far more than a form can be")


def _inflated(packed: bytes, most: int) -> bytes:
    if packed[:1] != b"\x78":
        return b""
    try:
        return zlib.decompressobj().decompress(packed, most)
    except zlib.error:
        return b""


def _read(content: bytes) -> Page:
    document = PDFDocument(PDFParser(BytesIO(content)))
    fields = read_fields(document)
    pages = list(islice(PDFPage.create_pages(document), MAX_PAGES + 1))
    if len(pages) > MAX_PAGES:
        raise Unreadable(f"it has more than {MAX_PAGES} pages")
    manager = PDFResourceManager()
    painter = Painter(manager)
    interpreter = PDFPageInterpreter(manager, painter)
    painted: list[Painted] = []
    for number, page in enumerate(pages):
        interpreter.process_page(page)
        fields.place(number, page, painter.page)
        painted.append(painter.page)
    _check_words(painted, fields)
    return Page(tuple(_blocks(painted, fields)))


def _check_words(pages: Sequence[Painted], fields: Fields) -> None:
    """Raise `Unreadable` where there are no words to read, saying what is there instead."""
    letters = sum(len(page.glyphs) for page in pages)
    if fields.xfa and not fields.filled:
        raise Unreadable("it is a form (XFA) that only Adobe's own programs can show")
    hidden, unknown = sum(page.hidden for page in pages), sum(page.unknown for page in pages)
    pictures = sum(page.pictures for page in pages) / max(len(pages), 1)
    if pictures > _SCANNED and (letters < _FEWEST_LETTERS or hidden > letters) and not fields.filled:
        raise OnlySeen("it is a picture (a scan)")
    if unknown > letters:
        raise OnlySeen("its letters cannot be told, only seen")
    if letters < _FEWEST_LETTERS and not fields.filled:
        raise OnlySeen("it holds no text")


def _blocks(pages: Sequence[Painted], fields: Fields) -> Iterator[Block]:
    if is_fillable(fields):
        yield from field_blocks(pages, fields)
        return
    yield from page_of(pages).blocks
