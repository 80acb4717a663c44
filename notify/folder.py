"""Letters out into a folder, one .eml each: for the demonstration, for tests, and for a first dry run."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

from notify.addresses import NotOneAddress, wire_address
from notify.transport import Deferred, Refused


class FolderTransport:
    """Writes each message once, under a name made of its key. Idempotent: a repeat changes nothing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, key: str) -> Path:
        """Where the message of `key` stands or would stand: a readable beginning, then the key's hash."""
        readable = re.sub(r"[^A-Za-z0-9]+", "-", key.partition("@")[0]).strip("-")[:48]
        return self._folder / f"{readable}-{hashlib.sha256(key.encode()).hexdigest()[:16]}.eml"

    def send(self, key: str, message: bytes, sender: str, recipient: str) -> None:
        """Write `message`, whole or not at all; its name is sure to stay from `settle` on.

        Raises `Deferred` (the folder cannot be written) or `Refused` (an address is not one plain address,
        or the key was used for another message).
        """
        try:
            wire_address(sender)
            wire_address(recipient)
        except NotOneAddress as fault:
            raise Refused(str(fault)) from None
        path = self.path(key)
        try:
            if path.exists():
                if path.read_bytes() != message:
                    raise Refused("Another message was written under the same key; this one was not.")
                return
            _write_whole(path, message)
        except OSError as trouble:
            # Trying again is safe even if the file stands already: it is found by its name.
            raise _deferred(trouble) from None

    def sent_copies(self) -> Iterator[bytes]:
        """Every message in the folder. See `KeepsCopies`."""
        try:
            for path in sorted(self._folder.glob("*.eml")):
                yield path.read_bytes()
        except OSError as trouble:
            raise _deferred(trouble) from None

    def settle(self) -> None:
        """Sync the folder, so that the names of all that was written stay. Raises `Deferred`."""
        try:
            folder = os.open(self._folder, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
        except OSError as trouble:
            raise _deferred(trouble) from None


def _deferred(trouble: OSError) -> Deferred:
    reason = trouble.strerror or type(trouble).__name__
    return Deferred(f"The folder for outgoing mail could not be written ({reason}).")


def _write_whole(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
