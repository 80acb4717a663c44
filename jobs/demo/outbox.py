"""The outbox folder as the people see it: their mail programs, with only the notices that came to them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import unquote

from casework.model import Person

_REF = re.compile(r"\bC-\d{4}-\d{4,6}\b")
_LINK = re.compile(r"mailto:([^?\s]+)\?subject=([^&\s]*)&body=(\S*)")


@dataclass(frozen=True, slots=True)
class Link:
    """What a tap on a line of a notice puts into a new mail."""

    to: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as it lies in somebody's inbox."""

    path: Path
    key: str
    sender: Person
    to: str
    reply_to: str
    subject: str
    message_id: str
    in_reply_to: str
    references: tuple[str, ...]
    date: datetime
    text: str
    links: Mapping[str, Link]  # by what each says: "ACCEPT", "OK"

    @property
    def kind(self) -> str:
        """What sort of notice it is: the last part of its key."""
        return self.key.rpartition(".")[2]

    @property
    def number(self) -> int:
        """Its place among all that the service has queued: the part of its key before the last."""
        return int(self.key.split(".")[-2])

    @property
    def ref(self) -> str:
        """The case in the subject, or an empty string."""
        found = _REF.search(self.subject)
        return found[0] if found else ""


class Outbox:
    """The notices in a folder, as they were when it was last looked into."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[Path, Notice] = {}
        self._notices: list[Notice] = []

    def look(self) -> None:
        """Read what is new in the folder."""
        new = [path for path in self._folder.glob("*.eml") if path not in self._read]
        if new:
            self._read |= {path: _notice(path) for path in new}
            self._notices = sorted(self._read.values(), key=lambda notice: (notice.date, notice.number))

    def notices(self) -> list[Notice]:
        """All notices so far, oldest first."""
        return list(self._notices)

    def to(self, address: str) -> list[Notice]:
        """The notices that came to one address, oldest first."""
        return [notice for notice in self.notices() if notice.to == address]


def _notice(path: Path) -> Notice:
    message = message_from_bytes(path.read_bytes(), policy=SMTP)
    assert isinstance(message, EmailMessage)
    body = message.get_body(("plain",))
    text = str(body.get_content()) if body is not None else ""
    sent = [Link(unquote(to), unquote(subject), unquote(words)) for to, subject, words in _LINK.findall(text)]
    return Notice(
        path=path,
        key=str(message["X-Casework-Notice-Id"]).strip(),
        sender=Person(*parseaddr(str(message["From"]))),
        to=parseaddr(str(message["To"]))[1],
        reply_to=parseaddr(str(message["Reply-To"]))[1],
        subject=str(message["Subject"]),
        message_id=str(message["Message-ID"]).strip(),
        in_reply_to=str(message["In-Reply-To"] or "").strip(),
        references=tuple(str(message["References"] or "").split()),
        date=datetime.strptime(str(message["Date"]), "%a, %d %b %Y %H:%M:%S %z"),
        text=text.replace("\r\n", "\n"),
        links={link.text: link for link in sent},
    )
