"""The whole engine over a Maildir, a workbook and an outbox folder, and the people around it."""

from __future__ import annotations

import atexit
import email
import email.policy
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from functools import cache, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from casework.model import Caseworker
from casework.numbers import Workload
from ingest.maildir import MaildirMailbox, deliver, make_maildir
from ingest.reader import Reader
from ingest.reading import FormSettings
from jobs.journal.store import Journal, open_journal
from jobs.tick import Turn, tick
from jobs.world import World
from notify.folder import FolderTransport
from sheets.register import Register
from sheets.xlsx import XlsxRegister
from tests.support.branches import BRANCH, CASEWORKERS, POLICY
from tests.support.xlsx_register import XlsxHuman, put_prepared

ROOMY = replace(POLICY, workload=Workload(hours=40, most_new=9))
"""So that three people are enough for the cases of a test."""

FORM = FormSettings({}, {}, ("member_name", "email", "summary"))
BODY = """Name: {name}
Email: {email}
Phone: 0113 496 0000
Department: {department}
Type of problem: disciplinary
What has happened: {summary}
Do you consent to us keeping this information? Yes
"""


@dataclass
class Desk:
    """A branch's desk: `world` turns, `human` works in the sheet, letters come and go."""

    folder: Path
    world: World
    human: XlsxHuman
    now: datetime = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
    numbers: int = 0

    def turn(self, **later: float) -> Turn:
        """One turn, `later` than the last (hours=…)."""
        self.now += timedelta(**later)
        return tick(self.world, self.now)

    def settle(self) -> None:
        """Turn until nothing happens."""
        for _ in range(10):
            if not self.turn(minutes=1).did_anything():
                return
        raise AssertionError("the engine does not come to rest")

    def letter(self, sender: str, text: str, subject: str = "Form", **headers: str) -> bytes:
        """A plain mail to the branch."""
        self.numbers += 1
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = sender, headers.pop("To", BRANCH.address), subject
        mail["Date"] = (self.now + timedelta(seconds=self.numbers)).strftime("%a, %d %b %Y %H:%M:%S +0000")
        mail["Message-ID"] = f"<{self.numbers}.letter@home.example>"
        for name, value in headers.items():
            mail[name.replace("_", "-")] = value
        mail.set_content(text)
        return mail.as_bytes()

    def arrive(self, raw: bytes) -> str:
        """Put a letter into the inbox."""
        return deliver(self.folder / "inbox", raw)

    def form(self, name: str = "Mo Adeyemi", address: str = "mo@home.example", **values: str) -> None:
        """A member's filled form, in the body of a mail."""
        words = {"department": "Physics", "summary": "I was called to a meeting without any notice."} | values
        text = BODY.format(name=name, email=address, **words)
        self.arrive(self.letter(f"{name} <{address}>", text))

    def notices(self, kind: str = "", to: str = "") -> list[EmailMessage]:
        """Notices in the outbox, oldest first, of that kind and to that address."""
        found = []
        for path in (self.folder / "outbox").glob("*.eml"):
            mail = _mail(path.read_bytes())
            key = str(mail["X-Casework-Notice-Id"])
            if key.endswith(kind) and to in str(mail["To"]):
                found.append((int(key.split(".")[1]), mail))
        return [mail for _, mail in sorted(found, key=lambda pair: pair[0])]

    def answer(self, notice: EmailMessage, words: str, sender: str = "", **headers: str) -> None:
        """Somebody answers a notice by mail: to its Reply-To, in its thread."""
        headers = {"To": str(notice["Reply-To"]), "In_Reply_To": str(notice["Message-ID"])} | headers
        self.arrive(self.letter(sender or str(notice["To"]), words, f"Re: {notice['Subject']}", **headers))

    def choose(self, ref: str, column: str, value: str, tab: str = "Cases") -> None:
        """The coordinator types into the sheet."""
        rows = self.human.rows(tab)
        at = next(n for n, row in enumerate(rows, 2) if row["Ref"] == ref)
        self.human.set_cell(tab, at, column, value)

    def case_row(self, ref: str) -> dict[str, object]:
        """The case's row as she sees it."""
        return next(row for row in self.human.rows("Cases") if row["Ref"] == ref)

    def filed(self, folder: str) -> int:
        """How many letters lie in that mail folder."""
        name = "." + folder.replace("/", ".")
        return sum(len(list((self.folder / "inbox" / name / part).glob("*"))) for part in ("new", "cur"))

    def inbox(self) -> int:
        """How many letters still wait."""
        return len(self.world.mailbox.waiting())


@lru_cache(maxsize=1024)  # a test looks through the outbox again and again
def _mail(raw: bytes) -> EmailMessage:
    return email.message_from_bytes(raw, policy=email.policy.default)


def text_of(mail: EmailMessage) -> str:
    """The text of a notice."""
    part = mail.get_body(("plain",))
    assert part is not None
    return re.sub(r"\s+", " ", part.get_content())


def _told(person: Caseworker) -> tuple[str, str, str]:
    return person.name, person.email, person.department


@cache
def _reader() -> Reader:
    """One for all desks: it keeps nothing of a letter, and takes a second to start."""
    reader = Reader(FORM)
    atexit.register(reader.close)
    return reader


@cache
def _workbook(roster: bool) -> bytes:
    """A prepared register, with the caseworkers typed in."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "register.xlsx"
        put_prepared(path)
        with XlsxHuman(path).at_work("Caseworkers") as sheet:
            headers = [cell.value for cell in sheet[1]]
            for at, person in enumerate(CASEWORKERS if roster else (), 2):
                for title, value in zip(("Name", "Email", "Department"), _told(person), strict=True):
                    sheet.cell(at, headers.index(title) + 1).value = value
        return path.read_bytes()


@contextmanager
def desk(folder: Path, roster: bool = True) -> Iterator[Desk]:
    """An engine in an empty folder, its register made and its caseworkers typed in."""
    folder.mkdir(parents=True, exist_ok=True)
    register = XlsxRegister(folder / "register.xlsx")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "register.xlsx").write_bytes(_workbook(roster))
    with world_over(folder, register) as world:
        yield Desk(folder, world, XlsxHuman(folder / "register.xlsx", quick=True))


@contextmanager
def world_over(folder: Path, register: Register | Callable[[Journal], Register]) -> Iterator[World]:
    """The engine with that register, or with the one that is made over its journal; the folder may have been
    another engine's before."""
    make_maildir(folder / "inbox")
    journal = open_journal(folder / "state.db", "branch")
    world = World(
        form=FORM,
        branch=BRANCH,
        policy=ROOMY,
        keys=(b"k" * 32,),
        journal=journal,
        mailbox=MaildirMailbox(folder / "inbox"),
        register=register(journal) if callable(register) else register,
        transport=FolderTransport(folder / "outbox"),
        reader=_reader(),
        blank_forms=lambda: (b"PK a blank form",),
        blank_text="Name:\nEmail:\n",
    )
    yield world
    journal.close()


@contextmanager
def copied(made: Desk, folder: Path) -> Iterator[Desk]:
    """The same desk in another folder, which may go its own way."""
    place = shutil.copytree(made.folder, folder / "desk")
    journal = open_journal(place / "state.db", "branch")
    world = replace(
        made.world,
        journal=journal,
        mailbox=MaildirMailbox(place / "inbox"),
        register=XlsxRegister(place / "register.xlsx"),
        transport=FolderTransport(place / "outbox"),
    )
    yield Desk(place, world, XlsxHuman(place / "register.xlsx", quick=True), made.now, made.numbers)
    journal.close()
