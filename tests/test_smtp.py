"""Each way a mail server can say no, fall silent or vanish, and what we then know."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from notify.smtp import SmtpSettings, SmtpTransport
from notify.transport import Deferred, InDoubt, Refused
from tests.support.certificates import Certificates, make_certificates
from tests.support.letters_out import a_notice, a_send
from tests.support.smtp_sink import Behaviour, SmtpSink

OURS, ANA, BEN = "casework@hallam-branch.example", "ana@home.example", "ben@home.example"
MESSAGE = a_notice(a_send("offered")).raw


def settings(sink: SmtpSink) -> SmtpSettings:
    return SmtpSettings(sink.host, sink.port, tls="plain", timeout=10, done_timeout=10)


@pytest.fixture
def sink() -> Iterator[SmtpSink]:
    with SmtpSink() as one:
        yield one


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return make_certificates(tmp_path_factory.mktemp("certificates"))


@pytest.mark.parametrize(
    ("behaviour", "outcome", "told", "kept"),
    [
        (Behaviour.REFUSE, Refused, "recipient (550 5.1.1)", 0),
        (Behaviour.DEFER, Deferred, "recipient now (451 4.3.0)", 0),
        (Behaviour.REFUSE_AFTER_DOT, Refused, "message (554 5.7.1)", 0),
        (Behaviour.DEFER_AFTER_DOT, Deferred, "message now (451 4.3.0)", 0),
        (Behaviour.DROP_BEFORE_DOT, Deferred, "broke off", 0),
        (Behaviour.DROP_AFTER_DOT, InDoubt, "did not say", 0),
        (Behaviour.ACCEPT_THEN_DROP, InDoubt, "did not say", 1),
    ],
    ids=lambda value: value.name if isinstance(value, Behaviour) else "",
)
def test_what_is_known_after_each_answer(
    sink: SmtpSink, behaviour: Behaviour, outcome: type[Exception], told: str, kept: int
) -> None:
    sink.behave(ANA, behaviour)
    transport = SmtpTransport(settings(sink))
    with pytest.raises(outcome) as known:
        transport.send("key", MESSAGE, OURS, ANA)
    assert told in str(known.value) and "@" not in str(known.value)
    assert len(sink.to(ANA)) == kept
    transport.send("key 2", MESSAGE, OURS, BEN)
    assert [one.content for one in sink.to(BEN)] == [MESSAGE]
    transport.close()


def test_silence_after_the_dot_is_doubt(sink: SmtpSink) -> None:
    sink.behave(ANA, Behaviour.SILENT_AFTER_DOT)
    transport = SmtpTransport(replace(settings(sink), done_timeout=0.3))
    with pytest.raises(InDoubt):
        transport.send("key", MESSAGE, OURS, ANA)
    assert len(sink.accepted) == 1


def test_one_connection_carries_several_messages(sink: SmtpSink) -> None:
    transport = SmtpTransport(settings(sink))
    for number in range(3):
        transport.send(f"key {number}", MESSAGE, OURS, ANA)
    sink.behave(BEN, Behaviour.REFUSE)
    with pytest.raises(Refused):
        transport.send("refused", MESSAGE, OURS, BEN)
    transport.send("after", MESSAGE, OURS, ANA)
    assert (len(sink.accepted), sink.connections) == (4, 1)
    transport.close()
    transport.send("opened again", MESSAGE, OURS, ANA)
    assert (len(sink.accepted), sink.connections) == (5, 2)
    transport.close()


def test_a_connection_that_died_is_opened_again() -> None:
    with SmtpSink() as first:
        transport = SmtpTransport(settings(first))
        transport.send("one", MESSAGE, OURS, ANA)
    with pytest.raises(Deferred, match="could not be reached"):
        transport.send("two", MESSAGE, OURS, ANA)
    with SmtpSink(port=first.port) as second:
        transport.send("two", MESSAGE, OURS, ANA)
        assert len(second.accepted) == 1
        transport.close()


# --- encryption and logging in ----------------------------------------------------------------------------


def test_starttls_is_verified_and_logged_in(certificates: Certificates) -> None:
    with SmtpSink(starttls=certificates.server_context(), login=("us", "secret")) as sink:
        transport = SmtpTransport(
            SmtpSettings(sink.host, sink.port, "starttls", "us", "secret", certificates.ca, 10, 10)
        )
        transport.send("key", MESSAGE, OURS, ANA)
        transport.send("key 2", MESSAGE, OURS, ANA)
        assert [(one.user, one.tls) for one in sink.accepted] == [("us", True)] * 2
        transport.close()


def test_tls_from_the_first_byte(certificates: Certificates) -> None:
    with SmtpSink(implicit_tls=certificates.server_context()) as sink:
        transport = SmtpTransport(SmtpSettings(sink.host, sink.port, "tls", ca_file=certificates.ca))
        transport.send("key", MESSAGE, OURS, ANA)
        assert sink.accepted[0].tls
        transport.close()


@pytest.mark.parametrize("tls", ["tls", "starttls"])
def test_a_certificate_nobody_vouches_for_is_not_trusted(certificates: Certificates, tls: str) -> None:
    context = certificates.server_context()
    with SmtpSink(**{"implicit_tls" if tls == "tls" else "starttls": context}) as sink:  # type: ignore[arg-type]
        transport = SmtpTransport(SmtpSettings(sink.host, sink.port, tls))  # type: ignore[arg-type]
        with pytest.raises(Deferred, match="certificate could not be verified"):
            transport.send("key", MESSAGE, OURS, ANA)
        assert sink.accepted == []


def test_a_certificate_for_another_host_is_not_trusted(tmp_path: Path) -> None:
    elsewhere = make_certificates(tmp_path, hosts=("mail.elsewhere.example",))
    with SmtpSink(starttls=elsewhere.server_context()) as sink:
        transport = SmtpTransport(SmtpSettings(sink.host, sink.port, "starttls", ca_file=elsewhere.ca))
        with pytest.raises(Deferred, match="certificate could not be verified"):
            transport.send("key", MESSAGE, OURS, ANA)
        assert sink.accepted == []


def test_where_starttls_went_missing_nothing_is_sent_in_the_clear(certificates: Certificates) -> None:
    with SmtpSink(login=("us", "secret")) as sink:
        transport = SmtpTransport(
            SmtpSettings(sink.host, sink.port, "starttls", "us", "secret", certificates.ca)
        )
        with pytest.raises(Deferred, match="does not offer STARTTLS"):
            transport.send("key", MESSAGE, OURS, ANA)
        assert sink.accepted == [] and sink.logins == []


def test_a_refused_password_loses_nothing_and_says_so(certificates: Certificates) -> None:
    with SmtpSink(starttls=certificates.server_context(), login=("us", "secret")) as guarded:
        secure = replace(settings(guarded), tls="starttls", ca_file=certificates.ca)
        transport = SmtpTransport(replace(secure, user="us", password="wrong"))
        with pytest.raises(Deferred, match="user name or password") as known:
            transport.send("key", MESSAGE, OURS, ANA)
        assert "wrong" not in str(known.value)
        with pytest.raises(Deferred, match="wants a log-in first"):
            SmtpTransport(secure).send("key", MESSAGE, OURS, ANA)
        assert guarded.accepted == []


def test_a_server_without_a_log_in_is_not_given_the_password() -> None:
    script = plain_server()
    with scripted(script) as reached, pytest.raises(Deferred, match="no way to log in"):
        SmtpTransport(replace(reached, user="us", password="secret")).send("key", MESSAGE, OURS, ANA)
    assert len(script.heard) == 1


@pytest.mark.parametrize("host", ["smtp.example", "192.0.2.1"])
def test_mail_leaves_in_the_clear_only_to_this_machine(host: str) -> None:
    with pytest.raises(ValueError, match="without TLS"):
        SmtpTransport(SmtpSettings(host, 25, "plain"))
    SmtpTransport(SmtpSettings("localhost", 25, "plain"))
    SmtpTransport(SmtpSettings("::1", 25, "plain"))


def test_a_setting_nobody_knows_is_not_taken_for_plain() -> None:
    with pytest.raises(ValueError, match="tls"):
        SmtpTransport(SmtpSettings("localhost", 25, "none"))  # type: ignore[arg-type]


# --- letters beyond A to Z --------------------------------------------------------------------------------


@dataclass(slots=True)
class Script:
    """A server that answers each line by the first word it begins with, and can vanish; what it heard."""

    answers: dict[bytes, bytes]
    greeting: bytes = b"220 here\r\n"
    heard: list[bytes] = field(default_factory=list)


@contextmanager
def scripted(script: Script) -> Iterator[SmtpSettings]:
    class Session(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(script.greeting)
            for line in self.rfile:
                script.heard.append(line)
                word = line.split()[0].upper() if line.split() else b""
                answer = script.answers.get(word, b"" if word != b"RSET" else b"250 ok\r\n")
                if answer == b"hang up":
                    return
                self.wfile.write(answer)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield SmtpSettings("127.0.0.1", server.server_address[1], "plain", timeout=10, done_timeout=10)
        server.shutdown()
        thread.join(10)


def plain_server(**changes: bytes) -> Script:
    answers = {
        b"EHLO": b"250 here\r\n",
        b"MAIL": b"250 ok\r\n",
        b"RCPT": b"250 ok\r\n",
        b"DATA": b"354 go on\r\n",
        b".": b"250 taken\r\n",
    }
    return Script(answers | {name.upper().encode(): answer for name, answer in changes.items()})


def test_an_international_address_goes_to_a_server_that_takes_it() -> None:
    script = plain_server(ehlo=b"250-here\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n")
    with scripted(script) as reached:
        transport = SmtpTransport(reached)
        transport.send("key", MESSAGE, OURS, "\u00e1na@home.example")
        transport.send("key 2", b"Subject: x\r\n\r\n\xc3\xa1\r\n", OURS, ANA)
        transport.send("key 3", MESSAGE, OURS, "ana@b\u00fccher.example")
        transport.close()
    spoken = b"".join(line for line in script.heard if line.startswith((b"mail", b"rcpt"))).decode()
    assert spoken.lower().splitlines() == [
        f"mail from:<{OURS}> smtputf8",
        "rcpt to:<\u00e1na@home.example>",
        f"mail from:<{OURS}> body=8bitmime",
        "rcpt to:<ana@home.example>",
        f"mail from:<{OURS}>",
        "rcpt to:<ana@xn--bcher-kva.example>",
    ]


@pytest.mark.parametrize(
    ("message", "recipient"), [(MESSAGE, "\u00e1na@home.example"), (b"Subject: x\r\n\r\n\xc3\xa1\r\n", ANA)]
)
def test_a_server_of_the_old_kind_is_never_sent_what_it_cannot_take(message: bytes, recipient: str) -> None:
    script = plain_server()
    with scripted(script) as reached:
        transport = SmtpTransport(reached)
        with pytest.raises(Refused):
            transport.send("key", message, OURS, recipient)
        transport.send("key 2", MESSAGE, OURS, ANA)
        transport.close()
    assert b"rcpt to:<ana@home.example>\r\n" in map(bytes.lower, script.heard)


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"mail": b"550 not you\r\n"}, Refused),
        ({"mail": b"421 closing\r\n"}, Deferred),
        ({"rcpt": b"251 will forward\r\n"}, None),
        ({"rcpt": b"hang up"}, Deferred),
        ({"data": b"554 no\r\n"}, Refused),
        ({"data": b"452 full\r\n"}, Deferred),
        ({"ehlo": b"hang up"}, Deferred),
    ],
)
def test_each_phase_before_the_dot_is_certain(
    changes: dict[str, bytes], outcome: type[Exception] | None
) -> None:
    with scripted(plain_server(**changes)) as reached:
        transport = SmtpTransport(reached)
        if outcome is None:
            transport.send("key", MESSAGE, OURS, ANA)
        else:
            with pytest.raises(outcome):
                transport.send("key", MESSAGE, OURS, ANA)
        transport.close()


@pytest.mark.parametrize(
    "answer", [b"hang up", b"what?\r\n", b"354 go on\r\n", b"250" + b"x" * 9000 + b"\r\n"]
)
def test_no_plain_answer_after_the_dot_is_doubt(answer: bytes) -> None:
    script = plain_server()
    script.answers[b"."] = answer
    with scripted(script) as reached, pytest.raises(InDoubt):
        SmtpTransport(reached).send("key", MESSAGE, OURS, ANA)


def test_a_server_that_turns_us_away_at_the_door_defers() -> None:
    script = replace(plain_server(), greeting=b"554 go away\r\n")
    with scripted(script) as reached, pytest.raises(Deferred, match=r"\(554\)"):
        SmtpTransport(reached).send("key", MESSAGE, OURS, ANA)


def test_it_does_not_tell_what_this_machine_is_called() -> None:
    script = plain_server()
    with scripted(script) as reached:
        transport = SmtpTransport(reached)
        transport.send("key", MESSAGE, OURS, ANA)
        transport.close()
    assert script.heard[0].lower() == b"ehlo [127.0.0.1]\r\n"
