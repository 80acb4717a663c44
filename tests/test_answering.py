"""What the caseworkers' words come to, through the whole engine (DOMAIN.md §6.2, SD-07, §3.3)."""

from __future__ import annotations

import pytest

from jobs.journal import cases
from tests.support.branches import BRANCH, CASEWORKERS
from tests.support.engine import copied, desk, text_of

ANA, BEN, CARA = (person.email for person in CASEWORKERS)
REF = "C-2026-0001"
JO = BRANCH.coordinator.email
MO = "mo@home.example"


@pytest.fixture(scope="module")
def asked_once(tmp_path_factory):
    """A case that Ana has been asked about: lived through once, and copied for each test."""
    with desk(tmp_path_factory.mktemp("asked")) as made:
        made.form()
        made.turn()
        made.answer(made.notices("suggested")[0], "Ana Ruiz")
        made.turn(minutes=5)
        yield made


@pytest.fixture(scope="module")
def taken_once(asked_once, tmp_path_factory):
    """A case that Ana has taken."""
    with copied(asked_once, tmp_path_factory.mktemp("taken")) as made:
        made.answer(made.notices("offered")[0], "yes happy to")
        made.settle()
        assert made.case_row(REF)["Status"] == "Active"
        yield made


@pytest.fixture
def offered(asked_once, tmp_path):
    with copied(asked_once, tmp_path) as made:
        yield made


@pytest.fixture
def active(taken_once, tmp_path):
    with copied(taken_once, tmp_path) as made:
        yield made


def says(at, words, kind="introduced_caseworker", **headers):
    """Ana answers the newest notice of that kind."""
    at.answer(at.notices(kind, ANA)[-1], words, **headers)
    at.settle()


def lines(at):
    return [str(row["What happened"]) for row in at.human.rows("Needs attention")]


def story(at, ref=REF):
    with at.world.journal.begin() as book:
        return [why for _, _, why in cases.story(book, ref)]


# --- alone ------------------------------------------------------------------------------------------------


def test_an_offer_to_one_person_alone_says_that_somebody_is_looked_for_and_promises_nobody(offered):
    text = text_of(offered.notices("offered", ANA)[0])
    assert "on your own for now. If you say yes, we look for somebody to go with you." in text
    assert "We cannot promise that there is anybody." in text
    assert "looking" not in text
    says(offered, "QUESTION: could somebody go with me?", kind="offered")
    assert "has a question before answering" in text_of(offered.notices("unclear", JO)[-1])


def test_a_name_chosen_for_a_case_that_somebody_has_alone_is_asked_as_second(active):
    active.choose(REF, "Decision", "Ben Osei")
    active.settle()
    assert "you would be second, and Ana Ruiz would lead" in text_of(active.notices("offered", BEN)[-1])
    assert active.case_row(REF)["Caseworker"] == "Ana Ruiz"


def test_a_no_in_the_thread_of_an_offer_that_was_taken_is_asked_about_and_a_question_goes_to_a_person(active):
    says(active, "Sorry, on reflection I can't after all", kind="offered")
    assert active.case_row(REF)["Caseworker"] == "Ana Ruiz"
    asked = active.notices("ask_back", ANA)[-1]
    assert "STEP BACK (I cannot go on with this case)" in text_of(asked)
    says(active, "QUESTION: what day is the meeting", kind="offered")
    assert any("Ana Ruiz has a question" in line for line in lines(active))
    says(active, "STEP BACK", kind="ask_back")
    assert not active.case_row(REF)["Caseworker"]


# --- stepping back ----------------------------------------------------------------------------------------


