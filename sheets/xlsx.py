"""The register as a local .xlsx workbook, beside people who have it open in Excel or LibreOffice.

Compare-and-swap on the whole file: what was read is named by the hash of its bytes, and a write is thrown
away if the hash is another at the last moment. The file is replaced whole or not at all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sheets.contents import WHOLE, Contents
from sheets.copies import copies_beside, copies_sentence
from sheets.drives import not_saved, read_file, unreachable
from sheets.headers import MACHINE
from sheets.keeping import would_be_lost
from sheets.lockfile import STALE_AFTER, Lock, find_lock, lock_sentence
from sheets.package import Package
from sheets.parts import tab_titles
from sheets.register import (
    Batch,
    OutcomeUnknown,
    Picture,
    RegisterBroken,
    RegisterBusy,
    RegisterMoved,
    RegisterUnreachable,
    Sheet,
    State,
    Told,
    Written,
)
from sheets.replacing import recover, replace_file, temporary
from sheets.workbook import Reading, open_package, read_picture, read_sheets


def _clock() -> datetime:
    return datetime.now(UTC)


class XlsxRegister:
    """A `Register` over one workbook. `clock` gives the aware time, for receipts and the age of locks.

    `contents`: the tabs that are here; others may live in a workbook of their own (sheets/apart.py).
    """

    def __init__(
        self,
        path: Path,
        clock: Callable[[], datetime] = _clock,
        contents: Contents = WHOLE,
    ) -> None:
        self._contents = contents
        self._path = path.expanduser().resolve()  # a link to the workbook must not be replaced by a file
        self._clock = clock
        self._last: Reading | None = None

    def version(self) -> str:
        """SHA-256 of the file's bytes: a few milliseconds. The same version needs no new read.

        Raises `RegisterUnreachable`.
        """
        return _digest(self._bytes())

    def prepare(self) -> None:
        """Make the workbook, or what is missing of its tabs and headers. See `Register.prepare`."""
        from sheets.making import new_register

        if not recover(self._path):
            temporary(self._path).unlink(missing_ok=True)
        if not self._path.exists():
            if not self._path.parent.is_dir():
                raise RegisterUnreachable(
                    "The folder of the register is not there: check that the disk or share is connected."
                )
            self._save(new_register(self._contents), "")
            return
        self._make(adopting=False)

    def settle_in(self) -> None:
        """Make the tabs beside those of somebody's workbook. See `CanBeAdopted`."""
        self._make(adopting=True)

    def _make(self, *, adopting: bool) -> None:
        from sheets.making import make_missing_parts

        content = self._bytes()
        package = open_package(content)
        if make_missing_parts(package, content, adopting=adopting, contents=self._contents):
            self._refuse_locked()
            _refuse_losses(package)
            self._save(package.save(), _digest(content))

    def titles(self) -> list[str]:
        """What all tabs are called. See `CanBeAdopted`."""
        return tab_titles(open_package(self._bytes()))

    def sheets(self) -> list[Sheet]:
        """Every tab with its cells. See `CanBeAdopted`."""
        return read_sheets(self._bytes())

    def read(self) -> Picture:
        """What stands in the workbook, also while somebody has it open. See `Register.read`."""
        content = self._bytes()
        return self._reading(content, _digest(content)).picture

    def write(self, batch: Batch, picture: Picture) -> Written:
        """Apply the batch in one replacement of the file. See `Register.write`.

        Raises `OutcomeUnknown` only where the new file stands but the disk could not confirm it.
        """
        from sheets.applying import apply_batch

        self._refuse_locked()
        content = self._bytes()
        if _digest(content) != picture.version:
            raise _moved()
        package = open_package(content)
        _refuse_losses(package)
        written = apply_batch(package, batch, self._reading(content, picture.version), self._clock())
        self._save(package.save(), picture.version)
        return written

    def ready(self, picture: Picture) -> None:
        """Nobody has it open, and it is as it was read. See `LooksAhead`."""
        self._refuse_locked()
        if self.version() != picture.version:
            raise _moved()

    def _reading(self, content: bytes, version: str) -> Reading:
        if self._last is None or self._last.picture.version != version:
            self._last = read_picture(content, version, self._contents.read)
        return self._last

    def copies(self) -> tuple[list[str], str]:
        """Copies that a synchronised folder made beside the workbook. See `HasCopies`."""
        try:
            found = copies_beside(self._path)
        except OSError as error:
            raise unreachable(error) from error
        return found, copies_sentence(self._path.name, found) if found else ""

    def describe(self) -> list[Told]:
        """What `casework check` says of the workbook. See `Described`."""
        picture = self.read()
        counts = [
            f"{tab.title}: {len(tab.rows)} {'row' if len(tab.rows) == 1 else 'rows'}"
            for tab in picture.tabs.values()
            if not tab.title.startswith(MACHINE)
        ]
        told = f" ({', '.join(counts)})" if counts else ""
        lines = [Told(f"The workbook {self._path.name} was read{told}.")]
        lines += [Told(problem, State.LOOK) for problem in picture.problems]
        lock = self._lock()
        if lock is not None:  # a new one is somebody at work
            old = self._clock() - lock.since >= STALE_AFTER
            lines.append(Told(lock_sentence(lock, self._clock()), State.WRONG if old else State.LOOK))
        if lost := would_be_lost(open_package(self._bytes())):
            lines.append(Told(_losses(lost), State.WRONG))
        if told := self.copies()[1]:
            lines.append(Told(told, State.WRONG))
        return lines

    def _bytes(self) -> bytes:
        try:
            return read_file(self._path)
        except OSError as error:
            raise unreachable(error) from error

    def _lock(self) -> Lock | None:
        try:
            return find_lock(self._path)
        except OSError as error:  # whether somebody has it open cannot be told: then it is not written
            raise unreachable(error) from error

    def _refuse_locked(self) -> None:
        lock = self._lock()
        if lock is not None:
            raise RegisterBusy(lock_sentence(lock, self._clock()))

    def _save(self, content: bytes, expected: str) -> None:
        """Replace the file if its hash is still `expected` (empty: if there is none yet)."""

        def still_ours() -> None:
            self._refuse_locked()
            if (_digest(self._bytes()) if self._path.exists() else "") != expected:
                raise _moved()

        try:
            replace_file(self._path, content, still_ours)
        except OSError as error:
            if self._stands(content):
                raise OutcomeUnknown("The register was saved, but the disk did not confirm it.") from error
            raise not_saved(error) from error

    def _stands(self, content: bytes) -> bool:
        """Whether the new bytes are in place after all: network drives may do a thing and then deny it."""
        try:
            return _digest(self._path.read_bytes()) == _digest(content)
        except OSError:
            return False


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _moved() -> RegisterMoved:
    return RegisterMoved(
        "The register was changed while we were writing: nothing was written, it is read again."
    )


def _refuse_losses(package: Package) -> None:
    if lost := would_be_lost(package):
        raise RegisterBroken(_losses(lost))


def _losses(lost: tuple[str, ...]) -> str:
    return (
        f"The workbook holds {', '.join(lost)}, which would be lost if the service saved it: please remove "
        "it, or keep the register in another workbook. Until then nothing is written; the file is as it was."
    )
