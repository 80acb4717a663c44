"""A case and the region in the whole engine: asked on the coordinator's word, answered, and the gate."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from casework.model import Person
from casework.region_rules import LevelRule, RegionRules
from casework.tokens import mint
from jobs.journal import cases
from tests.support.engine import desk, text_of

KIM, LEE = Person("Kim Baker", "kim@region.example"), Person("Lee Moss", "lee@region.example")
MO, MOIRA = "mo@home.example", "moira.fenn@home.example"
REF = "C-2026-0001"
TRIBUNAL = "I was called to a meeting, and ACAS was named."


def opened(tmp_path, *officials):
    context = desk(tmp_path)
    made = context.__enter__()
    made.world = replace(made.world, branch=replace(made.world.branch, officials=officials))
    return context, made


@pytest.fixture
def at(tmp_path):
    context, made = opened(tmp_path, KIM)
    yield made
    context.__exit__(None, None, None)


def case_of(at):
    with at.world.journal.begin() as book:
        return cases.get(book, REF)


def asked(at, **form):
    """A case of level 3, about which the coordinator has asked the region in the sheet."""
    at.form(summary=TRIBUNAL, **form)
    at.turn()
    assert at.case_row(REF)["Check"].startswith("Level 3, for the region: a tribunal or ACAS")
    assert "Level 3, for the region: a tribunal or ACAS" in text_of(at.notices("suggested")[0])
    at.choose(REF, "Decision", "region")
    at.turn(minutes=5)
    [pack] = at.notices("referral_pack")
    return pack


def lines(at):
    return [str(row["What happened"]) for row in at.human.rows("Needs attention")]


def to_member(at):
    return [kind_of(mail) for mail in at.notices(to=MO)]


def kind_of(mail):
    return str(mail["X-Casework-Notice-Id"]).rpartition(".")[2]


def test_her_word_in_the_sheet_sends_one_pack_that_does_not_say_who_the_member_is(at):
    pack = asked(at)
    assert str(pack["To"]) == KIM.email
    assert pack["Cc"] is None and pack["Bcc"] is None and not list(pack.iter_attachments())
    assert str(pack["Subject"]) == f"Branch casework {REF}: a question to you"
    row = at.case_row(REF)
    assert row["Decision"] is None
    assert "Region: Kim Baker was asked on 23 Nov to take it on, answer by 30 Nov" in row["Check"]
    text = text_of(pack)
    assert "ACAS was named" in text and "a disciplinary matter" in text and "Level 3" in text
    for private in ("Adeyemi", MO, "0113 496 0000", "Physics"):
        assert private not in text


def test_without_consent_the_account_stays_here(at):
    body = f"Name: Mo Adeyemi\nEmail: {MO}\nType of problem: disciplinary\nWhat has happened: {TRIBUNAL}\n"
    at.arrive(at.letter(f"Mo Adeyemi <{MO}>", body))
    at.turn()
    at.choose(REF, "Decision", "refer to the region")
    at.turn(minutes=5)
    [pack] = at.notices("referral_pack")
    assert "ACAS was named" not in text_of(pack)
    at.answer(pack, "AGREED")
    at.turn(hours=1)
    assert at.notices("referral_member") == []
    assert any("does not know yet who the member is" in line for line in lines(at))
    assert "not given Kim Baker your name yet" in text_of(at.notices("with_region")[0])


def test_the_member_hears_nothing_before_the_region_agrees_and_then_who_and_when(at):
    pack = asked(at)
    assert to_member(at) == ["acknowledged"]
    at.answer(pack, "Agreed, we take it on.\n\nKim")
    at.turn(hours=1)
    assert to_member(at) == ["acknowledged", "with_region"]
    told = text_of(at.notices("with_region")[0])
    assert "Kim Baker" in told and "Time limits stay with you" in told
    [name] = at.notices("referral_member")
    assert str(name["To"]) == KIM.email
    assert "Mo Adeyemi" in text_of(name) and MO in text_of(name)
    assert len(at.notices("referral_answered", MOIRA)) == 1
    at.settle()
    row = at.case_row(REF)
    assert "Region: Kim Baker agreed on 23 Nov to take it on" in row["Check"]
    assert row["Status"] == "Waiting"
    at.answer(pack, "Agreed.")
    at.settle()
    assert to_member(at) == ["acknowledged", "with_region"]
    assert len(at.notices("referral_member")) == 1
    assert any("no longer open" in line for line in lines(at))


def test_whoever_has_the_case_goes_on_with_it_and_is_told(at):
    at.form(summary=TRIBUNAL)
    at.turn()
    at.choose(REF, "Decision", "Ana Ruiz")
    at.turn(minutes=5)
    at.answer(at.notices("offered")[0], "ACCEPT")
    at.turn(minutes=5)
    at.choose(REF, "Decision", "region")
    at.turn(minutes=5)
    assert at.case_row(REF)["Decision"] == "Ana Ruiz"
    at.answer(at.notices("referral_pack")[0], "yes")
    at.settle()
    assert len(at.notices("region_joined", "ana@home.example")) == 1
    assert at.case_row(REF)["Status"] == "Active"
    assert "Ana Ruiz" in text_of(at.notices("referral_member")[0])


def test_a_no_stays_between_branch_and_region(at):
    at.answer(asked(at), "Sorry, we cannot, there is nobody free.")
    at.settle()
    assert to_member(at) == ["acknowledged"]
    assert "stays with the branch" in text_of(at.notices("referral_answered", MOIRA)[0])
    assert "Region: Kim Baker said no on 23 Nov" in at.case_row(REF)["Check"]


@pytest.mark.parametrize(
    ("word", "answer", "before"),
    [
        ("region", "Sorry, we cannot, there is nobody free.", "Kim Baker of the region said no"),
        ("region advice", "Agreed.", "agreed to talk it through with you"),
    ],
)
def test_what_leaves_the_case_here_begins_its_clock_again_until_she_decides(at, word, answer, before):
    at.form(summary=TRIBUNAL)
    at.turn()
    at.choose(REF, "Decision", word)
    at.turn(minutes=5)
    at.answer(at.notices("referral_pack")[0], answer)
    at.settle()
    for _ in range(9):
        at.turn(days=1)
    [held] = at.notices("held_here", MOIRA)
    assert before in text_of(held)
    for _ in range(7):
        at.turn(days=1)
    assert len(at.notices("held_here")) == 2
    assert to_member(at) == ["acknowledged"]
    at.answer(held, "BRANCH")
    for _ in range(14):
        at.turn(days=1)
    assert len(at.notices("held_here")) == 2


def test_a_yes_of_somebody_who_was_taken_off_the_list_opens_no_gate(at):
    pack = asked(at)
    at.world = replace(at.world, branch=replace(at.world.branch, officials=(LEE,)))
    at.answer(pack, "Agreed.")
    at.settle()
    assert to_member(at) == ["acknowledged"] and at.notices("referral_member") == []
    assert any("under officials in the settings any more" in line for line in lines(at))
    at.choose(REF, "Decision", "region agreed")
    at.settle()
    assert to_member(at) == ["acknowledged"]
    assert "under officials in the settings any more" in at.case_row(REF)["Check"]


def test_an_official_whose_own_case_it_is_is_not_asked(at):
    at.form(KIM.name, "kim@home.example", summary=TRIBUNAL)
    at.turn()
    at.choose(REF, "Decision", "region")
    at.turn(minutes=5)
    assert at.notices("referral_pack") == []
    assert "Kim Baker is the member of this case" in at.case_row(REF)["Check"]
    at.choose(REF, "Decision", "region agreed")
    at.turn(minutes=5)
    assert at.notices("referral_member") == [] and at.notices("with_region") == []
    assert "Kim Baker is the member of this case, and is told nothing" in at.case_row(REF)["Check"]


def test_an_answer_is_asked_for_by_a_working_day_whatever_lies_between(at):
    at.now = at.now.replace(month=12, day=18)  # a Friday; the 25th and the 28th are holidays
    asked(at)
    assert "answer by 29 Dec" in at.case_row(REF)["Check"]
    for day in (19, 20, 24, 25, 26, 27, 28, 29):
        at.now = at.now.replace(day=day)
        at.turn()
    assert at.notices("referral_waits") == []
    at.turn(days=1)
    assert len(at.notices("referral_waits")) == 1


def test_the_same_by_mail_in_answer_to_the_suggestion(at):
    at.form(summary=TRIBUNAL)
    at.turn()
    at.answer(at.notices("suggested")[0], "Region please")
    at.turn(minutes=5)
    assert len(at.notices("referral_pack")) == 1


def test_after_the_time_to_answer_the_coordinator_is_reminded_and_the_region_is_not(at):
    asked(at)
    at.turn(days=7, minutes=-30)  # the last day on which an answer was hoped for
    assert at.notices("referral_waits") == []
    at.turn(days=1)
    [mail] = at.notices("referral_waits", MOIRA)
    assert "REGION AGREED" in text_of(mail)
    at.turn(days=2)
    assert len(at.notices("referral_waits")) == 1
    at.turn(days=6)
    assert len(at.notices("referral_waits")) == 2
    assert [kind_of(one) for one in at.notices(to=KIM.email)] == ["referral_pack"]
    at.answer(mail, "REGION AGREED")
    at.settle()
    assert to_member(at) == ["acknowledged", "with_region"]
    at.turn(days=14)
    assert len(at.notices("referral_waits")) == 2


def test_a_case_for_the_region_that_nobody_decides_about_is_told_of_until_somebody_does(at):
    at.form(summary=TRIBUNAL)
    at.turn()
    at.turn(days=6)
    assert at.notices("held_here") == []
    at.turn(days=1)
    [held] = at.notices("held_here", MOIRA)
    assert "a tribunal or ACAS" in text_of(held)
    at.answer(held, "ok")
    at.settle()
    assert at.notices("offered") == []
    assert any("none of its words" in line for line in lines(at))
    at.answer(held, "BRANCH")
    at.settle()
    at.turn(days=30)
    assert len(at.notices("held_here")) == 1


def test_rules_that_were_changed_are_seen_the_next_day(at):
    at.form()
    at.turn()
    assert "Level" not in str(at.case_row(REF)["Check"])
    rules = RegionRules(levels=(LevelRule(3, "a meeting", words=("called to a meeting",)),))
    at.world = replace(at.world, policy=replace(at.world.policy, region=rules))
    at.turn(days=1)
    assert "Level 3, for the region: a meeting" in at.case_row(REF)["Check"]


# --- answers that are not the region's ----------------------------------------------------------------------


def _bare_address(at, pack):
    return at.letter(f"Kim Baker <{KIM.email}>", "AGREED", f"Re: Branch casework {REF}")


def _other_sender(at, pack):
    return at.letter("Eve <eve@x.example>", "AGREED", "Re", To=str(pack["Reply-To"]))


def _colleague_of_the_same_office(at, pack):
    return at.letter(f"Lee Moss <{LEE.email}>", "AGREED", "Re", To=str(pack["Reply-To"]))


def _display_name(at, pack):
    return at.letter(f'"{KIM.email}" <eve@x.example>', "AGREED", "Re", To=str(pack["Reply-To"]))


def _the_member(at, pack):
    return at.letter(f"Mo Adeyemi <{MO}>", "AGREED", "Re", To=str(pack["Reply-To"]))


def _changed_token(at, pack):
    token = re.search(r"\+[^.]+\.([a-z2-7]{24})@", str(pack["Reply-To"]))[1]
    other = ("a" if token[0] != "a" else "b") + token[1:]
    return at.letter(f"Kim <{KIM.email}>", "AGREED", "Re", To=str(pack["Reply-To"]).replace(token, other))


def _foreign_key(at, pack):
    made = mint(b"x" * 32, b"abcde", f"branch|{REF}|{KIM.email}|referral|1|99")
    return at.letter(f"Kim <{KIM.email}>", "AGREED", "Re", To=f"casework+c20260001.{made}@ashby.example")


def _out_of_office(at, pack):
    headers = {"To": str(pack["Reply-To"]), "In_Reply_To": str(pack["Message-ID"])}
    words = "Yes, I am away until Monday."
    return at.letter(f"Kim <{KIM.email}>", words, "Automatic reply", Auto_Submitted="auto-replied", **headers)


def _marked_as_a_machine_s(at, pack):
    marked = {"To": str(pack["Reply-To"]), "X_Auto_Response_Suppress": "All"}
    return at.letter(f"Kim Baker <{KIM.email}>", "AGREED", "Re", **marked)


def _only_quoted(at, pack):
    return at.letter(
        f"Kim <{KIM.email}>", "On Monday they wrote:\n> AGREED\n", "Re", To=str(pack["Reply-To"])
    )


def _token_of_the_suggestion(at, pack):
    to = str(at.notices("suggested")[0]["Reply-To"])
    return at.letter(f"Kim <{KIM.email}>", "AGREED", "Re", To=to)


FORGED = [
    _bare_address, _other_sender, _colleague_of_the_same_office, _display_name, _the_member, _changed_token,
    _foreign_key, _out_of_office, _marked_as_a_machine_s, _only_quoted, _token_of_the_suggestion,
]  # fmt: skip


@pytest.fixture(scope="module")
def waiting(tmp_path_factory):
    """A case about which the region was asked. No forgery may change it, so that one stands for all."""
    context, made = opened(tmp_path_factory.mktemp("desk"), KIM)
    yield made, asked(made)
    context.__exit__(None, None, None)


@pytest.mark.parametrize("forged", FORGED, ids=[forged.__name__.strip("_") for forged in FORGED])
def test_a_forged_or_mistaken_yes_of_the_region_opens_no_gate(waiting, forged):
    at, pack = waiting
    before = case_of(at).status, len(lines(at))
    at.arrive(forged(at, pack))
    at.settle()
    assert case_of(at).referrals[-1].settled_at is None
    assert case_of(at).status == before[0]
    assert "with_region" not in to_member(at)
    assert at.notices("referral_member") == []
    if forged is not _out_of_office:
        assert len(lines(at)) == before[1] + 1
