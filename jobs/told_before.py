"""What the notices that left say of cases and caseworkers: who was asked when, who was silent, since when."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from casework.calendar import add_working_days, at, is_working_day, local_day
from casework.model import Case, Offer, Part, Policy, Status
from casework.offering import with_offer
from casework.own_word import Standing
from casework.referral import Rating
from casework.spared import let_be
from casework.standing import offers_of
from notify.sent import SentNotice

OFFER = "offer"
IT_IS_YOURS = frozenset({"introduced_caseworker", "second_joined"})


def as_told(
    case: Case, sent: Sequence[SentNotice], said_yes: Collection[str], policy: Policy, now: datetime
) -> Case:
    """The case with what the notices about it tell. `sent`: those of its reference, in their order.

    `said_yes`: the caseworkers whose own yes was found, with its moment. When something was last noted of it
    nothing tells: now, so that it does not count as quiet (§3.2) and fill somebody's month with another.
    """
    idea, somebodys = case.suggestion, bool(case.lead) and case.status is not Status.CLOSED
    offers = [one for one in sent if one.purpose == OFFER]
    numbers = [one.number for one in offers]
    case = replace(
        case,
        offers_made=max((*numbers, case.offers_made)),
        lapsed=_to(sent, "lapsed"),
        lead_since=_since(case.lead, sent, said_yes, case.lead_since),
        second_since=_since(case.second, sent, said_yes, case.second_since),
        asked_after=tuple(dict.fromkeys((*case.asked_after, *_to(sent, "check_in"), *_to(sent, "rest")))),
        closed_at=_closed(case, sent),
        rating=_rating(case, sent, policy),
        acted_at=now if somebodys else None,
        second_shown=somebodys and idea is not None and idea.part is Part.SECOND and bool(idea.candidates),
    )
    for offer in offers_of(case):
        case = with_offer(case, offer.part, _offer(offer, offers, policy))
    return case


def _to(sent: Sequence[SentNotice], kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.recipient for one in sent if one.kind == kind))


def _since(
    email: str, sent: Sequence[SentNotice], said_yes: Collection[str], otherwise: datetime | None
) -> datetime | None:
    """When they said yes, else when they were told that they have the case: the last time."""
    if not email or email in said_yes:
        return otherwise
    return max(
        (one.at for one in sent if one.recipient == email and one.kind in IT_IS_YOURS), default=otherwise
    )


def _closed(case: Case, sent: Sequence[SentNotice]) -> datetime | None:
    """No earlier than the last that was written about it."""
    return max((case.closed_at, *(one.at for one in sent))) if case.closed_at else None


def _rating(case: Case, sent: Sequence[SentNotice], policy: Policy) -> Rating | None:
    """Since when the case has its level, as far as is known, and when the coordinator hears of it next."""
    rating = case.rating
    if rating is None:
        return None
    held = [one.at for one in sent if one.kind == "held_here"]
    rating = replace(rating, since=min((rating.since, *(one.at for one in sent))), told=len(held))
    if not held or rating.look_at is None:
        return rating
    again = add_working_days(local_day(max(held), policy), policy.region.hold_days, policy)
    return replace(rating, look_at=at(again, policy.open_from, policy))


def _offer(offer: Offer, sent: Sequence[SentNotice], policy: Policy) -> Offer:
    """The open offer with its number and moments; as the register alone tells it where there is no copy."""
    made = [one for one in sent if one.kind == "offered" and one.recipient == offer.caseworker]
    if not made:
        return offer
    last = max(made, key=lambda one: one.n)
    day = add_working_days(local_day(last.at, policy), policy.remind_after_days, policy)
    return replace(
        offer,
        number=last.number,
        made_at=last.at,
        remind_at=min(at(day, policy.open_from, policy), offer.lapses_at),
        reminded=any(one.kind == "reminded" and one.number == last.number for one in sent),
    )


def asked_how(
    standing: Standing, sent: Sequence[SentNotice], ready: datetime | None, policy: Policy, today: date
) -> Standing:
    """When somebody was last asked how they are, or told of a rest. `sent`: those to them; `ready`: when they
    last said that they would like to be asked again. Days of rest and peace that are over say nothing any
    more, and nobody's silence of long ago is kept for them (G-13)."""

    def days(kind: str, since: datetime | None = None) -> list[date]:
        told = (one for one in sent if one.kind == kind and (since is None or one.at > since))
        return [local_day(one.at, policy) for one in told]

    rests = [day + timedelta(days=policy.care.rest_days) for day in days("rest", ready)]
    let_bes = [let_be(_working_day_before(day, policy), policy) for day in days("lapsed", ready)]
    return replace(
        standing,
        asked_on=max(days("check_in"), default=standing.asked_on),
        pulse_on=max((*days("pulse"), standing.pulse_on)) if standing.pulse_on else None,
        rest_offered_on=max(days("no_break"), default=standing.rest_offered_on),
        let_be_until=_to_come((*let_bes, standing.let_be_until), today),
        rests_until=_to_come((*rests, standing.rests_until), today),
    )


def _to_come(days: Iterable[date | None], today: date) -> date | None:
    return max((day for day in days if day is not None and day >= today), default=None)


def _working_day_before(day: date, policy: Policy) -> date:
    """The last day of an offer of whose end somebody was told on `day`."""
    day -= timedelta(days=1)
    while not is_working_day(day, policy):
        day -= timedelta(days=1)
    return day


def stopped_by_count(standing: Standing, sent: Sequence[SentNotice]) -> Standing:
    """Offers to them stopped when they were told of the register's count."""
    stopped = [one.at for one in sent if one.kind == "load_seen"]
    return replace(standing, stopped_at=max(stopped, default=standing.stopped_at))
