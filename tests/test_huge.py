"""Huge pages change nothing that stands in memory, and nothing fails without them."""

from __future__ import annotations

import mmap
from pathlib import Path

import pytest

from ingest import huge


def test_what_stands_in_memory_stays() -> None:
    written = bytes(range(256)) * 256
    with mmap.mmap(-1, 8 << 20, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS) as memory:
        for at in range(0, len(memory), len(written)):
            memory[at : at + len(written)] = written
        assert huge.collapse() >= 0
        assert memory[:] == written * (len(memory) // len(written))


def test_nothing_is_done_where_the_administrator_wants_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(huge, "_KERNEL", tmp_path)
    assert huge.collapse() == 0  # a kernel that has none
    (tmp_path / "enabled").write_text("always madvise [never]\n")
    (tmp_path / "hpage_pmd_size").write_text("2097152\n")
    assert huge.collapse() == 0
