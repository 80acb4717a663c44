"""The world of servers: Dovecot, the Sheets emulator and an SMTP sink, which outlive every engine."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.imap import ImapMailbox
from ingest.imap_settings import ImapSettings
from ingest.maildir import deliver, make_maildir
from jobs.journal.store import Journal
from jobs.journal.underway import JournalNotes
from jobs.world import World
from notify.smtp import SmtpSettings, SmtpTransport
from sheets.google import GoogleRegister
from sheets.google_http import Patience
from sheets.register import Cell, Register
from tests.crash.places import NEVER_COPIED, Notice, letters_below, numbered_world
from tests.crash.points import Points
from tests.crash.process import Plan
from tests.support.dovecot import PASSWORD, Dovecot


@dataclass(frozen=True, slots=True)
class Servers:
    """What runs beside the engine: Dovecot, and the stage with the emulator and the sinks."""

    dovecot: Dovecot
    stage: Any  # a proxy of Stage
    endpoint: str
    credentials: Path
    base: Path


@dataclass(frozen=True, slots=True)
class ServerPlace:
    """A user of Dovecot, a spreadsheet, a sink, and a folder for the journal.

    `keeps_sent`: the sink does as some mail providers do, and puts a copy of what it takes into the user's
    folder Sent.
    """

    servers: Servers
    name: str
    book: str
    sink: int  # its port
    keeps_sent: bool

    @classmethod
    def new(cls, servers: Servers, keeps_sent: bool) -> ServerPlace:
        name = f"branch{secrets.token_hex(6)}"
        inbox = servers.dovecot.maildir(name)
        make_maildir(inbox)
        if keeps_sent:
            make_maildir(inbox / ".Sent")
        (servers.base / name).mkdir()
        sink = servers.stage.new_sink(0, _copies(inbox, keeps_sent))
        place = cls(servers, name, servers.stage.new_book(), sink, keeps_sent)
        place._own()
        return place

    @contextmanager
    def world(self, points: Points, plan: Plan) -> Iterator[World]:
        server = self.servers.dovecot.server(self.name)
        endpoint, credentials = self.servers.endpoint, self.servers.credentials
        with ExitStack() as closing:
            mailbox = ImapMailbox(
                ImapSettings(server.host, self.name, PASSWORD, server.port, security="plain")
            )
            transport = SmtpTransport(SmtpSettings("127.0.0.1", self.sink, tls="plain"))
            for port in (mailbox, transport):
                closing.callback(port.close)

            def register(journal: Journal) -> Register:
                """As the service makes it: what is under way is kept in the journal, and waited for."""
                made = GoogleRegister(
                    self.book,
                    credentials,
                    endpoint=endpoint,
                    patience=Patience(sleep=plan.clock.sleep, clock=plan.clock, chance=lambda: 1.0),
                    notebook=JournalNotes(journal),
                )
                closing.callback(made.close)
                return made

            yield closing.enter_context(
                numbered_world(self.journal(), mailbox, register, transport, points, plan)
            )

    def copy(self) -> ServerPlace:
        name = f"branch{secrets.token_hex(6)}"
        mail = self.servers.dovecot.maildir
        shutil.copytree(mail(self.name), mail(name), ignore=NEVER_COPIED)
        shutil.copytree(self.servers.base / self.name, self.servers.base / name, ignore=NEVER_COPIED)
        stage = self.servers.stage
        sink = stage.new_sink(self.sink, _copies(mail(name), self.keeps_sent))
        twin = ServerPlace(self.servers, name, stage.twin_of_book(self.book), sink, self.keeps_sent)
        twin._own()
        return twin

    def after_a_death(self) -> None:
        self.servers.stage.settle(self.sink)

    def remove(self) -> None:
        self.servers.stage.forget(self.book, self.sink)
        # Dovecot may still be closing its index
        shutil.rmtree(self.servers.dovecot.maildir(self.name), ignore_errors=True)
        shutil.rmtree(self.servers.base / self.name)

    def journal(self) -> Path:
        return self.servers.base / self.name / "state.db"

    def deliver(self, letter: bytes) -> None:
        deliver(self.servers.dovecot.maildir(self.name), letter)
        self._own()

    def letters(self) -> dict[str, list[bytes]]:
        return letters_below(self.servers.dovecot.maildir(self.name))

    def notices(self) -> list[Notice]:
        return [Notice(recipient, content) for recipient, content in self.servers.stage.taken(self.sink)]

    def rows(self, tab: str) -> list[dict[str, Cell]]:
        return self.tabs([tab])[tab]

    def tabs(self, titles: list[str]) -> dict[str, list[dict[str, Cell]]]:
        return {title: self.servers.stage.rows(self.book, title) for title in titles}

    def set_cell(self, tab: str, row: int, header: str, value: Cell) -> None:
        self.servers.stage.set_cell(self.book, tab, row, header, value)

    def delete_row(self, tab: str, row: int) -> None:
        self.servers.stage.delete_row(self.book, tab, row)

    def sort(self, tab: str, header: str) -> None:
        self.servers.stage.sort(self.book, tab, header)

    def _own(self) -> None:
        """The mail belongs to the user that Dovecot reads it as."""
        mail = self.servers.dovecot.maildir(self.name)
        owner = mail.parent.stat()
        for path in (mail, *mail.rglob("*")):
            os.chown(path, owner.st_uid, owner.st_gid)


def _copies(inbox: Path, keeps_sent: bool) -> str:
    return str(inbox / ".Sent" / "new") if keeps_sent else ""
