"""The engine in a process of its own, that can be told to die at a point; and whoever survives it."""

from __future__ import annotations

import ctypes
import logging
import multiprocessing
import os
import select
import sys
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.reading import Reading
from jobs.doubt import GRACE
from jobs.tick import tick
from jobs.world import World
from sheets.google import LATE
from sheets.google_change import NOT_YET_RIGHT
from sheets.register import STILL_OPEN
from tests.crash.points import Point, Points, number_the_inside

if TYPE_CHECKING:
    from tests.crash.places import Place

FORK = multiprocessing.get_context("fork")
KILLED = 137
MOST_TURNS = 20
PATIENCE = 60.0
_SET_CHILD_SUBREAPER = 36


@dataclass(slots=True)
class Clock:
    """The steady clock of a process: it stands still but where the grace of a notice in doubt is to pass, or
    the minutes in which a change of the register may still be made."""

    seconds: float = 1000.0

    def __call__(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        """Somebody waits."""
        self.seconds += seconds


@dataclass(frozen=True, slots=True)
class Plan:
    """How a process of the engine is to live: `kill_at` a point of its turns, with a planted bug or none.

    `after_a_death`: the one before it may have left a change of the register under way, which is no trouble.
    """

    kill_at: int | None = None
    bug: str = ""
    real_reader: bool = False
    kept: dict[bytes, Reading] = field(default_factory=dict)
    clock: Clock = field(default_factory=Clock)
    after_a_death: bool = False


@dataclass(frozen=True, slots=True)
class Rested:
    """The turns went on until nothing was left to do."""

    points: tuple[Point, ...]
    kept: dict[bytes, Reading]
    troubles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Died:
    """It died where it was told to."""

    at: Point
    survivors: tuple[int, ...]


class WentWrong(Exception):
    """The process ended by itself, or never came to rest."""


class Engine:
    """One process of the engine over a place; `turns` until it rests or dies, and `stop`."""

    def __init__(self, place: Place, plan: Plan) -> None:
        self._others = set(_children())
        self._pipe, theirs = FORK.Pipe()
        self._process = FORK.Process(target=_live, args=(theirs, place, plan), daemon=True)
        self._process.start()
        theirs.close()

    def turns(self, now: datetime) -> Rested | Died:
        """Turn at `now` until a turn does nothing. Raises `WentWrong`."""
        try:
            self._pipe.send(now)
            if not self._pipe.poll(PATIENCE):
                raise WentWrong("the engine does not come to rest")
            said = self._pipe.recv()
        except (EOFError, OSError):
            said = "the engine ended by itself"
        if isinstance(said, Rested):
            return said
        self._end()
        if isinstance(said, Point) and self._process.exitcode == KILLED:
            return Died(said, self._survivors())
        raise WentWrong(f"{said} (exit {self._process.exitcode})")

    def stop(self) -> None:
        """Let it close what it has open, and go. Raises `WentWrong` if it does not go in peace."""
        self._pipe.send(None)
        self._end()
        if self._process.exitcode != 0:
            raise WentWrong(f"the engine did not stop in peace (exit {self._process.exitcode})")

    def _end(self) -> None:
        self._process.join(PATIENCE)
        if self._process.exitcode is None:
            self._process.kill()
            self._process.join()
        self._pipe.close()

    def _survivors(self, seconds: float = 5.0) -> tuple[int, ...]:
        """Children of the dead engine that are there after `seconds`; those that went are laid to rest."""
        left = []
        for process in set(_children()) - self._others:
            if _gone(process, seconds):
                os.waitpid(process, 0)
            else:
                left.append(process)
        return tuple(left)


def _live(pipe: Connection, place: Place, plan: Plan) -> None:
    """In the child: the world with its points, and turns on request."""
    logging.disable(logging.CRITICAL)

    def die(point: Point) -> None:
        pipe.send(point)
        os._exit(KILLED)

    points = Points(plan.kill_at, die)
    try:
        now = pipe.recv()
        number_the_inside(points)
        with place.world(points, plan) as world:
            while now is not None:
                points.counting = True
                pipe.send(_until_it_rests(world, now, points, plan))
                points.passed.clear()
                now = pipe.recv()
    except BaseException:  # noqa: BLE001 - whatever it was: it is told, and the exit code says so
        sys.stderr.write(traceback.format_exc())
        os._exit(1)


def _until_it_rests(world: World, now: datetime, points: Points, plan: Plan) -> Rested:
    troubles: list[str] = []
    for _ in range(MOST_TURNS):
        turn = tick(world, now)
        waits = turn.troubles.get("register") in (STILL_OPEN, NOT_YET_RIGHT)
        troubles += [
            f"{port}: {said}"
            for port, said in turn.troubles.items()
            if not (waits and port == "register" and plan.after_a_death)
        ]
        if turn.did_anything():
            continue
        if waits:
            plan.clock.sleep(LATE)
        elif turn.in_doubt:
            plan.clock.sleep(GRACE)
        else:
            points.counting = False
            return Rested(tuple(points.passed), dict(plan.kept), tuple(troubles))
    raise WentWrong("the engine does not come to rest")


def adopt_orphans() -> None:
    """From now on whoever survives a dead engine becomes our child, so that it can be seen."""
    ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _children() -> Iterator[int]:
    for listing in Path("/proc/self/task").glob("*/children"):
        yield from map(int, listing.read_text().split())


def _gone(process: int, seconds: float) -> bool:
    descriptor = os.pidfd_open(process)
    try:
        return bool(select.select([descriptor], [], [], seconds)[0])
    finally:
        os.close(descriptor)
