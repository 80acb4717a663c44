"""What one worker does: a share of the points, of the pairs and of the bugs, each result told as it comes."""

from __future__ import annotations

import random
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection

from ingest.reading import Reading
from tests.crash.places import Place
from tests.crash.planted import BUGS, NEAR
from tests.crash.play import PLAY
from tests.crash.process import FORK
from tests.crash.run import Result, Scene, Unbroken, broken_run, forget, make_ready, unbroken_run
from tests.crash.scenes import new_places

ACTS_WITH_BUGS = 3
"""A planted bug shows in the first acts: they fetch, write and send."""

SEED = 20261121


@dataclass(frozen=True, slots=True)
class Task:
    """What to run in one world. `every`: each n-th point; `to_the_end`: each n-th run plays on.

    The world "sent" differs from "servers" in the window of SMTP alone, so only the points in it are run.
    """

    world: str
    every: int = 1
    pairs: int = 0
    to_the_end: int = 0
    bugs: tuple[str, ...] = tuple(BUGS)
    bug_points: int = 24
    only_bugs: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """The unbroken run went well: how many points it has, how many runs this worker will make."""

    points: int
    runs: int


@dataclass(frozen=True, slots=True)
class BugRun:
    """A run with a bug planted, and what was seen of it."""

    bug: str
    result: Result


@dataclass(frozen=True, slots=True)
class Failed:
    """The worker could not go on."""

    why: str


Told = Counted | Result | BugRun | Failed
Start = tuple[Scene, tuple[int, ...], bool]


def start_worker(task: Task, number: int, workers: int) -> Connection:
    """A worker in a process of its own; the connection closes when it is through."""
    ours, theirs = FORK.Pipe(duplex=False)
    process = FORK.Process(target=_work, args=(theirs, task, number, workers))
    process.start()
    theirs.close()
    return ours


def _work(pipe: Connection, task: Task, number: int, workers: int) -> None:
    try:
        with new_places(task.world) as new:
            kept = make_ready(new)
            if not task.only_bugs:
                for told in _all_points(new, task, number, workers):
                    pipe.send(told)
            for bug in task.bugs[number::workers]:
                for told in _with_bug(new, task, bug, kept):
                    pipe.send(told)
    except Exception as wrong:  # noqa: BLE001 - told in full, and the run fails
        pipe.send(Failed("".join(traceback.format_exception(wrong))))
    finally:
        pipe.close()


def _all_points(new: Callable[[], Place], task: Task, number: int, workers: int) -> Iterator[Told]:
    unbroken = unbroken_run(new, {})
    starts = _starts(unbroken, task)[number::workers]
    yield Counted(len(unbroken.points()), len(starts))
    for scene, kills, to_the_end in starts:
        yield broken_run(unbroken, scene, kills, to_the_end)
    forget(unbroken)


def _starts(unbroken: Unbroken, task: Task) -> list[Start]:
    """The same list in every worker: each takes its share."""
    points = unbroken.windows() if task.world == "sent" else unbroken.points()
    chosen = points[task.every // 2 :: task.every]
    starts: list[Start] = [
        (scene, (at,), bool(task.to_the_end) and count % task.to_the_end == 0)
        for count, (scene, at) in enumerate(chosen)
    ]
    if task.world != "sent":
        starts += [(scene, (at,), False) for scene, at in unbroken.asides_to_run()[:: task.every]]
    chance = random.Random(SEED)
    for _ in range(task.pairs):
        scene, at = chance.choice(points)
        starts.append((scene, (at, chance.randrange(max(8, len(scene.points) - at))), False))
    return starts


def _with_bug(new: Callable[[], Place], task: Task, bug: str, kept: dict[bytes, Reading]) -> Iterator[Told]:
    unbroken = unbroken_run(new, kept, PLAY[:ACTS_WITH_BUGS], bug)
    near = unbroken.near(NEAR[bug])
    near = near[:: max(1, len(near) // task.bug_points)]
    yield Counted(0, len(near))
    for scene, at in near:
        yield BugRun(bug, broken_run(unbroken, scene, (at,), to_the_end=False))
    forget(unbroken)
