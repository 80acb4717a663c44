"""`python -m tests.crash`: kill the service at every numbered point, start it again, and compare.

Exit 0 if every run ended as the unbroken one and every planted bug was caught, else 1.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait

from tqdm import tqdm

from tests.crash.planted import BUGS
from tests.crash.run import Result
from tests.crash.work import BugRun, Counted, Failed, Task, Told, start_worker
from tests.support import dovecot
from tests.support.in_memory import use_memory

WORLDS = {
    "maildir": "Maildir, workbook, folder",
    "servers": "Dovecot, Sheets emulator, SMTP sink",
    "sent": "The same servers, with a folder of sent mail: the points in the window of SMTP",
}
MOST_SHOWN = 6


@dataclass(slots=True)
class Tally:
    """What came of one world."""

    points: int = 0
    expected: int = 0
    passed: int = 0
    failed: int = 0
    repeats: int = 0
    caught: Counter[str] = field(default_factory=Counter)
    tried: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)  # why a worker could not go on

    def take(self, told: Told) -> list[str]:
        """Count it; what a person should read of it at once."""
        match told:
            case Counted():
                self.points = max(self.points, told.points)
                self.expected += told.runs
            case Failed():
                self.broken.append(told.why)
                return [f"The run could not go on. {told.why}"]
            case BugRun():
                self.tried[told.bug] += 1
                self.caught[told.bug] += bool(told.result.problems)
            case Result(problems=()):
                self.passed += 1
                self.repeats += told.repeats
            case Result():
                self.failed += 1
                return [f"FAILED {told.name}", *(f"  {one[:400]}" for one in told.problems[:MOST_SHOWN])]
        return []

    def well(self, bugs: tuple[str, ...]) -> bool:
        """Nothing differed, everything ran, and no planted bug went unseen."""
        ran = self.passed + self.failed + self.tried.total()
        whole = not self.broken and ran == self.expected > 0
        return whole and not self.failed and all(self.caught[bug] for bug in bugs)


def main(arguments: list[str]) -> int:
    """Run what was asked; 0 if all is well."""
    use_memory()
    asked = _asked(arguments)
    well = True
    for world in [asked.world] if asked.world else WORLDS:
        if world != "maildir" and (why := dovecot.why_not()):
            print(f"{WORLDS[world]}: left out. {why}")
            continue
        bugs = (asked.bug,) if asked.bug else () if asked.no_bugs or world == "sent" else tuple(BUGS)
        task = Task(
            world, asked.every, asked.pairs, asked.to_the_end, bugs, asked.bug_points, bool(asked.bug)
        )
        started = time.monotonic()
        tally = _run(task, asked.jobs)
        _say(task, tally, time.monotonic() - started)
        well &= tally.well(bugs)
    return 0 if well else 1


def _asked(arguments: list[str]) -> argparse.Namespace:
    reader = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    reader.add_argument("--every", type=int, default=1, help="only each so-many-th point")
    reader.add_argument("--world", choices=WORLDS, help="only this world")
    reader.add_argument("--bug", choices=BUGS, help="only see whether this planted bug is caught")
    reader.add_argument("--no-bugs", action="store_true", help="leave the planted bugs out")
    reader.add_argument("--bug-points", type=int, default=24, help="at how many points to look for each")
    reader.add_argument("--pairs", type=int, default=40, help="how many runs are killed twice")
    reader.add_argument("--to-the-end", type=int, default=20, help="each so-many-th run plays on to the end")
    reader.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many at once")
    return reader.parse_args(arguments)


def _run(task: Task, jobs: int) -> Tally:
    tally = Tally()
    workers = [start_worker(task, number, jobs) for number in range(jobs)]
    with tqdm(total=0, desc=task.world, unit="run", disable=not sys.stderr.isatty()) as bar:
        while workers:
            for ready in wait(workers):
                assert isinstance(ready, Connection)
                try:
                    told = ready.recv()
                except EOFError:
                    workers.remove(ready)
                    continue
                if isinstance(told, Counted):
                    bar.total = tally.expected + told.runs
                    bar.refresh()
                else:
                    bar.update()
                for line in tally.take(told):
                    bar.write(line)
    return tally


def _say(task: Task, tally: Tally, seconds: float) -> None:
    print(f"{WORLDS[task.world]}:")
    for bug in task.bugs:
        word = "caught" if tally.caught[bug] else "NOT CAUGHT"
        print(f"  planted bug {bug}: {word}, at {tally.caught[bug]} of {tally.tried[bug]} points tried")
    if not task.only_bugs:
        if tally.repeats:
            print(f"  {tally.repeats} notices went out twice, as the same message, all in the window of SMTP")
        print(
            f"  {tally.points} points, {tally.passed} passed, {tally.failed} failed, in {seconds:.0f} seconds"
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
