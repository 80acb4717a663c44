"""A letter as Outlook stores it (in .msg files and in winmail.dat), written as an ordinary mail.

Everything that reads letters then reads these too: one pipeline, whatever the envelope.
"""

from __future__ import annotations

import re
from base64 import encodebytes
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from hashlib import sha256
from urllib.parse import quote

from ingest.documents.rtf import read_rtf
from ingest.documents.zipped import Unreadable
from ingest.headers import decode, one_line
from ingest.page import Line, Page
from ingest.reading import Document
from ingest.rtf_packed import hidden_html, unpacked

SUBJECT, BODY, RTF, HTML, HEADERS = 0x0037, 0x1000, 0x1009, 0x1013, 0x007D
SUBMITTED, DELIVERED = 0x0039, 0x0E06
MESSAGE_ID, REFERENCES, IN_REPLY_TO = 0x1035, 0x1039, 0x1042
NAMES = (0x0042, 0x0C1A)  # of the person it is sent for, of the sender
ADDRESSES = (0x5D02, 0x5D01, 0x0065, 0x0C1F)
CODE_PAGES = (0x3FDE, 0x3FFD)
LONG_NAME, SHORT_NAME, SHOWN_NAME, CONTENT, MEDIA_TYPE = 0x3707, 0x3704, 0x3001, 0x3701, 0x370E
RECIPIENT_SMTP, RECIPIENT_ADDRESS, RECIPIENT_KIND = 0x39FE, 0x3003, 0x0C15

Value = str | bytes | int
_ATOMS = re.compile(r"[\w \-']+")
_TICKS_A_SECOND = 10_000_000
_BEGINNING = datetime(1601, 1, 1, tzinfo=UTC)
_OURS = (
    "content-",
    "mime-version",
    "from:",
    "to:",
    "cc:",
    "subject:",
    "date:",
    "message-id:",
    "in-reply-to:",
)


@dataclass(slots=True)
class Stored:
    """A letter's properties by tag, the addresses it went to, and what is attached to it."""

    values: dict[int, Value] = field(default_factory=dict)
    to: list[tuple[str, str]] = field(default_factory=list)  # name, address
    attached: list[Document | Stored] = field(default_factory=list)

    def text(self, *tags: int) -> str:
        """The first of these that holds text."""
        values = (self.values.get(tag) for tag in tags)
        return next((value for value in values if isinstance(value, str) and value.strip()), "")

    def raw(self, tag: int) -> bytes:
        """A property of bytes; text is given in UTF-8."""
        match self.values.get(tag):
            case bytes(value):
                return value
            case str(value):
                return value.encode("utf-8", "replace")
            case _:
                return b""


def as_mail(stored: Stored) -> bytes:
    """The letter as a mail. Never raises for what a property may hold."""
    parts = [*_alternatives(stored), *(_attachment(each) for each in stored.attached)]
    edge = (
        b"=_" + sha256(b"\0".join(parts)).hexdigest()[:32].encode()
    )  # in no part: none holds its own digest
    head = [
        *_heading(stored),
        "MIME-Version: 1.0",
        f'Content-Type: multipart/mixed; boundary="{edge.decode()}"',
    ]
    written = "\r\n".join(head).encode("utf-8", "surrogateescape") + b"\r\n\r\n"
    return written + b"".join(b"--%s\r\n%s\r\n" % (edge, part) for part in parts) + b"--%s--\r\n" % edge


