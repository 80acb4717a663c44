"""The Sheets emulator as a process of its own, so that its work is not counted as ours.

`python -m benchmarks.emulated FOLDER` serves until its input ends; each line that comes in is answered by how
many calls of each kind there were since the last.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.running import ROOT


@dataclass(frozen=True, slots=True)
class Emulated:
    """A spreadsheet that is served: what config.yaml says of it, and how often it was called."""

    process: subprocess.Popen[str]
    register: dict[str, str]

    def calls(self) -> dict[str, int]:
        """Calls by kind since the last time this was asked."""
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        counted: dict[str, int] = json.loads(self.process.stdout.readline())
        return counted


@contextmanager
def emulated(folder: Path) -> Iterator[Emulated]:
    """An empty spreadsheet of the emulator's, shared with a service account whose key lies in `folder`."""
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.emulated", str(folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None and process.stdout is not None
    try:
        yield Emulated(process, json.loads(process.stdout.readline()))
    finally:
        process.stdin.close()
        process.wait(10)
        process.stdout.close()


def _serve(folder: Path) -> None:
    from tests.sheets_emulator import start

    with start(folder) as running:
        told = {
            "kind": "google",
            "spreadsheet": running.spreadsheet_id,
            "credentials": str(running.credentials),
            "endpoint": running.base_url,
        }
        print(json.dumps(told), flush=True)
        for _ in sys.stdin:
            print(json.dumps(running.emulator.counts()), flush=True)
            running.emulator.forget()


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))