def test_who_steps_back_is_thanked_the_member_told_and_the_coordinator_has_the_case(active):
    says(active, "I need to step back from this one")
    row = active.case_row(REF)
    assert row["Status"] == "New" and not row["Caseworker"] and not row["Decision"]
    assert "NO CASEWORKER" in str(row["Check"]) and "coordinator" in str(row["Check"])
    assert row["Suggested"] == "Ben Osei"
    assert len(active.notices("stepped_back", ANA)) == 1
    [told] = active.notices("caseworker_changed", MO)
    assert BRANCH.coordinator.name in text_of(told) and "Your case goes on" in text_of(told)
    suggested = active.notices("suggested", JO)[-1]
    assert "Ana Ruiz has stepped back" in text_of(suggested)
    assert any("stepped back" in why for why in story(active))


def test_the_mark_goes_when_somebody_else_has_said_yes(active):
    says(active, "STEP BACK")
    active.answer(active.notices("suggested", JO)[-1], "ok")
    active.settle()
    assert "NO CASEWORKER" in str(active.case_row(REF)["Check"])
    active.answer(active.notices("offered", BEN)[-1], "ACCEPT")
    active.settle()
    row = active.case_row(REF)
    assert row["Caseworker"] == "Ben Osei" and row["Status"] == "Active"
    assert "NO CASEWORKER" not in str(row["Check"])
    assert len(active.notices("introduced_member", MO)) == 2


def test_stepping_back_twice_is_stepping_back_once(active):
    says(active, "STEP BACK")
    before = len(active.notices())
    says(active, "STEP BACK, please")
    assert len(active.notices("caseworker_changed", MO)) == 1
    assert len(active.notices()) == before + 1  # the thanks that says so
    assert active.notices("noted", ANA)


def test_the_words_of_the_mail_with_the_offer_still_work_when_the_case_is_theirs(active):
    says(active, "step back", kind="offered")
    assert active.case_row(REF)["Status"] == "New"


def test_with_nobody_else_the_coordinator_is_told_so_and_the_case_is_marked(active):
    for row in (3, 4):
        active.human.set_cell("Caseworkers", row, "Paused", "Yes")
    active.settle()
    says(active, "STEP BACK")
    assert "has stepped back" in text_of(active.notices("no_one", JO)[-1])
    assert "NO CASEWORKER" in str(active.case_row(REF)["Check"])


def test_stepping_back_from_an_offer_takes_it_back_and_the_next_is_suggested(offered):
    says(offered, "STEP BACK", kind="offered")
    assert offered.case_row(REF)["Status"] == "New"
    assert len(offered.notices("suggested", JO)) == 2


# --- away, rest, too much ---------------------------------------------------------------------------------


def test_who_is_away_is_not_suggested_until_they_are_back(offered):
    says(offered, "sorry can't this month, away 24 November - 4 December", kind="offered")
    assert "Thursday" not in str(offered.case_row(REF)["Asked"])
    noted = text_of(offered.notices("noted", ANA)[-1])
    assert "Tuesday 24 November 2026 to Friday 4 December 2026" in noted
    offered.form("Ida Berg", "ida@home.example", department="Drama")
    offered.settle()
    assert "Ana Ruiz: Away" in text_of(offered.notices("suggested", JO)[-1]).replace("away", "Away")
    offered.turn(hours=24 * 13)
    offered.form("Ora Lam", "ora@home.example", department="Drama")
    offered.settle()
    offered.answer(offered.notices("suggested", JO)[-1], "Ana Ruiz")
    offered.settle()
    assert offered.case_row("C-2026-0003")["Status"] == "Offered"


def test_away_while_an_offer_is_open_takes_it_back_so_that_nobody_is_chased(offered):
    says(offered, "AWAY 24 November to 4 December", kind="offered")
    assert offered.case_row(REF)["Status"] == "New" and not offered.case_row(REF)["Asked"]
    offered.turn(hours=24 * 4)
    offered.settle()
    assert not offered.notices("reminded", ANA) and not offered.notices("lapsed", ANA)