def _heading(stored: Stored) -> list[str]:
    """The header lines: those it came with, and over them what Outlook itself says."""
    came = stored.text(HEADERS).replace("\r\n", "\n").strip("\n").split("\n\n")[0]
    lines: list[str] = []
    for line in came.split("\n"):
        if line[:1] in (" ", "\t"):
            lines[-1:] = [f"{last} {line.strip()}" for last in lines[-1:]]
        elif ":" in line:
            lines.append(line.strip())
    kept = [line for line in lines if not line.lower().startswith(_OURS)]
    first = {name: _came(lines, name) for name in ("From", "To", "Cc", "Date", "Message-ID", "In-Reply-To")}
    name, address = one_line(stored.text(*NAMES), 200), _address(stored)
    ours = {
        "From": first["From"] or mailbox(name, address),
        "To": first["To"] or ", ".join(mailbox(*each) for each in stored.to),
        "Cc": first["Cc"],
        "Subject": one_line(stored.text(SUBJECT)) or _came(lines, "Subject"),
        "Date": first["Date"] or _date(stored),
        "Message-ID": first["Message-ID"] or one_line(stored.text(MESSAGE_ID)),
        "In-Reply-To": first["In-Reply-To"] or one_line(stored.text(IN_REPLY_TO)),
    }
    if not _came(lines, "References") and stored.text(REFERENCES):
        ours["References"] = one_line(stored.text(REFERENCES))
    return [*(f"{title}: {value}" for title, value in ours.items() if value), *kept]


def _came(lines: list[str], name: str) -> str:
    start = name.lower() + ":"
    return next((line[len(start) :].strip() for line in lines if line.lower().startswith(start)), "")


def _address(stored: Stored) -> str:
    addresses = (stored.text(tag).strip() for tag in ADDRESSES)
    return next((one_line(each, 300) for each in addresses if "@" in each), "")


def mailbox(name: str, address: str) -> str:
    """A mailbox as headers have it; without an address there is only a name, which is no sender."""
    quoted = "" if name == address else name.replace("\\", "").replace('"', "'")
    if quoted and not _ATOMS.fullmatch(quoted):
        quoted = f'"{quoted}"'
    return f"{quoted} <{address}>".strip() if address else quoted


def _date(stored: Stored) -> str:
    ticks = next((at for tag in (SUBMITTED, DELIVERED) if isinstance(at := stored.values.get(tag), int)), 0)
    try:
        return format_datetime(_BEGINNING + timedelta(seconds=ticks // _TICKS_A_SECOND)) if ticks else ""
    except (OverflowError, ValueError):
        return ""


def _alternatives(stored: Stored) -> list[bytes]:
    """The letter's text: as plain words, as HTML, or as what the rich text says where there is neither."""
    plain, html = stored.text(BODY), stored.values.get(HTML)
    rich = unpacked(stored.raw(RTF)) if not (plain and html) else b""
    laid_out = html if isinstance(html, str) else decode(html) if isinstance(html, bytes) else ""
    laid_out = laid_out or hidden_html(rich)
    if not plain and not laid_out:
        plain = _words(rich)
    both = [_text("plain", plain)] * bool(plain) + [_text("html", laid_out)] * bool(laid_out)
    if len(both) < 2:
        return both
    edge = b"=_" + sha256(b"\0".join(both)).hexdigest()[:32].encode()
    inner = b"".join(b"--%s\r\n%s\r\n" % (edge, part) for part in both) + b"--%s--\r\n" % edge
    return [b'Content-Type: multipart/alternative; boundary="%s"\r\n\r\n%s' % (edge, inner)]


def _words(rich: bytes) -> str:
    try:
        return _shown(read_rtf(rich)) if rich else ""
    except Unreadable:
        return ""


def _shown(page: Page) -> str:
    """A page as lines of text, the cells of a row parted by tabs."""
    lines: list[str] = []
    for block in page.blocks:
        if isinstance(block, Line):
            lines.append(block.text)
        else:
            lines.extend("\t".join(cell.text.replace("\n", " ") for cell in row) for row in block.rows)
    return "\n".join(lines)


def _text(subtype: str, words: str) -> bytes:
    return _part(f"text/{subtype}; charset=utf-8", words.encode("utf-8", "replace"))


def _attachment(each: Document | Stored) -> bytes:
    if isinstance(each, Stored):
        return _part("message/rfc822", as_mail(each))
    name = quote(each.name, safe="")
    disposition = f"Content-Disposition: attachment; filename*=utf-8''{name}"
    return _part(each.content_type or "application/octet-stream", each.content, disposition)


def _part(content_type: str, content: bytes, *headers: str) -> bytes:
    lines = [f"Content-Type: {content_type}", *headers, "Content-Transfer-Encoding: base64", "", ""]
    return "\r\n".join(lines).encode("utf-8", "replace") + encodebytes(content).replace(b"\n", b"\r\n")
