"""`casework what-if FILE`: more cases, volunteers or leave, and what would come of it in a quarter."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict

from casework.plan.what_if import WEEKS, Change, Week, quarter, saturated
from casework.workload import percent
from jobs.problem_file import problem_in

WIDTH = 40
"""Signs of the chart that mean somebody's whole time."""


def run(asked: Namespace) -> int:
    """One object with --json, else a chart. Nothing is asked of anybody."""
    change = Change(asked.cases, asked.volunteers, tuple(asked.leave))
    weeks = list(quarter(problem_in(asked.problem), change))
    when = saturated(weeks)
    if asked.json:
        print(json.dumps({"weeks": [asdict(one) for one in weeks], "weeks_to_saturation": when}))
    else:
        print("\n".join(_told(change, weeks, when)))
    return 0


def _told(change: Change, weeks: list[Week], when: int | None) -> Iterator[str]:
    away = f"{len(change.leave)} more away" if change.leave else "nobody else away"
    cases, volunteers = _count(change.cases, "more case"), _count(change.volunteers, "more volunteer")
    yield f"{cases} in the quarter, {volunteers}, {away}."
    yield ""
    yield f"week  cases  {'busy: # half of the people or more, - the busiest':{WIDTH}}  alone  nobody"
    for one in weeks:
        yield f"{one.week:4}  {one.cases:5}  {_bar(one):{WIDTH}}  {one.unpaired:5}  {one.unallocated:6}"
    last = weeks[-1]
    yield ""
    yield (
        f"After {WEEKS} weeks half of the people use {percent(last.median)} of their time or more, the "
        f"busiest {percent(last.highest)}; "
        f"{_have(last.unpaired)} one person only, {_have(last.unallocated)} nobody."
    )
    yield saturation(weeks[0].unallocated, when)


def saturation(left: int, when: int | None) -> str:
    """From which week on there are more cases than people; `left` have nobody from the start."""
    if not left and when is None:
        return "The branch is not saturated in this quarter: no case is left without anybody."
    if not left:
        return f"The branch is saturated in week {when}: from then on cases are left without anybody."
    start = f"{_have(left).capitalize()} nobody from the start, before any other case comes."
    if when is None:
        return f"{start} In this quarter there are no more of them."
    return f"{start} From week {when} on there are more of them: the branch is saturated then."


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _have(number: int) -> str:
    return "1 case has" if number == 1 else f"{number} cases have"


def _bar(one: Week) -> str:
    half, most = (min(WIDTH, round(part * WIDTH)) for part in (one.median, one.highest))
    return "#" * half + "-" * (most - half)
