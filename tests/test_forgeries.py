"""Letters that claim an authority they do not have: no effect, and a line where a person should know (S1)."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import unquote

import pytest

from casework.tokens import mint
from tests.support.branches import BRANCH, CASEWORKERS
from tests.support.engine import copied, desk, text_of

ANA = "ana@home.example"
REF = "C-2026-0001"


@pytest.fixture(scope="module")
def asked_once(tmp_path_factory):
    """A case that Ana has been asked about: lived through once, and copied for each test."""
    with desk(tmp_path_factory.mktemp("asked")) as made:
        made.form()
        made.turn()
        made.answer(made.notices("suggested")[0], "ok")
        made.turn(minutes=5)
        yield made


@pytest.fixture
def at(asked_once, tmp_path):
    with copied(asked_once, tmp_path) as made:
        yield made


def _token(mail):
    return re.search(r"\+[^.]+\.([a-z2-7]{24})@", str(mail["Reply-To"]))[1]


def _plain(at, offer):
    """From the right person, but in no thread and to the bare address."""
    return at.letter(f"Ana Ruiz <{ANA}>", "ACCEPT", f"ACCEPT {REF}")


def _other_sender(at, offer):
    return at.letter("Eve <eve@x.example>", "ACCEPT", "Re", To=str(offer["Reply-To"]))


def _display_name_of_the_asked(at, offer):
    return at.letter(f'"{ANA}" <eve@x.example>', "ACCEPT", "Re", To=str(offer["Reply-To"]))


def _two_froms(at, offer):
    raw = at.letter(f"Ana <{ANA}>", "ACCEPT", "Re", To=str(offer["Reply-To"]))
    return b"From: Eve <eve@x.example>\r\n" + raw


def _unquoted_spoof(at, offer):
    raw = at.letter("Eve <eve@x.example>", "ACCEPT", "Re", To=str(offer["Reply-To"]))
    return raw.replace(b"From: Eve <eve@x.example>", f"From: {ANA} <eve@x.example>".encode())


def _changed_token(at, offer):
    token = _token(offer)
    other = ("a" if token[0] != "a" else "b") + token[1:]
    return at.letter(f"Ana <{ANA}>", "ACCEPT", "Re", To=str(offer["Reply-To"]).replace(token, other))


def _token_of_a_foreign_key(at, offer):
    foreign = mint(b"x" * 32, b"abcde", f"branch|{REF}|{ANA}|offer|1|99")
    return at.letter(f"Ana <{ANA}>", "ACCEPT", "Re", To=f"casework+c20260001.{foreign}@ashby.example")


def _token_of_the_suggestion(at, offer):
    """The coordinator's token in a caseworker's hand."""
    return at.letter(f"Ana <{ANA}>", "ACCEPT", "Re", To=str(at.notices("suggested")[0]["Reply-To"]))


def _member_s_token(at, offer):
    return at.letter(f"Ana <{ANA}>", "ACCEPT", "Re", To=str(at.notices("acknowledged")[0]["Reply-To"]))


def _invented_thread(at, offer):
    return at.letter(f"Ana <{ANA}>", "ACCEPT", "Re", In_Reply_To="<abcdefgh@ashby.example>")


def _out_of_office(at, offer):
    headers = {"To": str(offer["Reply-To"]), "In_Reply_To": str(offer["Message-ID"])}
    return at.letter(
        f"Ana <{ANA}>", "Yes, I am away.", "Automatic reply", Auto_Submitted="auto-replied", **headers
    )


def _only_quoted(at, offer):
    quoted = "On Monday Ashby wrote:\n> To take it, reply ACCEPT\n> ACCEPT\n"
    return at.letter(f"Ana <{ANA}>", quoted, "Re", To=str(offer["Reply-To"]))


FORGERIES = [
    _plain, _other_sender, _display_name_of_the_asked, _two_froms, _unquoted_spoof, _changed_token,
    _token_of_a_foreign_key, _token_of_the_suggestion, _member_s_token, _invented_thread, _out_of_office,
    _only_quoted,
]  # fmt: skip


@pytest.mark.parametrize("forged", FORGERIES, ids=[forged.__name__.strip("_") for forged in FORGERIES])
def test_a_forged_or_mistaken_yes_takes_no_case(at, forged):
    at.arrive(forged(at, at.notices("offered")[0]))
    at.settle()
    assert at.case_row(REF)["Status"] == "Offered"
    assert at.notices("introduced") == []
    assert at.notices("introduced_member") == []
    assert at.inbox() == 0


def test_an_expired_answer_has_no_effect_but_a_line(at):
    offer = at.notices("offered")[0]
    at.turn(hours=24 * 31)
    at.answer(offer, "ACCEPT", In_Reply_To="<none@x.example>")
    at.settle()
    assert at.notices("introduced_member") == []
    assert any("over" in str(row["What happened"]) for row in at.human.rows("Needs attention"))


def test_a_replayed_yes_has_no_second_effect(at):
    offer = at.notices("offered")[0]
    for _ in range(3):
        at.answer(offer, "ACCEPT")
        at.settle()
    assert len(at.notices("introduced_member")) == 1


def test_a_token_in_capitals_still_counts(at):
    offer = at.notices("offered")[0]
    local, _, domain = str(offer["Reply-To"]).partition("@")
    at.arrive(at.letter(f"Ana <{ANA}>", "ACCEPT", "Re", To=f"{local.upper()}@{domain}"))
    at.settle()
    assert at.case_row(REF)["Status"] == "Active"


def test_where_the_provider_drops_plus_addresses_thread_and_subject_carry_the_authority(tmp_path):
    with desk(tmp_path) as at:
        at.world = replace(at.world, plus_addressing=False)
        at.form()
        at.turn()
        suggested = at.notices("suggested")[0]
        assert str(suggested["Reply-To"]) == BRANCH.address
        at.answer(suggested, "Ben Osei")
        at.settle()
        offer = at.notices("offered")[0]
        assert str(offer["To"]) == CASEWORKERS[1].email
        link = re.search(r"mailto:casework@ashby.example\?subject=(ACCEPT[^&\s]*)", text_of(offer))
        at.arrive(at.letter(f"Ben <{CASEWORKERS[1].email}>", "ACCEPT", unquote(link[1])))
        at.settle()
        assert at.case_row(REF)["Status"] == "Active"


MARKS = (
    {"X_Auto_Response_Suppress": "All"},
    {"X_Auto_Response_Suppress": "DR, OOF, AutoReply"},
    {"Precedence": "bulk"},
    {"List_Id": "<staff.post.example>"},
)


@pytest.mark.parametrize("mark", MARKS, ids=lambda mark: "-".join(mark.values()))
def test_a_yes_in_a_letter_with_a_mark_that_machines_use_is_for_a_person_to_read(at, mark):
    """Outlook puts it on automatic replies, and on some that people write (TRUST.md §2.1)."""
    offer = at.notices("offered")[0]
    at.arrive(at.letter(f"Ana <{ANA}>", "ACCEPT", "Re", To=str(offer["Reply-To"]), **mark))
    at.settle()
    assert at.case_row(REF)["Status"] == "Offered"
    assert at.notices("introduced_member") == []
    assert at.notices("ask_back") == []
    [told] = at.notices("unclear")
    assert "a mail marked as one that a program may have sent" in " ".join(text_of(told).split())
    at.answer(offer, "ACCEPT")
    at.settle()
    assert at.case_row(REF)["Status"] == "Active"


def test_a_no_in_such_a_letter_counts_for_it_costs_nothing(at):
    offer = at.notices("offered")[0]
    marked = {"To": str(offer["Reply-To"]), "X_Auto_Response_Suppress": "All"}
    at.arrive(at.letter(f"Ana <{ANA}>", "Sorry, not this month", "Re", **marked))
    at.settle()
    assert len(at.notices("declined_thanks", ANA)) == 1
