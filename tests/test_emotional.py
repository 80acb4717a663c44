"""The emotional rating of a case, from the coordinator's cell to load, rules and rest (DOMAIN.md §3.2)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.allocation import suggest
from casework.emotional import RATING_UNCLEAR, RATINGS, rating_meant
from casework.facts.sheet import EmotionalEdited
from casework.intake import form_received as received_form
from casework.meters import Limit, over_limits
from casework.model import Level, OpenCase, Status, Team
from casework.numbers import Workload
from casework.staging import emotional_edited
from casework.weight import weighed
from jobs.journal import cases
from sheets.exporting import csv_files
from sheets.recognise import recognise
from sheets.register import Row
from sheets.rows import case_cells, first_case_cells
from sheets.standing import Standing, case_from_row
from tests.support.branches import BRANCH, CASEWORKERS, MONDAY, POLICY, TEAM, form_received
from tests.support.engine import ROOMY
from tests.support.led import REF
from tests.test_edits_typed import NEW, looks, types
from tests.test_rebuild import made_anew

ANA = "ana@home.example"


@pytest.mark.parametrize(
    ("said", "rating"),
    [
        ("0", 0), ("2", 2), (" 3 ", 3), ("3.0", 3), ("2/3", 2), ("2 of 3", 2),
        ("0 routine", 0), ("2 distressing", 2), ("3 crisis", 3),
        ("Upsetting", 1), ("upsetting (1)", 1), ("very upset", 2), ("distresing", 2), ("TRAUMATIC", 3),
        ("in crisis since Monday", 3),
    ],
)  # fmt: skip
def test_a_rating_is_understood_by_number_or_word(said: str, rating: int) -> None:
    assert rating_meant(said).names == (RATINGS[rating],) and not rating_meant(said).unclear


@pytest.mark.parametrize(
    "said",
    [
        "4",
        "-1",
        "2-3",
        "2 or 3",
        "2 crisis",
        "not distressing",
        "3?",
        "1.5",
        "ring on 3 Dec",
        "crisis, routine",
    ],
)
def test_what_is_none_of_the_ratings_or_two_of_them_is_not_guessed(said: str) -> None:
    assert rating_meant(said).names == () and rating_meant(said).unclear


@pytest.mark.parametrize("said", ["", " ", "-", "none"])
def test_a_blank_cell_leaves_the_rating_to_the_category(said: str) -> None:
    assert rating_meant(said).names == () and not rating_meant(said).unclear


def case(**values):
    found = received_form(form_received(**values), BRANCH, POLICY, TEAM, MONDAY).case
    assert found is not None
    return found


def test_what_she_says_stands_over_the_category_up_and_down_and_history_says_so():
    policy = replace(POLICY, emotional={"disciplinary": 2})
    at = weighed(case(), policy, MONDAY.date())
    assert at.emotional == 2
    up = emotional_edited(EmotionalEdited(REF, "crisis"), at, policy, MONDAY)
    assert up.case is not None and (up.case.emotional, up.case.points) == (3, 6)
    assert up.why.startswith("The coordinator says what it asks of feelings: 3 crisis. ")
    down = emotional_edited(EmotionalEdited(REF, "0"), up.case, policy, MONDAY)
    assert down.case is not None and down.case.emotional == 0
    odd = emotional_edited(EmotionalEdited(REF, "a lot"), down.case, policy, MONDAY)
    assert odd.case is not None and odd.case.emotional == 2 and "a lot" not in odd.why
    blank = emotional_edited(EmotionalEdited(REF, ""), odd.case, policy, MONDAY)
    assert blank.case is not None and blank.case.emotional == 2


def test_somebody_new_does_not_lead_a_crisis_and_two_such_cases_are_enough_for_anybody():
    ben = replace(CASEWORKERS[1], level=Level.NEW)
    ana, cara = CASEWORKERS[0], replace(CASEWORKERS[2], department="Estates")
    policy = replace(POLICY, workload=Workload(hours=60, most_new=9))
    crisis = weighed(replace(case(department="Music"), emotional_said="3"), policy, MONDAY.date())
    heavy = tuple(
        OpenCase(f"C-2026-009{n}", Status.ACTIVE, "x@x.example", "x@x.example", ANA, "", 2.0, emotional=3)
        for n in range(2)
    )
    idea = suggest(crisis, Team((ana, ben, cara), heavy), policy, MONDAY)
    assert (idea.candidates[0].name, idea.second and idea.second.name) == ("Cara Lund", "Ben Osei")
    [out] = [one for one in idea.excluded if one.email == ANA]
    assert "H11" in out.codes
    routine = suggest(replace(crisis, emotional=1), Team((ana, ben, cara), heavy), policy, MONDAY)
    assert "Ana Ruiz" in {routine.names.split(" and ")[0], routine.second and routine.second.name} | {
        one.name for one in routine.candidates
    }


def test_three_open_crises_are_over_the_limit_of_feeling():
    three = tuple(
        OpenCase(f"C-2026-009{n}", Status.ACTIVE, "x@x.example", "x@x.example", ANA, "", 0.1, emotional=3)
        for n in range(3)
    )
    assert (ANA, Limit.FEELING) in over_limits(CASEWORKERS, three, {}, POLICY, MONDAY)


@pytest.fixture
def at(led):
    return led


def known(at, ref=REF):
    with at.world.journal.begin() as book:
        found = cases.get(book, ref)
    assert found is not None
    return found


def says(at, rating):
    at.choose(REF, "Emotional rating", rating)
    at.settle()


def load_of(at, name):
    return next(row["Load"] for row in at.human.rows("Caseworkers") if row["Name"] == name)


def test_a_branch_that_says_nothing_has_the_rating_of_the_category(at):
    assert at.case_row(REF)["Emotional rating"] is None and known(at).emotional == 0
    assert "emotional load" not in load_of(at, "Ana Ruiz")


def test_a_rating_counts_in_both_meters_and_stays_as_she_wrote_it(at):
    says(at, 3)
    assert at.case_row(REF)["Emotional rating"] == 3 and known(at).emotional == 3
    assert load_of(at, "Ana Ruiz").endswith("(1 case, 8.7 of 34 points); emotional load 3")
    says(at, "quite a lot")
    assert RATING_UNCLEAR in at.case_row(REF)["Check"] and known(at).emotional == 0
    says(at, "distressing")
    assert "Emotional rating:" not in at.case_row(REF)["Check"] and known(at).emotional == 2
    says(at, "")
    assert known(at).emotional == 0


def test_a_suggestion_that_waits_is_worked_out_anew_when_the_rating_changes(at):
    numbers = replace(at.world.policy.workload, most_heavy=0)
    at.world = replace(at.world, policy=replace(at.world.policy, workload=numbers))
    at.form("Gil Penn", "gil@member.example", department="Estates")
    at.settle()
    assert at.case_row(NEW)["Suggested"]
    at.choose(NEW, "Emotional rating", "3 crisis")
    at.settle()
    assert not at.case_row(NEW)["Suggested"] and "nobody to suggest" in str(at.case_row(NEW)["Check"])


def test_after_a_case_that_she_rated_a_crisis_is_closed_they_rest(at):
    says(at, "3 crisis")
    at.choose(REF, "Status", "Closed")
    at.settle()
    assert at.notices("rest", ANA)
    assert at.world.policy.care.rest_rating == ROOMY.care.rest_rating == 3


def test_a_case_typed_in_or_split_off_has_the_rating_of_its_row(at):
    types(at, 3, Category="disciplinary", Emotional_rating="2")
    looks(at)
    assert known(at, NEW).emotional == 2


def test_a_journal_made_anew_knows_the_rating_and_the_row_filled_in_again_says_it(at, tmp_path):
    says(at, "3 crisis")
    again, _ = made_anew(at, tmp_path)
    assert (known(again).emotional, known(again).emotional_said) == (3, "3 crisis")
    cells = first_case_cells(known(at), TEAM, POLICY)
    assert cells["emotional"] == "3 crisis" and "emotional" not in case_cells(known(at), POLICY)
    assert case_from_row(Standing(Row(2, cells), Row(0, {})), TEAM, POLICY, at.now)[0].emotional == 3
    lines = csv_files(at.world.register.sheets())["Cases.csv"].decode("utf-8-sig").splitlines()
    assert ",Emotional rating," in lines[0] and ",3 crisis," in lines[1]


@pytest.mark.parametrize(
    ("header", "cells", "field"),
    [
        ("Emotional toll", ["2", "distressing", "3"], "emotional"),
        ("Toll (0-3)", [1, 2.0, 0], "emotional"),
        ("Toll", ["£2.40", "M6", "none"], ""),  # hers
    ],
)
def test_a_column_of_theirs_is_taken_for_the_rating_by_what_stands_there(header, cells, field):
    rows = [[f"Person {n} Example", "Open", cell] for n, cell in enumerate(cells)]
    assert recognise(["Name", "Status", header], rows, {})[2].field == field
