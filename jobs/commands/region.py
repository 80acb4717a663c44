"""`casework region`: cases for the region that are still at the branch, and how fast the region answers."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime

from casework.model import Policy
from casework.region_report import RegionReport, region_report
from jobs.journal import cases
from jobs.journal.store import Journal
from jobs.lookback import look_back

LEVELS = {1: "the branch runs it", 2: "wants two caseworkers", 3: "for the region"}


def run(asked: Namespace) -> int:
    """Print the report from the journal alone."""
    found = look_back(asked.config, _gather)
    if found is None:
        return 0
    print(json.dumps(asdict(found), default=str) if asked.json else "\n".join(in_words(found)))
    return 0


def _gather(journal: Journal, policy: Policy, now: datetime) -> RegionReport:
    with journal.begin() as book:
        return region_report(cases.all_cases(book), policy, now)


def in_words(found: RegionReport) -> Iterator[str]:
    """The same as lines to read."""
    yield "Open cases by level"
    yield from (f"  {count:5}  level {level}, {LEVELS[level]}" for level, count in found.levels.items())
    yield f"  {found.kept:5}  kept by the branch, by the coordinator's word"
    yield "For the region, and nobody has decided"
    yield from [
        f"  {one.ref}  {_days(one.days)}{', TOO LONG' if one.over else ''}: {one.why}"
        + (f"; next date {_day(one.next_date)}" if one.next_date else "")
        for one in found.held
    ] or ["  none"]
    yield "Waiting for the region"
    yield from [
        f"  {one.ref}  {one.official}, asked on {_day(one.asked)}, {_days(one.days)}"
        + (", LATE" if one.over else "")
        + (", has a question for you" if one.question else "")
        for one in found.waiting
    ] or ["  nothing"]
    if found.to_sign:
        yield f"Waiting for the secretary to sign: {found.to_sign}"
    yield "In the last twelve months"
    yield f"  {found.asked:5}  asked: {found.agreed} agreed, {found.declined} declined"
    if found.median_days is not None:
        yield f"         the first answer came after {found.median_days:g} working days (half of them sooner)"


def _days(days: int) -> str:
    return "1 working day" if days == 1 else f"{days} working days"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
