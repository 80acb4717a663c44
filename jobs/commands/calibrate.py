"""`casework calibrate`: the points of each category against the hours that caseworkers told."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime

from casework.calibration import CASES, CASEWORKERS, Calibration, too_little
from casework.model import Policy
from casework.workload import number
from jobs.calibrating import calibration_of
from jobs.journal.store import Journal
from jobs.lookback import look_back


def run(asked: Namespace) -> int:
    """Print it from the journal alone. Nothing is changed."""
    found = look_back(asked.config, _gather)
    if found is None:
        return 0
    print(json.dumps(asdict(found)) if asked.json else "\n".join(in_words(found)))
    return 0


def _gather(journal: Journal, policy: Policy, now: datetime) -> Calibration:
    with journal.begin() as book:
        return calibration_of(book, policy, now)


def in_words(found: Calibration) -> Iterator[str]:
    """The same as a table, and what could be written into config.yaml."""
    if not found.lines:
        yield "No hours are told of any case in the last twelve months: nothing can be said."
        yield "Caseworkers tell them by answering a mail about their case: TIME 2h30 preparing."
        return
    wide = max(len(line.category) for line in found.lines)
    yield f"{'category':{wide}}  cases  people  reckoned  told  points  proposed"
    for line in found.lines:
        proposed = (
            f"{number(line.proposed):>8}" if line.proposed is not None else "too little: " + too_little(line)
        )
        yield (
            f"{line.category:{wide}}  {line.cases:5}  {line.caseworkers:6}  {number(line.reckoned):>8}  "
            f"{number(line.told):>4}  {number(line.now):>6}  {proposed}"
        )
    yield "Reckoned and told are hours a month for one case."
    if found.silent:
        yield f"Of {found.silent} more that somebody had for a month no hours are told: they are not counted."
    if found.error is not None:
        yield f"On average the points were {number(found.error)} hours a month away from what a case took."
    changes = [line for line in found.lines if line.proposed is not None and line.proposed != line.now]
    if not changes:
        yield f"Nothing to change. A proposal takes {CASES} cases of a kind and {CASEWORKERS} people."
        return
    yield "If you agree, write into config.yaml (nothing changes by itself):"
    yield "policy:"
    yield "  points:"
    yield from (f"    {line.category}: {number(line.proposed or 0)}" for line in changes)
