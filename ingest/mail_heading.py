"""The lines a mail program puts above an earlier letter, where a page shows each label in a line of its own:

**From:** / Idris Hall / **Sent:** / 17 November 2026 / **To:** / Ann Lee / **Subject:** / Casework questions

They ask nothing: "To" is no manager, and the day it was sent is not the day of the form.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.headings import heading_at, shown
from ingest.page import Block, Line, Page

_MOST = 24  # lines of one


def without_mail_heading(page: Page) -> Page:
    """The page without such lines."""
    kept: list[Block] = []
    at = 0
    while at < len(page.blocks):
        end = _end(page.blocks, at)
        if end == at:
            kept.append(page.blocks[at])
            end += 1
        at = end
    return page if len(kept) == len(page.blocks) else Page(tuple(kept), page.seen)


def _end(blocks: Sequence[Block], at: int) -> int:
    """Where a heading ends that begins here; `at` where none does."""
    if not isinstance(first := blocks[at], Line) or not first.text.rstrip().endswith(":"):
        return at
    heads: list[str] = []
    ends: list[int] = []
    place = at
    while place < min(at + _MOST, len(blocks)) and isinstance(line := blocks[place], Line):
        text, place = shown(line.text), place + 1
        below = blocks[place] if place < len(blocks) else None
        if text.endswith(":") and isinstance(below, Line) and not shown(below.text).endswith(":"):
            text, place = f"{text} {shown(below.text)}", place + 1
        heads.append(text)
        ends.append(place)
    heading = heading_at(heads, 0) if heads and ends[0] > at + 1 else None
    return at if heading is None else ends[heading.end - 1]
