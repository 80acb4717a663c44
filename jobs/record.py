"""A fact into the journal: decided, stored and queued in the caller's one transaction."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from casework.calendar import local_day, next_open
from casework.decide import decide
from casework.effects import AdviceFirst, Decision, Effect, Grant, Keep, PutRow, Send
from casework.facts import Fact
from casework.facts.answers import OfferGoneStale, WordSaid
from casework.facts.due import LoadSeen, PauseLifted, ReviewStepDue, SuggestionMade
from casework.hours import for_now
from casework.model import Case, Caseworker, Policy, Role, Status, Team
from casework.own_word import Standing, applied, standing_of
from casework.said import Word
from casework.standing import offers_of
from casework.together import planned_at_once, suggest_all
from jobs.journal import cases, effects, rows
from jobs.journal.store import Book
from jobs.problem_file import nothing_said
from jobs.told_cells import as_told
from jobs.world import World

WAIT_FOR_MORNING = frozenset(
    {"offered", "reminded", "lapsed", "withdrawn", "news", "did_it_help", "partner_left", "taken_off"}
    | {"second_noted", "partner_joined", "shadow_invited", "shadow_comes", "shadow_thanks", "region_joined"}
    | {"load_seen", "check_in", "rest", "no_break", "pulse", "pulse_returned"}
)
"""Notices that ask something of a volunteer, or only inform: never at night (W-08)."""


ADVICE_FIRST = "advice first"
"""Kept in the journal while new members are told that there may only be advice at first."""

STALE = "suggestions stale"
"""Kept in the journal while people or their load have changed and suggestions have not followed."""


def record(book: Book, world: World, fact: Fact, letter: str, now: datetime) -> Decision:
    """Decide the fact and write down all that comes of it: case, row wanted, effects, history."""
    ref = getattr(fact, "ref", "")
    case = cases.get(book, ref) if ref else None
    people = team(book, world, now)
    if isinstance(fact, WordSaid | OfferGoneStale):
        people = as_told(book, people, world.policy)
    people = _in_full(book, people, fact)
    decision = decide(fact, case, world.branch, world.policy, people, now)
    after = decision.case
    if after is not None and after != case:
        if case is None:
            cases.take_ref(book, after.ref)
        cases.put(book, after)
        if after.suggestion is None if case is None else _holders(case) != _holders(after):
            rows.remember(book, STALE, "yes")
    for effect in decision.effects:
        _queue(book, effect, world.policy, now)
    cases.note(book, now, fact, after.ref if after else ref, letter, decision.why)
    for follows in decision.then:
        record(book, world, follows, letter, now)
    return decision


def _in_full(book: Book, people: Team, fact: Fact) -> Team:
    """The team with the whole cases of somebody who has too much, or asks how much they have: who could take
    one is asked of each, and its next date is told. Of whoever says which kinds they take, the cases that
    they are asked about."""
    if not isinstance(fact, LoadSeen | ReviewStepDue | WordSaid):
        return people
    parts: tuple[str, ...] = ("lead", "second")
    if isinstance(fact, WordSaid):
        parts = _PARTS_TOLD.get(fact.said.word, ())
    theirs = [
        one.ref for one in people.open_cases if any(getattr(one, part) == fact.caseworker for part in parts)
    ]
    return replace(people, in_full=tuple(cases.get_many(book, theirs).values())) if theirs else people


_ASKED = ("offered_to", "second_offered_to")
_PARTS_TOLD = {
    Word.TOO_MUCH: ("lead", "second"),
    Word.LOAD: ("lead", "second"),
    Word.KINDS: _ASKED,
    Word.NOT_YET: _ASKED,
}
"""Whose cases a word needs whole, by the part that somebody has in them."""


def _holders(case: Case) -> tuple[object, ...]:
    """Whose load the case is part of, how much it weighs and asks of feelings, and what it is about."""
    asked = [offer.caseworker for offer in offers_of(case)]
    about = case.categories, case.points, case.emotional, case.member.department, case.member.employer
    return case.lead, case.second, asked, case.status is Status.CLOSED, about


def refresh(book: Book, world: World, now: datetime) -> int:
    """Plan the cases that wait, if new ones came or people or their load have changed; returns how many
    suggestions differ.

    What the coordinator reads beside "Approve" is then true when she reads it.
    """
    today = local_day(now, world.policy).isoformat()
    if rows.recall(book, "suggestions of") != today:  # somebody's absence or rest may be over
        rows.remember(book, "suggestions of", today)
        rows.remember(book, STALE, "yes")
    hour = _hour_of_plan(book, world.policy, now)
    if not rows.recall(book, STALE):
        return 0
    rows.remember(book, STALE, "")
    waiting = cases.get_many(book, cases.waiting_for_suggestion(book))
    if not hour:
        waiting = {ref: case for ref, case in waiting.items() if planned_at_once(case, world.policy, now)}
    changed = 0
    with nothing_said():
        found = suggest_all([*waiting.values()], team(book, world, now), world.policy, now, world.steady)
    for ref, suggestion in sorted(found.items()):
        if suggestion != waiting[ref].suggestion:
            record(book, world, SuggestionMade(ref, suggestion), "", now)
            changed += 1
    return changed


def _hour_of_plan(book: Book, policy: Policy, now: datetime) -> bool:
    """Whether new cases that are not urgent are planned in this turn: always, or once a day from the hour
    that the settings name (A-05)."""
    if policy.plan_at is None:
        return True
    local = now.astimezone(ZoneInfo(policy.timezone))
    if local.time() < policy.plan_at or rows.recall(book, "planned on") == local.date().isoformat():
        return False
    rows.remember(book, "planned on", local.date().isoformat())
    rows.remember(book, STALE, "yes")
    return True


def _queue(book: Book, effect: Effect, policy: Policy, now: datetime) -> None:
    if isinstance(effect, PutRow):
        cases.want_row(book, effect.ref)
        return
    if isinstance(effect, Keep):
        keep(book, effect.standing)
        return
    if isinstance(effect, AdviceFirst):
        rows.remember(book, ADVICE_FIRST, effect.state)
        return
    if isinstance(effect, Send) and effect.role is Role.CASEWORKER and effect.grant is None:
        effect = replace(effect, grant=Grant(effect.ref, effect.to.email, "caseworker", days=365))
    waits = isinstance(effect, Send) and effect.role is Role.CASEWORKER and effect.kind in WAIT_FOR_MORNING
    effects.queue(book, effect, now, next_open(now, policy) if waits else None)


def team(book: Book, world: World, now: datetime) -> Team:
    """The roster as the register last had it, everyone's open cases, and the next reference."""
    return team_of(book, world.policy, now)


