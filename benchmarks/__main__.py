"""`python -m benchmarks`: measure, print the table, and with --write put it into docs/performance.md."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from importlib import import_module

from benchmarks.running import ROOT, NotDone
from benchmarks.table import Line, as_text, write_into

PARTS = ("forms", "quiet", "cycle", "calls", "starting", "reading", "allocation")


def main() -> int:
    """Exit code 1 where something that was to be measured was not found done."""
    asked = _arguments()
    lines: list[Line] = []
    try:
        for part in asked.parts or PARTS:
            for line in _part(part)(asked.runs):
                print(f"{line.what}: {line.best} ({line.rest})", file=sys.stderr, flush=True)
                lines.append(line)
    except NotDone as fault:
        print(f"No figures: {fault}", file=sys.stderr)
        return 1
    table = as_text(lines)
    print(table)
    if asked.write:
        write_into(ROOT / "docs" / "performance.md", table)
    return 0


def _part(name: str) -> Callable[[int], Iterator[Line]]:
    measure: Callable[[int], Iterator[Line]] = getattr(import_module(f"benchmarks.{name}"), name)
    return measure


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"only these of: {', '.join(PARTS)}")
    parser.add_argument("--runs", type=int, default=5, help="how often each is run (default: 5)")
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    asked = parser.parse_args()
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"there is no part called {', '.join(sorted(unknown))}")
    return asked


if __name__ == "__main__":
    sys.exit(main())
