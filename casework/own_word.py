"""What a caseworker has told us of themselves: away, resting, stopped. It changes only who is asked.

Kept apart from the roster, which is the coordinator's. What stands here was said in so many words by the
caseworker, or by the coordinator in answer to us; a review may also begin because of the hours and cases in
the register (casework/meters.py). Nothing is inferred from anything else (DOMAIN.md §3.3); the days of peace
after an offer that ran out say nothing of them (casework/spared.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from casework.model import Absence, Caseworker, HoursIn, Meeting

SAID = "said"
"""Why a review was begun: because they said so. Other reasons are the limits of casework/meters.py."""

KEPT = timedelta(days=730)
"""How long it is remembered that there was a review (G-13)."""


@dataclass(frozen=True, slots=True)
class Had:
    """A part somebody had in a case when a review began: leading or not, alone or not."""

    ref: str
    leads: bool
    alone: bool


@dataclass(frozen=True, slots=True)
class Review:
    """A look at somebody's cases, asked for with TOO MUCH or begun by a meter (`why`).

    `number` counts those of the branch from 1. `steps` are the moments at which the talk, the plan and the
    check are due; `reminded` counts those over. `talked` and `planned` say when the coordinator told us so;
    the plan itself stays in its letter. `did` says by the check what had changed (casework/lighter.py).
    """

    number: int
    since: datetime
    steps: tuple[datetime, ...]
    used: float  # of their time, when it began
    reminded: int = 0
    talked: datetime | None = None
    planned: datetime | None = None
    plan: str = ""  # id of the letter with the plan
    helped: str = ""  # "yes", "partly", "no"
    why: str = SAID
    had: tuple[Had, ...] = ()
    used_after: float | None = None  # at the check
    did: tuple[str, ...] = ()
    ended: datetime | None = None

    @property
    def runs(self) -> bool:
        """Whether a step is still to come."""
        return self.reminded < len(self.steps) and self.ended is None


JOIN, LEVEL, LEAVE = "join", "level", "leave"


@dataclass(frozen=True, slots=True)
class Wish:
    """Something of theirs that waits for the coordinator's ok: to join, to take cases, to leave.

    `number` counts those of the branch. `line` is what would stand on the tab Caseworkers, by column.
    `granted`: she has said yes, and the register follows.
    """

    number: int
    what: str
    since: datetime
    line: tuple[tuple[str, str], ...] = ()
    granted: bool = False


@dataclass(frozen=True, slots=True)
class Visit:
    """A surgery that somebody who learns was asked along to. `number` counts their own; `over`: why not."""

    number: int
    meeting: Meeting
    over: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """One caseworker's own word. `email` identifies them; `rests_until` is the last day of a rest."""

    email: str
    away: tuple[Absence, ...] = ()
    rests_until: date | None = None
    stopped_at: datetime | None = None  # no offers from then until they say READY
    let_be_until: date | None = None  # an offer to them ran out: none about another case till then
    shadow: tuple[date, ...] = ()  # days on which they would come along and learn (SD-03)
    visits: tuple[Visit, ...] = ()  # surgeries that they have been asked along to
    sat_in: tuple[str, ...] = ()  # references of cases at whose meetings they have been, or will be
    last_along: date | None = None  # the last day on which they came along, or will
    hours_in: tuple[HoursIn, ...] = ()  # other hours for a time, until they stand on the tab Availability
    wish: Wish | None = None
    asked_back: str = ""  # the case about which we have asked what they meant
    review: Review | None = None
    past: tuple[Review, ...] = ()  # reviews that are over, oldest first
    talked_on: date | None = None  # when they last told us that they have talked it over
    asked_on: date | None = None  # when we last asked how they are
    rest_offered_on: date | None = None  # when we last said that no day away is known of
    check_ins: bool = True  # False: they would rather not be asked
    pulse_on: date | None = None  # of the monthly question: when wished for, or last sent

    @property
    def stopped(self) -> bool:
        """Whether offers to them have stopped, and they have not said READY."""
        return self.stopped_at is not None

    @property
    def leaves(self) -> bool:
        """Whether they have said that they leave the team."""
        return self.wish is not None and self.wish.what == LEAVE


def standing_of(standings: Iterable[Standing], email: str) -> Standing:
    """What that caseworker has told us; an empty one where it is nothing."""
    return next((one for one in standings if one.email == email), Standing(email))


def applied(person: Caseworker, standing: Standing, today: date) -> Caseworker:
    """The caseworker with what they have told us: who rests or has stopped is not asked (H1, H2)."""
    rests = standing.rests_until is not None and today <= standing.rests_until
    away = tuple(dict.fromkeys((*person.away, *standing.away)))
    days = (Absence(day, day) for day in standing.shadow)
    shadows = tuple(dict.fromkeys((*person.shadows, *days)))
    return replace(
        person,
        away=away,
        shadows=shadows,
        hours_in=(*person.hours_in, *standing.hours_in),
        paused=person.paused or standing.stopped or rests or standing.leaves,
    )


def next_step(standing: Standing) -> datetime | None:
    """When the review next wants something of somebody, or None."""
    review = standing.review
    return review.steps[review.reminded] if review is not None and review.runs else None


def reviews_of(standings: Iterable[Standing]) -> list[Review]:
    """Every review that is known of, by number; one that was judged twice stands there twice."""
    found = [review for one in standings for review in (*one.past, *((one.review,) if one.review else ()))]
    return sorted(found, key=lambda review: (review.number, review.ended is None))


_FIRST_WISH = datetime(2020, 1, 1, tzinfo=UTC)


def next_wish(standings: Iterable[Standing], written: datetime) -> int:
    """The number of a wish in a letter of that moment: none that a wish ever had. What is settled is not
    kept, and an ok to a mail of long ago must not be one to somebody else's. From the letter, so that it is
    the same again when the letter is read once more (`casework rebuild`)."""
    since = int((written - _FIRST_WISH).total_seconds())
    return max(since, 1 + max((one.wish.number for one in standings if one.wish), default=0))


def without_old(standing: Standing, before: date) -> Standing:
    """Without days that were over by then: those away, with other hours, or for coming along (G-13)."""
    until, last, let_be = standing.rests_until, standing.last_along, standing.let_be_until
    return replace(
        standing,
        away=tuple(one for one in standing.away if one.end >= before),
        hours_in=tuple(one for one in standing.hours_in if one.end >= before),
        shadow=tuple(day for day in standing.shadow if day >= before),
        rests_until=until if until is None or until >= before else None,
        let_be_until=let_be if let_be is None or let_be >= before else None,
        last_along=last if last is None or last >= before else None,
        past=tuple(one for one in standing.past if one.ended is None or one.ended.date() >= before),
    )


def over(standing: Standing, now: datetime) -> Standing:
    """The standing with its review, if there is one, among those that are over; old ones are forgotten."""
    review = standing.review
    if review is None:
        return standing
    kept = (one for one in standing.past if one.ended and now - one.ended < KEPT)
    return replace(standing, review=None, past=(*kept, replace(review, ended=now)))
