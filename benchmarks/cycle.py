"""The register's own cycle: read, change a few cells and make a row, over registers of three sizes."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.branch import make_branch
from benchmarks.emulated import emulated
from benchmarks.running import ROOT, NotDone
from benchmarks.standing import fill
from benchmarks.table import Line, seconds
from jobs.config import load
from jobs.opening import open_register
from sheets.register import Batch, CellWrite, NewRow, Register

SIZES = (100, 1_000, 10_000)
AIM, MEMORY = "under 3 s", "under 300 MB"


def cycle(runs: int) -> Iterator[Line]:
    """Wall times of a read and a write together; and the memory of a process that does nothing else."""
    for kind in ("workbook", "Google Sheet (emulator)"):
        for count in SIZES:
            with ExitStack() as closing:
                folder = Path(closing.enter_context(tempfile.TemporaryDirectory(prefix="casework-bench-")))
                sheet = closing.enter_context(emulated(folder)) if kind != "workbook" else None
                given = (sheet.register,) if sheet else ()
                place = make_branch(folder / "branch", *given)
                fill(place, count)
                largest = kind == "workbook" and count == max(SIZES)
                register = open_register(place.settings())
                walls = [_once(register, run) for run in range(runs)]
                what = f"a cycle of the register, {count:,} cases, {kind}"
                yield seconds(what, AIM if largest else "", walls)
                if largest:
                    yield _memory(place.config, count)


def _once(register: Register, run: int) -> float:
    """One cycle as after somebody else has saved the file: nothing is remembered of the last."""
    started = time.perf_counter()
    picture = register.read()
    refs = [row.text("ref") for row in picture.tabs["cases"].rows[:3]]
    cells = tuple(CellWrite("cases", ref, "why", f"Room for one more ({run}).") for ref in refs)
    row = NewRow("cases", f"C-2099-{run:04d}", {"status": "New", "received": datetime.now(UTC).date()})
    written = register.write(Batch(f"cycle {run} {time.time_ns()}", (row,), cells), picture)
    if written.skipped:
        raise NotDone("cells that are ours were not written")
    return time.perf_counter() - started


def _memory(config: Path, count: int) -> Line:
    command = [sys.executable, "-m", "benchmarks.cycle", str(config)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    what = f"memory of that cycle, {count:,} cases, workbook"
    return Line(what, MEMORY, f"{ran.stdout.strip()} MB", "peak", 1)


if __name__ == "__main__":
    _once(open_register(load(Path(sys.argv[1]))), 9_000)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
