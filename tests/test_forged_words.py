"""Every word of the replies, forged in every way we could think of: zero effects (TRUST.md S1, §2.1).

One branch's desk stands for all of them, since none of them may change it: cases, what is kept of people, and
every notice but the question whether it was them. Where a person should know there is a line.
"""

from __future__ import annotations

import base64
import re
from dataclasses import replace

import pytest

from casework.tokens import mint
from jobs.handle import handle
from jobs.journal import cases, effects
from jobs.receive import receive
from jobs.record import standings
from tests.support.branches import BRANCH, CASEWORKERS
from tests.support.engine import Desk, desk

ANA, BEN, CARA = (person.email for person in CASEWORKERS)
JO = BRANCH.coordinator.email
MO, IDA = "mo@home.example", "ida@home.example"
HELD, ASKED = "C-2026-0001", "C-2026-0002"
WORDS = (
    "ACCEPT", "STEP BACK", "TOO MUCH", "AWAY 24 November to 4 December", "CLOSE", "TIME 2h", "READY",
    "BUDDY", "NO CHECK-INS",
)  # fmt: skip
TABS = ("Cases", "Contacts", "Caseworkers", "Availability", "Time")


@pytest.fixture(scope="module")
def at(tmp_path_factory):
    """Ana has one case and is asked about another; she says the first is done. Cara has had too much."""
    with desk(tmp_path_factory.mktemp("desk")) as made:
        for name, address in (("Mo Adeyemi", MO), ("Ida Berg", IDA), ("Ora Lam", "ora@home.example")):
            made.form(name, address, department="Drama")
        made.settle()
        for who, said in (("Ana Ruiz", "yes"), ("Cara Lund", "yes")):
            ref = HELD if who.startswith("Ana") else "C-2026-0003"
            made.choose(ref, "Decision", who)
            made.settle()
            made.answer(made.notices("offered")[-1], said)
            made.settle()
        made.choose(ASKED, "Decision", "Ana Ruiz")
        made.settle()
        made.answer(made.notices("introduced_caseworker", ANA)[0], "DONE")
        made.answer(made.notices("introduced_caseworker", CARA)[0], "TOO MUCH")
        made.settle()
        assert [made.case_row(ref)["Status"] for ref in (HELD, ASKED)] == ["Active", "Offered"]
        yield made


def token_of(mail) -> str:
    found = re.search(r"\+[^.]*\.([a-z2-7]{24})@", str(mail["Reply-To"]))
    assert found
    return found[1]


def offer(at: Desk):
    return at.notices("offered", ANA)[-1]


def own(at: Desk):
    return at.notices("introduced_caseworker", ANA)[-1]


def to(mail) -> str:
    return str(mail["Reply-To"])


def bare_address(at, word):
    """The right sender, the right words, no proof at all."""
    return at.letter(f"Ana Ruiz <{ANA}>", word, "casework")


def names_the_case(at, word):
    return at.letter(f"Ana Ruiz <{ANA}>", word, f"Re: Branch casework {HELD}")


def somebody_else_with_the_token(at, word):
    return at.letter("Eve <eve@x.example>", word, "Re", To=to(own(at)))


def a_colleague_to_whom_the_mail_was_forwarded(at, word):
    text = (
        f"{word}\n\n---------- Forwarded message ---------\nFrom: Ana Ruiz <{ANA}>\nSubject: case\n\nLook\n"
    )
    return at.letter(f"Ben Osei <{BEN}>", text, f"Fwd: {own(at)['Subject']}", To=to(own(at)))


def the_member_with_the_caseworkers_token(at, word):
    return at.letter(f"Mo Adeyemi <{MO}>", word, "Re", To=to(own(at)))


def the_name_but_not_the_address(at, word):
    return at.letter(f'"{ANA}" <eve@x.example>', word, "Re", To=to(own(at)))


def two_senders(at, word):
    raw = at.letter(f"Ana <{ANA}>", word, "Re", To=to(own(at)))
    return b"From: Eve <eve@x.example>\r\n" + raw


def an_altered_token(at, word):
    token = token_of(own(at))
    other = token[:-1] + ("a" if token[-1] != "a" else "b")
    return at.letter(f"Ana <{ANA}>", word, f"Re: {HELD}", To=to(own(at)).replace(token, other))


def a_token_cut_short(at, word):
    token = token_of(own(at))
    return at.letter(f"Ana <{ANA}>", word, f"Re: {HELD}", To=to(own(at)).replace(token, token[:-1]))


def a_token_of_another_key(at, word):
    made = mint(b"x" * 32, b"abcde", f"branch|{HELD}|{ANA}|caseworker|0|9999999999")
    return at.letter(f"Ana <{ANA}>", word, f"Re: {HELD}", To=f"casework+c20260001.{made}@ashby.example")


