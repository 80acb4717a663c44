"""The morning look: once a working day, how much everybody carries, and what follows from it.

One look a day is enough for limits that are counted in days, and nobody is written to at night. A day on
which the service did not run is made up for on the next: what counts is how things stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from casework.breaks import breaks_due, unbroken
from casework.calendar import add_working_days, is_working_day, local_day
from casework.capacity import Capacity, Short, capacity_of, short
from casework.check_ins import STALE_AFTER, debriefs_due, long_hard, pulses_due
from casework.effects import Attend
from casework.facts import Fact
from casework.facts.due import CapacityEased, CapacityShort, LoadSeen
from casework.figures import Lived
from casework.meters import Watch, over_limits, watched
from casework.model import Policy, Team
from casework.overdue import overdue
from casework.own_word import without_old
from casework.rated import ratings_old
from casework.run_out import run_out
from casework.staging import weights_seen
from jobs.calibrating import quarterly
from jobs.journal import cases, effects, rows
from jobs.journal.forgetting import Unread, forget_ratings, forget_told
from jobs.journal.store import Book
from jobs.levelling import levels_seen
from jobs.noted import by_month, hours_noted
from jobs.record import ADVICE_FIRST, keep, record, standings, team
from jobs.world import World

BRANCH = ""
"""Stands for the whole branch, where a watch names a caseworker."""

_WATCHES = TypeAdapter(tuple[Watch, ...])
_UNBROKEN = TypeAdapter(dict[str, date])


def look_round(world: World, now: datetime) -> int:
    """Record what today's look brings, all in one transaction; returns how many facts."""
    local = now.astimezone(ZoneInfo(world.policy.timezone))
    today = local.date()
    if not is_working_day(today, world.policy) or local.time() < world.policy.open_from:
        return 0
    with world.journal.begin() as book:
        if rows.recall(book, "looked round") == today.isoformat():
            return 0
        rows.remember(book, "looked round", today.isoformat())
        people = team(book, world, now)
        for line in run_out(people.caseworkers, today):
            effects.queue(book, line, now, None)
        facts = list(_facts(book, world, people, now))
        for fact in facts:
            record(book, world, fact, "", now)
        if days := world.policy.care.rating_days:
            _leave(book, forget_ratings(book, now - timedelta(days=days)), now)
        if days := world.policy.care.told_days:
            _forget_told(book, now - timedelta(days=days), now)
    return len(facts)


def _forget_told(book: Book, before: datetime, now: datetime) -> None:
    """What caseworkers said of offers and of their own time, once it is old (G-13)."""
    _leave(book, forget_told(book, before), now)
    for standing in standings(book):
        if (kept := without_old(standing, before.date())) != standing:
            keep(book, kept)


def _leave(book: Book, left: list[Unread], now: datetime) -> None:
    """To a person; said once of each."""
    for unread in left:
        line = Attend(
            unread.ref,
            "A line of the history that may say what a case asks of feelings, or what somebody said of their "
            "own time, is too old to be kept and could not be read: it was left as it is.",
            f"Ask whoever looks after the service to empty line {unread.n} of the table history in state.db.",
            once=f"unread history {unread.n}",
        )
        effects.queue(book, line, now, None)


def _facts(book: Book, world: World, people: Team, now: datetime) -> Iterator[Fact]:
    policy, today = world.policy, local_day(now, world.policy)
    lately = cases.lately(book, now - STALE_AFTER)
    yield from weights_seen(lately, policy, today)
    yield from ratings_old(cases.rated(book), policy, now)
    numbers = capacity_of(lately, lived(book, policy), people, policy, now)
    yield from _limits(book, numbers, people, overdue(lately, today), policy, now)
    if rows.recall(book, ADVICE_FIRST) == "on" and not short(numbers, policy.care):
        yield CapacityEased(numbers)
    yield from debriefs_due(lately, people, policy, today)
    yield from long_hard(people, policy, today)
    yield from _breaks(book, people, policy, today)
    yield from pulses_due(people, today)
    yield from levels_seen(book, world, people, now)
    yield from quarterly(book, policy, now)


def _limits(
    book: Book, numbers: Capacity, people: Team, late: Mapping[str, int], policy: Policy, now: datetime
) -> Iterator[Fact]:
    """Whose cases are too much by the count, and whether the branch is at the edge: each told once.

    The watches are kept for tomorrow.
    """
    before = _WATCHES.validate_json(rows.recall(book, "watches") or "[]")
    logged = hours_logged(book, policy, now)
    over = over_limits(people.caseworkers, people.open_cases, logged, policy, now, late)
    today = local_day(now, policy)
    long = today > add_working_days(_looks_since(book, today), policy.care.unallocated_days, policy)
    branch = {(BRANCH, why) for why in short(numbers, policy.care) if long or why is not Short.WAITING}
    stopped = {standing.email for standing in people.standings if standing.stopped}
    resting = {one.email for one in people.caseworkers if one.paused} - stopped
    after, ripe = watched(before, over | branch, policy.care, today, resting)
    if after != before:
        rows.remember(book, "watches", _WATCHES.dump_json(after).decode())
    for who, limits in sorted(ripe.items()):
        if who == BRANCH:
            yield CapacityShort(tuple(Short(limit) for limit in limits), numbers)
        else:
            yield LoadSeen(who, limits)


def _looks_since(book: Book, today: date) -> date:
    """The day of the first look. A branch that brings its old spreadsheet has cases that wait since long,
    caseworkers whose addresses it has still to write down, and days away that nobody told us of."""
    if not (since := rows.recall(book, "looks round since")):
        rows.remember(book, "looks round since", since := today.isoformat())
    return date.fromisoformat(since)


def _breaks(book: Book, people: Team, policy: Policy, today: date) -> Iterator[Fact]:
    """Whoever has had cases for long without a day away. Since when, is kept for tomorrow."""
    before = _UNBROKEN.validate_json(rows.recall(book, "unbroken") or "{}")
    known = unbroken(before, people, policy, today, _looks_since(book, today))
    if known != before:
        rows.remember(book, "unbroken", _UNBROKEN.dump_json(known).decode())
    yield from breaks_due(known, people, policy, today)


def hours_logged(book: Book, policy: Policy, now: datetime) -> dict[str, list[float]]:
    """Hours noted in each of the last whole months, oldest first, of whoever noted any."""
    month = local_day(now, policy).replace(day=1)
    months: list[str] = []
    for _ in range(policy.care.logged_months):
        month = (month - timedelta(days=1)).replace(day=1)
        months.insert(0, f"{month:%Y-%m}")
    found: dict[str, list[float]] = {}
    for (_, who, when), hours in by_month(hours_noted(book)).items():
        if when in months:
            found.setdefault(who, [0.0] * len(months))[months.index(when)] += hours
    return found


def lived(book: Book, policy: Policy) -> list[Lived]:
    """When each case came in and was closed, as days where the branch is."""
    return [
        Lived(local_day(came, policy), local_day(closed, policy) if closed else None)
        for came, closed in cases.lived(book)
    ]
