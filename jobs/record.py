"""A fact into the journal: decided, stored and queued in the caller's one transaction."""

from __future__ import annotations

import json
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from casework.allocation import suggest
from casework.calendar import next_open
from casework.decide import decide
from casework.effects import Decision, Effect, PutRow, Send
from casework.facts import Fact, RosterChanged
from casework.model import Case, Caseworker, Policy, Role, Status, Team
from jobs.journal import cases, effects, rows
from jobs.journal.store import Book
from jobs.world import World

WAIT_FOR_MORNING = frozenset({"offered", "reminded", "lapsed", "withdrawn", "news"})
"""Notices that ask something of a volunteer, or only inform: never at night (W-08)."""


STALE = "suggestions stale"
"""Kept in the journal while people or their load have changed and suggestions have not followed."""


def record(book: Book, world: World, fact: Fact, letter: str, now: datetime) -> Decision:
    """Decide the fact and write down all that comes of it: case, row wanted, effects, history."""
    ref = getattr(fact, "ref", "")
    case = cases.get(book, ref) if ref else None
    decision = decide(fact, case, world.branch, world.policy, team(book, world, now), now)
    after = decision.case
    if after is not None and after != case:
        if case is None:
            cases.take_ref(book, after.ref)
        cases.put(book, after)
        if case is not None and _holders(case) != _holders(after):
            rows.remember(book, STALE, "yes")
    for effect in decision.effects:
        _queue(book, effect, world.policy, now)
    cases.note(book, now, fact, after.ref if after else ref, letter, decision.why)
    return decision


def _holders(case: Case) -> tuple[str, str, bool]:
    """Whose load the case is part of."""
    return case.lead, case.offer.caseworker if case.offer else "", case.status is Status.CLOSED


def refresh(book: Book, world: World, now: datetime) -> int:
    """Work out anew the suggestions that wait if people or their load have changed; returns how many differ.

    What the coordinator reads beside "Approve" is then true when she reads it.
    """
    if not rows.recall(book, STALE):
        return 0
    rows.remember(book, STALE, "")
    changed = 0
    for ref, case in cases.get_many(book, cases.waiting_for_suggestion(book)).items():
        if suggest(case, team(book, world, now), world.policy, now) != case.suggestion:
            record(book, world, RosterChanged(ref), "", now)
            changed += 1
    return changed


def _queue(book: Book, effect: Effect, policy: Policy, now: datetime) -> None:
    if isinstance(effect, PutRow):
        cases.want_row(book, effect.ref)
        return
    waits = isinstance(effect, Send) and effect.role is Role.CASEWORKER and effect.kind in WAIT_FOR_MORNING
    effects.queue(book, effect, now, next_open(now, policy) if waits else None)


def team(book: Book, world: World, now: datetime) -> Team:
    """The roster as the register last had it, everyone's open cases, and the next reference."""
    year = now.astimezone(ZoneInfo(world.policy.timezone)).year
    return Team(roster(book), cases.open_cases(book), cases.next_ref(book, year))


def roster(book: Book) -> tuple[Caseworker, ...]:
    """The caseworkers as the register last had them."""
    return _roster(rows.recall(book, "roster"))


def remember_roster(book: Book, people: tuple[Caseworker, ...]) -> None:
    """Keep the roster, so that decisions by mail can be taken while the register is out of reach."""
    text = _ROSTER.dump_json(people).decode()
    if text != rows.recall(book, "roster"):
        rows.remember(book, "roster", text)
        rows.remember(book, STALE, "yes")


_ROSTER = TypeAdapter(tuple[Caseworker, ...])


@lru_cache(maxsize=4)
def _roster(text: str) -> tuple[Caseworker, ...]:
    return _ROSTER.validate_python(json.loads(text)) if text else ()
