"""Who stands for a case (said yes, or was asked and may), and what is still to be found."""

from __future__ import annotations

from datetime import date, timedelta

from casework.calendar import local_day
from casework.model import Case, Offer, Part, Policy, Status, Suggestion


def still_wanted(case: Case) -> tuple[Part, str]:
    """What is to be found for the case, and who stands already: a pair, or the other one of it."""
    lead = case.lead or (case.offer.caseworker if case.offer else "")
    second = case.second or (case.second_offer.caseworker if case.second_offer else "")
    if lead:
        return Part.SECOND, lead
    return (Part.LEAD, second) if second else (Part.PAIR, "")


def holder(case: Case, part: Part) -> str:
    """The address of whoever has that part, by their own yes or the coordinator's hand; or ""."""
    return case.second if part is Part.SECOND else case.lead


def offers_of(case: Case) -> tuple[Offer, ...]:
    """The offers that are open, the lead's first."""
    return tuple(offer for offer in (case.offer, case.second_offer) if offer is not None)


def last_day(offer: Offer, policy: Policy) -> date:
    """The day by which an answer is hoped for: the offer lapses at its midnight."""
    return local_day(offer.lapses_at, policy) - timedelta(days=1)


def involved(case: Case) -> frozenset[str]:
    """Addresses of everybody who has a part in the case or was asked to take one."""
    asked = {offer.caseworker for offer in offers_of(case)}
    return frozenset({case.lead, case.second} | asked) - {""}


def waiting(case: Case) -> Suggestion | None:
    """The suggestion that waits for the coordinator, if one does: what it suggests is still wanted."""
    suggestion = case.suggestion
    if suggestion is None or case.status is Status.CLOSED:
        return None
    part, _ = still_wanted(case)
    second_stands = bool(case.second or case.second_offer)
    return None if suggestion.part is not part or (part is Part.SECOND and second_stands) else suggestion
