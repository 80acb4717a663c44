"""Every word of the replies, forged in every way we could think of: zero effects (TRUST.md S1, §2.1).

One branch's desk stands for all of them, since none of them may change it: cases, what is kept of people, and
every notice but the question whether it was them. Where a person should know there is a line.
"""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from email import message_from_bytes, policy

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
    "BUDDY", "NO CHECK-INS", "RATING 3", "LIMIT 1", "NOT YET: dismissal",
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


def several_tokens_in_the_addresses(at, word):
    """Her own, both: but which of the two mails is answered?"""
    return at.letter(f"Ana <{ANA}>", word, "Re", To=f"{to(own(at))}, {to(offer(at))}")


def an_address_of_one_and_the_thread_of_another(at, word):
    threaded = {"To": to(own(at)), "In_Reply_To": str(offer(at)["Message-ID"])}
    return at.letter(f"Ana <{ANA}>", word, "Re", **threaded)


def several_tokens_quoted(at, word):
    quoted = f"On Monday Ashby wrote:\n> {to(own(at))}\n> On Sunday Ashby wrote:\n>> {to(offer(at))}\n"
    return at.letter(f"Ana <{ANA}>", f"{word}\n\n{quoted}", "Re")


def a_colleagues_token_above_her_own(at, word):
    theirs = at.notices("introduced_caseworker", CARA)[-1]
    return at.letter(f"Ana <{ANA}>", f"{word}\n\n> {to(theirs)}\n> {to(own(at))}\n", "Re")


def a_colleagues_address_and_her_own_token_quoted(at, word):
    theirs = at.notices("introduced_caseworker", CARA)[-1]
    return at.letter(f"Ana <{ANA}>", f"{word}\n\n> {to(own(at))}\n", "Re", To=to(theirs))


def another_address_of_the_same_person(at, word):
    return at.letter("Ana Ruiz <ana.ruiz@college.example>", word, "Re", To=to(own(at)))


def an_answer_to_be_sent_back_to_her(at, word):
    return at.letter("Eve <eve@x.example>", word, "Re", To=to(own(at)), Reply_To=f"Ana Ruiz <{ANA}>")


def her_name_under_sender(at, word):
    return at.letter("Eve <eve@x.example>", word, "Re", To=to(own(at)), Sender=f"Ana Ruiz <{ANA}>")


def sent_on_in_her_name(at, word):
    return at.letter("Eve <eve@x.example>", word, "Re", To=to(own(at)), Resent_From=f"Ana Ruiz <{ANA}>")


def written_from(at, word, header: str) -> bytes:
    """With that From, to the letter, and her token."""
    raw = at.letter("Eve <eve@x.example>", word, "Re", To=to(own(at)))
    return raw.replace(b"From: Eve <eve@x.example>", b"From: " + header.encode())


def her_address_in_a_comment(at, word):
    return written_from(at, word, f"eve@x.example ({ANA})")


def her_address_before_the_brackets(at, word):
    return written_from(at, word, f"{ANA} <eve@x.example>")


def her_address_encoded_before_the_brackets(at, word):
    return written_from(at, word, "=?utf-8?q?ana=40home=2Eexample?= <eve@x.example>")


def a_group_of_senders(at, word):
    return written_from(at, word, f"Team: {ANA};")


def her_address_and_a_second_one(at, word):
    return written_from(at, word, f"{ANA}, eve@x.example")


def her_domain_with_another_behind_it(at, word):
    return written_from(at, word, f"Ana Ruiz <{ANA}.x.example>")


def her_address_with_something_added(at, word):
    return written_from(at, word, f"Ana Ruiz <{ANA.replace('@', '+x@')}>")


def a_letter_that_looks_like_hers(at, word):
    return written_from(at, word, f"Ana Ruiz <{ANA.replace('a', 'а', 1)}>")  # the first is Cyrillic


def marks_from_right_to_left_in_the_address(at, word):
    return written_from(at, word, f"Ana Ruiz <\u202e{ANA}>")


def no_width_between_two_letters(at, word):
    return written_from(at, word, f"Ana Ruiz <{ANA[:2]}\u200b{ANA[2:]}>")


def the_token_as_a_name(at, word):
    return at.letter(f"Ana <{ANA}>", word, "Re", To=f'"{token_of(own(at))}" <{BRANCH.address}>')


def the_token_with_a_hole(at, word):
    token = token_of(own(at))
    return at.letter(f"Ana <{ANA}>", f"{word}\n\n{token[:12]}\u200b{token[12:]}", "Re")


def hidden_in_the_page(at, word):
    """What a mail program does not show was not said."""
    mail = message_from_bytes(at.letter(f"Ana <{ANA}>", "x", "Re", To=to(own(at))), policy=policy.default)
    mail.set_content(f'<p style="display:none">{word}</p><p>Thanks</p>', subtype="html")
    return mail.as_bytes()


ABOUT_ONESELF = 9
"""Of the WORDS: they say something by themselves, so that whoever is named is asked whether it was them."""

