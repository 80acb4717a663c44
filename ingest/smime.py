"""S/MIME: the letter inside an opaque signature (RFC 8551, CMS of RFC 5652). Nothing is verified here.

Whether a signature holds says nothing about who may do what: authority is by token (TRUST.md §2.1).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

TYPES = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})

_SIGNED = bytes.fromhex("2a864886f70d010702")
_SEQUENCE, _OBJECT, _OCTETS, _FIRST = 0x30, 0x06, 0x04, 0xA0
_CONSTRUCTED = 0x20
_DEEPEST = 12
_MOST = 20_000


class _Broken(Exception):
    """The bytes do not follow the rules of BER."""


@dataclass(frozen=True, slots=True)
class _Element:
    """A tagged value: where it begins and ends in the file, and where the next one begins."""

    tag: int
    start: int
    stop: int
    after: int


def signed_content(content: bytes) -> bytes | None:
    """The MIME part that was signed, or None: encrypted, damaged, or nothing of S/MIME. Never raises."""
    try:
        outer = _element(content, 0, len(content), 0)
        kind, wrapped = _children(content, outer, 2)
        if content[kind.start : kind.stop] != _SIGNED:
            return None
        (signed,) = _children(content, wrapped, 1)
        inner = next(each for each in _each(content, signed) if each.tag == _SEQUENCE)
        _, held = _children(content, inner, 2)
        (octets,) = _children(content, held, 1)
        return b"".join(_octets(content, octets, 0)) or None
    except (_Broken, StopIteration, ValueError):
        return None


def _children(content: bytes, parent: _Element, count: int) -> list[_Element]:
    found = []
    for child in _each(content, parent):
        found.append(child)
        if len(found) == count:
            return found
    raise _Broken


def _each(content: bytes, parent: _Element) -> Iterator[_Element]:
    at = parent.start
    for _ in range(_MOST):
        if at >= parent.stop:
            return
        child = _element(content, at, parent.stop, 0)
        yield child
        at = child.after


def _element(content: bytes, at: int, stop: int, depth: int) -> _Element:
    """The element at a place. An indefinite length is found by walking what is inside."""
    if at + 2 > stop or depth > _DEEPEST:
        raise _Broken
    tag, length, start = content[at], content[at + 1], at + 2
    if length < 0x80:
        end = start + length
    elif length == 0x80 and tag & _CONSTRUCTED:
        place = start
        while content[place : place + 2] != b"\0\0":
            place = _element(content, place, stop, depth + 1).after
        return _Element(tag, start, place, place + 2)
    else:
        size = length & 0x7F
        if not 1 <= size <= 4 or start + size > stop:
            raise _Broken
        end = start + size + int.from_bytes(content[start : start + size], "big")
        start += size
    if end > stop:
        raise _Broken
    return _Element(tag, start, end, end)


def _octets(content: bytes, element: _Element, depth: int) -> Iterator[bytes]:
    """The bytes of an octet string, which may come in pieces."""
    if depth > _DEEPEST:
        raise _Broken
    if element.tag & _CONSTRUCTED:
        for piece in _each(content, element):
            yield from _octets(content, piece, depth + 1)
    elif element.tag & 0x1F == _OCTETS:
        yield content[element.start : element.stop]
    else:
        raise _Broken
