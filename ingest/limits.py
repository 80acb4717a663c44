"""How much of a letter we are willing to read, checked by cheap scanning before anything is parsed.

The numbers are those of TRUST.md S10. A letter over a limit is kept whole and shown to a person; only its
insides are not read. The scan runs at the speed of `bytes.find`: 25 MB of attachment cost milliseconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

RAW_BYTES = 25 * 1024 * 1024
PARTS = 200
DEPTH = 20
HEADER_BYTES = 64 * 1024
ADDRESSES = 100
TEXT_CHARACTERS = 1_000_000

_BLANK_LINE = re.compile(rb"\r?\n\r?\n|\r\r")
_BOUNDARY = re.compile(rb"boundary[ \t]*=[ \t\r\n]*(?:\"([^\"\r\n]{1,200})\"|([^\s;\"]{1,200}))")
_DELIMITER = re.compile(rb"\n--([^\r\n]{1,202})")
_MESSAGE_PART = re.compile(rb"\ncontent-type:[ \t\r\n]*message/(?:rfc822|global)")
_ADDRESSEES = re.compile(rb"(?:to|cc|bcc|from|reply-to|sender):")


class OverLimit(Exception):
    """A limit of this file was met; the message is the end of a plain sentence: "it has more than …"."""


def check(raw: bytes) -> None:
    """Raise `OverLimit` if the raw letter is over a limit that shows without parsing (TRUST.md S10)."""
    if len(raw) > RAW_BYTES:
        raise OverLimit(f"it is larger than {RAW_BYTES // (1024 * 1024)} MB")
    head = raw[: HEADER_BYTES + 4]
    if len(raw) > HEADER_BYTES and not _BLANK_LINE.search(head):
        raise OverLimit(f"the lines before its text are longer than {HEADER_BYTES // 1024} KB")
    low = b"\n" + raw.lower()
    _check_addresses(low[: HEADER_BYTES + 5])
    if b"boundary" in low or b"message/" in low:
        _check_structure(low)


def _check_addresses(head: bytes) -> None:
    block = _BLANK_LINE.split(head, maxsplit=1)[0]
    count = 0
    counting = False
    for line in block.splitlines():
        if line[:1] not in (b" ", b"\t"):
            counting = _ADDRESSEES.match(line) is not None
        if counting:
            count += line.count(b"@")
    if count > ADDRESSES:
        raise OverLimit(f"it names more than {ADDRESSES} addresses")


def _check_structure(low: bytes) -> None:
    """Follow the boundaries as a parser would, without building anything.

    A boundary counts when a line of it is met, so that mail source pasted into a text does no harm.
    """
    declared: set[bytes] = set()
    inside: list[bytes] = []
    parts = 0
    for kind, name in _marks(low):
        match kind:
            case "declares":
                declared.add(name)
            case "message":
                inside.append(b"\n")  # no boundary can hold a line end: left by an outer delimiter only
                parts += 1
            case _:
                ends = name not in declared and name.removesuffix(b"--") in declared
                boundary = name.removesuffix(b"--") if ends else name
                if boundary not in declared:
                    continue
                if boundary in inside:
                    del inside[inside.index(boundary) + (0 if ends else 1) :]
                elif not ends:
                    inside.append(boundary)
                parts += not ends
        if len(inside) > DEPTH:
            raise OverLimit(f"its parts are packed more than {DEPTH} deep")
        if parts > PARTS or len(declared) > 10 * PARTS:
            raise OverLimit(f"it has more than {PARTS} parts")


def _marks(low: bytes) -> Iterator[tuple[str, bytes]]:
    """Boundary declarations, delimiter lines and nested messages, in the order they stand."""
    found = [(match.start(), "declares", match[1] or match[2]) for match in _BOUNDARY.finditer(low)]
    found += [(match.start(), "delimits", match[1].rstrip()) for match in _DELIMITER.finditer(low)]
    found += [(match.start(), "message", b"") for match in _MESSAGE_PART.finditer(low)]
    found.sort(key=lambda mark: mark[0])
    return ((kind, name) for _, kind, name in found)
