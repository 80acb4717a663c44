"""Outlook's winmail.dat (TNEF, MS-OXTNEF): the documents packed inside it.

Only attachments are taken: the file is a row of attributes, each with level, id, type, length and checksum.
Nothing is believed beyond the bytes that are there; a broken file gives the documents before the break.
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import Struct, error, unpack_from

from ingest.headers import decode
from ingest.parts import safe_name
from ingest.reading import Document

_SIGNATURE = b"\x78\x9f\x3e\x22"
_ATTRIBUTE = Struct("<BHHI")  # level, id, type, length
_TITLE, _CONTENT, _BEGINS, _PROPERTIES = 0x8010, 0x800F, 0x9002, 0x9005
_LONG_NAME, _SHORT_NAME, _INLINE_BYTES = 0x3707, 0x3704, 0x3701
_FIXED = {0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16}
_UNICODE_TEXT = 0x1F
_VARIABLE = (0x0D, 0x1E, _UNICODE_TEXT, 0x102)
_MOST = 100


def is_tnef(content: bytes) -> bool:
    """Whether the bytes are a TNEF file."""
    return content.startswith(_SIGNATURE)


def unpack(content: bytes) -> tuple[Document, ...]:
    """The documents in a TNEF file, in order, as far as it can be followed. Never raises."""
    found: list[Document] = []
    name, body, begun = "", b"", False
    for attribute, value in _attributes(content):
        match attribute:
            case _ if attribute == _BEGINS:
                if begun and body:
                    found.append(_document(name, body))
                name, body, begun = "", b"", True
            case _ if attribute == _TITLE and not name:
                name = decode(value.rstrip(b"\x00"))
            case _ if attribute == _CONTENT:
                body = value
            case _ if attribute == _PROPERTIES:
                properties = dict(_properties(value))
                long_name = properties.get(_LONG_NAME) or properties.get(_SHORT_NAME)
                name = decode(long_name) if long_name else name
                body = body or properties.get(_INLINE_BYTES, b"")
        if len(found) >= _MOST:
            return tuple(found)
    if begun and body:
        found.append(_document(name, body))
    return tuple(found)


def _document(name: str, body: bytes) -> Document:
    return Document(safe_name(name) or "unnamed attachment", "application/octet-stream", body)


def _attributes(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = len(_SIGNATURE) + 2
    while is_tnef(content) and at + _ATTRIBUTE.size + 2 <= len(content):
        _, attribute, _, length = _ATTRIBUTE.unpack_from(content, at)
        at += _ATTRIBUTE.size
        if length > len(content) - at:
            return
        yield attribute, content[at : at + length]
        at += length + 2  # the checksum


def _properties(value: bytes) -> Iterator[tuple[int, bytes]]:
    """The single-valued MAPI properties of an attachment, as far as they can be followed; text as UTF-8."""
    try:
        (count,) = unpack_from("<I", value, 0)
        at = 4
        for _ in range(min(count, 1000)):
            kind, tag = unpack_from("<HH", value, at)
            at += 4
            if tag >= 0x8000:
                at = _after_name(value, at)
            if kind in _FIXED:
                yield tag, value[at : at + _FIXED[kind]]
                at += _FIXED[kind]
            elif kind in _VARIABLE:
                values, length = unpack_from("<II", value, at)
                if values != 1 or length > len(value):
                    return
                at += 8
                text = value[at : at + length]
                if kind == _UNICODE_TEXT:
                    text = text.decode("utf-16-le", "replace").encode("utf-8", "replace")
                yield tag, text if kind == 0x102 else text.rstrip(b"\x00")
                at += length + -length % 4
            else:
                return
    except error:
        return


def _after_name(value: bytes, at: int) -> int:
    """The place after a named property's name: 16 bytes of set, then a number or a text."""
    kind, size = unpack_from("<II", value, at + 16)
    return at + 24 if kind == 0 else at + 24 + size + -size % 4
