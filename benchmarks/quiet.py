"""A turn in which nothing has happened, over the registers of branches with many cases."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.branch import Place, make_branch
from benchmarks.emulated import emulated
from benchmarks.running import NotDone, casework
from benchmarks.standing import fill
from benchmarks.table import Line, seconds
from jobs.opening import open_world
from jobs.tick import tick
from jobs.world import World

SIZES = (1_000, 10_000)
AIM = "under 1 s"


def quiet(runs: int) -> Iterator[Line]:
    """The turn itself, as the daemon does it; and `casework once`, which has to start first."""
    for count in SIZES:
        with tempfile.TemporaryDirectory(prefix="casework-bench-") as folder:
            place = make_branch(Path(folder) / "branch")
            yield from _measured(place, count, "workbook", runs)
        with tempfile.TemporaryDirectory(prefix="casework-bench-") as folder, emulated(Path(folder)) as sheet:
            place = make_branch(Path(folder) / "branch", sheet.register)
            yield from _measured(place, count, "Google Sheet (emulator)", runs)


def _measured(place: Place, count: int, register: str, runs: int) -> Iterator[Line]:
    fill(place, count)
    with open_world(place.settings(), datetime.now(UTC)) as world:
        _turn(world)
        took = [_turn(world) for _ in range(runs)]
    yield seconds(
        f"quiet turn, {count:,} cases, {register}",
        AIM if count == max(SIZES) else "",
        [wall for wall, _ in took],
        [cpu for _, cpu in took],
    )
    ran = [casework("once", "--json", "--config", str(place.config)) for _ in range(runs)]
    if any(one.figures()["rows_written"] or one.figures()["troubles"] for one in ran):
        raise NotDone("a turn that should have been quiet was not")
    yield seconds(
        f"`casework once` with nothing to do, {count:,} cases, {register}",
        "",
        [one.wall for one in ran],
        [one.cpu for one in ran],
    )


def _turn(world: World) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    turn = tick(world, datetime.now(UTC))
    took = time.perf_counter() - wall, time.process_time() - cpu
    if turn.did_anything() or turn.troubles:
        raise NotDone(f"a turn that should have been quiet was not: {turn}")
    return took
