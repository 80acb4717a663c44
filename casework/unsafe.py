"""Too much: offers stop at once, and a person talks, plans and asks (DOMAIN.md §3.3).

The word is enough: no reason, no threshold, no proof. The register's own count of hours and feeling begins
the same steps unasked, and says so plainly. Nothing is inferred from declines, from sickness, from the time
of a mail or from its tone. What follows in the next ten working days is casework/reviewing.py.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from casework.effects import Attend, Decision, Effect, Grant, Keep, Send, SetCell, Words
from casework.facts.answers import OfferGoneStale
from casework.facts.due import LoadSeen
from casework.lighter import had
from casework.meters import firm
from casework.model import Branch, Case, Caseworker, Person, Policy, Role, Team
from casework.own_word import SAID, Review, over, reviews_of, standing_of
from casework.reviewing import day_of, steps_from, to_coordinator, used_of
from casework.workload import capacity, held, worked_out

TALK_BY = "Please talk with them by"


def too_much(
    email: str, name: str, case: Case | None, branch: Branch, policy: Policy, team: Team, now: datetime
) -> Decision:
    """Offers stop, open ones are taken back, the coordinator hears at once. Said again: she hears again."""
    standing = standing_of(team.standings, email)
    stale = tuple(
        OfferGoneStale(one.ref, email)
        for one in team.open_cases
        if email in (one.offered_to, one.second_offered_to)
    )
    review = standing.review
    if review is None or not review.runs or review.why != SAID:
        standing = over(standing, now)
        review = _review(email, SAID, policy, team, now)
    standing = replace(standing, stopped_at=standing.stopped_at or now, asked_back="", review=review)
    effects: tuple[Effect, ...] = (
        Keep(standing),
        SetCell(email, "paused", "", "Yes", tab="caseworkers"),
        to_coordinator(standing, name, branch, policy, team, now),
        Attend(
            "",
            f"{name} asks for a review of their cases. Offers to them have stopped.",
            f"{TALK_BY} {day_of(review.steps[0], policy)}. A mail with the choices is with you.",
        ),
    )
    why = f"{name} says it is too much: offers stop at once, and the coordinator is told."
    return Decision(case, effects, why, then=stale)


def load_seen(fact: LoadSeen, branch: Branch, policy: Policy, team: Team, now: datetime) -> Decision:
    """The count is over a limit: new offers stop, the caseworker and the coordinator are told, each once.

    An offer that is open stays open: whoever has it is free to say yes or no. While a review runs, or offers
    have stopped already, nothing is added to it.
    """
    standing, person = standing_of(team.standings, fact.caseworker), team.person(fact.caseworker)
    if person is None:
        return Decision(None, (), "Whoever had too much by the count is not with us any more.")
    if standing.stopped or standing.leaves or (standing.review and standing.review.runs):
        return Decision(None, (), "The count is over a limit; it is being talked about already.")
    review = _review(person.email, fact.limits[0], policy, team, now)
    standing = replace(over(standing, now), stopped_at=now, review=review)
    effects: tuple[Effect, ...] = (
        Keep(standing),
        SetCell(person.email, "paused", "", "Yes", tab="caseworkers"),
        _to_them(person, fact.limits, policy, team, now),
        to_coordinator(standing, person.name, branch, policy, team, now),
        Attend(
            "",
            f"By the count of the register, the cases of {person.name} are too much. Offers to them have "
            "stopped.",
            f"{TALK_BY} {day_of(review.steps[0], policy)}. A mail with the choices is with you.",
        ),
    )
    why = f"The count of hours or feeling is over a limit for {person.name}: both are told, offers stop."
    return Decision(None, effects, why)


def _to_them(person: Caseworker, limits: tuple[str, ...], policy: Policy, team: Team, now: datetime) -> Send:
    words: Words = {"count": count_of(person, policy, team, now), "limits": list(limits)}
    grant = Grant("", person.email, "caseworker", days=365)
    return Send("load_seen", Role.CASEWORKER, Person(person.name, person.email), "", words, grant=grant)


def count_of(person: Caseworker, policy: Policy, team: Team, now: datetime) -> str:
    """How the load of somebody's own cases is worked out, in one line; offers are left out."""
    load = held([person], firm(team.open_cases), policy, now)[person.email]
    room = capacity(person, policy)
    return worked_out(load.open_cases, load.points, room, load.emotional, duties=load.duties)


def _review(email: str, why: str, policy: Policy, team: Team, now: datetime) -> Review:
    return Review(
        number=1 + max((one.number for one in reviews_of(team.standings)), default=0),
        since=now,
        steps=steps_from(now, policy),
        used=used_of(email, policy, team, now),
        why=why,
        had=had(email, team.open_cases),
    )
