"""What caseworkers have told by mail and does not stand on the tab Caseworkers yet: it counts all the same.

Two words about one cell may come before the tab is read again. The second is reckoned from the first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from casework.effects import SetCell
from casework.kinds_named import kinds_in
from casework.model import Caseworker, Policy, Team
from jobs.journal import effects
from jobs.journal.store import Book
from sheets.counts import least


def as_told(book: Book, team: Team, policy: Policy) -> Team:
    """The team with the cells that wait to be written as if they were, where their tab was last read."""
    waiting = effects.cells_of_people(book)
    if not waiting:
        return team
    return replace(team, caseworkers=tuple(_told(one, waiting, policy) for one in team.caseworkers))


def _told(person: Caseworker, waiting: Iterable[SetCell], policy: Policy) -> Caseworker:
    for cell in waiting:
        if cell.ref != person.email or person.cell(cell.column) != cell.expected:
            continue  # hers stands there by now, and she is told so (jobs/unkept.py)
        typed = {**dict(person.typed), cell.column: cell.value}
        person = replace(person, typed=tuple((name, text) for name, text in typed.items() if text))
        match cell.column:
            case "wants":
                person = replace(person, wants=kinds_in(cell.value, policy.category_words)[0])
            case "not_yet":
                person = replace(person, not_yet=kinds_in(cell.value, policy.category_words, not_yet=True)[0])
            case "max_cases":
                most = least(cell.value)
                person = replace(person, max_cases=None if most is None else int(most))
            case _:  # the rest is read from the tab in the next turn
                continue
    return person
