"""The branch as an allocation problem: its cases and caseworkers as casework/plan/ takes them (DOMAIN.md §4).

Rules of one case and one person are asked of casework/eligibility.py, and reach the plan as "not with"; the
plan keeps those of parts and of load.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from casework.calendar import add_working_days, local_day
from casework.eligibility import Question, codes, keeps_insurance_list, told_in
from casework.kept_apart import apart_pairs
from casework.languages import spoken, spoken_by_any, wanted
from casework.model import Case, Caseworker, Level, OpenCase, Policy, Preference, Team
from casework.own_word import Standing
from casework.places import place
from casework.plan import problem as planned
from casework.plan.problem import Problem, Role, Settings
from casework.sides import opposites
from casework.spared import Spared, spared
from casework.standing import still_wanted
from casework.urgency import is_urgent, next_date
from casework.workload import Load, capacity, held, hours_of_case, most_cases

HEARING = re.compile(r"hearing|disciplin|dismissal|appeal|grievance meeting|formal meeting", re.IGNORECASE)
"""Words of a hearing, and not of any other meeting."""

HEARD = frozenset({"disciplinary", "dismissal"})
"""A date of such a case is a hearing, unless the form says otherwise."""

PARTS: Mapping[Preference, frozenset[Role]] = {
    Preference.NONE: frozenset(("lead", "second", "sole")),
    Preference.ALONE: frozenset(("lead", "sole")),
    Preference.PAIRED: frozenset(("lead", "second")),
    Preference.SHADOW: frozenset(),
}


NOBODY_PRESSED: Mapping[str, Collection[str]] = {}


@dataclass(frozen=True, slots=True)
class Staffing:
    """A problem, and what was found out on the way: who is barred from which case by which rules, and what
    everybody has without the cases at hand."""

    problem: Problem
    barred: Mapping[tuple[str, str], tuple[str, ...]]  # by reference and address
    loads: Mapping[str, Load]
    spared: Mapping[str, Spared]  # who is not asked just now, by address


def staffing(
    cases: Sequence[Case],
    team: Team,
    policy: Policy,
    now: datetime,
    *,
    without: Collection[tuple[str, str]] = (),
    pressing: Mapping[str, Collection[str]] = NOBODY_PRESSED,
    seconds: float = 0.0,
    ideas: bool = True,
) -> Staffing:
    """The problem of finding people for `cases`, whatever these cases have now. `without`: references and
    addresses that are not to come together this time; `pressing`: which codes of those who are
    spared (casework/spared.py) do not count for a case, by its reference; `ideas`: whether the other cases
    that people are only suggested for fill them up."""
    refs = {case.ref for case in cases}
    others = [other for other in team.open_cases if other.ref not in refs]
    loads = held(team.caseworkers, others, policy, now)
    if not ideas:
        loads = {email: load.firm for email, load in loads.items()}
    held_by = holds(others, team.standings)
    listed = keeps_insurance_list(team.caseworkers)
    spare = spared(team, refs, policy, now)
    apart_from = apart_pairs(tuple(team.caseworkers))
    barred = {}
    for case in cases:
        _, standing = still_wanted(case)
        days, told = offer_days(case, policy, now), told_in(case)
        for person in team.caseworkers:
            question = Question(case, person, *days, policy, told, held_by.get(person.email, ()), listed)
            found = codes(question)
            if standing and "H17" not in found and {person.email, standing} in apart_from:
                found = (*found, "H17")
            rest = spare.get(person.email)
            if not found and rest is not None and rest.code not in pressing.get(case.ref, ()):
                found = (rest.code,)
            if found:
                barred[case.ref, person.email] = found
    apart: dict[str, set[str]] = {case.ref: set() for case in cases}
    for ref, email in (*barred, *without):
        apart.setdefault(ref, set()).add(email)
    opposed = opposites(cases)
    known = _Known(team)
    accreditation = any(person.accredited is not None for person in team.caseworkers)
    people = _People(team, policy, now, loads, accreditation)
    tongues = spoken_by_any(team.caseworkers)
    return Staffing(
        Problem(
            tuple(
                known.told_of(
                    _in_a_language(
                        _case(case, apart[case.ref], opposed[case.ref], policy, now), case, tongues
                    ),
                    case,
                )
                for case in cases
            ),
            tuple(people.planned(person) for person in team.caseworkers),
            settings(policy, seconds),
            team.helped.pairs,
            apart_from,
        ),
        barred,
        loads,
        spare,
    )


def settings(policy: Policy, seconds: float = 0.0, most_used: float | None = None) -> Settings:
    """The branch's numbers, as the plan takes them."""
    numbers = policy.workload
    return Settings(
        share_lead=numbers.share_lead,
        share_second=numbers.share_second,
        share_sole=numbers.share_sole,
        max_utilisation=numbers.most_used if most_used is None else most_used,
        seconds=seconds,
        soft=numbers.soft,
        in_turn=1,  # docs/why/022: 5 % and 4 % of two people's time must not outweigh what a member needs
    )


