"""The launcher of a contained program: puts up the walls round itself, then becomes the program.

A program of its own, started by contained.py, so that nothing runs between fork and exec in a process that
may have threads. What the kernel does not offer is left out, as in sandbox.py.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from pathlib import Path

from ingest import kernel, landlock, seccomp

_NOT_STARTED = 127
_DESCRIPTORS = 256
_PROGRAMS = (Path("/usr"), Path("/bin"), Path("/lib"), Path("/lib64"))
# Of /etc and the devices only what programs cannot do without: the rest may hold secrets.
_READ = tuple(
    map(
        Path,
        (
            "/etc/ld.so.cache",
            "/etc/ld.so.conf",
            "/etc/ld.so.conf.d",
            "/etc/alternatives",
            "/etc/fonts",
            "/etc/libreoffice",
            "/etc/localtime",
            "/etc/nsswitch.conf",
            "/etc/passwd",
            "/var/cache/fontconfig",
            "/var/lib/libreoffice",
            "/var/spool/libreoffice",
            "/dev/urandom",
            "/dev/random",
            "/dev/zero",
            "/sys/devices/system/cpu",
        ),
    )
)
_WRITE = (Path("/dev/null"),)


def main() -> None:
    """Arguments: scratch folder, folders to read and run from, parent's process id, memory, seconds, bytes
    written, whether local sockets may be opened, and the program with its own arguments.
    """
    scratch, folders, *rest = sys.argv[1:]
    parent, memory, seconds, written, sockets = map(int, rest[:5])
    argv = rest[5:]
    kernel.die_with_parent(signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)
    more = [Path(one) for one in folders.split(":") if one]
    rules = landlock.ruleset(_READ, [*_PROGRAMS, *more], [Path(scratch), *_WRITE])
    calls = seccomp.program(runs_programs=True, own_sockets=bool(sockets))
    for which, soft, hard in (
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_FSIZE, written, written),
        (resource.RLIMIT_NOFILE, _DESCRIPTORS, _DESCRIPTORS),
        (resource.RLIMIT_CPU, seconds, seconds + 1),
        (resource.RLIMIT_AS, memory, memory),
    ):
        try:
            resource.setrlimit(which, (soft, hard))
        except (ValueError, OSError):  # a lower limit stands already
            continue
    if rules is not None:
        landlock.restrict(rules)
    seccomp.restrict(calls)
    try:
        os.execv(argv[0], argv)
    except OSError:
        os._exit(_NOT_STARTED)
