"""`python -m benchmarks`: measure, print the tables, and with --write put them into docs/performance.md."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from importlib import import_module

from benchmarks.running import ROOT, NotDone
from benchmarks.table import Line, as_text, write_into

TABLES = {"table": ("forms", "quiet", "starting", "reading", "allocation"), "register": ("cycle", "calls")}
"""The parts of each table in docs/performance.md: it is written where all of them were run."""

PARTS = tuple(part for parts in TABLES.values() for part in parts)


def main() -> int:
    """Exit code 1 where something that was to be measured was not found done."""
    asked = _arguments()
    run = [part for part in PARTS if part in (asked.parts or PARTS)]
    lines: dict[str, list[Line]] = {part: [] for part in run}
    try:
        for part in run:
            for line in _part(part)(asked.runs):
                print(f"{line.what}: {line.best} ({line.rest})", file=sys.stderr, flush=True)
                lines[part].append(line)
    except NotDone as fault:
        print(f"No figures: {fault}", file=sys.stderr)
        return 1
    for name, parts in TABLES.items():
        if found := [line for part in parts for line in lines.get(part, ())]:
            table = as_text(found)
            print(table)
            if asked.write and lines.keys() >= set(parts):
                write_into(ROOT / "docs" / "performance.md", table, name)
    return 0


def _part(name: str) -> Callable[[int], Iterator[Line]]:
    measure: Callable[[int], Iterator[Line]] = getattr(import_module(f"benchmarks.{name}"), name)
    return measure


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"only these of: {', '.join(PARTS)}")
    parser.add_argument("--runs", type=int, default=5, help="how often each is run (default: 5)")
    parser.add_argument("--write", action="store_true", help="put whole tables into docs/performance.md")
    asked = parser.parse_args()
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"there is no part called {', '.join(sorted(unknown))}")
    return asked


if __name__ == "__main__":
    sys.exit(main())
