"""How the branch stands, in a few numbers: cases by month, their ages, how much people have.

Pure counting; nobody is named, and nothing says whose case or whose load it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from casework.model import Absence, Caseworker
from casework.workload import Load, used

MONTHS = 12
_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

AGES = (
    (14, "Under 2 weeks"),
    (28, "2 to 4 weeks"),
    (91, "1 to 3 months"),
    (182, "3 to 6 months"),
    (10**6, "Over 6 months"),
)
"""Below so many days, and in words."""

RESTING = "Away or resting"
BANDS = ((0.0, "No case"), (0.5, "Up to half"), (0.85, "Up to 85 %"), (1.0, "Nearly full"))
"""Up to that part of their hours, and in words; above the last one is `OVER`."""
OVER = "Over their hours"


@dataclass(frozen=True, slots=True)
class Lived:
    """When a case came in and when it was closed, if it was."""

    received: date
    closed: date | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One line: what it counts, of what; a number that makes no sense there is None."""

    about: str
    what: str
    new: int | None = None
    open: int | None = None
    caseworkers: int | None = None


def by_month(cases: Sequence[Lived], today: date) -> tuple[Figure, ...]:
    """The last twelve months, oldest first: what came in, and what was open at its end."""
    index = today.year * 12 + today.month - 1
    new, closed = [0] * MONTHS, [0] * MONTHS
    before = 0
    for case in cases:
        came = case.received.year * 12 + case.received.month - 1 - (index - MONTHS + 1)
        before += came < 0
        if 0 <= came < MONTHS:
            new[came] += 1
        if case.closed is not None:
            went = case.closed.year * 12 + case.closed.month - 1 - (index - MONTHS + 1)
            before -= went < 0
            if 0 <= went < MONTHS:
                closed[went] += 1
    found = []
    for at in range(MONTHS):
        before += new[at] - closed[at]
        year, month = divmod(index - MONTHS + 1 + at, 12)
        found.append(Figure("Cases by month", f"{_NAMES[month]} {year}", new=new[at], open=before))
    return tuple(found)


def by_age(cases: Iterable[Lived], today: date) -> tuple[Figure, ...]:
    """How long the open cases have been open."""
    days = [(today - case.received).days for case in cases if case.closed is None]
    found, low = [], -(10**6)
    for below, words in AGES:
        found.append(Figure("Age of open cases", words, open=sum(low <= day < below for day in days)))
        low = below
    return tuple(found)


def by_load(people: Iterable[tuple[Caseworker, Load, float]], today: date) -> tuple[Figure, ...]:
    """How many caseworkers have how much of their hours taken; each with load and capacity in points."""
    counts = dict.fromkeys([*(words for _, words in BANDS), OVER, RESTING], 0)
    for person, load, room in people:
        if not person.left:
            counts[_band(person, load, room, today)] += 1
    return tuple(Figure("Load of caseworkers", words, caseworkers=count) for words, count in counts.items())


def _band(person: Caseworker, load: Load, room: float, today: date) -> str:
    if person.paused or any(_covers(absence, today) for absence in person.away):
        return RESTING
    part = used(load.points, room)
    return next((words for most, words in BANDS if part <= most), OVER)


def _covers(absence: Absence, today: date) -> bool:
    return absence.start <= today <= absence.end


LINES = MONTHS + len(AGES) + len(BANDS) + 2
"""How many figures there are, always."""
