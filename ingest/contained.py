"""Run a program of the system on bytes from outside, shut in: what it cannot do cannot be done through it.

For what the contained child may not do itself, since it runs no programs: recognise letters in a picture,
turn an old Word document into a new one. The program gets a folder of its own with the files it is to read,
no network, no other file but the system's own programs and libraries, little memory and time; it dies with
its whole group. Bytes go in and bytes come out (docs/why/005-programs-contained.md).
"""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.waited import PATIENCE, Deadline

_ROOT = Path(__file__).resolve().parent.parent
_PROGRAM = "import sys; sys.path.insert(0, sys.argv.pop(1)); from ingest.containment import main; main()"
_LOOK_SECONDS = 0.25  # how often the folder's size is looked at
_PATH = "/usr/bin:/bin:/usr/local/bin"
_MB = 1024 * 1024


class NotRun(Exception):
    """The program gave nothing that can be used; the message ends a plain sentence and names no content."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a program may use. `memory` is address space in bytes, for each of its processes; `written` is
    bytes, each file and the folder; `settings` more environment; `folders` it may read and run from beside
    the system's; `own_sockets`: it may open local sockets in its folder, without which LibreOffice stops.
    """

    wall_seconds: float = 20
    cpu_seconds: int = 20
    memory: int = 1024 * _MB
    written: int = 64 * _MB
    settings: tuple[tuple[str, str], ...] = ()
    folders: tuple[str, ...] = ()
    own_sockets: bool = False


def installed(name: str) -> str:
    """The path of a program of the system; "" if there is none of that name."""
    return shutil.which(name, path=_PATH) or ""


def run(
    argv: Sequence[str], files: Mapping[str, bytes], wanted: Sequence[str], limits: Limits
) -> dict[str, bytes]:
    """What the program wrote: the bytes of each wanted file, by name.

    `argv[0]` is a path as `installed` gives it; `files` and `wanted` are bare names in the folder that is
    the program's current one, and its home. Raises `NotRun`: not there, too slow, failed, wrote too much,
    left a file out.
    """
    with TemporaryDirectory(prefix="casework-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        for name, content in files.items():
            (folder / _bare(name)).write_bytes(content)
        _finish(_start(argv, folder, limits), folder, limits)
        return {name: _read(folder / _bare(name), limits.written) for name in wanted}


def _bare(name: str) -> str:
    if name != Path(name).name or name in ("", ".", ".."):
        raise ValueError("a contained program's files have bare names")
    return name


def _start(argv: Sequence[str], folder: Path, limits: Limits) -> subprocess.Popen[bytes]:
    """The launcher (containment.py), which puts up the walls and then becomes the program."""
    numbers = (os.getpid(), limits.memory, limits.cpu_seconds, limits.written, int(limits.own_sockets))
    walls = [str(folder), ":".join(limits.folders), *map(str, numbers)]
    home = {"HOME": str(folder), "TMPDIR": str(folder), "PATH": _PATH, "LC_ALL": "C.UTF-8"}
    try:
        return subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _PROGRAM, str(_ROOT), *walls, *argv],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**home, **dict(limits.settings)},
            cwd=folder,
            start_new_session=True,
        )
    except OSError as fault:
        raise NotRun("the program for it could not be started") from fault


def _finish(program: subprocess.Popen[bytes], folder: Path, limits: Limits) -> None:
    """Wait for the program within its limits, and leave nothing of it running."""
    deadline = Deadline(time.monotonic() + limits.wall_seconds, PATIENCE * limits.wall_seconds)
    try:
        while True:
            try:
                code = program.wait(max(0.0, min(_LOOK_SECONDS, deadline.until - time.monotonic())))
                break
            except subprocess.TimeoutExpired:
                if deadline.passed(program.pid, time.monotonic()):
                    raise NotRun("it took too long") from None
                if _size(folder) > limits.written:
                    raise NotRun("it unpacks to more than can be kept") from None
    finally:
        _end(program)
    if code == -signal.SIGXCPU:
        raise NotRun("it took too long")
    if code != 0:
        raise NotRun("the program for it broke down over it")


def _end(program: subprocess.Popen[bytes]) -> None:
    """Kill the program's whole group, which it cannot have left (seccomp.py)."""
    with suppress(ProcessLookupError, PermissionError):  # where all of it has ended
        os.killpg(program.pid, signal.SIGKILL)
    program.wait()


def _size(folder: Path) -> int:
    """Bytes in the folder; what vanishes while it is counted is not counted."""
    total = 0
    for inside, _, names in os.walk(folder):
        for name in names:
            try:
                total += (Path(inside) / name).lstat().st_size
            except OSError:
                continue
    return total


def _read(path: Path, most: int) -> bytes:
    """A plain file that the program wrote: links could lead out of the folder."""
    try:
        opened = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as fault:
        raise NotRun("the program for it gave no result") from fault
    with os.fdopen(opened, "rb") as file:
        found = os.fstat(opened)
        if not stat.S_ISREG(found.st_mode) or found.st_nlink != 1 or found.st_size > most:
            raise NotRun("the program for it gave a result that cannot be used")
        return file.read(most)
