"""What time alone brings: cases and now in, facts out. Level, not events: a lost tick heals in the next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from casework.facts import Fact, OfferLapsed, OfferReminderDue
from casework.model import Case


def due(cases: Iterable[Case], now: datetime) -> list[Fact]:
    """The facts that are due at `now`, in the order of the cases. A lapse swallows a reminder missed."""
    found: list[Fact] = []
    for case in cases:
        offer = case.offer
        if offer is None:
            continue
        if now >= offer.lapses_at:
            found.append(OfferLapsed(case.ref, offer.number))
        elif now >= offer.remind_at and not offer.reminded:
            found.append(OfferReminderDue(case.ref, offer.number))
    return found


def next_due(case: Case) -> datetime | None:
    """When the case next wants looking at, or None: stored beside it, so that a tick finds it by index."""
    offer = case.offer
    if offer is None:
        return None
    return offer.lapses_at if offer.reminded else offer.remind_at
