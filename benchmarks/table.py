"""Figures as lines of a table, and the table between its markers in a document."""

from __future__ import annotations

import os
import platform
import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: what, the aim, what was found, and in how many runs."""

    what: str
    aim: str
    best: str
    rest: str
    runs: int


def seconds(what: str, aim: str, walls: Sequence[float], cpus: Sequence[float] = ()) -> Line:
    """Times in seconds: the best, and how far the others were from it."""
    rest = f"median {statistics.median(walls):.2f} s, worst {max(walls):.2f} s"
    rest += f"; {min(cpus):.2f} s of processor" if cpus else ""
    return Line(what, aim, f"{min(walls):.2f} s", rest, len(walls))


def rate(what: str, aim: str, count: int, walls: Sequence[float], cpus: Sequence[float]) -> Line:
    """How many a second in the best run, and how far the others were from it."""
    each = min(cpus) / count * 1000
    rest = f"median {count / statistics.median(walls):.0f}, worst {count / max(walls):.0f}"
    return Line(
        what,
        aim,
        f"{count / min(walls):.0f} a second",
        f"{rest}; {each:.0f} ms of processor each",
        len(walls),
    )


def as_text(lines: Iterable[Line]) -> str:
    """A table in Markdown, with when and where above it."""
    rows = [f"| {one.what} | {one.aim} | **{one.best}** | {one.rest} | {one.runs} |" for one in lines]
    head = (
        "| what | aim | best run | the others, and processor time | runs |\n| --- | --- | --- | --- | --- |"
    )
    return "\n".join([f"{datetime.now(UTC):%d %B %Y}. {_machine()}", "", head, *rows])


def _machine() -> str:
    busy = os.getloadavg()[0]
    return (
        f"{_processor()}, {os.cpu_count()} cores, {_memory()}, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}; load at the end of the runs {busy:.1f}."
    )


def _processor() -> str:
    try:
        found = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    except OSError:
        found = None
    return found[1] if found else platform.machine()


def _memory() -> str:
    size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return f"{size / 2**30:.0f} GB"


def write_into(path: Path, table: str, name: str = "table") -> None:
    """Put the table into the document, between the markers. Raises ValueError where they are not there."""
    opening, closing = f"<!-- {name} -->", f"<!-- end of {name} -->"
    text = path.read_text(encoding="utf-8")
    before, start, rest = text.partition(opening)
    _, end, after = rest.partition(closing)
    if not start or not end:
        raise ValueError(f"{path.name} has no place for a table: {opening} and {closing} are missing.")
    path.write_text(f"{before}{opening}\n{table}\n{closing}{after}", encoding="utf-8")
