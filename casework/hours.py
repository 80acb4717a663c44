"""Hours month by month: what somebody gives now, where they said other hours for a time (SD-26)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from casework.model import Caseworker

AHEAD = 28
"""Days from today on that count: a case taken today is worked on in these (DOMAIN.md §3.2, hours a month)."""


def for_now(person: Caseworker, today: date, usual: float) -> Caseworker:
    """The caseworker with the hours a month they give in the days to come, on average.

    `usual`: of whoever has said nothing. What they said of a time counts before a month of every year, and
    that before their usual hours; of two for one day the last counts.
    """
    if not person.hours_in and not person.months:
        return person
    days = [_on(person, today + timedelta(days=n), usual) for n in range(AHEAD)]
    return replace(person, hours=round(sum(days) / AHEAD, 2))


def _on(person: Caseworker, day: date, usual: float) -> float:
    said = [one.hours for one in person.hours_in if one.start <= day <= one.end]
    monthly = [hours for month, hours in person.months if month == day.month]
    always = usual if person.hours is None else person.hours
    return (said or monthly or [always])[-1]
