"""How loaded everybody is: two meters, from hours and from feeling, side by side (DOMAIN.md §3.2).

A point is an hour of casework a month. Load over capacity is the part of somebody's hours that their cases
take; the emotional meter adds up what the cases ask of them besides. Neither is a ranking.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from casework.duties import duty_points
from casework.model import Caseworker, Level, OpenCase, Policy, Status
from casework.numbers import Workload
from casework.quiet import is_quiet

if TYPE_CHECKING:
    import pandas as pd


def case_emotional(categories: Sequence[str], policy: Policy) -> int:
    """What a case asks of feelings, 0 to 3: that of its hardest category."""
    return max((policy.emotional.get(name, 0) for name in categories), default=0)


def hours_of_case(points: float, emotional: int, numbers: Workload) -> float:
    """Points with what the case asks of feelings: W x (1 + 0.15 E)."""
    return points * (1 + numbers.emotional_factor * emotional)


def hours_given(person: Caseworker, policy: Policy) -> float:
    """Hours a month: their own, else the branch's usual; of what cannot be read never more than usual."""
    usual = policy.workload.hours
    hours = usual if person.hours is None else person.hours
    return min(hours, usual) if "hours" in person.unclear else hours


def capacity(person: Caseworker, policy: Policy) -> float:
    """The points somebody has room for: their hours less time to learn and talk, less still while new.

    Whose hours cannot be read has the room of somebody new: more could be over what they meant.
    """
    numbers = policy.workload
    room = hours_given(person, policy) * numbers.for_cases
    starts = person.level is Level.NEW or "hours" in person.unclear
    return min(room * numbers.while_new, numbers.new_points) if starts else room


def most_cases(person: Caseworker, policy: Policy) -> int:
    """How many open cases they may hold: their own, lower number always wins."""
    usual = usual_cases(person, policy)
    return usual if person.max_cases is None else min(person.max_cases, usual)


def usual_cases(person: Caseworker, policy: Policy) -> int:
    """How many the branch gives somebody like them; where their own number cannot be read, that of whoever
    is new."""
    starts = person.level < 2 or "max_cases" in person.unclear
    return min(policy.max_cases, policy.workload.new_cases) if starts else policy.max_cases


@dataclass(frozen=True, slots=True)
class Load:
    """What one caseworker has: cases by count, points, and the emotional meter.

    The `suggested_…` are of cases for which they are only suggested so far: they fill nobody up, but a batch
    of forms is spread over everyone.
    """

    open_cases: int = 0
    points: float = 0.0  # with those of other duties
    emotional: float = 0.0
    heavy: int = 0  # open cases with emotional 3
    new: int = 0  # taken or offered in the last `new_days`
    last_at: datetime | None = None  # when they last took a case
    suggested: float = 0.0
    suggested_cases: int = 0
    suggested_heavy: int = 0
    duties: float = 0.0  # of the points: what else they do for the branch

    @property
    def firm(self) -> Load:
        """Without what they are only suggested for."""
        return replace(self, suggested=0.0, suggested_cases=0, suggested_heavy=0)


@dataclass(frozen=True, slots=True)
class Part:
    """One person's part in one open case. `since`: when they said yes; None for an offer that is open."""

    email: str
    points: float
    emotional: float
    heavy: bool
    suggested: bool
    since: datetime | None


def somebodys(case: OpenCase) -> bool:
    """Whether anybody holds, was offered or is suggested a part of the case."""
    asked = case.offered_to or case.second_offered_to
    return bool(case.lead or case.second or asked or case.suggested_to or case.second_suggested_to)


def parts(case: OpenCase, numbers: Workload, now: datetime) -> Iterator[Part]:
    """Who holds, was offered or is suggested which part of a case, at what share of its points."""
    lead, second = case.lead or case.offered_to, case.second or case.second_offered_to
    over_lead, over_second = case.offered_to, case.second_offered_to  # asked to take over from who has it
    lead_is_idea, second_is_idea = not lead, not second
    lead, second = lead or case.suggested_to, second or case.second_suggested_to
    if not (lead or second):
        return
    share_lead = numbers.share_lead if second else numbers.share_sole
    idle = case.status is Status.WAITING or is_quiet(case, numbers, now)
    active = numbers.while_waiting if idle else 1.0
    hours = hours_of_case(case.points, case.emotional, numbers) * active
    heavy = case.emotional >= 3
    for email, share, idea, since in (
        (lead, share_lead, lead_is_idea, case.lead_since),
        (second, numbers.share_second, second_is_idea, case.second_since),
    ):
        if email:
            yield Part(email, share * hours, share * case.emotional, heavy, idea, since)
    for email, has_it, share in (
        (over_lead, lead, share_lead),
        (over_second, second, numbers.share_second),
    ):
        if email and email != has_it:
            yield Part(email, share * hours, share * case.emotional, heavy, False, None)


