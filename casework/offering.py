"""What an offer says, and what it does to the row: shared by those who make, answer and end offers."""

from __future__ import annotations

from dataclasses import replace

from casework.calendar import local_day
from casework.effects import Effect, Grant, Send, SetCell, Words
from casework.key_dates import next_date_text
from casework.model import Case, Offer, Part, Person, Policy, Role, Status, Team
from casework.seeking import would_have_a_second
from casework.standing import holder, last_day
from casework.wording import case_words
from casework.workload import capacity, held, hours_of_case, number, percent, used

UPSETTING = 2
"""The emotional rating from which an offer says that the case may be upsetting to hear."""


def asked(offer: Offer) -> Person:
    """The person an offer was made to."""
    return Person(offer.name, offer.caseworker)


def with_offer(case: Case, part: Part, offer: Offer | None) -> Case:
    """The case with this offer for that part, or with none."""
    return replace(case, second_offer=offer) if part is Part.SECOND else replace(case, offer=offer)


def withdrawn(offer: Offer, ref: str) -> Send:
    """The word that no answer is needed any more."""
    return Send("withdrawn", Role.CASEWORKER, asked(offer), ref, {"ref": ref})


def set_status(case: Case, before: Status) -> tuple[Effect, ...]:
    """The Status cell, if it has changed and she has not changed it herself."""
    if before is case.status:
        return ()
    return (SetCell(case.ref, "status", before.value, case.status.value),)


def offer_notice(kind: str, case: Case, to: Person, offer: Offer, team: Team, policy: Policy) -> Send:
    """What a caseworker needs to decide, and never the member's name (N-05)."""
    numbers = policy.workload
    partner, said_yes = _partner(case, offer.part, team)
    role = "second" if offer.part is Part.SECOND else "lead" if partner else "alone"
    share = {"second": numbers.share_second, "lead": numbers.share_lead, "alone": numbers.share_sole}[role]
    words: Words = case_words(case, policy) | {
        "points": number(case.points),
        "upsetting": "yes" if case.emotional >= UPSETTING else "",
        "hours": number(share * hours_of_case(case.points, case.emotional, numbers)),
        "nearly_full": _nearly_full(case, to.email, offer, share, team, policy),
        "next_date": next_date_text(case, local_day(offer.made_at, policy)),
        "answer_by": last_day(offer, policy).isoformat(),
        "department": case.member.department,
        "number": offer.number,
        "part": role,
        "partner": partner,
        "partner_agreed": "yes" if said_yes else "",
        "takes_over": "yes" if holder(case, offer.part) not in ("", offer.caseworker) else "",
        "seeks": "yes" if role == "alone" and would_have_a_second(team.person(to.email)) else "",
        "reminds": "yes" if offer.remind_at < offer.lapses_at else "",
    }
    grant = Grant(case.ref, to.email, "offer", offer.number)
    return Send(kind, Role.CASEWORKER, to, case.ref, words, grant=grant)


def _nearly_full(case: Case, email: str, offer: Offer, share: float, team: Team, policy: Policy) -> str:
    """How much of their hours would be taken with this case, where that is nearly all (§3.2, bands)."""
    person, numbers = team.person(email), policy.workload
    if person is None or (room := capacity(person, policy)) <= 0:
        return ""
    others = [one for one in team.open_cases if one.ref != case.ref]
    load = held([person], others, policy, offer.made_at)[email].points
    after = used(load + share * hours_of_case(case.points, case.emotional, numbers), room)
    return percent(after) if after >= numbers.nearly_full else ""


def _partner(case: Case, part: Part, team: Team) -> tuple[str, bool]:
    """The other one of the pair, by name, and whether they have said yes."""
    names = {person.email: person.name for person in team.caseworkers}
    if part is Part.SECOND:
        agreed, offer = case.lead, case.offer
    else:
        agreed, offer = case.second, case.second_offer
    if offer:  # also where they have been asked to take over from whoever agreed
        return offer.name, False
    return (names.get(agreed, agreed), True) if agreed and not team.has_left(agreed) else ("", False)
