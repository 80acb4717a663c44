"""What only IMAP can do to us: networks, certificates, passwords, renumbering, other people's deletions."""

from __future__ import annotations

import logging
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from ingest.imap import ImapMailbox
from ingest.imap_settings import ImapSettings
from ingest.mailbox import LetterGone, MailboxRefused, MailboxUnreachable
from tests.support.certificates import Certificates, make_certificates
from tests.support.dovecot import Dovecot
from tests.support.imap_server import ImapServer, free_port
from tests.support.proxy import Proxy
from tests.support.servers import needs_dovecot

CASE = "Casework/C-2026-0042"


def letter(number: int, message_id: bool = True) -> bytes:
    named = f"Message-ID: <{number}@member.example>\r\n" if message_id else ""
    return f"From: m@member.example\r\n{named}Subject: {number}\r\n\r\nPlease help.\r\n".encode()


@contextmanager
def mailbox(server: ImapServer, at: Any = None, **settings: Any) -> Iterator[ImapMailbox]:
    """Connected to `at` (a proxy) or to the server itself, unencrypted unless told."""
    where = at or server
    given = {"port": where.port, "security": "plain", "read_timeout": 5.0, **settings}
    opened = ImapMailbox(ImapSettings(where.host, server.user, given.pop("secret", server.password), **given))
    try:
        yield opened
    finally:
        opened.close()


