"""`casework explain REF`: why it did what it did."""

from __future__ import annotations

import json
import re
import sys
from argparse import Namespace
from zoneinfo import ZoneInfo

from jobs.config import load
from jobs.journal import cases
from jobs.journal.store import BRANCH, open_journal


def run(asked: Namespace) -> int:
    """Print the case's history in order; exit 1 where there is no such case."""
    settings = load(asked.config, secrets=False)
    ref = asked.ref.strip().upper()
    path = settings.state / "state.db"
    if not path.exists():
        print("Nothing has happened yet: the service has not run with these settings.", file=sys.stderr)
        return 1
    journal = open_journal(path, BRANCH)
    try:
        with journal.begin() as book:
            case, story = cases.get(book, ref), cases.story(book, ref)
    finally:
        journal.close()
    if case is None:
        print(f"There is no case {ref}. References look like C-2026-0042.", file=sys.stderr)
        return 1
    if asked.json:
        lines = [{"at": at.isoformat(), "fact": kind, "why": why} for at, kind, why in story]
        print(json.dumps({"ref": ref, "status": case.status.value, "history": lines}))
        return 0
    zone = ZoneInfo(settings.branch.timezone)
    print(f"{ref}: {case.status.value}")
    for at, kind, why in story:
        what = re.sub(r"(?<!^)(?=[A-Z])", " ", kind).lower()
        print(f"  {at.astimezone(zone):%d %b %Y %H:%M}  {what:22}  {why}")
    return 0