def a_token_of_another_branch(at, word):
    """Made with our own key, for the same case, person and purpose, but for a branch that is not ours."""
    made = mint(b"k" * 32, b"abcde", f"other|{HELD}|{ANA}|caseworker|0|9999999999")
    return at.letter(f"Ana <{ANA}>", word, f"Re: {HELD}", To=f"casework+c20260001.{made}@ashby.example")


def a_token_nobody_was_given(at, word):
    """Well made, with our own key and for this branch, but in no mail of ours."""
    made = mint(b"k" * 32, b"zzzzz", f"branch|{HELD}|{ANA}|caseworker|0|9999999999")
    return at.letter(f"Ana <{ANA}>", word, f"Re: {HELD}", To=f"casework+c20260001.{made}@ashby.example")


def a_token_of_plain_noise(at, word):
    noise = base64.b32encode(b"123456789012345").decode().lower()
    return at.letter(f"Ana <{ANA}>", word, f"Re: {HELD}", To=f"casework+c20260001.{noise}@ashby.example")


def a_colleagues_token(at, word):
    """Ana answers with what Cara was given about Cara's case."""
    theirs = at.notices("introduced_caseworker", CARA)[-1]
    return at.letter(f"Ana <{ANA}>", word, "Re", To=to(theirs))


def the_coordinators_token(at, word):
    return at.letter(f"Ana <{ANA}>", word, "Re", To=to(at.notices("closing", JO)[-1]))


def the_reviews_token(at, word):
    return at.letter(f"Ana <{ANA}>", word, "Re", To=to(at.notices("review", JO)[-1]))


def an_invented_thread(at, word):
    return at.letter(f"Ana <{ANA}>", word, f"Re: {HELD}", In_Reply_To="<abcdefgh@ashby.example>")


def anothers_thread(at, word):
    """In the thread of a mail to somebody else, whose Message-ID they may have seen."""
    theirs = at.notices("introduced_caseworker", CARA)[-1]
    return at.letter(f"Ana <{ANA}>", word, "Re", In_Reply_To=str(theirs["Message-ID"]))


def an_out_of_office(at, word):
    threaded = {"To": to(own(at)), "In_Reply_To": str(own(at)["Message-ID"])}
    return at.letter(f"Ana <{ANA}>", word, "Automatic reply", Auto_Submitted="auto-replied", **threaded)


def an_older_out_of_office(at, word):
    threaded = {"To": to(own(at)), "In_Reply_To": str(own(at)["Message-ID"])}
    return at.letter(f"Ana <{ANA}>", word, "Away", Precedence="auto_reply", **threaded)


def an_autoreply_without_headers(at, word):
    text = f"{word}\n\nI am out of the office until 14 December. For urgent matters please ring the branch."
    return at.letter(f"Ana <{ANA}>", text, "Re", To=to(own(at)))


def only_quoted(at, word):
    return at.letter(f"Ana <{ANA}>", f"Thanks\n\nOn Monday Ashby wrote:\n> {word}\n", "Re", To=to(own(at)))


def only_in_the_signature(at, word):
    return at.letter(f"Ana <{ANA}>", f"Thanks\n\n-- \n{word}\n", "Re", To=to(own(at)))


def only_in_the_subject(at, word):
    return at.letter(f"Ana <{ANA}>", "Thanks", f"{word} {HELD}", To=to(own(at)))


def through_a_list(at, word):
    return at.letter("Eve <eve@x.example>", word, "Re", To=to(own(at)), List_Id="<x.lists.example>")


ABOUT_ONESELF = 7
"""Of the WORDS: they say something by themselves, so that whoever is named is asked whether it was them."""

WAYS = {
    bare_address: ABOUT_ONESELF + 2,
    names_the_case: len(WORDS),
    somebody_else_with_the_token: len(WORDS),
    a_colleague_to_whom_the_mail_was_forwarded: len(WORDS),
    the_member_with_the_caseworkers_token: len(WORDS),
    the_name_but_not_the_address: len(WORDS),
    two_senders: len(WORDS),
    an_altered_token: len(WORDS),
    a_token_cut_short: len(WORDS),
    a_token_of_another_key: len(WORDS),
    a_token_of_another_branch: len(WORDS),
    a_token_nobody_was_given: len(WORDS),
    a_token_of_plain_noise: len(WORDS),
    a_colleagues_token: len(WORDS),
    the_coordinators_token: len(WORDS),
    the_reviews_token: len(WORDS),
    an_invented_thread: len(WORDS),
    anothers_thread: len(WORDS),
    an_out_of_office: 0,
    an_older_out_of_office: 0,
    an_autoreply_without_headers: 0,
    only_quoted: 0,
    only_in_the_signature: 0,
    only_in_the_subject: 0,
    through_a_list: len(WORDS),
}


REFS = (HELD, ASKED, "C-2026-0003")


