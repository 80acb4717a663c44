"""Of who is full, `casework suggest REF` says which limit is in the way (H11)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.allocation import suggest
from casework.fullness import BESIDE_OTHERS, full
from casework.numbers import Workload
from casework.plan.problem import Case, Caseworker, Settings
from casework.plan.rules import Question, codes
from casework.whole_reasons import whole_reasons
from jobs.journal import cases
from jobs.record import team
from tests.support.engine import Desk

CASE = Case("C-1", points=5.0, emotional=3)
ANA = Caseworker("ana", level=2, capacity=10.0, load=2.0, cases=1)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"cases": 5}, "full: 5 cases, and the most is 5"),
        ({"max_cases": 1}, "full: 1 case, and the most is 1"),
        ({"max_new": 0}, "full: 2 new cases within 28 days"),
        ({"heavy": 2}, "full: 2 cases as hard as this one already"),
        ({"load": 9.0}, "full: would use 110 % of their hours"),
        ({"load": 8.0, "takes": frozenset({"lead", "sole"})}, "full: would use 115 % of their hours"),
        ({"capacity": 0.0}, "full: would use over 999 % of their hours"),
    ],
)
def test_the_limit_that_is_in_the_way_is_named(changes: dict[str, object], said: str) -> None:
    person = replace(ANA, **changes)
    part = "lead" if "takes" in changes else "second"
    assert "H11" in codes(Question(CASE, person, part, Settings()))
    assert full(person, CASE, Settings(), Workload()) == said


def test_where_only_the_other_cases_that_wait_fill_somebody_up_that_is_said() -> None:
    assert full(ANA, CASE, Settings(), Workload()) == BESIDE_OTHERS


def test_the_whole_reasons_of_a_case_say_it(led: Desk) -> None:
    led.form("Ida Berg", "ida@home.example", department="Drama")
    led.settle()
    numbers = replace(led.world.policy.workload, most_new=0)
    policy = replace(led.world.policy, workload=numbers)
    with led.world.journal.begin() as book:
        case = cases.get(book, "C-2026-0002")
        people = team(book, led.world, led.now)
    assert case is not None
    found = whole_reasons(case, suggest(case, people, policy, led.now), [], people, policy, led.now)
    assert ("Ana Ruiz", "full: 0 new cases within 28 days") in found.left_out
