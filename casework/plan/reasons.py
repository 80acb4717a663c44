"""Why this pair, why not each other person, and why nobody: in words and by code (DOMAIN.md §4.5, A-07)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from casework.plan.ground import NOBODY, Choices, Ground
from casework.plan.problem import Role
from casework.plan.rules import ROLES, WORDS, Question, codes, same
from casework.workload import percent


def excluded(ground: Ground, case: int) -> dict[str, list[str]]:
    """Whoever cannot take any part in this case, with the codes that stand against the part they come
    nearest to."""
    able = {*ground.leads[case], *ground.seconds[case], *ground.soles[case]}
    return {
        person.id: list(_fewest([_codes(ground, case, n, role) for role in ROLES]))
        for n, person in enumerate(ground.people)
        if n not in able
    }


def _fewest(found: list[tuple[str, ...]]) -> tuple[str, ...]:
    return found[min(range(len(found)), key=lambda n: len(found[n]))]


def _codes(ground: Ground, case: int, person: int, role: Role) -> tuple[str, ...]:
    return codes(Question(ground.cases[case], ground.people[person], role, ground.settings))


@dataclass(frozen=True, slots=True)
class Given:
    """A plan by person: their points after it, and the places of the cases it gives them."""

    choices: Choices
    loads: list[float]
    theirs: list[list[int]]


def given(ground: Ground, choices: Choices) -> Given:
    """Reckoned once for all the cases that are left out."""
    theirs: list[list[int]] = [[] for _ in ground.people]
    for n, choice in enumerate(choices):
        for person in choice:
            if person != NOBODY:
                theirs[person].append(n)
    return Given(choices, ground.loads(choices), theirs)


def why_nobody(ground: Ground, plan: Given, case: int) -> dict[str, int]:
    """How many people each code keeps from an unallocated case; everybody has at least one."""
    out = excluded(ground, case)
    tally = Counter(code for theirs in out.values() for code in theirs)
    for n, person in enumerate(ground.people):
        if person.id not in out:
            tally.update(_now(ground, plan, case, n))
    return {code: tally[code] for code in WORDS if tally[code]}


def _now(ground: Ground, plan: Given, case: int, person: int) -> tuple[str, ...]:
    """What keeps somebody from this case who could take a part in it, were it not for the plan."""
    other_side = any(person in plan.choices[other] for other in ground.opposing[case])
    if other_side:
        return ("H5",)
    if _fuller(ground, plan, case, person):
        return ("H11",)
    if person in ground.leads[case] or person in ground.soles[case]:
        return ("H16",) if ground.people[person].level < 2 else ("H11",)
    return tuple(code for code in _codes(ground, case, person, "lead")) or ("H11",)


def _fuller(ground: Ground, plan: Given, case: int, person: int) -> bool:
    """No room left for the smallest part that they could take."""
    theirs = plan.theirs[person]
    able = (ground.leads, ground.seconds, ground.soles)
    parts = [part for part in range(3) if person in able[part][case]]
    smallest = min(ground.points[case][part] for part in parts)
    heavy = sum(ground.cases[n].emotional == 3 for n in (*theirs, case))
    return (
        plan.loads[person] + smallest > ground.limit[person]
        or len(theirs) >= ground.most_new[person]
        or heavy > ground.most_heavy[person]
    )


def in_words(tally: dict[str, int]) -> str:
    """Counts by code as people say them: "9 away, 5 same department, 4 full"."""
    return ", ".join(f"{count} {WORDS[code]}" for code, count in tally.items())


def why(
    ground: Ground, choices: Choices, case: int, used: list[float], loads: list[float]
) -> tuple[str, str]:
    """One plain sentence for the lead and one for the second of a planned case."""
    lead, second = choices[case]
    matter = ground.cases[case]
    parts = ["is experienced" if ground.people[lead].level == 2 else "can lead a case of this kind"]
    if matter.hearing:
        parts.append("is accredited for the hearing")
    first = _sentence(ground, lead, case, used, loads, parts)
    if second == NOBODY:
        return first, "Nobody could be found as a second: " + _why_alone(ground, choices, case) + "."
    learns = ground.people[second].level == 1 and ground.people[lead].level == 2
    role = f"is new and learns from {ground.people[lead].id}" if learns else "is experienced"
    if ground.people[second].level == 1 and not learns:
        role = "goes along"
    return first, _sentence(ground, second, case, used, loads, [role])


def _sentence(
    ground: Ground, person: int, case: int, used: list[float], loads: list[float], parts: list[str]
) -> str:
    who = ground.people[person]
    said = list(parts)
    if any(same(ground.cases[case].category, one) for one in who.wants):
        said.append("asked for cases of this kind")
    said.append(f"will have {loads[person]:.1f} of {who.capacity:g} points ({percent(used[person])})")
    if who.days_since_last:
        days = f"{who.days_since_last:g}"
        said.append(f"was last given a case {days} {'day' if days == '1' else 'days'} ago")
    return f"{who.id} {', '.join(said[:-1])} and {said[-1]}."


def _why_alone(ground: Ground, choices: Choices, case: int) -> str:
    lead = choices[case][0]
    tally: Counter[str] = Counter()
    for n in range(len(ground.people)):
        if n != lead:
            against = _codes(ground, case, n, "second")
            if not against and any(n in choices[other] for other in ground.opposing[case]):
                against = ("H5",)
            tally.update(against or ("H11",))
    return in_words({code: tally[code] for code in WORDS if tally[code]}) or "there is nobody else"
