"""One service a branch: a lock on the state folder that dies with whoever holds it (TRUST.md I14)."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class AlreadyRunning(Exception):
    """Another casework works on this branch; the message says what to do."""


@contextmanager
def only_one(state: Path) -> Iterator[None]:
    """Hold the branch's lock for the block. Raises `AlreadyRunning`; a lock left by a crash is free."""
    state.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(state / "state.lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(
                "Casework is already running for this branch. "
                "Stop the other one first, or look at it with: casework status"
            ) from None
        yield
    finally:
        os.close(descriptor)