def test_who_is_away_stands_on_the_tab_and_the_coordinator_may_put_it_right_there(offered):
    says(offered, "DECLINE\nAWAY 24 November to 4 December", kind="offered")
    [line] = offered.human.rows("Availability")
    assert (line["Who"], line["What"]) == ("Ana Ruiz", "Away")
    offered.form("Ida Berg", "ida@home.example", department="Drama")
    offered.settle()
    offered.human.set_cell("Availability", 2, "From", "2 December 2026")
    offered.human.set_cell("Availability", 2, "To", "4 December 2026")
    offered.settle()
    offered.choose("C-2026-0002", "Decision", "Ana Ruiz")
    offered.settle()
    assert offered.case_row("C-2026-0002")["Status"] == "Offered"


def test_away_next_summer_leaves_an_open_offer_as_it_is(offered):
    says(offered, "AWAY 3-14 August", kind="offered")
    assert offered.case_row(REF)["Status"] == "Offered"


def test_who_rests_gets_no_offers_and_may_be_asked_again_afterwards(active):
    says(active, "PAUSE 2")
    assert "until Monday 7 December 2026" in text_of(active.notices("noted", ANA)[-1])
    active.form("Ida Berg", "ida@home.example", department="Drama")
    active.settle()
    row = active.case_row("C-2026-0002")
    assert row["Suggested"] != "Ana Ruiz"
    active.answer(active.notices("suggested", JO)[-1], "Ana Ruiz")
    active.settle()
    assert "paused" in text_of(active.notices("unclear", JO)[-1])
    active.turn(hours=24 * 16)
    active.answer(active.notices("suggested", JO)[-1], "Ana Ruiz")
    active.settle()
    assert active.case_row("C-2026-0002")["Status"] == "Offered"


def test_too_much_is_enough_offers_stop_the_coordinator_hears_and_nobody_asks_why(active):
    active.form("Ida Berg", "ida@home.example", department="Drama")
    active.turn()
    active.answer(active.notices("suggested", JO)[-1], "Ana Ruiz")
    active.settle()
    assert active.case_row("C-2026-0002")["Status"] == "Offered"
    says(active, "TOO MUCH")
    assert active.case_row("C-2026-0002")["Status"] == "New"
    assert active.case_row(REF)["Status"] == "Active"  # nothing they have is taken from them
    kind = text_of(active.notices("too_much", ANA)[-1])
    assert "need not explain" in kind and BRANCH.coordinator.name in kind
    review = text_of(active.notices("review", JO)[-1])
    assert REF in review and "goes from" in review and "Wednesday 25 November 2026" in review
    assert active.human.rows("Caseworkers")[0]["Paused"] == "Yes"
    assert any("asks for a review" in line for line in lines(active))
    active.answer(active.notices("suggested", JO)[-1], "Ana Ruiz")
    active.settle()
    assert active.case_row("C-2026-0002")["Status"] == "New"


def test_too_much_is_followed_up_after_two_five_and_ten_working_days(active):
    says(active, "it's all too much")
    active.turn(hours=24 * 2)  # Wednesday
    active.settle()
    assert "We do not know yet whether you have talked" in text_of(active.notices("review", JO)[-1])
    active.answer(active.notices("review", JO)[-1], "TALKED")
    active.settle()
    active.turn(hours=24 * 5)  # Monday
    active.settle()
    assert "There is no written plan yet" in text_of(active.notices("review", JO)[-1])
    active.answer(
        active.notices("review", JO)[-1], "Ben takes the grievance over by Friday, I ring on Tuesday."
    )
    active.settle()
    active.turn(hours=24 * 7)
    active.settle()
    assert "There is a plan" in text_of(active.notices("review", JO)[-1])
    [asked] = active.notices("did_it_help", ANA)
    active.answer(asked, "PARTLY")
    active.settle()
    assert "it helped in part" in text_of(active.notices("attention", JO)[-1])
    count = len(active.notices())
    active.turn(hours=24 * 30)
    active.settle()
    assert len([mail for mail in active.notices() if "review" in str(mail["X-Casework-Notice-Id"])]) == 4
    assert len(active.notices()) == count


