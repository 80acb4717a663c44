"""What only a Maildir can do to us: mail programs that rename files, files people put there, disks."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

import pytest

from ingest.folders import levels, modified_utf7
from ingest.mailbox import LetterGone, MailboxRefused, MailboxUnreachable
from ingest.maildir import MaildirMailbox, deliver, make_maildir
from tests.support.dovecot import Dovecot
from tests.support.imap_server import ImapServer, sign_in
from tests.support.servers import needs_dovecot


@pytest.fixture
def path(tmp_path: Path) -> Path:
    make_maildir(tmp_path / "mail")
    return tmp_path / "mail"


def test_new_and_cur_both_wait_in_the_order_of_delivery(path: Path) -> None:
    for place, name in (
        ("cur", "30.M1P1.h:2,S"),
        ("new", "20.M5P1.h"),
        ("cur", "20.M4P9.h:2,"),
        ("new", "40.h"),
    ):
        (path / place / name).write_bytes(name.encode())
    mailbox = MaildirMailbox(path)
    read = [mailbox.read(one.key).decode() for one in mailbox.waiting()]
    assert read == ["20.M4P9.h:2,", "20.M5P1.h", "30.M1P1.h:2,S", "40.h"]


def test_delivery_gives_back_the_key_and_keeps_the_order(path: Path) -> None:
    keys = [deliver(path, b"letter") for _ in range(50)]
    assert [one.key for one in MaildirMailbox(path).waiting()] == keys


def test_a_letter_of_no_bytes_is_still_a_letter(path: Path) -> None:
    deliver(path, b"")
    mailbox = MaildirMailbox(path)
    [one] = mailbox.waiting()
    assert (one.size, mailbox.read(one.key), mailbox.head(one.key)) == (0, b"", b"")
    mailbox.file_away(one.key, "Casework/Needs attention")
    assert mailbox.waiting() == []


def test_all_bytes_even_nul_and_bare_line_ends_come_back_as_they_were(path: Path) -> None:
    sent = b"Subject: any\n\n" + bytes(range(256)) * 300 + b"\r\n\n\r"
    key = deliver(path, sent)
    assert hashlib.sha256(MaildirMailbox(path).read(key)).digest() == hashlib.sha256(sent).digest()


@pytest.mark.parametrize(
    ("raw", "head"),
    [
        (b"A: 1\nB: 2\n\nbody\n\n", b"A: 1\nB: 2\n\n"),
        (b"A: 1\r\n\r\nbody\n\n", b"A: 1\r\n\r\n"),
        (b"\nonly a body\n\n", b"\n"),
        (b"\r\nonly a body", b"\r\n"),
        (b"no end", b"no end"),
    ],
)
def test_where_the_head_ends(path: Path, raw: bytes, head: bytes) -> None:
    assert MaildirMailbox(path).head(deliver(path, raw)) == head


def test_a_letter_opened_in_a_mail_program_meanwhile_is_still_found(path: Path) -> None:
    key = deliver(path, b"letter")
    mailbox = MaildirMailbox(path)
    mailbox.waiting()
    (path / "new" / key).rename(path / "cur" / f"{key}:2,S")
    assert mailbox.read(key) == b"letter"
    (path / "cur" / f"{key}:2,S").rename(path / "cur" / f"{key}:2,RS")
    mailbox.file_away(key, "Casework/Other")
    assert (path / ".Casework.Other" / "cur" / f"{key}:2,RS").read_bytes() == b"letter"


def test_a_letter_of_the_same_file_name_is_never_written_over(path: Path) -> None:
    mailbox = MaildirMailbox(path)
    for content in (b"one", b"two", b"three"):
        (path / "cur" / "saved by hand.eml").write_bytes(content)
        [one] = mailbox.waiting()
        mailbox.file_away(one.key, "Casework/Other")
    filed = [file.read_bytes() for file in (path / ".Casework.Other" / "cur").iterdir()]
    assert sorted(filed) == [b"one", b"three", b"two"]


def test_only_plain_files_are_letters(path: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"not mail")
    (path / "new" / "link").symlink_to(tmp_path / "secret")
    (path / "new" / "folder").mkdir()
    (path / "new" / ".hidden").write_bytes(b"x")
    os.mkfifo(path / "new" / "pipe")
    mailbox = MaildirMailbox(path)
    assert mailbox.waiting() == []
    for key in ("link", "folder", ".hidden", "pipe", "../../secret"):
        with pytest.raises(LetterGone):
            mailbox.read(key)


def test_a_folder_that_somebody_deleted_is_made_again(path: Path) -> None:
    mailbox = MaildirMailbox(path)
    mailbox.file_away(deliver(path, b"one"), "Casework/Other")
    for part in sorted((path / ".Casework.Other").rglob("*"), reverse=True):
        part.rmdir() if part.is_dir() else part.unlink()
    (path / ".Casework.Other").rmdir()
    mailbox.file_away(deliver(path, b"two"), "Casework/Other")
    assert mailbox.waiting() == []


def test_a_path_that_is_no_maildir_is_said_plainly_and_without_the_path(tmp_path: Path) -> None:
    mailbox = MaildirMailbox(tmp_path / "ana.member")
    with pytest.raises(MailboxUnreachable, match="no Maildir") as said:
        mailbox.waiting()
    assert "ana.member" not in str(said.value)
    with pytest.raises(MailboxUnreachable):
        mailbox.read("1")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_mail_folder_we_may_not_read_is_refused(path: Path) -> None:
    (path / "new").chmod(0)
    with pytest.raises(MailboxRefused, match="permission"):
        MaildirMailbox(path).waiting()
    (path / "new").chmod(0o700)


def test_five_hundred_letters_are_read_and_filed_within_a_second(path: Path) -> None:
    for number in range(500):
        (path / "new" / f"{number}.h").write_bytes(b"Subject: x\n\n" + b"y" * 2000)
    mailbox = MaildirMailbox(path)
    started = time.process_time()
    for one in mailbox.waiting():
        mailbox.read(one.key)
        mailbox.file_away(one.key, f"Casework/C-2026-{int(one.key.split('.')[0]) % 50:04d}")
    # processor time: the disk's own share of 500 syncs is not ours to promise
    assert time.process_time() - started < 1.0
    assert mailbox.waiting() == []


@pytest.mark.parametrize("name", ["Größe & Śmiech", "会议", "a", "x~", "\N{GRINNING FACE}end", "&"])
def test_folder_names_are_coded_as_imap_has_them(imap_server: ImapServer, name: str) -> None:
    with sign_in(imap_server) as client:
        assert client.create(f'"{modified_utf7(name)}"')[0] == "OK"
    imap_utf7 = pytest.importorskip("imapclient.imap_utf7")
    assert imap_utf7.encode(name).decode() == modified_utf7(name)


def test_levels_are_outermost_first() -> None:
    assert levels("Casework/Needs attention") == ("Casework", "Needs attention")


@needs_dovecot
def test_a_mail_server_shows_what_we_filed_and_we_see_what_it_moved(running_dovecot: Dovecot) -> None:
    server = running_dovecot.server("sharedwithus")
    raw = b"Subject: hello\r\n\r\nPlease help.\r\n"
    server.deliver(raw, raw + b"2\r\n")
    path = running_dovecot.maildir("sharedwithus")
    mailbox = MaildirMailbox(path)
    first, _ = mailbox.waiting()
    mailbox.file_away(first.key, "Casework/Größe")
    for place in (path / ".Casework.Gr&APYA3w-e").rglob("*"):
        os.chown(place, path.stat().st_uid, path.stat().st_gid)
    os.chown(path / ".Casework.Gr&APYA3w-e", path.stat().st_uid, path.stat().st_gid)
    assert server.folder("Casework/Gr&APYA3w-e") == [raw]
    with sign_in(server) as client:
        client.select('"Casework.Gr&APYA3w-e"')
        client.copy("1", "INBOX")
    assert len(mailbox.waiting()) == 2
