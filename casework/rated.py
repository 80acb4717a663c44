"""What a case asks of feelings, as whoever leads it says by mail (§3.2); and how long that is kept (G-13).

The register's cell shows it and stays the coordinator's: whoever said something last is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from casework.calendar import local_day
from casework.effects import Decision, PutRow, SetCell
from casework.emotional import RATINGS
from casework.facts.due import RatingOld
from casework.heard import Heard
from casework.model import Case, Policy, Status
from casework.weight import weigh, weighed

BY_MAIL = "rated by its caseworker"
"""What Check says until the coordinator writes a rating of her own, or it is dropped."""

DROPPED = "its rating was a year old and is dropped"
"""What Check says of an open case whose rating was dropped, until somebody rates it anew."""


def may_rate(at: Heard) -> bool:
    """Whether the case is open, theirs to rate (its lead's, §3.2), and nobody has said otherwise since they
    wrote."""
    case = at.case
    if case is None or case.lead != at.fact.caseworker or case.status is Status.CLOSED:
        return False
    return case.rated_at is None or at.fact.received.at >= case.rated_at


def rated_by_lead(at: Heard) -> Decision:
    """The lead's word counts from now on, stands in the row, and is said back to them."""
    case, rating = at.case, at.fact.said.rating
    assert case is not None and rating is not None
    said = RATINGS[rating]
    cell = SetCell(case.ref, "emotional", case.emotional_said, said)
    flags = (*unmarked(case.flags), BY_MAIL)
    written = min(at.fact.received.at, at.now)
    case = replace(case, emotional_said=said, rated_at=written, acted_at=at.now, flags=flags)
    today = local_day(at.now, at.policy)
    weight = weigh(case, at.policy, today).in_words()
    why = f"{at.name}, who leads it, says what it asks of feelings. It weighs {weight}."
    effects = (PutRow(case.ref), cell, at.noted("RATING", spent=[said]))
    return Decision(weighed(case, at.policy, today), effects, why)


def unmarked(flags: tuple[str, ...]) -> tuple[str, ...]:
    """The flags without those of a rating, once somebody says another."""
    return tuple(flag for flag in flags if flag not in (BY_MAIL, DROPPED))


def ratings_old(cases: Iterable[Case], policy: Policy, now: datetime) -> Iterator[RatingOld]:
    """The cases whose rating was said longer ago than it may be kept."""
    days = policy.care.rating_days
    for case in cases:
        if days and case.emotional_said and now - _said_at(case) > timedelta(days=days):
            yield RatingOld(case.ref)


def _said_at(case: Case) -> datetime:
    """When it was said; of one kept by an older release, the last that a person noted of the case."""
    return case.rated_at or case.acted_at or case.received_at


def rating_old(case: Case, policy: Policy, now: datetime) -> Decision:
    """The word is dropped, in the row too: the rating of the category counts again."""
    cell = SetCell(case.ref, "emotional", case.emotional_said, "")
    still_open = case.status is not Status.CLOSED
    flags = (*unmarked(case.flags), DROPPED) if still_open else unmarked(case.flags)
    case = replace(case, emotional_said="", rated_at=None, flags=flags)
    case = weighed(case, policy, local_day(now, policy))
    why = f"Its emotional rating is {policy.care.rating_days} days old, and is dropped (G-13)."
    return Decision(case, (PutRow(case.ref), cell), why)
