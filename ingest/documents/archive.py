"""A zip that somebody sends: the documents in it, each to be read for itself, without what computers add."""

from __future__ import annotations

from ingest.documents.sniff import Sort, sort_of
from ingest.documents.zipped import Unreadable, read_files
from ingest.parts import safe_name
from ingest.reading import Document

_MOST = 20
_DOCUMENTS = (".docx", ".docm", ".dotx", ".xlsx", ".xlsm", ".odt", ".ott", ".ods", ".pages", ".pptx")
_ADDED = frozenset({".ds_store", "thumbs.db", "desktop.ini"})


def is_archive(name: str, content: bytes) -> bool:
    """Whether a document is a zip of documents. One with a document's name is a broken one of those."""
    if not content.startswith((b"PK\x03\x04", b"PK\x05\x06")) or name.lower().endswith(_DOCUMENTS):
        return False
    return sort_of(content) is Sort.ARCHIVE


def documents_in(content: bytes) -> tuple[Document, ...]:
    """The documents, at least one. Archives among them are given too, but never opened (TRUST.md S12).

    Raises `Unreadable`: broken, over the limits, empty; `Locked` for one with a password.
    """
    files = read_files(content, _MOST, _is_added)
    found = tuple(
        Document(safe_name(name) or "unnamed attachment", "application/octet-stream", inflated)
        for name, inflated in files
        if inflated
    )
    if not found:
        raise Unreadable("it holds no document")
    return found


def _is_added(name: str) -> bool:
    """The Finder's halves of files, and what file managers leave behind."""
    folders, _, bare = name.replace("\\", "/").rpartition("/")
    return bare.lower() in _ADDED or bare.startswith("._") or "__MACOSX" in folders.split("/")
