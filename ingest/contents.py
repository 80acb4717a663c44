"""The parts of a letter, gathered: its own text, what was forwarded in it, its attachments and documents.

Which text counts: every inline text part in order; of alternatives the plain one, unless it is empty or a
stub beside the HTML. A forwarded letter's text and documents count (the form may be in it), its marks do not;
the letter that a delivery report gives back does not count: only its headers are kept. Envelopes of every
kind (Outlook's .msg and winmail.dat, a zip, an opaque signature) are opened, told by what they hold.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from casework.model import Person
from ingest import armour, enclosed, mapi, outlook, smime, tnef
from ingest.documents.archive import documents_in, is_archive
from ingest.documents.sniff import Sort, sort_of
from ingest.documents.zipped import Unreadable
from ingest.enclosed import children
from ingest.guard import guarded
from ingest.headers import clean, decode
from ingest.limits import DEPTH, PARTS, OverLimit
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
)
from ingest.reading import Document

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
# What no text begins with, whatever type is declared.
_NO_TEXT = (b"%PDF-", b"{\\rtf", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x78\x9f\x3e\x22")
_LOGO_BYTES = 20_000
_STUB_WORDS = 40
_STUB_MORE = 20


@dataclass(frozen=True, slots=True)
class Source:
    """A text of a letter as it was sent: plain, or HTML before anything was made of it."""

    content: str
    html: bool = False


@dataclass(slots=True)
class Contents:
    """What has been gathered so far. `writers`: of the forwarded letters that are open, outermost first.

    `sources` and `passed_on` are what `texts` and `forwarded` were made from, HTML where there was any.
    """

    texts: list[str] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    forwarded: list[str] = field(default_factory=list)
    passed_on: list[Source] = field(default_factory=list)
    attachments: list[Document] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    types: set[str] = field(default_factory=set)
    statuses: list[str] = field(default_factory=list)
    returned: list[str] = field(default_factory=list)
    writers: tuple[Person, ...] = ()
    sealed: bool = False
    parts: int = 0

    def say(self, text: str, *sources: Source) -> None:
        """Add a text; without sources it was sent as it stands."""
        self.texts.append(text)
        self.sources.extend(sources or (Source(text),))


def gather(message: PartOfMail) -> Contents:
    """Everything in the letter. Raises `OverLimit` for too many or too deep parts (TRUST.md S10)."""
    found = Contents()
    _part(message, found, depth=0, report=False)
    return found


def _part(part: PartOfMail, found: Contents, depth: int, report: bool) -> None:
    _count(found, depth)
    kind = content_type(part)
    found.types.add(kind)
    match kind:
        case "multipart/alternative":
            _alternatives(part, found, depth, report)
        case "multipart/report":
            _each(part, found, depth, report=not found.writers)  # what a person passes on is theirs to show
        case "multipart/encrypted":
            found.sealed = True
            found.attachments.extend(_document(child, found) for child in children(part))
        case _ if kind in _REPORTS:
            found.statuses.append(enclosed.status(part))
        case _ if kind in _HEADERS_ONLY and report:
            found.returned.append(clean(plain_text(part)))
        case _ if kind in _LETTERS or file_name(part).lower().endswith(".eml"):
            _letter_part(part, found, depth, report)
        case _ if part.is_multipart() or kind.startswith("multipart/"):
            _each(part, found, depth, report)
        case _:
            _leaf(part, kind, found, depth)


def _count(found: Contents, depth: int) -> None:
    found.parts += 1
    if found.parts > PARTS:
        raise OverLimit(f"it has more than {PARTS} parts")
    if depth > DEPTH:
        raise OverLimit(f"its parts are packed more than {DEPTH} deep")


def _each(part: PartOfMail, found: Contents, depth: int, report: bool) -> None:
    inside = children(part)
    if not inside:  # declared as a multipart, but without a boundary that fits: its text is all there is
        found.say(plain_text(part))
    for child in inside:
        _part(child, found, depth + 1, report)


def _alternatives(part: PartOfMail, found: Contents, depth: int, report: bool) -> None:
    """One of the texts only; documents of every alternative."""
    plain: list[str] = []
    html: list[str] = []
    laid_out: list[Source] = []
    texts, sources = found.texts, found.sources
    for child in children(part) or [part]:
        found.texts, found.sources = [], []
        if child is part:
            found.say(plain_text(part))
        else:
            _part(child, found, depth + 1, report)
        is_html = any(source.html for source in found.sources)
        (html if is_html else plain).extend(found.texts)
        laid_out.extend(found.sources if is_html else ())
    found.texts, found.sources = texts, sources
    shown, flattened = "\n".join(plain), "\n".join(html)
    found.say(flattened if flattened.split() and _is_stub(shown, flattened) else shown, *laid_out)


def _is_stub(plain: str, html: str) -> bool:
    """Whether the plain text is empty or only says that there is more to see."""
    words = plain.split()
    more = set(html.split()) - set(words)
    return not words or (len(words) < _STUB_WORDS and len(more) > 2 * len(words) + _STUB_MORE)


def _letter_part(part: PartOfMail, found: Contents, depth: int, report: bool) -> None:
    """A forwarded letter, or the one a report gives back; some programs send it encoded, or as a file."""
    inner = enclosed.letter_in(part)
    if inner is None:
        _leaf(part, content_type(part), found, depth)
    elif report:
        found.returned.append(enclosed.header_lines(inner))
    else:
        _letter(inner, file_name(part), found, depth)


def _letter(inner: PartOfMail, name: str, found: Contents, depth: int) -> None:
    """A letter that was passed on: its text apart, its documents with ours."""
    raw = guarded(inner.as_bytes, b"")
    found.attachments.append(Document(name or "forwarded letter.eml", "message/rfc822", raw))
    within = Contents(
        attachments=found.attachments,
        documents=found.documents,
        writers=(*found.writers, enclosed.writer(inner)),
        parts=found.parts,
    )
    _part(inner, within, depth + 1, report=False)
    heading = enclosed.heading(inner)
    found.forwarded.extend(["\n".join([heading, *within.texts]), *within.forwarded])
    found.passed_on.extend([Source(heading), *within.sources, *within.passed_on])
    found.sealed, found.parts = found.sealed or within.sealed, within.parts


def _leaf(part: PartOfMail, kind: str, found: Contents, depth: int) -> None:
    name, written = file_name(part), content(part)
    if (
        kind in ("text/plain", "text/html")
        and not name
        and not is_attachment(part)
        and not written.startswith(_NO_TEXT)
    ):
        _text(part, kind, written, found)
        return
    if not written and not name:
        return
    document = Document(name or "unnamed attachment", kind, written, found.writers)
    found.attachments.append(document)
    if kind in smime.TYPES or document.name.lower().endswith(".p7m"):
        _signed(part, document, found, depth)
    elif kind not in _SIDECARS and not _is_logo(part, document):
        _open(document, found, depth)


def _document(part: PartOfMail, found: Contents) -> Document:
    name = file_name(part) or "unnamed attachment"
    return Document(name, content_type(part), content(part), found.writers)


def _text(part: PartOfMail, kind: str, written: bytes, found: Contents) -> None:
    if kind == "text/html" or sort_of(written[:4096]) is Sort.HTML:
        source = decode(written, parameter(part, "charset"))
        found.say(html_text(source), Source(source, html=True))
        return
    text = plain_text(part, written)
    if "-----BEGIN PGP " in text:
        text = clean(text)
        found.sealed = found.sealed or armour.is_encrypted(text)
        text = armour.unarmoured(text)
    found.say(text)


def _signed(part: PartOfMail, document: Document, found: Contents, depth: int) -> None:
    """An opaque signature: the letter inside, or one that nobody but its receiver can open."""
    if parameter(part, "smime-type").lower() == "certs-only":
        return
    signed = smime.signed_content(document.content)
    inner = enclosed.parsed(signed) if signed is not None else None
    if inner is None:
        found.sealed = True
    else:
        _part(inner, found, depth + 1, report=False)


def _open(document: Document, found: Contents, depth: int, *, archives: bool = True) -> None:
    """A document, or what is inside of an envelope. One that cannot be opened stays as it is."""
    _count(found, depth)
    if tnef.is_tnef(document.content):
        _packed(tnef.stored(document.content), document, found, depth)
    elif outlook.is_outlook(document.content):
        _enclosed(outlook.to_mail(document.content), document, found, depth)
    elif document.name.lower().endswith(".eml"):
        _enclosed(document.content, document, found, depth)
    elif archives and is_archive(document.name, document.content):
        _archive(document, found, depth)
    else:
        found.documents.append(document)


def _enclosed(raw: bytes, document: Document, found: Contents, depth: int) -> None:
    inner = enclosed.parsed(raw)
    if inner is None:
        found.documents.append(document)
        return
    found.attachments[:] = [each for each in found.attachments if each is not document]  # it is named below
    _letter(inner, document.name, found, depth)


def _packed(stored: mapi.Stored, document: Document, found: Contents, depth: int) -> None:
    """What Outlook has packed into winmail.dat; its text counts where the letter has none."""
    body = enclosed.parsed(mapi.as_mail(replace(stored, attached=[])))
    if body is not None and not any(text.strip() for text in found.texts):
        alone = Contents()
        _part(body, alone, depth + 1, report=False)
        found.texts.extend(alone.texts)
        found.sources.extend(alone.sources)
    if not stored.attached and not any(text.strip() for text in found.texts):
        found.documents.append(document)
    for each in stored.attached:
        if isinstance(each, Document):
            inside = replace(each, writers=found.writers)
            found.attachments.append(inside)
            _open(inside, found, depth + 1)
        else:
            inner = enclosed.parsed(mapi.as_mail(each))
            if inner is not None:
                _letter(inner, "", found, depth)


def _archive(document: Document, found: Contents, depth: int) -> None:
    try:
        inside = documents_in(document.content)
    except Unreadable:  # the reason is told where documents are read
        found.documents.append(document)
        return
    for each in inside:
        packed = replace(each, writers=found.writers)
        found.attachments.append(packed)
        _open(packed, found, depth + 1, archives=False)


def _is_logo(part: PartOfMail, document: Document) -> bool:
    """A small picture shown within the text: a signature's logo, not a photographed form."""
    return (
        document.content_type.startswith("image/")
        and len(document.content) < _LOGO_BYTES
        and bool(raw_header(part, "content-id"))
        and not is_attachment(part)
    )
