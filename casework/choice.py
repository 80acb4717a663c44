"""Whom the coordinator means: "ok", "another", a name, or two; a first name or initials will do."""

from __future__ import annotations

import re

from casework.model import Caseworker, Suggestion, Team
from casework.words import words_of

APPROVALS = frozenset(
    {"ok", "okay", "yes", "approve", "approved", "agree", "agreed", "fine"}
    | {"yes please", "ok thanks", "go ahead"}
)


ANOTHER = frozenset({"someone else", "somebody else", "other", "next", "not them", "someone else please"})
_BETWEEN = re.compile(r"\s*(?:,|;|/|&|\+|\band\b|\bwith\b)\s*", re.IGNORECASE)


_POLITE = re.compile(
    r"^\s*(?:please\s+)?ask\s+|[\s,]+(?:please|thanks|thank you|instead)\b[\s.!]*$", re.IGNORECASE
)


def is_another(choice: str) -> bool:
    """Whether she asks for another suggestion: "another", with or without a reason behind it."""
    said = words_of(choice)
    return said[:1] == ("another",) or " ".join(said) in ANOTHER


def find_chosen(
    choice: str, suggestion: Suggestion | None, team: Team, shown: str = ""
) -> tuple[Caseworker, ...] | str:
    """The one or two caseworkers meant by `choice`, the lead first, or one sentence saying why it could not
    be told. Never a guess.

    `shown` are the names that an approval was given to: the suggestion may have changed since it was read.
    """
    choice = _POLITE.sub("", choice).strip(" .!")
    said = words_of(choice)
    if not said and isinstance(_named(choice, said, team), str):
        return "We could not find a name or an ok in the answer."
    if " ".join(said) in APPROVALS:
        choice = shown or (suggestion.names if suggestion else "")
        if not words_of(choice):
            return "There is no suggestion to approve: please choose a name from the Caseworkers tab."
    found = _named(choice, words_of(choice), team)
    if isinstance(found, Caseworker):
        return (found,)
    names = [name for name in _BETWEEN.split(choice) if words_of(name)]
    if len(names) < 2:
        return found
    if len(names) > 2:
        return "Please give one name, or two: the first leads, and the other is second."
    both = [_named(name, words_of(name), team) for name in names]
    for one in both:
        if isinstance(one, str):
            return one
    people = tuple(one for one in both if isinstance(one, Caseworker))
    return people if people[0] != people[1] else people[:1]


def find_person(name: str, team: Team) -> Caseworker | str:
    """The one caseworker of that name, or one sentence saying why it could not be told."""
    return _named(name, words_of(name), team)


def shown_as(email: str, team: Team) -> str:
    """How the register names somebody: by name, but by address where the name is not theirs alone."""
    person = team.person(email)
    alone = person is not None and find_person(person.name, team) == person
    return person.name if person and alone else email


def _named(choice: str, said: tuple[str, ...], team: Team) -> Caseworker | str:
    """The one person of that whole name, or of that first name or those initials alone."""
    roster = [person for person in team.caseworkers if not person.left]
    whole = [person for person in roster if said and words_of(person.name) == said]
    letters = _letters(choice)
    short = [
        person
        for person in roster
        if (len(said) == 1 and words_of(person.name)[:1] == said)
        or (letters and _letters(person.initials) == letters)
    ]
    meant = whole or short
    if len(meant) == 1:
        return meant[0]
    if meant:
        return f'More than one caseworker could be "{choice.strip()[:60]}": please give the full name.'
    return f'"{choice.strip()[:60]}" is not a name on the Caseworkers tab.'


def _letters(initials: str) -> str:
    """Initials as they are compared: "A.R." is "AR"."""
    return "".join(sign for sign in initials.casefold() if sign.isalnum())
