"""Half a year of casework without a day away that anybody knows of: said to that person alone (SD-46).

It begins nothing and nobody else hears of it. Known are the days away and rests that they, or the
coordinator, have told us; a day without a case is a break as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from casework.calendar import local_day
from casework.check_ins import may_be_asked
from casework.effects import Decision, Grant, Keep, Send
from casework.facts.due import NoBreakSeen
from casework.model import Caseworker, Person, Policy, Role, Team
from casework.own_word import standing_of

GRANT_DAYS = 60

Unbroken = Mapping[str, date]
"""Since when somebody has had cases without a break, by address."""


def unbroken(before: Unbroken, team: Team, policy: Policy, today: date, first: date) -> dict[str, date]:
    """The same as of today; of whoever is away now, tomorrow. `before` is what was known at the last look:
    a line about days away may be taken out of its tab once they are over. `first`: the day of the first look;
    of days away before it nobody has told us."""
    found = {}
    for person in team.caseworkers:
        began = _first_case(person.email, team, policy)
        if began is None or person.left:
            continue
        since = before.get(person.email, max(began, first))
        ends = [min(away.end, today) for away in person.away if away.start <= today and away.end >= since]
        ends += [today] if person.paused else []
        found[person.email] = max([since, *(end + timedelta(days=1) for end in ends)])
    return found


def _first_case(email: str, team: Team, policy: Policy) -> date | None:
    """Since when they have had the oldest of their cases."""
    begun = [
        since
        for case in team.open_cases
        for who, since in ((case.lead, case.lead_since), (case.second, case.second_since))
        if who == email and since is not None
    ]
    return local_day(min(begun), policy) if begun else None


def breaks_due(known: Unbroken, team: Team, policy: Policy, today: date) -> Iterator[NoBreakSeen]:
    """Whoever has had none for as long, has none ahead, and has not been told of it for as long."""
    care = policy.care
    if not (care.check_ins and care.break_days):
        return
    long_ago = today - timedelta(days=care.break_days)
    for person in team.caseworkers:
        since = known.get(person.email)
        told = standing_of(team.standings, person.email).rest_offered_on
        if since is None or since > long_ago or (told and told > long_ago) or _ahead(person, today):
            continue
        if may_be_asked(person.email, team, policy, today):
            yield NoBreakSeen(person.email)


def _ahead(person: Caseworker, today: date) -> bool:
    return any(away.start > today for away in person.away)


def no_break_seen(fact: NoBreakSeen, team: Team, policy: Policy, now: datetime) -> Decision:
    """One mail to them alone, and not again for as long."""
    person, standing = team.person(fact.caseworker), standing_of(team.standings, fact.caseworker)
    if person is None:
        return Decision(None, (), "They are not with us any more.")
    kept = Keep(replace(standing, rest_offered_on=local_day(now, policy)))
    to = Person(person.name, person.email)
    grant = Grant("", person.email, "caseworker", days=GRANT_DAYS)
    sent = Send("no_break", Role.CASEWORKER, to, "", {}, grant=grant)
    why = "A caseworker has had cases for half a year, and no day away is known: they alone are told."
    return Decision(None, (kept, sent), why)
