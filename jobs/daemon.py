"""`casework run`: a metronome around one guarded turn (DESIGN.md §4; TRUST.md §3.2)."""

from __future__ import annotations

import logging
import signal
import time
from collections.abc import Callable
from datetime import UTC, datetime
from types import FrameType

import schedule

from jobs.tick import tick
from jobs.world import World

log = logging.getLogger("casework.daemon")

LONGEST_NAP = 1.0
"""Seconds. A signal does not end a nap, so this is how long the wish to stop may go unseen."""


PATIENCE = 8
"""Seconds the current effect may still take once a stop is wished: we are gone within ten (TRUST.md §3.1)."""


class OutOfPatience(BaseException):
    """A server did not answer while we wished to stop. Leaving in mid-effect is what a power cut would do:
    the next start settles it (docs/why/004). No Exception, so that no step takes it for its own fault."""


def run(world: World, seconds: int, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
    """Turn every `seconds` until SIGTERM or SIGINT: the current effect is finished, and no other begun.

    An effect that waits for a server longer than `PATIENCE` after the signal is left as it is.

    `schedule` only keeps the beat: one job, and a turn never raises, since a raising job would starve the
    rest. What is due is looked up in the journal and not remembered here, so a missed beat loses nothing.
    """

    def stop(_number: int, _frame: FrameType | None) -> None:
        world.stop.set()  # and no more: whatever it interrupts may hold any lock, that of the log too
        signal.alarm(PATIENCE)

    def leave(_number: int, _frame: FrameType | None) -> None:
        raise OutOfPatience

    wishes = {signal.SIGTERM: stop, signal.SIGINT: stop, signal.SIGALRM: leave}
    before = {number: signal.signal(number, answer) for number, answer in wishes.items()}
    metronome = schedule.Scheduler()
    metronome.every(seconds).seconds.do(lambda: tick(world, clock()))
    try:
        log.info("running, a turn every %d seconds", seconds)
        metronome.run_all()
        while not world.stop.is_set():
            metronome.run_pending()
            time.sleep(max(0.05, min(metronome.idle_seconds or 0.0, LONGEST_NAP)))
    except OutOfPatience:
        log.warning("a server did not answer in time: its effect is settled at the next start")
    finally:
        signal.alarm(0)
        for number, before_us in before.items():
            signal.signal(number, before_us)
    log.info("stopped")