def team_of(book: Book, policy: Policy, now: datetime) -> Team:
    """The same of a branch with that policy."""
    year = now.astimezone(ZoneInfo(policy.timezone)).year
    people, advice_first = roster_now(book, policy, now), bool(rows.recall(book, ADVICE_FIRST))
    known = cases.helped(book, now)
    ref, told = cases.next_ref(book, year), standings(book)
    return Team(people, cases.open_cases(book), ref, told, advice_first, known)


def roster_now(book: Book, policy: Policy, now: datetime) -> tuple[Caseworker, ...]:
    """The caseworkers as the register and they themselves last said, with the hours they give these days."""
    told, today = standings(book), local_day(now, policy)
    people = roster(book)
    if told:
        people = tuple(applied(person, standing_of(told, person.email), today) for person in people)
    return tuple(for_now(person, today, policy.workload.hours) for person in people)


def standings(book: Book) -> tuple[Standing, ...]:
    """What caseworkers have told us of themselves, each once."""
    return _standings(rows.recall(book, "standings"))


def keep(book: Book, standing: Standing) -> None:
    """Keep what a caseworker told us; suggestions follow if it changes whom we may ask."""
    before = standings(book)
    others = [one for one in before if one.email != standing.email]
    said = () if standing == Standing(standing.email) else (standing,)  # of whom nothing is kept, no address
    rows.remember(book, "standings", _STANDINGS.dump_json((*others, *said)).decode())
    old = standing_of(before, standing.email)
    if _asked_by(old) != _asked_by(standing):
        rows.remember(book, STALE, "yes")


def _asked_by(standing: Standing) -> tuple[object, ...]:
    """All of their word that says whether they can be asked."""
    return (
        standing.away,
        standing.rests_until,
        standing.let_be_until,
        standing.stopped,
        standing.hours_in,
        standing.leaves,
    )


def roster(book: Book) -> tuple[Caseworker, ...]:
    """The caseworkers as the register last had them."""
    return _roster(rows.recall(book, "roster"))


def remember_roster(book: Book, people: tuple[Caseworker, ...]) -> tuple[Fact, ...]:
    """Keep the roster, so that decisions by mail can be taken while the register is out of reach.

    Returns that the coordinator emptied the Paused cell of somebody who had too much, where she did.
    """
    paused = {person.email for person in roster(book) if person.paused}
    stopped = {standing.email for standing in standings(book) if standing.stopped}
    lifted = [person.email for person in people if not person.paused and person.email in paused & stopped]
    text = _ROSTER.dump_json(people).decode()
    if text != rows.recall(book, "roster"):
        rows.remember(book, "roster", text)
        rows.remember(book, STALE, "yes")
    gone = {person.email for person in people if person.left}
    for one in standings(book):
        if one.leaves and one.email in gone:  # the tab says it now; whoever comes back is not paused for it
            keep(book, replace(one, wish=None))
    return tuple(PauseLifted(email) for email in lifted)


def hand_over_days(book: Book, lines: Collection[tuple[str, str, date, date]]) -> None:
    """What somebody told us by mail and now stands on the tab Availability is the coordinator's to change.

    `lines`: who, "away", "shadow" or "hours", the first and the last day.
    """
    for one in standings(book):
        away = tuple(days for days in one.away if (one.email, "away", days.start, days.end) not in lines)
        shadow = tuple(day for day in one.shadow if (one.email, "shadow", day, day) not in lines)
        hours = tuple(
            span for span in one.hours_in if (one.email, "hours", span.start, span.end) not in lines
        )
        if (away, shadow, hours) != (one.away, one.shadow, one.hours_in):
            keep(book, replace(one, away=away, shadow=shadow, hours_in=hours))


def remember_paused(book: Book, written: Mapping[str, bool]) -> None:
    """What we have just written under Paused ourselves, by address: from now on an edit of it is hers."""
    people = roster(book)
    now = tuple(replace(one, paused=written.get(one.email, one.paused)) for one in people)
    if now != people:
        rows.remember(book, "roster", _ROSTER.dump_json(now).decode())
        rows.remember(book, STALE, "yes")


_STANDINGS = TypeAdapter(tuple[Standing, ...])
_ROSTER = TypeAdapter(tuple[Caseworker, ...])


@lru_cache(maxsize=4)
def _roster(text: str) -> tuple[Caseworker, ...]:
    return _ROSTER.validate_python(json.loads(text)) if text else ()


@lru_cache(maxsize=4)
def _standings(text: str) -> tuple[Standing, ...]:
    return _STANDINGS.validate_python(json.loads(text)) if text else ()
