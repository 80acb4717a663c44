"""Points against hours told: what is proposed, on how much it rests, and that nothing changes by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from casework.calibration import CASES, Told, calibrate
from casework.facts.due import CalibrationDue
from casework.model import Status
from casework.numbers import Workload
from jobs.calibrating import hours_told, quarter_of
from jobs.commands.calibrate import in_words
from tests.support.branches import MONDAY, POLICY, form_received
from tests.support.engine import desk, text_of
from tests.test_region_rules import after

TODAY = date(2026, 11, 23)
PLAIN = replace(POLICY, workload=Workload(emotional_factor=0))
NEW = after(form_received(categories=("grievance",))).case  # 5 points


def case(n, months=2.0, **values):
    since = MONDAY - timedelta(days=round(months * 365.25 / 12))
    return replace(NEW, ref=f"C-2026-{n:04}", status=Status.ACTIVE, lead="ana@home.example", lead_since=since,
                   **values)  # fmt: skip


def told(n, hours, who="ana@home.example", ago=10):
    return Told(f"C-2026-{n:04}", who, TODAY - timedelta(days=ago), hours)


def five(hours, people=3, count=CASES):
    """So many cases of two months each, of which so many hours a month were told, by so many people."""
    mine = [case(n) for n in range(count)]
    return mine, [told(n, hours * 2, f"{n % people}@home.example") for n in range(count)]


def test_as_many_hours_as_points_propose_the_same_points():
    [line] = calibrate(*five(5.0), PLAIN, TODAY).lines
    assert (line.category, line.now, line.cases, line.caseworkers) == ("grievance", 5.0, 5, 3)
    assert line.proposed == pytest.approx(5.0, abs=0.1)


def test_more_hours_than_points_move_the_number_part_of_the_way():
    [line] = calibrate(*five(8.0), PLAIN, TODAY).lines
    assert line.proposed == pytest.approx((5 * 8 + 10 * 5) / 15, abs=0.1)
    assert line.told == pytest.approx(8, abs=0.2)


def test_the_more_cases_the_further():
    moved = [calibrate(*five(8.0, count=n), PLAIN, TODAY).lines[0].proposed for n in (5, 10, 40)]
    assert moved == sorted(moved) and moved[2] > 7


@pytest.mark.parametrize(("count", "people"), [(4, 3), (5, 2), (1, 1)])
def test_too_little_is_said_to_be_too_little(count, people):
    found = calibrate(*five(8.0, people, count), PLAIN, TODAY)
    [line] = found.lines
    assert line.proposed is None and not line.enough
    assert f"too little: {count} of 5 cases, {people} of 3 caseworkers" in "\n".join(in_words(found))
    assert "policy:" not in "\n".join(in_words(found))


def test_a_pair_s_hours_are_set_against_what_a_pair_is_reckoned_to_take():
    pairs = [replace(one, second="ben@home.example") for one in five(5.5)[0]]
    [line] = calibrate(pairs, five(5.5)[1], PLAIN, TODAY).lines
    assert line.reckoned == 5.5
    assert line.proposed == pytest.approx(5.0, abs=0.1)


def test_cases_without_hours_are_counted_apart_and_young_or_unallocated_ones_not_at_all():
    mine, hours = five(5.0)
    more = [case(7), case(8, months=0.5), replace(case(9), lead="", lead_since=None)]
    found = calibrate([*mine, *more], [*hours, told(8, 3)], PLAIN, TODAY)
    assert (found.cases, found.silent) == (5, 1)


def test_a_short_case_that_is_closed_counts_as_a_month():
    closed = case(1, months=0.3, closed_at=MONDAY)
    [line] = calibrate([closed], [told(1, 4, ago=3)], PLAIN, TODAY).lines
    assert line.told == pytest.approx(4, abs=0.1)


def test_hours_of_more_than_a_year_ago_and_of_tomorrow_do_not_count():
    found = calibrate([case(1, months=20)], [told(1, 9, ago=400), told(1, 9, ago=-1)], PLAIN, TODAY)
    assert (found.cases, found.silent, found.error) == (0, 1, None)


def test_how_wrong_the_points_were_is_said():
    assert calibrate(*five(8.0), PLAIN, TODAY).error == pytest.approx(3.0, abs=0.2)


def test_the_table_ends_with_what_could_be_written_and_says_that_nothing_changes():
    lines = list(in_words(calibrate(*five(8.0), PLAIN, TODAY)))
    assert lines[-4:] == [
        "If you agree, write into config.yaml (nothing changes by itself):",
        "policy:",
        "  points:",
        "    grievance: 6",
    ]


def test_a_branch_without_hours_is_told_how_to_tell_them():
    assert "TIME 2h30" in list(in_words(calibrate([case(1)], [], PLAIN, TODAY)))[-1]


def test_once_a_quarter_the_coordinator_is_shown_what_was_told_by_mail_and_no_number_moves(tmp_path):
    with desk(tmp_path) as at:
        at.form()
        at.turn()
        at.choose("C-2026-0001", "Decision", "Ana Ruiz")
        at.turn(minutes=5)
        at.answer(at.notices("offered")[0], "ACCEPT")
        at.turn(minutes=5)
        at.turn(days=30)
        at.answer(at.notices("introduced_caseworker")[0], "TIME 2h30 preparing")
        at.settle()
        with at.world.journal.begin() as book:
            assert [(one.who, one.hours) for one in hours_told(book, at.world.policy)] == [
                ("ana@home.example", 2.5)
            ]
        before = at.world.policy
        at.turn(days=8)  # New Year's Eve
        assert at.notices("calibration") == []
        at.turn(days=1)
        [mail] = at.notices("calibration")
        assert str(mail["To"]) == "moira.fenn@home.example"
        assert "Nothing yet: there is too little to go by" in text_of(mail)
        assert "1 of 5 cases" in text_of(mail)
        at.turn(days=1)
        assert len(at.notices("calibration")) == 1
        assert at.world.policy is before


def test_where_nobody_told_any_hours_nobody_is_written_to():
    decision = after(CalibrationDue("2027-Q1", calibrate([case(1)], [], PLAIN, TODAY)))
    assert decision.effects == ()


def test_quarters():
    days = [date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 1), date(2026, 12, 31)]
    assert [quarter_of(day) for day in days] == ["2026-Q1", "2026-Q1", "2026-Q2", "2026-Q4"]
