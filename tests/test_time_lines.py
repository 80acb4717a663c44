"""Hours as people write them."""

from __future__ import annotations

import pytest

from casework.choice import shown_as
from casework.model import Caseworker
from sheets.time_lines import hours_of
from tests.support.branches import TEAM, with_caseworkers


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("2.5", 2.5),
        ("2,5 h", 2.5),
        ("2h30", 2.5),
        ("2 h 30 min", 2.5),
        ("2:30", 2.5),
        ("02:30:00", 2.5),
        ("150 min", 2.5),
        ("3", 3.0),
        ("0", 0.0),
        ("2h75", None),
        ("900", None),
        ("a while", None),
        ("-1", None),
    ],
)
def test_hours_are_read_in_the_ways_people_write_them(text, hours):
    assert hours_of(text) == hours


def test_the_register_shows_a_name_and_an_address_only_where_two_share_it():
    assert shown_as("ana@home.example", TEAM) == "Ana Ruiz"
    twins = with_caseworkers(
        Caseworker("Ana Ruiz", "a@home.example"), Caseworker("Ana Ruiz", "b@home.example")
    )
    assert shown_as("a@home.example", twins) == "a@home.example"
    assert shown_as("gone@home.example", TEAM) == "gone@home.example"
