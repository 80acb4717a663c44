"""Why these people, in a plain sentence each (DOMAIN.md §4.5): room first, then what speaks for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from casework.helped import Helped
from casework.languages import spoken, wanted
from casework.model import Candidate, Case, Caseworker, Level, Policy
from casework.places import place
from casework.plan.ground import NOBODY, Choice, Ground
from casework.plan.problem import utilisation
from casework.spared import Spared
from casework.staffing import heaviest
from casework.workload import Load, percent

_COUNTS = {1: "one", 2: "two", 3: "three"}


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence about somebody may draw on. People are named by their place in the ground."""

    case: Case
    loads: Mapping[str, Load]
    people: Mapping[str, Caseworker]
    ground: Ground
    policy: Policy
    helped: Helped
    spared: Mapping[str, Spared]

    def lead(self, n: int, used: float, second: int) -> Candidate:
        """Whoever would lead, with somebody or alone."""
        apart = second == NOBODY or not self._neither(n, second)
        return self._said(n, [*self._room(n, used), *self._speaks_for(n, apart)])

    def second(self, n: int, used: float, lead: int) -> Candidate:
        """Whoever would be second, with whom they would go."""
        neither = self._neither(n, lead)
        role = self._role(n, self._person(lead))
        found = self._said(n, [*role, *self._room(n, used), *self._speaks_for(n, not neither)])
        return replace(found, reason=f"{found.reason} {neither}".strip())

    def instead(self, choice: Choice, ground: Ground, case: int) -> Candidate:
        """Another lead, and who would go with them."""
        lead, second = choice
        part = 2 if second == NOBODY else 0
        used = self._after(lead, ground.points[case][part])
        beside = "alone" if second == NOBODY else f"with {self._person(second).name}"
        found, holds = self._person(lead), " and ".join(self._room(lead, used))
        return Candidate(found.name, found.email, f"{found.name} could lead instead, {beside}: {holds}.")

    def beside(self, n: int, part: int, standing: str) -> Candidate:
        """The other one of a pair of which somebody stands. `part`: 0 lead, 1 second."""
        used = self._after(n, self.ground.points[0][part])
        stands = self.people.get(standing)
        role = self._role(n, stands) if part == 1 and stands else []
        return self._said(n, [*role, *self._room(n, used), *self._speaks_for(n)])

    def _person(self, n: int) -> Caseworker:
        return self.people[self.ground.people[n].id]

    def _after(self, n: int, points: float) -> float:
        person = self.ground.people[n]
        return utilisation(person.load + points, person.capacity)

    def _role(self, n: int, lead: Caseworker) -> list[str]:
        learns = self._person(n).level is Level.NEW and lead.level is Level.EXPERIENCED
        return [f"is new and would learn from {lead.name}"] if learns else []

    def _room(self, n: int, used: float) -> list[str]:
        count = self.loads[self.ground.people[n].id].open_cases
        holds = "no open case" if count == 0 else "1 open case" if count == 1 else f"{count} open cases"
        much = " (nearly all)" if used >= self.policy.workload.nearly_full else ""
        return [f"has {holds}", f"would use {percent(used)} of their hours with this one{much}"]

    def _neither(self, one: int, other: int) -> str:
        """ "Neither is in Physics." where that is known of both."""
        department = self.case.member.department
        both = self._person(one).department and self._person(other).department
        return f"Neither is in {department}." if department and both else ""

    def _speaks_for(self, n: int, apart: bool = True) -> list[str]:
        person, member = self._person(n), self.case.member
        said = []
        if person.email in self.helped.before(self.case):
            said.append("has helped this member before")
        if had := self.helped.had(heaviest(self.case, self.policy), self.case).get(person.email, 0):
            said.append(f"has had {_COUNTS.get(had, had)} like it")
        if set(person.wants) & set(self.case.categories):
            said.append("has asked for cases of this kind")
        asked = wanted(self.case)
        if asked and asked.language in spoken(person):
            said.append(f"speaks {asked.language}")
        here = place(self.case.form.text("workplace"))
        if here and here in map(place, person.workplaces):
            said.append("works where the member does")
        if apart and member.department and person.department:
            said.append(f"is not in {member.department}")
        if person.email in self.case.lapsed:
            said.append("did not answer when asked before")
        if person.email in self.spared:
            said.append(self.spared[person.email].told)
        return said

    def _said(self, n: int, parts: list[str]) -> Candidate:
        person = self._person(n)
        *first, last = parts
        said = f"{', '.join(first)} and {last}" if first else last
        return Candidate(person.name, person.email, f"{person.name} {said}.")
