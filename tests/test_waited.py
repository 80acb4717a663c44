"""A busy machine is not held against a letter: a process has as much longer as it waited in a queue."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ingest.waited import Deadline, waited

TOLD = pytest.mark.skipif(
    not Path("/proc/self/schedstat").exists(), reason="this kernel does not tell how long processes wait"
)
ALLOWED = 0.3  # seconds


@contextmanager
def running(*bodies: Callable[[], None]) -> Iterator[list[int]]:
    """Processes that do this, all on one processor, so that they wait for one another."""
    processor = {min(os.sched_getaffinity(0))}
    processes: list[int] = []
    try:
        for body in bodies:
            process = os.fork()
            if process == 0:
                os.sched_setaffinity(0, processor)
                body()
                os._exit(0)
            processes.append(process)
        yield processes
    finally:
        for process in processes:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)


def works_for_ever() -> None:
    while True:
        pass


def works_a_little() -> None:
    until = time.process_time() + ALLOWED / 2
    while time.process_time() < until:
        pass
    signal.pause()


def passed_after(process: int, most: float, patience: float = 20.0) -> float:
    """The seconds after which a process was too late; `patience` if it was not by then."""
    began = time.monotonic()
    deadline = Deadline(began + ALLOWED, most)
    while (now := time.monotonic()) < began + patience:
        if deadline.passed(process, now):
            return now - began
        time.sleep(0.01)
    return patience


def test_a_process_that_does_nothing_is_late_when_its_time_is_over() -> None:
    with running(lambda: signal.pause()) as (idle,):
        assert ALLOWED <= passed_after(idle, most=10) < 2


@TOLD
def test_a_process_that_waits_for_others_has_as_much_longer() -> None:
    with running(works_a_little, works_for_ever, works_for_ever, works_for_ever) as (little, *_):
        before = waited(little)
        took = passed_after(little, most=10)
        assert waited(little) - before > 0.1
        assert took > ALLOWED + 0.1


@TOLD
def test_but_no_longer_than_is_allowed() -> None:
    with running(*[works_for_ever] * 4) as (one, *_):
        assert ALLOWED <= passed_after(one, most=0.5) < ALLOWED + 2


def test_a_process_that_is_gone_has_waited_for_nothing() -> None:
    with running(lambda: os._exit(0)) as (gone,):
        time.sleep(0.1)
        assert waited(gone) < ALLOWED
    assert waited(2**22 + 5) == 0.0
