"""RATING: whoever leads a case says by mail what it asks of feelings; kept for a year (§3.2, G-13)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from casework.emotional import RATING_UNCLEAR
from casework.model import Case, KeyDate
from casework.rated import BY_MAIL, DROPPED
from jobs.journal import cases
from jobs.journal.schema import history
from tests.support.engine import Desk, copied, desk, text_of
from tests.support.led import REF
from tests.test_edits_typed import NEW, looks, types

ANA, BEN = "ana@home.example", "ben@home.example"
YEAR = timedelta(days=366)


def known(at: Desk) -> Case:
    with at.world.journal.begin() as book:
        found = cases.get(book, REF)
    assert found is not None
    return found


def told(at: Desk, email: str = ANA):
    """The mail that says what they have to do with the case."""
    return at.notices("introduced_caseworker", email)[-1]


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Ana leads, and Ben is second: both were asked, and have said yes."""
    with desk(tmp_path_factory.mktemp("once")) as made:
        made.form()
        made.turn()
        made.choose(REF, "Decision", "Ana Ruiz and Ben Osei")
        made.settle()
        for offer in made.notices("offered"):
            made.answer(offer, "yes")
        made.settle()
        yield made


@pytest.fixture
def at(once: Desk, tmp_path: Path) -> Iterator[Desk]:
    with copied(once, tmp_path) as made:
        yield made


def answers(at: Desk, words: str, email: str = ANA) -> None:
    at.answer(told(at, email), words)
    at.settle()


def test_the_lead_says_it_in_a_word_and_the_row_says_so_to_the_coordinator(at: Desk) -> None:
    answers(at, "RATING 3")
    row = at.case_row(REF)
    assert row["Emotional rating"] == "3 crisis" and BY_MAIL in str(row["Check"])
    assert (known(at).emotional, known(at).rated_at is not None) == (3, True)
    said = text_of(at.notices("noted", ANA)[-1])
    assert "Case C-2026-0001 is now rated 3 crisis." in said and "Adeyemi" not in said
    assert not at.notices("attention")


def test_her_own_word_afterwards_counts_and_the_mark_goes(at: Desk) -> None:
    answers(at, "RATING distressing")
    assert at.case_row(REF)["Emotional rating"] == "2 distressing"
    at.choose(REF, "Emotional rating", "1 upsetting")
    at.settle()
    assert known(at).emotional == 1 and BY_MAIL not in str(at.case_row(REF)["Check"])
    answers(at, "Sorry, RATING 0")
    assert at.case_row(REF)["Emotional rating"] == "0 routine" and known(at).emotional == 0


def test_what_she_writes_while_the_mail_is_under_way_is_not_written_over(at: Desk) -> None:
    at.choose(REF, "Emotional rating", "a lot")
    at.settle()
    assert RATING_UNCLEAR in str(at.case_row(REF)["Check"])
    at.answer(told(at), "RATING 2")
    at.choose(REF, "Emotional rating", "3 crisis")
    at.settle()
    assert at.case_row(REF)["Emotional rating"] == "3 crisis" and known(at).emotional == 3
    assert "left as it is" in text_of(at.notices("attention")[-1])


def test_of_two_mails_that_come_together_the_later_one_counts(at: Desk) -> None:
    for words in ("RATING 1", "RATING 3"):
        at.answer(told(at), words)
    at.settle()
    assert known(at).emotional == 3 and not at.notices("attention")


def test_several_words_in_one_mail_are_all_heard(at: Desk) -> None:
    answers(at, "TIME 2h prep\nRATING 2")
    assert known(at).emotional == 2
    assert at.human.rows("Time")[-1]["Hours"] == 2


def test_the_word_alone_is_asked_back_once_with_the_four_to_choose_from(at: Desk) -> None:
    answers(at, "RATING")
    [ask] = at.notices("ask_back", ANA)
    for rating in ("routine", "upsetting", "distressing", "a crisis"):
        assert f"({rating})" in text_of(ask)
    assert at.case_row(REF)["Emotional rating"] is None
    at.answer(ask, "RATING 2")
    at.settle()
    assert known(at).emotional == 2 and not at.notices("attention")


def test_unclear_twice_goes_to_the_coordinator(at: Desk) -> None:
    answers(at, "RATING 7")
    at.answer(at.notices("ask_back", ANA)[-1], "RATING harder")
    at.settle()
    assert known(at).emotional_said == "" and len(at.notices("ask_back", ANA)) == 1
    assert at.notices("attention")


def test_the_second_does_not_set_it_and_the_coordinator_hears_what_they_think(at: Desk) -> None:
    answers(at, "RATING 3", BEN)
    assert known(at).emotional == 0 and at.case_row(REF)["Emotional rating"] is None
    assert "has said how hard this case is to work on" in text_of(at.notices("attention")[-1])
    assert "whoever leads it says, or the coordinator" in text_of(at.notices("noted", BEN)[-1])