def offer_days(case: Case, policy: Policy, now: datetime) -> tuple[date, date]:
    """The first and last day on which an offer made now could be answered."""
    today = local_day(now, policy)
    days = policy.urgent_offer_days if is_urgent(case, policy, now) else policy.offer_days
    return today, add_working_days(today, days, policy)


def is_hearing(case: Case, today: date) -> bool:
    """Whether the case's next date is a hearing, at which a companion must be accredited (s.10; H6)."""
    day = next_date(case, today)
    if day is None or day < today:
        return False
    noted = " ".join(each.what for each in case.key_dates if each.day == day and not each.done)
    what = noted or (case.form.text("key_event") if day == case.form.day("key_date") else "")
    return bool(HEARING.search(what)) if what else bool(HEARD & set(case.categories))


def heaviest(case: Case, policy: Policy) -> str:
    """The category that makes most of the case's weight."""
    names = sorted(case.categories)
    return max(names, key=lambda name: policy.points.get(name, policy.default_points), default="")


def _case(
    case: Case, apart: Collection[str], opposed: frozenset[str], policy: Policy, now: datetime
) -> planned.Case:
    return planned.Case(
        id=case.ref,
        points=hours_of_case(case.points, case.emotional, policy.workload),
        emotional=case.emotional,
        category=heaviest(case, policy),
        urgent=is_urgent(case, policy, now),
        hearing=is_hearing(case, local_day(now, policy)),
        not_with=frozenset(apart),
        opposes=opposed,
        place=place(case.form.text("workplace")),
    )


def _in_a_language(planned_case: planned.Case, case: Case, spoken_here: frozenset[str]) -> planned.Case:
    """The case with the language its member asks for. What nobody speaks is no reason to find nobody."""
    asked = wanted(case)
    if asked is None or asked.language not in spoken_here:
        return planned_case
    return replace(planned_case, language=asked.language, must_speak=asked.needed)


@dataclass(frozen=True, slots=True)
class _Known:
    """What earlier cases say of a new one, of those who are with us."""

    team: Team

    def told_of(self, planned_case: planned.Case, case: Case) -> planned.Case:
        """The case with who has helped its member before, and who has had one like it."""
        here = {person.email for person in self.team.caseworkers if not person.left}
        helped = self.team.helped
        versed = helped.had(planned_case.category, case).keys() & here
        return replace(planned_case, before=helped.before(case) & here, versed=frozenset(versed))


def holds(others: Sequence[OpenCase], standings: Iterable[Standing]) -> dict[str, tuple[OpenCase, ...]]:
    """The cases in which somebody has a part or was asked to take one, or at whose meetings they have been,
    by address: who has heard one side of a dispute is not asked about the other (H5)."""
    found: dict[str, tuple[OpenCase, ...]] = {}
    for case in others:
        if case.lead or case.offered_to or case.second or case.second_offered_to:
            for email in {case.lead, case.offered_to, case.second, case.second_offered_to} - {""}:
                found[email] = (*found.get(email, ()), case)
    watched = {ref for one in standings for ref in one.sat_in}
    by_ref = {case.ref: case for case in others if case.ref in watched} if watched else {}
    for one in standings:
        if sat_in := tuple(by_ref[ref] for ref in one.sat_in if ref in by_ref):
            found[one.email] = (*found.get(one.email, ()), *sat_in)
    return found


@dataclass(frozen=True, slots=True)
class _People:
    team: Team
    policy: Policy
    now: datetime
    loads: Mapping[str, Load]
    accreditation: bool  # whether the tab says anything of it; else it is not what the branch goes by

    def planned(self, person: Caseworker) -> planned.Caseworker:
        load, numbers = self.loads[person.email], self.policy.workload
        waited = None if load.last_at is None else max(0.0, (self.now - load.last_at).days)
        return planned.Caseworker(
            id=person.email,
            level=0 if person.preference is Preference.SHADOW else int(person.level),
            capacity=capacity(person, self.policy),
            load=load.points + load.suggested,
            cases=load.open_cases + load.suggested_cases,
            max_cases=most_cases(person, self.policy),
            max_new=max(0, numbers.most_new - load.new - load.suggested_cases),
            max_heavy=numbers.most_heavy,
            heavy=load.heavy + load.suggested_heavy,
            accredited=self._accredited(person),
            woman=person.woman,
            days_since_last=waited,
            wants=frozenset(person.wants),
            languages=spoken(person),
            places=frozenset(map(place, person.workplaces)),
            takes=PARTS[person.preference],
        )

    def _accredited(self, person: Caseworker) -> bool:
        if not self.accreditation:
            return person.level is Level.EXPERIENCED
        until = person.accredited_until
        return bool(person.accredited) and (until is None or until >= local_day(self.now, self.policy))
