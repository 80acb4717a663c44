"""What the header lines alone tell of a letter: bounded, linear, without the email parser. Never raises.

The same reading serves a letter that was opened and one that could not be, so that every letter has its
sender, subject and thread.
"""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256

from ingest.addresses import reached, sender
from ingest.automatic import judge
from ingest.guard import guarded
from ingest.headers import Headers, decode_words, first, message_ids, one_line, scan, text_of, values
from ingest.marks import Marks
from ingest.reading import Kind, Letter, Reading

_NOT_READ = "This letter could not be read: {reason}. It is kept whole: please open it in the mailbox."


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


def closed_reading(raw: bytes, reason: str) -> Reading:
    """The reading of a letter that could not or must not be opened; `reason` ends a plain sentence."""
    letter = outside(raw)
    verdict = judge(marks_outside(raw), letter)
    return Reading(
        letter,
        Kind.OTHER,
        automatic=verdict is not None,
        evidence=verdict.evidence if verdict is not None else "",
        problems=(_NOT_READ.format(reason=reason),),
    )


def _date(headers: Headers) -> datetime | None:
    """The Date header as an aware datetime, or None; "-0000" and no zone mean UTC (RFC 5322 §3.3)."""
    written = one_line(decode_words(first(headers, "date")), 200)
    found = guarded(lambda: parsedate_to_datetime(written), None)
    if found is None:
        return None
    aware = found if found.tzinfo is not None else found.replace(tzinfo=UTC)
    return guarded(lambda: aware if aware.astimezone(UTC).year >= 1970 else None, None)
