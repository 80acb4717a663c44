"""When somebody's cases add up to too much by the register alone: hours, feeling, deadlines (DOMAIN.md §3.3).

Only what stands in the register counts: the hours they give, the cases they have said yes to, how hard each
of these is, and which deadlines are past and not ticked off. Not used: offers that are open, declines,
sickness, the hour or the tone of a mail.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from casework.model import Caseworker, OpenCase, Policy
from casework.numbers import Care
from casework.workload import Load, capacity, held, hours_given, used


class Limit(StrEnum):
    """What somebody can be over."""

    HOURS = "hours"  # their cases take more than their hours, for days on end
    FEELING = "feeling"  # together the cases ask too much of feelings
    OVERDUE = "overdue"  # deadlines of theirs lie in the past, not ticked off
    LOGGED = "logged"  # they noted far more hours than they give, for months on end


PATIENT = frozenset({Limit.HOURS, Limit.OVERDUE})
"""Limits that somebody may be over for some days: a busy week, a tick that comes late."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Somebody over a limit since `since`; `told`: it was said; `under`: since when they no longer are."""

    email: str  # empty: the whole branch
    limit: str  # of Limit, or of the branch (casework/capacity.py)
    since: date
    told: bool = False
    under: date | None = None


Over = frozenset[tuple[str, str]]


def firm(cases: Iterable[OpenCase]) -> tuple[OpenCase, ...]:
    """The cases with those alone who have said yes: nobody is over a limit through being asked."""
    return tuple(
        replace(case, offered_to="", second_offered_to="", suggested_to="", second_suggested_to="")
        for case in cases
    )


def over_limits(
    people: Sequence[Caseworker],
    cases: Iterable[OpenCase],
    logged: Mapping[str, Sequence[float]],
    policy: Policy,
    now: datetime,
    overdue: Mapping[str, int] = MappingProxyType({}),
) -> Over:
    """Who is over which limit now. `logged`: hours noted in each of the last whole months, by address;
    `overdue`: deadlines past and not ticked off (casework/overdue.py)."""
    here = [person for person in people if not person.left]
    table = held(here, firm(cases), policy, now)
    return frozenset(
        (person.email, limit)
        for person in here
        for limit in (
            *_limits(person, table[person.email], logged.get(person.email, ()), policy),
            *_past(overdue.get(person.email, 0), policy.care),
        )
    )


def _past(deadlines: int, care: Care) -> Iterable[Limit]:
    return (Limit.OVERDUE,) if 0 < care.overdue <= deadlines else ()


def _limits(person: Caseworker, load: Load, logged: Sequence[float], policy: Policy) -> Iterable[Limit]:
    care = policy.care
    if used(load.points, capacity(person, policy)) > care.used:
        yield Limit.HOURS
    if load.heavy >= care.heavy or load.emotional >= care.emotional:
        yield Limit.FEELING
    given = hours_given(person, policy)
    months = logged[-care.logged_months :]
    if len(months) == care.logged_months and all(hours > care.logged * given for hours in months):
        yield Limit.LOGGED


def watched(
    before: Iterable[Watch], over: Over, care: Care, today: date, resting: Collection[str] = ()
) -> tuple[tuple[Watch, ...], dict[str, tuple[str, ...]]]:
    """The watches after today's look, and who is now to be told of what: each overload once.

    The `PATIENT` limits count only when they have been over for `used_days` at a stretch. Whoever was told
    is told again only if they have been under the limit for as long, and then over it once more. Whoever is
    among the `resting` gets no offers as it is, and is told when that is over.
    """
    known = {(watch.email, watch.limit): watch for watch in before}
    after: list[Watch] = []
    ripe: dict[str, tuple[str, ...]] = {}
    for key in sorted(known.keys() | over):
        watch = known.get(key) or Watch(key[0], key[1], today)
        if key not in over:
            under = watch.under or today
            if watch.told and (today - under).days < care.used_days:
                after.append(replace(watch, under=under))
            continue
        wait = care.used_days if watch.limit in PATIENT else 0
        if not watch.told and (today - watch.since).days >= wait and watch.email not in resting:
            ripe[watch.email] = (*ripe.get(watch.email, ()), watch.limit)
            watch = replace(watch, told=True)
        after.append(replace(watch, under=None))
    return tuple(after), ripe
