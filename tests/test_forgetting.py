"""What caseworkers said of offers and of their own time is dropped after two years (DOMAIN.md G-13)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jobs.journal import cases
from jobs.journal.forgetting import TOLD_DROPPED
from jobs.journal.schema import history
from jobs.record import standings
from tests.support.engine import Desk

ANA = "ana@home.example"
DECLINED, STILL_OPEN = "C-2026-0002", "C-2026-0003"
TWO_YEARS = timedelta(days=735)


@pytest.fixture
def told(led: Desk) -> Desk:
    """Ana has said no to two cases, one of which is closed now, and when she was away."""
    for ref, name in ((DECLINED, "Ida Berg"), (STILL_OPEN, "Gil Penn")):
        led.form(name, f"{name[:3].lower()}@home.example", department="Drama")
        led.settle()
        led.choose(ref, "Decision", "Ana Ruiz")
        led.settle()
        led.answer(led.notices("offered", ANA)[-1], "Sorry, can't.\nAWAY 3-14 December")
        led.settle()
    led.choose(DECLINED, "Status", "Closed")
    led.settle()
    return led


def said_by_ana(at: Desk) -> list[str]:
    with at.world.journal.begin() as book:
        lines = book.cx.execute(history.select()).all()
    kinds = ("OfferAnswered", "OfferLapsed", "OfferGoneStale", "WordSaid")
    return [
        f"{line.fact} {line.why}"
        for line in lines
        if line.kind in kinds and "Ana" in f"{line.fact} {line.why}"
    ]


def known(at: Desk, ref: str) -> tuple[str, ...]:
    with at.world.journal.begin() as book:
        found = cases.get(book, ref)
    assert found is not None
    return found.declined


def test_a_no_and_days_away_are_dropped_after_two_years_but_for_a_case_that_is_still_open(told: Desk) -> None:
    told.now += TWO_YEARS - timedelta(days=30)
    told.settle()
    assert said_by_ana(told) and known(told, DECLINED) == (ANA,)
    told.now += timedelta(days=38)
    told.settle()
    assert not said_by_ana(told)
    assert known(told, DECLINED) == () and known(told, STILL_OPEN) == (ANA,)
    with told.world.journal.begin() as book:
        assert not [one for one in standings(book) if one.away]
        assert TOLD_DROPPED in [why for _, _, why in cases.story(book, DECLINED)]


def test_a_no_to_a_case_that_they_have_by_then_is_dropped_with_the_word_that_it_was_heard_as(
    led: Desk,
) -> None:
    led.form("Ida Berg", "ida@home.example", department="Drama")
    led.settle()
    led.choose(DECLINED, "Decision", "Ana Ruiz")
    led.settle()
    offer = led.notices("offered", ANA)[-1]
    for words in ("ACCEPT", "DECLINE"):
        led.answer(offer, words)
        led.settle()
    assert [line for line in said_by_ana(led) if '"DECLINE"' in line]
    led.now += TWO_YEARS
    led.settle()
    assert not [line for line in said_by_ana(led) if '"DECLINE"' in line]
