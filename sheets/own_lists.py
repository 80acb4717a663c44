"""What the dropdown under Decision offers in the row of one case: pure, the same for every adapter.

A case that waits for a decision has a list of its own: Approve, and who can be named for it by the very rules
that the reasons in the mail come from. Every other row has the list of the column. Whatever is chosen or
typed is checked again when it is read, so that a list is a help and never the guard (docs/why/013).
"""

from __future__ import annotations

from collections.abc import Mapping

from casework.choice import shown_as
from casework.model import Case, Team
from casework.standing import waiting
from sheets.lists import APPROVE
from sheets.register import Words

NOBODY = ("another",)
"""Offered where nobody can be named: to have it looked at anew. Names can still be typed."""


def names_offered(team: Team) -> dict[str, str]:
    """How lists name everybody who is with us, by address: worked out once for all cases. Who can be told by
    no name is named by address."""
    found = {person.email: " ".join(shown_as(person.email, team).split()) for person in team.caseworkers}
    return {email: name for email, name in found.items() if team.person(email) and _can_be_offered(name)}


def own_list(case: Case, names: Mapping[str, str]) -> Words | None:
    """What is offered for that case, or None where nothing about it waits for a decision. `names`: see
    `names_offered`.

    Whoever is suggested stands first, and the others by name: a list that followed everybody's load would
    move under the hand of whoever reads it, and be written anew in every turn. The mail has them by rank.
    """
    idea = waiting(case)
    if idea is None:
        return None
    first = idea.candidates[0].email if idea.candidates else ""
    able = [email for email in idea.able if email in names]
    able.sort(key=lambda email: (email != first, names[email].casefold(), email))
    words = [*([APPROVE] if idea.candidates else []), *(names[email] for email in able)]
    return tuple(dict.fromkeys(words)) or NOBODY


def _can_be_offered(word: str) -> bool:
    """Google parses what a list holds as if somebody typed it: what would be a formula is left out."""
    return bool(word) and word[0] not in "=+"
