"""A copy of a notice of ours, read back: what it was, whom it went to, and what may be answered to it.

Only headers that we wrote ourselves are taken (notify/message.py), its text, and the date it brought for a
calendar. Whether it is one of ours is not told here: jobs/sent_before.py proves it by the branch's key.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from notify.message import ANSWERS, ASKED, NOTICE_ID

_KEY = re.compile(r"(?P<ref>-|[A-Z]{1,6}-\d{4}-\d+)\.(?P<n>\d{1,12})\.(?P<kind>\w{1,40})")
_ANSWERS = re.compile(r"(?P<purpose>[a-z_]{1,20}) (?P<number>\d{1,9}) (?P<until>\d{1,11})")
_FOLD = re.compile(r"\r?\n[ \t]")
_LINE = re.compile(r"^(UID|SEQUENCE|METHOD|DTSTART)(?:;[^:\n]*)?:(.*?)\r?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Entry:
    """The date that a notice brought for a calendar; `starts` is aware, None for a whole day."""

    day: date | None
    starts: datetime | None
    sequence: int
    called_off: bool


@dataclass(frozen=True, slots=True)
class SentNotice:
    """One notice. `n` is its number in the journal, `at` aware: when it was made.

    `purpose`, `number` and `until`: what may be answered to it, about which offer, and how long; `asked`: the
    fields it asked the member for, and whether it showed what had been read.
    """

    key: str
    ref: str  # empty where it was about no case
    n: int
    kind: str
    message_id: str
    at: datetime
    recipient: str
    reply_to: str
    text: str
    purpose: str = ""
    number: int = 0
    until: datetime | None = None
    asked: tuple[tuple[str, bool], ...] = ()
    entry: Entry | None = None


def sent_notice(raw: bytes) -> SentNotice | None:
    """What a copy says; None where it is no notice of ours, or not whole."""
    message = message_from_bytes(raw, policy=default)
    key = _KEY.fullmatch(str(message.get(NOTICE_ID, "")).strip())
    try:
        at = message["Date"].datetime if message["Date"] else None
        recipients = [one.addr_spec for one in message["To"].addresses] if message["To"] else []
    except (AttributeError, ValueError):
        return None
    if key is None or at is None or at.tzinfo is None or len(recipients) != 1:
        return None
    answers = _ANSWERS.fullmatch(str(message.get(ANSWERS, "")).strip())
    body = message.get_body(("plain",))
    return SentNotice(
        key=key.group(),
        ref="" if key["ref"] == "-" else key["ref"],
        n=int(key["n"]),
        kind=key["kind"],
        message_id=str(message.get("Message-ID", "")).strip(),
        at=at,
        recipient=recipients[0].casefold(),
        reply_to=str(message.get("Reply-To", "")),
        text=str(body.get_content()) if body is not None else "",
        purpose=answers["purpose"] if answers else "",
        number=int(answers["number"]) if answers else 0,
        until=datetime.fromtimestamp(int(answers["until"]), UTC) if answers else None,
        asked=tuple(_asked(str(message.get(ASKED, "")))),
        entry=_entry(message),
    )


def said_answers(purpose: str, number: int, until: datetime) -> str:
    """How a notice says what may be answered to it: for whoever makes one."""
    return f"{purpose} {number} {int(until.timestamp())}"


def said_asked(asked: tuple[tuple[str, bool], ...]) -> str:
    """How it says what it asked for: names of fields, never a value; a mark where one was shown."""
    return " ".join(f"{name}{'?' if shown else ''}" for name, shown in asked)


def _asked(text: str) -> list[tuple[str, bool]]:
    return [(word.rstrip("?"), word.endswith("?")) for word in text.split()]


def _entry(message: EmailMessage) -> Entry | None:
    part = next((one for one in message.walk() if one.get_content_type() == "text/calendar"), None)
    if part is None:
        return None
    content = part.get_payload(decode=True)
    text = _FOLD.sub("", content.decode("utf-8", "replace") if isinstance(content, bytes) else "")
    said = dict(_LINE.findall(text))
    start, sequence = said.get("DTSTART", ""), said.get("SEQUENCE", "0")
    try:
        whole_day = "T" not in start
        starts = None if whole_day else datetime.strptime(start, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        day = datetime.strptime(start, "%Y%m%d").date() if whole_day else None  # noqa: DTZ007  a day, no moment
        return Entry(day, starts, int(sequence), said.get("METHOD") == "CANCEL")
    except ValueError:
        return None
