"""A file replaced whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from zipfile import is_zipfile


def temporary(path: Path) -> Path:
    """Where the new bytes are put first: one name, so that what a crash left behind is written over."""
    return path.with_name(f".{path.name}.casework-new")


def replace_file(path: Path, content: bytes, still_ours: Callable[[], None]) -> None:
    """Put `content` in the place of `path`, keeping its permissions.

    `still_ours` is asked at the last moment and raises if somebody else has changed the file. Raises OSError;
    the old file is then untouched. After a return the new one is there even if the power fails. On a network
    drive that loses the old file in a rename that fails, the new one is left where it was put: it is whole.
    """
    there = path.exists()
    new = temporary(path)
    try:
        with new.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if there:
            new.chmod(path.stat().st_mode & 0o777)
        still_ours()
        new.replace(path)
    except BaseException:
        if path.exists() or not there:
            new.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def recover(path: Path) -> bool:
    """Put the whole new file in place where a rename lost the old one; whether there was one.

    Half a file, which a crash left behind, is none. Raises OSError.
    """
    new = temporary(path)
    if path.exists() or not new.exists() or not is_zipfile(new):
        return False
    new.replace(path)
    return True


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return  # a folder cannot be opened there, and the rename is kept without
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
