"""The days of the play: working days counted back from the last one that is over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from casework.calendar import add_working_days, at, is_working_day
from casework.model import Policy

CLOSING = time(17, 30)
"""When a day of the play is over: nothing comes in after it on the last day."""

_DATE = re.compile(r"\{(-?\d+) (long|short dmy|short|dmy)\}")


@dataclass(frozen=True, slots=True)
class Days:
    """`last` is the last day played, number 0; days before it have negative numbers."""

    last: date
    policy: Policy

    def day(self, number: int, start: date | None = None) -> date:
        """The working day so many after `start` (else the last day played), before it if negative."""
        day = start or self.last
        if number > 0:
            return add_working_days(day, number, self.policy)
        while number < 0:
            day -= timedelta(days=1)
            number += is_working_day(day, self.policy)
        return day

    def moment(self, number: int, clock: time) -> datetime:
        """That wall-clock time on that day, aware."""
        return at(self.day(number), clock, self.policy)

    def filled(self, text: str, start: date) -> str:
        """`text` with its dates, such as {8 long}: working days counted from `start`."""
        return _DATE.sub(lambda found: _said(self.day(int(found[1]), start), found[2]), text)


def days_until(now: datetime, policy: Policy) -> Days:
    """The days of a play that is over at `now`: the last is the last working day that has closed."""
    local = now.astimezone(ZoneInfo(policy.timezone))
    day = local.date() if local.time() >= CLOSING else local.date() - timedelta(days=1)
    while not is_working_day(day, policy):
        day -= timedelta(days=1)
    return Days(day, policy)


def _said(day: date, style: str) -> str:
    match style:
        case "long":
            return f"{day:%A} {day.day} {day:%B %Y}"
        case "short":
            return f"{day.day} {day:%b %Y}"
        case "dmy":
            return f"{day:%d/%m/%Y}"
        case _:
            return f"{day.day}/{day.month}/{day:%y}"
