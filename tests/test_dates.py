"""Dates and times as members write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.dates import find_date

WRITTEN = date(2026, 1, 20)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("3/11/26", "2026-11-03"),
        ("03.11.2026", "2026-11-03"),
        ("3-11-26", "2026-11-03"),
        ("02 06 2026", "2026-06-02"),
        ("2026-11-17", "2026-11-17"),
        ("2026/11/17", "2026-11-17"),
        ("16 July, 2026", "2026-07-16"),
        ("16th of July 2026", "2026-07-16"),
        ("July 16th, 2026", "2026-07-16"),
        ("3 Feb. 26", "2026-02-03"),
        ("16 Sept '26", "2026-09-16"),
        ("Wednesday 13th May 2026", "2026-05-13"),
        ("31st January 2026", "2026-01-31"),
        ("12-14 May 2026", "2026-05-12"),
        ("02/06/2026 @ 10:15", "2026-06-02T10:15"),
        ("2026-11-17T13:45", "2026-11-17T13:45"),
        ("2 June 2026 at 3.45pm", "2026-06-02T15:45"),
        ("Mon 27 Jul 26 at 4.45pm", "2026-07-27T16:45"),
        ("1.12.26 3:00 pm", "2026-12-01T15:00"),
        ("13/5/26 at 1pm", "2026-05-13T13:00"),
        ("12.05.2026 14.30", "2026-05-12T14:30"),
        ("12 May 2026, 1400 hrs", "2026-05-12T14:00"),
        ("12 May 2026 at 1100", "2026-05-12T11:00"),
        ("10.30am on 12/05/26", "2026-05-12T10:30"),
        ("12 May 2026 at noon", "2026-05-12T12:00"),
        ("12 May 2026, 10am-12pm", "2026-05-12T10:00"),
        ("12 May 2026 12.15am", "2026-05-12T00:15"),
        ("30 Nov 2026 at 10.30 in room 4", "2026-11-30T10:30"),
    ],
)
def test_a_date_is_read_day_first_in_every_spelling(text: str, iso: str) -> None:
    found = find_date(text, WRITTEN)
    assert found is not None and found.iso() == iso and found.sure >= 0.75


@pytest.mark.parametrize(
    "text",
    [
        "", "TBC", "May 2026", "sometime in spring", "05/13/2026", "31/02/2026", "Thursday 12th at 10am",
        "2026", "3 March 2026 or 5 March 2026", "0113 496 0123", "1/2", "the 3rd of March",
    ],
)  # fmt: skip
def test_what_is_no_one_date_is_none(text: str) -> None:
    assert find_date(text, None) is None


def test_without_a_year_it_is_the_nearest_after_the_letter_and_less_sure() -> None:
    found = find_date("3 March at 10am", WRITTEN)
    assert found is not None and found.iso() == "2026-03-03T10:00" and found.sure < 0.75
    later = find_date("5 January", WRITTEN)
    assert later is not None and later.day == date(2027, 1, 5)


def test_what_is_over_lies_before_the_letter() -> None:
    found = find_date("3 March", WRITTEN, past=True)
    assert found is not None and found.day == date(2025, 3, 3)
    joined = find_date("1 Feb 98", WRITTEN, past=True)
    assert joined is not None and joined.day == date(1998, 2, 1)


def test_a_weekday_that_does_not_fit_makes_a_date_unsure() -> None:
    found = find_date("Monday 13 May 2026", WRITTEN)
    assert found is not None and found.sure <= 0.5


@pytest.mark.parametrize("text", ["1 December 2026 at 2", "1 December 2026 at 3.45"])
def test_an_hour_that_could_be_morning_or_afternoon_is_left_out(text: str) -> None:
    found = find_date(text, WRITTEN)
    assert found is not None and found.iso() == "2026-12-01" and found.sure < 0.75


def test_the_words_beside_a_date_are_kept() -> None:
    found = find_date("Appeal hearing on Friday 4th December 2026", WRITTEN)
    assert found is not None and found.rest == "Appeal hearing on"


@given(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%d %B %Y", "%Y-%m-%d", "%d.%m.%y"]),
)
def test_every_day_reads_back_in_every_spelling(day: date, spelling: str) -> None:
    found = find_date(day.strftime(spelling), None)
    assert found is not None and found.day == day


@given(st.text(max_size=200))
def test_no_text_is_too_odd_to_look_at(text: str) -> None:
    found = find_date(text, WRITTEN)
    assert found is None or 0 <= found.sure <= 1
