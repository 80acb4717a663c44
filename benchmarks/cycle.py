"""The register's own cycle: read, change a few cells and make a row, over registers of three sizes.

`python -m benchmarks.cycle CONFIG` does one and says how many megabytes of memory it took at most.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.branch import Place, make_branch
from benchmarks.emulated import Emulated, emulated
from benchmarks.running import ROOT, NotDone
from benchmarks.standing import fill
from benchmarks.table import Line, seconds
from jobs.config import load
from jobs.memory import most_memory
from jobs.opening import open_register
from sheets.register import Batch, CellWrite, NewRow, Register

SIZES = (100, 1_000, 10_000)
AIM, CALLS, MEMORY = "under 3 s", "2", "under 300 MB"


def cycle(runs: int) -> Iterator[Line]:
    """Wall times of a read and a write together, and calls; memory of a process that does nothing else."""
    for kind in ("workbook", "Google Sheet (emulator)"):
        for count in SIZES:
            with ExitStack() as closing:
                folder = Path(closing.enter_context(tempfile.TemporaryDirectory(prefix="casework-bench-")))
                sheet = closing.enter_context(emulated(folder)) if kind != "workbook" else None
                given = (sheet.register,) if sheet else ()
                place = make_branch(folder / "branch", *given)
                fill(place, count)
                yield from _measured(place, f"{count:,} cases, {kind}", runs, sheet)
                if count == max(SIZES):
                    yield _memory(place.config, f"{count:,} cases, {kind}")


def _measured(place: Place, what: str, runs: int, sheet: Emulated | None) -> Iterator[Line]:
    register = open_register(place.settings())
    if sheet:
        sheet.calls()
    took = [_once(register, run) for run in range(runs)]
    aimed = f"{max(SIZES):,} cases, workbook" in what
    yield seconds(f"a cycle of the register, {what}", AIM if aimed else "", *zip(*took, strict=True))
    if sheet:
        kinds = {name: count / runs for name, count in sheet.calls().items()}
        told = ", ".join(f"{count:g} {name}" for name, count in sorted(kinds.items()))
        yield Line(f"calls of that cycle, {what}", CALLS, f"{sum(kinds.values()):g}", told, runs)


def _once(register: Register, run: int) -> tuple[float, float]:
    """Seconds on the clock and of processor; as after somebody else saved the file, nothing remembered."""
    started, worked = time.perf_counter(), time.process_time()
    picture = register.read()
    refs = [row.text("ref") for row in picture.tabs["cases"].rows[:3]]
    cells = tuple(CellWrite("cases", ref, "why", f"Room for one more ({run}).") for ref in refs)
    row = NewRow("cases", f"C-2099-{run:04d}", {"status": "New", "received": datetime.now(UTC).date()})
    written = register.write(Batch(f"cycle {run} {time.time_ns()}", (row,), cells), picture)
    if written.skipped:
        raise NotDone("cells that are ours were not written")
    return time.perf_counter() - started, time.process_time() - worked


def _memory(config: Path, what: str) -> Line:
    command = [sys.executable, "-m", "benchmarks.cycle", str(config)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return Line(f"memory of that cycle, {what}", MEMORY, f"{ran.stdout.strip()} MB", "peak", 1)


if __name__ == "__main__":
    _once(open_register(load(Path(sys.argv[1]))), 9_000)
    print(most_memory() // 2**20)
