"""Whom the coordinator means: "ok", "Approve", a full name, or a first name that only one person has."""

from __future__ import annotations

from casework.eligibility import words_of
from casework.model import Caseworker, Suggestion, Team

APPROVALS = frozenset(
    {"ok", "okay", "yes", "approve", "approved", "agree", "agreed", "fine"}
    | {"yes please", "ok thanks", "go ahead"}
)


def find_chosen(choice: str, suggestion: Suggestion | None, team: Team, shown: str = "") -> Caseworker | str:
    """The caseworker meant by `choice`, or one sentence saying why it could not be told. Never a guess.

    `shown` is the name that an approval was given to: the suggestion may have changed since it was read.
    """
    said = words_of(choice)
    if not said:
        return "We could not find a name or an ok in the answer."
    if " ".join(said) in APPROVALS:
        first = suggestion.candidates[0].name if suggestion and suggestion.candidates else ""
        said = words_of(shown or first)
        choice = shown or first
        if not said:
            return "There is no suggestion to approve: please choose a name from the Caseworkers tab."
    return _named(choice, said, team)


def _named(choice: str, said: tuple[str, ...], team: Team) -> Caseworker | str:
    """The one person of that whole name, or of that first name alone."""
    roster = [person for person in team.caseworkers if not person.left]
    whole = [person for person in roster if words_of(person.name) == said]
    first_names = [person for person in roster if len(said) == 1 and words_of(person.name)[:1] == said]
    meant = whole or first_names
    if len(meant) == 1:
        return meant[0]
    if meant:
        return f'More than one caseworker could be "{choice.strip()[:60]}": please give the full name.'
    return f'"{choice.strip()[:60]}" is not a name on the Caseworkers tab.'
