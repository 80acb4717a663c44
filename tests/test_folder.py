"""Letters out into a folder: each once, whole, and named so that a person finds it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from notify.folder import FolderTransport
from notify.transport import Deferred, Refused

OURS, ANA = "casework@branch.example", "ana@home.example"


def test_a_repeat_changes_nothing(tmp_path: Path) -> None:
    out = FolderTransport(tmp_path / "sent")
    out.send("C-2026-0042:offered:1", b"one", OURS, ANA)
    before = out.path("C-2026-0042:offered:1").stat()
    out.send("C-2026-0042:offered:1", b"one", OURS, ANA)
    [only] = (tmp_path / "sent").iterdir()
    assert only.stat().st_ino == before.st_ino and only.stat().st_mtime_ns == before.st_mtime_ns


def test_the_same_key_with_another_message_is_an_alarm(tmp_path: Path) -> None:
    out = FolderTransport(tmp_path)
    out.send("key", b"one", OURS, ANA)
    with pytest.raises(Refused, match="same key"):
        out.send("key", b"two", OURS, ANA)
    assert out.path("key").read_bytes() == b"one"


def test_names_can_be_read_and_hold_no_address_and_no_path(tmp_path: Path) -> None:
    out = FolderTransport(tmp_path)
    assert re.fullmatch(r"C-2026-0042-offered-1-[0-9a-f]{16}\.eml", out.path("C-2026-0042:offered:1").name)
    assert out.path("../../x").parent == tmp_path
    assert "home" not in out.path("reply:ana@home.example").name
    assert out.path("a:b") != out.path("a-b")


def test_what_an_interrupted_write_left_behind_is_no_letter(tmp_path: Path) -> None:
    out = FolderTransport(tmp_path)
    out.path("key").with_suffix(".part").write_bytes(b"half a let")
    out.send("key", b"a whole letter", OURS, ANA)
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"a whole letter"]


def test_a_folder_that_cannot_be_written_defers(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Deferred, match="could not be written"):
        FolderTransport(tmp_path / "file").send("key", b"one", OURS, ANA)
