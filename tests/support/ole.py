"""OLE files made by hand: folders and streams as old Office programs pack them (MS-CFB, version 3)."""

from __future__ import annotations

from collections.abc import Mapping
from struct import pack

Tree = Mapping[str, "bytes | Tree"]

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_ROOT, _FOLDER, _STREAM = 5, 1, 2


class _Entry:
    def __init__(self, name: str, kind: int, content: bytes = b"") -> None:
        self.name, self.kind, self.content = name, kind, content
        self.start, self.size = _END, len(content)
        self.left = self.right = self.child = _FREE

    def written(self) -> bytes:
        name = self.name.encode("utf-16-le")[:62]
        size = len(name) + 2 if name else 0
        head = name.ljust(64, b"\0") + pack("<HBBIII", size, self.kind, 1, self.left, self.right, self.child)
        return head + b"\0" * 36 + pack("<IQ", self.start, self.size)


def ole_file(tree: Tree) -> bytes:
    """The file that holds this tree: bytes are streams, mappings are folders."""
    entries = [_Entry("Root Entry", _ROOT)]
    _add(entries, entries[0], tree)
    sectors: list[bytes] = []
    fat: list[int] = []

    def chain(content: bytes) -> int:
        pieces = [content[at : at + _SECTOR].ljust(_SECTOR, b"\0") for at in range(0, len(content), _SECTOR)]
        start = len(sectors)
        sectors.extend(pieces)
        fat.extend([*range(start + 1, start + len(pieces)), _END])
        return start

    mini = b""
    mini_fat: list[int] = []
    for entry in entries[1:]:
        if entry.kind != _STREAM or not entry.content:
            continue
        if len(entry.content) >= _CUTOFF:
            entry.start = chain(entry.content)
            continue
        count = -(-len(entry.content) // _MINI)
        entry.start = len(mini_fat)
        mini_fat += [*range(entry.start + 1, entry.start + count), _END]
        mini += entry.content.ljust(count * _MINI, b"\0")
    if mini:
        entries[0].start, entries[0].size = chain(mini), len(mini)
    first_mini = chain(_numbers(mini_fat)) if mini_fat else _END
    directory = chain(b"".join(entry.written() for entry in entries))
    fat_sectors = 1
    while fat_sectors * _SECTOR // 4 < len(fat) + fat_sectors:
        fat_sectors += 1
    first_fat = len(sectors)
    fat += [_FAT] * fat_sectors
    sectors += [
        _numbers(fat)[at * _SECTOR : (at + 1) * _SECTOR].ljust(_SECTOR, b"\xff") for at in range(fat_sectors)
    ]
    places = [*range(first_fat, first_fat + fat_sectors)]
    assert len(places) <= 109
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    )
    head += pack(
        "<IIIIIIIII", 0, fat_sectors, directory, 0, _CUTOFF, first_mini, -(-len(mini_fat) // 128), _END, 0
    )
    return (head + _numbers(places))[:_SECTOR] + b"".join(sectors)


def _add(entries: list[_Entry], parent: _Entry, tree: Tree) -> None:
    """The children of a folder: a tree of searching in which each has only a right neighbour."""
    before: _Entry | None = None
    for name in sorted(tree, key=lambda each: (len(each), each.upper())):
        value = tree[name]
        entry = _Entry(name, _STREAM, value) if isinstance(value, bytes) else _Entry(name, _FOLDER)
        if before is None:
            parent.child = len(entries)
        else:
            before.right = len(entries)
        entries.append(entry)
        before = entry
        if not isinstance(value, bytes):
            _add(entries, entry, value)


def _numbers(values: list[int]) -> bytes:
    written = b"".join(pack("<I", value) for value in values)
    return written + b"\xff" * (-len(written) % _SECTOR)
