"""What people do, act by act, from the first form to the introduction of both members.

A fixed clock: every act has its moment, and the engine is turned at that moment until it rests, however
often it has to be started anew. So an unbroken run and a broken one can be compared to the last byte.
"""

from __future__ import annotations

import email
import email.policy
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage

from sheets.register import Cell
from tests.crash.places import Place
from tests.support.branches import BRANCH, CASEWORKERS
from tests.support.engine import BODY

ANA, BEN = "ana@home.example", "ben@home.example"
COORDINATOR = BRANCH.coordinator.email
MO, GIL, ZED = "C-2026-0001", "C-2026-0002", "C-2026-0003"


@dataclass(slots=True)
class People:
    """The people around a place, during one act."""

    place: Place
    act: int
    at: datetime
    letters: int = 0

    def write(self, sender: str, text: str, subject: str, **headers: str) -> None:
        """Somebody's mail reaches the inbox."""
        self.letters += 1
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = sender, headers.pop("To", BRANCH.address), subject
        mail["Date"] = self.at.strftime("%a, %d %b %Y %H:%M:%S +0000")
        mail["Message-ID"] = f"<{self.act}.{self.letters}@home.example>"
        for name, value in headers.items():
            mail[name.replace("_", "-")] = value
        mail.set_content(text)
        self.place.deliver(mail.as_bytes())

    def form(self, name: str, address: str, summary: str, department: str = "Physics") -> None:
        """A member's filled form in the body of a mail."""
        text = BODY.format(name=name, email=address, department=department, summary=summary)
        self.write(f"{name} <{address}>", text, "Form")

    def answer(self, kind: str, to: str, words: str, **headers: str) -> None:
        """Whoever got the newest notice of that kind answers it in its thread."""
        notice = self.notice(kind, to)
        thread = {"To": str(notice["Reply-To"]), "In_Reply_To": str(notice["Message-ID"])}
        self.write(to, words, f"Re: {notice['Subject']}", **thread, **headers)

    def notice(self, kind: str, to: str) -> EmailMessage:
        """The newest notice of that kind ("C-2026-0001.7.offered" ends so) to that address."""
        found = []
        for notice in self.place.notices():
            mail = email.message_from_bytes(notice.content, policy=email.policy.default)
            ref, number, name = str(mail["X-Casework-Notice-Id"]).split(".")
            if f"{ref} {name}".endswith(kind) and notice.recipient == to:
                found.append((int(number), mail))
        return max(found, key=lambda pair: pair[0])[1]

    def type(self, tab: str, ref: str, header: str, value: Cell) -> None:
        """The coordinator types into the row of a case."""
        self.place.set_cell(tab, self._row(tab, ref), header, value)

    def delete(self, tab: str, ref: str) -> None:
        """The coordinator deletes the row of a case."""
        self.place.delete_row(tab, self._row(tab, ref))

    def has(self, tab: str, ref: str) -> bool:
        """Whether the case's row stands there."""
        return any(row["Ref"] == ref for row in self.place.rows(tab))

    def _row(self, tab: str, ref: str) -> int:
        return next(at for at, row in enumerate(self.place.rows(tab), 2) if row["Ref"] == ref)


@dataclass(frozen=True, slots=True)
class Act:
    """What people do, and when the engine turns after it.

    `meanwhile`: what somebody could do in the register as soon as the engine has written; False: not yet.
    """

    name: str
    at: datetime
    deed: Callable[[People], None]
    meanwhile: Callable[[People], bool] | None = None


def _at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def _nothing(people: People) -> None:
    """An empty mailbox, and no register yet."""


def _forms(people: People) -> None:
    for at, person in enumerate(CASEWORKERS, 2):
        for header, value in (
            ("Name", person.name), ("Email", person.email), ("Department", person.department),
        ):  # fmt: skip
            people.place.set_cell("Caseworkers", at, header, value)
    people.form("Mo Adeyemi", "mo@home.example", "I was called to a meeting without any notice.")
    people.form("Gil Penn", "gil@home.example", "My pay has been wrong since the summer.", "Registry")
    people.write(
        "Una Hart <una@home.example>", "Please can someone help me? I have a meeting on Friday.", "Help"
    )
    people.write("Post room <post@college.example>", "The lift is out of order until Monday.", "Lift")


def _choices(people: People) -> None:
    people.type("Cases", MO, "Decision", "Approve")
    people.answer(f"{GIL} suggested", COORDINATOR, "Cara Lund and Ben Osei")


def _answers(people: People) -> None:
    people.answer(f"{MO} offered", ANA, "Yes, happy to\n\nAna")
    asked = BEN
    people.answer(f"{GIL} offered", asked, "Sorry, can't this month")
    people.answer(
        f"{GIL} acknowledged", "gil@home.example", "I am away until Monday.", Auto_Submitted="auto-replied"
    )


def _another(people: People) -> None:
    people.type("Cases", GIL, "Decision", "Cara Lund")
    people.form("Zed Moss", "zed@home.example", "WIN A PRIZE, answer at once.")


def _news_and_edits(people: People) -> None:
    people.answer(f"{MO} introduced_member", "mo@home.example", "The hearing was moved to Friday.")
    people.delete("Cases", ZED)
    people.type("Contacts", GIL, "Phone", "0113 496 0001")
    people.type("Cases", GIL, "Points", 99)


def _sort_at_once(people: People) -> bool:
    """The new rows change places."""
    if not people.has("Cases", GIL):
        return False
    people.place.sort("Cases", "Why")
    return True


def _delete_at_once(people: People) -> bool:
    """The row of the bad form goes as soon as it is there: it must not come back."""
    if not people.has("Cases", ZED):
        return False
    people.delete("Cases", ZED)
    return True


def _ok(people: People) -> None:
    people.answer(f"{GIL} suggested", COORDINATOR, "Cara Lund and Ben Osei")


def _yes(people: People) -> None:
    people.answer(f"{GIL} offered", _asked_last(people), "ACCEPT")


def _asked_last(people: People) -> str:
    asked = [notice for person in CASEWORKERS for notice in people.place.notices()
             if notice.recipient == person.email and ".offered" in notice.header("X-Casework-Notice-Id")
             and notice.header("X-Casework-Notice-Id").startswith(GIL)]  # fmt: skip
    return max(asked, key=lambda one: int(one.header("X-Casework-Notice-Id").split(".")[1])).recipient


PLAY = (
    Act("the first start, on nothing", _at(23, 9), _nothing),
    Act("two forms, a call for help, a stray letter", _at(23, 10), _forms, _sort_at_once),
    Act("approved in the sheet, and by mail", _at(23, 10, 5), _choices),
    Act("a yes, a no, an automatic answer", _at(23, 11), _answers),
    Act("another name in the sheet, and a bad form", _at(23, 12), _another, _delete_at_once),
    Act("news, a row deleted, cells edited", _at(23, 14), _news_and_edits),
    Act("nobody answers: the reminder", _at(25, 10), _nothing),
    Act("nobody answers: the lapse", _at(27, 9), _nothing),
    Act("ok by mail", _at(27, 10), _ok),
    Act("yes, and the introduction", _at(27, 12), _yes),
)
