"""Letters as Outlook keeps them: .msg files, winmail.dat, and its packed rich text. Everything is invented."""

# ruff: noqa: E501 - rows of structures

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from struct import pack

from tests.support.ole import Tree, ole_file

Value = str | bytes | int
_SUBMITTED = 0x0039


@dataclass(frozen=True, slots=True)
class Attached:
    """A file in an Outlook letter; `letter` for a letter of its own instead."""

    name: str = ""
    content: bytes = b""
    letter: Tree | None = None


def properties(
    subject: str = "My form",
    name: str = "Ana Ruiz",
    address: str = "ana.ruiz@post.example",
    sent: datetime = datetime(2026, 3, 3, 10, 0, tzinfo=UTC),
    **more: Value,
) -> dict[int, Value]:
    """What a letter says of itself; further ones by tag: `x1000="its text"`."""
    known: dict[int, Value] = {
        0x0037: subject,
        0x0C1A: name,
        0x0C1F: address,
        0x0C1E: "SMTP",
        _SUBMITTED: ticks(sent),
    }
    return known | {int(tag[1:], 16): value for tag, value in more.items()}


def ticks(moment: datetime) -> int:
    """A moment as Windows counts."""
    return int((moment - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000


def msg_tree(
    values: Mapping[int, Value],
    attached: Sequence[Attached] = (),
    to: Sequence[tuple[str, str]] = (),
    inside: bool = False,
) -> dict[str, bytes | Tree]:
    """The folders and streams of a .msg file."""
    tree: dict[str, bytes | Tree] = _streams(values, 24 if inside else 32)
    for at, (name, address) in enumerate(to):
        tree[f"__recip_version1.0_#{at:08X}"] = _streams({0x3001: name, 0x39FE: address}, 8)
    for at, each in enumerate(attached):
        folder = _streams(
            {0x3707: each.name, **({} if each.letter is not None else {0x3701: each.content})}, 8
        )
        if each.letter is not None:
            folder["__substg1.0_3701000D"] = each.letter
        tree[f"__attach_version1.0_#{at:08X}"] = folder
    return tree


def msg(
    values: Mapping[int, Value], attached: Sequence[Attached] = (), to: Sequence[tuple[str, str]] = ()
) -> bytes:
    """A .msg file."""
    return ole_file(msg_tree(values, attached, to))


def _streams(values: Mapping[int, Value], head: int) -> dict[str, bytes | Tree]:
    found: dict[str, bytes | Tree] = {}
    short = b"\0" * head
    for tag, value in values.items():
        match value:
            case str():
                found[f"__substg1.0_{tag:04X}001F"] = value.encode("utf-16-le")
            case bytes():
                found[f"__substg1.0_{tag:04X}0102"] = value
            case int():
                short += pack("<HHIQ", 0x40 if tag == _SUBMITTED else 0x03, tag, 6, value)
    found["__properties_version1.0"] = short
    return found


def packed_rtf(rtf: bytes) -> bytes:
    """Rich text as Outlook packs it, with every third step a reference to what came before where one fits."""
    start = (
        b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor "
        b"MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0"
        b"\\fs20\\b\\i\\u\\tab\\tx"
    )
    window, at = start, 0
    steps: list[tuple[int, bytes]] = []
    while at < len(rtf):
        length = next(
            (n for n in range(17, 1, -1) if rtf[at : at + n] in window[-3000:] and at + n <= len(rtf)), 0
        )
        if length:
            place = (len(window) - 3000 if len(window) > 3000 else 0) + window[-3000:].find(
                rtf[at : at + length]
            )
            steps.append((1, pack(">H", (place % 4096) << 4 | (length - 2))))
        else:
            length = 1
            steps.append((0, rtf[at : at + 1]))
        window += rtf[at : at + length]
        at += length
    steps.append((1, pack(">H", (len(window) % 4096) << 4)))
    written = b""
    for first in range(0, len(steps), 8):
        eight = steps[first : first + 8]
        written += bytes([sum(bit << n for n, (bit, _) in enumerate(eight))]) + b"".join(
            each for _, each in eight
        )
    return pack("<II4sI", len(written) + 12, len(rtf), b"LZFu", 0) + written


def tnef(values: Mapping[int, Value], attached: Sequence[Attached] = ()) -> bytes:
    """A winmail.dat; `letter` of an attachment is not used here: give its bytes as `content`."""
    written = b"\x78\x9f\x3e\x22\x01\x00" + _attribute(1, 0x9003, _rows(values))
    for each in attached:
        written += _attribute(2, 0x9002, b"\0" * 14) + _attribute(2, 0x8010, b"FORM~1.DOC\0")
        if each.content.startswith(b"\x78\x9f\x3e\x22"):
            inside = b"\0" * 16 + each.content
            row = (
                pack("<I", 1)
                + pack("<HHII", 0x0D, 0x3701, 1, len(inside))
                + inside
                + b"\0" * (-len(inside) % 4)
            )
        else:
            written += _attribute(2, 0x800F, each.content)
            row = _rows({0x3707: each.name})
        written += _attribute(2, 0x9005, row)
    return written


def _attribute(level: int, number: int, value: bytes) -> bytes:
    return pack("<BHHI", level, number, 6, len(value)) + value + b"\0\0"


def _rows(values: Mapping[int, Value]) -> bytes:
    # A named property with several values stands first, as Exchange writes them: it is passed over.
    many = (
        pack("<HH", 0x101F, 0x8001)
        + b"\0" * 16
        + pack("<II", 0, 7)
        + pack("<I", 2)
        + (pack("<I", 4) + b"a\0\0\0") * 2
    )
    written = many
    for tag, value in values.items():
        match value:
            case int():
                written += (
                    pack("<HHQ", 0x40, tag, value) if tag == _SUBMITTED else pack("<HHI", 0x03, tag, value)
                )
            case str():
                text = value.encode("utf-16-le") + b"\0\0"
                written += pack("<HHII", 0x1F, tag, 1, len(text)) + text + b"\0" * (-len(text) % 4)
            case bytes():
                written += pack("<HHII", 0x102, tag, 1, len(value)) + value + b"\0" * (-len(value) % 4)
    return pack("<I", len(values) + 1) + written
