"""The branch secretary signs a referral before it goes to the region (SD-49), in the whole engine."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework import facts as f
from casework.decide import decide
from casework.effects import Grant, Send
from casework.model import Person
from casework.referral import Stand
from casework.region_report import region_report
from casework.region_rules import RegionRules
from ingest.region_answer import signature
from jobs.journal import cases
from tests.support.branches import BRANCH, MONDAY, POLICY, TEAM, form_received, received
from tests.support.engine import Desk, copied, desk, text_of

KIM, PAT = Person("Kim Baker", "kim@region.example"), Person("Pat Howe", "pat@home.example")
MO, MOIRA = "mo@home.example", "moira.fenn@home.example"
REF = "C-2026-0001"
HERE = replace(BRANCH, secretary=PAT, officials=(KIM,))


@pytest.fixture(scope="module")
def put_before_her(tmp_path_factory):
    """A case about which the coordinator has asked the region: the secretary has been asked to sign."""
    with desk(tmp_path_factory.mktemp("sign")) as made:
        made.world = replace(made.world, branch=replace(made.world.branch, secretary=PAT, officials=(KIM,)))
        made.form(summary="I was called to a meeting, and ACAS was named.")
        made.turn()
        made.choose(REF, "Decision", "region")
        made.turn(minutes=5)
        yield made


@pytest.fixture
def at(put_before_her, tmp_path):
    with copied(put_before_her, tmp_path) as made:
        yield made


def lines(at: Desk) -> list[str]:
    return [str(row["What happened"]) for row in at.human.rows("Needs attention")]


def stand(at: Desk) -> Stand:
    with at.world.journal.begin() as book:
        case = cases.get(book, REF)
    assert case is not None
    return case.referrals[-1].stand


def test_nothing_goes_to_the_region_before_the_secretary_has_signed_it(at):
    [ask] = at.notices("to_sign")
    assert str(ask["To"]) == PAT.email and at.notices("referral_pack") == []
    text = text_of(ask)
    assert "ACAS was named" in text and "Kim Baker" in text and "25 November" in text
    assert not [private for private in ("Adeyemi", MO, "0113 496 0000") if private in text]
    assert "Region: waits for the secretary to sign it, since 23 Nov" in at.case_row(REF)["Check"]
    at.answer(ask, "SIGNED")
    at.settle()
    assert [str(mail["To"]) for mail in at.notices("referral_pack")] == [KIM.email]
    assert "Kim Baker was asked on 23 Nov to take it on, answer by 30 Nov" in at.case_row(REF)["Check"]
    assert not at.notices("with_region") and not at.notices("sign_no_more")


def test_a_secretary_whose_own_case_it_is_is_not_asked_and_hears_nothing_of_the_region(tmp_path):
    with desk(tmp_path) as made:
        made.world = replace(made.world, branch=replace(made.world.branch, secretary=PAT, officials=(KIM,)))
        made.form(PAT.name, "pat@elsewhere.example", summary="I was called to a meeting, and ACAS was named.")
        made.turn()
        made.choose(REF, "Decision", "region")
        made.settle()
        assert made.notices("to_sign") == [] and len(made.notices("referral_pack")) == 1
        assert made.notices(to=PAT.email) == []


def test_a_no_of_the_secretary_leaves_it_to_her_and_she_is_told_until_she_decides(at):
    at.answer(at.notices("to_sign")[0], "NOT SIGNED")
    at.settle()
    for _ in range(9):
        at.turn(days=1)
    [held] = at.notices("held_here", MOIRA)
    assert "The secretary has not signed the referral" in text_of(held)
    assert at.notices("referral_pack") == []


@pytest.mark.parametrize("words", ["NOT SIGNED", "No, this is for us"])
def test_a_no_keeps_it_here_and_the_coordinator_hears(at, words):
    at.answer(at.notices("to_sign")[0], words)
    at.settle()
    assert stand(at) is Stand.NOT_SIGNED and at.notices("referral_pack") == []
    assert "has not signed the referral" in text_of(at.notices("attention", MOIRA)[-1])
    assert "Region:" not in str(at.case_row(REF)["Check"])
    at.choose(REF, "Decision", "region")
    at.settle()
    assert len(at.notices("to_sign")) == 2


@pytest.mark.parametrize("words", ["QUESTION", "Signed, if the member has agreed", "Let me think about it"])
def test_a_question_or_a_condition_is_no_signature(at, words):
    at.answer(at.notices("to_sign")[0], words)
    at.settle()
    assert stand(at) is Stand.TO_SIGN and at.notices("referral_pack") == []
    assert "not signed yet" in text_of(at.notices("attention", MOIRA)[-1])
    at.answer(at.notices("to_sign")[0], "signed")
    at.settle()
    assert stand(at) is Stand.ASKED


def test_when_it_takes_long_the_coordinator_is_reminded_and_may_say_that_it_is_signed(at):
    at.turn(days=2)
    assert at.notices("referral_waits") == []
    at.turn(days=1)
    [waits] = at.notices("referral_waits", MOIRA)
    assert "waits for Pat Howe to sign it" in text_of(waits) and "Nothing has gone to the region" in text_of(
        waits
    )
    at.answer(waits, "REGION SIGNED")
    at.settle()
    assert len(at.notices("referral_pack")) == 1
    assert "tells us that you have signed" in text_of(at.notices("sign_no_more", PAT.email)[0])
    at.answer(at.notices("to_sign")[0], "SIGNED")
    at.settle()
    assert len(at.notices("referral_pack")) == 1
    assert any("waits for no signature" in line for line in lines(at))


@pytest.mark.parametrize(("column", "word"), [("Decision", "branch"), ("Status", "Closed")])
def test_taken_back_or_closed_before_it_is_signed_the_region_hears_nothing_at_all(at, column, word):
    at.choose(REF, column, word)
    at.settle()
    assert [str(mail["To"]) for mail in at.notices("sign_no_more")] == [PAT.email]
    assert at.notices(to=KIM.email) == []
    at.answer(at.notices("to_sign")[0], "SIGNED")
    at.settle()
    assert at.notices(to=KIM.email) == [] and any("no signature" in line for line in lines(at))


def _other_sender(at, ask):
    return at.letter("Eve <eve@x.example>", "SIGNED", "Re", To=str(ask["Reply-To"]))


def _bare_address(at, ask):
    return at.letter(f"Pat Howe <{PAT.email}>", "SIGNED", f"Re: Branch casework {REF}")


def _the_coordinator(at, ask):
    return at.letter(f"Moira Fenn <{MOIRA}>", "SIGNED", "Re", To=str(ask["Reply-To"]))


def _token_of_the_suggestion(at, ask):
    to = str(at.notices("suggested")[0]["Reply-To"])
    return at.letter(f"Pat Howe <{PAT.email}>", "SIGNED", "Re", To=to)


@pytest.mark.parametrize("forged", [_other_sender, _bare_address, _the_coordinator, _token_of_the_suggestion])
def test_a_forged_signature_sends_nothing_and_a_person_knows(put_before_her, forged):
    at = put_before_her
    before = len(lines(at))
    at.arrive(forged(at, at.notices("to_sign")[0]))
    at.settle()
    assert stand(at) is Stand.TO_SIGN and at.notices(to=KIM.email) == []
    assert len(lines(at)) == before + 1


def test_region_advice_and_branches_without_a_secretary_want_no_signature():
    def sent(word, branch, policy=POLICY):
        case = decide(form_received(), None, branch, policy, TEAM, MONDAY).case
        chosen = f.answers.CaseworkerChosen(case.ref, word, "register")
        decision = decide(chosen, case, branch, policy, TEAM, MONDAY)
        return [effect.kind for effect in decision.effects if isinstance(effect, Send)]

    assert sent("region", HERE) == ["to_sign"]
    assert sent("region advice", HERE) == ["referral_pack"]
    assert sent("region", replace(HERE, secretary=None)) == ["referral_pack"]
    assert sent("region", replace(HERE, secretary=HERE.coordinator)) == ["referral_pack"]
    never = replace(POLICY, region=RegionRules(secretary_signs=False))
    assert sent("region", HERE, never) == ["referral_pack"]
    assert sent("region agreed", HERE)[:1] == ["referral_member"], "the region has said yes already"


def test_the_report_counts_only_what_went_to_the_region():
    case = decide(form_received(), None, HERE, POLICY, TEAM, MONDAY).case
    chosen = f.answers.CaseworkerChosen(case.ref, "region", "register")
    waits = decide(chosen, case, HERE, POLICY, TEAM, MONDAY).case
    found = region_report([waits], POLICY, MONDAY)
    assert (found.asked, found.waiting, found.to_sign) == (0, (), 1)


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("SIGNED", "agreed"),
        ("I sign it, thanks", "agreed"),
        ("approved", "agreed"),
        ("ok", "agreed"),
        ("NOT SIGNED", "declined"),
        ("I will not sign this", "declined"),
        ("not yet signed", "declined"),
        ("signed but please check the date", "unclear"),
        ("Signed.\nBut only once the date is right.", "unclear"),
        ("Have they been asked?", "question"),
        ("", "unclear"),
    ],
)
def test_signed_is_only_what_nothing_speaks_against(words, answer):
    [fact] = signature(words, received(), Grant(REF, PAT.email, "sign", 1))
    assert fact.answer == answer
