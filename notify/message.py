"""Subject, text and HTML to the bytes of one message to one person.

The same inputs give the same bytes, so that a repeat is a repeat: date, Message-ID and key come from the
caller, the boundaries from the key. Headers are written here rather than by `email`'s policies, which turn
a Message-ID longer than a line into encoded words that no mail program threads by.
"""

from __future__ import annotations

import hashlib
import re
from base64 import encodebytes
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.quoprimime import body_encode
from email.utils import format_datetime

from casework.model import Thread
from notify.addresses import NotOneAddress, wire_address
from notify.notices import NoticeUnfit

_MESSAGE_ID = re.compile(r"<[\x21-\x3b\x3d\x3f-\x7e]{1,248}>")
_KEY = re.compile(r"[\x21-\x7e]{1,200}")
_MOST_REFERENCES = 12  # the first, which names the thread, and the newest (RFC 5322 §3.6.4 sets no limit)

NOTICE_ID, ANSWERS, ASKED = "X-Casework-Notice-Id", "X-Casework-Answers", "X-Casework-Asked"
"""Headers of ours, by which a copy of a notice says what it was (notify/sent.py)."""

# Not "All": that asks Exchange to keep back non-delivery reports too ([MS-OXCMAIL] §2.1.3.2.20), and then
# a notice that reached nobody would be silent.
_SUPPRESS = "DR, RN, NRN, OOF, AutoReply"

