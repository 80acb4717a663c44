"""`casework run`: a metronome around one guarded turn (DESIGN.md §4; TRUST.md §3.2)."""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable
from datetime import UTC, datetime
from types import FrameType

import schedule

from jobs.tick import tick
from jobs.world import World

log = logging.getLogger("casework.daemon")


def run(world: World, seconds: int, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
    """Turn every `seconds` until SIGTERM or SIGINT: the current effect is finished, and no other begun.

    `schedule` only keeps the beat: one job, and a turn never raises, since a raising job would starve the
    rest. What is due is looked up in the journal and not remembered here, so a missed beat loses nothing.
    """

    def stop(number: int, _frame: FrameType | None) -> None:
        log.info("signal %d: finishing the current effect, then stopping", number)
        world.stop.set()

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    metronome = schedule.Scheduler()
    metronome.every(seconds).seconds.do(lambda: tick(world, clock()))
    try:
        log.info("running, a turn every %d seconds", seconds)
        metronome.run_all()
        while not world.stop.is_set():
            metronome.run_pending()
            world.stop.wait(max(0.05, min(metronome.idle_seconds or 0.0, 1.0)))
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    log.info("stopped")
