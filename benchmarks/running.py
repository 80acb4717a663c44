"""A command run as a process of its own, and what it took."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


class NotDone(Exception):
    """The work that was to be measured was not found done: there is no figure."""


@dataclass(frozen=True, slots=True)
class Taken:
    """`wall` and `cpu` in seconds, its start and all its children included; `said` is its output."""

    wall: float
    cpu: float
    said: str

    def figures(self) -> dict[str, Any]:
        """The object a command ends with under --json."""
        found: dict[str, Any] = json.loads(self.said.splitlines()[-1])
        return found


def casework(*arguments: str, expect: int = 0) -> Taken:
    """Run a `casework` command. Raises `NotDone` where it ends with another exit code than expected."""
    with tempfile.TemporaryFile("w+") as out:
        began = time.perf_counter()
        process = _start(arguments, out.fileno())
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        said = out.read()
    if process.returncode != expect:
        raise NotDone(f"casework {arguments[0]} ended with {process.returncode}: {said}")
    return Taken(wall, used.ru_utime + used.ru_stime, said)


def memory_of(*arguments: str) -> int:
    """The most memory in bytes that the command and its children took together, each page counted once."""
    with tempfile.TemporaryFile("w+") as out:
        process = _start(arguments, out.fileno())
        most = 0
        while True:
            try:
                process.wait(0.05)
                break
            except subprocess.TimeoutExpired:
                most = max(most, sum(_share(one) for one in _family(process.pid)))
    return most


def memory_below(process: int) -> int:
    """What all processes below that one take now, in bytes, each page counted once."""
    return sum(_share(one) for one in _family(process)[1:])


def processor_below(process: int) -> float:
    """Seconds of processor that all processes below that one have used, those that have ended included."""
    ticks = sum(sum(_ticks(one)) for one in _family(process)[1:])
    return ticks / os.sysconf("SC_CLK_TCK")


def _ticks(process: int) -> list[int]:
    """Its own time and that of its children which have ended, each for itself and for the kernel."""
    try:
        said = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:  # it has just ended
        return []
    return [int(one) for one in said.rpartition(")")[2].split()[11:15]]


def _start(arguments: tuple[str, ...], out: int) -> subprocess.Popen[bytes]:
    """As an installed program is started: its modules compiled, which a developer's shell may have forbidden
    Python to keep; then each start would compile two hundred of them."""
    as_installed = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.Popen(
        [sys.executable, "-m", "jobs.cli", *arguments],
        cwd=ROOT,
        env=as_installed,
        stdout=out,
        stderr=subprocess.STDOUT,
    )


def _family(process: int) -> list[int]:
    """The process and all below it."""
    found, at = [process], 0
    while at < len(found):
        try:
            children = Path(f"/proc/{found[at]}/task/{found[at]}/children").read_text(encoding="ascii")
        except OSError:  # it has just ended
            children = ""
        found += [int(child) for child in children.split()]
        at += 1
    return found


def _share(process: int) -> int:
    """The process's proportional share of memory (PSS) in bytes: pages shared by n count for 1/n."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:  # it has just ended
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
