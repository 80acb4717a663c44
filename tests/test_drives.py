"""The workbook on drives that fail and in folders that are synchronised: nothing is lost, and it is said."""

from __future__ import annotations

import errno
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sheets.copies import is_copy
from sheets.register import Batch, NewRow, OutcomeUnknown, RegisterBusy, RegisterUnreachable
from sheets.replacing import temporary
from sheets.xlsx import XlsxRegister
from tests.support.engine import desk
from tests.support.xlsx_register import put_prepared

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "register.xlsx"


@pytest.fixture
def register(path: Path) -> XlsxRegister:
    put_prepared(path)
    return XlsxRegister(path, clock=lambda: NOW)


def add(register: XlsxRegister, number: int) -> None:
    row = NewRow("cases", f"C-2026-{number:04d}", {"status": "New"})
    register.write(Batch(f"r{number}", (row,)), register.read())


def refs(register: XlsxRegister) -> list[str]:
    return [row.text("ref") for row in register.read().tabs["cases"].rows]


def fails(code: int, monkeypatch: pytest.MonkeyPatch, *, after: bool = False) -> None:
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if after:
            real(self, target)
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(Path, "replace", replace)


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        (errno.EBUSY, RegisterBusy, "tried again by itself"),
        (errno.EACCES, RegisterBusy, "somebody has it open"),
        (errno.EXDEV, RegisterUnreachable, "Connect the folder"),
        (errno.ESTALE, RegisterUnreachable, "does not answer"),
        (errno.ETIMEDOUT, RegisterUnreachable, "does not answer"),
        (errno.EIO, RegisterUnreachable, "check the network"),
        (errno.EDQUOT, RegisterUnreachable, "make room"),
        (errno.EROFS, RegisterUnreachable, "can only be read"),
    ],
)
def test_a_rename_that_fails_leaves_the_register_as_it_was_and_says_why(
    register: XlsxRegister, path: Path, monkeypatch: pytest.MonkeyPatch, code: int, kind: type, words: str
) -> None:
    before = path.read_bytes()
    with monkeypatch.context() as patch:
        fails(code, patch)
        with pytest.raises(kind, match=words):
            add(register, 1)
    assert path.read_bytes() == before
    assert not temporary(path).exists()
    add(register, 1)
    assert refs(register) == ["C-2026-0001"]


def test_a_rename_that_was_done_and_then_denied_is_not_known_and_not_done_twice(
    register: XlsxRegister, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        fails(errno.EIO, patch, after=True)
        with pytest.raises(OutcomeUnknown):
            add(register, 1)
    assert refs(register) == ["C-2026-0001"]
    add(register, 1)
    assert refs(register) == ["C-2026-0001"]


def test_a_drive_that_loses_the_old_file_in_the_rename_has_the_new_one_put_back(
    register: XlsxRegister, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(register, 1)

    def replace(self: Path, target: Path) -> Path:
        target.unlink()
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        with pytest.raises(RegisterUnreachable):
            add(register, 2)
        assert not path.exists()
    assert refs(register) == ["C-2026-0001", "C-2026-0002"]
    assert not temporary(path).exists()


def test_a_stale_handle_is_asked_for_once_more(
    register: XlsxRegister, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, stale = Path.read_bytes, [True]

    def read(self: Path) -> bytes:
        if stale.pop() if stale else False:
            raise OSError(errno.ESTALE, os.strerror(errno.ESTALE))
        return real(self)

    monkeypatch.setattr(Path, "read_bytes", read)
    assert refs(register) == []
    stale += [True, True]
    with pytest.raises(RegisterUnreachable, match="does not answer"):
        register.read()


def test_a_lock_that_cannot_be_looked_for_means_that_nothing_is_written(
    register: XlsxRegister, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture, before, real = register.read(), path.read_bytes(), Path.stat

    def stat(self: Path, **how: bool) -> os.stat_result:
        if self.name.startswith("~$"):
            raise OSError(errno.EHOSTDOWN, os.strerror(errno.EHOSTDOWN))
        return real(self, **how)

    monkeypatch.setattr(Path, "stat", stat)
    with pytest.raises(RegisterUnreachable):
        register.write(Batch("r1", (NewRow("cases", "C-2026-0001", {}),)), picture)
    assert path.read_bytes() == before


COPIES = [
    "register (conflicted copy 2026-11-02).xlsx",
    "register (conflicted copy 2026-11-02 101112).xlsx",
    "register (Ana Ruiz's conflicted copy 2026-11-02).xlsx",
    "register (Case Conflict).xlsx",
    "register.sync-conflict-20261102-101112-ABCDEFG.xlsx",
    "register_conflict-20261102-101112.xlsx",
    "register (SFConflict ana@home.example 2026-11-02-10-11-12).xlsx",
    "register-DESKTOP-ABC.xlsx",
    "register-LAPTOP-7Q2F.xlsx",
    "register-UNIONPC01.xlsx",
    "register-Ana's MacBook.xlsx",
    "register (1).xlsx",
    "register 2.xlsx",
    "register - Copy.xlsx",
    "register - Copy (2).xlsx",
    "Copy of register.xlsx",
]
THEIRS = [
    "register 2025.xlsx",
    "register-old.xlsx",
    "register-2025-11.xlsx",
    "register-backup.xlsx",
    "registers.xlsx",
    "room register.xlsx",
    "Copy of the rota.xlsx",
    "conflict policy.xlsx",
]


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_is_known_by_its_name(name: str) -> None:
    assert is_copy("register.xlsx", name)


@pytest.mark.parametrize("name", THEIRS)
def test_a_file_of_their_own_is_no_copy(name: str) -> None:
    assert not is_copy("register.xlsx", name)


def test_a_copy_is_told_once_in_the_register_and_by_mail(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        at.turn()
        register = at.human.path
        copy = register.with_name("register (conflicted copy 2026-11-02).xlsx")
        shutil.copy(register, copy)
        at.turn(minutes=5)
        at.turn(minutes=5)
        (mail,) = [mail for mail in at.notices("attention") if "conflicted copy" in mail.as_string()]
        lines = [row["What happened"] for row in at.human.rows("Needs attention")]
        assert sum("conflicted copy 2026-11-02" in str(line) for line in lines) == 1
        copy.unlink()
        at.turn(minutes=5)
        shutil.copy(register, copy)
        at.turn(minutes=5)
        lines = [row["What happened"] for row in at.human.rows("Needs attention")]
        assert sum("conflicted copy 2026-11-02" in str(line) for line in lines) == 2
