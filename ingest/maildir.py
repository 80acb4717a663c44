"""A mailbox that is a Maildir on this machine: the demo's, and any that a local mail server keeps.

The layout is Maildir++ as Dovecot and Courier have it: folder "Casework/C-2026-0042" is the directory
".Casework.C-2026-0042" beside `cur`, `new` and `tmp`. A letter's key is the part of its file name before the
flags, which stays when a mail program opens the letter (new -> cur) or changes its flags. Folders are not
subscribed to here: the list of subscriptions belongs to the mail server.
"""

from __future__ import annotations

import os
import secrets
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ingest import kernel
from ingest.folders import from_modified_utf7, levels, modified_utf7
from ingest.mailbox import LetterGone, MailboxRefused, MailboxUnreachable, Waiting

HEAD_BYTES = 64 * 1024
MANY_FOLDERS = 12
"""Each case has a folder: of so many, syncing each takes longer than syncing the whole disk once."""


def make_maildir(path: Path) -> None:
    """Make an empty Maildir at `path`; one that is there already is left as it is."""
    for name in ("cur", "new", "tmp"):
        (path / name).mkdir(parents=True, exist_ok=True, mode=0o700)


def deliver(path: Path, letter: bytes) -> str:
    """Put a letter into the inbox of the Maildir at `path`, durably, and return its key."""
    now = time.time_ns()
    host = socket.gethostname().replace("/", "-").replace(":", "-")
    key = f"{now // 10**9}.M{now // 1000 % 10**6:06d}R{secrets.token_hex(6)}.{host}"
    written = path / "tmp" / key
    with written.open("xb") as file:
        file.write(letter)
        file.flush()
        os.fsync(file.fileno())
    written.rename(path / "new" / key)
    _sync(path / "new")
    return key


