"""A notice of which nobody knows whether it left is looked for first, then waited for, and never lost."""

from __future__ import annotations

import email
import email.policy
import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from ingest.imap import ImapMailbox
from ingest.imap_settings import ImapSettings
from jobs.commands.status import gather, in_words
from jobs.doubt import GRACE, MOST_DOUBTS
from jobs.tick import Turn
from notify.smtp import SmtpSettings, SmtpTransport
from tests.support.engine import BODY, Desk, desk, text_of
from tests.support.imap_server import ImapServer
from tests.support.smtp_sink import Accepted, Behaviour, SmtpSink

MO, COORDINATOR = "mo@home.example", "moira.fenn@home.example"


@dataclass
class Steady:
    """A clock that only the test sets."""

    seconds: float = 50_000.0

    def __call__(self) -> float:
        return self.seconds


@dataclass
class Office:
    """A desk whose notices leave through a mail server."""

    desk: Desk
    sink: SmtpSink
    clock: Steady

    def to_mo(self) -> list[Accepted]:
        return self.sink.to(MO)

    def wait(self, seconds: float) -> Turn:
        """The steady clock goes on, and the service turns once."""
        self.clock.seconds += seconds
        return self.desk.turn(seconds=seconds)

    def restart(self) -> None:
        """The service begins anew on the same journal; what it held in memory is gone."""
        self.desk.world = replace(self.desk.world, transport=SmtpTransport(settings(self.sink)))

    def doubts(self) -> dict[str, int]:
        return gather(self.desk.world.journal)["doubts"]  # type: ignore[return-value]


def settings(sink: SmtpSink) -> SmtpSettings:
    return SmtpSettings(sink.host, sink.port, "plain", timeout=10, done_timeout=10)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with desk(tmp_path) as at, SmtpSink() as sink:
        clock, transport = Steady(), SmtpTransport(settings(sink))
        at.world = replace(at.world, transport=transport, steady=clock)
        yield Office(at, sink, clock)
        transport.close()


def in_doubt(office: Office, behaviour: Behaviour = Behaviour.ACCEPT_THEN_DROP) -> None:
    """A form comes in, and the mail server breaks off when it has been given the answer to the member."""
    office.sink.behave(MO, behaviour)
    office.desk.form()
    office.desk.turn()
    office.sink.behave(MO, Behaviour.ACCEPT)


def test_it_is_sent_again_once_after_ten_minutes_as_the_very_same_message(office: Office) -> None:
    in_doubt(office)
    assert len(office.to_mo()) == 1
    office.wait(1)
    assert office.wait(GRACE - 2).in_doubt == 1
    assert len(office.to_mo()) == 1
    assert office.wait(1).settled == 1
    first, second = office.to_mo()
    assert first.content == second.content
    office.wait(GRACE)
    assert len(office.to_mo()) == 2
    assert office.doubts() == {"waiting": 0, "found": 0, "repeated": 1}


def test_if_it_had_not_left_it_arrives_all_the_same(office: Office) -> None:
    in_doubt(office, Behaviour.DROP_AFTER_DOT)
    assert office.to_mo() == []
    office.wait(GRACE)
    assert len(office.to_mo()) == 1


def test_the_clock_on_the_wall_does_not_shorten_the_wait(office: Office) -> None:
    in_doubt(office)
    office.desk.turn(days=2)
    assert len(office.to_mo()) == 1


def test_what_comes_after_it_in_the_same_case_waits_with_it_and_other_cases_do_not(office: Office) -> None:
    in_doubt(office)
    assert office.sink.to(COORDINATOR) == []
    office.desk.form("Gil Penn", "gil@home.example")
    office.wait(60)
    assert len(office.sink.to("gil@home.example")) == 1
    assert len(office.sink.to(COORDINATOR)) == 1
    office.wait(GRACE)
    assert len(office.sink.to(COORDINATOR)) == 2


def test_an_answer_to_it_proves_that_it_left(office: Office) -> None:
    in_doubt(office)
    [arrived] = office.to_mo()
    notice = email.message_from_bytes(arrived.content, policy=email.policy.default)
    office.desk.answer(notice, "Thank you. The meeting is on Friday.")
    assert office.wait(GRACE).in_doubt == 0
    office.wait(GRACE)
    assert [one.content for one in office.to_mo()].count(arrived.content) == 1
    assert office.doubts() == {"waiting": 0, "found": 1, "repeated": 0}


def test_a_tap_on_its_link_proves_that_it_left(office: Office) -> None:
    office.sink.behave(COORDINATOR, Behaviour.ACCEPT_THEN_DROP)
    office.desk.form()
    office.desk.turn()
    [arrived] = office.sink.to(COORDINATOR)
    notice = email.message_from_bytes(arrived.content, policy=email.policy.default)
    office.sink.behave(COORDINATOR, Behaviour.ACCEPT)
    office.desk.arrive(office.desk.letter(COORDINATOR, "OK", "OK", To=str(notice["Reply-To"])))
    office.wait(GRACE)
    assert [one.content for one in office.sink.to(COORDINATOR)].count(arrived.content) == 1
    assert office.sink.to("ana@home.example")


class PowerCut(BaseException):
    """Nothing of ours catches it, as nothing catches a power cut."""


@dataclass
class CutOff:
    """A transport whose machine stops in the moment after the mail server's yes."""

    inner: SmtpTransport

    def send(self, key: str, message: bytes, sender: str, recipient: str) -> None:
        self.inner.send(key, message, sender, recipient)
        if recipient == MO:
            raise PowerCut


