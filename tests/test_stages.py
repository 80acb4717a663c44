"""The columns Stage and Extra work, from the coordinator's cell to everybody's load: the whole engine."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.stages import EXTRA_UNCLEAR, STAGE_UNCLEAR
from jobs.commands.load import weights_of
from jobs.journal import cases
from jobs.record import team
from sheets.exporting import csv_files
from sheets.register import Row
from sheets.rows import case_cells, first_case_cells
from sheets.standing import Standing, case_from_row
from tests.support.branches import CASEWORKERS, POLICY, TEAM
from tests.support.led import REF
from tests.test_edits_typed import NEW, looks, types
from tests.test_rebuild import made_anew


@pytest.fixture
def at(led):
    return led


def case(at, ref=REF):
    with at.world.journal.begin() as book:
        found = cases.get(book, ref)
    assert found is not None
    return found


def says(at, stage="", extra_work=""):
    for column, words in (("Stage", stage), ("Extra work", extra_work)):
        at.choose(REF, column, words)
    at.settle()


def load_of(at, name):
    return next(row["Load"] for row in at.human.rows("Caseworkers") if row["Name"] == name)


def test_a_branch_that_says_no_stage_has_everything_as_before(at):
    row = at.case_row(REF)
    assert (row["Points"], row["Stage"], row["Extra work"]) == (6, None, None)
    assert "Stage" not in row["Check"] and "Extra" not in row["Check"]


def test_what_she_says_counts_in_the_row_and_in_the_load_and_stays_as_she_wrote_it(at):
    before = load_of(at, "Ana Ruiz")
    says(at, "Hearing", "papers, travel")
    row = at.case_row(REF)
    assert (row["Points"], row["Stage"], row["Extra work"]) == (9.3, "Hearing", "papers, travel")
    assert "9.3 of" in load_of(at, "Ana Ruiz") and load_of(at, "Ana Ruiz") != before
    with at.world.journal.begin() as book:
        told = weights_of(book, team(book, at.world, at.now), at.world.policy, at.now)
    assert told == {REF: "disciplinary 6 x formal hearing 1.3 + papers 1 + travel 0.5"}
    says(at)
    assert at.case_row(REF)["Points"] == 6


def test_words_that_are_not_known_count_nothing_and_check_says_so_until_they_are_mended(at):
    says(at, "stage 2", "papers, a dog")
    row = at.case_row(REF)
    assert (row["Points"], row["Stage"], row["Extra work"]) == (7, "stage 2", "papers, a dog")
    assert f"; {STAGE_UNCLEAR}; {EXTRA_UNCLEAR}; " in row["Check"]
    says(at, "appeal", "papers")
    row = at.case_row(REF)
    assert row["Points"] == 7.6 and "not on the list" not in row["Check"]


def test_a_date_that_comes_near_is_weighed_by_the_next_morning(at):
    at.choose(REF, "Stage", "appeal")
    with at.human.at_work("Key dates") as sheet:
        for column, value in enumerate((REF, at.now.date() + timedelta(days=30), "hearing"), 1):
            sheet.cell(2, column).value = value
    at.settle()
    assert at.case_row(REF)["Points"] == 6.6
    at.turn(days=2)
    at.settle()
    assert at.case_row(REF)["Points"] == 7.6


@pytest.mark.long
def test_a_case_typed_in_or_split_off_weighs_what_stands_in_its_row(at):
    types(at, 3, Category="disciplinary", Stage="after care", Extra_work="travel")
    looks(at)
    assert at.case_row(NEW)["Points"] == 2.3
    says(at, "appeal")
    row = at.case_row(REF)
    types(at, 4, **{title.replace(" ", "_"): value for title, value in row.items() if title != "Ref"})
    looks(at)
    assert at.case_row("C-2026-0003")["Stage"] == "appeal"
    assert at.case_row("C-2026-0003")["Points"] == 6.6


def test_a_journal_made_anew_knows_stage_and_extra_work_and_no_words_of_check_stay_behind(at, tmp_path):
    says(at, "Hearing", "a dog, travel")
    again, _ = made_anew(at, tmp_path)
    assert case(again).points == case(at).points == 8.3
    assert (case(again).stage, case(again).extra_work) == ("Hearing", "a dog, travel")
    again.choose(REF, "Extra work", "travel")
    again.settle()
    assert EXTRA_UNCLEAR not in str(again.case_row(REF)["Check"])


def test_the_row_filled_in_again_and_the_case_read_back_say_the_same(at):
    known = replace(case(at), stage="Appeal", extra_work="travel", points=7.1)
    cells = first_case_cells(known, TEAM, POLICY)
    assert (cells["stage"], cells["extra_work"]) == ("Appeal", "travel")
    found, _ = case_from_row(Standing(Row(2, cells), Row(0, {})), TEAM, POLICY, at.now)
    assert (found.stage, found.extra_work, found.points) == ("Appeal", "travel", 7.1)
    bare = Standing(Row(2, {**cells, "points": None}), Row(0, {}))
    assert case_from_row(bare, TEAM, POLICY, at.now)[0].points == 7.1


def test_the_words_are_in_the_export(at):
    says(at, "appeal", "travel")
    lines = csv_files(at.world.register.sheets())["Cases.csv"].decode("utf-8-sig").splitlines()
    assert ",Stage,Extra work," in lines[0] and ",appeal,travel," in lines[1]


def test_our_columns_never_hold_hers(at):
    assert {"stage", "extra_work"}.isdisjoint(case_cells(case(at), POLICY))
    assert CASEWORKERS[0].email == case(at).lead
