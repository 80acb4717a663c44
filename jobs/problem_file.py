"""A problem file from the disk or from standard input, and the quiet that its solver needs."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from casework.plan.problem import Problem
from casework.plan.reading import ProblemUnreadable, read_problem

STANDARD_INPUT = "-"


def problem_in(name: str) -> Problem:
    """The problem in the file of that name; "-" is standard input. Raises `ProblemUnreadable`."""
    if name != STANDARD_INPUT and Path(name).is_dir():
        raise ProblemUnreadable(f"{name} is a folder. Name a file.")
    raw = sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
    try:
        return read_problem(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ProblemUnreadable("This is not a problem file in JSON: its text is not UTF-8.") from None


@contextmanager
def nothing_said() -> Iterator[None]:
    """Standard output goes nowhere: HiGHS now and then writes a line of its own, and the answer is JSON."""
    sys.stdout.flush()
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(nowhere)
        os.close(kept)
