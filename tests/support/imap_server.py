"""What every IMAP server of the tests can do, by stdlib imaplib: not the code under test."""

from __future__ import annotations

import imaplib
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImapServer:
    """One user's account on a running server."""

    kind: str
    host: str
    port: int
    user: str
    password: str
    separator: str = "/"  # between the levels of a folder's name

    def deliver(self, *letters: bytes, folder: str = "INBOX") -> None:
        """APPEND to the inbox, in this order. Letters have CRLF ends and no NUL, as IMAP demands."""
        with sign_in(self) as client:
            for letter in letters:
                _ok(client.append(self._quoted(folder), "", "", letter))

    def create(self, name: str) -> None:
        """Make an empty folder."""
        with sign_in(self) as client:
            _ok(client.create(self._quoted(name)))

    def delete(self, name: str) -> None:
        """A person deletes a folder with all that is in it."""
        with sign_in(self) as client:
            _ok(client.delete(self._quoted(name)))

    def folder(self, name: str = "INBOX") -> list[bytes]:
        """The letters of a folder ("Casework/C-2026-0042") not marked deleted; none if it is not there."""
        with sign_in(self) as client:
            if client.select(self._quoted(name), readonly=True)[0] != "OK":
                return []
            found = _ok(client.uid("SEARCH", "UNDELETED"))[0].split()
            return [_ok(client.uid("FETCH", uid.decode(), "(BODY.PEEK[])"))[0][1] for uid in found]

    def flags(self, name: str = "INBOX") -> list[bytes]:
        """The flag lists of all letters of a folder, as the server writes them."""
        with sign_in(self) as client:
            client.select(self._quoted(name), readonly=True)
            if not _ok(client.search(None, "ALL"))[0]:
                return []
            answers = _ok(client.fetch("1:*", "(FLAGS)"))
            return [re.search(rb"FLAGS \(([^)]*)\)", answer)[1] for answer in answers]  # type: ignore[index]

    def mark_deleted(self, position: int, name: str = "INBOX") -> None:
        """What a mail program's delete key does: flag the letter at this position (from 1), no more."""
        with sign_in(self) as client:
            client.select(self._quoted(name))
            _ok(client.store(str(position), "+FLAGS", "(\\Deleted)"))

    def remove(self, position: int) -> None:
        """A person deletes a letter of the inbox for good."""
        self.mark_deleted(position)
        with sign_in(self) as client:
            client.select("INBOX")
            _ok(client.expunge())

    def subscribed(self) -> str:
        """The server's list of subscribed folders."""
        with sign_in(self) as client:
            return repr(client.lsub()[1])

    def renumber(self, name: str) -> None:
        """Give a folder a new UIDVALIDITY: copy it, delete it, make it again, copy back."""
        with sign_in(self) as client:
            for command in (
                client.create("Aside"),
                client.select(self._quoted(name)),
                client.copy("1:*", "Aside"),
                client.close(),
                client.delete(self._quoted(name)),
                client.create(self._quoted(name)),
                client.select("Aside"),
                client.copy("1:*", self._quoted(name)),
                client.close(),
                client.delete("Aside"),
            ):
                _ok(command)

    def _quoted(self, name: str) -> str:
        return f'"{name.replace("/", self.separator)}"'


@contextmanager
def sign_in(server: ImapServer) -> Iterator[imaplib.IMAP4]:
    """A stdlib client, signed in."""
    client = imaplib.IMAP4(server.host, server.port, timeout=20)
    try:
        client.login(server.user, server.password)
        yield client
    finally:
        client.logout()


def free_port() -> int:
    """A loopback port nobody has now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_it_answers(
    host: str, port: int, process: subprocess.Popen[bytes], seconds: float = 20
) -> None:
    """Until the server's greeting has come. AssertionError if it ends or stays silent."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert process.poll() is None, "the server ended by itself"
        try:
            with socket.create_connection((host, port), 1) as probe:
                if probe.recv(1):
                    return
        except OSError:
            time.sleep(0.02)
    raise AssertionError("the server did not answer")


def _ok(answer: tuple[str, list[object]]) -> list:  # type: ignore[type-arg]
    assert answer[0] == "OK", answer
    return answer[1]
