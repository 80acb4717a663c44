"""Hours month by month: as people write them, and what counts today (SD-26)."""

from __future__ import annotations

from datetime import date

import pytest

from casework.hours import for_now
from casework.model import Caseworker, HoursIn
from sheets.monthly import hours_in_words, read_hours

DECEMBER = HoursIn(date(2026, 12, 1), date(2026, 12, 31), 4)


@pytest.mark.parametrize(
    ("text", "hours", "months"),
    [
        ("", None, ()),
        ("10", 10, ()),
        ("7,5 hours a month", 7.5, ()),
        ("10; July 0; December 4", 10, ((7, 0), (12, 4))),
        ("10, Dec 4", 10, ((12, 4),)),
        ("4 in December", None, ((12, 4),)),
        ("12; Jul-Sept: 2", 12, ((7, 2), (8, 2), (9, 2))),
        ("Nov to Jan 3", None, ((1, 3), (11, 3), (12, 3))),
    ],
)
def test_hours_are_read_as_people_write_them(text, hours, months):
    assert read_hours(text) == (hours, months)


@pytest.mark.parametrize(
    "text", ["lots", "-3", "900", "10; in summer none", "10; December 400", "4 in Brumaire"]
)
def test_what_cannot_be_hours_is_not_guessed(text):
    assert read_hours(text) is None


@pytest.mark.parametrize(
    ("text", "hours"), [("Hours 4", 4), ("hours: 2.5", 2.5), ("4 hours", 4), ("0 hours a month", 0)]
)
def test_a_line_of_availability_says_hours(text, hours):
    assert hours_in_words(text) == hours


@pytest.mark.parametrize("text", ["", "Away", "Shadow", "4", "hours", "Hours 4000"])
def test_other_lines_of_availability_say_none(text):
    assert hours_in_words(text) is None


@pytest.mark.parametrize(
    ("person", "today", "hours"),
    [
        (Caseworker("A", "a"), date(2026, 11, 23), None),
        (Caseworker("A", "a", hours=8), date(2026, 11, 23), 8),
        (Caseworker("A", "a", hours=8, hours_in=(DECEMBER,)), date(2026, 12, 1), 4),
        (Caseworker("A", "a", hours=8, hours_in=(DECEMBER,)), date(2026, 11, 17), 6),  # half of 28 days
        (Caseworker("A", "a", hours_in=(DECEMBER,)), date(2026, 11, 17), 7),  # the usual number is 10
        (Caseworker("A", "a", hours=8, months=((12, 0),)), date(2027, 12, 1), 0),
        (Caseworker("A", "a", months=((12, 0),), hours_in=(DECEMBER,)), date(2026, 12, 1), 4),
        (Caseworker("A", "a", hours=8, hours_in=(DECEMBER,)), date(2027, 1, 1), 8),
    ],
)
def test_what_counts_are_the_hours_of_the_days_to_come(person, today, hours):
    assert for_now(person, today, 10.0).hours == hours
