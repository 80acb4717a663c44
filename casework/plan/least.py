"""What no plan can do without, however it is made: the fewest cases left out, and the fewest single-handed.

Every case that somebody has takes a place with somebody experienced (H16), and nobody experienced has more
places than new cases they may get (H11). So many cases as can be matched with such places can have somebody
at best; hours and disputes only make it fewer.
"""

from __future__ import annotations

from casework.plan.ground import Ground
from casework.plan.objective import count


def possible(ground: Ground) -> tuple[int, int]:
    """How many cases nobody can take (urgent ones double), and how many only one person, at the least."""
    paired = [_pair(ground, case) for case in range(len(ground.cases))]
    able = [pair or bool(ground.soles[case]) for case, pair in enumerate(paired)]
    hopeless = sum(count(ground, case) for case, one in enumerate(able) if not one)
    crowded_out = sum(count(ground, case) for case in _without_place(ground, able))
    single = sum(one and not pair for one, pair in zip(able, paired, strict=True))
    return hopeless + crowded_out, max(0, single - crowded_out)  # a plan may leave out just those


def _pair(ground: Ground, case: int) -> bool:
    return any(ground.may(case, (a, b)) for a in ground.leads[case] for b in ground.seconds[case])


def _without_place(ground: Ground, able: list[bool]) -> list[int]:
    """The cases for which no place with somebody experienced is left, as few and as light as can be.

    A case that cannot be matched beside those before it never can be later, so the urgent ones come first.
    """
    holders: dict[int, list[int]] = {n: [] for n, one in enumerate(ground.people) if one.level == 2}
    order = sorted((n for n, one in enumerate(able) if one), key=lambda n: (-count(ground, n), n))
    return [case for case in order if not _placed(ground, case, holders)]


def _placed(ground: Ground, case: int, holders: dict[int, list[int]]) -> bool:
    """Find the case a place, others moving to another place of theirs if need be (an augmenting path)."""
    came: dict[int, tuple[int, int] | None] = {}  # person: whose case would move on to them, and which case
    waiting: list[tuple[int, int | None]] = [(case, None)]
    while waiting:
        moving, giver = waiting.pop()
        for person in _experienced(ground, moving, holders):
            if person in came:
                continue
            came[person] = None if giver is None else (giver, moving)
            if len(holders[person]) < ground.most_new[person]:
                _move(holders, came, person, case)
                return True
            waiting += [(theirs, person) for theirs in holders[person]]
    return False


def _experienced(ground: Ground, case: int, holders: dict[int, list[int]]) -> list[int]:
    able = {*ground.leads[case], *ground.seconds[case], *ground.soles[case]}
    return sorted(able & holders.keys())


def _move(
    holders: dict[int, list[int]], came: dict[int, tuple[int, int] | None], person: int, case: int
) -> None:
    """Everybody on the way hands the case on that they were asked to; the first place takes the new one."""
    while (step := came[person]) is not None:
        giver, moved = step
        holders[giver].remove(moved)
        holders[person].append(moved)
        person = giver
    holders[person].append(case)
