"""What a caseworker has told us of themselves: away, resting, stopped. It changes only who is asked.

Kept apart from the roster, which is the coordinator's. Nothing here is inferred: each value was said in so
many words by the caseworker, or by the coordinator in answer to us (DOMAIN.md §3.3).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from casework.model import Absence, Caseworker


@dataclass(frozen=True, slots=True)
class Review:
    """A review that somebody asked for with TOO MUCH. `number` counts those of the branch from 1.

    `steps` are the moments at which the talk, the plan and the check are due; `reminded` counts those over.
    `talked` and `planned` say when the coordinator told us so; the plan itself stays in its letter.
    """

    number: int
    since: datetime
    steps: tuple[datetime, ...]
    used: float  # of their time, when they asked
    reminded: int = 0
    talked: datetime | None = None
    planned: datetime | None = None
    plan: str = ""  # id of the letter with the plan
    helped: str = ""  # "yes", "partly", "no"


@dataclass(frozen=True, slots=True)
class Standing:
    """One caseworker's own word. `email` identifies them; `rests_until` is the last day of a rest."""

    email: str
    away: tuple[Absence, ...] = ()
    rests_until: date | None = None
    stopped_at: datetime | None = None  # TOO MUCH: no offers from then until they say READY
    shadow: tuple[date, ...] = ()  # days on which they would come along and learn (SD-03)
    asked_back: str = ""  # the case about which we have asked what they meant
    review: Review | None = None

    @property
    def stopped(self) -> bool:
        """Whether they have had too much, and have not said READY."""
        return self.stopped_at is not None


def standing_of(standings: Iterable[Standing], email: str) -> Standing:
    """What that caseworker has told us; an empty one where it is nothing."""
    return next((one for one in standings if one.email == email), Standing(email))


def applied(person: Caseworker, standing: Standing, today: date) -> Caseworker:
    """The caseworker with what they have told us: who rests or has stopped is not asked (H1, H2)."""
    rests = standing.rests_until is not None and today <= standing.rests_until
    away = tuple(dict.fromkeys((*person.away, *standing.away)))
    return replace(person, away=away, paused=person.paused or standing.stopped or rests)


def next_step(standing: Standing) -> datetime | None:
    """When the review next wants something of somebody, or None."""
    review = standing.review
    if review is None or review.reminded >= len(review.steps):
        return None
    return review.steps[review.reminded]