def test_where_it_did_not_help_a_person_talks_with_them_again(active):
    says(active, "TOO MUCH")
    active.turn(hours=24 * 15)
    for _ in range(3):
        active.turn(minutes=1)
    active.settle()
    active.answer(active.notices("did_it_help", ANA)[-1], "no, it is still the same")
    active.settle()
    assert "did not help" in text_of(active.notices("attention", JO)[-1])
    before = len(active.notices("review", JO))
    active.turn(hours=24 * 4)
    active.settle()
    assert len(active.notices("review", JO)) == before + 1


def test_ready_brings_offers_back_and_only_their_own_word_or_the_coordinator_does(active):
    says(active, "TOO MUCH")
    active.turn(hours=24 * 20)
    active.settle()
    active.form("Ida Berg", "ida@home.example", department="Drama")
    active.settle()
    assert active.case_row("C-2026-0002")["Suggested"] != "Ana Ruiz"
    active.answer(active.notices("too_much", ANA)[-1], "READY")
    active.settle()
    assert not active.human.rows("Caseworkers")[0]["Paused"]
    active.answer(active.notices("suggested", JO)[-1], "Ana Ruiz")
    active.settle()
    assert active.case_row("C-2026-0002")["Status"] == "Offered"


def test_the_coordinator_may_lift_the_stop_by_emptying_the_paused_cell(active):
    says(active, "TOO MUCH")
    active.human.set_cell("Caseworkers", 2, "Paused", None)
    active.settle()
    active.form("Ida Berg", "ida@home.example", department="Drama")
    active.settle()
    active.answer(active.notices("suggested", JO)[-1], "Ana Ruiz")
    active.settle()
    assert active.case_row("C-2026-0002")["Status"] == "Offered"


def test_nothing_is_inferred_from_declines_from_the_hour_or_from_tone(offered):
    for at, (name, words) in enumerate((("Ida", "No!!! I CANNOT BELIEVE THIS"), ("Ora", "decline."))):
        offered.form(f"{name} Berg", f"{name.lower()}@home.example", department="Drama")
        offered.turn(hours=13 if at else 1)
        offered.answer(offered.notices("suggested", JO)[-1], "Ana Ruiz")
        offered.settle()
        offered.turn(hours=24)
        if offered.notices("offered", ANA)[at + 1 :]:
            offered.answer(offered.notices("offered", ANA)[-1], words)
        offered.settle()
    assert not offered.notices("review") and not offered.notices("too_much")
    assert not offered.human.rows("Caseworkers")[0]["Paused"]


# --- the case's own words ---------------------------------------------------------------------------------


def test_time_is_noted_and_said_back(active):
    says(active, "TIME 2h30 prep, 1h hearing yesterday")
    noted = text_of(active.notices("noted", ANA)[-1])
    assert "2 hours 30 minutes on Monday 23 November, preparation" in noted
    assert "1 hour on Sunday 22 November, hearing" in noted
    assert any("3 hours 30 minutes" in why for why in story(active))
    first, second = active.human.rows("Time")
    assert (first["Who"], first["Case"], first["Hours"], first["What for"]) == (
        "Ana Ruiz",
        REF,
        2.5,
        "preparation",
    )
    assert second["Hours"] == 1


@pytest.mark.parametrize("word", ["DONE", "please close this case"])
def test_a_case_that_is_done_is_closed_when_the_coordinator_says_so(active, word):
    says(active, word)
    assert active.case_row(REF)["Status"] == "Active"
    assert "can be closed" in str(active.case_row(REF)["Check"])
    active.answer(active.notices("closing", JO)[-1], "ok")
    active.settle()
    assert active.case_row(REF)["Status"] == "Closed"
    assert "can be closed" not in str(active.case_row(REF)["Check"])


def test_an_unclear_answer_about_closing_is_read_by_a_person(active):
    says(active, "CLOSE")
    active.answer(active.notices("closing", JO)[-1], "ok, but only after the appeal")
    active.settle()
    assert active.case_row(REF)["Status"] == "Active"
    assert any("the case stays open" in line for line in lines(active))


