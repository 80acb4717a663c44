"""Whom the coordinator means: "ok", "Approve", a full name, or a first name that only one person has."""

from __future__ import annotations

from casework.eligibility import words_of
from casework.model import Caseworker, Suggestion, Team

APPROVALS = frozenset(
    {"ok", "okay", "yes", "approve", "approved", "agree", "agreed", "fine"}
    | {"yes please", "ok thanks", "go ahead"}
)


def find_chosen(choice: str, suggestion: Suggestion | None, team: Team) -> Caseworker | str:
    """The caseworker meant by `choice`, or one sentence saying why it could not be told."""
    said = words_of(choice)
    if not said:
        return "We could not find a name or an ok in the answer."
    roster = {person.email: person for person in team.caseworkers if not person.left}
    if " ".join(said) in APPROVALS:
        first = suggestion.candidates[0] if suggestion and suggestion.candidates else None
        if first is None:
            return "There is no suggestion to approve: please choose a name from the Caseworkers tab."
        return roster.get(first.email) or f"{first.name} is no longer on the Caseworkers tab."
    whole = [person for person in roster.values() if words_of(person.name) == said]
    first_names = [
        person for person in roster.values() if len(said) == 1 and words_of(person.name)[:1] == said
    ]
    meant = whole or first_names
    if len(meant) == 1:
        return meant[0]
    if meant:
        return f'More than one caseworker could be "{choice.strip()[:60]}": please give the full name.'
    return f'"{choice.strip()[:60]}" is not a name on the Caseworkers tab.'
