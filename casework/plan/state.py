"""A plan while it is being changed: what each person holds, and what a change would cost."""

from __future__ import annotations

from collections.abc import Sequence

from casework.plan import weights
from casework.plan.ground import LEFT, NOBODY, Choice, Choices, Ground
from casework.plan.objective import count

UNALLOCATED, SINGLE = 2_500.0, 500.0
"""While cases are being placed: above what the spread over two people weighs, not so high that nothing
moves."""

FIRM = 40
"""Times the above once the height is worked on: no case is given up for that."""

STEEP, POWER, NEAR = 40.0, 16, 0.8
"""The highest utilisations count over and over, from NEAR of the highest seen."""

OVER = 100_000.0
"""A unit of utilisation above the height that is being tried for."""

Change = tuple[int, Choice]


class State:
    """A plan that keeps to every rule, at any time. `cost` is what the planners make small."""

    def __init__(
        self, ground: Ground, choices: Choices | None = None, height: float = 1.0, steep: float = STEEP
    ) -> None:
        """`height`: the highest utilisation hoped for; infinite when that does not matter yet."""
        self.ground = ground
        self.height = height
        self.steep = steep
        people = ground.people
        self.choices: list[Choice] = [LEFT] * len(ground.cases)
        self.wanting = len(ground.cases)  # how many cases have nobody, or only one
        self.load = [person.load for person in people]
        self.new = [0] * len(people)
        self.heavy = [0] * len(people)
        self.again = ground.again
        self.apart = ground.apart
        self.capacity = [person.capacity for person in people]
        self.level = [person.level for person in people]
        self.is_heavy = [case.emotional == 3 for case in ground.cases]
        self.able = [
            (frozenset(lead), frozenset(second), frozenset(sole))
            for lead, second, sole in zip(ground.leads, ground.seconds, ground.soles, strict=True)
        ]
        firm = 1 if height == float("inf") else FIRM
        self.left = [firm * UNALLOCATED * count(ground, n) for n in range(len(ground.cases))]
        self.alone = firm * SINGLE
        self.price = [self.of(n, self.load[n]) for n in range(len(people))]
        self.cost = sum(self.left) + sum(p for p, use in zip(self.price, ground.usable, strict=True) if use)
        for n, choice in enumerate(choices or ()):
            if choice != LEFT and (found := self.weigh([(n, choice)])) is not None:
                self.take([(n, choice)], found)

    def of(self, person: int, load: float) -> float:
        """What this load costs on this person."""
        capacity = self.capacity[person]
        if capacity <= 0:
            return 0.0
        used = load / capacity
        cost = weights.spread(used)
        if used > NEAR * self.height:
            cost += self.steep * (used / self.height) ** POWER
            if used > self.height:
                cost += OVER * (used - self.height)
        return cost

    def weigh(self, changes: Sequence[Change]) -> float | None:
        """How much the cost rises by these changes together, or None where a rule is in the way."""
        ground, rise = self.ground, 0.0
        load: dict[int, float] = {}
        new: dict[int, int] = {}
        heavy: dict[int, int] = {}
        for case, choice in changes:
            if not self._may(case, choice, changes):
                return None
            held = self.choices[case]
            rise += self._own(case, choice) - self._own(case, held)
            points, hard = ground.points[case], self.is_heavy[case]
            for sign, (lead, second) in ((-1, held), (1, choice)):
                if lead == NOBODY:
                    continue
                part = 0 if second != NOBODY else 2
                load[lead] = load.get(lead, self.load[lead]) + sign * points[part]
                new[lead] = new.get(lead, self.new[lead]) + sign
                if second != NOBODY:
                    load[second] = load.get(second, self.load[second]) + sign * points[1]
                    new[second] = new.get(second, self.new[second]) + sign
                if hard:
                    heavy[lead] = heavy.get(lead, self.heavy[lead]) + sign
                    if second != NOBODY:
                        heavy[second] = heavy.get(second, self.heavy[second]) + sign
        for person, after in load.items():
            more = after > self.load[person] or new[person] > self.new[person]
            if more and (after > ground.limit[person] or new[person] > ground.most_new[person]):
                return None
            if heavy and heavy.get(person, 0) > ground.most_heavy[person]:
                return None
        for person, after in load.items():
            if after != self.load[person]:
                rise += self.of(person, after) - self.price[person]
        return rise

    def take(self, changes: Sequence[Change], rise: float) -> None:
        """Make the changes that were weighed."""
        touched = set()
        for case, choice in changes:
            held, points, hard = self.choices[case], self.ground.points[case], self.is_heavy[case]
            for sign, (lead, second) in ((-1, held), (1, choice)):
                for person, part in ((lead, 0 if second != NOBODY else 2), (second, 1)):
                    if person == NOBODY:
                        continue
                    self.load[person] += sign * points[part]
                    self.new[person] += sign
                    self.heavy[person] += sign * hard
                    touched.add(person)
            self.wanting += (choice[1] == NOBODY) - (held[1] == NOBODY)
            self.choices[case] = choice
        for person in touched:
            self.price[person] = self.of(person, self.load[person])
        self.cost += rise

    def _may(self, case: int, choice: Choice, changes: Sequence[Change]) -> bool:
        lead, second = choice
        if lead == NOBODY:
            return True
        leads, seconds, soles = self.able[case]
        if second == NOBODY:
            if lead not in soles:
                return False
        elif (
            lead == second
            or lead not in leads
            or second not in seconds
            or (self.level[lead] < 2 and self.level[second] < 2)
            or choice in self.apart
        ):
            return False
        for other in self.ground.opposing[case]:
            theirs = next((one for n, one in changes if n == other), self.choices[other])
            if lead in theirs or (second != NOBODY and second in theirs):
                return False
        return True

    def _own(self, case: int, choice: Choice) -> float:
        lead, second = choice
        if lead == NOBODY:
            return self.left[case]
        soft = self.ground.soft
        if second == NOBODY:
            return soft[lead][case][0] + self.alone
        again = self.again.get(choice, 0.0) if self.again else 0.0
        return soft[lead][case][0] + soft[second][case][1] + again

    def copy(self) -> State:
        """Another plan, alike so far."""
        other = object.__new__(State)
        for name, value in vars(self).items():
            setattr(other, name, value)
        other.choices, other.load = self.choices.copy(), self.load.copy()
        other.new, other.heavy, other.price = self.new.copy(), self.heavy.copy(), self.price.copy()
        return other

    def placed(self) -> tuple[int, int]:
        """Unallocated (urgent double) and single-handed."""
        left = sum(count(self.ground, n) for n, one in enumerate(self.choices) if one == LEFT)
        return left, sum(a != NOBODY and b == NOBODY for a, b in self.choices)

    def reached(self) -> tuple[int, int, float]:
        """What the better of two plans has less of."""
        return *self.placed(), self.cost


def keeps(ground: Ground, choices: Choices) -> bool:
    """Whether every choice fits: a solver takes a millionth of an hour too many for none."""
    return tuple(State(ground, choices).choices) == choices
