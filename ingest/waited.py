"""How long a process stood ready and had no processor: a busy machine is not held against a letter."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PATIENCE = 4.0
"""So many times its own limit a process may wait for the processor besides, and no longer."""


def waited(process: int) -> float:
    """The seconds that a living process (its first thread) waited for a processor so far; 0.0 where the
    kernel does not tell."""
    try:
        return int(Path(f"/proc/{process}/schedstat").read_bytes().split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0


@dataclass(slots=True)
class Deadline:
    """When a process is too late, on the monotonic clock: `until`, and later by what it waits meanwhile."""

    until: float
    most: float  # seconds that waiting may add
    added: float = 0.0

    def passed(self, process: int, now: float) -> bool:
        """Whether it is too late by now, what the process waited taken into account."""
        if now < self.until:
            return False
        more = max(min(waited(process), self.most), self.added)
        self.until, self.added = self.until + more - self.added, more
        return now >= self.until
