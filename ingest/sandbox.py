"""What the child of one letter may use: little memory and time, no files of anybody's, no network.

Prepared once in the warmed-up parent, entered by each child after the fork (TRUST.md S9). What the kernel or
the platform does not offer is left out, and `Walls.status` says what stands; nothing here fails.
"""

from __future__ import annotations

import os
import resource
import signal
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from ingest import kernel, landlock, seccomp

MEMORY_BYTES = 512 * 1024 * 1024
CPU_SECONDS = 10
_DESCRIPTORS = 16
_MOST_DESCRIPTORS = 1024  # more than a fork server ever has


@dataclass(frozen=True, slots=True)
class Walls:
    """`memory` in bytes, the parent's included; `rules` a Landlock descriptor; `calls` a seccomp filter."""

    memory: int
    cpu_seconds: int
    rules: int | None
    calls: bytes
    status: str  # for people


def prepare(memory: int = MEMORY_BYTES, cpu_seconds: int = CPU_SECONDS) -> Walls:
    """The walls for children of this process, which has loaded by now whatever they will need."""
    rules = landlock.ruleset(_library())
    calls = seccomp.program()
    stands = [
        f"at most {memory // (1024 * 1024)} MB and {cpu_seconds} s",
        "files shut off (Landlock)"
        if rules is not None
        else "files not shut off: this kernel has no Landlock",
        "network shut off (seccomp)" if calls else "network not shut off: no filter for this machine",
    ]
    return Walls(_in_use() + memory, cpu_seconds, rules, calls, "; ".join(stands))


def _library() -> list[Path]:
    """Python's own library and this program's reading part: what a late import may have to open."""
    names = ("stdlib", "platstdlib", "purelib", "platlib")
    folders = [Path(path) for name in names if (path := sysconfig.get_path(name))]
    here = Path(__file__).resolve().parent
    return [*dict.fromkeys(folders), here, here.parent / "casework"]


def _in_use() -> int:
    """The address space of this process in bytes: children begin with as much."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (OSError, ValueError, IndexError):
        return 1024 * 1024 * 1024
    return pages * resource.getpagesize()


def enter(walls: Walls, pipe: int) -> None:
    """Go behind the walls, for good, with no descriptor but the pipe to write to. Each wall is put up if it
    can be; none of them raises.
    """
    limits = (
        ("RLIMIT_CORE", 0, 0),
        ("RLIMIT_FSIZE", 0, 0),
        ("RLIMIT_NOFILE", _DESCRIPTORS, _DESCRIPTORS),
        ("RLIMIT_NPROC", 0, 0),
        ("RLIMIT_CPU", walls.cpu_seconds, walls.cpu_seconds + 1),
        ("RLIMIT_AS", walls.memory, walls.memory),
    )
    if walls.rules is not None:
        landlock.restrict(walls.rules)
    os.closerange(0, pipe)
    os.closerange(pipe + 1, _MOST_DESCRIPTORS)
    for name, soft, hard in limits:
        _limit(name, soft, hard)
    seccomp.restrict(walls.calls)


def _limit(name: str, soft: int, hard: int) -> None:
    which = getattr(resource, name, None)
    if which is None:
        return
    try:
        resource.setrlimit(which, (soft, hard))
    except (ValueError, OSError):  # a lower limit stands already, or the platform has none
        return


def die_with_parent(parent: int) -> None:
    """Be killed when the parent dies, so that nothing is orphaned; leave at once if it has died already."""
    kernel.die_with_parent(signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)
