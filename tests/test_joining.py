"""Joining by mail, the next step, other hours, and leaving: by their own word and the coordinator's ok."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casework.own_word import standing_of
from jobs.record import keep, standings, team
from tests.support.branches import BRANCH, CASEWORKERS
from tests.support.engine import desk, text_of
from tests.test_answering import copied

ANA, BEN, CARA = (person.email for person in CASEWORKERS)
REF = "C-2026-0001"
JO = BRANCH.coordinator.email
MO = "mo@home.example"
KIM = "kim@home.example"


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """Ana has Mo's case with Ben as second; Cara only watches."""
    with desk(tmp_path_factory.mktemp("joining")) as made:
        made.human.set_cell("Caseworkers", 4, "Level", "Shadow")
        made.form()
        made.turn()
        made.answer(made.notices("suggested")[0], "Ana Ruiz and Ben Osei")
        made.turn(minutes=5)
        for notice in made.notices("offered"):
            made.answer(notice, "yes happy to")
        made.settle()
        yield made


@pytest.fixture
def at(once, tmp_path):
    with copied(once, tmp_path) as made:
        yield made


def writes(made, text, sender=f"Kim Lo <{KIM}>"):
    made.arrive(made.letter(sender, text, "Hello"))
    made.settle()


def row_of(made, email):
    return next((row for row in made.human.rows("Caseworkers") if row["Email"] == email), None)


def lines(made):
    return [str(row["What happened"]) for row in made.human.rows("Needs attention")]


OFFER = "Hi, I'd like to help out with casework. I could do 4 hours a month.\n\nKim"


def test_who_offers_to_help_is_thanked_and_only_the_coordinator_can_add_them(at):
    writes(at, OFFER)
    [thanks], [asked] = at.notices("help_thanks", KIM), at.notices("would_help", JO)
    assert "Thank you. Members help each other" in text_of(thanks)
    assert "Email: kim@home.example" in text_of(asked) and "Hours a month: 4" in text_of(asked)
    assert row_of(at, KIM) is None and len(at.notices("", KIM)) == 1
    assert any("would like to help" in line for line in lines(at))
    at.answer(asked, "ok")
    at.settle()
    row = row_of(at, KIM)
    assert (row["Name"], row["Level"], row["Hours a month"]) == ("Kim Lo", "Shadow", 4)
    [welcome] = at.notices("welcomed", KIM)
    at.answer(welcome, "SHADOW 10 December")
    at.settle()
    assert "10 December" in text_of(at.notices("noted", KIM)[0])


def test_an_offer_that_comes_twice_is_asked_about_once(at):
    writes(at, OFFER)
    writes(at, OFFER + " again")
    assert len(at.notices("would_help", JO)) == 1 and len(at.notices("help_thanks", KIM)) == 1
    at.answer(at.notices("would_help", JO)[0], "ok")
    at.settle()
    at.answer(at.notices("would_help", JO)[0], "ok then")
    at.settle()
    assert [row["Email"] for row in at.human.rows("Caseworkers")].count(KIM) == 1


def test_whoever_offers_to_help_after_another_was_added_is_added_too(at):
    writes(at, OFFER)
    first = at.notices("would_help", JO)[0]
    at.answer(first, "ok")
    at.settle()
    writes(at, OFFER.replace("Kim", "Lou"), "Lou Day <lou@home.example>")
    at.answer(first, "ok, thanks")  # to the mail about Kim: it is about nobody else
    at.settle()
    assert row_of(at, "lou@home.example") is None and not at.notices("welcomed", "lou@")
    at.answer(at.notices("would_help", JO)[1], "ok")
    at.settle()
    assert row_of(at, "lou@home.example")["Name"] == "Lou Day"
    assert len(at.notices("welcomed", "lou@")) == 1


def test_an_ok_to_a_wish_that_is_not_known_any_more_is_not_passed_over_unsaid(at):
    """A release before this one counted wishes from 1: a journal made anew since gives them other numbers."""
    writes(at, OFFER)
    with at.world.journal.begin() as book:
        keep(book, replace(standing_of(standings(book), KIM), wish=None))
    for words in ("ok", "ok then"):
        at.answer(at.notices("would_help", JO)[0], words)
        at.settle()
    assert len([line for line in lines(at) if "not known any more" in line]) == 1


