"""New cases may wait for an hour of the day and are then planned together; urgent ones never wait (A-05)."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from tests.support.engine import BODY, desk


@pytest.fixture
def at(tmp_path):
    with desk(tmp_path) as made:
        made.turn()  # nothing waits before the first hour has come
        made.world = replace(made.world, policy=replace(made.world.policy, plan_at=time(7)))
        made.turn(minutes=1)
        yield made


def test_a_case_waits_for_the_hour_and_is_then_planned_with_the_others(at):
    at.form()
    at.turn(hours=1)
    at.form("Ida Berg", "ida@home.example")
    at.turn(hours=3)
    assert at.notices("suggested") == []
    assert at.case_row("C-2026-0001")["Suggested"] is None
    at.turn(hours=16)  # 6:01, the day after
    assert at.notices("suggested") == []
    at.turn(hours=1)
    assert len(at.notices("suggested")) == 2
    assert at.case_row("C-2026-0001")["Suggested"] != at.case_row("C-2026-0002")["Suggested"]
    at.form("Ora Lam", "ora@home.example")
    at.turn(hours=1)
    assert len(at.notices("suggested")) == 2


def test_an_urgent_case_and_one_for_which_somebody_said_no_do_not_wait(at):
    text = BODY.format(name="Mo Adeyemi", email="mo@home.example", department="Physics", summary="A meeting.")
    at.arrive(
        at.letter("Mo Adeyemi <mo@home.example>", text + "Date of the next meeting: 27 November 2026\n")
    )
    at.turn(minutes=5)
    assert len(at.notices("suggested")) == 1
    at.choose("C-2026-0001", "Decision", "Ana Ruiz")
    at.turn(minutes=5)
    at.answer(at.notices("offered")[0], "Sorry, no")
    at.turn(minutes=5)
    assert len(at.notices("suggested")) == 2
