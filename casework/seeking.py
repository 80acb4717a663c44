"""A case that somebody leads alone: a second is looked for, and shown to the coordinator (SD-06, SD-08).

Nobody is asked but by her choice, and nothing hangs on it: the case goes on with its lead. She is sent one
mail when there is somebody; after that, and where she chose one person though a pair was suggested, the row
alone says who could go with them. Whoever is only shown stays free for other cases (jobs/journal/cases.py).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from casework.allocation import suggest
from casework.effects import Effect
from casework.model import Branch, Case, Caseworker, Part, Policy, Preference, Status, Team
from casework.suggesting import suggestion_to_coordinator


def would_have_a_second(person: Caseworker | None) -> bool:
    """Whether somebody is looked for to go with them: not where they would rather be alone."""
    return person is None or person.preference is not Preference.ALONE


def is_sought(case: Case, team: Team) -> bool:
    """Whether a second is looked for: somebody leads, nobody else is on the case or asked to be."""
    open_case = case.lead and case.status is not Status.CLOSED and not team.has_left(case.lead)
    alone = not (case.second or case.second_offer)
    return bool(open_case) and alone and would_have_a_second(team.person(case.lead))


def sought(
    case: Case, branch: Branch, policy: Policy, team: Team, now: datetime
) -> tuple[Case, tuple[Effect, ...]]:
    """The case with somebody to go with whoever has just said yes, and the mail about them, if one is due.

    Nothing where nobody is looked for, or somebody is shown already.
    """
    old = case.suggestion
    shown = old is not None and old.part is Part.SECOND and bool(old.candidates)
    if shown or not is_sought(case, team):
        return case, ()
    hers = old is not None and old.part is Part.PAIR and old.second is not None
    idea = suggest(case, team, policy, now)
    case = replace(case, suggestion=idea, second_shown=hers or bool(idea.candidates))
    if hers or not idea.candidates:
        return case, ()
    return case, (suggestion_to_coordinator(case, branch, policy, now, "", team),)