def test_a_name_that_stands_on_the_tab_with_another_address_is_pointed_out(at):
    writes(at, OFFER, "Ben Osei <ben.osei@elsewhere.example>")
    text = text_of(at.notices("would_help", JO)[0])
    assert "Somebody of this name stands on the tab Caseworkers already" in text
    writes(at, OFFER)
    assert "Somebody of this name" not in text_of(at.notices("would_help", JO)[1])


def test_a_no_adds_nobody_and_leaves_the_words_to_the_coordinator(at):
    writes(at, OFFER)
    before = len(at.notices("", KIM))
    at.answer(at.notices("would_help", JO)[0], "Not yet, I'll talk to them")
    at.settle()
    assert row_of(at, KIM) is None and len(at.notices("", KIM)) == before
    assert any("You answered no" in line for line in lines(at))


def forged(made, notice, words):
    """The same words in every way in which they are not their word: each must do nothing."""
    for sender in (f"Kim Lo <{KIM}>", "Moira Fenn <moira.fenn@else.example>", f"Ben Osei <{BEN}>"):
        made.answer(notice, words, sender)
    made.answer(notice, words, Auto_Submitted="auto-replied")  # a machine of their own
    made.answer(notice, words, To=BRANCH.address, In_Reply_To="<other@home.example>")  # no proof
    token = str(notice["Reply-To"]).partition("+")[2]
    made.answer(notice, words, To=f"casework+{token[::-1]}", In_Reply_To="<other@home.example>")
    made.answer(notice, f"Shall I?\n\n> {words}")  # quoted, not said
    made.settle()


def test_nobody_but_the_coordinator_can_say_ok(at):
    writes(at, OFFER)
    word_of_cara(at, "READY FOR A CASE")
    at.answer(at.notices("introduced_caseworker", ANA)[-1], "LEAVE THE TEAM")
    at.settle()
    for kind in ("would_help", "would_step_up", "would_leave"):
        forged(at, at.notices(kind, JO)[0], "ok")
    assert row_of(at, KIM) is None and row_of(at, CARA)["Level"] == "Shadow" and not row_of(at, ANA)["Left"]
    assert at.case_row(REF)["Caseworker"] == "Ana Ruiz"
    assert at.notices("welcomed") + at.notices("level_confirmed") + at.notices("farewell") == []


def test_nobody_can_offer_the_hours_or_the_farewell_of_somebody_else(at):
    for words in ("HOURS 0 in December", "LEAVE THE TEAM", "READY FOR A CASE"):
        forged(at, at.notices("introduced_caseworker", ANA)[-1], words)
    assert at.notices("leaving") + at.notices("would_step_up") + at.human.rows("Availability") == []


def test_who_was_typed_in_meanwhile_is_not_added_again(at):
    writes(at, OFFER)
    with at.human.at_work("Caseworkers") as sheet:
        headers = [cell.value for cell in sheet[1]]
        sheet.cell(5, headers.index("Name") + 1).value = "Kim Lo"
        sheet.cell(5, headers.index("Email") + 1).value = KIM
    at.settle()
    at.answer(at.notices("would_help", JO)[0], "ok")
    at.settle()
    assert [row["Email"] for row in at.human.rows("Caseworkers")].count(KIM) == 1
    assert any("stands on the tab Caseworkers already" in line for line in lines(at))


def test_a_member_with_a_case_who_offers_help_is_read_by_a_person(at):
    writes(at, OFFER, f"Mo Adeyemi <{MO}>")
    assert at.notices("would_help") == [] and len(at.notices("news")) == 1


# --- the next step ----------------------------------------------------------------------------------------


def word_of_cara(at, words):
    """Cara answers the thanks for days that she gave: a mail of ours to her."""
    at.arrive(at.letter(f"Cara Lund <{CARA}>", "HELP", "Hello"))
    at.settle()
    at.answer(at.notices("was_it_you", CARA)[-1], words)
    at.settle()


