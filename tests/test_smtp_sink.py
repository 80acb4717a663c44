"""The sink must misbehave exactly as asked, or tests of the transport prove nothing."""

from __future__ import annotations

import smtplib
import ssl
from pathlib import Path

import pytest

from tests.support.certificates import make_certificates
from tests.support.smtp_sink import Behaviour, SmtpSink

MESSAGE = b"From: us@branch.example\r\nSubject: hello\r\n\r\n.a dot first\r\n"


def send(sink: SmtpSink, recipient: str) -> None:
    with smtplib.SMTP(sink.host, sink.port, timeout=5) as client:
        client.sendmail("us@branch.example", [recipient], MESSAGE)


def test_an_accepted_message_is_kept_in_memory_and_in_the_folder(tmp_path: Path) -> None:
    with SmtpSink(folder=tmp_path) as sink:
        send(sink, "ana@branch.example")
        [kept] = sink.wait_for(1)
    assert (kept.sender, kept.recipients) == ("us@branch.example", ("ana@branch.example",))
    assert kept.content == MESSAGE == (tmp_path / "000001.eml").read_bytes()


@pytest.mark.parametrize(
    ("behaviour", "error", "kept"),
    [
        (Behaviour.REFUSE, smtplib.SMTPRecipientsRefused, 0),
        (Behaviour.DEFER, smtplib.SMTPRecipientsRefused, 0),
        (Behaviour.REFUSE_AFTER_DOT, smtplib.SMTPDataError, 0),
        (Behaviour.DEFER_AFTER_DOT, smtplib.SMTPDataError, 0),
        (Behaviour.DROP_BEFORE_DOT, smtplib.SMTPServerDisconnected, 0),
        (Behaviour.DROP_AFTER_DOT, smtplib.SMTPServerDisconnected, 0),
        (Behaviour.ACCEPT_THEN_DROP, smtplib.SMTPServerDisconnected, 1),
    ],
    ids=lambda value: value.name if isinstance(value, Behaviour) else None,
)
def test_it_misbehaves_as_told_and_only_to_that_recipient(
    behaviour: Behaviour, error: type[Exception], kept: int
) -> None:
    with SmtpSink() as sink:
        sink.behave("Ana@branch.example", behaviour)
        with pytest.raises(error):
            send(sink, "ana@branch.example")
        assert len(sink.to("ana@branch.example")) == kept
        send(sink, "ben@branch.example")
        assert len(sink.to("ben@branch.example")) == 1


def test_a_silent_sink_keeps_the_message_and_never_answers() -> None:
    with SmtpSink() as sink:
        sink.behave("ana@branch.example", Behaviour.SILENT_AFTER_DOT)
        client = smtplib.SMTP(sink.host, sink.port, timeout=0.5)
        with pytest.raises((TimeoutError, smtplib.SMTPServerDisconnected)):
            client.sendmail("us@branch.example", ["ana@branch.example"], MESSAGE)
        client.close()
        assert len(sink.accepted) == 1


def test_starttls_and_login_are_demanded_and_recorded(tmp_path: Path) -> None:
    certificates = make_certificates(tmp_path)
    trusting = ssl.create_default_context(cafile=str(certificates.ca))
    with SmtpSink(starttls=certificates.server_context(), login=("us", "secret")) as sink:
        with smtplib.SMTP(sink.host, sink.port, timeout=5) as client:
            with pytest.raises(smtplib.SMTPSenderRefused):
                client.sendmail("us@branch.example", ["ana@branch.example"], MESSAGE)
            client.starttls(context=trusting)
            with pytest.raises(smtplib.SMTPAuthenticationError):
                client.login("us", "wrong")
            client.login("us", "secret")
            client.sendmail("us@branch.example", ["ana@branch.example"], MESSAGE)
        assert sink.logins[-1] and not sink.logins[0]
        [kept] = sink.accepted
        assert (kept.user, kept.tls) == ("us", True)


def test_tls_from_the_first_byte(tmp_path: Path) -> None:
    certificates = make_certificates(tmp_path)
    trusting = ssl.create_default_context(cafile=str(certificates.ca))
    with SmtpSink(implicit_tls=certificates.server_context()) as sink:
        with smtplib.SMTP_SSL(sink.host, sink.port, timeout=5, context=trusting) as client:
            client.sendmail("us@branch.example", ["ana@branch.example"], MESSAGE)
        assert sink.accepted[0].tls
        with pytest.raises(ssl.SSLCertVerificationError):
            smtplib.SMTP_SSL(sink.host, sink.port, timeout=5, context=ssl.create_default_context())
