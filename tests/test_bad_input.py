"""Bad input: a clear sentence to the right person, nothing lost, the others served."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage

import pytest

from ingest.mailbox import MailboxRefused, MailboxUnreachable
from jobs.handle import BATCH, handle
from jobs.journal import letters
from notify.transport import Deferred, Refused
from tests.support.branches import BRANCH
from tests.support.engine import desk, text_of

REF = "C-2026-0001"


@pytest.fixture
def at(tmp_path):
    with desk(tmp_path) as made:
        yield made


def lines(at):
    return [str(row["What happened"]) for row in at.human.rows("Needs attention")]


def test_a_mail_of_fifty_megabytes_is_kept_told_and_not_opened(at):
    at.arrive(at.letter("Mo <mo@home.example>", "x") + b"A" * 50_000_000)
    at.form()
    at.settle()
    assert len(lines(at)) == 1
    assert lines(at)[0].startswith("A letter larger than 25 MB came in and was not opened.")
    assert at.filed("Casework/Needs attention") == 1
    assert at.case_row(REF)["Status"] == "New"


@pytest.mark.parametrize("raw", [b"", b"\r\n", b"\x00\xff\xfe" * 100, b"From: " + b"(" * 5000 + b"\r\n\r\nx"])
def test_letters_of_nothing_or_of_rubbish_go_to_a_person_and_the_next_is_served(at, raw):
    at.arrive(raw)
    at.form()
    at.settle()
    assert len(lines(at)) == 1
    assert at.filed("Casework/Needs attention") == 1
    assert at.inbox() == 0
    assert at.case_row(REF)["Status"] == "New"


def test_a_docx_that_is_no_docx_is_set_aside_with_a_kind_reply(at):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Mo <mo@home.example>", BRANCH.address, "Form"
    mail["Message-ID"] = "<broken@home.example>"
    mail.set_content("Here is my form.")
    broken = b"PK\x03\x04 this is no document"
    mail.add_attachment(broken, maintype="application", subtype="octet-stream", filename="form.docx")
    at.arrive(mail.as_bytes())
    at.settle()
    assert [str(mail["To"]) for mail in at.notices("form_not_read")] == ["mo@home.example"]
    assert len(lines(at)) == 1
    assert at.human.rows("Cases") == []
    assert at.filed("Casework/Needs attention") == 1


def test_a_mail_without_a_usable_sender_goes_to_a_person_and_is_not_answered(at):
    at.arrive(b"From: a@b.example, c@d.example\r\nTo: x@y.example\r\n\r\nPlease help me, I have a meeting.")
    at.settle()
    assert at.notices() == []
    assert len(lines(at)) == 1


def test_a_letter_that_the_engine_cannot_deal_with_is_set_aside_and_can_be_retried(at):
    class Broken:
        def begin(self):
            pass

        def read_many(self, raws):
            for _ in raws:
                yield "no reading"

    whole = at.world
    at.form()
    at.world = replace(whole, reader=Broken())
    turn = at.turn()
    assert (turn.handled, turn.set_aside) == (0, 1)
    at.turn()
    assert "could not deal with a letter" in lines(at)[0]
    with whole.journal.begin() as book:
        (waiting, _), *_ = letters.problems(book)
        assert letters.retry(book, waiting[:12]) == 1
    at.world = whole
    at.settle()
    assert at.case_row(REF)["Status"] == "New"


class Down:
    """A mailbox that cannot be reached, or refuses us."""

    def __init__(self, fault):
        self.fault = fault

    def waiting(self):
        raise self.fault


def test_an_unreachable_mailbox_is_told_after_a_quarter_of_an_hour_once_a_day(at):
    whole = at.world
    at.world = replace(whole, mailbox=Down(MailboxUnreachable("The mail server does not answer.")))
    assert at.turn().troubles == {"mailbox": "The mail server does not answer."}
    assert at.notices("attention") == []
    for _ in range(3):
        at.turn(minutes=20)
    told = at.notices("attention")
    assert [str(mail["To"]) for mail in told] == [BRANCH.administrator.email]
    assert "does not answer" in text_of(told[0])
    at.world = whole
    assert at.turn().troubles == {}


def test_a_wrong_password_is_told_at_once(at):
    at.world = replace(at.world, mailbox=Down(MailboxRefused("The mail server refused the password.")))
    at.turn()
    assert "refused the password" in text_of(at.notices("attention")[0])


class Refusing:
    """A transport in front of another that refuses one address, or is down."""

    def __init__(self, inner, fault, only=""):
        self.inner, self.fault, self.only, self.tries = inner, fault, only, 0

    def send(self, key, message, sender, recipient):
        if self.only in recipient:
            self.tries += 1
            raise self.fault
        self.inner.send(key, message, sender, recipient)


def test_a_refused_notice_goes_to_the_coordinator_and_is_flagged_and_the_others_are_sent(at):
    refusing = Refusing(at.world.transport, Refused("550 no such user"), only="mo@home")
    at.world = replace(at.world, transport=refusing)
    at.form()
    at.form("Gil Penn", "gil@member.example")
    at.settle()
    assert at.notices("acknowledged", "gil@")
    assert "could not be sent" in at.case_row(REF)["Check"]
    assert [str(mail["To"]) for mail in at.notices("attention")] == [BRANCH.coordinator.email]
    assert refusing.tries == 1


def test_a_deferred_notice_waits_longer_each_time_and_holds_back_only_its_own_case(at):
    whole = at.world
    refusing = Refusing(whole.transport, Deferred("451 later"), only="mo@home")
    at.world = replace(whole, transport=refusing)
    at.form()
    at.form("Gil Penn", "gil@member.example")
    at.turn()
    for _ in range(8):
        at.turn(minutes=1)
    assert 2 <= refusing.tries <= 4
    assert {str(mail["Subject"])[-40:] for mail in at.notices("suggested")}
    assert len(at.notices("suggested")) == 1
    at.world = whole
    at.turn(hours=3)
    assert len(at.notices("acknowledged")) == 2
    assert len(at.notices("suggested")) == 2


def test_a_retried_notice_is_the_very_same_letter(at):
    whole = at.world
    sent = []

    class Doubtful:
        def send(self, key, message, sender, recipient):
            sent.append(message)
            raise Deferred("no answer")

    at.world = replace(whole, transport=Doubtful())
    at.form()
    at.turn()
    at.turn(hours=1)
    acknowledgements = [raw for raw in sent if b"mo@home.example" in raw]
    assert len(acknowledgements) == 2
    assert acknowledgements[0] == acknowledgements[1]


def test_no_more_notices_go_to_one_person_in_a_day_than_the_cap_and_the_rest_go_later(at):
    at.world = replace(at.world, policy=replace(at.world.policy, notices_per_day=3))
    for number in range(5):
        at.form(f"Mo Adeyemi {number}", "mo@home.example", summary=f"Matter number {number} of mine.")
    at.settle()
    assert len(at.notices("acknowledged")) == 3
    at.turn(hours=24)
    assert len(at.notices("acknowledged")) == 5


def test_while_no_mail_can_leave_the_register_says_so_and_the_mail_waits(at):
    whole = at.world
    at.world = replace(
        whole, transport=Refusing(whole.transport, Deferred("The mail server does not answer."))
    )
    at.form()
    assert at.turn().troubles == {"transport": "The mail server does not answer."}
    at.turn(minutes=20)
    at.turn(minutes=20)
    at.turn(minutes=20)
    assert ["cannot send mail" in line for line in lines(at)] == [True]
    at.world = whole
    at.turn(hours=3)
    assert len(at.notices("acknowledged")) == 1


class Watched:
    """A reader of which is noted what it was given, stream by stream."""

    def __init__(self, inner):
        self.inner, self.streams = inner, []

    def begin(self):
        self.inner.begin()

    def read_many(self, raws):
        self.streams.append([])
        return self.inner.read_many(self._noted(raws))

    def _noted(self, raws):
        for raw in raws:
            self.streams[-1].append(raw)
            yield raw


def test_many_letters_are_read_in_one_stream_and_one_that_was_tried_before_alone_after_them(at):
    suspect, *others = (
        at.letter(f"Mo {n} <mo{n}@home.example>", f"Please call me, number {n}.") for n in range(BATCH + 3)
    )
    with at.world.journal.begin() as book:
        for n, raw in enumerate((suspect, *others)):
            letters.receive(book, f"{n:064}", f"key {n}", raw, True, at.now)
        letters.tried(book, [f"{0:064}"])
    watched = Watched(at.world.reader)
    at.world = replace(at.world, reader=watched)
    assert handle(at.world, at.now) == (BATCH + 3, 0)
    assert watched.streams == [others, [suspect]]
    with at.world.journal.begin() as book:
        assert letters.counts(book)["handled"] == BATCH + 3
