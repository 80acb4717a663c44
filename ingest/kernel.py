"""The few system calls that Python has no name for. The C library is looked up once, before any fork."""

from __future__ import annotations

import ctypes
import os

_LIBC = ctypes.CDLL(None, use_errno=True) if os.uname().sysname == "Linux" else None
_SET_DEATH_SIGNAL, _NO_NEW_PRIVILEGES = 1, 38


def syscall(number: int, *arguments: object) -> int:
    """A system call by number; -1 where it fails or where this is no Linux."""
    return int(_LIBC.syscall(number, *arguments)) if _LIBC is not None else -1


def prctl(option: int, *arguments: object) -> int:
    """prctl(2); -1 where it fails or where this is no Linux."""
    return int(_LIBC.prctl(option, *arguments)) if _LIBC is not None else -1


def sync_file_system(descriptor: int) -> bool:
    """syncfs(2): whether all that was written to the file system of that open file is on the disk now."""
    call = getattr(_LIBC, "syncfs", None)
    return call is not None and call(descriptor) == 0


def give_up_privileges() -> bool:
    """Promise the kernel never to gain privileges again: what Landlock and seccomp ask for first."""
    return prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0


def die_with_parent(signal_number: int) -> None:
    """Ask the kernel to send this process the signal when the thread that started it ends."""
    prctl(_SET_DEATH_SIGNAL, signal_number, 0, 0, 0)
