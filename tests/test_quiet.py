"""A case of which nothing is heard or noted for some weeks counts for less, until something is (§3.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from casework.arithmetic import arithmetic
from casework.decide import decide
from casework.facts.sheet import HoursNoted, StatusEdited
from casework.introducing import first_contact
from casework.model import Case, KeyDate, OpenCase, Status
from casework.numbers import Care, Workload
from casework.plan.problem import Case as PlannedCase
from casework.plan.problem import Caseworker as Planned
from casework.plan.problem import Soft
from casework.plan.weights import soft
from casework.quiet import last_moved
from casework.reviewing import steps_from
from casework.weight import weigh
from casework.workload import held
from jobs.journal.schema import cases
from jobs.journal.store import open_journal
from tests.support.branches import BRANCH, CASEWORKERS, MONDAY, POLICY, TEAM
from tests.support.engine import desk
from tests.test_weight import case

ANA = CASEWORKERS[0]


def opened(moved: datetime | None, status: Status = Status.ACTIVE, lead: str = ANA.email) -> OpenCase:
    return OpenCase("C-2026-0001", status, "m@x.example", "m@x.example", lead, "", 6.0, moved_at=moved)


def points(one: OpenCase, numbers: Workload = POLICY.workload) -> float:
    policy = replace(POLICY, workload=numbers)
    return held(CASEWORKERS, [one], policy, MONDAY)[ANA.email].points


@pytest.mark.parametrize(
    ("days", "counts"), [(0, 6.0), (28, 6.0), (29, 1.5), (400, 1.5), (-10, 6.0)]
)  # a date to come
def test_after_28_days_without_anything_a_quarter_counts(days: int, counts: float) -> None:
    assert points(opened(MONDAY - timedelta(days=days))) == counts


def test_the_days_are_the_branch_s_and_0_is_never_and_waiting_is_not_counted_twice() -> None:
    old = opened(MONDAY - timedelta(days=60))
    assert points(old, Workload(quiet_days=90)) == points(old, Workload(quiet_days=0)) == 6
    assert points(replace(old, status=Status.WAITING)) == 1.5
    assert points(replace(old, moved_at=None)) == 6, "where nothing is known it counts whole"


def test_how_it_was_worked_out_says_why() -> None:
    told = "\n".join(arithmetic(ANA, [opened(MONDAY - timedelta(days=60))], POLICY, MONDAY))
    assert "x 0.25 since nothing was heard or noted of it for 28 days = 1.5" in told


def test_letters_a_yes_dates_and_what_she_says_are_all_known_of() -> None:
    one = replace(case(), last_news_at=None)
    assert last_moved(one) == one.received_at
    later = MONDAY + timedelta(days=9)
    assert last_moved(replace(one, lead_since=later)) == later
    dated = replace(one, key_dates=(KeyDate(date(2027, 1, 5)),))
    assert last_moved(dated) == datetime(2027, 1, 5, 12, tzinfo=UTC)
    said = decide(StatusEdited(one.ref, "Active"), one, BRANCH, POLICY, TEAM, later).case
    assert said is not None and last_moved(said) == later


def test_hours_noted_of_a_case_count_until_the_end_of_their_month_at_most() -> None:
    one = replace(case(), received_at=MONDAY - timedelta(days=200), last_news_at=None)

    def after(month: str, known: Case = one) -> Case:
        found = decide(HoursNoted(one.ref, ANA.email, month, 2.0), known, BRANCH, POLICY, TEAM, MONDAY).case
        assert found is not None
        return found

    assert last_moved(after("2026-11")) == MONDAY
    assert last_moved(after("2026-09")) == datetime(2026, 10, 1, tzinfo=UTC)
    assert last_moved(after("2025-12", after("2026-11"))) == MONDAY


def test_a_quiet_case_is_seen_in_load_and_hours_on_the_tab_time_bring_it_back(tmp_path) -> None:
    with desk(tmp_path) as at:
        at.form()
        at.turn()
        at.choose("C-2026-0001", "Caseworker", "Ana Ruiz")
        at.settle()

        def load() -> str:
            at.settle()
            return str(next(row["Load"] for row in at.human.rows("Caseworkers") if row["Name"] == "Ana Ruiz"))

        assert "6 of 34 points" in load()
        at.turn(days=30)
        assert "1.5 of 34 points" in load()
        with at.human.at_work("Time") as sheet:
            headers = [cell.value for cell in sheet[1]]
            line = {"Who": "Ana Ruiz", "Case": "C-2026-0001", "Date": at.now.date(), "Hours": 2}
            for title, value in line.items():
                sheet.cell(2, headers.index(title) + 1).value = value
        assert "6 of 34 points" in load()


def test_a_journal_of_before_knows_what_was_last_heard_of_each_case(tmp_path) -> None:
    from sqlalchemy import text

    with desk(tmp_path) as at:
        at.form()
        at.turn()
        at.world.journal.close()
    path = tmp_path / "state.db"
    from sqlalchemy import create_engine

    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as cx:
        cx.execute(text("ALTER TABLE cases DROP COLUMN moved_at"))
        cx.execute(text("UPDATE version SET number = 5"))
    engine.dispose()
    journal = open_journal(path, "branch")
    with journal.begin() as book:
        assert book.cx.execute(cases.select()).one().moved_at is not None
    journal.close()


def test_the_other_numbers_of_the_paper_are_the_branch_s_too() -> None:
    dated = case(key_date="2026-12-21")
    assert weigh(dated, POLICY, MONDAY.date()).points == 7
    near = replace(POLICY, workload=Workload(near_days=14))
    assert weigh(dated, near, MONDAY.date()).points == 6
    assert first_contact(POLICY, MONDAY) == "2026-11-26"
    assert first_contact(replace(POLICY, first_contact_days=1), MONDAY) == "2026-11-24"
    slow = replace(POLICY, care=Care(talk_days=3, plan_days=6, check_days=15))
    assert [one.date().isoformat() for one in steps_from(MONDAY, slow)] == [
        "2026-11-26",
        "2026-12-01",
        "2026-12-14",
    ]
    held_for = replace(opened(MONDAY), lead_since=MONDAY - timedelta(days=20))
    assert held([ANA], [held_for], POLICY, MONDAY)[ANA.email].new == 1
    short = replace(POLICY, workload=Workload(new_days=14))
    assert held([ANA], [held_for], short, MONDAY)[ANA.email].new == 0


def test_soft_terms_weigh_what_the_branch_says() -> None:
    one, person = PlannedCase("a", 5.0, category="pay"), Planned("x", 2, 10.0, 0.0, 0)
    assert soft(one, person) == (2.0, 6.0)
    assert soft(one, person, Soft(not_asked_for=0.5, no_learner=1.0)) == (0.5, 1.5)
