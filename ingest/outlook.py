"""Outlook's own file of a letter (.msg, MS-OXMSG), read into the properties that mapi.py writes as a mail.

An OLE file: a stream for each property of text or bytes, one stream for all short ones, and a folder for each
recipient and attachment; a letter attached to a letter is a folder of the same shape.
"""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from struct import error, iter_unpack
from typing import TypeAlias

import olefile

from ingest import mapi
from ingest.documents.ole import is_ole, root_names
from ingest.documents.rtf_letters import code_page
from ingest.headers import decode
from ingest.parts import safe_name
from ingest.reading import Document

Path: TypeAlias = tuple[str, ...]

_PROPERTIES = "__properties_version1.0"
_STREAM = "__substg1.0_"
_FOLDER = "000D"  # the type of what is kept as a folder
_SHORT, _TIME = (0x02, 0x03, 0x0B), 0x40
_DEEPEST = 8
_MOST = 100


def is_outlook(content: bytes) -> bool:
    """Whether the bytes are an Outlook letter. A letter may be packed in a document too: that is none."""
    named = is_ole(content) and _PROPERTIES.encode("utf-16-le") in content
    return named and _PROPERTIES in root_names(content)


def to_mail(content: bytes) -> bytes:
    """The letter as a mail, or no bytes where the file is too broken to be one. Never raises."""
    try:
        with olefile.OleFileIO(BytesIO(content)) as ole:
            return mapi.as_mail(_File(ole).letter((), _header_size(()), 0))
    except Exception:  # noqa: BLE001 - OSError, struct.error, IndexError, OleFileError: whatever a broken file does
        return b""


def _header_size(path: Path) -> int:
    """Bytes before the first entry of a property stream (MS-OXMSG §2.4.1)."""
    return 24 if path else 32


class _File:
    """An open file, with the names in each folder, since a search for each would be slow."""

    def __init__(self, ole: olefile.OleFileIO) -> None:
        self.ole = ole
        self.inside: dict[Path, list[str]] = {}
        for entry in ole.listdir(streams=True, storages=True):
            self.inside.setdefault(tuple(entry[:-1]), []).append(entry[-1])

    def letter(self, path: Path, header: int, depth: int) -> mapi.Stored:
        """The letter in a folder, with all that is attached to it."""
        found = mapi.Stored(self._values(path, header))
        for name in sorted(self.inside.get(path, ())):
            if name.startswith("__recip_version1.0_") and len(found.to) < _MOST:
                values = mapi.Stored(self._values((*path, name), 8))
                address = values.text(mapi.RECIPIENT_SMTP, mapi.RECIPIENT_ADDRESS)
                if "@" in address:
                    found.to.append((values.text(mapi.SHOWN_NAME), address.strip()))
            elif name.startswith("__attach_version1.0_") and len(found.attached) < _MOST:
                attached = self._attachment((*path, name), depth)
                found.attached.extend([attached] if attached is not None else [])
        return found

    def _attachment(self, path: Path, depth: int) -> Document | mapi.Stored | None:
        values = mapi.Stored(self._values(path, 8))
        folder = (*path, f"{_STREAM}{mapi.CONTENT:04X}{_FOLDER}")
        if folder in self.inside:
            if any(name == _PROPERTIES for name in self.inside[folder]) and depth < _DEEPEST:
                return self.letter(folder, _header_size(folder), depth + 1)
            return None  # a picture or table that lives in another program
        name = safe_name(values.text(mapi.LONG_NAME, mapi.SHORT_NAME, mapi.SHOWN_NAME))
        return Document(name or "unnamed attachment", "application/octet-stream", values.raw(mapi.CONTENT))

    def _values(self, path: Path, header: int) -> dict[int, mapi.Value]:
        values = self._short_values(path, header)
        page = next((values[tag] for tag in mapi.CODE_PAGES if tag in values), 0)
        charset = code_page(page) if isinstance(page, int) else ""
        for name in self.inside.get(path, ()):
            kind, tag = name[-4:].upper(), name[len(_STREAM) : len(_STREAM) + 4]
            if not name.startswith(_STREAM) or len(name) != len(_STREAM) + 8:
                continue
            with suppress(ValueError):
                match kind:
                    case "001F":
                        values[int(tag, 16)] = self._stream((*path, name)).decode("utf-16-le", "replace")
                    case "001E":
                        values.setdefault(int(tag, 16), decode(self._stream((*path, name)), charset))
                    case "0102":
                        values.setdefault(int(tag, 16), self._stream((*path, name)))
                    case _:
                        continue
        return {tag: value.rstrip("\0") if isinstance(value, str) else value for tag, value in values.items()}

    def _short_values(self, path: Path, header: int) -> dict[int, mapi.Value]:
        if _PROPERTIES not in self.inside.get(path, ()):
            return {}
        written = self._stream((*path, _PROPERTIES))[header:]
        found: dict[int, mapi.Value] = {}
        with suppress(error):
            for kind, tag, _, value in iter_unpack("<HHIQ", written[: len(written) // 16 * 16]):
                if kind in _SHORT:
                    found[tag] = value & 0xFFFFFFFF
                elif kind == _TIME:
                    found[tag] = value
        return found

    def _stream(self, path: Path) -> bytes:
        with self.ole.openstream(list(path)) as stream:
            return bytes(stream.read())