class MaildirMailbox:
    """The `Mailbox` port over the Maildir at `path`, which must exist (`make_maildir`)."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._files: dict[str, Path] = {}  # key -> where it was last seen
        self._made: set[str] = set()
        self._unsettled: set[Path] = set()  # folders in which something is new since they were synced

    def waiting(self) -> list[Waiting]:
        """The letters in `new` and `cur`, oldest delivery first; those marked deleted do not wait."""
        with _plain_errors():
            # by key: a letter opened while we look is seen in both places
            found = {letter.key: letter for letter in self._inbox()}
            self._files = {key: letter.path for key, letter in found.items()}
        return [Waiting(letter.key, letter.size) for letter in sorted(found.values())]

    def read(self, key: str) -> bytes:
        """The file's bytes, as they are. Raises `LetterGone`."""
        return self._open(key, -1)

    def head(self, key: str) -> bytes:
        """Up to and with the empty line after the header, at most 64 KiB. Raises `LetterGone`."""
        start = self._open(key, HEAD_BYTES)
        if start.startswith((b"\n", b"\r\n")):
            return start[: start.index(b"\n") + 1]
        ends = [start.find(mark) + len(mark) for mark in (b"\n\n", b"\n\r\n") if mark in start]
        return start[: min(ends)] if ends else start

    def file_away(self, key: str, folder: str) -> None:
        """Move the file to `folder`, in one rename: it is in one place or the other, never in none.

        Read or unread stays as it is. Should a power cut undo the rename before `settle`, the letter waits
        again, and is known again. Raises `LetterGone`.
        """
        name = ".".join(("", *(modified_utf7(level) for level in levels(folder))))
        with _plain_errors():
            self._make(name)
            for path in self._places(key):
                try:
                    path.rename(self._free(self._path / name / path.parent.name / path.name))
                except FileNotFoundError:
                    continue
                self._files.pop(key, None)
                self._unsettled.add(self._path / name / path.parent.name)
                return
        raise LetterGone("The letter is no longer in the inbox.")

    def filed(self) -> Iterator[tuple[str, bytes]]:
        """The letters in the folders below "Casework", folder by folder, oldest delivery first."""
        start = f".{modified_utf7('Casework')}."
        with _plain_errors():
            for folder in sorted(self._path.glob(f"{start}*")):
                name = from_modified_utf7(folder.name.removeprefix(start))
                files = [*(folder / "new").glob("*"), *(folder / "cur").glob("*")]
                for file in sorted(files, key=lambda one: _delivered(one.name, one.stat())):
                    yield name.replace(".", "/"), file.read_bytes()

    def settle(self) -> None:
        """Sync the folders that letters were moved to: each by itself, or, where they are many, the disk."""
        folders, self._unsettled = self._unsettled, set()
        with _plain_errors():
            if len(folders) > MANY_FOLDERS and _sync_disk(self._path):
                return
            for folder in sorted(folders):
                _sync(folder)

    def _inbox(self) -> Iterator[_Found]:
        for place in ("new", "cur"):
            with os.scandir(self._path / place) as entries:
                for entry in entries:
                    key, _, flags = entry.name.partition(":2,")
                    if entry.name.startswith(".") or "T" in flags:
                        continue
                    try:
                        if entry.is_file(follow_symlinks=False):
                            status = entry.stat(follow_symlinks=False)
                            yield _Found(_delivered(key, status), key, Path(entry.path), status.st_size)
                    except FileNotFoundError:
                        continue  # a mail program moved it while we were looking: it is found the next time

    def _open(self, key: str, size: int) -> bytes:
        with _plain_errors():
            for path in self._places(key):
                try:
                    with path.open("rb") as file:
                        return file.read(size)
                except FileNotFoundError:
                    continue
        raise LetterGone("The letter is no longer in the inbox.")

    def _places(self, key: str) -> Iterator[Path]:
        """Where the letter was last seen; then, if the caller comes back, where it is after a fresh look."""
        if known := self._files.get(key):
            yield known
        self._files = {letter.key: letter.path for letter in self._inbox()}
        if found := self._files.get(key):
            yield found

    def _make(self, name: str) -> None:
        folder = self._path / name
        if name in self._made and folder.is_dir():
            return
        make_maildir(folder)
        (
            folder / "maildirfolder"
        ).touch()  # Maildir++: tells delivery agents that this is not a whole Maildir
        self._unsettled |= {folder, self._path}
        self._made.add(name)

    def _free(self, target: Path) -> Path:
        """Never write over a letter: rename(2) would, and files that people put there have any name."""
        while target.exists():
            key, _, flags = target.name.partition(":2,")
            unique = f"{key}.R{secrets.token_hex(6)}"
            target = target.with_name(f"{unique}:2,{flags}" if flags else unique)
        return target


@dataclass(frozen=True, slots=True, order=True)
class _Found:
    delivered: int  # nanoseconds
    key: str
    path: Path
    size: int


def _delivered(key: str, status: os.stat_result) -> int:
    """When the letter came: the name tells in a true Maildir; for a file somebody put there, its own time."""
    seconds, _, rest = key.partition(".")
    if not seconds.isdecimal() or len(seconds) > 12:
        return status.st_mtime_ns
    micro = rest.partition("M")[2][:6] if rest.startswith("M") else ""
    return int(seconds) * 10**9 + (int(micro) * 1000 if micro.isdecimal() else 0)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_disk(folder: Path) -> bool:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        return kernel.sync_file_system(handle)
    finally:
        os.close(handle)


@contextmanager
def _plain_errors() -> Iterator[None]:
    """What the disk says, in the words of the port. No path: a Maildir's path can hold a name."""
    try:
        yield
    except PermissionError as error:
        raise MailboxRefused(
            "This account may not read or change the mail folder on this machine. "
            "Give it permission, or name another folder in config.yaml."
        ) from error
    except (FileNotFoundError, NotADirectoryError) as error:
        raise MailboxUnreachable(
            "The mail folder on this machine is not there, or is no Maildir (cur, new, tmp). "
            "Check its path in config.yaml."
        ) from error
    except OSError as error:
        raise MailboxUnreachable(
            f"The mail folder on this machine cannot be read now ({os.strerror(error.errno or 0)}). "
            "Check the disk; it is tried again by itself."
        ) from error
