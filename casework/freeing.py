"""Which single rule would free somebody for a case that nobody can take (DOMAIN.md §4.5, method 4).

Only rules of the table below are relaxed, one at a time and for one person: what people have set themselves,
or a coordinator may decide. What never relaxes is not in it, nor are rests and absences: nobody is pressed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from casework.model import Case, Caseworker, Part, Policy, Team
from casework.plan.check import check, must_fit
from casework.plan.ground import Ground, prepare
from casework.plan.problem import Case as PlannedCase
from casework.plan.problem import Caseworker as Planned
from casework.plan.problem import Pair, Problem, Role, utilisation
from casework.plan.rules import ROLES, open_parts
from casework.staffing import Staffing, staffing
from casework.standing import still_wanted
from casework.workload import percent, usual_cases

SHOWN = 4
"""Names told for one rule."""

BY_NAME = "name them in your answer"
BY_HAND = "write their name under Caseworker yourself"

Relaxed = Callable[[Planned, Caseworker, Policy], dict[str, Any]]
"""What a rule, relaxed for somebody, makes of what the plan knows of them: only what is other than it was."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that may be relaxed. `code` is that of §4.1; `bars`: it stands between person and case before
    any plan is made, so that the person has to be let in. `how`: what makes it so, once they agree."""

    name: str
    code: str
    words: str
    how: str
    relaxed: Relaxed = lambda person, who, policy: {}
    bars: bool = False


def _experienced(person: Planned, who: Caseworker, policy: Policy) -> dict[str, Any]:
    return {"level": 2} if person.level == 1 else {}


def _more_hours(person: Planned, who: Caseworker, policy: Policy) -> dict[str, Any]:
    numbers = policy.workload
    more = person.capacity * max(1.0, numbers.most_by_choice / numbers.most_used)
    return {"capacity": more} if more > person.capacity else {}


def _one_more(person: Planned, who: Caseworker, policy: Policy) -> dict[str, Any]:
    """Their own limit only: the branch's, and that of whoever is new, are nobody's to give away."""
    more = min(person.cases + 1, usual_cases(who, policy))
    return {"max_cases": more} if more > person.max_cases else {}


def _sooner(person: Planned, who: Caseworker, policy: Policy) -> dict[str, Any]:
    return {"max_new": 1} if person.max_new < 1 else {}


def _harder(person: Planned, who: Caseworker, policy: Policy) -> dict[str, Any]:
    return {"max_heavy": person.heavy + 1} if person.heavy >= person.max_heavy else {}


def _any_part(person: Planned, who: Caseworker, policy: Policy) -> dict[str, Any]:
    return {"takes": frozenset(ROLES)} if 0 < len(person.takes) < len(ROLES) else {}


RELAXABLE: tuple[Rule, ...] = (
    Rule("left out", "ANOTHER", "If somebody whom you had left out may be asked", BY_NAME, bars=True),
    Rule("experience", "H16", "If somebody new led it, or nobody experienced went with them", BY_NAME,
         _experienced),
    Rule("hours", "H11", "If somebody gave a little more than their hours", BY_NAME, _more_hours),
    Rule("limit", "H11", "If somebody took one case more than their own limit",
         "change Most cases beside their name", _one_more),
    Rule("new cases", "H11", "If somebody took another new case within 28 days", BY_HAND, _sooner),
    Rule("hard cases", "H11", "If somebody took one more of the hardest cases", BY_HAND, _harder),
    Rule("kind", "H10", "If somebody took this kind of case, which stands under Not yet beside their name",
         "change Not yet beside their name", bars=True),
    Rule("part", "H10", "If somebody took the part that they would rather not take",
         "change Alone or paired beside their name", _any_part),
)  # fmt: skip
"""The gentlest first. None has a code of `NEVER_RELAXED`, nor H1 or H2; a test holds it."""


@dataclass(frozen=True, slots=True)
class Freed:
    """Somebody whom one rule keeps from a case that nobody can take: with whom they could go ("" alone), and
    the part of their time that would be used then."""

    rule: Rule
    person: Caseworker
    partner: str
    used: float
    cases: int  # that they have now


def freed(case: Case, team: Team, policy: Policy, now: datetime) -> tuple[Freed, ...]:
    """Whom each rule of the table, relaxed for them alone, would free; nobody where somebody can be had."""
    desk = staffing([case], team, policy, now)
    ground = prepare(desk.problem)
    at = _Search(case, desk, ground, team, policy)
    if at.possible():
        return ()
    return tuple(one for rule in RELAXABLE for one in at.freed_by(rule))


def in_words(found: tuple[Freed, ...]) -> list[str]:
    """One sentence for each rule: whom it would free, and how it is done once they agree."""
    said = []
    for rule in RELAXABLE:
        theirs = [one for one in found if one.rule is rule]
        if not theirs:
            continue
        names = ", ".join(_name(one) for one in theirs[:SHOWN])
        more = f" and {len(theirs) - SHOWN} more" if len(theirs) > SHOWN else ""
        said.append(f"{rule.words}: {names}{more}. If they agree, {rule.how}.")
    return said


def _name(one: Freed) -> str:
    """ "Ana Ruiz with Ben Osei (to 104 %)"."""
    beside = f" with {one.partner}" if one.partner else ""
    if one.rule.name == "hours":
        return f"{one.person.name}{beside} (to {percent(one.used)})"
    return f"{one.person.name}{beside}" + (f" (has {one.cases})" if one.rule.name == "limit" else "")


@dataclass(frozen=True, slots=True)
class _Search:
    case: Case
    desk: Staffing
    ground: Ground
    team: Team
    policy: Policy

    def possible(self) -> bool:
        """Whether somebody can be found without any rule being relaxed."""
        part, standing = still_wanted(self.case)
        ground = self.ground
        if part is Part.PAIR:
            pairs = (
                ground.may(0, (lead, second)) for lead in ground.leads[0] for second in ground.seconds[0]
            )
            return bool(ground.soles[0]) or any(pairs)
        able = ground.leads[0] if part is Part.LEAD else ground.seconds[0]
        return any(self._goes_with(ground.people[n], standing) for n in able)

    def freed_by(self, rule: Rule) -> Iterator[Freed]:
        """Those whom this rule alone keeps out, in the order of the tab."""
        planned = {person.id: person for person in self.desk.problem.caseworkers}
        for person in self.team.caseworkers:
            barred = self.desk.barred.get((self.case.ref, person.email), ())
            if person.left or barred != ((rule.code,) if rule.bars else ()):
                continue
            changed = rule.relaxed(planned[person.email], person, self.policy)
            if not (changed or rule.bars):
                continue
            one = replace(planned[person.email], **changed) if changed else planned[person.email]
            if found := self._way(one):
                partner, role = found
                load = one.load + self._case(one).points * self.desk.problem.settings.share(role)
                used = utilisation(load, planned[person.email].capacity)
                yield Freed(rule, person, partner, used, one.cases)

    def _case(self, let_in: Planned) -> PlannedCase:
        case = self.desk.problem.cases[0]
        return replace(case, not_with=case.not_with - {let_in.id}) if let_in.id in case.not_with else case

    def _way(self, one: Planned) -> tuple[str, Role] | None:
        """With whom (a name, or nobody) and in which part they could go, in a plan that the second checker
        finds nothing against; None where they could not."""
        case, settings = self._case(one), self.desk.problem.settings
        able = open_parts(case, one, settings)
        if not able:
            return None
        people = tuple(one if each.id == one.id else each for each in self.desk.problem.caseworkers)
        relaxed = Problem((case,), people, settings, apart=self.desk.problem.apart)
        part, standing = still_wanted(self.case)
        if part is not Part.PAIR:
            role: Role = "lead" if part is Part.LEAD else "second"
            if role not in able or one.id == standing or not self._goes_with(one, standing):
                return None
            pair = Pair(case.id, one.id, standing) if role == "lead" else Pair(case.id, standing, one.id)
            must_fit(relaxed, pair, standing)
            return "", role
        for role, partner in self._ways(one, able):
            with_them = partner.id if partner else None
            pair = Pair(case.id, one.id, with_them)
            if role == "second" and partner:
                pair = Pair(case.id, partner.id, one.id)
            if not check(relaxed, [pair]):
                return self._named(with_them), role
        return None

    def _ways(self, one: Planned, able: Collection[Role]) -> Iterator[tuple[Role, Planned | None]]:
        """The parts open to them, each with somebody to go with: a pair first."""
        ground = self.ground
        ways: tuple[tuple[Role, tuple[int, ...]], ...] = (
            ("lead", ground.seconds[0]),
            ("second", ground.leads[0]),
        )
        for role, others in ways:
            for n in others if role in able else ():
                other = ground.people[n]
                if other.id != one.id and 2 in (one.level, other.level):
                    yield role, other
        if "sole" in able:
            yield "sole", None

    def _goes_with(self, one: Planned, standing: str) -> bool:
        level = {person.id: person.level for person in self.ground.people}.get(standing, 2)
        return one.id != standing and 2 in (one.level, level)

    def _named(self, email: str | None) -> str:
        person = self.team.person(email) if email else None
        return person.name if person else ""