def held(
    caseworkers: Sequence[Caseworker], open_cases: Iterable[OpenCase], policy: Policy, now: datetime
) -> dict[str, Load]:
    """The load of each caseworker, by address.

    A case counts for whoever has a part in it, and for whoever has been asked and has not answered yet, so
    that nobody is asked for more than they could say yes to.

    Plain sums: it is asked for every letter, and a table takes a hundred times as long to set up.
    """
    theirs: dict[str, list[Part]] = {person.email: [] for person in caseworkers}
    for case in open_cases:
        if somebodys(case):  # asked for each case at every letter, and in a flood most are nobody's
            for part in parts(case, policy.workload, now):
                if part.email in theirs:
                    theirs[part.email].append(part)
    numbers = policy.workload
    new_since = now - timedelta(days=numbers.new_days)
    return {
        person.email: _sum(theirs[person.email], duty_points(person, numbers), new_since)
        for person in caseworkers
    }


def _sum(theirs: Sequence[Part], duties: float, new_since: datetime) -> Load:
    ideas = [part for part in theirs if part.suggested]
    firm = [part for part in theirs if not part.suggested]
    taken = [part.since for part in firm if part.since is not None]
    return Load(
        open_cases=len(firm),
        points=sum(part.points for part in firm) + duties,
        emotional=sum(part.emotional for part in firm),
        heavy=sum(part.heavy for part in firm),
        new=len(firm) - sum(since < new_since for since in taken),
        last_at=max(taken, default=None),
        suggested=sum(part.points for part in ideas),
        suggested_cases=len(ideas),
        suggested_heavy=sum(part.heavy for part in ideas),
        duties=duties,
    )


def used(load: float, room: float) -> float:
    """The part of somebody's time that is taken: 0.5 is half; infinite where there is no time at all."""
    if room > 0:
        return load / room
    return 0.0 if load <= 0 else float("inf")


def loads(
    caseworkers: Sequence[Caseworker], open_cases: Iterable[OpenCase], policy: Policy, now: datetime
) -> pd.DataFrame:
    """`held` as a table: one row a caseworker (index: email), count, points, capacity, the two meters."""
    import pandas as pd  # imported where tables are needed: commands without tables start at once

    found = held(caseworkers, open_cases, policy, now)
    table = pd.DataFrame(
        {
            "open_cases": [found[person.email].open_cases for person in caseworkers],
            "points": [found[person.email].points for person in caseworkers],
            "capacity": [capacity(person, policy) for person in caseworkers],
            "emotional": [found[person.email].emotional for person in caseworkers],
            "duties": [found[person.email].duties for person in caseworkers],
        },
        index=pd.Index([person.email for person in caseworkers], name="email"),
    )
    room = table["capacity"].where(table["capacity"] > 0)
    table["used"] = (table["points"] / room).astype(float)
    return table


def worked_out(
    cases: int, points: float, room: float, emotional: float, noted: float = 0.0, duties: float = 0.0
) -> str:
    """ "51 % of the hours (3 cases, 14 of 27 points)": one line, with the emotional load if there is any, the
    part of the points that is for other duties, and the hours noted in this month."""
    count = "no case" if cases == 0 else "1 case" if cases == 1 else f"{cases} cases"
    part = "No hours for cases" if room <= 0 else f"{percent(used(points, room))} of the hours"
    feeling = f"; emotional load {number(emotional)}" if emotional else ""
    hours = f"; {number(noted)} {'hour' if noted == 1 else 'hours'} noted this month" if noted else ""
    other = f", {number(duties)} of them for other duties" if duties else ""
    return f"{part} ({count}, {number(points)} of {number(room)} points{other}){feeling}{hours}"


def percent(part: float) -> str:
    """A part of 1 as people read it: "51 %"; "over 999 %" where there is load and no time for it at all."""
    return f"{100 * round(part, 6):.0f} %" if part < 10 else "over 999 %"


def number(points: float) -> str:
    """Points with one figure behind the point, if any."""
    return f"{points:.1f}".removesuffix(".0")


def factor(times: float) -> str:
    """What something is multiplied by, with up to two figures behind the point."""
    return f"{times:.2f}".rstrip("0").removesuffix(".")