@contextmanager
def scripted(*answers: bytes) -> Iterator[int]:
    """A server on loopback that greets, answers each line in turn, then hangs up. Gives its port."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            with client, client.makefile("rb") as lines:
                client.sendall(answers[0])
                for answer in answers[1:]:
                    if not (line := lines.readline()):
                        break
                    client.sendall(answer.replace(b"TAG", line.split()[0]))

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield listener.getsockname()[1]
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join(5)


# --- the folder of sent mail


@pytest.mark.parametrize("folder", ["Sent", "Gesendet"])
def test_a_copy_of_what_was_sent_is_found_by_its_message_id(imap_server: ImapServer, folder: str) -> None:
    imap_server.create(folder)
    imap_server.deliver(letter(1), letter(2), folder=folder)
    imap_server.deliver(letter(3))
    with mailbox(imap_server, sent="" if folder == "Sent" else folder) as box:
        [waiting] = box.waiting()
        assert box.sent("<1@member.example>") and box.sent("<2@member.example>")
        assert not box.sent("<3@member.example>")
        assert box.read(waiting.key) == letter(3)
        assert any(folder in line for line in box.describe())


def test_copies_of_notices_are_told_from_what_people_sent(imap_server: ImapServer) -> None:
    imap_server.create("Sent")
    notices = [b"X-Casework-Notice-Id: C-2026-0001.%d.offered\r\n" % n + letter(n) for n in range(1, 13)]
    imap_server.deliver(letter(20), *notices, letter(21), folder="Sent")
    with mailbox(imap_server, sent="Sent") as box:
        assert list(box.sent_copies()) == notices
        assert box.waiting() == []


@pytest.mark.parametrize("named", ["", "Gesendet"])
def test_where_there_is_no_folder_of_sent_mail_nothing_is_found_and_check_says_so(
    imap_server: ImapServer, named: str
) -> None:
    with mailbox(imap_server, sent=named) as box:
        assert not box.sent("<1@member.example>")
        assert list(box.sent_copies()) == []
        assert any("see the setting sent" in line for line in box.describe())


# --- networks that fail


def test_a_connection_cut_between_two_calls_is_mended_unseen(imap_server: ImapServer) -> None:
    imap_server.deliver(letter(1))
    with Proxy(imap_server.host, imap_server.port) as proxy, mailbox(imap_server, proxy) as box:
        [one] = box.waiting()
        proxy.cut()
        assert box.read(one.key) == letter(1)
        proxy.cut()
        box.file_away(one.key, CASE)
        assert proxy.connections == 3
    assert imap_server.folder(CASE) == [letter(1)]


def test_a_server_that_is_away_is_unreachable_and_found_again_when_it_is_back(
    imap_server: ImapServer,
) -> None:
    with (
        mailbox(imap_server, port=free_port()) as nowhere,
        pytest.raises(MailboxUnreachable, match="reached"),
    ):
        nowhere.waiting()
    with Proxy(imap_server.host, imap_server.port) as proxy, mailbox(imap_server, proxy) as box:
        assert box.waiting() == []
        proxy.cut_on("SELECT", "before", times=2)
        with pytest.raises(MailboxUnreachable):
            box.waiting()
        assert box.waiting() == []


def test_a_silent_server_costs_no_more_than_the_timeouts(imap_server: ImapServer) -> None:
    proxy = Proxy(imap_server.host, imap_server.port)
    with proxy, mailbox(imap_server, proxy, read_timeout=0.4, connect_timeout=0.4) as box:
        box.waiting()
        proxy.fall_silent()
        started = time.monotonic()
        with pytest.raises(MailboxUnreachable):
            box.waiting()
        assert time.monotonic() - started < 3
        proxy.speak()
        assert box.waiting() == []


def test_lines_and_letters_that_come_in_pieces_are_put_together(imap_server: ImapServer) -> None:
    imap_server.deliver(letter(1), letter(2))
    slow = Proxy(imap_server.host, imap_server.port, dribble=True)
    with slow, mailbox(imap_server, slow) as box:
        waiting = box.waiting()
        assert [box.read(one.key) for one in waiting] == [letter(1), letter(2)]
        box.file_away(waiting[0].key, CASE)
    assert imap_server.folder(CASE) == [letter(1)]


def test_a_letter_cut_off_half_way_is_never_taken_for_a_whole_one() -> None:
    answers = (
        b"* OK [CAPABILITY IMAP4rev1] ready\r\n",
        b"* CAPABILITY IMAP4rev1\r\nTAG OK done\r\n",
        b"TAG OK [CAPABILITY IMAP4rev1] in\r\n",
        b'* LIST () "/" ""\r\nTAG OK done\r\n',
        b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\nTAG OK [READ-WRITE] done\r\n",
        b"* 1 FETCH (UID 1 RFC822.SIZE 900 BODY[] {900}\r\nhalf a letter",
    )
    with scripted(*answers) as port:
        server = ImapServer("scripted", "127.0.0.1", port, "us", "secret")
        with mailbox(server) as box, pytest.raises(MailboxUnreachable):
            box.read("7:1")


@pytest.mark.parametrize(
    "greeting", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"* BYE too busy\r\n", b"\xff\x00\r\n"]
)
def test_a_server_that_speaks_something_else_is_unreachable(greeting: bytes) -> None:
    with scripted(greeting) as port:
        server = ImapServer("scripted", "127.0.0.1", port, "us", "secret")
        with mailbox(server) as box, pytest.raises(MailboxUnreachable):
            box.waiting()


# --- filing, interrupted at every step


@pytest.mark.long
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize(
    ("word", "hidden"),
    [
        ("MOVE", ()),
        ("CREATE", ()),
        ("SUBSCRIBE", ()),
        ("COPY", ("MOVE",)),
        ("STORE", ("MOVE",)),
        ("EXPUNGE", ("MOVE",)),
        ("COPY", ("MOVE", "UIDPLUS")),
        ("STORE", ("MOVE", "UIDPLUS")),
        ("EXPUNGE", ("MOVE", "UIDPLUS")),
    ],
    ids=lambda value: "-".join(("without", *value)) if isinstance(value, tuple) else str(value),
)
def test_a_letter_is_filed_exactly_once_wherever_the_line_breaks(
    imap_server: ImapServer, word: str, hidden: tuple[str, ...], when: Any, times: int
) -> None:
    imap_server.deliver(letter(1), letter(2))
    proxy = Proxy(imap_server.host, imap_server.port, hide=hidden)
    with proxy, mailbox(imap_server, proxy) as box:
        first, second = box.waiting()
        proxy.cut_on(f" {word}", when, times)
        for _attempt in range(3):
            try:
                box.file_away(first.key, CASE)
                break
            except MailboxUnreachable:
                continue  # the next tick tries again
            except LetterGone:
                break
        assert proxy.connections > 1, "nothing was cut"
        assert imap_server.folder(CASE) == [letter(1)]
        assert box.waiting() == [second]


def test_without_message_id_a_lost_answer_costs_a_second_copy_but_never_the_letter(
    imap_server: ImapServer,
) -> None:
    imap_server.deliver(letter(1, message_id=False))
    proxy = Proxy(imap_server.host, imap_server.port, hide=("MOVE",))
    with proxy, mailbox(imap_server, proxy) as box:
        [one] = box.waiting()
        proxy.cut_on(" COPY", "after")
        box.file_away(one.key, CASE)
        assert imap_server.folder(CASE) == [letter(1, message_id=False)] * 2
        assert box.waiting() == []


def test_a_move_whose_answer_was_lost_is_not_reported_as_a_letter_gone(imap_server: ImapServer) -> None:
    imap_server.deliver(letter(1))
    with Proxy(imap_server.host, imap_server.port) as proxy, mailbox(imap_server, proxy) as box:
        [one] = box.waiting()
        proxy.cut_on(" MOVE", "after")
        box.file_away(one.key, CASE)
    assert imap_server.folder(CASE) == [letter(1)]


@pytest.mark.parametrize("hidden", [("MOVE",), ("MOVE", "UIDPLUS")], ids=["UIDPLUS", "no UIDPLUS"])
def test_letters_that_others_marked_deleted_are_never_expunged(
    imap_server: ImapServer, hidden: tuple[str, ...]
) -> None:
    imap_server.deliver(letter(1), letter(2))
    imap_server.mark_deleted(1)
    proxy = Proxy(imap_server.host, imap_server.port, hide=hidden)
    with proxy, mailbox(imap_server, proxy) as box:
        [second] = box.waiting()
        box.file_away(second.key, CASE)
        assert box.waiting() == []
    left = imap_server.flags()
    assert len(left) == (1 if hidden == ("MOVE",) else 2)
    assert all(b"\\Deleted" in flags for flags in left)


def test_a_folder_that_somebody_deleted_is_made_again(new_account: Callable[[], ImapServer]) -> None:
    server = new_account()
    server.deliver(letter(1), letter(2))
    with mailbox(server) as box, mailbox(server) as person:
        first, second = box.waiting()
        box.file_away(first.key, CASE)
        person.waiting()
        server.delete(CASE)
        box.file_away(second.key, CASE)
        assert box.waiting() == []
    assert server.folder(CASE) == [letter(2)]


def test_case_folders_are_subscribed_to_so_that_mail_programs_show_them(imap_server: ImapServer) -> None:
    imap_server.deliver(letter(1))
    with mailbox(imap_server) as box:
        box.file_away(box.waiting()[0].key, CASE)
    assert "C-2026-0042" in imap_server.subscribed()


def test_reading_and_filing_leave_the_letter_unread(imap_server: ImapServer) -> None:
    imap_server.deliver(letter(1))
    with mailbox(imap_server) as box:
        [one] = box.waiting()
        box.read(one.key)
        box.head(one.key)
        assert not any(b"\\Seen" in flags for flags in imap_server.flags())
        box.file_away(one.key, CASE)
    assert not any(b"\\Seen" in flags for flags in imap_server.flags(CASE))


# --- the server's own ways


def test_keys_of_a_renumbered_inbox_mean_nothing(imap_server: ImapServer) -> None:
    imap_server.deliver(letter(1))
    with mailbox(imap_server) as box:
        [one] = box.waiting()
        validity, uid = one.key.split(":")
        for verb in (box.read, box.head, lambda key: box.file_away(key, CASE)):
            with pytest.raises(LetterGone, match="renumbered"):
                verb(f"{int(validity) + 1}:{uid}")
        assert box.waiting() == [one]


def test_an_inbox_that_is_renumbered_under_us_is_read_anew(imap_server: ImapServer) -> None:
    imap_server.create("Forms")
    imap_server.deliver(letter(1), letter(2), folder="Forms")
    with mailbox(imap_server, inbox="Forms") as box:
        first, _ = box.waiting()
        imap_server.renumber("Forms")
        with suppress(
            LetterGone
        ):  # if the server lets go only when asked what is new, it is the letter still
            assert box.read(first.key) == letter(1)
        waiting = box.waiting()
        with pytest.raises(LetterGone, match="renumbered"):
            box.read(first.key)
        assert [box.read(one.key) for one in waiting] == [letter(1), letter(2)]
        box.file_away(waiting[0].key, CASE)
    assert imap_server.folder(CASE) == [letter(1)]


def test_an_inbox_that_does_not_exist_is_said_plainly(imap_server: ImapServer) -> None:
    with mailbox(imap_server, inbox="Formz") as box, pytest.raises(MailboxRefused, match="no folder Formz"):
        box.waiting()


@pytest.mark.long
def test_three_hundred_letters_come_in_order_and_whole(imap_server: ImapServer) -> None:
    if imap_server.kind == "pymap":
        pytest.skip("needs Dovecot: pymap takes 44 ms a command")
    letters = [letter(number) for number in range(300)]
    imap_server.deliver(*letters)
    with mailbox(imap_server) as box:
        started = time.monotonic()
        waiting = box.waiting()
        assert [box.read(one.key) for one in waiting] == letters
        for one in waiting:
            box.file_away(one.key, CASE)
        assert box.waiting() == []
        assert time.monotonic() - started < 30
    assert sorted(imap_server.folder(CASE)) == sorted(letters)


def test_a_letter_of_eight_megabytes_is_read_whole(imap_server: ImapServer) -> None:
    sent = letter(1) + b"0123456789abcdef" * 64 * 8192 + b"\r\n"
    imap_server.deliver(sent)
    with mailbox(imap_server) as box:
        [one] = box.waiting()
        assert one.size == len(sent)
        assert box.read(one.key) == sent


@needs_dovecot
@pytest.mark.parametrize("raw", [b"", b"\r\n", b"no header at all", b"Subject: nul\r\n\r\na\x00b\xff\r\n"])
def test_a_letter_of_any_bytes_is_read_the_same_each_time_and_filed(
    running_dovecot: Dovecot, imap_server: ImapServer, raw: bytes
) -> None:
    running_dovecot.put(imap_server.user, "1795000000.M1P1.branch", raw)
    with mailbox(imap_server) as box:
        [one] = box.waiting()
        first = box.read(one.key)
        # IMAP cannot carry NUL: Dovecot sends 0x80 for it, always. Line ends become CRLF.
        assert first == box.read(one.key) == raw.replace(b"\x00", b"\x80")
        box.head(one.key)
        box.file_away(one.key, "Casework/Needs attention")
        assert box.waiting() == []


@needs_dovecot
def test_folders_go_below_the_servers_own_prefix() -> None:
    with Dovecot(prefix="INBOX.", separator=".") as prefixed:
        server = prefixed.server("branch")
        server.deliver(letter(1))
        with mailbox(server) as box:
            box.file_away(box.waiting()[0].key, CASE)
            assert any("INBOX.Casework.C-2026-0001" in line for line in box.describe())
        assert server.folder(f"INBOX/{CASE}") == [letter(1)]


# --- who we are, and whether anybody listens in


def test_a_wrong_password_is_one_attempt_and_one_clear_sentence(imap_server: ImapServer) -> None:
    with Proxy(imap_server.host, imap_server.port) as proxy, mailbox(imap_server, proxy, secret="no") as box:
        with pytest.raises(MailboxRefused, match="did not accept the username and password") as refused:
            box.waiting()
        assert proxy.said("LOGIN") == 1
    assert imap_server.user not in str(refused.value)


@pytest.mark.parametrize(
    "answer",
    [b"TAG NO [UNAVAILABLE] Temporary authentication failure.\r\n", b"* BYE shutting down\r\n", b""],
)
def test_a_server_that_cannot_say_now_is_not_taken_for_a_wrong_password(answer: bytes) -> None:
    with scripted(b"* OK ready\r\n", b"* CAPABILITY IMAP4rev1\r\nTAG OK done\r\n", answer) as port:
        server = ImapServer("scripted", "127.0.0.1", port, "us", "secret")
        with mailbox(server) as box, pytest.raises(MailboxUnreachable):
            box.waiting()


def test_a_secret_that_is_asked_for_is_asked_anew_for_every_sign_in(imap_server: ImapServer) -> None:
    asked: list[int] = []

    def secret() -> str:
        asked.append(len(asked))
        return imap_server.password

    with (
        Proxy(imap_server.host, imap_server.port) as proxy,
        mailbox(imap_server, proxy, secret=secret) as box,
    ):
        box.waiting()
        proxy.cut()
        box.waiting()
    assert len(asked) == 2


@needs_dovecot
def test_a_password_may_hold_any_letters() -> None:
    with Dovecot(password='Schlüssel\\"会') as running, mailbox(running.server("branch")) as box:
        assert box.waiting() == []


def test_a_secret_is_in_no_log_line_and_no_text_of_the_settings(
    imap_server: ImapServer, caplog: pytest.LogCaptureFixture
) -> None:
    imap_server.deliver(letter(1))
    with caplog.at_level(logging.DEBUG), mailbox(imap_server) as box:
        box.read(box.waiting()[0].key)
    for hidden in (imap_server.password, imap_server.user, "Please help", "member.example"):
        assert hidden not in caplog.text
    assert imap_server.password not in repr(ImapSettings("h", "u", imap_server.password))


@pytest.mark.parametrize("host", ["mail.branch.example", "192.0.2.7", "127.0.0.1.branch.example", "0.0.0.0"])
def test_an_unencrypted_connection_to_another_machine_is_refused_before_it_is_made(host: str) -> None:
    box = ImapMailbox(ImapSettings(host, "us", "secret", port=143, security="plain"))
    with pytest.raises(MailboxRefused, match="not be encrypted"):
        box.waiting()


@needs_dovecot
@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_tls_with_a_certificate_we_trust(
    running_dovecot: Dovecot, certificates: Certificates, imap_server: ImapServer, security: str
) -> None:
    imap_server.deliver(letter(1))
    server = running_dovecot.tls_server(imap_server.user) if security == "tls" else imap_server
    with mailbox(server, security=security, ca_file=certificates.ca) as box:
        assert box.read(box.waiting()[0].key) == letter(1)
        assert re.search(r"over TLSv1\.[23]", box.describe()[0])


@needs_dovecot
@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_nobody_vouches_for_is_refused_and_no_password_sent(
    running_dovecot: Dovecot, imap_server: ImapServer, security: str
) -> None:
    server = running_dovecot.tls_server(imap_server.user) if security == "tls" else imap_server
    proxy = Proxy(server.host, server.port)
    with proxy, mailbox(server, proxy, security=security) as box:
        with pytest.raises(MailboxRefused, match="certificate .* could not be trusted"):
            box.waiting()
        assert proxy.said("LOGIN") == 0


@needs_dovecot
def test_a_certificate_for_another_host_is_refused(tmp_path: Path) -> None:
    other = make_certificates(tmp_path, hosts=("mail.branch.example",))
    with Dovecot(other) as running:
        server = running.tls_server("branch")
        with (
            mailbox(server, security="tls", ca_file=other.ca) as box,
            pytest.raises(MailboxRefused, match="could not be trusted"),
        ):
            box.waiting()


@needs_dovecot
def test_a_server_whose_starttls_was_stripped_gets_no_password(
    imap_server: ImapServer, certificates: Certificates
) -> None:
    proxy = Proxy(imap_server.host, imap_server.port, hide=("STARTTLS",))
    with proxy, mailbox(imap_server, proxy, security="starttls", ca_file=certificates.ca) as box:
        with pytest.raises(MailboxRefused, match="does not offer encryption"):
            box.waiting()
        assert proxy.said("LOGIN") == 0


def test_a_certificate_file_that_is_not_there_is_said_plainly(tmp_path: Path) -> None:
    settings = ImapSettings("127.0.0.1", "us", "secret", ca_file=tmp_path / "none.pem")
    with pytest.raises(MailboxRefused, match="certificate file"):
        ImapMailbox(settings).waiting()


def test_what_check_says_of_a_mailbox(imap_server: ImapServer) -> None:
    imap_server.deliver(letter(1))
    proxy = Proxy(imap_server.host, imap_server.port, hide=("MOVE", "UIDPLUS"))
    with mailbox(imap_server) as box, proxy, mailbox(imap_server, proxy) as poor:
        assert box.describe()[1:3] == [
            "1 letters are waiting in INBOX.",
            "Letters are moved in one step when they are filed.",
        ]
        assert "struck through" in poor.describe()[2]
