"""Outlook's winmail.dat (TNEF, MS-OXTNEF): the letter and the documents packed inside it.

The file is a row of attributes, each with level, id, type, length and checksum. Nothing is believed beyond
the bytes that are there; a broken file gives what came before the break.
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import Struct, error, unpack_from

from ingest import mapi
from ingest.headers import decode
from ingest.parts import safe_name
from ingest.reading import Document

_SIGNATURE = b"\x78\x9f\x3e\x22"
_ATTRIBUTE = Struct("<BHHI")  # level, id, type, length
_LETTER_SUBJECT, _LETTER_BODY, _LETTER_PROPERTIES = 0x8004, 0x800C, 0x9003
_TITLE, _CONTENT, _BEGINS, _PROPERTIES = 0x8010, 0x800F, 0x9002, 0x9005
_FIXED = {0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16}
_OLD_TEXT, _UNICODE_TEXT, _BYTES, _INSIDE = 0x1E, 0x1F, 0x102, 0x0D
_VARIABLE = (_INSIDE, _OLD_TEXT, _UNICODE_TEXT, _BYTES)
_SEVERAL = 0x1000
_MOST = 100
_MOST_VALUES = 2000
_DEEPEST = 8
_CLASS_ID = 16  # bytes before what is inside


def is_tnef(content: bytes) -> bool:
    """Whether the bytes are a TNEF file."""
    return content.startswith(_SIGNATURE)


def stored(content: bytes, depth: int = 0) -> mapi.Stored:
    """The letter in a TNEF file, its attachments in order, as far as it can be followed. Never raises."""
    found = mapi.Stored()
    attached: mapi.Stored | None = None
    for attribute, value in _attributes(content):
        match attribute:
            case _ if attribute == _LETTER_SUBJECT:
                found.values.setdefault(mapi.SUBJECT, decode(value.rstrip(b"\x00")))
            case _ if attribute == _LETTER_BODY:
                found.values.setdefault(mapi.BODY, decode(value.rstrip(b"\x00")))
            case _ if attribute == _LETTER_PROPERTIES:
                found.values |= dict(_properties(value))
            case _ if attribute == _BEGINS:
                _attach(found, attached, depth)
                attached = mapi.Stored()
            case _ if attached is None:
                continue
            case _ if attribute == _TITLE:
                attached.values.setdefault(mapi.SHOWN_NAME, decode(value.rstrip(b"\x00")))
            case _ if attribute == _CONTENT:
                attached.values[mapi.CONTENT] = value
            case _ if attribute == _PROPERTIES:
                attached.values = {mapi.CONTENT: b"", **dict(_properties(value)), **attached.values}
        if len(found.attached) >= _MOST:
            return found
    _attach(found, attached, depth)
    return found


def _attach(letter: mapi.Stored, attached: mapi.Stored | None, depth: int) -> None:
    """Put an attachment to the letter: a document, or a letter of its own."""
    body = attached.raw(mapi.CONTENT) if attached is not None else b""
    if attached is None or not body:
        return
    if is_tnef(body[_CLASS_ID:]) and depth < _DEEPEST:
        letter.attached.append(stored(body[_CLASS_ID:], depth + 1))
        return
    name = safe_name(attached.text(mapi.LONG_NAME, mapi.SHORT_NAME, mapi.SHOWN_NAME))
    letter.attached.append(Document(name or "unnamed attachment", "application/octet-stream", body))


def _attributes(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = len(_SIGNATURE) + 2
    while is_tnef(content) and at + _ATTRIBUTE.size + 2 <= len(content):
        _, attribute, _, length = _ATTRIBUTE.unpack_from(content, at)
        at += _ATTRIBUTE.size
        if length > len(content) - at:
            return
        yield attribute, content[at : at + length]
        at += length + 2  # the checksum


def _properties(value: bytes) -> Iterator[tuple[int, mapi.Value]]:
    """The MAPI properties that hold one value, as far as they can be followed."""
    try:
        (count,) = unpack_from("<I", value, 0)
        at = 4
        for _ in range(min(count, _MOST_VALUES)):
            kind, tag = unpack_from("<HH", value, at)
            at += 4
            if tag >= 0x8000:
                at = _after_name(value, at)
            base = kind & ~_SEVERAL
            if base not in _FIXED and base not in _VARIABLE:
                return
            values = 1
            if kind & _SEVERAL or base in _VARIABLE:
                (values,) = unpack_from("<I", value, at)
                at += 4
            for _ in range(min(values, _MOST_VALUES)):
                length, at = (
                    (_FIXED[base], at) if base in _FIXED else (unpack_from("<I", value, at)[0], at + 4)
                )
                if length > len(value) - at:
                    return
                if not kind & _SEVERAL and tag < 0x8000:
                    yield tag, _value(base, value[at : at + length])
                at += length + -length % 4
    except error:
        return


def _value(kind: int, written: bytes) -> mapi.Value:
    if kind == _UNICODE_TEXT:
        return written.decode("utf-16-le", "replace").rstrip("\x00")
    if kind == _OLD_TEXT:
        return decode(written.rstrip(b"\x00"))
    return int.from_bytes(written, "little") if kind in _FIXED else written


def _after_name(value: bytes, at: int) -> int:
    """The place after a named property's name: 16 bytes of set, then a number or a text."""
    kind, size = unpack_from("<II", value, at + 16)
    return at + 24 if kind == 0 else at + 24 + size + -size % 4
