"""The roster was edited: who may be asked from now on, and what becomes of the offers that are open.

Nobody waits for an answer from whoever has left, rests or is away, and nobody reminds them (W-08).
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from typing import Any

from casework.calendar import add_working_days, local_day
from casework.effects import Attend, Decision, Keep, PutRow
from casework.facts import Fact
from casework.facts.answers import OfferGoneStale
from casework.facts.letters import AddressFollowed
from casework.facts.sheet import AwayEdited, CaseworkerEdited, CaseworkerGone, CaseworkerReaddressed
from casework.model import Case, Policy, Team
from casework.own_word import Standing, standing_of


def caseworker_edited(fact: CaseworkerEdited, team: Team) -> Decision:
    """A row says something else: it counts from now on. Paused ends the offers that are open."""
    person = team.person(fact.caseworker)
    stale = _offers_to(fact.caseworker, team) if "paused" in fact.what and person and person.paused else ()
    changed = ", ".join(name.replace("_", " ") for name in fact.what)
    return Decision(None, (), f"The tab Caseworkers has other words for: {changed}.", then=stale)


def away_edited(fact: AwayEdited, policy: Policy, team: Team, now: datetime) -> Decision:
    """The register says when somebody is away: offers in that time end, and nobody asks them then."""
    today = local_day(now, policy)
    soon = add_working_days(today, policy.offer_days, policy)
    away = any(one.start <= soon and one.end >= today for one in fact.away)
    return Decision(
        None,
        (),
        "The register says when a caseworker is away: nobody asks them then.",
        then=_offers_to(fact.caseworker, team) if away else (),
    )


_INSTEAD_OF_LEFT = (
    "Choose somebody else under Decision: with their yes the member hears of it. If it was a slip, put their "
    "row right."
)
_INSTEAD_OF_GONE = (
    "Choose somebody else under Decision, once the cell with their name is empty, and tell the member. If it "
    "was a slip, put their row right."
)


def caseworker_gone(fact: CaseworkerGone, team: Team) -> Decision:
    """Somebody has left: their offers end, and a line says which cases are without them.

    A row that is only gone may be a slip: then there are the lines, and nothing else.
    """
    what = "has left" if fact.left else "is not on the tab Caseworkers any more"
    lines = []
    for case in team.open_cases:
        parts = {"leads": case.lead, "is second of": case.second}
        if not fact.left:
            parts["has been asked about"] = case.offered_to or case.second_offered_to
        lines += [
            Attend(
                case.ref,
                f"{fact.name} {what}, and {part} {case.ref}.",
                _INSTEAD_OF_LEFT if fact.left else _INSTEAD_OF_GONE,
            )
            for part, email in parts.items()
            if email == fact.caseworker
        ]
    why = f"{fact.name} has left." if fact.left else f"The row of {fact.name} is gone."
    return Decision(None, tuple(lines), why, then=_offers_to(fact.caseworker, team) if fact.left else ())


def caseworker_readdressed(fact: CaseworkerReaddressed, team: Team) -> Decision:
    """Another address of the same person: what they told us goes along, and so do their parts in cases."""
    told = standing_of(team.standings, fact.caseworker)
    kept = (Keep(replace(told, email=fact.to)), Keep(Standing(fact.caseworker)))
    follows = tuple(
        AddressFollowed(one.ref, fact.caseworker, fact.to)
        for one in team.open_cases
        if fact.caseworker in (one.lead, one.second, one.offered_to, one.second_offered_to)
    )
    effects = kept if told != Standing(fact.caseworker) else ()
    return Decision(None, effects, "A caseworker has another address: it is used from now on.", then=follows)


def address_followed(fact: AddressFollowed, case: Case) -> Decision:
    """Wherever the case names them; what a form or the member says stays as it is."""
    told = {
        field.name: _moved(getattr(case, field.name), fact.caseworker, fact.to)
        for field in fields(Case)
        if field.name not in ("member", "form", "reply_to")
    }
    return Decision(replace(case, **told), (PutRow(case.ref),), "A caseworker of it has another address.")


def _moved(value: Any, before: str, after: str) -> Any:
    """The value with the one address in the place of the other, however deep it lies."""
    if isinstance(value, tuple):
        return tuple(_moved(one, before, after) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        own = ((field.name, getattr(value, field.name)) for field in fields(value))
        return replace(value, **{name: _moved(held, before, after) for name, held in own})
    return after if isinstance(value, str) and value == before else value


def _offers_to(email: str, team: Team) -> tuple[Fact, ...]:
    return tuple(
        OfferGoneStale(one.ref, email)
        for one in team.open_cases
        if email in (one.offered_to, one.second_offered_to)
    )
