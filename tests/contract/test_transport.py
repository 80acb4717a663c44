"""What any transport promises, over a folder and over SMTP on loopback."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from notify.folder import FolderTransport
from notify.smtp import SmtpSettings, SmtpTransport
from notify.transport import Refused, Transport
from tests.support.letters_out import a_notice, a_send
from tests.support.smtp_sink import SmtpSink

OURS = "casework@hallam-branch.example"
ANA = "ana@home.example"
MESSAGE = a_notice(a_send("offered")).raw


@dataclass(frozen=True, slots=True)
class Way:
    """A transport, and what has come out at its other end."""

    transport: Transport
    arrived: Callable[[], list[bytes]]


@pytest.fixture(params=["folder", "smtp"])
def way(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Way]:
    if request.param == "folder":
        yield Way(
            FolderTransport(tmp_path), lambda: [file.read_bytes() for file in sorted(tmp_path.iterdir())]
        )
        return
    with SmtpSink() as sink:
        transport = SmtpTransport(
            SmtpSettings(sink.host, sink.port, tls="plain", timeout=10, done_timeout=10)
        )
        yield Way(transport, lambda: [one.content for one in sink.accepted])
        transport.close()


def test_the_stored_bytes_arrive_as_they_are(way: Way) -> None:
    way.transport.send("one", MESSAGE, OURS, ANA)
    assert way.arrived() == [MESSAGE]


def test_each_notice_arrives_once(way: Way) -> None:
    for number in range(5):
        way.transport.send(f"key {number}", MESSAGE, OURS, ANA)
    assert way.arrived() == [MESSAGE] * 5


def test_lines_that_begin_with_a_dot_stay_whole(way: Way) -> None:
    dotted = b"Subject: dots\r\n\r\n.\r\n..\r\n.hidden\r\nend.\r\n"
    way.transport.send("dots", dotted, OURS, ANA)
    assert way.arrived() == [dotted]


@pytest.mark.parametrize(
    "bad", ["", f"{ANA},eve@post.example", f"{ANA}\r\nRCPT TO:<eve@post.example>", "Ana <a@b.example>"]
)
def test_two_recipients_in_one_are_refused(way: Way, bad: str) -> None:
    with pytest.raises(Refused) as refusal:
        way.transport.send("bad", MESSAGE, OURS, bad)
    with pytest.raises(Refused):
        way.transport.send("bad", MESSAGE, bad, ANA)
    assert way.arrived() == [] and "eve" not in str(refusal.value)


def test_a_refusal_does_not_hold_up_the_next(way: Way) -> None:
    with pytest.raises(Refused):
        way.transport.send("bad", MESSAGE, OURS, "nobody")
    way.transport.send("good", MESSAGE, OURS, ANA)
    assert way.arrived() == [MESSAGE]