WAYS = {
    bare_address: ABOUT_ONESELF + 3,
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


FEW = ("ACCEPT", "STEP BACK", "TOO MUCH")
WITH_FEW = {
    several_tokens_in_the_addresses: len(FEW),
    an_address_of_one_and_the_thread_of_another: len(FEW),
    several_tokens_quoted: len(FEW),
    a_colleagues_token_above_her_own: len(FEW),
    a_colleagues_address_and_her_own_token_quoted: len(FEW),
    another_address_of_the_same_person: len(FEW),
    an_answer_to_be_sent_back_to_her: len(FEW),
    her_name_under_sender: len(FEW),
    sent_on_in_her_name: len(FEW),
    her_address_in_a_comment: len(FEW),
    her_address_before_the_brackets: len(FEW),
    her_address_encoded_before_the_brackets: len(FEW),
    a_group_of_senders: len(FEW),
    her_address_and_a_second_one: len(FEW),
    her_domain_with_another_behind_it: len(FEW),
    her_address_with_something_added: len(FEW),
    a_letter_that_looks_like_hers: len(FEW),
    marks_from_right_to_left_in_the_address: len(FEW),
    no_width_between_two_letters: len(FEW),
    the_token_as_a_name: len(FEW),
    the_token_with_a_hole: len(FEW),
    hidden_in_the_page: 0,
}
"""Ways that differ in who seems to write, or in how many proofs there are: with three of the words."""


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


ALL = {forge: (WORDS, heard) for forge, heard in WAYS.items()} | {
    forge: (FEW, heard) for forge, heard in WITH_FEW.items()
}


@pytest.mark.parametrize("forge", ALL, ids=[forge.__name__ for forge in ALL])
def test_a_forged_word_changes_nothing_and_a_person_hears_of_it(at, forge):
    before, told = state(at), lines(at)
    words, heard = ALL[forge]
    for word in words:
        at.arrive(forge(at, word))
    receive(at.world, at.now)
    assert handle(at.world, at.now) == (len(words), 0)
    assert state(at) == before
    assert lines(at) - told == heard


def test_after_all_of_them_the_register_and_everybody_s_mail_are_as_they_were(at):
    before = {tab: at.human.rows(tab) for tab in TABS}
    sent = {str(mail["X-Casework-Notice-Id"]) for mail in at.notices()}
    at.settle()
    assert {tab: at.human.rows(tab) for tab in TABS} == before
    new = [mail for mail in at.notices() if str(mail["X-Casework-Notice-Id"]) not in sent]
    assert [str(mail["To"]) for mail in new] == [ANA]  # once: was it you?
    assert at.human.rows("Needs attention") and at.inbox() == 0


def test_there_are_many_forgeries():
    assert sum(len(words) for words, _ in ALL.values()) >= 250 and len(ALL) >= 40


# --- the coordinator's word -------------------------------------------------------------------------------


def nobodys_ok(at):
    return at.letter("Eve <eve@x.example>", "ok", "Re", To=to(at.notices("suggested", JO)[-1]))


def an_ok_to_the_bare_address(at):
    return at.letter(f"Moira Fenn <{JO}>", "ok", f"Re: Branch casework {WAITS}: whom shall we ask?")


def an_ok_from_her_desk_at_work(at):
    return at.letter(
        "Moira Fenn <m.fenn@college.example>", "ok", "Re", To=to(at.notices("suggested", JO)[-1])
    )


def a_caseworkers_ok_in_her_thread(at):
    mail = at.notices("suggested", JO)[-1]
    return at.letter(f"Ana <{ANA}>", "ok", "Re", To=to(mail), In_Reply_To=str(mail["Message-ID"]))


def an_ok_to_two_suggestions_at_once(at):
    first, second = at.notices("suggested", JO)[-2:]
    return at.letter(f"Moira Fenn <{JO}>", "ok", "Re", To=f"{to(first)}, {to(second)}")


def an_ok_with_a_caseworkers_token(at):
    return at.letter(f"Moira Fenn <{JO}>", "ok", "Re", To=to(own(at)))


def an_ok_that_is_only_quoted(at):
    text = "I will look at it tonight.\n\nOn Monday Ashby wrote:\n> ok\n"
    return at.letter("Eve <eve@x.example>", text, "Re", To=to(at.notices("suggested", JO)[-1]))


OKS = (
    nobodys_ok, an_ok_to_the_bare_address, an_ok_from_her_desk_at_work, a_caseworkers_ok_in_her_thread,
    an_ok_to_two_suggestions_at_once, an_ok_with_a_caseworkers_token, an_ok_that_is_only_quoted,
)  # fmt: skip
WAITS = "C-2026-0004"


def test_no_forged_ok_asks_anybody_and_a_person_hears_of_each(at):
    at.form("Pia Quist", "pia@home.example", department="Drama")
    at.form("Lou Reid", "lou@home.example", department="Drama")
    at.settle()
    offers = len(at.notices("offered"))
    for forge in OKS:
        told = lines(at)
        at.arrive(forge(at))
        receive(at.world, at.now)
        assert handle(at.world, at.now) == (1, 0)
        assert lines(at) == told + 1, forge.__name__
    at.settle()
    assert at.case_row(WAITS)["Status"] == "New" and len(at.notices("offered")) == offers


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


@pytest.mark.long
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
