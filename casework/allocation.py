"""Whom to suggest: a first ranking by fewest weighted cases among those who can be asked.

The real allocator (pairs, plans, proofs) takes this module's place later; its callers stay as they are.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from casework.calendar import add_working_days, local_day
from casework.eligibility import WORDS, Question, codes, in_words
from casework.model import Candidate, Case, Caseworker, Excluded, Policy, Suggestion, Team
from casework.workload import Load, held, most_cases


def suggest(case: Case, team: Team, policy: Policy, now: datetime) -> Suggestion:
    """Everyone the branch has, sorted into who could be asked (fewest points first) and who not, and why.

    Whoever was silent on this case comes last. Deterministic: ties go by open cases, then by address.
    """
    # An answer to an offer that is still open must not count against the person suggested for the same case.
    table = held(team.caseworkers, [other for other in team.open_cases if other.ref != case.ref], policy, now)
    today = local_day(now, policy)
    last_day = add_working_days(today, policy.offer_days, policy)
    eligible: list[tuple[bool, float, int, str, Caseworker]] = []
    excluded: list[Excluded] = []
    for person in team.caseworkers:
        load = table[person.email]
        against = codes(Question(case, person, today, last_day, load.open_cases, policy))
        if against:
            excluded.append(Excluded(person.name, person.email, against))
        else:
            silent = person.email in case.lapsed
            eligible.append((silent, load.points + load.suggested, load.open_cases, person.email, person))
    ranked = sorted(eligible, key=lambda entry: entry[:4])[: policy.suggestions]
    candidates = tuple(
        Candidate(person.name, person.email, _reason(case, person, table[person.email], policy))
        for *_, person in ranked
    )
    return Suggestion(candidates, tuple(excluded))


def _reason(case: Case, person: Caseworker, load: Load, policy: Policy) -> str:
    count = load.open_cases
    room = most_cases(person, policy) - count
    holds = "no open case" if count == 0 else f"{count} open {_cases(count)} ({load.points:g} points)"
    parts = [f"has {holds} and room for {room}"]
    if case.member.department and person.department:
        parts.append(f"is not in {case.member.department}")
    if person.email in case.lapsed:
        parts.append("did not answer when asked before")
    return f"{person.name} {', and '.join(parts)}."


def _cases(count: int) -> str:
    return "case" if count == 1 else "cases"


def against(case: Case, person: Caseworker, team: Team, policy: Policy, now: datetime) -> tuple[str, ...]:
    """The codes against one caseworker for one case, as a person's own choice is checked."""
    others = [other for other in team.open_cases if other.ref != case.ref]
    count = held([person], others, policy, now)[person.email].open_cases
    today = local_day(now, policy)
    last_day = add_working_days(today, policy.offer_days, policy)
    return codes(Question(case, person, today, last_day, count, policy))


def why_nobody(suggestion: Suggestion) -> list[str]:
    """Why there is no candidate, by count: "9 away", "5 same department" (A-07)."""
    tally = Counter(code for person in suggestion.excluded for code in person.codes)
    return [f"{count} {WORDS[code]}" for code, count in tally.most_common()]


def why_not(suggestion: Suggestion) -> list[dict[str, str]]:
    """Each person left out, with the reason in words."""
    return [{"name": person.name, "why": in_words(person.codes)} for person in suggestion.excluded]
