"""A person does everything to the sheet while we do our work: no cell of theirs is lost, ours end right.

A few seeds of `make sheets-race`: see tests/sheets_race.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sheets_race.actor import TYPING
from tests.sheets_race.engine import race_engine
from tests.sheets_race.progress import told
from tests.sheets_race.run import race, race_apart
from tests.support.apart_register import PEOPLE, PLACES, Places
from tests.support.google_register import Seconds


def test_a_long_race_says_how_far_it_is_every_20_seeds_and_every_minute() -> None:
    lines: list[str] = []
    clock = Seconds(0.0)
    for seed in told(range(7, 49), lines.append, clock):
        clock.sleep(100.0 if seed == 9 else 1.0)
    assert lines == ["3 of 42 seeds in 102 s", "20 of 42 seeds in 119 s", "40 of 42 seeds in 139 s"]


@pytest.mark.long
@pytest.mark.parametrize("seed", [11, 22])  # both were once lost
def test_whatever_a_person_does_meanwhile_nobody_loses_a_cell(tmp_path: Path, seed: int) -> None:
    tally = race(seed, tmp_path)
    assert tally.told == []
    assert tally.harm() == 0


@pytest.mark.long
def test_references_given_to_rows_typed_in_hit_no_other_row(tmp_path: Path) -> None:
    tally = race(806, tmp_path, rows=TYPING)  # once an answer was lost, and a case stood there twice
    assert (tally.told, tally.harm()) == ([], 0)


@pytest.mark.long
@pytest.mark.parametrize(("seed", "places"), [(8, PLACES), (16, PEOPLE)], ids=["contacts", "caseworkers"])
def test_nor_where_tabs_live_in_spreadsheets_of_their_own(tmp_path: Path, seed: int, places: Places) -> None:
    tally = race_apart(seed, tmp_path, cycles=6, places=places)
    assert (tally.told, tally.harm()) == ([], 0)


@pytest.mark.long
def test_nor_by_the_whole_engine_however_often_it_stops(tmp_path: Path) -> None:
    tally = race_engine(8, tmp_path, cycles=8)
    assert (tally.told, tally.harm()) == ([], 0)


@pytest.mark.long
@pytest.mark.parametrize(("planted", "seed"), [("hasty", 2), ("forgetful", 11)])
def test_the_race_catches_what_the_service_once_did_wrong(tmp_path: Path, planted: str, seed: int) -> None:
    assert race(seed, tmp_path, planted=planted).harm() > 0
