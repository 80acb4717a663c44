"""The key ring that answer tokens and Message-IDs are made with: newest first, two kept for rotation (S2)."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

KEY_BYTES = 32
KEPT = 2


class KeysUnreadable(Exception):
    """The key file holds no usable key; the message says what to do."""


def load_keys(path: Path) -> tuple[bytes, ...]:
    """The keys in the file (hex, one a line, newest first); made with one new key if it is missing.

    Raises `KeysUnreadable`: a new key in its place would silently make every link already sent worthless.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(KEY_BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
    try:
        keys = [bytes.fromhex(line) for line in path.read_text("ascii").split()]
    except ValueError:
        keys = []
    if not keys or any(len(key) < KEY_BYTES for key in keys):
        raise KeysUnreadable(
            f"The key file {path.name} is damaged: put it back from a backup, or delete it to make a new one "
            "(answers to mails already sent will then go to the coordinator)."
        )
    return tuple(keys[:KEPT])