def state(at: Desk) -> list[object]:
    """Everything that a word could change, in the journal: cases, people, and what is still to be done."""
    with at.world.journal.begin() as book:
        held = [replace(case, last_news_at=None) for case in cases.get_many(book, REFS).values()]
        to_do = [
            entry.key for kind in ("send", "set_cell", "add_line") for entry in effects.pending(book, kind)
        ]
        return [standings(book), held, [key for key in to_do if not key.endswith("was_it_you")]]


def lines(at: Desk) -> int:
    with at.world.journal.begin() as book:
        return len(effects.pending(book, "attend"))


@pytest.mark.parametrize("forge", WAYS, ids=[forge.__name__ for forge in WAYS])
def test_a_forged_word_changes_nothing_and_a_person_hears_of_it(at, forge):
    before, told = state(at), lines(at)
    for word in WORDS:
        at.arrive(forge(at, word))
    receive(at.world, at.now)
    assert handle(at.world, at.now) == (len(WORDS), 0)
    assert state(at) == before
    assert lines(at) - told == WAYS[forge]


def test_after_all_of_them_the_register_and_everybody_s_mail_are_as_they_were(at):
    before = {tab: at.human.rows(tab) for tab in TABS}
    sent = {str(mail["X-Casework-Notice-Id"]) for mail in at.notices()}
    at.settle()
    assert {tab: at.human.rows(tab) for tab in TABS} == before
    new = [mail for mail in at.notices() if str(mail["X-Casework-Notice-Id"]) not in sent]
    assert [str(mail["To"]) for mail in new] == [ANA]  # once: was it you?
    assert at.human.rows("Needs attention") and at.inbox() == 0


def test_there_are_many_forgeries():
    assert len(WAYS) * len(WORDS) >= 40


# --- true once, and stale now -----------------------------------------------------------------------------


def test_a_word_of_an_offer_that_has_lapsed_changes_no_case(tmp_path):
    with desk(tmp_path) as made:
        made.form()
        made.settle()
        made.choose(HELD, "Decision", "Ana Ruiz")
        made.settle()
        made.turn(hours=24 * 7)
        made.settle()
        asked = made.notices("offered", ANA)[0]
        for word in ("ACCEPT", "DECLINE", "STEP BACK", "CLOSE"):
            made.answer(asked, word)
            made.settle()
        row = made.case_row(HELD)
        assert row["Status"] == "New" and not row["Caseworker"]
        assert not made.notices("introduced_member") and not made.notices("closing")
        assert any("said yes after the offer had closed" in str(line["What happened"])
                   for line in made.human.rows("Needs attention"))  # fmt: skip


def test_the_words_of_somebody_who_has_left_change_nothing_and_a_person_is_told(at):
    at.human.set_cell("Caseworkers", 3, "Left", "Yes")
    at.choose("C-2026-0003", "Notes", "seen")
    at.settle()
    told = lines_shown(at)
    at.human.set_cell("Caseworkers", 2, "Left", "Yes")
    at.settle()
    for word in ("STEP BACK", "TOO MUCH", "TIME 2h"):
        at.answer(own(at), word)
    at.settle()
    assert at.case_row(HELD)["Caseworker"] == "Ana Ruiz"
    assert [line for line in lines_shown(at) if "has left" in line and line not in told]
    assert len(at.notices("review", JO)) == 1


def lines_shown(at: Desk) -> list[str]:
    return [str(row["What happened"]) for row in at.human.rows("Needs attention")]


def test_a_ready_that_is_older_than_the_too_much_lifts_nothing(tmp_path):
    with desk(tmp_path) as made:
        made.form()
        made.settle()
        made.choose(HELD, "Decision", "Ana Ruiz")
        made.settle()
        made.answer(made.notices("offered", ANA)[0], "ACCEPT")
        made.settle()
        made.answer(made.notices("introduced_caseworker", ANA)[0], "READY")
        made.settle()
        old = made.letter(f"Ana <{ANA}>", "READY", "Re", To=to(own(made)))
        made.turn(hours=2)
        made.answer(own(made), "TOO MUCH")
        made.settle()
        made.arrive(old.replace(b".letter@", b".again@"))
        made.settle()
        assert made.human.rows("Caseworkers")[0]["Paused"] == "Yes"
        assert any("was written before they said" in line for line in lines_shown(made))


def test_a_word_that_comes_a_year_late_is_not_acted_on(tmp_path):
    with desk(tmp_path) as made:
        made.form()
        made.settle()
        made.choose(HELD, "Decision", "Ana Ruiz")
        made.settle()
        made.answer(made.notices("offered", ANA)[0], "ACCEPT")
        made.settle()
        mine = own(made)
        made.turn(hours=24 * 366)
        for word in ("STEP BACK", "CLOSE", "TOO MUCH"):
            made.answer(mine, word)
        made.settle()
        assert made.case_row(HELD)["Caseworker"] == "Ana Ruiz" and not made.notices("review")
        assert (
            sum("the time in which it could be answered is over" in line for line in lines_shown(made)) == 3
        )
