"""The Caseworker cell emptied: the case is never with nobody, and nothing is silent (SD-07)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.decide import decide
from casework.facts.sheet import LeadEdited
from jobs.journal import cases
from jobs.record import team
from tests.support.branches import BRANCH, CASEWORKERS
from tests.support.engine import copied, desk, text_of

ANA, BEN, CARA = (person.email for person in CASEWORKERS)
REF, JO, MO = "C-2026-0001", BRANCH.coordinator.email, "mo@home.example"


def _taken(folder, whom):
    """A case that these have said yes to."""
    with desk(folder) as made:
        made.form()
        made.turn()
        made.answer(made.notices("suggested")[0], whom)
        made.turn(minutes=5)
        for notice in made.notices("offered"):
            made.answer(notice, "yes")
        made.settle()
        yield made


@pytest.fixture(scope="module")
def once_alone(tmp_path_factory):
    yield from _taken(tmp_path_factory.mktemp("alone"), "Ana Ruiz")


@pytest.fixture(scope="module")
def once_asked(tmp_path_factory):
    """A pair that has been asked, and has not answered; the member is of no caseworker's department."""
    with desk(tmp_path_factory.mktemp("asked")) as made:
        made.form(department="Estates")
        made.turn()
        made.answer(made.notices("suggested")[0], "Ana Ruiz and Ben Osei")
        made.settle()
        yield made


@pytest.fixture(scope="module")
def once_paired(tmp_path_factory):
    yield from _taken(tmp_path_factory.mktemp("pair"), "Ana Ruiz and Ben Osei")


@pytest.fixture
def alone(once_alone, tmp_path):
    with copied(once_alone, tmp_path) as made:
        yield made


@pytest.fixture
def paired(once_paired, tmp_path):
    with copied(once_paired, tmp_path) as made:
        yield made


def test_a_case_taken_off_somebody_who_has_too_much_is_the_coordinators_and_all_are_told(alone):
    alone.answer(alone.notices("introduced_caseworker", ANA)[-1], "TOO MUCH")
    alone.settle()
    alone.choose(REF, "Caseworker", "")
    alone.settle()
    row = alone.case_row(REF)
    assert row["Status"] == "New" and not row["Caseworker"] and not row["Decision"]
    assert "NO CASEWORKER: the Caseworker cell was emptied" in str(row["Check"])
    assert row["Suggested"] and "Ana" not in str(row["Suggested"])
    asked = text_of(alone.notices("suggested", JO)[-1])
    assert "The Caseworker cell was emptied, and you have the case until somebody else says yes" in asked
    [told] = alone.notices("caseworker_changed", MO)
    assert BRANCH.coordinator.name in text_of(told)
    [word] = alone.notices("taken_off", ANA)
    assert "off your hands" in text_of(word)


def test_whoever_was_taken_off_is_not_suggested_again_but_can_be_named(alone):
    alone.choose(REF, "Caseworker", "")
    alone.settle()
    assert "Ana" not in str(alone.case_row(REF)["Suggested"])
    alone.choose(REF, "Decision", "Ana Ruiz")
    alone.settle()
    assert len(alone.notices("offered", ANA)) == 2


def test_a_second_leads_when_the_caseworker_cell_is_emptied(paired):
    paired.choose(REF, "Caseworker", "")
    paired.settle()
    row = paired.case_row(REF)
    assert (row["Status"], row["Caseworker"], row["Second"]) == ("Active", "Ben Osei", None)
    assert "you lead it from today" in text_of(paired.notices("partner_left", BEN)[-1])
    assert "Ben Osei" in text_of(paired.notices("caseworker_changed", MO)[-1])
    assert "Ben Osei, who was second, leads the case now" in text_of(paired.notices("attention", JO)[-1])
    assert len(paired.notices("taken_off", ANA)) == 1


def test_the_cell_emptied_and_another_chosen_in_one_go_asks_that_other(alone):
    alone.choose(REF, "Caseworker", "")
    alone.choose(REF, "Decision", "Ben Osei")
    alone.settle()
    row = alone.case_row(REF)
    assert (row["Status"], row["Decision"], row["Caseworker"]) == ("Offered", "Ben Osei", None)
    assert "empty the Caseworker cell" not in str(row["Check"])
    assert len(alone.notices("offered", BEN)) == 1
    alone.answer(alone.notices("offered", BEN)[0], "yes")
    alone.settle()
    row = alone.case_row(REF)
    assert row["Caseworker"] == "Ben Osei" and "NO CASEWORKER" not in str(row["Check"])


