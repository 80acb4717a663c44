"""Points, shares and the two meters (DOMAIN.md §3.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from casework.duties import duty_points, unreckoned
from casework.model import Caseworker, Level, OpenCase, Status
from casework.workload import (
    capacity,
    case_emotional,
    held,
    loads,
    most_cases,
    percent,
    used,
    worked_out,
)
from tests.support.branches import CASEWORKERS, MONDAY, POLICY

ANA, BEN, CARA = CASEWORKERS
TODAY = date(2026, 11, 23)
CASE = OpenCase("C-2026-0001", Status.ACTIVE, "mo@home.example", "", ANA.email, "", 5.0)


def load_of(person, *cases):
    return held(CASEWORKERS, cases, POLICY, MONDAY)[person.email]


def test_the_hardest_category_counts_for_feelings():
    policy = replace(POLICY, emotional={"disciplinary": 1, "dismissal": 3})
    assert case_emotional(("disciplinary", "dismissal"), policy) == 3
    assert case_emotional(("pay_grading",), policy) == 0


def test_whoever_has_it_alone_carries_all_of_it_and_a_pair_a_little_more():
    assert load_of(ANA, CASE).points == 5
    paired = replace(CASE, second=BEN.email)
    assert (load_of(ANA, paired).points, load_of(BEN, paired).points) == (3.5, 2.0)


def test_feelings_make_a_case_heavier_and_are_a_meter_of_their_own():
    hard = replace(CASE, emotional=2, second=BEN.email)
    assert load_of(ANA, hard).points == pytest.approx(5 * 1.3 * 0.7)
    assert load_of(ANA, hard).emotional == pytest.approx(1.4)
    assert load_of(BEN, hard).emotional == pytest.approx(0.8)
    assert load_of(ANA, replace(CASE, emotional=3)).heavy == 1


def test_a_case_that_waits_for_the_employer_weighs_a_quarter():
    assert load_of(ANA, replace(CASE, status=Status.WAITING)).points == 1.25


def test_who_was_asked_holds_it_and_who_is_suggested_only_counts_apart():
    asked = replace(CASE, lead="", offered_to=ANA.email, second_suggested_to=BEN.email)
    assert (load_of(ANA, asked).open_cases, load_of(ANA, asked).points) == (1, 3.5)
    assert (load_of(BEN, asked).open_cases, load_of(BEN, asked).suggested) == (0, 2.0)
    assert load_of(BEN, asked).suggested_cases == 1


def test_a_case_is_new_for_28_days():
    for days, new in ((0, 1), (28, 1), (29, 0)):
        case = replace(CASE, lead_since=MONDAY - timedelta(days=days))
        assert load_of(ANA, case).new == new
        assert load_of(ANA, case).last_at == case.lead_since


@pytest.mark.parametrize(
    ("level", "hours", "room"),
    [
        (Level.EXPERIENCED, None, 8.5),
        (Level.EXPERIENCED, 20, 17),
        (Level.NEW, None, 5.1),
        (Level.NEW, 40, 6),
        (Level.NEW, 0, 0),
    ],
)
def test_capacity_leaves_time_to_learn(level, hours, room):
    assert capacity(replace(ANA, level=level, hours=hours), POLICY) == pytest.approx(room)


@pytest.mark.parametrize(
    ("level", "own", "most"),
    [
        (Level.EXPERIENCED, None, 5),
        (Level.EXPERIENCED, 3, 3),
        (Level.EXPERIENCED, 9, 5),
        (Level.NEW, None, 2),
        (Level.NEW, 1, 1),
        (Level.NEW, 3, 2),
    ],
)
def test_the_own_limit_wins_and_somebody_new_has_a_small_one(level, own, most):
    assert most_cases(replace(ANA, level=level, max_cases=own), POLICY) == most


def test_the_table_says_the_same_as_the_sums():
    no_hours = Caseworker("Dee Lowe", "dee@home.example", hours=0)
    table = loads([ANA, no_hours], [CASE], POLICY, MONDAY)
    assert table.loc[ANA.email, "used"] == pytest.approx(5 / 8.5)
    assert list(table.columns) == ["open_cases", "points", "capacity", "emotional", "duties", "used"]
    assert table.loc[no_hours.email, "used"] != table.loc[no_hours.email, "used"]  # no number


def test_how_it_was_worked_out_stands_in_one_line():
    assert worked_out(3, 13.87, 27.2, 0) == "51 % of the hours (3 cases, 13.9 of 27.2 points)"
    assert worked_out(0, 0, 8.5, 0) == "0 % of the hours (no case, 0 of 8.5 points)"
    assert used(1, 0) == float("inf") and used(0, 0) == 0
    assert percent(0.514) == "51 %" and percent(used(1, 0)) == "over 999 %"


@pytest.mark.parametrize(
    ("written", "points"),
    [
        ((), 0),
        (("coordinator",), 4),
        (("Casework Coordinator",), 4),
        (("health & safety rep",), 2),
        (("Health and Safety Officer", "committee member"), 3),
        (("negotiators", "committees"), 4),
        (("treasurer",), 0),
        (("coordinator", "treasurer"), 4),
    ],
)
def test_other_duties_take_their_points_before_any_case(written, points):
    busy = replace(ANA, duties=written)
    assert duty_points(busy, POLICY.workload) == points
    load = held([busy], [CASE], POLICY, MONDAY)[ANA.email]
    assert (load.duties, load.open_cases) == (points, 1)
    assert load.points == pytest.approx(points + held([ANA], [CASE], POLICY, MONDAY)[ANA.email].points)
    assert bool(unreckoned([busy], POLICY.workload)) is ("treasurer" in written)


def test_a_branch_s_own_duties_have_its_own_points():
    numbers = replace(POLICY.workload, duties=(("treasurer", 2.5), ("branch treasurer", 5)))
    assert duty_points(replace(ANA, duties=("Treasurer of the branch",)), numbers) == 5


def test_the_line_says_how_much_of_it_is_for_other_duties():
    assert (
        worked_out(1, 9, 27, 0, duties=4)
        == "33 % of the hours (1 case, 9 of 27 points, 4 of them for other duties)"
    )