_FORMATS = (
    (re.compile(rb"%PDF-"), "application/pdf", "pdf"),
    (re.compile(rb"PK.{28}mimetypeapplication/vnd\.oasis\.opendocument\.text", re.DOTALL),
     "application/vnd.oasis.opendocument.text", "odt"),
    (re.compile(rb"PK"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    (re.compile(rb"(?i)\s*<(!doctype|html)"), "text/html", "html"),
    (re.compile(rb""), "text/plain", "txt"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heading:
    """All that goes above a letter. `date` is aware; `thread` is answered if it has a Message-ID."""

    key: str
    message_id: str
    date: datetime
    from_name: str
    from_address: str
    reply_to: str
    recipient: str
    subject: str
    thread: Thread | None = None
    answers: str = ""  # what an answer to it speaks to: see `Envelope`
    asked: str = ""


def build(
    heading: Heading,
    text: str,
    html: str,
    blanks: Sequence[bytes] = (),
    calendar: tuple[str, bytes] | None = None,
) -> bytes:
    """The message: text first, HTML beside it, `blanks` (the branch's blank form, by format) attached, and
    `calendar`, an iCalendar method with its file.

    Raises `NoticeUnfit` where an address, id, date or header cannot be what it should be.
    """
    name = "=_" + hashlib.sha256(heading.key.encode()).hexdigest()[:32]  # "=_": not in quoted-printable
    body = _multipart("alternative", name, [_text("plain", text), _text("html", html)])
    entry = [_calendar(*calendar)] if calendar else []
    if blanks or entry:
        body = _multipart("mixed", f"{name}=form", [body, *map(_attached, blanks), *entry])
    return _head(heading) + b"MIME-Version: 1.0\r\n" + body


def _multipart(kind: str, boundary: str, parts: Sequence[bytes]) -> bytes:
    """Parts with a boundary that must not come up in them (RFC 2046 §5.1)."""
    mark = f"--{boundary}".encode()
    head = f'Content-Type: multipart/{kind};\r\n boundary="{boundary}"\r\n\r\n'.encode()
    return head + b"".join(mark + b"\r\n" + part + b"\r\n" for part in parts) + mark + b"--\r\n"


def _text(kind: str, text: str) -> bytes:
    """A part of text in quoted-printable, so that no server on the way has a reason to change it."""
    plain = "\n".join(text.splitlines()) + "\n"
    head = f'Content-Type: text/{kind}; charset="utf-8"\nContent-Transfer-Encoding: quoted-printable\n\n'
    return (head + body_encode(plain.encode().decode("latin-1"))).replace("\n", "\r\n").encode()


def _attached(blank: bytes) -> bytes:
    """The blank form as an attachment, named by what it is."""
    kind, ending = next((kind, end) for start, kind, end in _FORMATS if start.match(blank))
    head = (
        f"Content-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\n"
        f'Content-Disposition: attachment; filename="casework-form.{ending}"\r\n\r\n'
    )
    return head.encode() + encodebytes(blank).replace(b"\n", b"\r\n")


def _calendar(method: str, content: bytes) -> bytes:
    """A date for a calendar: the parameter `method` must say what the file itself says (RFC 6047 §2.4)."""
    head = (
        f'Content-Type: text/calendar; charset="utf-8"; method={method};\r\n name="appointment.ics"\r\n'
        "Content-Transfer-Encoding: base64\r\n"
        'Content-Disposition: attachment; filename="appointment.ics"\r\n\r\n'
    )
    return head.encode() + encodebytes(content).replace(b"\n", b"\r\n")


def _head(heading: Heading) -> bytes:
    if not _KEY.fullmatch(heading.key) or not _MESSAGE_ID.fullmatch(heading.message_id):
        raise NoticeUnfit("The notice's key or Message-ID is not one that a header can hold.")
    if heading.date.tzinfo is None:
        raise NoticeUnfit("The notice's date does not say its time zone.")
    references = _references(heading.thread)
    lines = [
        _header("From", f"{_name(heading.from_name)} <{_address(heading.from_address)}>"),
        _header("To", _address(heading.recipient)),
        _header("Reply-To", _address(heading.reply_to)),
        _header("Subject", _words("Subject", heading.subject)),
        _header("Date", format_datetime(heading.date)),
        _header("Message-ID", heading.message_id),
    ]
    if references:
        lines += [
            _header("In-Reply-To", references[-1]),
            _header("References", " ".join(references)),
        ]
    lines += [
        _header("Auto-Submitted", "auto-replied" if references else "auto-generated"),  # RFC 3834 §5
        _header("X-Auto-Response-Suppress", _SUPPRESS),
        _header(NOTICE_ID, heading.key),
        *(_header(name, said) for name, said in ((ANSWERS, heading.answers), (ASKED, heading.asked)) if said),
        _header("Content-Language", "en-GB"),
    ]
    return b"".join(lines)


def _references(thread: Thread | None) -> list[str]:
    """The Message-IDs of the thread, oldest first, without those that are none; empty: no answer."""
    if thread is None or not _MESSAGE_ID.fullmatch(thread.message_id):
        return []
    known = [one for one in thread.references if _MESSAGE_ID.fullmatch(one) and one != thread.message_id]
    if len(known) >= _MOST_REFERENCES:
        known = known[:1] + known[-(_MOST_REFERENCES - 2) :]
    return [*known, thread.message_id]


def _address(text: str) -> str:
    try:
        return wire_address(text)
    except NotOneAddress as fault:
        raise NoticeUnfit(f"A notice goes from one address to one address. {fault}") from None


def _name(text: str) -> str:
    words = _words("From", text)
    return words if words != text else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _words(name: str, text: str) -> str:
    """`text` fit for a header: itself if ASCII, else encoded words (RFC 2047)."""
    if not text.isprintable():
        raise NoticeUnfit(f"The {name} of a notice has a line break or an unseen character in it.")
    return text if text.isascii() else Header(text, "utf-8", header_name=name).encode(linesep="\r\n")


def _header(name: str, value: str) -> bytes:
    """One header, folded at its spaces where a line would pass 78 characters, no word ever cut."""
    lines, line = [], f"{name}:"
    for word in value.replace("\r\n", "").split(" "):
        if len(line) + 1 + len(word) > 78 and line != f"{name}:":
            lines.append(line)
            line = ""
        line += f" {word}"
    return ("\r\n".join([*lines, line]) + "\r\n").encode()
