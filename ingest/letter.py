"""Raw bytes -> a letter, its documents, and the marks it bears. Never raises, whatever the bytes.

Headers are read by ingest/headers.py, which does not use the email package; the email package (compat32: the
fast and lenient policy) only takes the parts asunder, each access guarded. Outside limits: ingest/limits.py.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from email.parser import BytesParser
from email.policy import compat32
from hashlib import sha256

from ingest import limits, mapi, outlook, tnef
from ingest.contents import Contents, Source, gather
from ingest.documents.ole import is_ole
from ingest.fashions import failures
from ingest.headers import clean, scan
from ingest.marks import Marks
from ingest.outside import marks_outside, outside
from ingest.parts import content_type, parameter
from ingest.reading import Attachment, Document, Letter
from ingest.reply import own_words


@dataclass(frozen=True, slots=True)
class Opened:
    """A letter with what only the contained reader sees of it. `reason` tells why it could not be opened.

    `sources`: what its text was made from, in the same order, where any of it was HTML.
    """

    letter: Letter
    marks: Marks
    documents: tuple[Document, ...] = ()
    problems: tuple[str, ...] = ()
    reason: str = ""
    sources: tuple[Source, ...] = ()


def open_letter(raw: bytes) -> Opened:
    """The letter, opened; Outlook's own file of one (.msg, winmail.dat) too.

    One over the limits of TRUST.md S10, or beyond parsing, comes back closed.
    """
    mail = _as_mail(raw)
    if mail is raw:
        return _open(raw)
    opened = _open(mail)
    return replace(opened, letter=replace(opened.letter, sha256=sha256(raw).hexdigest()))


def _as_mail(raw: bytes) -> bytes:
    """What somebody gave us as a letter, as a mail; a mail is given back as it is."""
    if tnef.is_tnef(raw):
        return mapi.as_mail(tnef.stored(raw))
    if not is_ole(raw):
        return raw
    if outlook.is_outlook(raw):
        return outlook.to_mail(raw)
    return mapi.as_mail(mapi.Stored(attached=[Document("document", "application/octet-stream", raw)]))


def _open(raw: bytes) -> Opened:
    try:
        limits.check(raw)
        message = BytesParser(policy=compat32).parsebytes(raw)
        inside = gather(message)
    except limits.OverLimit as over:
        return _closed(raw, str(over))
    except Exception:  # noqa: BLE001 - the parser itself can raise RecursionError and others (MAIL.md §3)
        return _closed(raw, "it is not put together as mail should be")
    headers = scan(raw)
    marks = Marks(
        headers=headers,
        content_type=content_type(message),
        report_type=parameter(message, "report-type").lower(),
        part_types=frozenset(inside.types),
        statuses=tuple(inside.statuses),
        returned=tuple(inside.returned),
        failures=failures(message, headers, len(raw)),
    )
    return _opened(raw, inside, marks)


def _opened(raw: bytes, inside: Contents, marks: Marks) -> Opened:
    own = clean("\n".join(inside.texts)).strip("\n")
    whole = "\n\n".join([own, *map(clean, inside.forwarded)]).strip("\n")
    problems = []
    if len(whole) > limits.TEXT_CHARACTERS:
        whole = whole[: limits.TEXT_CHARACTERS]
        problems.append("The text of this letter is very long: only its first part was read.")
    if inside.sealed:
        problems.append("This letter is encrypted, so it could not be read. Please ask for it unencrypted.")
    letter = replace(
        outside(raw),
        text=whole,
        reply=own_words(own[: limits.TEXT_CHARACTERS]).own,
        attachments=tuple(
            Attachment(part.name, part.content_type, len(part.content), sha256(part.content).hexdigest())
            for part in inside.attachments
        ),
    )
    sources = (*inside.sources, *inside.passed_on)
    laid_out = sources if any(source.html for source in sources) else ()
    return Opened(letter, marks, tuple(inside.documents), tuple(problems), sources=laid_out)


def _closed(raw: bytes, reason: str) -> Opened:
    return Opened(outside(raw), marks_outside(raw), reason=reason)
