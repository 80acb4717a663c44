"""How often the service calls Google in one turn, counted by the emulator."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.branch import make_branch
from benchmarks.emulated import emulated
from benchmarks.letters import letters
from benchmarks.running import NotDone, casework
from benchmarks.standing import fill
from benchmarks.table import Line
from ingest.maildir import deliver

CASES, LETTERS = 50, 25
BACKLOG = 1_000
TURNS = 5
"""At most so many turns, until there is nothing to write any more."""


def calls(runs: int) -> Iterator[Line]:
    """Counts do not vary: once is enough, whatever `runs` says."""
    yield from _small()
    yield _backlog()


def _backlog() -> Line:
    """A thousand forms that waited, until all of them stand in the register."""
    with tempfile.TemporaryDirectory(prefix="casework-bench-") as folder, emulated(Path(folder)) as sheet:
        place = make_branch(Path(folder) / "branch", sheet.register)
        fill(place, CASES)
        config = ("--json", "--config", str(place.config))
        casework("once", *config)
        for raw in letters(place.settings(), BACKLOG, attached=True):
            deliver(place.inbox, raw)
        sheet.calls()
        handled = rows = 0
        for _ in range(TURNS):
            figures = casework("once", *config).figures()
            handled, rows = handled + figures["letters_handled"], rows + figures["rows_written"]
            if not figures["rows_written"]:
                break
        if handled != BACKLOG or rows < BACKLOG:
            raise NotDone(f"{handled} letters became {rows} rows")
        return _line(
            f"calls to Google until {BACKLOG:,} forms stand in the register", "at most 10", sheet.calls()
        )


def _small() -> Iterator[Line]:
    with tempfile.TemporaryDirectory(prefix="casework-bench-") as folder, emulated(Path(folder)) as sheet:
        place = make_branch(Path(folder) / "branch", sheet.register)
        fill(place, CASES)
        config = ("--json", "--config", str(place.config))
        sheet.calls()
        casework("once", *config)
        quiet = sheet.calls()
        for raw in letters(place.settings(), LETTERS, attached=True):
            deliver(place.inbox, raw)
        figures = casework("once", *config).figures()
        if figures["letters_handled"] != LETTERS or figures["rows_written"] < LETTERS:
            raise NotDone(f"the letters did not become rows: {figures}")
        busy = sheet.calls()
    yield _line("calls to Google in a quiet turn", "1", quiet)
    yield _line(f"calls to Google in a turn with {LETTERS} forms", "at most 2", busy)


def _line(what: str, aim: str, counted: dict[str, int]) -> Line:
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(counted.items()))
    return Line(what, aim, str(sum(counted.values())), kinds, 1)
