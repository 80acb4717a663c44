"""A plan put into suggestions: who, why, who was left out and why (DOMAIN.md §4.5, A-07)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from casework.eligibility import WORDS
from casework.model import Case, Caseworker, Excluded, Policy, Suggestion, Team
from casework.plan.alternatives import alternatives
from casework.plan.ground import LEFT, NOBODY, Choices, Ground
from casework.plan.problem import Role
from casework.plan.rules import ROLES, Question, codes
from casework.reasons import Told
from casework.spared import OPEN
from casework.staffing import Staffing

MANY = 20
"""In plans of more cases each is told without alternatives: `casework suggest REF` has them."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A plan, and what its words draw on, worked out once for all cases. Lists are by place of a person."""

    desk: Staffing
    ground: Ground
    choices: Choices
    team: Team
    policy: Policy
    people: Mapping[str, Caseworker]
    used: Sequence[float]
    loads: Sequence[float]
    theirs: Sequence[Sequence[int]]  # the cases given to each

    @classmethod
    def of(cls, desk: Staffing, ground: Ground, choices: Choices, team: Team, policy: Policy) -> Telling:
        """The plan `choices` of the problem on `desk`."""
        theirs: list[list[int]] = [[] for _ in ground.people]
        for n, choice in enumerate(choices):
            for person in choice:
                if person != NOBODY:
                    theirs[person].append(n)
        people = {person.email: person for person in team.caseworkers}
        used, loads = ground.used(choices), ground.loads(choices)
        return cls(desk, ground, choices, team, policy, people, used, loads, theirs)

    def words(self, case: Case) -> Told:
        """The sentences about people in this case."""
        return Told(
            case, self.desk.loads, self.people, self.ground, self.policy, self.team.helped, self.desk.spared
        )

    def suggestion(self, case: Case, n: int) -> Suggestion:
        """What the plan suggests for its n-th case, which is `case`."""
        if self.choices[n] == LEFT:
            return Suggestion((), self._everybody(case, n))
        words, (lead, second) = self.words(case), self.choices[n]
        first = words.lead(lead, self.used[lead], second)
        beside = None if second == NOBODY else words.second(second, self.used[second], lead)
        few = len(self.choices) <= MANY
        others = alternatives(self.ground, self.choices, n, mend=False) if few else []
        instead = [words.instead(one.choice, self.ground, n) for one in others[: self.policy.suggestions - 1]]
        why_alone = self._alone(case, n) if second == NOBODY else ""
        out = self.left_out(case, n)
        return Suggestion((first, *instead), out, beside, why_alone, able=self.able(n))

    def able(self, n: int) -> tuple[str, ...]:
        """Who could have the n-th case if they alone were named: to lead it, with a second found later or
        without one. Sorted by address, so that it is another only where other people are able."""
        ground = self.ground
        parts = {*ground.leads[n], *ground.soles[n]}
        named = [at for at in parts if set(self._codes(n, at, "sole")) <= {"H16"}]
        return tuple(sorted(ground.people[at].id for at in named))

    def left_out(self, case: Case, n: int, both_new: Collection[str] = ()) -> tuple[Excluded, ...]:
        """Whoever can take no part, with the reasons of the branch's own rules first. Not who has left: she
        knows. `both_new`: addresses of those who are new, as is whoever stands."""
        found = []
        for at, person in enumerate(self.ground.people):
            if self.people[person.id].left:
                continue
            against = self.desk.barred.get((case.ref, person.id), ())
            if not against and not self._able(n, at):
                fewest = min((self._codes(n, at, role) for role in ROLES), key=len)
                against = tuple(code for code in fewest if code != "H4")
            if person.id in both_new:
                against = ("H16",)
            if against:
                spare = self.desk.spared.get(person.id)
                until = spare.until if spare and OPEN in against else None
                found.append(Excluded(self.people[person.id].name, person.id, against, until))
        return self._in_order(found)

    def _everybody(self, case: Case, n: int) -> tuple[Excluded, ...]:
        """Where nobody is suggested, everybody has a reason: also who could take a part but for the rest."""
        found = list(self.left_out(case, n))
        named = {person.email for person in found}
        for at, person in enumerate(self.ground.people):
            if person.id not in named and not self.people[person.id].left:
                reasons = self._in_the_way(n, at) if self._able(n, at) else ("SILENT",)
                found.append(Excluded(self.people[person.id].name, person.id, reasons))
        return self._in_order(found)

    def _in_order(self, found: Sequence[Excluded]) -> tuple[Excluded, ...]:
        order = {person.email: at for at, person in enumerate(self.team.caseworkers)}
        return tuple(sorted(found, key=lambda person: order[person.email]))

    def _able(self, n: int, at: int) -> bool:
        ground = self.ground
        return at in ground.leads[n] or at in ground.seconds[n] or at in ground.soles[n]

    def _codes(self, n: int, at: int, role: Role) -> tuple[str, ...]:
        ground = self.ground
        return codes(Question(ground.cases[n], ground.people[at], role, ground.settings))

    def _in_the_way(self, n: int, at: int) -> tuple[str, ...]:
        """What keeps somebody from a case in which they could take a part, were it not for the plan."""
        ground = self.ground
        if any(at in self.choices[other] for other in ground.opposing[n]):
            return ("H5",)
        parts = (ground.leads[n], ground.seconds[n], ground.soles[n])
        smallest = min(ground.points[n][part] for part in range(3) if at in parts[part])
        heavy = sum(ground.cases[one].emotional == 3 for one in (*self.theirs[at], n))
        if (
            self.loads[at] + smallest > ground.limit[at]
            or len(self.theirs[at]) >= ground.most_new[at]
            or heavy > ground.most_heavy[at]
        ):
            return ("H11",)
        if at in ground.leads[n] or at in ground.soles[n]:
            return ("H16",) if ground.people[at].level < 2 else ("H11",)
        return tuple(code for code in self._codes(n, at, "lead") if code != "H4") or ("H11",)

    def _alone(self, case: Case, n: int) -> str:
        """Why nobody goes with whoever has the case alone, by count."""
        tally: Counter[str] = Counter()
        for at, person in enumerate(self.ground.people):
            if at == self.choices[n][0] or self.people[person.id].left:
                continue
            against = self.desk.barred.get((case.ref, person.id), ())
            by_plan = self._codes(n, at, "second")
            against = against or tuple(code for code in by_plan if code != "H4")
            if not against and (self.choices[n][0], at) in self.ground.apart:
                against = ("H17",)
            tally.update(against or (("H11",) if not by_plan else ()))
        return ", ".join(f"{count} {WORDS[code]}" for code, count in tally.items()) or "there is nobody else"
