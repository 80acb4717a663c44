"""One contract for every mailbox: a Maildir, IMAP with MOVE, and IMAP without it (TRUST.md §1.5)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Protocol

import pytest

from ingest.imap import ImapMailbox
from ingest.imap_settings import ImapSettings
from ingest.mailbox import KeepsFiled, LetterGone, Mailbox
from ingest.maildir import MaildirMailbox, deliver, make_maildir
from tests.support.imap_server import ImapServer
from tests.support.proxy import Proxy
from tests.support.servers import KIND


class Account(Protocol):
    """A mailbox, and what a person or a mail server does to it behind our back."""

    mailbox: Mailbox

    def another(self) -> Mailbox: ...
    def deliver(self, letter: bytes) -> None: ...
    def folder(self, name: str) -> list[bytes]: ...
    def remove_first(self) -> None: ...
    def mark_first_deleted(self) -> None: ...


class MaildirAccount:
    def __init__(self, path: Path) -> None:
        self._path = path
        make_maildir(path)
        self.mailbox: Mailbox = MaildirMailbox(path)

    def another(self) -> Mailbox:
        return MaildirMailbox(self._path)

    def deliver(self, letter: bytes) -> None:
        deliver(self._path, letter)

    def folder(self, name: str) -> list[bytes]:
        place = self._path / ("." + name.replace("/", "."))
        return [path.read_bytes() for sub in ("new", "cur") for path in sorted((place / sub).iterdir())]

    def remove_first(self) -> None:
        self._first().unlink()

    def mark_first_deleted(self) -> None:
        first = self._first()
        first.rename(self._path / "cur" / f"{first.name}:2,ST")

    def _first(self) -> Path:
        return min((self._path / "new").iterdir())


class ImapAccount:
    def __init__(self, server: ImapServer, host: str, port: int, stack: ExitStack) -> None:
        self._server = server
        self._settings = ImapSettings(host, server.user, server.password, port=port, security="plain")
        self._stack = stack
        self.mailbox: Mailbox = self.another()

    def another(self) -> Mailbox:
        mailbox = ImapMailbox(self._settings)
        self._stack.callback(mailbox.close)
        return mailbox

    def deliver(self, letter: bytes) -> None:
        self._server.deliver(letter)

    def folder(self, name: str) -> list[bytes]:
        return self._server.folder(name)

    def remove_first(self) -> None:
        self._server.remove(1)

    def mark_first_deleted(self) -> None:
        self._server.mark_deleted(1)


HIDDEN = {"with MOVE": (), "by COPY, UIDPLUS": ("MOVE",), "by COPY alone": ("MOVE", "UIDPLUS")}


@pytest.fixture(params=["Maildir", *(f"{KIND} {how}" for how in HIDDEN)])
def account(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Account]:
    if request.param == "Maildir":
        yield MaildirAccount(tmp_path / "mail")
        return
    server: ImapServer = request.getfixturevalue("imap_server")
    with ExitStack() as stack:
        hidden = HIDDEN[request.param.removeprefix(f"{KIND} ")]
        if not hidden:
            yield ImapAccount(server, server.host, server.port, stack)
            return
        proxy = stack.enter_context(Proxy(server.host, server.port, hide=hidden))
        yield ImapAccount(server, proxy.host, proxy.port, stack)
        assert not any(proxy.said(f" {word} ") for word in hidden), "a hidden command was used"


def letter(number: int, body: bytes = b"Please help.\r\n") -> bytes:
    head = f"From: m{number}@member.example\r\nMessage-ID: <{number}@member.example>\r\nSubject: {number}\r\n"
    return head.encode() + b"\r\n" + body


def test_an_empty_inbox_has_no_letters(account: Account) -> None:
    assert account.mailbox.waiting() == []


def test_letters_wait_oldest_first_with_their_sizes(account: Account) -> None:
    letters = [letter(number, b"x" * number + b"\r\n") for number in range(5)]
    for one in letters:
        account.deliver(one)
    waiting = account.mailbox.waiting()
    assert [one.size for one in waiting] == [len(one) for one in letters]
    assert [account.mailbox.read(one.key) for one in waiting] == letters


def test_a_letter_that_comes_later_is_seen_by_the_same_mailbox(account: Account) -> None:
    assert account.mailbox.waiting() == []
    account.deliver(letter(1))
    assert len(account.mailbox.waiting()) == 1


def test_reading_twice_gives_the_same_and_the_letter_still_waits(account: Account) -> None:
    account.deliver(letter(1))
    [one] = account.mailbox.waiting()
    assert account.mailbox.read(one.key) == account.mailbox.read(one.key) == letter(1)
    assert account.mailbox.waiting() == [one]


def test_every_byte_but_nul_comes_back_as_it_was_sent(account: Account) -> None:
    lines = [bytes(byte for byte in range(1, 256) if byte not in b"\r\n")] * 40
    sent = letter(1, b"\r\n".join(lines) + b"\r\n" + b"y" * 20_000 + b"\r\n")
    account.deliver(sent)
    [one] = account.mailbox.waiting()
    assert hashlib.sha256(account.mailbox.read(one.key)).hexdigest() == hashlib.sha256(sent).hexdigest()


def test_the_head_ends_with_the_empty_line(account: Account) -> None:
    account.deliver(letter(1))
    [one] = account.mailbox.waiting()
    assert account.mailbox.head(one.key) == letter(1).partition(b"\r\n\r\n")[0] + b"\r\n\r\n"


def test_the_head_of_an_endless_header_stops_at_64_kib(account: Account) -> None:
    sent = b"".join(b"X-Line-%d: %s\r\n" % (number, b"z" * 60) for number in range(2000)) + b"\r\nbody\r\n"
    account.deliver(sent)
    [one] = account.mailbox.waiting()
    assert account.mailbox.head(one.key) == sent[: 64 * 1024]


def test_filing_moves_the_letter_unchanged_to_a_folder_made_for_it(account: Account) -> None:
    account.deliver(letter(1))
    account.deliver(letter(2))
    first, second = account.mailbox.waiting()
    account.mailbox.file_away(first.key, "Casework/C-2026-0042")
    assert account.folder("Casework/C-2026-0042") == [letter(1)]
    assert account.mailbox.waiting() == [second]


def test_what_was_filed_is_found_again_folder_by_folder(account: Account) -> None:
    places = ["Casework/C-2026-0042", "Casework/C-2026-0007", "Casework/C-2026-0042", "Casework/Other"]
    for number, place in enumerate(places):
        account.deliver(letter(number))
        [one] = account.mailbox.waiting()
        account.mailbox.file_away(one.key, place)
    account.deliver(letter(9))
    mailbox = account.another()
    assert isinstance(mailbox, KeepsFiled)
    assert list(mailbox.filed()) == [
        ("C-2026-0007", letter(1)),
        ("C-2026-0042", letter(0)),
        ("C-2026-0042", letter(2)),
        ("Other", letter(3)),
    ]
    assert len(mailbox.waiting()) == 1


def test_a_mailbox_in_which_nothing_was_filed_has_nothing_filed(account: Account) -> None:
    mailbox = account.another()
    assert isinstance(mailbox, KeepsFiled)
    assert list(mailbox.filed()) == []


def test_a_folder_that_is_there_already_takes_more_letters(account: Account) -> None:
    for number in (1, 2, 3):
        account.deliver(letter(number))
        [one] = account.mailbox.waiting()
        account.another().file_away(one.key, "Casework/Needs attention")
    assert sorted(account.folder("Casework/Needs attention")) == [letter(1), letter(2), letter(3)]


def test_two_letters_with_one_message_id_are_both_kept(account: Account) -> None:
    first, second = letter(1, b"the first\r\n"), letter(1, b"the other\r\n")
    account.deliver(first)
    account.deliver(second)
    for one in account.mailbox.waiting():
        account.mailbox.file_away(one.key, "Casework/C-2026-0042")
    assert sorted(account.folder("Casework/C-2026-0042")) == [first, second]
    assert account.mailbox.waiting() == []


def test_a_letter_without_a_message_id_is_filed_too(account: Account) -> None:
    account.deliver(b"Subject: none\r\n\r\nhello\r\n")
    [one] = account.mailbox.waiting()
    account.mailbox.file_away(one.key, "Casework/Other")
    assert account.folder("Casework/Other") == [b"Subject: none\r\n\r\nhello\r\n"]
    assert account.mailbox.waiting() == []


@pytest.mark.parametrize("name", ["Casework/Größe & Śmiech", "Casework/会", "Casework"])
def test_a_folder_may_have_any_letters_in_its_name(account: Account, name: str) -> None:
    account.deliver(letter(1))
    [one] = account.mailbox.waiting()
    account.mailbox.file_away(one.key, name)
    assert account.mailbox.waiting() == []
    account.deliver(letter(2))
    account.another().file_away(account.mailbox.waiting()[0].key, name)


@pytest.mark.parametrize(
    "name", ["", "../up", "Casework//C", "Casework/*", "a.b", "Casework/", 'a"b', "a\nb"]
)
def test_a_folder_name_that_could_mean_another_place_is_an_error(account: Account, name: str) -> None:
    account.deliver(letter(1))
    [one] = account.mailbox.waiting()
    with pytest.raises(ValueError, match="folder's name"):
        account.mailbox.file_away(one.key, name)
    assert account.mailbox.waiting() == [one]


def test_a_letter_that_somebody_removed_is_gone_for_every_verb(account: Account) -> None:
    account.deliver(letter(1))
    account.deliver(letter(2))
    first, second = account.mailbox.waiting()
    account.remove_first()
    for verb in (account.mailbox.read, account.mailbox.head):
        # A server may show a removed letter once more (RFC 2180): then it is the letter, never an empty one.
        with suppress(LetterGone):
            assert verb(first.key) in (letter(1), letter(1).partition(b"\r\n\r\n")[0] + b"\r\n\r\n")
    with pytest.raises(LetterGone):
        account.mailbox.read(first.key)
    with pytest.raises(LetterGone):
        account.mailbox.file_away(first.key, "Casework/Other")
    assert account.mailbox.waiting() == [second]


def test_a_letter_that_was_filed_is_gone_from_the_inbox(account: Account) -> None:
    account.deliver(letter(1))
    [one] = account.mailbox.waiting()
    account.mailbox.file_away(one.key, "Casework/Other")
    with pytest.raises(LetterGone):
        account.mailbox.file_away(one.key, "Casework/Other")
    assert account.folder("Casework/Other") == [letter(1)]


def test_a_letter_marked_deleted_is_not_waiting_and_is_not_taken_away(account: Account) -> None:
    account.deliver(letter(1))
    account.deliver(letter(2))
    account.mark_first_deleted()
    [second] = account.mailbox.waiting()
    assert account.mailbox.read(second.key) == letter(2)
    account.mailbox.file_away(second.key, "Casework/Other")
    assert account.folder("Casework/Other") == [letter(2)]
    assert account.mailbox.waiting() == []


def test_a_key_of_before_still_fits_in_a_new_process(account: Account) -> None:
    account.deliver(letter(1))
    [one] = account.mailbox.waiting()
    assert account.another().read(one.key) == letter(1)


@pytest.mark.long
def test_forty_letters_are_read_and_filed(account: Account) -> None:
    for number in range(40):
        account.deliver(letter(number))
    for number, one in enumerate(account.mailbox.waiting()):
        assert account.mailbox.read(one.key) == letter(number)
        account.mailbox.file_away(one.key, f"Casework/C-2026-{number % 3:04d}")
    assert account.mailbox.waiting() == []
    filed = [one for case in range(3) for one in account.folder(f"Casework/C-2026-{case:04d}")]
    assert sorted(filed) == sorted(letter(number) for number in range(40))
