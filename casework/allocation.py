"""Whom to suggest for one case: the pair that the plan would take, and who else could (DOMAIN.md §4.2)."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from casework.eligibility import WORDS, in_words
from casework.fullness import full
from casework.model import Case, Caseworker, Part, Policy, Suggestion, Team
from casework.plan.check import must_fit, must_hold
from casework.plan.greedy import ranked
from casework.plan.ground import LEFT, Ground, prepare
from casework.plan.heuristic import better, quick
from casework.plan.least import possible
from casework.plan.problem import Pair, Role
from casework.plan.rules import Question, codes
from casework.plan.state import State
from casework.spared import EITHER, may_be_passed_over
from casework.staffing import Staffing, settings, staffing
from casework.standing import still_wanted
from casework.telling import Telling

CHANGES = 200
"""Tried for one case: more find nothing better."""


def suggest(case: Case, team: Team, policy: Policy, now: datetime, *, spare: bool = True) -> Suggestion:
    """Whom the plan would ask about this case, given what everybody has or is suggested for.

    Whoever stands already (said yes, or has been asked) stays, and only the other is looked for. Whoever was
    silent on this case comes last; who is spared (casework/spared.py) where nobody else is left, unless
    nobody is to be spared (`spare`: what is only supposed presses nobody).
    Deterministic: ties go to whoever waited longest, then by address.
    """
    silent = {(case.ref, email) for email in case.lapsed}
    presses = (frozenset[str](), may_be_passed_over(case, policy, now)) if spare else (EITHER,)
    found = Suggestion((), ())
    for without in (silent, frozenset[tuple[str, str]]()) if silent else (silent,):
        for pressing in presses:
            desk = staffing([case], team, policy, now, without=without, pressing={case.ref: pressing})
            found = _for_one(case, desk, team, policy)
            if found.candidates:
                return found
    return found


def _for_one(case: Case, desk: Staffing, team: Team, policy: Policy) -> Suggestion:
    ground = prepare(desk.problem)
    part, standing = still_wanted(case)
    if part is not Part.PAIR:
        return _other_half(case, desk, ground, part, standing, team, policy)
    choices = better(ground, quick(ground), possible(ground), CHANGES, lambda: False)
    must_hold(desk.problem, ground.pairs(choices), [case.ref] if choices[0] == LEFT else [])
    return Telling.of(desk, ground, choices, team, policy).suggestion(case, 0)


def _other_half(
    case: Case, desk: Staffing, ground: Ground, part: Part, standing: str, team: Team, policy: Policy
) -> Suggestion:
    """The best few to go with somebody who stands: cheapest for the plan first."""
    at, free = (0, ground.leads[0]) if part is Part.LEAD else (1, ground.seconds[0])
    level = {person.id: person.level for person in ground.people}
    free = tuple(n for n in free if ground.people[n].id != standing)
    able = tuple(n for n in free if ground.people[n].level == 2 or level.get(standing, 2) == 2)
    state = State(ground, height=float("inf"))
    best = [n for _, n in ranked(state, 0, able, at)][: policy.suggestions]
    for new in (ground.people[n].id for n in able):
        lead, second = (new, standing) if part is Part.LEAD else (standing, new)
        must_fit(desk.problem, Pair(case.ref, lead, second), standing)
    telling = Telling.of(desk, ground, (LEFT,), team, policy)
    words = telling.words(case)
    both_new = [ground.people[n].id for n in free if n not in able]
    left_out = tuple(one for one in telling.left_out(case, 0, both_new) if one.email != standing)
    everyone = tuple(sorted(ground.people[n].id for n in able))
    beside = tuple(words.beside(n, at, standing) for n in best)
    return Suggestion(beside, left_out, part=part, able=everyone)


def against(
    case: Case, person: Caseworker, part: Part, team: Team, policy: Policy, now: datetime, alone: bool = False
) -> tuple[str, ...]:
    """The codes against one caseworker for one part in one case, as a person's own choice is checked: see
    `looked_at`."""
    return tuple(looked_at(case, person, part, team, policy, now, alone))


def looked_at(
    case: Case, person: Caseworker, part: Part, team: Team, policy: Policy, now: datetime, alone: bool = False
) -> dict[str, str]:
    """What is against one caseworker for one part in one case, as a person's own choice is checked: the codes
    with their words, and of who is full which of their limits it is.

    She may fill somebody's hours a little more than a suggestion would (`most_by_choice`), and whom we only
    suggest for other cases is free for this one: her answer came first.
    """
    desk = staffing([case], team, policy, now, ideas=False)
    by_rule = desk.barred.get((case.ref, person.email), ())
    planned = next(one for one in desk.problem.caseworkers if one.id == person.email)
    role: Role = "second" if part is Part.SECOND else "sole" if alone else "lead"
    numbers = settings(policy, most_used=policy.workload.most_by_choice)
    by_plan = codes(Question(desk.problem.cases[0], planned, role, numbers))
    found = dict.fromkeys((*by_rule, *(code for code in by_plan if code != "H4")))
    limit = full(planned, desk.problem.cases[0], numbers, policy.workload, role)
    return {code: limit if code == "H11" else in_words((code,)) for code in found}


def why_nobody(suggestion: Suggestion) -> list[str]:
    """Why there is no candidate, by count: "9 away", "5 same department" (A-07); or that there is nobody."""
    if not suggestion.candidates and not suggestion.excluded:
        who = "no caseworker" if suggestion.part is Part.PAIR else "no other caseworker"
        return [f"there is {who} on the tab Caseworkers"]
    tally = Counter(code for person in suggestion.excluded for code in person.codes)
    return [f"{count} {WORDS[code]}" for code, count in tally.most_common()]


def why_not(suggestion: Suggestion) -> list[dict[str, str]]:
    """Each person left out, with the reason in words."""
    return [
        {"name": person.name, "why": in_words(person.codes, person.until)} for person in suggestion.excluded
    ]