def cut_off(office: Office) -> None:
    office.desk.world = replace(office.desk.world, transport=CutOff(SmtpTransport(settings(office.sink))))
    office.desk.form()
    with pytest.raises(PowerCut):
        office.desk.turn()
    office.restart()


def test_after_a_power_cut_the_wait_begins_with_the_first_look(office: Office) -> None:
    cut_off(office)
    assert office.wait(5 * GRACE).in_doubt == 1
    assert len(office.to_mo()) == 1
    assert office.wait(GRACE).settled == 1
    first, second = office.to_mo()
    assert first.content == second.content


def test_the_wait_goes_on_over_restarts_of_the_service_so_that_short_runs_come_to_its_end(
    office: Office,
) -> None:
    cut_off(office)
    for _ in range(3):
        office.restart()
        office.wait(GRACE / 2)
    assert len(office.to_mo()) == 2


def test_after_a_restart_of_the_machine_it_waits_until_that_has_run_for_ten_minutes(office: Office) -> None:
    cut_off(office)
    office.wait(0)
    office.clock.seconds = 20.0
    office.restart()
    office.wait(GRACE - 30)
    assert len(office.to_mo()) == 1
    office.wait(30)
    assert len(office.to_mo()) == 2


def test_a_server_that_never_says_yes_is_given_it_three_times_and_then_a_person_is_told(
    office: Office,
) -> None:
    office.sink.behave(MO, Behaviour.ACCEPT_THEN_DROP)
    office.desk.form()
    office.desk.turn()
    for _ in range(2 * MOST_DOUBTS):
        office.wait(GRACE)
    assert len(office.to_mo()) == MOST_DOUBTS
    office.desk.settle()
    lines = [" ".join(map(str, row.values())) for row in office.desk.human.rows("Needs attention")]
    assert len([line for line in lines if "never said whether it took it. It may have come." in line]) == 1
    told = [text_of(parsed(one)) for one in office.sink.to(COORDINATOR)]
    assert [text for text in told if "never said" in text]


def test_status_counts_what_is_in_doubt(office: Office) -> None:
    assert "doubt" not in in_words(gather(office.desk.world.journal))
    in_doubt(office)
    assert re.search(r"1  now: looked for", in_words(gather(office.desk.world.journal)))
    office.wait(GRACE)
    assert re.search(r"0  now: .*\n.*\n +1  were sent again", in_words(gather(office.desk.world.journal)))


def parsed(message: Accepted):  # type: ignore[no-untyped-def]
    return email.message_from_bytes(message.content, policy=email.policy.default)


# --- with a folder of sent mail ---------------------------------------------------------------------------


@pytest.fixture
def imap_office(office: Office, imap_server: ImapServer) -> Iterator[Office]:
    """The same with a real mailbox, to whose folder of sent mail a provider may add copies."""
    mailbox = ImapMailbox(imap_settings(imap_server))
    office.desk.world = replace(office.desk.world, mailbox=mailbox)
    yield office
    mailbox.close()


def imap_settings(server: ImapServer) -> ImapSettings:
    return ImapSettings(server.host, server.user, server.password, server.port, "plain", sent="Outgoing")


def doubtful_by_imap(office: Office, server: ImapServer) -> None:
    office.sink.behave(MO, Behaviour.ACCEPT_THEN_DROP)
    form = BODY.format(name="Mo Adeyemi", email=MO, department="Physics", summary="I was called in.")
    server.deliver(office.desk.letter(f"Mo <{MO}>", form).replace(b"\n", b"\r\n"))
    office.desk.turn()
    assert len(office.to_mo()) == 1
    office.sink.behave(MO, Behaviour.ACCEPT)


def test_a_copy_in_the_folder_of_sent_mail_proves_that_it_left(
    imap_office: Office, imap_server: ImapServer
) -> None:
    imap_server.create("Outgoing")
    doubtful_by_imap(imap_office, imap_server)
    assert imap_office.wait(GRACE / 2).in_doubt == 1
    imap_server.deliver(imap_office.to_mo()[0].content, folder="Outgoing")
    assert imap_office.wait(GRACE / 2).settled == 1
    imap_office.wait(GRACE)
    assert len(imap_office.to_mo()) == 1
    assert imap_office.doubts() == {"waiting": 0, "found": 1, "repeated": 0}


def test_without_a_copy_or_without_such_a_folder_it_is_sent_again(
    imap_office: Office, imap_server: ImapServer
) -> None:
    doubtful_by_imap(imap_office, imap_server)
    imap_office.wait(GRACE)
    assert len(imap_office.to_mo()) == 2


def test_as_long_as_it_cannot_be_looked_for_it_is_not_sent_again(
    imap_office: Office, imap_server: ImapServer
) -> None:
    doubtful_by_imap(imap_office, imap_server)
    there = imap_office.desk.world.mailbox
    with socket.socket() as nobody_listens:
        nobody_listens.bind(("127.0.0.1", 0))
        away = ImapMailbox(replace(imap_settings(imap_server), port=nobody_listens.getsockname()[1]))
        imap_office.desk.world = replace(imap_office.desk.world, mailbox=away)
        turn = imap_office.wait(3 * GRACE)
        assert turn.in_doubt == 1 and "mailbox" in turn.troubles and "transport" not in turn.troubles
    assert len(imap_office.to_mo()) == 1
    imap_office.desk.world = replace(imap_office.desk.world, mailbox=there)
    assert imap_office.wait(1).settled == 1
    assert len(imap_office.to_mo()) == 2
