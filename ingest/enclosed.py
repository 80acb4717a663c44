"""A letter inside a letter: found in its part, shown as text, and who wrote it."""

from __future__ import annotations

from email.message import Message
from email.parser import BytesParser
from email.policy import compat32

from casework.model import Person
from ingest.forwarded import writer_of
from ingest.guard import guarded
from ingest.headers import clean, decode_words, one_line
from ingest.limits import check
from ingest.parts import PartOfMail, content, plain_text, raw_header, raw_headers

_ENCODINGS = ("base64", "quoted-printable")


def children(part: PartOfMail) -> list[PartOfMail]:
    """The parts that a part is made of."""
    inner = guarded(part.get_payload, None)
    return [child for child in inner if isinstance(child, Message)] if isinstance(inner, list) else []


def parsed(raw: bytes) -> PartOfMail | None:
    """Bytes as a letter, or None where they begin like none. Raises `OverLimit`."""
    if b":" not in raw[:200]:
        return None
    check(raw)
    return guarded(lambda: BytesParser(policy=compat32).parsebytes(raw), None)


def letter_in(part: PartOfMail) -> PartOfMail | None:
    """The letter in a part, whose encoding email may not have undone. Raises `OverLimit`."""
    inner = next(iter(children(part)), None)
    encoding = raw_header(part, "content-transfer-encoding").lower()
    if inner is None:
        return parsed(content(part))
    if encoding not in _ENCODINGS:
        return inner
    encoded: PartOfMail = Message()
    encoded["Content-Transfer-Encoding"] = encoding
    encoded.set_payload(guarded(lambda: str(inner.get_payload()), ""))
    return parsed(content(encoded)) or inner


def writer(letter: PartOfMail) -> Person:
    """Who wrote an enclosed letter, as far as its one From tells."""
    return writer_of(raw_header(letter, "from"))


def heading(letter: PartOfMail) -> str:
    """The lines mail programs put above a forwarded text, so that both kinds of forwarding read alike."""
    shown = [
        f"{title}: {one_line(decode_words(value))}"
        for title, value in (
            (name, raw_header(letter, name.lower())) for name in ("From", "Date", "Subject", "To")
        )
        if value
    ]
    return "\n".join(["---------- Forwarded message ----------", *shown, ""])


def header_lines(part: PartOfMail) -> str:
    """The header lines of a letter that a report gives back."""
    return "\n".join(f"{name}: {value}" for name, value in raw_headers(part))


def status(part: PartOfMail) -> str:
    """The text of a delivery-status part: email takes it asunder into blocks of headers."""
    blocks = [header_lines(block) for block in children(part)]
    return clean("\n\n".join(blocks) or plain_text(part))
