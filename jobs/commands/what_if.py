"""`casework what-if`: more cases, volunteers or leave, and what would come of it in a quarter."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from casework.plan.what_if import WEEKS, Change, Week, quarter, saturated
from casework.workload import percent
from jobs.problem_file import problem_in

if TYPE_CHECKING:
    from casework.supposed import Supposed
    from jobs.supposing import Branch

WIDTH = 40
"""Signs of the chart that mean somebody's whole time."""


def run(asked: Namespace) -> int:
    """One object with --json, else a chart. Nothing is asked of anybody."""
    change, branch = Change(asked.cases, asked.volunteers, tuple(asked.leave)), None
    if file := asked.problem or asked.file:
        weeks = list(quarter(problem_in(file), change))
    else:
        from jobs.supposing import branch_of  # with it come the settings and the journal

        branch = branch_of(asked.config, asked.leave)
        if branch is None:
            return 0
        change = replace(change, leave=branch.leave)
        known = branch.supposed
        planned = quarter(known.problem, change, known.alike)
        weeks = [replace(one, unpaired=one.unpaired + known.alone) for one in planned]
    when = saturated(weeks)
    if asked.json:
        found = {"weeks": [asdict(one) for one in weeks], "weeks_to_saturation": when}
        print(json.dumps(found | (_numbers(branch) if branch else {})))
    else:
        print("\n".join([*(_of_branch(branch) if branch else ()), *_told(change, weeks, when)]))
    return 0


def _numbers(branch: Branch) -> dict[str, int]:
    known = branch.supposed
    given = {"given_on": known.given_on, "parts": known.parts, "alone": known.alone}
    return {"open": branch.open_cases, "came": branch.came, "closed": branch.closed} | given


def _of_branch(branch: Branch) -> Iterator[str]:
    known = branch.supposed.problem.caseworkers
    people = sum(one.level > 0 and not (one.away or one.paused) for one in known)
    yield (
        f"Your branch now: {_count(branch.open_cases, 'open case')}, {_people(people)} who can be asked. In "
        f"the last {WEEKS} weeks {_came(branch.came)} and {branch.closed} {_was(branch.closed)} closed."
    )
    yield (
        "It is supposed that what comes and is closed as usual balances out, and that the added cases, which "
        "are like those of the last year, stay open."
    )
    if more := max(0, branch.came - branch.closed):
        yield f"In those weeks {more} more came than were closed: --cases {more} supposes that this goes on."
    if branch.leave:
        yield _of_leave(branch.supposed)
    yield ""


def _of_leave(known: Supposed) -> str:
    """What becomes of the cases of those on leave."""
    said = f"{_count(known.given_on, 'case')} of those on leave would go to others."
    if not known.parts:
        return said
    pairs = f"Of {_count(known.parts, 'pair')} only their part would, since the other one goes on"
    alone = f"; for {_count(known.alone, 'part')} nobody is found" if known.alone else ""
    return (
        f"{said if known.given_on else 'No case of those on leave would go to others whole.'} {pairs}{alone}."
    )


def _people(number: int) -> str:
    return "1 caseworker" if number == 1 else f"{number} caseworkers"


def _came(number: int) -> str:
    return "1 case came" if number == 1 else f"{number} cases came"


def _was(number: int) -> str:
    return "was" if number == 1 else "were"


def _told(change: Change, weeks: list[Week], when: int | None) -> Iterator[str]:
    away = f"{len(change.leave)} more away" if change.leave else "nobody else away"
    cases, volunteers = _count(change.cases, "more case"), _count(change.volunteers, "more volunteer")
    yield f"{cases} in the quarter, {volunteers}, {away}."
    yield ""
    yield f"week  cases  {'busy: # half of the people or more, - the busiest':{WIDTH}}  alone  nobody"
    for one in weeks:
        yield f"{one.week:4}  {one.cases:5}  {_bar(one):{WIDTH}}  {one.unpaired:5}  {one.unallocated:6}"
    first, last = weeks[0], weeks[-1]
    yield ""
    yield (
        f"At the start half of the people use {percent(first.median)} of their time or more, the busiest "
        f"{percent(first.highest)}."
    )
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
