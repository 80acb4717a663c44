"""The parts of a letter, gathered: its own text, what was forwarded in it, its attachments and documents.

Which text counts: every inline text part in order; of alternatives the plain one, unless it is empty or a
stub beside the HTML. A forwarded letter's text and documents count (the form may be in it); the letter that a
delivery report gives back does not: only its headers are kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32

from ingest.guard import guarded
from ingest.headers import clean, decode, decode_words, one_line
from ingest.limits import DEPTH, PARTS, OverLimit, check
from ingest.markup import html_text
from ingest.parts import (
    PartOfMail,
    content,
    content_type,
    file_name,
    is_attachment,
    parameter,
    plain_text,
    raw_header,
    raw_headers,
)
from ingest.reading import Document
from ingest.tnef import is_tnef, unpack

_LETTERS = frozenset({"message/rfc822", "message/global"})
_REPORTS = frozenset({"message/delivery-status", "message/global-delivery-status"})
_HEADERS_ONLY = frozenset({"text/rfc822-headers", "message/global-headers"})
# Parts that mail programs add, which nobody wrote and which are never a form.
_SIDECARS = frozenset(
    {
        "application/applefile",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/pgp-signature",
        "application/pgp-keys",
        "text/calendar",
        "text/vcard",
        "text/x-vcard",
    }
)
_LOGO_BYTES = 20_000
_STUB_WORDS = 40


@dataclass(slots=True)
class Contents:
    """What has been gathered so far."""

    texts: list[str] = field(default_factory=list)
    forwarded: list[str] = field(default_factory=list)
    attachments: list[Document] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    types: set[str] = field(default_factory=set)
    statuses: list[str] = field(default_factory=list)
    returned: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    parts: int = 0


def gather(message: PartOfMail) -> Contents:
    """Everything in the letter. Raises `OverLimit` for too many or too deep parts (TRUST.md S10)."""
    found = Contents()
    _part(message, found, depth=0, report=False)
    return found


def _part(part: PartOfMail, found: Contents, depth: int, report: bool) -> None:
    found.parts += 1
    if found.parts > PARTS:
        raise OverLimit(f"it has more than {PARTS} parts")
    if depth > DEPTH:
        raise OverLimit(f"its parts are packed more than {DEPTH} deep")
    kind = content_type(part)
    found.types.add(kind)
    match kind:
        case "multipart/alternative":
            _alternatives(part, found, depth, report)
        case "multipart/report":
            _each(part, found, depth, report=True)
        case _ if kind in _REPORTS:
            found.statuses.append(_status(part))
        case _ if kind in _HEADERS_ONLY and report:
            found.returned.append(clean(plain_text(part)))
        case _ if kind in _LETTERS or file_name(part).lower().endswith(".eml"):
            _letter_inside(part, found, depth, report)
        case _ if part.is_multipart() or kind.startswith("multipart/"):
            _each(part, found, depth, report)
        case _:
            _leaf(part, kind, found)


def _children(part: PartOfMail) -> list[PartOfMail]:
    inner = guarded(part.get_payload, None)
    return [child for child in inner if isinstance(child, Message)] if isinstance(inner, list) else []


def _each(part: PartOfMail, found: Contents, depth: int, report: bool) -> None:
    children = _children(part)
    if not children:  # declared as a multipart, but without a boundary that fits: its text is all there is
        found.texts.append(plain_text(part))
    for child in children:
        _part(child, found, depth + 1, report)


def _alternatives(part: PartOfMail, found: Contents, depth: int, report: bool) -> None:
    """One of the texts only; documents of every alternative."""
    plain: list[str] = []
    html: list[str] = []
    texts = found.texts
    for child in _children(part) or [part]:
        found.texts, found.html = [], []
        if child is part:
            found.texts.append(plain_text(part))
        else:
            _part(child, found, depth + 1, report)
        (html if found.html else plain).extend(found.texts)
    found.texts, found.html = texts, []
    shown, laid_out = "\n".join(plain), "\n".join(html)
    words, html_words = len(shown.split()), len(laid_out.split())
    stub = words == 0 or (words < _STUB_WORDS and html_words > 4 * words + _STUB_WORDS)
    found.texts.append(laid_out if stub and html_words else shown)


def _lines(part: PartOfMail) -> str:
    return "\n".join(f"{name}: {value}" for name, value in raw_headers(part))


def _status(part: PartOfMail) -> str:
    """The text of a delivery-status part: email takes it asunder into blocks of headers."""
    blocks = [_lines(block) for block in _children(part)]
    return clean("\n\n".join(blocks) or plain_text(part))


def _letter_inside(part: PartOfMail, found: Contents, depth: int, report: bool) -> None:
    """A forwarded letter, or the one a report gives back; some programs send it encoded, or as a file."""
    children = _children(part)
    inner = children[0] if children else None
    if (
        raw_header(part, "content-transfer-encoding").lower() in ("base64", "quoted-printable")
        or inner is None
    ):
        inner = _parsed(part, inner)
    if inner is None:
        _leaf(part, content_type(part), found)
        return
    if report:
        found.returned.append(_lines(inner))
        return
    raw = guarded(inner.as_bytes, b"")
    name = file_name(part) or "forwarded letter.eml"
    found.attachments.append(Document(name, "message/rfc822", raw))
    texts, forwarded, html = found.texts, found.forwarded, found.html
    found.texts, found.forwarded, found.html = [], [], []
    _part(inner, found, depth + 1, report=False)
    whole = "\n".join([_heading(inner), *found.texts])
    found.texts, found.forwarded, found.html = texts, [*forwarded, whole, *found.forwarded], html


def _parsed(part: PartOfMail, inner: PartOfMail | None) -> PartOfMail | None:
    """The letter in a part that email took for something else, or whose encoding it did not undo."""
    if inner is not None:
        encoded: PartOfMail = Message()
        encoded["Content-Transfer-Encoding"] = raw_header(part, "content-transfer-encoding")
        encoded.set_payload(guarded(lambda: str(inner.get_payload()), ""))
        raw = content(encoded)
    else:
        raw = content(part)
    if b":" not in raw[:200]:
        return inner
    check(raw)
    return guarded(lambda: BytesParser(policy=compat32).parsebytes(raw), None)


def _heading(letter: PartOfMail) -> str:
    """The lines mail programs put above a forwarded text, so that both kinds of forwarding read alike."""
    shown = [
        f"{title}: {one_line(decode_words(value))}"
        for title, value in (
            (name, raw_header(letter, name.lower())) for name in ("From", "Date", "Subject", "To")
        )
        if value
    ]
    return "\n".join(["---------- Forwarded message ----------", *shown, ""])


def _leaf(part: PartOfMail, kind: str, found: Contents) -> None:
    name = file_name(part)
    if kind in ("text/plain", "text/html") and not name and not is_attachment(part):
        if kind == "text/html":
            found.html.append("html")
            found.texts.append(html_text(decode(content(part), parameter(part, "charset"))))
        else:
            found.texts.append(plain_text(part))
        return
    document = Document(name or "unnamed attachment", kind, content(part))
    if not document.content and not name:
        return
    found.attachments.append(document)
    if is_tnef(document.content):
        found.documents.extend(unpack(document.content) or (document,))
    elif kind not in _SIDECARS and not _is_logo(part, document):
        found.documents.append(document)


def _is_logo(part: PartOfMail, document: Document) -> bool:
    """A small picture shown within the text: a signature's logo, not a photographed form."""
    return (
        document.content_type.startswith("image/")
        and len(document.content) < _LOGO_BYTES
        and bool(raw_header(part, "content-id"))
        and not is_attachment(part)
    )
