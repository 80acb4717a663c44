"""What letters bring, and what becomes of our own: forms, requests, news, bounces."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from casework.model import Form, Person, Thread, Value


@dataclass(frozen=True, slots=True)
class Received:
    """What a fact needs of the letter that brought it: never its text."""

    letter: str  # SHA-256 of the raw bytes
    at: datetime
    sender: Person
    thread: Thread
    answerable: bool = True  # False: list mail and the like: never answered automatically (RFC 3834)


@dataclass(frozen=True, slots=True)
class FormReceived:
    """A letter brought a form in which fields were found."""

    received: Received
    form: Form
    unread: tuple[str, ...] = ()  # names of attachments that could not be read as forms


@dataclass(frozen=True, slots=True)
class FormNotRead:
    """A letter brought a document that may be a form but could not be read: a person looks."""

    received: Received
    documents: tuple[str, ...]
    reason: str
    ask: tuple[str, ...] = ()  # what the sender can do about it: "unlock", "pdf", "again"


@dataclass(frozen=True, slots=True)
class RequestReceived:
    """Somebody asked for help without a form (DOMAIN.md N-22)."""

    received: Received


@dataclass(frozen=True, slots=True)
class EmptyFormReceived:
    """A form came back with nothing filled in: no case, but a friendly question."""

    received: Received


@dataclass(frozen=True, slots=True)
class MoreFromMember:
    """A member with a case wrote again."""

    received: Received
    ref: str


@dataclass(frozen=True, slots=True)
class DetailsGiven:
    """The member answered what the acknowledgement asked, with authority; `values` as in FIELDS.md."""

    received: Received
    ref: str
    values: dict[str, Value]
    confirmed: tuple[str, ...] = ()  # fields: what we read is right
    unclear: tuple[str, ...] = ()  # fields: answered, but not so that it could be read
    more: bool = False  # there are other words or papers besides


@dataclass(frozen=True, slots=True)
class AutomaticReceived:
    """A machine wrote: filed, never parsed, never answered."""

    received: Received
    what: str  # "auto-reply" and the like
    ref: str = ""  # the case whose notice it answers, if that could be told


@dataclass(frozen=True, slots=True)
class NoticeBounced:
    """A notice of ours came back."""

    received: Received
    ref: str
    notice: str  # effect key, or empty where the notice could not be told
    who: str  # the role it was written to, or empty
    address: str


@dataclass(frozen=True, slots=True)
class LetterForPerson:
    """A letter that nobody but a person can place: other mail, no usable sender, over the caps."""

    received: Received
    why: str
    ref: str = ""


@dataclass(frozen=True, slots=True)
class AddressFollowed:
    """The same in a case that they have a part in."""

    ref: str
    caseworker: str
    to: str


@dataclass(frozen=True, slots=True)
class NoticeGivenUp:
    """A notice could not be sent and will not be tried again by itself."""

    ref: str
    notice: str  # effect key
    kind: str
    who: str  # the role it was written to
    reason: str


OfLetters = (
    FormReceived
    | FormNotRead
    | RequestReceived
    | EmptyFormReceived
    | MoreFromMember
    | DetailsGiven
    | AutomaticReceived
    | NoticeBounced
    | LetterForPerson
    | AddressFollowed
    | NoticeGivenUp
)
