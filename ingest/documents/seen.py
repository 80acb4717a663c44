"""Documents that can only be seen, not read: pictures, scans, PDFs without letters. The door to scan.py.

What decodes pictures is an extra, not installed everywhere, and is loaded only for a letter that needs it.
"""

from __future__ import annotations

from ingest.documents.zipped import Unreadable
from ingest.errand import Errands, Wanted
from ingest.page import Page

LETTERS, PHOTOGRAPHS = "letters", "photographs"
"""The names in programs.py of what recognises letters, and of what decodes an iPhone's photographs."""


class OnlySeen(Unreadable):
    """The words are not in the file, only in its look; the message says why they were not made out."""


def read_picture(content: bytes, errands: Errands) -> Page:
    """A photograph or a scan as a page. Raises `Unreadable`, and `Wanted` while letters are recognised."""
    return _read(content, False, errands)


def read_seen(content: bytes, errands: Errands) -> Page:
    """A PDF by its look. Raises as `read_picture` does."""
    return _read(content, True, errands)


def _read(content: bytes, is_pdf: bool, errands: Errands) -> Page:
    if not errands.at_hand(LETTERS):
        raise OnlySeen("it is a picture or a scan, and no program that reads those is installed here")
    from ingest.documents.scan import read_scan

    try:
        return read_scan(content, is_pdf, errands)
    except (Unreadable, Wanted, MemoryError):
        raise
    except Exception as fault:
        raise OnlySeen("it is a picture or a scan that could not be made out") from fault
