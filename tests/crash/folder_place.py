"""The world of files: a Maildir, a workbook, and a folder that notices are put into."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.maildir import MaildirMailbox, deliver, make_maildir
from jobs.world import World
from notify.folder import FolderTransport
from sheets.register import Cell
from sheets.xlsx import XlsxRegister
from tests.crash.places import NEVER_COPIED, Notice, letters_below, numbered_world
from tests.crash.points import Points
from tests.crash.process import Plan
from tests.support.xlsx_register import XlsxHuman


@dataclass(frozen=True, slots=True)
class FolderPlace:
    """A Maildir, a workbook and a folder, below one folder."""

    folder: Path

    @classmethod
    def new(cls, base: Path) -> FolderPlace:
        place = cls(base / secrets.token_hex(6))
        make_maildir(place.folder / "inbox")
        return place

    @contextmanager
    def world(self, points: Points, plan: Plan) -> Iterator[World]:
        register = XlsxRegister(self.folder / "register.xlsx")
        mailbox, transport = MaildirMailbox(self.folder / "inbox"), FolderTransport(self.folder / "outbox")
        with numbered_world(self.journal(), mailbox, lambda _: register, transport, points, plan) as world:
            yield world

    def copy(self) -> FolderPlace:
        twin = replace(self, folder=self.folder.parent / secrets.token_hex(6))
        shutil.copytree(self.folder, twin.folder, ignore=NEVER_COPIED)
        return twin

    def after_a_death(self) -> None:
        """Nobody else is at work here."""

    @property
    def keeps_sent(self) -> bool:
        return True  # the folder itself holds what left

    def remove(self) -> None:
        shutil.rmtree(self.folder)

    def journal(self) -> Path:
        return self.folder / "state.db"

    def deliver(self, letter: bytes) -> None:
        deliver(self.folder / "inbox", letter)

    def letters(self) -> dict[str, list[bytes]]:
        return letters_below(self.folder / "inbox")

    def notices(self) -> list[Notice]:
        found = [Notice("", path.read_bytes()) for path in sorted((self.folder / "outbox").glob("*.eml"))]
        return [replace(notice, recipient=notice.header("To")) for notice in found]

    def rows(self, tab: str) -> list[dict[str, Cell]]:
        return self.tabs([tab])[tab]

    def tabs(self, titles: list[str]) -> dict[str, list[dict[str, Cell]]]:
        return XlsxHuman(self.folder / "register.xlsx", quick=True).tabs(titles)

    def set_cell(self, tab: str, row: int, header: str, value: Cell) -> None:
        XlsxHuman(self.folder / "register.xlsx", quick=True).set_cell(tab, row, header, value)

    def delete_row(self, tab: str, row: int) -> None:
        XlsxHuman(self.folder / "register.xlsx", quick=True).delete_row(tab, row)

    def sort(self, tab: str, header: str) -> None:
        XlsxHuman(self.folder / "register.xlsx", quick=True).sort(tab, header)
