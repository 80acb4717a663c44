"""Department is the coordinator's word: who may be asked follows it, in a workbook and a Google Sheet."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.department import department_edited
from casework.effects import Attend, SetCell
from casework.facts.letters import DetailsGiven
from casework.facts.sheet import ContactEdited, DepartmentEdited
from casework.gaps import details_given
from casework.intake import form_received as received_form
from casework.model import Case
from casework.reached import contact_edited
from sheets.register import Row
from sheets.rows import case_cells, first_case_cells
from sheets.standing import Standing, case_from_row
from tests.support.branches import BRANCH, CASEWORKERS, MONDAY, POLICY, TEAM, form_received, with_caseworkers
from tests.support.engine import copied
from tests.test_category import at, history, known, once  # noqa: F401  fixtures
from tests.test_edits_people import person
from tests.test_rebuild import made_anew

REF = "C-2026-0001"


def case(missing=(), **values) -> Case:
    fact = form_received(**values)
    gone = {name: said for name, said in fact.form.values.items() if name not in missing}
    found = received_form(
        replace(fact, form=replace(fact.form, values=gone, missing=missing)), BRANCH, POLICY, TEAM, MONDAY
    ).case
    assert found is not None
    return found


def said(before: Case, words: str, team=TEAM) -> Case:
    after = department_edited(DepartmentEdited(REF, words), before, POLICY, team, MONDAY).case
    assert after is not None
    return after


def test_what_she_says_counts_and_blank_is_what_the_form_says():
    theirs = case(department="Physics")
    assert said(theirs, " Chemistry ").member.department == "Chemistry"
    for blank in ("", "  ", "-", "none"):
        assert said(said(theirs, "Chemistry"), blank).member.department == "Physics"
    at_a_site = case(missing=("department",), workplace="North site")
    assert said(said(at_a_site, "Chemistry"), "").member.department == "North site"


def test_of_a_case_typed_in_blank_is_blank():
    by_hand = case(department="Physics")
    by_hand = replace(by_hand, form=replace(by_hand.form, source="typed"))
    assert said(by_hand, "").member.department == ""


def test_once_she_has_said_it_no_answer_of_the_member_s_changes_it_and_it_is_no_gap():
    gap = case(missing=("department", "workplace"))
    assert "department" in " ".join(gap.flags)
    chosen = said(gap, "Chemistry")
    assert chosen.form.missing == () and "department" not in " ".join(chosen.flags)
    other = replace(chosen, form=replace(chosen.form, missing=("workplace",)))
    for case_ in (chosen, other):
        answer = DetailsGiven(form_received().received, REF, {"workplace": "North site"})
        later = details_given(answer, case_, BRANCH, POLICY, TEAM, MONDAY + timedelta(hours=1))
        assert later.case is not None and later.case.member.department == "Chemistry"
        assert not [one for one in later.effects if isinstance(one, SetCell) and one.column == "department"]


def test_what_the_member_answers_is_put_into_the_cell_only_where_it_is_as_we_left_it():
    gap = case(missing=("department", "workplace"))
    answer = DetailsGiven(form_received().received, REF, {"department": "Physics"})
    decision = details_given(answer, gap, BRANCH, POLICY, TEAM, MONDAY + timedelta(hours=1))
    assert SetCell(REF, "department", "", "Physics") in decision.effects
    assert decision.case is not None and decision.case.member.department == "Physics"


def test_the_cell_is_written_with_the_row_and_never_again():
    assert first_case_cells(case(department="Physics"), TEAM, POLICY)["department"] == "Physics"
    assert "department" not in case_cells(case(department="Physics"), POLICY)


def test_a_row_read_back_has_her_department_over_the_form_s():
    form = case(department="Physics")
    for words, counts in (("Chemistry", "Chemistry"), ("", "Physics")):
        cells = {**first_case_cells(form, TEAM, POLICY), "department": words}
        back, _ = case_from_row(Standing(Row(2, cells), Row(0, {}), form), TEAM, POLICY, MONDAY)
        assert back.member.department == counts


@pytest.mark.parametrize("column", ["department", "employer"])
def test_whoever_was_asked_and_would_not_be_now_is_left_and_a_person_is_told_why(column):
    ana = replace(CASEWORKERS[0], department="Chemistry", covers=("Northgate College",))
    mine = replace(case(department="Physics"), lead=ana.email)
    if column == "department":
        edited, rule = department_edited, "same department"
        fact = DepartmentEdited(REF, "School of Chemistry")
    else:
        edited, rule = contact_edited, "not acting at this employer"
        fact = ContactEdited(REF, "employer", "Riverside Trust")
    decision = edited(fact, mine, POLICY, with_caseworkers(ana), MONDAY)
    (line,) = [one for one in decision.effects if isinstance(one, Attend)]
    assert rule in line.what and ana.name not in line.what and decision.case.lead == ana.email
    again = edited(fact, decision.case, POLICY, with_caseworkers(ana), MONDAY)
    assert not [one for one in again.effects if isinstance(one, Attend)]
    free = edited(fact, replace(mine, lead=""), POLICY, with_caseworkers(ana), MONDAY)
    assert not [one for one in free.effects if isinstance(one, Attend)]


def test_a_refusal_whose_reason_is_gone_with_the_correction_is_not_left_in_check(at):  # noqa: F811
    first = str(at.case_row(REF)["Suggested"]).split(" and ")[0]
    person(at, first, "Department", "Physics")
    at.settle()
    at.choose(REF, "Decision", first)
    at.settle()
    assert f"{first} was not asked: same department" in at.case_row(REF)["Check"]
    at.choose(REF, "Department", "Chemistry")
    at.settle()
    row = at.case_row(REF)
    assert "same department" not in row["Check"] and "empty the cell and choose them again" in row["Check"]
    at.choose(REF, "Decision", "")
    at.settle()
    at.choose(REF, "Decision", first)
    at.settle()
    row = at.case_row(REF)
    assert row["Status"] == "Offered" and "Decision:" not in str(row["Check"] or "")


def test_a_department_corrected_for_a_case_that_came_by_a_form_stays_and_counts(at):  # noqa: F811
    first = str(at.case_row(REF)["Suggested"]).split(" and ")[0]
    person(at, first, "Department", "Chemistry")
    at.settle()
    assert first in at.case_row(REF)["Suggested"]
    at.choose(REF, "Department", "School of Chemistry")
    at.choose(REF, "Why", "because")  # a column of ours, put back in the same turn
    at.settle()
    row = at.case_row(REF)
    assert row["Department"] == "School of Chemistry" and first not in row["Suggested"]
    assert row["Why"] != "because" and "DepartmentEdited" in history(at)
    at.choose(REF, "Department", "")
    at.settle()
    row = at.case_row(REF)
    assert not row["Department"] and first in row["Suggested"]
    assert known(at).member.department == "Physics"


def test_a_number_for_a_department_is_its_words_and_an_offer_that_is_open_stays(at):  # noqa: F811
    at.choose(REF, "Decision", "ok")
    at.settle()
    asked = str(at.case_row(REF)["Decision"]).split(" and ")[0]
    person(at, asked, "Department", "42")
    at.choose(REF, "Department", 42)
    at.settle()
    assert known(at).member.department == "42"
    told = [str(row["What happened"]) for row in at.human.rows("Needs attention")]
    assert any("same department" in line for line in told)
    assert asked in at.case_row(REF)["Asked"]


def test_a_journal_made_anew_knows_her_department(once, tmp_path):  # noqa: F811
    with copied(once, tmp_path) as desk:
        desk.choose(REF, "Department", "Library")
        desk.settle()
        again, _ = made_anew(desk, tmp_path / "anew")
        assert known(again).member.department == "Library"
        again.settle()
        assert again.case_row(REF)["Department"] == "Library"


@pytest.mark.parametrize("column", ["Department", "Employer"])
def test_a_correction_counts_for_what_she_decides_in_the_same_minute(at, column):  # noqa: F811
    first = str(at.case_row(REF)["Suggested"]).split(" and ")[0]
    person(at, first, "Department", "Chemistry")
    person(at, first, "Employers covered", "Northgate College")
    at.settle()
    assert first in at.case_row(REF)["Suggested"]
    said, tab = ("Chemistry", "Cases") if column == "Department" else ("Riverside Trust", "Contacts")
    at.choose(REF, "Decision", first)
    at.choose(REF, column, said, tab=tab)
    at.settle()
    assert at.notices("offered") == [] and first not in str(at.case_row(REF)["Asked"])
    assert at.case_row(REF)["Check"]
