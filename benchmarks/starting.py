"""How soon a command answers that needs neither tables nor the network."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.branch import make_branch
from benchmarks.letters import letters
from benchmarks.running import casework
from benchmarks.table import Line, seconds
from ingest.maildir import deliver

AIM = "under 0.4 s"


def starting(runs: int) -> Iterator[Line]:
    """From the start of the process to its end."""
    with tempfile.TemporaryDirectory(prefix="casework-bench-") as folder:
        place = make_branch(Path(folder) / "branch")
        deliver(place.inbox, next(letters(place.settings(), 1, attached=False)))
        config = ("--config", str(place.config))
        casework("once", *config)
        commands = (
            ("--help",),
            ("status", *config),
            ("explain", "C-2026-0001", *config),
            ("retry", "C-2026-0001.1.none", *config),
            ("blank", "--format", "txt", *config),
        )
        for command in commands:
            expect = 1 if command[0] == "retry" else 0
            took = [casework(*command, expect=expect) for _ in range(max(runs, 5))]
            shown = " ".join(word for word in command if word not in config)
            yield seconds(f"`casework {shown}`", AIM, [one.wall for one in took], [one.cpu for one in took])
