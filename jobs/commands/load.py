"""`casework load [NAME]`: how everybody's load is worked out, from the journal; nobody is asked anything."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Sequence
from datetime import datetime

from casework.arithmetic import arithmetic
from casework.calendar import local_day
from casework.model import Caseworker, Policy, Team
from casework.weight import weigh
from jobs.journal import cases
from jobs.journal.store import Book, Journal
from jobs.lookback import look_back
from jobs.record import team_of

_NOBODY_OF_THAT_NAME = "Nobody of that name is on the tab Caseworkers. Without a name everybody is shown."


def run(asked: Namespace) -> int:
    """A paragraph for each caseworker, or for the one who is named."""
    said = look_back(asked.config, lambda *known: _arithmetic_of(" ".join(asked.name), *known))
    if said is None:
        return 0
    anybody, told = said
    if not told:
        print(_NOBODY_OF_THAT_NAME if anybody else "Nobody stands on the tab Caseworkers yet.")
        return 1 if anybody else 0
    if asked.json:
        print(json.dumps([{"name": one.name, "email": one.email, "lines": told[one]} for one in told]))
        return 0
    for person, (first, *lines) in told.items():
        print(f"{person.name}: {first}")
        print("".join(f"  {line}\n" for line in lines), end="")
    return 0


def _arithmetic_of(
    name: str, journal: Journal, policy: Policy, now: datetime
) -> tuple[bool, dict[Caseworker, tuple[str, ...]]]:
    """Whether anybody stands on the roster, and the arithmetic of those with that name."""
    with journal.begin() as book:
        team = team_of(book, policy, now)
        weights = weights_of(book, team, policy, now)
    people = _named(team.caseworkers, name)
    told = {person: arithmetic(person, team.open_cases, policy, now, weights) for person in people}
    return bool(team.caseworkers), told


def weights_of(book: Book, team: Team, policy: Policy, now: datetime) -> dict[str, str]:
    """How the points of the open cases came about, but for those that would be others today."""
    today = local_day(now, policy)
    found = cases.get_many(book, [one.ref for one in team.open_cases])
    weights = {ref: weigh(case, policy, today) for ref, case in found.items()}
    return {
        ref: weight.in_words()
        for ref, weight in weights.items()
        if weight.points == round(found[ref].points, 2)
    }


def _named(people: Sequence[Caseworker], name: str) -> list[Caseworker]:
    """Those with us whose name has these words; everybody for no words."""
    words = name.casefold().split()
    return [
        one for one in people if not one.left and all(word in one.name.casefold().split() for word in words)
    ]