def test_of_somebody_not_on_the_case_the_no_beside_it_counts_and_nobody_asks_what_they_meant(
    at: Desk,
) -> None:
    at.form("Ida Berg", "ida@home.example", department="Drama")
    at.settle()
    at.choose("C-2026-0002", "Decision", "Ana Ruiz")
    at.settle()
    offer = at.notices("offered", ANA)[-1]
    at.answer(offer, "Sorry, can't this month\nRATING 3")
    at.settle()
    row = at.case_row("C-2026-0002")
    assert row["Status"] != "Offered" and row["Emotional rating"] is None
    assert not at.notices("ask_back")
    assert "whoever leads it says, or the coordinator" in text_of(at.notices("noted", ANA)[-1])


def test_after_the_case_is_closed_it_is_not_rated_any_more(at: Desk) -> None:
    at.choose(REF, "Status", "Closed")
    at.settle()
    answers(at, "RATING 3")
    assert known(at).emotional == 0 and at.notices("attention")


def test_a_rating_is_dropped_after_a_year_from_case_row_and_history(at: Desk) -> None:
    answers(at, "RATING 3")
    case = replace(known(at), key_dates=(KeyDate(at.now.date() + 2 * YEAR),))  # so that it is not quiet
    with at.world.journal.begin() as book:
        cases.put(book, case)
    at.now += YEAR - timedelta(days=3)
    at.settle()
    assert known(at).emotional == 3
    at.now += timedelta(days=8)
    at.settle()
    row = at.case_row(REF)
    assert (row["Emotional rating"], known(at).emotional, known(at).emotional_said) == (None, 0, "")
    assert DROPPED in str(row["Check"]) and BY_MAIL not in str(row["Check"])
    at.choose(REF, "Emotional rating", "1")
    at.settle()
    assert DROPPED not in str(at.case_row(REF)["Check"])


def test_of_a_closed_case_too_and_nothing_of_it_stays_in_the_history(at: Desk) -> None:
    at.choose(REF, "Emotional rating", "3 crisis")
    at.settle()
    answers(at, "RATING 2")
    at.choose(REF, "Status", "Closed")
    at.settle()
    at.now += YEAR + timedelta(days=5)
    at.settle()
    assert known(at).emotional_said == "" and DROPPED not in str(at.case_row(REF)["Check"])
    with at.world.journal.begin() as book:
        lines = [f"{row.fact} {row.why}" for row in book.cx.execute(history.select())]
    assert not [line for line in lines if "crisis" in line or '"rating":2' in line]


def test_nor_of_a_case_that_was_typed_in_whose_other_cells_stay_in_the_history(at: Desk) -> None:
    types(at, 3, Category="disciplinary", Emotional_rating="3 crisis")
    looks(at)
    assert at.case_row(NEW)["Emotional rating"] == "3 crisis"
    at.choose(NEW, "Status", "Closed")
    at.settle()
    at.now += YEAR + timedelta(days=5)
    at.settle()
    with at.world.journal.begin() as book:
        facts = {row.kind: str(row.fact) for row in book.cx.execute(history.select()) if row.ref == NEW}
    assert "crisis" not in " ".join(facts.values())
    assert "disciplinary" in facts["CaseTyped"]


def test_a_branch_may_keep_them(at: Desk) -> None:
    care = replace(at.world.policy.care, rating_days=0)
    at.world = replace(at.world, policy=replace(at.world.policy, care=care))
    answers(at, "RATING 3")
    at.now += 2 * YEAR
    at.settle()
    assert known(at).emotional == 3


def test_a_line_that_cannot_be_read_is_left_to_a_person_and_stops_no_other(at: Desk) -> None:
    types(at, 3, Category="disciplinary", Emotional_rating="3 crisis")
    looks(at)
    at.choose(NEW, "Status", "Closed")
    at.settle()
    with at.world.journal.begin() as book:
        of_old = (
            ("WordSaid", '{"word": "RATING", "of": "a release long ago"}'),
            ("WordSaid", '{"word": "TIME", "of": "a release long ago"}'),
            ("CaseTyped", "{}"),
        )
        for kind, fact in of_old:
            line = {"branch": book.branch, "at": at.now, "ref": REF, "letter": "", "kind": kind, "fact": fact}
            book.cx.execute(history.insert(), line | {"why": ""})
    at.now += YEAR + timedelta(days=5)
    at.settle()
    with at.world.journal.begin() as book:
        facts = [str(row.fact) for row in book.cx.execute(history.select())]
    assert "crisis" not in " ".join(facts) and of_old[0][1] in facts
    at.now += timedelta(days=3)
    at.settle()
    told = [
        row for row in at.human.rows("Needs attention") if "could not be read" in str(row["What happened"])
    ]
    assert [row["Ref"] for row in told] == [REF]
