"""A notice of ours that comes back as a quotation is no form, however the mail program quotes it."""

from __future__ import annotations

import re
from email.message import EmailMessage

import pytest

from casework.model import Person
from ingest.our_notice import is_our_notice
from jobs.demo.programs import Mail, Quoted, reply_text, write
from tests.support.branches import BRANCH
from tests.support.engine import Desk, copied, desk
from tests.support.letters_out import SAMPLES, a_notice, a_send

ANA = "ana@home.example"
REF = "C-2026-0001"
TOKEN = re.compile(r"\+[^.@\s]+\.[a-z2-7]{24}(?=@)")
PROGRAMS = ("outlook", "gmail", "apple", "phone")


@pytest.fixture(scope="module")
def taken_once(tmp_path_factory):
    """A case that Ana has taken: its story stands in the mail that she got."""
    with desk(tmp_path_factory.mktemp("taken")) as made:
        made.form()
        made.turn()
        made.answer(made.notices("suggested")[0], "Ana Ruiz")
        made.turn(minutes=5)
        made.answer(made.notices("offered")[0], "yes")
        made.settle()
        yield made


@pytest.fixture
def at(taken_once, tmp_path):
    with copied(taken_once, tmp_path) as made:
        yield made


def quoting(at: Desk, notice: EmailMessage, words: str, program: str, sender: str) -> bytes:
    """An answer to the bare address that quotes the whole notice, without the token in it."""
    body = notice.get_body(("plain",))
    assert body is not None
    whole = Quoted(
        Person("Casework", BRANCH.address), ANA, str(notice["Subject"]), at.now,
        TOKEN.sub("", body.get_content().replace("\r\n", "\n")),
    )  # fmt: skip
    at.numbers += 1
    mail = Mail(
        key=f"quote {at.numbers}", sender=Person("Ana Ruiz", sender), to=BRANCH.address,
        subject=f"Re: {notice['Subject']}", text=reply_text(words, program, whole), date=at.now,
    )  # fmt: skip
    return write(mail, program)


@pytest.mark.parametrize("program", PROGRAMS)
def test_an_answer_that_quotes_a_whole_notice_makes_no_case_and_a_person_hears(taken_once, program):
    at = taken_once
    lines = len(at.human.rows("Needs attention"))
    for kind in ("offered", "introduced_caseworker"):
        for sender in (ANA, "ana.ruiz@elsewhere.example"):
            at.arrive(quoting(at, at.notices(kind, ANA)[0], "Thank you, all is well", program, sender))
    at.turn(minutes=1)
    assert [row["Ref"] for row in at.human.rows("Cases")] == [REF]
    assert len(at.notices("acknowledged")) == 1
    assert len(at.human.rows("Needs attention")) == lines + 4


def test_an_answer_that_comes_after_its_time_and_quotes_the_notice_makes_no_case(at):
    notice = at.notices("introduced_caseworker", ANA)[0]
    at.turn(hours=24 * 366)
    body = notice.get_body(("plain",))
    assert body is not None
    quote = "\n".join(f"> {line}" for line in body.get_content().splitlines())
    at.answer(notice, f"All done here.\n\nOn Monday Ashby wrote:\n{quote}")
    at.settle()
    assert [row["Ref"] for row in at.human.rows("Cases")] == [REF]
    lines = [str(row["What happened"]) for row in at.human.rows("Needs attention")]
    assert any("the time in which it could be answered is over" in line for line in lines)


@pytest.mark.parametrize(
    "kind",
    ["offered", "reminded", "introduced_caseworker", "partner_left", "referral_pack", "suggested", "to_sign"],
)
def test_every_notice_that_tells_of_a_case_and_wants_an_answer_is_known_again(kind):
    notice = a_notice(a_send(kind))
    quoted = "\n".join(f"> {line}" for line in notice.text.splitlines())
    assert is_our_notice(quoted) and is_our_notice(notice.text)
    assert is_our_notice(re.sub(r": mailto:\S+", "", notice.text)), "as a page shows it, without addresses"


@pytest.mark.parametrize("kind", ["acknowledged", "blank_form", "form_not_read", "form_empty"])
def test_a_notice_that_asks_for_a_form_is_not_taken_for_one_of_these(kind):
    assert kind in SAMPLES
    assert not is_our_notice(a_notice(a_send(kind)).text)


def test_a_form_in_capitals_is_none_of_ours():
    assert not is_our_notice("NAME (please print): Mo\nTIME (of the meeting): 2pm\nHOME ADDRESS (private)\n")
