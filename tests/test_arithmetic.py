"""How a load was worked out can be followed step by step (DOMAIN.md §3.2)."""

from __future__ import annotations

from dataclasses import replace

from casework.arithmetic import arithmetic
from casework.model import Level, OpenCase, Status
from tests.support.branches import CASEWORKERS, MONDAY, POLICY

ANA, BEN, CARA = CASEWORKERS
CASE = OpenCase("C-2026-0042", Status.ACTIVE, "", "", ANA.email, "", 6.0, emotional=2, second=BEN.email)


def test_each_part_is_told_with_what_it_was_multiplied_by() -> None:
    ana = replace(ANA, hours=32.0)
    alone = replace(CASE, ref="C-2026-0043", second="", emotional=0, status=Status.WAITING, points=4.0)
    first, *lines = arithmetic(ana, [CASE, alone], POLICY, MONDAY)
    assert first == "24 % of the hours (2 cases, 6.5 of 27.2 points); emotional load 1.4"
    assert lines == [
        "C-2026-0042: 6 points x 1.3 (emotional rating 2) x 0.7 as lead = 5.5",
        "C-2026-0043: 4 points x 1 alone x 0.25 while it waits for the employer = 1",
        "Together: 6.5 points",
        "Room: 32 hours a month x 0.85 for cases = 27.2 points",
    ]


def test_a_second_is_told_as_one_and_a_question_that_is_open_as_that() -> None:
    asked = replace(CASE, second="", second_offered_to=BEN.email)
    _, line, room = arithmetic(BEN, [asked], POLICY, MONDAY)
    assert (
        line
        == "C-2026-0042 (asked, no answer yet): 6 points x 1.3 (emotional rating 2) x 0.4 as second = 3.1"
    )
    assert room.startswith("Room: ")


def test_what_is_only_suggested_counts_nothing_and_is_named() -> None:
    idea = replace(CASE, lead="", second="", suggested_to=CARA.email)
    first, *lines = arithmetic(CARA, [idea], POLICY, MONDAY)
    assert "no case" in first
    assert lines[-1] == "C-2026-0042, only suggested, counts nothing yet"


def test_the_room_of_somebody_new_without_hours_and_their_other_duties_are_told() -> None:
    new = replace(ANA, level=Level.NEW, hours=None, duties=("Coordinator",))
    _, duties, room = arithmetic(new, [], POLICY, MONDAY)
    assert duties == "Other duties (Coordinator): 4"
    taken = "10 hours a month (taken, since none are given)"
    assert room == f"Room: {taken} x 0.85 for cases x 0.6 while new = 5.1 points"
    plenty = replace(new, hours=40.0, duties=())
    assert arithmetic(plenty, [], POLICY, MONDAY)[-1].endswith(", at most 6 while new = 6 points")
