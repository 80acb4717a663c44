"""Sound bytes broken in the ways of mail: flipped, cut, doubled, swapped, packed deep, with false sizes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from hypothesis import strategies as st

_NUMBER = re.compile(rb"\d+")
_OPENINGS = (
    b"<w:tbl><w:tr><w:tc>", b"<table:table><table:table-row><table:table-cell>", b"<table><tr><td>", b"<div>",
    b"<row><c>", b"{", b"[", b"(", b"<<", b"> ",
    b"--edge\r\nContent-Type: multipart/mixed; boundary=edge\r\n\r\n",
)  # fmt: skip
_LIES = (
    b"0", b"-1", b"1", b"255", b"65535", b"99999", b"2147483647", b"4294967295", b"18446744073709551616",
    b"9" * 400,
)  # fmt: skip
_BINARY_LIES = (b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"\xff\xff\xff\x7f", b"\x01\x00\x00\x80")
_WORDS = (
    b"\x00", b"\xff\xfe", b"\r\n\r\n", b"\n\t", b"\xe2\x98\x90", b"\xed\xa0\x80",
    b"]]>", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b"&#x110000;", b"rowspan=99999 colspan=99999 ",
    b'w:val="999999999" ', b'table:number-columns-repeated="999999999" ', b'r="XFD1048576" ',
    b"\\bin9", b"\\u-1 ?", b"\\'",
    b"/Kids[1 0 R]", b"/Parent 1 0 R", b"/Length 1", b"stream\n", b"endobj\n", b"BT ET q Q",
    b"=?utf-8?b?4pi?=", b"=?x?q?=zz?=", b"On 1 May 2026, Ana wrote:\n", b"-- \n", b"> > >",
    b"Content-Type: message/rfc822\r\n\r\n", b"Content-Transfer-Encoding: base64\r\n",
)  # fmt: skip

Change = tuple[str, int, int, int]
"""What is done, and three numbers that say where, how much and which."""


def _flip(sound: bytes, at: int, size: int, which: int) -> bytes:
    broken = bytearray(sound)
    for step in range(1 + size % 8):
        broken[(at + step * (1 + which)) % len(broken)] ^= 1 << (which % 8)
    return bytes(broken)


def _cut(sound: bytes, at: int, size: int, which: int) -> bytes:
    here = at % len(sound)
    return (sound[:here], sound[here:], sound[:here] + sound[here + size % 4096 :])[which % 3]


def _double(sound: bytes, at: int, size: int, which: int) -> bytes:
    here = at % len(sound)
    chunk = sound[here : here + 1 + size % 2000]
    return sound[:here] + chunk * (1 + which % 40) + sound[here:]


def _swap(sound: bytes, at: int, size: int, which: int) -> bytes:
    first, second = sorted((at % len(sound), size % len(sound)))
    length = min(1 + which * 8, second - first)
    one, other = sound[first : first + length], sound[second : second + length]
    return sound[:first] + other + sound[first + length : second] + one + sound[second + length :]


def _nest(sound: bytes, at: int, size: int, which: int) -> bytes:
    here = at % len(sound)
    return sound[:here] + _OPENINGS[which % len(_OPENINGS)] * (1 + size % 3000) + sound[here:]


def _lie(sound: bytes, at: int, size: int, which: int) -> bytes:
    """Another number in the place of one that stands there in digits."""
    numbers = list(_NUMBER.finditer(sound))
    if not numbers:
        return _lie_in_bytes(sound, at, size, which)
    one = numbers[at % len(numbers)]
    return sound[: one.start()] + _LIES[which % len(_LIES)] + sound[one.end() :]


def _lie_in_bytes(sound: bytes, at: int, size: int, which: int) -> bytes:
    here = at % len(sound)
    return sound[:here] + _BINARY_LIES[which % len(_BINARY_LIES)] + sound[here + 4 :]


def _put(sound: bytes, at: int, size: int, which: int) -> bytes:
    here = at % len(sound)
    return sound[:here] + _WORDS[which % len(_WORDS)] * (1 + size % 3) + sound[here:]


CHANGES: dict[str, Callable[[bytes, int, int, int], bytes]] = {
    "flip": _flip,
    "cut": _cut,
    "double": _double,
    "swap": _swap,
    "nest": _nest,
    "lie": _lie,
    "lie in bytes": _lie_in_bytes,
    "put": _put,
}

_CHANGE = st.tuples(
    st.sampled_from(sorted(CHANGES)),
    st.integers(0, 1 << 20),
    st.integers(0, 1 << 14),
    st.integers(0, 255),
)


def _changed(sound: bytes, changes: Sequence[Change]) -> bytes:
    for name, at, size, which in changes:
        if not sound:
            break
        sound = CHANGES[name](sound, at, size, which)
    return sound


@st.composite
def broken(draw: st.DrawFn, seeds: Sequence[bytes]) -> bytes:
    """One of the seeds with one to five changes; in a packed one, mostly in what is packed."""
    sound = draw(st.sampled_from(seeds))
    changes = draw(st.lists(_CHANGE, min_size=1, max_size=5))
    if not sound.startswith(b"PK\x03\x04") or draw(st.integers(0, 3)) == 0:
        return _changed(sound, changes)
    with ZipFile(BytesIO(sound)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = max(members, key=lambda each: len(members[each])) if draw(st.booleans()) else ""
    chosen = name or draw(st.sampled_from(sorted(members)))
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for each, content in members.items():
            archive.writestr(each, _changed(content, changes) if each == chosen else content)
    return packed.getvalue()
