"""Nobody is pressed (SD-12): one open offer at a time, and some days' peace after one that ran out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import create_engine, text

from casework.allocation import suggest, why_nobody, why_not
from casework.decide import decide
from casework.effects import Keep, Send, SetCell
from casework.facts.answers import CaseworkerChosen
from casework.facts.due import OfferLapsed
from casework.intake import form_received as decide_form
from casework.model import OpenCase, Status
from casework.numbers import Care, Workload
from casework.own_word import Standing
from casework.spared import let_be
from casework.suggesting import suggestion_to_coordinator
from casework.together import suggest_all
from jobs.journal import cases
from jobs.journal.store import open_journal
from jobs.record import standings
from tests.support.branches import BRANCH, CASEWORKERS, MONDAY, POLICY, TEAM, form_received, with_caseworkers
from tests.support.engine import desk, text_of

ANA, BEN, CARA = CASEWORKERS
ROOMY = replace(POLICY, workload=Workload(hours=60, most_new=9))
THURSDAY = datetime(2026, 11, 27, tzinfo=UTC)  # the midnight at its end
ASKED = OpenCase("C-2026-0900", Status.OFFERED, "", "", "", ANA.email, 1.0, offered_until=THURSDAY)
LET_BE = Standing(ANA.email, let_be_until=date(2026, 12, 2))


def case_of(**values):
    return decide_form(form_received(department="Estates", **values), BRANCH, ROOMY, TEAM, MONDAY).case


URGENT = {"key_event": "disciplinary hearing", "key_date": "2026-11-27"}


def test_whoever_has_an_offer_open_is_not_suggested_for_another_case_and_she_reads_until_when():
    found = suggest(case_of(), replace(TEAM, open_cases=(ASKED,)), ROOMY, MONDAY)
    assert ANA.name not in found.names
    assert {"name": ANA.name, "why": "with an offer open until Thursday 26 November"} in why_not(found)


def test_so_it_is_with_an_offer_as_second_and_in_the_plan_of_several_cases():
    second = replace(ASKED, offered_to="", second_offered_to=ANA.email, second_offered_until=THURSDAY)
    waiting = [case_of(), replace(case_of(), ref="C-2026-0002")]
    found = suggest_all(waiting, replace(TEAM, open_cases=(second,)), ROOMY, MONDAY, lambda: 0.0)
    assert len(found) == 2
    assert not any(ANA.name in one.names for one in found.values())


@pytest.mark.parametrize("pressed", [{}, URGENT])
def test_where_nobody_else_is_left_it_is_suggested_all_the_same_and_why_says_so(pressed):
    free = suggest(case_of(**pressed), replace(TEAM, open_cases=(ASKED,)), ROOMY, MONDAY)
    assert free.candidates
    assert ANA.name not in free.names
    team = replace(with_caseworkers(ANA), open_cases=(ASKED,))
    for alone in (
        suggest(case_of(**pressed), team, ROOMY, MONDAY),
        suggest_all([case_of(**pressed)], team, ROOMY, MONDAY, lambda: 0.0)["C-2026-0001"],
    ):
        assert alone.names == ANA.name
        assert "has an offer open until Thursday 26 November" in alone.candidates[0].reason


def test_cases_that_pass_over_open_offers_are_still_planned_together_within_everybody_s_hours():
    second = replace(ASKED, ref="C-2026-0901", offered_to=BEN.email)
    team = replace(with_caseworkers(ANA, BEN), open_cases=(ASKED, second))
    waiting = [replace(case_of(), ref=f"C-2026-{n:04}") for n in range(1, 21)]
    found = suggest_all(waiting, team, ROOMY, MONDAY, lambda: 0.0)
    named = sum(bool(one.candidates) for one in found.values())
    assert 0 < named < len(waiting), "each by itself would have found somebody"


def test_days_of_peace_are_passed_over_only_for_an_urgent_case():
    team = replace(with_caseworkers(ANA), standings=(LET_BE,))
    for find in (
        lambda case: suggest(case, team, ROOMY, MONDAY),
        lambda case: suggest_all([case], team, ROOMY, MONDAY, lambda: 0.0)[case.ref],
    ):
        assert why_nobody(find(case_of())) == ["1 asked not long ago"]
        assert find(case_of(**URGENT)).names == ANA.name


def test_no_rule_that_holds_is_passed_over_for_an_urgent_case():
    away = replace(ANA, paused=True)
    found = suggest(case_of(**URGENT), replace(with_caseworkers(away), open_cases=(ASKED,)), ROOMY, MONDAY)
    assert found.candidates == ()
    assert why_nobody(found) == ["1 resting or paused"]


def chosen(case, team, choice="Ana", policy=ROOMY):
    fact = CaseworkerChosen(case.ref, choice, "register")
    return decide(fact, case, BRANCH, policy, team, MONDAY)


def sent(decision):
    return [one.kind for one in decision.effects if isinstance(one, Send)]


def test_the_coordinator_s_own_word_goes_before_so_that_no_member_waits_for_a_refusal():
    assert "offered" in sent(chosen(case_of(), replace(TEAM, open_cases=(ASKED,))))


def test_an_offer_about_the_case_itself_is_no_other_one():
    own = replace(ASKED, ref="C-2026-0001")
    assert ANA.email in suggest(case_of(), replace(TEAM, open_cases=(own,)), ROOMY, MONDAY).able


def lapsed(policy=ROOMY):
    case = chosen(case_of(), TEAM, policy=policy).case
    return decide(OfferLapsed(case.ref, 1), case, BRANCH, policy, TEAM, case.offer.lapses_at)


def test_after_silence_somebody_is_left_in_peace_for_some_working_days_and_told_so():
    decision = lapsed()
    [kept] = [one.standing for one in decision.effects if isinstance(one, Keep)]
    assert kept == Standing(ANA.email, let_be_until=date(2026, 12, 3))
    [told] = [one for one in decision.effects if isinstance(one, Send) and one.kind == "lapsed"]
    assert told.words["let_be_until"] == "2026-12-03"


def test_it_is_as_long_after_the_first_silence_as_after_the_tenth_and_a_branch_may_do_without():
    assert let_be(date(2026, 11, 26), ROOMY) == date(2026, 12, 3)
    none = replace(ROOMY, care=Care(let_be_days=0))
    decision = lapsed(none)
    assert not [one for one in decision.effects if isinstance(one, Keep)]
    assert let_be(date(2026, 11, 26), none) is None


@pytest.mark.parametrize(("day", "asked"), [(date(2026, 12, 2), False), (date(2026, 12, 3), True)])
def test_whoever_is_let_be_is_asked_again_when_the_days_are_over(day, asked):
    now = datetime(day.year, day.month, day.day, 10, tzinfo=UTC)
    found = suggest(case_of(), replace(with_caseworkers(ANA), standings=(LET_BE,)), ROOMY, now)
    assert bool(found.candidates) is asked
    assert why_nobody(found) == ([] if asked else ["1 asked not long ago"])


def test_days_of_peace_hold_although_another_offer_is_still_open():
    team = replace(with_caseworkers(ANA), open_cases=(ASKED,), standings=(LET_BE,))
    assert why_nobody(suggest(case_of(), team, ROOMY, MONDAY)) == ["1 asked not long ago"]


def test_the_coordinator_may_ask_somebody_who_is_let_be_by_name():
    assert "offered" in sent(chosen(case_of(), replace(TEAM, standings=(LET_BE,))))


def shown(case, *people):
    return decide(
        CaseworkerChosen(case.ref, "ok", "mail", shown=" and ".join(one.name for one in people)),
        case,
        BRANCH,
        ROOMY,
        replace(TEAM, open_cases=(ASKED,)),
        MONDAY,
    )


def test_an_ok_to_somebody_who_was_asked_about_another_case_since_asks_nobody_and_shows_who_else_there_is():
    decision = shown(case_of(), ANA, BEN)
    assert sent(decision) == ["suggested"] and not decision.case.offer
    [mail] = [one for one in decision.effects if isinstance(one, Send)]
    assert "Ana Ruiz has an offer open until Thursday 26 November" in mail.words["again"]
    assert "To ask Ana Ruiz and Ben Osei all the same, give the names" in mail.words["again"]
    assert ANA.name not in mail.words["names"] and decision.case.suggestion.names == mail.words["names"]
    again = shown(decision.case, *[one for one in CASEWORKERS if one.name in mail.words["names"]])
    assert "offered" in sent(again)


@pytest.mark.parametrize("by", ["mail", "register"])
def test_an_ok_that_is_put_back_takes_no_offer_back_unsaid(by):
    asked = chosen(case_of(), TEAM, "Cara Lund").case
    assert asked.offer.caseworker == CARA.email
    team = replace(TEAM, open_cases=(ASKED,))
    fact = CaseworkerChosen(asked.ref, "ok", by, over="Cara Lund", shown="Ana Ruiz and Ben Osei")
    decision = decide(fact, asked, BRANCH, ROOMY, team, MONDAY)
    assert decision.case.offer == asked.offer and decision.case.status is Status.OFFERED
    assert "offered" not in sent(decision) and "withdrawn" not in sent(decision)
    [flag] = decision.case.flags
    assert "Ana Ruiz has an offer open until Thursday 26 November" in flag
    assert "Cara Lund has been asked, and still is" in flag


def test_approve_in_the_register_is_an_ok_too_and_the_cell_is_emptied():
    case = case_of()
    team = replace(TEAM, open_cases=(ASKED,))
    case = replace(case, suggestion=suggest(case, TEAM, ROOMY, MONDAY))
    assert ANA.name in case.suggestion.names
    decision = chosen(case, team, "Approve")
    assert sent(decision) == ["suggested"] and not decision.case.offer
    assert [(one.column, one.value) for one in decision.effects if isinstance(one, SetCell)] == [
        ("decision", "")
    ]


@pytest.mark.parametrize("choice", ["ok, Ana Ruiz and Ben Osei", "Ana and Ben"])
def test_names_that_she_gives_herself_are_asked_all_the_same(choice):
    case = replace(case_of(), suggestion=suggest(case_of(), TEAM, ROOMY, MONDAY))
    assert "offered" in sent(chosen(case, replace(TEAM, open_cases=(ASKED,)), choice))


def test_her_ok_goes_where_a_date_is_near_or_nobody_else_is_left():
    assert "offered" in sent(shown(case_of(**URGENT), ANA, BEN))
    team = replace(with_caseworkers(ANA), open_cases=(ASKED,))
    case = replace(case_of(), suggestion=suggest(case_of(), team, ROOMY, MONDAY))
    assert case.suggestion.names == ANA.name
    assert "offered" in sent(chosen(case, team, "ok"))


def test_who_is_suggested_for_two_cases_that_wait_is_said_in_the_mail():
    other = OpenCase("C-2026-0900", Status.NEW, "", "", "", "", 1.0, suggested_to=ANA.email)
    case = replace(case_of(), suggestion=suggest(case_of(), TEAM, ROOMY, MONDAY))
    mail = suggestion_to_coordinator(case, BRANCH, ROOMY, MONDAY, "", replace(TEAM, open_cases=(other,)))
    assert ANA.name in mail.words["names"] and mail.words["also"] == ["Ana Ruiz for C-2026-0900"]


def test_an_offer_and_its_silence_in_the_loop_leave_somebody_to_their_peace(tmp_path):
    with desk(tmp_path) as at:
        at.form()
        at.turn()
        at.answer(at.notices("suggested")[0], "Ana Ruiz")
        at.turn(minutes=5)
        with at.world.journal.begin() as book:
            [known] = cases.open_cases(book)
            assert known.offered_until == cases.get(book, known.ref).offer.lapses_at
        for _ in range(6):
            at.turn(hours=16)
        [mail] = at.notices("lapsed")
        assert "we ask you about no other case" in " ".join(text_of(mail).split())
        with at.world.journal.begin() as book:
            assert [one.let_be_until for one in standings(book)] == [date(2026, 12, 3)]
        at.answer(mail, "READY")
        at.turn(minutes=5)
        with at.world.journal.begin() as book:
            assert not any(one.let_be_until for one in standings(book)), "a word of theirs ends it"


def test_a_journal_of_before_knows_until_when_an_offer_may_be_answered(tmp_path):
    with desk(tmp_path) as at:
        at.form()
        at.turn()
        at.answer(at.notices("suggested")[0], "ok")
        at.turn(minutes=5)
        at.world.journal.close()
    path = tmp_path / "state.db"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as cx:
        for name in ("offered_until", "second_offered_until"):
            cx.execute(text(f"ALTER TABLE cases DROP COLUMN {name}"))
        cx.execute(text("UPDATE version SET number = 6"))
    engine.dispose()
    journal = open_journal(path, "branch")
    with journal.begin() as book:
        [known] = cases.open_cases(book)
        case = cases.get(book, known.ref)
    assert known.offered_until == case.offer.lapses_at
    assert known.second_offered_until == case.second_offer.lapses_at
    journal.close()
