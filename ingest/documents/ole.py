"""OLE files, which old Office programs and Outlook write: what stands at their top, and single streams."""

from __future__ import annotations

from io import BytesIO

import olefile

_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def is_ole(content: bytes) -> bool:
    """Whether the bytes begin as an OLE file."""
    return content.startswith(_START)


def root_names(content: bytes) -> frozenset[str]:
    """The names of the streams and folders at the top of the file; none where it is broken. Never raises.

    What is packed inside a document has names of its own, deeper down: they tell nothing of the document.
    """
    try:
        with olefile.OleFileIO(BytesIO(content)) as ole:
            return frozenset(entry[0] for entry in ole.listdir(streams=True, storages=True))
    except Exception:  # noqa: BLE001 - OSError, struct.error, IndexError, OleFileError: whatever a broken file does
        return frozenset()


def stream_start(content: bytes, name: str, size: int) -> bytes:
    """The first bytes of a stream at the top of the file, or none. Never raises."""
    try:
        with olefile.OleFileIO(BytesIO(content)) as ole, ole.openstream([name]) as stream:
            return bytes(stream.read(size))
    except Exception:  # noqa: BLE001 - as above
        return b""