def test_a_question_about_a_case_goes_to_the_coordinator(active):
    says(active, "Can you ring me about this please?")
    assert "has a question" in text_of(active.notices("attention", JO)[-1])
    assert any("has a question" in line for line in lines(active))


def test_days_to_shadow_are_noted_for_the_coordinator(active):
    says(active, "SHADOW 3 and 10 December")
    assert "Thursday 10 December 2026" in text_of(active.notices("noted", ANA)[-1])
    assert any("come along and learn" in line for line in lines(active))


def test_help_brings_all_the_words_and_their_links_work(active):
    says(active, "help")
    [words] = active.notices("words", ANA)
    assert "TOO MUCH" in text_of(words)
    active.answer(words, "TIME 20 min")
    active.settle()
    assert "20 minutes" in text_of(active.notices("noted", ANA)[-1])


def test_several_words_in_one_mail_all_count(offered):
    says(offered, "ACCEPT\nTIME 30 min reading\nAWAY 24 December to 2 January", kind="offered")
    assert offered.case_row(REF)["Status"] == "Active"
    assert {text for text in map(text_of, offered.notices("noted", ANA)) if "30 minutes" in text}
    assert {text for text in map(text_of, offered.notices("noted", ANA)) if "2 January 2027" in text}


# --- unclear ----------------------------------------------------------------------------------------------


def test_what_is_unclear_is_asked_back_once_and_then_goes_to_a_person(offered):
    says(offered, "Let me think", kind="offered")
    [asked] = offered.notices("ask_back", ANA)
    assert "ACCEPT" in text_of(asked) and not offered.notices("attention", JO)
    offered.answer(asked, "Well it depends on the dates")
    offered.settle()
    assert len(offered.notices("ask_back", ANA)) == 1
    assert "Ana Ruiz answered twice" in text_of(offered.notices("attention", JO)[-1])
    assert offered.case_row(REF)["Status"] == "Offered"


def test_the_mail_that_asks_back_can_be_answered(offered):
    says(offered, "Let me think", kind="offered")
    offered.answer(offered.notices("ask_back", ANA)[-1], "ACCEPT")
    offered.settle()
    assert offered.case_row(REF)["Status"] == "Active"


def test_after_a_plain_answer_an_unclear_one_is_asked_about_again(active):
    says(active, "hm")
    says(active, "TIME 1h")
    says(active, "hm hm")
    assert len(active.notices("ask_back", ANA)) == 2


def test_thanks_are_read_by_nobody_and_answered_by_nobody(active):
    before = len(active.notices())
    says(active, "Thanks, will do")
    assert len(active.notices()) == before


def test_away_without_dates_is_asked_about_with_the_way_to_say_it(active):
    says(active, "AWAY from  to ")
    assert "the first and the last day" in text_of(active.notices("ask_back", ANA)[-1])


def test_a_word_in_a_mail_of_their_own_is_confirmed_at_the_address_on_file_before_it_counts(active):
    active.arrive(active.letter(f"Ana Ruiz <{ANA}>", "TOO MUCH", "casework"))
    active.settle()
    assert not active.notices("review") and not active.human.rows("Caseworkers")[0]["Paused"]
    assert any("Ana Ruiz's name says TOO MUCH" in line for line in lines(active))
    active.answer(active.notices("was_it_you", ANA)[-1], "TOO MUCH")
    active.settle()
    assert active.notices("review", JO) and active.human.rows("Caseworkers")[0]["Paused"] == "Yes"


def test_an_ok_to_an_open_offer_is_asked_about_and_an_out_of_office_in_words_is_not(offered):
    away = "I am away and will reply on my return on 4 December."
    says(offered, away, kind="offered")
    assert not offered.notices("ask_back", ANA)
    says(offered, "ok", kind="offered")
    assert len(offered.notices("ask_back", ANA)) == 1
    assert offered.case_row(REF)["Status"] == "Offered"
