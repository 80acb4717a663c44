"""Who stands on the other side of whose case: by index the same as by looking at every pair."""

from __future__ import annotations

import random
from dataclasses import replace

from casework.eligibility import stands_in
from casework.intake import form_received as decide_form
from casework.model import Case
from casework.sides import opposites
from casework.words import words_of
from tests.support.branches import BRANCH, MONDAY, POLICY, TEAM, form_received

NAMES = (
    "Mo Adeyemi",
    "Dr Lena Orth",
    "Ana Ruíz-Bell",
    "ana ruiz-bell",
    "Cher",
    "Jo",
    "Bell Orth Adeyemi",
    "",
)


def _case(number: int, name: str, manager: str, people: str) -> Case:
    case = decide_form(form_received(), BRANCH, POLICY, TEAM, MONDAY).case
    assert case is not None
    member = replace(case.member, name=name, line_manager=manager, people_involved=people)
    return replace(case, ref=f"C-2026-{number:04}", member=member)


def _named(case: Case) -> tuple[str, ...]:
    return words_of(case.member.line_manager + " " + case.member.people_involved)


def _stand_against(one: Case, other: Case) -> bool:
    mine, theirs = words_of(one.member.name), words_of(other.member.name)
    return stands_in(mine, _named(other)) or stands_in(theirs, _named(one))


def test_opposites_are_those_of_every_pair_looked_at() -> None:
    chance = random.Random(5)
    cases = [
        _case(n, chance.choice(NAMES), chance.choice(NAMES), " and ".join(chance.sample(NAMES, 2)))
        for n in range(60)
    ]
    found = opposites(cases)
    assert any(found.values()) and not all(found.values())
    for case in cases:
        pairs = {other.ref for other in cases if other is not case and _stand_against(case, other)}
        assert found[case.ref] == pairs


def test_one_word_is_no_whole_name() -> None:
    found = opposites([_case(1, "Cher", "", ""), _case(2, "Mo Adeyemi", "Cher", "Cher and Jo")])
    assert found == {"C-2026-0001": frozenset(), "C-2026-0002": frozenset()}
