"""What time alone brings: cases and now in, facts out. Level, not events: a lost tick heals in the next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from casework.facts import Fact
from casework.facts.due import OfferLapsed, OfferReminderDue, ReviewStepDue, ShadowLapsed
from casework.model import Case, Shadowing
from casework.own_word import Standing, next_step
from casework.region_clock import looks
from casework.standing import offers_of


def due(cases: Iterable[Case], now: datetime) -> list[Fact]:
    """The facts that are due at `now`, in the order of the cases. A lapse swallows a reminder missed."""
    found: list[Fact] = []
    for case in cases:
        for offer in offers_of(case):
            if now >= offer.lapses_at:
                found.append(OfferLapsed(case.ref, offer.number))
            elif now >= offer.remind_at and not offer.reminded:
                found.append(OfferReminderDue(case.ref, offer.number))
        found += [ShadowLapsed(case.ref, one.number) for one in _unanswered(case) if now >= one.ends_at]
        found += [fact for moment, fact in looks(case) if now >= moment]
    return found


def steps_due(standings: Iterable[Standing], now: datetime) -> list[Fact]:
    """The steps of reviews that are due at `now`, one for each caseworker: the next comes after it."""
    return [
        ReviewStepDue(one.email, one.review.number, one.review.reminded)
        for one in standings
        if one.review and (step := next_step(one)) is not None and now >= step
    ]


def next_due(case: Case) -> datetime | None:
    """When the case next wants looking at, or None: stored beside it, so that a tick finds it by index."""
    moments = [offer.lapses_at if offer.reminded else offer.remind_at for offer in offers_of(case)]
    moments += [moment for moment, _ in looks(case)]
    return min((*moments, *(one.ends_at for one in _unanswered(case))), default=None)


def _unanswered(case: Case) -> list[Shadowing]:
    """Questions to the member, whether somebody may come along, that are open."""
    return [one for one in case.shadowings if one.agreed_at is None and not one.over]
