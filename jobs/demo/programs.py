"""How the mail programs of ordinary people write a mail: headers, HTML, quotes, last lines."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from html import escape

from casework.model import Person


@dataclass(frozen=True, slots=True)
class Paper:
    """An attachment."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail before a program writes it. `key` names it for good: the same key gives the same bytes."""

    key: str
    sender: Person
    to: str
    subject: str
    text: str
    date: datetime
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    papers: tuple[Paper, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Quoted:
    """An earlier mail, as a reply quotes it."""

    sender: Person
    to: str
    subject: str
    date: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Program:
    """A mail program: where its Message-IDs come from, what it puts above a mail, how it quotes and ends."""

    domain: str
    headers: Callable[[Mail, str], dict[str, str]]
    quote: Callable[[Quoted], str]
    last_line: str = ""
    html: bool = True


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def message_id(key: str, program: str) -> str:
    """The Message-ID that the program gives the mail of that key, with its angle brackets."""
    return f"<{_digest(key)[:32]}@{PROGRAMS[program].domain}>"


def _outlook(mail: Mail, digest: str) -> dict[str, str]:
    topic = mail.subject.removeprefix("RE: ").removeprefix("FW: ")
    return {
        "Thread-Topic": topic,
        "Thread-Index": base64.b64encode(bytes.fromhex(digest[:44])).decode(),
        "Accept-Language": "en-GB, en-US",
        "Content-Language": "en-GB",
        "X-MS-Has-Attach": "yes" if mail.papers else "",
    }


def _apple(mail: Mail, digest: str) -> dict[str, str]:
    return {"X-Mailer": "Apple Mail (2.3826.400.131.1.6)"}


def _phone(mail: Mail, digest: str) -> dict[str, str]:
    return {"X-Mailer": "iPhone Mail (22G100)"}


def _none(mail: Mail, digest: str) -> dict[str, str]:
    return {}


def _marked(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def _who(quoted: Quoted) -> str:
    return f"{quoted.sender.name} <{quoted.sender.email}>"


def _quote_gmail(quoted: Quoted) -> str:
    when = f"{quoted.date:%a}, {quoted.date.day} {quoted.date:%b %Y} at {quoted.date:%H:%M}"
    return f"On {when}, {_who(quoted)} wrote:\n\n{_marked(quoted.text)}"


def _quote_apple(quoted: Quoted) -> str:
    when = f"{quoted.date.day} {quoted.date:%b %Y}, at {quoted.date:%H:%M}"
    return f"On {when}, {_who(quoted)} wrote:\n\n{_marked(quoted.text)}"


def _quote_phone(quoted: Quoted) -> str:
    when = f"{quoted.date.day} {quoted.date:%b %Y}, at {quoted.date:%H:%M}"
    return _marked(f"On {when}, {_who(quoted)} wrote:\n\n{quoted.text}")


def _quote_outlook(quoted: Quoted) -> str:
    return (
        f"{'_' * 32}\nFrom: {_who(quoted)}\nSent: {quoted.date:%d %B %Y %H:%M}\n"
        f"To: {quoted.to}\nSubject: {quoted.subject}\n\n{quoted.text}"
    )


PROGRAMS: Mapping[str, Program] = {
    "outlook": Program("lo2p265mb4310.prod.outlook.example", _outlook, _quote_outlook),
    "gmail": Program("mail.gmail.example", _none, _quote_gmail),
    "apple": Program("mail.homemail.example", _apple, _quote_apple, html=False),
    "phone": Program("icloud.example", _phone, _quote_phone, "Sent from my iPhone", html=False),
    "list": Program("lists.example", _none, _quote_gmail),
}


def reply_text(words: str, program: str, quoted: Quoted) -> str:
    """New words above the quoted mail, as the program puts them."""
    chosen = PROGRAMS[program]
    last = f"\n\n{chosen.last_line}" if chosen.last_line else ""
    return f"{words.rstrip()}{last}\n\n{chosen.quote(quoted)}\n"


def write(mail: Mail, program: str) -> bytes:
    """The mail's bytes as they lie in the branch's mailbox."""
    chosen, digest = PROGRAMS[program], _digest(mail.key)
    message = EmailMessage(policy=SMTP)
    sent = mail.headers
    _put(message, "Return-Path", sent.get("Return-Path", f"<{mail.sender.email}>"))
    host = f"{mail.sender.email.rpartition('@')[2] or 'mail.example'}"
    when = format_datetime(mail.date)
    _put(message, "Received", f"from smtp.{host} by mx.northgate-branch.example with ESMTPS; {when}")
    _put(message, "From", sent.get("From", formataddr((mail.sender.name, mail.sender.email), "utf-8")))
    headers = {
        "To": mail.to,
        "Subject": mail.subject,
        "Date": when,
        "Message-ID": message_id(mail.key, program),
        "In-Reply-To": mail.in_reply_to,
        "References": " ".join(mail.references),
        **chosen.headers(mail, digest),
        **{name: value for name, value in sent.items() if name not in ("From", "Return-Path")},
    }
    for name, value in headers.items():
        _put(message, name, value)
    text = mail.text.rstrip() + "\n"
    if chosen.last_line and chosen.last_line not in text:
        text += f"\n{chosen.last_line}\n"
    message.set_content(text)
    if chosen.html:
        message.add_alternative(_html(text), subtype="html")
    for paper in mail.papers:
        kind, _, sort = paper.content_type.partition("/")
        message.add_attachment(paper.content, maintype=kind, subtype=sort, filename=paper.name)
    _name_boundaries(message, digest)
    return message.as_bytes()


def _put(message: EmailMessage, name: str, value: str) -> None:
    if value and name not in message:
        message[name] = value


def _html(text: str) -> str:
    lines = "<br>\r\n".join(escape(line) for line in text.splitlines())
    return f'<html><head><meta charset="utf-8"></head><body><div>{lines}</div></body></html>\r\n'


def _name_boundaries(message: EmailMessage, digest: str) -> None:
    """Boundaries made of the mail's key: the library would make them of chance."""
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"----=_Part_{number}_{digest[:24]}")
