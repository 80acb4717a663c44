"""Who is not asked just now, so that nobody is pressed (SD-12): whoever has an offer open about another case,
and, for some working days, whoever let one run out.

Silence is no, and nothing is made of it: it is not counted, the days are the same after the first and the
tenth, and they are no rest that somebody would have to end. A case that finds nobody else passes over an
open offer, and Why says so to the coordinator, who decides; an urgent one passes over the days of peace too.
She may always ask them by name.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from casework.calendar import add_working_days, local_day
from casework.model import Case, Policy, Team
from casework.urgency import is_urgent

OPEN, LET_BE = "OPEN", "LET_BE"
EITHER = frozenset({OPEN, LET_BE})


@dataclass(frozen=True, slots=True)
class Spared:
    """Why somebody is not asked, by code, and the last day of it."""

    code: str
    until: date

    @property
    def told(self) -> str:
        """ "has an offer open until Tuesday 24 November"."""
        if self.code == OPEN:
            return f"has an offer open until {weekday(self.until)}"
        return "let an offer run out not long ago"


def weekday(day: date) -> str:
    """ "Tuesday 24 November"."""
    return f"{day:%A} {day.day} {day:%B}"


def spared(team: Team, besides: Collection[str], policy: Policy, now: datetime) -> Mapping[str, Spared]:
    """Everybody who is spared, by address. `besides`: references of the cases for which somebody is looked
    for; an offer about one of them presses nobody."""
    today = local_day(now, policy)
    peace = {
        one.email: Spared(LET_BE, one.let_be_until)
        for one in team.standings
        if one.let_be_until is not None and today <= one.let_be_until
    }
    ends: dict[str, datetime] = {}
    for case in team.open_cases:
        if case.ref in besides:
            continue
        for email, until in (
            (case.offered_to, case.offered_until),
            (case.second_offered_to, case.second_offered_until),
        ):
            if email:
                ends[email] = max(until or now, ends.get(email, now))
    day = timedelta(days=1)
    opens = {email: Spared(OPEN, max(today, local_day(end, policy) - day)) for email, end in ends.items()}
    return opens | peace  # of who has both: that they are asked about nothing else was promised


def may_be_passed_over(case: Case, policy: Policy, now: datetime) -> frozenset[str]:
    """The codes that this case passes over where nobody else is left."""
    return EITHER if is_urgent(case, policy, now) else frozenset({OPEN})


def let_be(last: date, policy: Policy) -> date | None:
    """Until when somebody is let be whose offer ran out with `last`; None: the branch has it otherwise."""
    days = policy.care.let_be_days
    return add_working_days(last, days, policy) if days else None
