"""What a document is, told by its bytes: names and declared types are never believed (TRUST.md S13)."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection
from enum import StrEnum
from functools import lru_cache
from io import BytesIO
from struct import unpack

from ingest.documents.ole import is_ole, root_names, stream_start
from ingest.documents.zipped import Unreadable, read_members


class Sort(StrEnum):
    """The sorts of document that a returned form can come as, and those that are never one."""

    DOCX = "Word document"
    DOC = "older Word document"
    ODT = "OpenDocument text"
    XLSX = "spreadsheet"
    XLS = "older spreadsheet"
    LOCKED = "document locked with a password"
    ODS = "OpenDocument spreadsheet"
    PDF = "PDF"
    RTF = "rich text document"
    PAGES = "Pages document"
    IMAGE = "picture"
    HTML = "web page"
    TEXT = "plain text"
    PRESENTATION = "presentation"
    ARCHIVE = "archive"
    SIDECAR = "sidecar"  # the Finder's half of an AppleDouble pair, Outlook's winmail wrapper aside
    WRAPPED = "Outlook attachment"
    UNKNOWN = "document of an unknown sort"


_DECORATION = 40_000  # bytes; photographs of pages are larger
_PAGE_DOTS = 600  # the shorter side of a page that can be read
_MAGIC = (
    (b"%PDF-", Sort.PDF),
    (b"{\\rtf", Sort.RTF),
    (b"\x00\x05\x16\x07", Sort.SIDECAR),
    (b"\x00\x05\x16\x00", Sort.SIDECAR),
    (b"\x78\x9f\x3e\x22", Sort.WRAPPED),
    (b"\x89PNG\r\n\x1a\n", Sort.IMAGE),
    (b"\xff\xd8\xff", Sort.IMAGE),
    (b"GIF8", Sort.IMAGE),
    (b"II*\x00", Sort.IMAGE),
    (b"MM\x00*", Sort.IMAGE),
    (b"\x1f\x8b", Sort.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Sort.ARCHIVE),
    (b"Rar!", Sort.ARCHIVE),
)
_WORD_FLAGS, _WORD_LOCKED = 10, 0x01  # fEncrypted of [MS-DOC] FibBase
_BEFORE_HTML = re.compile(rb"\A(?:\s{0,99}<(?:\?xml[^<>]{0,200}\?|!--.{0,999}?--)>\s{0,99}){1,4}", re.DOTALL)
_HTML = re.compile(rb"<(?:!doctype html|(?:html|head|body|meta|table|form|div|center)[\s>])")
_OPENDOCUMENT = (
    (b"application/vnd.oasis.opendocument.text", Sort.ODT),
    (b"application/vnd.oasis.opendocument.spreadsheet", Sort.ODS),
    (b"application/vnd.oasis.opendocument.presentation", Sort.PRESENTATION),
)
_MANIFEST = "META-INF/manifest.xml"
_MEMBERS = (
    ("word/", Sort.DOCX),
    ("xl/", Sort.XLSX),
    ("ppt/", Sort.PRESENTATION),
    ("Index/Document.iwa", Sort.PAGES),
    ("Index.zip", Sort.PAGES),
    ("index.xml", Sort.PAGES),
)


def sort_of(content: bytes) -> Sort:
    """The sort of a document. Looks at the first bytes and, in a zip, at the list of members only."""
    if content[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _zip_sort(content)
    if is_ole(content):
        return _ole_sort(content)
    for magic, sort in _MAGIC:
        if content.startswith(magic):
            return sort
    if content.startswith(b"BM") and content[6:10] == b"\0\0\0\0":  # a text may begin with these letters
        return Sort.IMAGE
    if content[4:8] == b"ftyp" and content[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"avif"):
        return Sort.IMAGE
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return Sort.IMAGE
    if b"%PDF-" in content[:1024]:
        return Sort.PDF
    return _text_sort(content)


def is_decoration(content: bytes) -> bool:
    """Whether a picture is a logo's or a signature's, not a page's: by its weight, a PNG's by its dots."""
    if len(content) >= _DECORATION:
        return False
    if not content.startswith(b"\x89PNG") or len(content) < 24:
        return True
    shorter: int = min(unpack(">II", content[16:24]))
    return shorter < _PAGE_DOTS  # a clean page, in few colours, weighs little


@lru_cache(maxsize=1)  # asked twice of each document
def _zip_sort(content: bytes) -> Sort:
    told = _opendocument_sort(content[:200])
    try:
        names = zipfile.ZipFile(BytesIO(content)).namelist()
        if told is not None:
            return Sort.LOCKED if _is_locked(content, names) else told
        if "content.xml" in names:  # OpenDocument zipped anew: its type no longer comes first
            manifest = read_members(content, ("mimetype", _MANIFEST))
            return _opendocument_sort(b" ".join(manifest.values())) or Sort.ARCHIVE
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, Unreadable):
        return told or Sort.ARCHIVE
    for start, sort in _MEMBERS:
        if any(name.startswith(start) for name in names):
            return sort
    return Sort.ARCHIVE


def _is_locked(content: bytes, names: Collection[str]) -> bool:
    """OpenDocument with a password: older ones lock each part, newer ones all of it as one."""
    if "encrypted-package" in names:
        return True
    return b":encryption-data" in read_members(content, (_MANIFEST,)).get(_MANIFEST, b"")


def _opendocument_sort(start: bytes) -> Sort | None:
    return next((sort for media_type, sort in _OPENDOCUMENT if media_type in start), None)


def _ole_sort(content: bytes) -> Sort:
    """By what stands at the top of an OLE file; other files of any sort may be packed inside."""
    names = root_names(content) or _named_in(content)
    if "EncryptedPackage" in names:
        return Sort.LOCKED
    if "WordDocument" in names:
        start = stream_start(content, "WordDocument", _WORD_FLAGS + 2)
        locked = len(start) > _WORD_FLAGS and start[_WORD_FLAGS + 1] & _WORD_LOCKED
        return Sort.LOCKED if locked else Sort.DOC
    if names & {"Workbook", "Book"}:
        return Sort.XLS
    if "PowerPoint Document" in names:
        return Sort.PRESENTATION
    return Sort.WRAPPED if any(name.startswith("__substg1.0") for name in names) else Sort.UNKNOWN


def _named_in(content: bytes) -> frozenset[str]:
    """Of a broken file: the names that stand somewhere in it."""
    known = ("EncryptedPackage", "WordDocument", "Workbook")
    return frozenset(name for name in known if name.encode("utf-16-le") in content)


def _text_sort(content: bytes) -> Sort:
    start = content[:4096]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Sort.TEXT
    if not start.strip() or b"\x00" in start:
        return Sort.UNKNOWN
    if _HTML.match(_BEFORE_HTML.sub(b"", start.lstrip(b"\xef\xbb\xbf \t\r\n")).lower()):
        return Sort.HTML
    odd = sum(1 for byte in start if byte < 9 or 13 < byte < 32)
    return Sort.TEXT if odd * 50 < len(start) else Sort.UNKNOWN
