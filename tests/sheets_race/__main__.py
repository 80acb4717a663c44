"""`make sheets-race SEEDS=200`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from functools import partial
from pathlib import Path

from tests.sheets_race.engine import race_engine
from tests.sheets_race.ground import Tally
from tests.sheets_race.progress import told
from tests.sheets_race.run import PLANTED, race, race_apart
from tests.support.apart_register import PEOPLE, PLACES

MOST_CALLS = 3.0
EVERY = 4
"""Every so many seeds play with tabs in spreadsheets of their own, and as many with the whole engine too."""

MOST_LINES = 5
"""A first mistake brings others."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="sheets-race", description=__doc__)
    parser.add_argument("--seeds", type=int, default=200)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--planted", choices=PLANTED, default="", help="what the service once did wrong")
    options = parser.parse_args()
    whole = Tally()
    seeds = range(options.first, options.first + options.seeds)
    for seed in told(seeds, lambda line: print(line, file=sys.stderr, flush=True)):
        with tempfile.TemporaryDirectory() as folder:
            places = PEOPLE if seed % (2 * EVERY) == 0 else PLACES
            play = partial(race_apart, places=places) if seed % EVERY == 0 else race
            found = [play(seed, Path(folder), planted=options.planted)]
        if seed % EVERY == EVERY // 2:
            with tempfile.TemporaryDirectory() as folder:
                found.append(race_engine(seed, Path(folder), planted=options.planted))
        for tally in found:
            whole.add(tally)
            for line in tally.told[:MOST_LINES]:
                print(line, flush=True)
    calls = whole.calls / max(whole.cycles, 1)
    print(f"{options.seeds} seeds, {whole.cycles} cycles, {whole.alerts} times a person was asked to look")
    print(
        f"human cells lost {whole.lost}, wrong cells {whole.wrong}, duplicates {whole.duplicates},"
        f" missing {whole.missing}, resurrected {whole.resurrected}, wrong lists {whole.lists},"
        f" stuck {whole.stuck}, calls per cycle {calls:.2f}"
    )
    return 0 if whole.harm() == 0 and calls <= MOST_CALLS else 1


if __name__ == "__main__":
    raise SystemExit(main())
