"""Does a plan keep to every hard rule? Asked of every plan before it is shown (DOMAIN.md A-06).

Shares nothing with the planners, nor with the table of rules: it is written from ALLOCATION.md a second time,
so that a slip there is not repeated here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from casework.plan.problem import Case, Caseworker, Pair, Problem

TOLERANCE = 1e-9


class PlanBroken(Exception):
    """A plan breaks a hard rule and must not be shown. The text names the rules."""


def check(problem: Problem, plan: Sequence[Pair], unallocated: Iterable[str] | None = None) -> list[str]:
    """Each breach as "code: case, person"; empty for a plan that may be shown.

    `unallocated`, where given, must be exactly the cases that the plan leaves out.
    """
    cases = {case.id: case for case in problem.cases}
    people = {person.id: person for person in problem.caseworkers}
    broken = [f"unknown case {pair.case}" for pair in plan if pair.case not in cases]
    broken += [f"{name} planned twice" for name, n in Counter(pair.case for pair in plan).items() if n > 1]
    for pair in plan:
        broken += [f"unknown caseworker {name}" for name in _both(pair) if name not in people]
    if broken:
        return broken
    for pair in plan:
        broken += _of_pair(cases[pair.case], pair, people)
        broken += _kept_apart(problem, pair)
    theirs: dict[str, list[Pair]] = {}
    for pair in plan:
        for name in set(_both(pair)):
            theirs.setdefault(name, []).append(pair)
    for person in problem.caseworkers:
        broken += _of_person(problem, person, theirs.get(person.id, []), cases)
    if unallocated is not None:
        missing = cases.keys() - {pair.case for pair in plan}
        if sorted(missing) != sorted(unallocated):
            broken.append("the unallocated cases are not those that the plan leaves out")
    return broken


def must_hold(problem: Problem, plan: Sequence[Pair], unallocated: Iterable[str]) -> None:
    """Raise `PlanBroken` unless the plan keeps to every rule."""
    if broken := check(problem, plan, unallocated):
        raise PlanBroken("The plan was not shown, since it breaks a rule: " + "; ".join(broken) + ".")


def must_fit(problem: Problem, pair: Pair, standing: str) -> None:
    """Raise `PlanBroken` unless whoever is new in the pair may go with `standing`, who has a part already.

    `standing` was chosen by a person, and is not asked about again: only that the two may go together.
    """
    case = next(case for case in problem.cases if case.id == pair.case)
    people = {person.id: person for person in problem.caseworkers}
    leads = pair.second == standing
    new = people[pair.lead if leads or pair.second is None else pair.second]
    broken = [*_of_one(case, new, "lead" if leads else "second"), *(_of_lead(case, new) if leads else ())]
    if standing in people:  # or they have gone from the tab, and nothing is known of them
        broken += _of_both(case, pair, [people[standing], new])
    broken += _kept_apart(problem, pair)
    broken += _of_person(problem, new, [pair], {case.id: case})
    if broken:
        raise PlanBroken("The suggestion was not shown, since it breaks a rule: " + "; ".join(broken) + ".")


def _both(pair: Pair) -> list[str]:
    return [pair.lead] if pair.second is None else [pair.lead, pair.second]


def _of_pair(case: Case, pair: Pair, people: dict[str, Caseworker]) -> Iterator[str]:
    lead = people[pair.lead]
    team = [people[name] for name in _both(pair)]
    parts = ["sole"] if pair.second is None else ["lead", "second"]
    for part, person in zip(parts, team, strict=True):
        yield from _of_one(case, person, part)
    yield from _of_lead(case, lead)
    yield from _of_both(case, pair, team)


def _of_one(case: Case, person: Caseworker, part: str) -> Iterator[str]:
    yield from (f"{code}: {case.id}, {person.id}" for code in _against(case, person))
    if part not in person.takes:
        yield f"H10: {case.id}, {person.id}"


def _of_lead(case: Case, lead: Caseworker) -> Iterator[str]:
    if case.hearing and not lead.accredited:
        yield f"H6: {case.id}, {lead.id}"
    if lead.level < (2 if case.hearing or case.emotional >= 2 else 1):
        yield f"H7: {case.id}, {lead.id}"
    if case.must_speak and case.language not in lead.languages:
        yield f"H9: {case.id}, {lead.id}"


def _of_both(case: Case, pair: Pair, team: Sequence[Caseworker]) -> Iterator[str]:
    if pair.second == pair.lead:
        yield f"H15: {case.id}, {pair.lead}"
    if max(person.level for person in team) < 2:
        yield f"H16: {case.id}, {pair.lead}"


def _kept_apart(problem: Problem, pair: Pair) -> list[str]:
    return [f"H17: {pair.case}, {pair.lead}" for two in problem.apart if two == set(_both(pair))]


def _against(case: Case, person: Caseworker) -> Iterator[str]:
    def folded(text: str) -> str:
        return text.strip().casefold()

    if person.away:
        yield "H1"
    if person.paused:
        yield "H2"
    home = folded(case.employer), folded(case.department)
    if home[1] and home == (folded(person.employer), folded(person.department)):
        yield "H3"
    if person.id in case.not_with:
        yield "H4"
    if person.level < 1:
        yield "H7"
    if case.id in person.declined:
        yield "H8"
    if case.woman_only and not person.woman:
        yield "H9"
    if folded(case.category) and folded(case.category) in map(folded, person.not_yet):
        yield "H10"
    if person.covers is not None and case.employer not in person.covers:
        yield "H12"


def _of_person(
    problem: Problem, person: Caseworker, theirs: list[Pair], cases: dict[str, Case]
) -> Iterator[str]:
    """What was given to one person in all; whoever gets nothing may be over their cap already."""
    if not theirs:
        return
    settings, load, heavy = problem.settings, person.load, person.heavy
    for pair in theirs:
        case = cases[pair.case]
        share = settings.share_lead if person.id == pair.lead else settings.share_second
        load += case.points * (settings.share_sole if pair.second is None else share)
        heavy += case.emotional == 3
    if person.cases + len(theirs) > person.max_cases:
        yield f"H11: {person.id} has too many cases"
    if len(theirs) > person.max_new:
        yield f"H11: {person.id} gets too many new cases"
    if heavy > person.max_heavy:
        yield f"H11: {person.id} has too many heavy cases"
    if load > person.capacity * settings.max_utilisation + TOLERANCE:
        yield f"H11: {person.id} would be loaded above the cap"
    held = {pair.case for pair in theirs}
    for one in sorted(held):
        against = cases[one].opposes | {other for other in held if one in cases[other].opposes}
        if against & held:
            yield f"H5: {person.id} would be on both sides of {one}"
