"""Run a property on broken bytes: a few that are always the same, or new ones for as long as wanted."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Sequence

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as begin_with

from tests.fuzz.mutating import broken

SECONDS = float(os.environ.get("FUZZ", "0"))
"""How long `make fuzz` may take for all targets together; none for the short run of the tests."""

_ROUND = 100


def fuzz(seeds: Sequence[bytes], holds: Callable[[bytes], None], examples: int, share: float) -> None:
    """`examples` broken ones, or as many as fit into that `share` of the long run's time.

    A round of the long run names the number it began with; hypothesis shows the smallest bytes that fail.
    """
    if not SECONDS:
        _one_round(seeds, holds, settings(max_examples=examples, derandomize=True), None)
        return
    until = time.monotonic() + SECONDS * share
    while time.monotonic() < until:
        number = random.randrange(1 << 32)
        print(f"round {number}", flush=True)
        _one_round(seeds, holds, settings(max_examples=_ROUND), number)


def _one_round(
    seeds: Sequence[bytes], holds: Callable[[bytes], None], how: settings, number: int | None
) -> None:
    def property_of(content: bytes) -> None:
        holds(content)

    phases = [Phase.explicit, Phase.generate, Phase.shrink] if SECONDS else [Phase.generate]
    quiet = settings(
        how, deadline=None, database=None, phases=phases, suppress_health_check=list(HealthCheck)
    )
    run = quiet(given(broken(seeds))(property_of))
    (begin_with(number)(run) if number is not None else run)()
