"""The capacity statement: what the branch can take, in plain sentences that name nobody.

For the committee a number from 1 to 4 is "fewer than 5", and an average or a share needs five people
(DOMAIN.md G-21, G-24); for the coordinator alone numbers are exact. No total is given from which a hidden
number could be worked out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from casework.capacity import QUARTER, Capacity, Short
from casework.numbers import Care
from casework.review_figures import ReviewFigures
from casework.workload import percent

FEW = 5


@dataclass(frozen=True, slots=True)
class Teller:
    """Numbers as they are told: hidden where they are small, unless `exact`."""

    exact: bool = False

    def of(self, count: int, one: str, many: str) -> str:
        """ "no case", "fewer than 5 cases", "7 cases"; `one` and `many` are what is counted."""
        if not count:
            return f"no {one}"
        return f"{self.count(count)} {one if count == 1 and self.exact else many}"

    def count(self, count: int) -> str:
        """ "none", "fewer than 5", "7"."""
        if count and count < FEW and not self.exact:
            return f"fewer than {FEW}"
        return str(count or "none")

    def enough(self, count: int) -> bool:
        """Whether an average over so many says nothing of anybody."""
        return count >= FEW or (self.exact and count > 0)


def capacity_in_words(numbers: Capacity, care: Care, exact: bool = False) -> Iterator[str]:
    """How the branch stands, one sentence a line."""
    tell = Teller(exact)
    yield f"The branch has {tell.of(numbers.people, 'caseworker', 'caseworkers')}{_asked(numbers, tell)}."
    half, most = numbers.median_used, numbers.highest_used
    if half is not None and most is not None and tell.enough(numbers.can_be_asked):
        yield f"Half of these use {percent(half)} of their time for it or more, the busiest {percent(most)}."
    yield _room(numbers)
    came, closed = round(numbers.came_a_month), round(numbers.closed_a_month)
    when = "quarter" if numbers.days >= QUARTER else f"{numbers.days // 7} weeks"
    yield f"In the last {when} about {came} cases came in a month, and about {closed} were closed."
    yield from _foretold(numbers)
    open_cases = tell.of(numbers.open_cases, "case is", "cases are")
    single, nobody = tell.count(numbers.single), tell.count(numbers.nobody)
    yield _capital(f"{open_cases} open: {single} with one caseworker only, {nobody} without anybody yet.")
    waiting = tell.of(numbers.waiting_long, "case has", "cases have")
    days = care.unallocated_days
    yield _capital(f"{waiting} waited more than {days} working days for a caseworker.")
    declared = tell.of(numbers.declared, "caseworker has", "caseworkers have")
    yield _capital(f"{declared} told us in the last {care.declared_days} days that it is too much.")


def _asked(numbers: Capacity, tell: Teller) -> str:
    """Who can be asked now: a small difference would say how many rest or have had too much."""
    others = numbers.people - numbers.can_be_asked
    if not others:
        return ""
    if tell.enough(others) and tell.enough(numbers.can_be_asked):
        return f"; {tell.count(numbers.can_be_asked)} of them can be asked at present"
    return "; some of them cannot be asked at present"


def _room(numbers: Capacity) -> str:
    if numbers.room_in_cases <= 0:
        return "There is no room for another case of the usual weight."
    cases = "case" if numbers.room_in_cases == 1 else "cases"
    return f"There is room for about {numbers.room_in_cases} more {cases} of the usual weight."


def _foretold(numbers: Capacity) -> Iterator[str]:
    if numbers.weeks:
        weeks = "week" if numbers.weeks == 1 else "weeks"
        yield f"If that goes on, the room is gone in about {numbers.weeks} {weeks}."
    elif numbers.weeks is None:
        yield "If that goes on, the room lasts for more than a year."


def reviews_in_words(figures: ReviewFigures, exact: bool = False) -> Iterator[str]:
    """What has become of the reviews of a year, one sentence a line."""
    tell = Teller(exact)
    said = tell.of(figures.declared, "review was", "reviews were")
    count = tell.count(figures.by_count)
    yield _capital(f"{said} asked for in the last year, {count} begun by the count alone.")
    if not figures.declared + figures.by_count:
        return
    if tell.enough(len(figures.days_to_talk)):
        days = median(figures.days_to_talk)
        yield f"Half of them had a talk within {days:g} {'day' if days == 1 else 'days'}."
    planned = tell.of(figures.planned, "plan was", "plans were")
    yield _capital(f"{planned} written down.")
    for kind, times in figures.steps.items():
        yield _capital(f"{kind}: {tell.of(times, 'time', 'times')}.")
    yield _helped(figures, tell)
    if tell.enough(len(figures.used)):
        before, after = (percent(median(part)) for part in zip(*figures.used, strict=True))
        yield f"Half of them used {before} of their time at first, and {after} at the check."


def _helped(figures: ReviewFigures, tell: Teller) -> str:
    """The share that helped; where few have judged, only whether some did (DOMAIN.md §3.3)."""
    judged = sum(figures.helped.values())
    if not judged:
        return "Nobody has said yet whether it helped."
    if not tell.enough(judged):
        better = judged > figures.helped.get("no", 0)
        return f"Whether it helped: {'some' if better else 'none'} of those who answered say yes, or in part."
    told = ", ".join(f"{how} {tell.count(times)}" for how, times in figures.helped.items())
    return f"Whether it helped: {told}."


def why_short(reasons: tuple[Short, ...], care: Care) -> Iterator[str]:
    """Why the statement is made, in words for the coordinator."""
    many, days = care.declared, care.declared_days
    words = {
        Short.MEDIAN: f"Half of the caseworkers use more than {percent(care.median_used)} of their time.",
        Short.DECLARED: f"{many} or more have said in {days} days that it is too much.",
        Short.WAITING: f"A case has waited more than {care.unallocated_days} working days for a caseworker.",
    }
    return (words[reason] for reason in reasons)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
