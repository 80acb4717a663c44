"""An effect to a finished notice: the one door through which every letter out is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from casework.effects import Send
from casework.model import Branch, Person, Role
from notify.answers import answer_links
from notify.calendar import calendar_file
from notify.message import Heading, build
from notify.notices import NoticeKind, NoticeUnfit, kind_of, with_newer
from notify.render import render


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the journal fixed before the first attempt. `date` is aware.

    `message_id` has its angle brackets; `reply_to` is the plus-address with the token, or the branch's own;
    then `tag` is the token, for the subject of the links that answer. `answers` and `asked` are what a copy
    of it needs to say, so that a lost journal can be made anew: purpose, number and end of what may be
    answered ("offer 3 1796039560"), and the fields that were asked for.
    """

    key: str
    message_id: str
    date: datetime
    reply_to: str
    tag: str = ""
    answers: str = ""
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A letter out, ready to be stored and sent: `raw` is the whole message to the one `recipient`."""

    subject: str
    text: str
    html: str
    raw: bytes
    recipient: str


def compose(
    send: Send, branch: Branch, envelope: Envelope, templates: Path | None, blanks: Sequence[bytes]
) -> Notice:
    """The notice for `send`; `templates` is the branch's own folder, `blanks` its blank form, by format.

    Pure but for reading templates: the same inputs give the same bytes. Raises `NoticeUnfit`, and then
    nothing may be sent: wrong role or person, missing words, a faulty template, a trick in an address.
    """
    told = with_newer(send.kind, send.words)
    kind = kind_of(send.kind, send.role, send.ref, told)
    _check_person(send, branch)
    _check_grant(send, kind)
    if send.blank_form and (not blanks or send.role is not Role.MEMBER):
        raise NoticeUnfit("The blank form was to be attached, but there is none, or not for this person.")
    name = branch.name if "branch" in branch.name.casefold() else f"{branch.name} branch"
    links = answer_links(envelope.reply_to, send.ref, kind.answers, envelope.tag)
    words = {
        **told,
        "ref": send.ref,
        "role": send.role.value,
        "to_name": send.to.name,
        "branch_name": name,
        "branch_address": branch.address,
        "branch_phone": branch.phone,
        "coordinator_name": branch.coordinator.name,
        "administrator_name": branch.administrator.name if branch.administrator else "",
        "can_answer": send.grant is not None,
        "forms": len(blanks),
    }
    page = render(send.kind, words, links, templates, send.ref)
    heading = Heading(
        key=envelope.key,
        message_id=envelope.message_id,
        date=envelope.date,
        from_name=f"{name} casework (automatic message)",  # W-07
        from_address=branch.address,
        reply_to=send.to.email if kind.back_to_them else envelope.reply_to,
        recipient=send.to.email,
        subject=page.subject,
        thread=send.thread,
        answers=envelope.answers,
        asked=envelope.asked,
    )
    entry = calendar_file(send.appointment, branch.address, envelope.date) if send.appointment else None
    raw = build(heading, page.text, page.html, blanks if send.blank_form else (), entry)
    return Notice(page.subject, page.text, page.html, raw, send.to.email)


def _check_person(send: Send, branch: Branch) -> None:
    """The people in charge are named in the branch's settings: their letters go nowhere else (I11)."""
    named: dict[Role, Person | None] = {
        Role.COORDINATOR: branch.coordinator,
        Role.SECRETARY: branch.secretary,
        Role.ADMINISTRATOR: branch.administrator,
    }
    if send.role is Role.REGION:
        allowed = {one.email.casefold() for one in branch.officials}
        if send.to.email.casefold() not in allowed:
            raise NoticeUnfit("The notice is addressed to somebody who is not on the region's list.")
    if send.role not in named:
        return
    person = named[send.role]
    if person is None or person.email.casefold() != send.to.email.casefold():
        raise NoticeUnfit(f"The notice is addressed to somebody who is not the branch's {send.role}.")


def _check_grant(send: Send, kind: NoticeKind) -> None:
    """Whoever can answer is who was written to, about the case that was written of (TRUST.md §2.1)."""
    if kind.answers and send.grant is None:
        raise NoticeUnfit(f'The notice "{send.kind}" asks for an answer that nobody is allowed to give.')
    if send.grant is None:
        return
    if send.grant.person.casefold() != send.to.email.casefold() or send.grant.ref != send.ref:
        raise NoticeUnfit("The notice would let somebody else answer, or about another case.")
