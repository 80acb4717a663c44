"""Plain text as a page: quotation marks counted, lines that a mail program wrapped told from the others."""

from __future__ import annotations

import re
import unicodedata

from ingest.documents.looks import INVISIBLE
from ingest.page import Line, Mark, Page, Run

_QUOTE = re.compile(r"^(?:\s?[>|])+ ?")
_HEADER = re.compile(
    r"\W*(from|sent|date|to|cc|bcc|subject|reply-to|importance|attachments|von|gesendet|an|betreff|de|envoyé|à|objet)\*?:\s?",
    re.IGNORECASE,
)
_SENDER = re.compile(r"\W*(from|von|de)\*?:", re.IGNORECASE)
_STRUCK = re.compile(r"~~([^~]{1,200})~~")
_LOOKS = (Mark.NONE, Mark.STRUCK)
_FORWARD = "-----"
_EMPHASIS = re.compile(r"^(\s*)\*([^*\n]{1,120})\*")
_MAX_LINES = 20_000
_NARROWEST, _WIDEST = 55, 80  # mail programs wrap at 72 to 78 letters, some at 60


def read_text(text: str) -> Page:
    """A body or a text file as a page. Only as many lines as a form could have are looked at."""
    folded = unicodedata.normalize("NFC", INVISIBLE.sub("", text.replace("\u00a0", " ")))
    rows = [_unquote(row) for row in folded.splitlines()[:_MAX_LINES]]
    rows = _without_headers(rows)
    width = max((len(row) for _, row in rows if len(row) <= _WIDEST), default=0)
    lines: list[Line] = []
    before, deep = "", 0
    for depth, row in rows:
        wrapped = depth == deep and wraps(before, row, width)
        lines.append(Line(_runs(row) if row.strip() else (), depth, wrapped))
        before, deep = row, depth
    return Page(tuple(lines))


def _runs(row: str) -> tuple[Run, ...]:
    """A row by its looks: what stands between pairs of waves was struck out."""
    pieces = _STRUCK.split(row) if "~~" in row else [row]
    return tuple(Run(piece, _LOOKS[at % 2]) for at, piece in enumerate(pieces) if piece)


def _without_headers(rows: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """With one rule for each "From: Sent: To: Subject:" that mail programs put above a forwarded letter."""
    kept: list[tuple[int, str]] = []
    at = end = 0
    while at < len(rows):
        end = max(end, at)
        while end < len(rows) and _HEADER.match(rows[end][1]):
            end += 1
        if end - at < 3 or not any(_SENDER.match(row) for _, row in rows[at : at + 2]):
            kept.append(rows[at])
            at += 1
        else:
            kept.append((rows[at][0], _FORWARD))
            at = end
    return kept


def _unquote(row: str) -> tuple[int, str]:
    """How deep a row is quoted, and its words without the stars that stand for bold in plain text."""
    mark = _QUOTE.match(row)
    if mark is None:
        return 0, _EMPHASIS.sub(r"\1\2", row.rstrip())
    depth = mark.group().count(">") + mark.group().count("|")
    return depth, _EMPHASIS.sub(r"\1\2", row[mark.end() :].rstrip())


def wraps(before: str, row: str, width: int) -> bool:
    """Whether the first word of this line would not have fitted on the line before."""
    if not before.strip() or not row.strip() or width < _NARROWEST or len(before) > _WIDEST:
        return False
    return len(before) + 1 + len(row.split()[0]) > max(width, _NARROWEST)
