"""A document of any sort -> its page, or why it has none.

What only a program of the system can do (recognise letters, turn an old document into a new one) is done
between two rounds of reading the letter (errand.py); in the first one the document is not read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ingest.documents.archive import documents_in
from ingest.documents.docx import read_docx
from ingest.documents.html import read_html
from ingest.documents.html_source import charset_of
from ingest.documents.ods import read_ods
from ingest.documents.odt import read_odt
from ingest.documents.pdf import read_pdf
from ingest.documents.rtf import read_rtf
from ingest.documents.seen import OnlySeen, read_picture, read_seen
from ingest.documents.sniff import Sort
from ingest.documents.text import read_text
from ingest.documents.xlsx import read_xlsx
from ingest.documents.zipped import Unreadable
from ingest.errand import Errands, Wanted
from ingest.headers import decode
from ingest.page import Page
from ingest.unread import UNREADABLE, NotRead, not_opened, unknown_sort

_READERS: Mapping[Sort, Callable[[bytes], Page]] = {
    Sort.DOCX: read_docx,
    Sort.ODT: read_odt,
    Sort.RTF: read_rtf,
    Sort.XLSX: read_xlsx,
    Sort.ODS: read_ods,
    Sort.TEXT: lambda content: read_text(decode(content, "")),
    Sort.HTML: lambda content: read_html(decode(content, charset_of(content))),
}


def open_page(content: bytes, sort: Sort, errands: Errands) -> Page | NotRead:
    """The page of a document whose sort is known. Never raises for what it holds."""
    try:
        return _open(content, sort, errands)
    except Wanted:  # read in the next round; this stands if there is none
        return UNREADABLE.get(sort) or not_opened(OnlySeen("it is a picture or a scan"))
    except Unreadable as reason:
        return UNREADABLE.get(sort) or not_opened(reason)


def _open(content: bytes, sort: Sort, errands: Errands) -> Page | NotRead:
    match sort:
        case Sort.PDF:
            return _pdf(content, errands)
        case Sort.IMAGE:
            return read_picture(content, errands)
        case Sort.DOC if errands.at_hand("office"):
            return read_docx(errands.ask("office", content))
        case Sort.ARCHIVE:
            documents_in(content)  # it was not opened: this says why
        case _ if sort in _READERS:
            return _READERS[sort](content)
    return UNREADABLE.get(sort) or unknown_sort(sort)


def _pdf(content: bytes, errands: Errands) -> Page:
    try:
        return read_pdf(content)
    except OnlySeen:
        return read_seen(content, errands)