def test_a_second_taken_off_is_told_and_so_are_lead_and_member_and_the_lead_goes_on(paired):
    before = len(paired.notices("suggested", JO))
    paired.choose(REF, "Second", "")
    paired.settle()
    row = paired.case_row(REF)
    assert (row["Status"], row["Caseworker"], row["Second"]) == ("Active", "Ana Ruiz", None)
    assert row["Suggested"] != "Ben Osei" and not row["Decision"]
    assert "off your hands" in text_of(paired.notices("taken_off", BEN)[-1])
    assert "You go on leading it" in text_of(paired.notices("partner_left", ANA)[-1])
    assert "Ana Ruiz supports you as before" in text_of(paired.notices("caseworker_changed", MO)[-1])
    assert len(paired.notices("suggested", JO)) == before, "she did it herself: the row says who could join"


def test_a_second_alone_taken_off_leaves_no_old_suggestion_and_she_is_sent_whom_to_ask(once_asked, tmp_path):
    with copied(once_asked, tmp_path) as at:
        at.answer(at.notices("offered", BEN)[-1], "yes")
        at.answer(at.notices("offered", ANA)[-1], "no")
        at.settle()
        assert at.case_row(REF)["Second"] == "Ben Osei" and "Ben" not in str(at.case_row(REF)["Suggested"])
        at.choose(REF, "Second", "")
        at.settle()
        with at.world.journal.begin() as book:
            case = cases.get(book, REF)
        assert case.suggestion.part == "pair" and not case.second and case.status == "New"
        assert "Ben Osei" not in case.suggestion.names
        assert "The Second cell was emptied" in text_of(at.notices("suggested", JO)[-1])
        [word] = at.notices("taken_off", BEN)
        assert "the member hears" not in text_of(word), "nobody was introduced to them yet"
        assert not at.notices("caseworker_changed", MO)


def test_a_second_emptied_and_another_chosen_in_one_go_asks_that_other(once_asked, tmp_path):
    with copied(once_asked, tmp_path) as at:
        for email in (ANA, BEN):
            at.answer(at.notices("offered", email)[-1], "yes")
        at.settle()
        at.choose(REF, "Second", "")
        at.choose(REF, "Decision", "Cara Lund")
        at.settle()
        assert len(at.notices("offered", CARA)) == len(at.notices("taken_off", BEN)) == 1
        row = at.case_row(REF)
        assert (row["Caseworker"], row["Decision"], row["Second"]) == ("Ana Ruiz", "Cara Lund", None)
        assert "Decision:" not in str(row["Check"])


def test_both_cells_emptied_in_one_go_leave_the_case_with_the_coordinator_and_each_is_told_once(paired):
    for column in ("Caseworker", "Second"):
        paired.choose(REF, column, "")
    paired.settle()
    row = paired.case_row(REF)
    assert (row["Status"], row["Caseworker"], row["Second"]) == ("New", None, None)
    assert len(paired.notices("taken_off", ANA)) == len(paired.notices("taken_off", BEN)) == 1
    assert len(paired.notices("caseworker_changed", MO)) == 1 and not paired.notices("partner_left")


def test_a_name_taken_out_after_its_bearer_stepped_back_takes_nobody_else_off(paired):
    lock = paired.folder / ".~lock.register.xlsx#"
    paired.answer(paired.notices("introduced_caseworker", ANA)[-1], "STEP BACK")
    lock.write_text(",moira,desk,23.11.2026 10:00,file:///x;")
    paired.turn(minutes=1)  # Ben leads from now on, but the row cannot show it yet
    lock.unlink()
    paired.choose(REF, "Caseworker", "")
    paired.settle()
    assert paired.case_row(REF)["Caseworker"] == "Ben Osei"
    assert paired.notices("taken_off") == []


def test_the_cell_of_a_closed_case_can_be_emptied_and_nobody_is_written_to(alone):
    alone.choose(REF, "Status", "Closed")
    alone.settle()
    before = len(alone.notices())
    alone.choose(REF, "Caseworker", "")
    alone.settle()
    assert len(alone.notices()) == before and not alone.case_row(REF)["Check"]


def test_somebody_who_has_left_the_branch_gets_no_mail_when_taken_off(alone):
    with alone.world.journal.begin() as book:
        case, people = cases.get(book, REF), team(book, alone.world, alone.now)
    gone = tuple(replace(one, left=one.email == ANA) for one in people.caseworkers)
    people = replace(people, caseworkers=gone)
    decision = decide(LeadEdited(REF, ""), case, BRANCH, alone.world.policy, people, alone.now)
    kinds = [getattr(effect, "kind", "") for effect in decision.effects]
    assert "taken_off" not in kinds and "suggested" in kinds and "caseworker_changed" in kinds
