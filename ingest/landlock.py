"""Landlock: no files but those of a few folders, no TCP (TRUST.md S9).

Needs no root and no package. Where the kernel has none, `ruleset` says so by returning no descriptor.
Numbers: linux/landlock.h; the system calls have the same numbers on every architecture.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from stat import S_ISDIR
from struct import pack

from ingest.kernel import give_up_privileges, syscall

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_VERSION_FLAG = 1
_PATH_BENEATH = 1
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR, _TRUNCATE = 1, 1 << 1, 1 << 2, 1 << 3, 1 << 14
# How many kinds of file access each ABI knows (execute, write, read, … truncate, device ioctl).
_FILE_ACCESS = {1: 13, 2: 14, 3: 15, 4: 15}
_NEWEST_FILE_ACCESS = 16
_OF_A_FILE = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE  # the others are for folders alone
_NET_SINCE, _TCP = 4, 0b11  # bind, connect
_SCOPE_SINCE, _SCOPES = 6, 0b11  # abstract sockets, signals


def abi() -> int:
    """The kernel's Landlock version, or 0 where it has none (or this is no Linux)."""
    return max(0, syscall(_CREATE, None, 0, _VERSION_FLAG))


def ruleset(
    readable: Iterable[Path], runnable: Iterable[Path] = (), writable: Iterable[Path] = ()
) -> int | None:
    """A descriptor of rules that allow nothing but this, in and below these paths: reading; reading and
    running programs; anything but running. None without Landlock.
    """
    version = abi()
    if not version:
        return None
    files = (1 << _FILE_ACCESS.get(version, _NEWEST_FILE_ACCESS)) - 1
    attributes = pack("=Q", files)
    if version >= _NET_SINCE:
        attributes += pack("=Q", _TCP)
    if version >= _SCOPE_SINCE:
        attributes += pack("=Q", _SCOPES)
    rules = syscall(_CREATE, attributes, len(attributes), 0)
    if rules < 0:
        return None
    reading = _READ_FILE | _READ_DIR
    for paths, access in (
        (readable, reading),
        (runnable, reading | _EXECUTE),
        (writable, files & ~_EXECUTE),
    ):
        for path in paths:
            _allow(rules, path, access & files)
    return rules


def _allow(rules: int, path: Path, access: int) -> None:
    try:
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:  # what is not there needs no rule
        return
    if not S_ISDIR(os.fstat(opened).st_mode):
        access &= _OF_A_FILE
    syscall(_ADD, rules, _PATH_BENEATH, pack("=Qi", access, opened), 0)
    os.close(opened)


def restrict(rules: int) -> bool:
    """Put this process, for good, under the rules; whether the kernel did so."""
    return give_up_privileges() and syscall(_RESTRICT, rules, 0) == 0
