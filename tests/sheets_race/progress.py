"""How far the race is, so that nobody waits a quarter of an hour for a word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import monotonic

EVERY, SECONDS = 20, 60.0
"""A line after so many seeds, or after so long."""


def told(seeds: range, say: Callable[[str], None], clock: Callable[[], float] = monotonic) -> Iterator[int]:
    """The seeds one after the other; now and then a line says how many are done."""
    begun = last = clock()
    for done, seed in enumerate(seeds):
        if done and (done % EVERY == 0 or clock() - last >= SECONDS):
            last = clock()
            say(f"{done} of {len(seeds)} seeds in {last - begun:.0f} s")
        yield seed
