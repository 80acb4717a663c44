"""The mail that puts a suggestion before the coordinator: she decides, the service only proposes (SD-19)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from casework.allocation import why_nobody, why_not
from casework.calendar import local_day
from casework.effects import Decision, Effect, Grant, PutRow, Send, Words
from casework.facts.due import SuggestionMade
from casework.freeing import freed, in_words
from casework.key_dates import next_date_text
from casework.model import Branch, Case, Part, Policy, Role, Team
from casework.region_stand import region_words
from casework.standing import still_wanted, waiting
from casework.urgency import URGENT
from casework.wording import case_words


def suggestion_to_coordinator(
    case: Case, branch: Branch, policy: Policy, now: datetime, again: str, team: Team
) -> Send:
    """The suggestion, answerable by "ok", "another", a name or two; `again` says why the last one fell
    through."""
    suggestion = case.suggestion
    candidates = suggestion.candidates if suggestion else ()
    second = suggestion.second if suggestion else None
    part = suggestion.part if suggestion else Part.PAIR
    words: Words = case_words(case, policy) | {
        "received": local_day(case.received_at, policy).isoformat(),
        "next_date": next_date_text(case, local_day(now, policy)),
        "urgent": "yes" if URGENT in case.flags else "",
        "flags": [*region_words(case, policy), *case.flags],
        "possible_second": ", ".join(case.possible_second_of),
        "again": again,
        "part": part.value,
        "standing": _standing(case, part, team),
        "leads": _named(case.lead, team) if part is Part.SECOND else "",
        "names": suggestion.names if suggestion else "",
        "candidates": [{"name": person.name, "reason": person.reason} for person in candidates],
        "second": second.reason if second else "",
        "alone": suggestion.alone if suggestion and candidates and part is Part.PAIR and not second else "",
        "also": _also_suggested(case, team),
        "excluded": why_not(suggestion) if suggestion else [],
        "reasons": why_nobody(suggestion) if suggestion else [],
        "frees": [] if candidates else in_words(freed(case, team, policy, now)),
    }
    return Send(
        "suggested" if candidates else "no_one",
        Role.COORDINATOR,
        branch.coordinator,
        case.ref,
        words,
        grant=Grant(case.ref, branch.coordinator.email, "suggestion"),
    )


def _also_suggested(case: Case, team: Team) -> list[str]:
    """ "Ben Osei for C-2026-0001": who of those suggested is for another case that waits as well. Only one
    offer is open to anybody, so that the other case is put to her again."""
    idea = case.suggestion
    both = (*idea.candidates[:1], idea.second) if idea else ()
    found = []
    for person in filter(None, both):
        refs = [
            other.ref
            for other in team.open_cases
            if other.ref != case.ref and person.email in (other.suggested_to, other.second_suggested_to)
        ]
        found += [f"{person.name} for {' and '.join(sorted(refs))}"] * bool(refs)
    return found


def _standing(case: Case, part: Part, team: Team) -> str:
    """Who stands already, and how: "Ana Ruiz has said yes"."""
    if part is Part.PAIR:
        return ""
    _, email = still_wanted(case)
    said_yes = case.lead if part is Part.SECOND else case.second
    offer = None if said_yes else case.offer if part is Part.SECOND else case.second_offer
    name = offer.name if offer else _named(email, team)
    return f"{name} has been asked" if offer else f"{name} has said yes"


def _named(email: str, team: Team) -> str:
    return next((person.name for person in team.caseworkers if person.email == email), email)


def suggestion_made(
    fact: SuggestionMade, case: Case, branch: Branch, policy: Policy, team: Team, now: datetime
) -> Decision:
    """What the plan suggests for a case that waits. A mail goes for its first suggestion, and when there is
    somebody where there was nobody; other changes stand in the row. Of somebody to go with a lead who has the
    case she hears once."""
    before = case.suggestion
    if still_wanted(case)[0] is not fact.suggestion.part or (before is not None and waiting(case) is None):
        return Decision(case, (), "The case does not wait for a suggestion.")
    if fact.suggestion == before:
        return Decision(case, (), "The suggestion is still the best.")
    case = replace(case, suggestion=fact.suggestion)
    effects: tuple[Effect, ...] = (PutRow(case.ref),)
    first = before is None and case.letter  # a case that a person put into the register is hers to look at
    found = bool(fact.suggestion.candidates) and not (before and before.candidates)
    beside = bool(case.lead) and fact.suggestion.part is Part.SECOND
    if first or (found and not (beside and case.second_shown)):
        again = "" if first or beside else "There is somebody now who could be asked"
        effects += (suggestion_to_coordinator(case, branch, policy, now, again, team),)
        case = replace(case, second_shown=beside)
    why = (
        "People or their load changed: what is suggested was worked out anew."
        if before
        else "It was planned."
    )
    return Decision(case, effects, why)
