"""Raw bytes -> a letter, its documents, and the marks it bears. Never raises, whatever the bytes.

Headers are read by ingest/headers.py, which does not use the email package; the email package (compat32: the
fast and lenient policy) only takes the parts asunder, each access guarded. Outside limits: ingest/limits.py.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.parser import BytesParser
from email.policy import compat32
from email.utils import parsedate_to_datetime
from hashlib import sha256

from ingest import limits
from ingest.addresses import reached, sender
from ingest.contents import Contents, gather
from ingest.guard import guarded
from ingest.headers import Headers, clean, decode_words, first, message_ids, one_line, scan, text_of, values
from ingest.marks import Marks
from ingest.parts import content_type, parameter
from ingest.reading import Attachment, Document, Letter
from ingest.reply import own_words

_SEALED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})


@dataclass(frozen=True, slots=True)
class Opened:
    """A letter with what only the contained reader sees of it. `reason` tells why it could not be opened."""

    letter: Letter
    marks: Marks
    documents: tuple[Document, ...] = ()
    problems: tuple[str, ...] = ()
    reason: str = ""


def outside(raw: bytes) -> Letter:
    """What the header lines alone tell: for a letter that cannot or must not be opened. Never raises."""
    headers = scan(raw)
    name, address = sender(headers)
    return Letter(
        sha256=sha256(raw).hexdigest(),
        message_id=next(iter(message_ids(first(headers, "message-id"))), ""),
        from_name=name,
        from_address=address,
        reply_to=sender(headers, "reply-to")[1],
        to=reached(headers),
        subject=text_of(headers, "subject"),
        date=_date(headers),
        in_reply_to=next(iter(message_ids(first(headers, "in-reply-to"))), ""),
        references=message_ids(" ".join(values(headers, "references"))),
    )


def marks_outside(raw: bytes) -> Marks:
    """The marks that the header lines alone bear."""
    headers = scan(raw)
    return Marks(headers, first(headers, "content-type").partition(";")[0].strip().lower() or "text/plain")


def open_letter(raw: bytes) -> Opened:
    """The letter, opened. One over the limits of TRUST.md S10, or beyond parsing, comes back closed."""
    try:
        limits.check(raw)
        message = BytesParser(policy=compat32).parsebytes(raw)
        inside = gather(message)
    except limits.OverLimit as over:
        return _closed(raw, str(over))
    except Exception:  # noqa: BLE001 - the parser itself can raise RecursionError and others (MAIL.md §3)
        return _closed(raw, "it is not put together as mail should be")
    marks = Marks(
        headers=scan(raw),
        content_type=content_type(message),
        report_type=parameter(message, "report-type").lower(),
        part_types=frozenset(inside.types),
        statuses=tuple(inside.statuses),
        returned=tuple(inside.returned),
    )
    return _opened(raw, inside, marks)


def _opened(raw: bytes, inside: Contents, marks: Marks) -> Opened:
    own = clean("\n".join(inside.texts)).strip("\n")
    whole = "\n\n".join([own, *map(clean, inside.forwarded)]).strip("\n")
    problems = []
    if len(whole) > limits.TEXT_CHARACTERS:
        whole = whole[: limits.TEXT_CHARACTERS]
        problems.append("The text of this letter is very long: only its first part was read.")
    if inside.types & _SEALED:
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
    return Opened(letter, marks, tuple(inside.documents), tuple(problems))


def _closed(raw: bytes, reason: str) -> Opened:
    return Opened(outside(raw), marks_outside(raw), reason=reason)


def _date(headers: Headers) -> datetime | None:
    """The Date header as an aware datetime, or None; "-0000" and no zone mean UTC (RFC 5322 §3.3)."""
    written = one_line(decode_words(first(headers, "date")), 200)
    found = guarded(lambda: parsedate_to_datetime(written), None)
    if found is None:
        return None
    aware = found if found.tzinfo is not None else found.replace(tzinfo=UTC)
    return guarded(lambda: aware if aware.astimezone(UTC).year >= 1970 else None, None)