def test_a_level_changes_by_their_own_word_and_the_coordinator_s_ok(at):
    word_of_cara(at, "I feel ready to take a case with somebody else")
    assert "when it is settled" in text_of(at.notices("noted", CARA)[-1])
    [asked] = at.notices("would_step_up", JO)
    assert "Cara Lund" in text_of(asked) and "with somebody else" in text_of(asked)
    assert row_of(at, CARA)["Level"] == "Shadow"
    at.answer(asked, "ok")
    at.settle()
    row = row_of(at, CARA)
    assert (row["Level"], row["Alone or paired"]) == ("New", "Paired")
    assert "somebody experienced goes with you" in text_of(at.notices("level_confirmed", CARA)[0])


def test_not_yet_changes_nothing_and_tells_nobody_by_mail(at):
    word_of_cara(at, "READY")
    before = len(at.notices("", CARA))
    at.answer(at.notices("would_step_up", JO)[0], "not yet")
    at.settle()
    assert row_of(at, CARA)["Level"] == "Shadow" and len(at.notices("", CARA)) == before


def test_who_has_the_last_level_and_is_ready_is_only_thanked(at):
    at.answer(at.notices("introduced_caseworker", ANA)[-1], "READY FOR A CASE")
    at.settle()
    assert at.notices("would_step_up") == []


# --- other hours ------------------------------------------------------------------------------------------


def test_hours_for_a_month_are_a_line_on_availability_and_count_there(at):
    at.answer(at.notices("introduced_caseworker", ANA)[-1], "HOURS 0 in December")
    at.settle()
    [line] = at.human.rows("Availability")
    assert (line["From"], line["To"], line["What"]) == (date(2026, 12, 1), date(2026, 12, 31), "Hours 0")
    before = str(row_of(at, ANA)["Load"])
    at.turn(days=9)
    at.settle()
    assert "No hours for cases" in str(row_of(at, ANA)["Load"]) and "No hours" not in before
    at.human.set_cell("Availability", 2, "What", "Hours 30")
    at.settle()
    assert "No hours" not in str(row_of(at, ANA)["Load"])


def test_hours_from_now_on_are_their_own_cell(at):
    at.answer(at.notices("introduced_caseworker", BEN)[-1], "I can give 6 hours a month from now on")
    at.settle()
    assert str(row_of(at, BEN)["Hours a month"]) == "6"


# --- leaving ----------------------------------------------------------------------------------------------


def test_who_leaves_is_thanked_at_once_and_their_cases_go_on_when_the_coordinator_says_so(at):
    at.answer(at.notices("introduced_caseworker", ANA)[-1], "I'd like to stop being a caseworker, sorry")
    at.settle()
    assert "You need not say why" in text_of(at.notices("leaving", ANA)[0])
    [asked] = at.notices("would_leave", JO)
    assert f"{REF}: they lead" in text_of(asked)
    assert at.case_row(REF)["Caseworker"] == "Ana Ruiz" and not row_of(at, ANA)["Left"]
    at.form("Kit Moss", "kit@home.example")
    at.settle()
    assert "Ana" not in str(at.case_row("C-2026-0002")["Suggested"])
    at.answer(asked, "ok")
    at.settle()
    assert row_of(at, ANA)["Left"] == "Yes"
    assert at.case_row(REF)["Caseworker"] == "Ben Osei"
    assert len(at.notices("farewell", ANA)) == 1 and at.notices("stepped_back", ANA) == []
    assert len(at.notices("caseworker_changed", MO)) == 1
    at.human.set_cell("Caseworkers", 2, "Left", None)  # and comes back
    at.settle()
    with at.world.journal.begin() as book:
        [ana] = [one for one in team(book, at.world, at.now).caseworkers if one.email == ANA]
    assert not ana.paused and not ana.left


def test_who_changes_their_mind_stays(at):
    at.answer(at.notices("introduced_caseworker", ANA)[-1], "LEAVE THE TEAM")
    at.settle()
    at.answer(at.notices("leaving", ANA)[0], "READY")
    at.settle()
    at.answer(at.notices("would_leave", JO)[0], "ok")
    at.settle()
    assert not row_of(at, ANA)["Left"] and at.case_row(REF)["Caseworker"] == "Ana Ruiz"
    assert any("would like to stay" in line for line in lines(at))
