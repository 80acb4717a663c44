"""What was read from a letter's bytes: values only, safe to pass out of the contained reader as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from casework.model import Form, Person
from ingest.learnt import LearntForm


class Kind(StrEnum):
    """What a letter is, before anything is known of cases and people (DESIGN.md §5)."""

    FORM = "form"
    REQUEST = "request_without_form"
    FOLLOWUP = "followup"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part with a name, or a document without one; `sha256` of its decoded bytes."""

    name: str
    content_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A message in. Always produced, whatever the bytes; what could not be read is empty."""

    sha256: str
    message_id: str = ""
    from_name: str = ""
    from_address: str = ""  # empty unless exactly one clean mailbox (TRUST.md S4)
    reply_to: str = ""
    to: tuple[str, ...] = ()  # To, Cc, Delivered-To, X-Original-To: every address it came to
    subject: str = ""
    date: datetime | None = None
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    text: str = ""
    reply: str = ""  # the sender's own new words
    attachments: tuple[Attachment, ...] = ()
    failed_addresses: tuple[str, ...] = ()
    failed_message_ids: tuple[str, ...] = ()  # Message-IDs of ours named inside a bounce


@dataclass(frozen=True, slots=True)
class Gap:
    """One question of an acknowledgement: its field, and whether a value was shown to be said yes to."""

    field: str
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the reader says of one letter."""

    letter: Letter
    kind: Kind
    automatic: bool = False  # a machine wrote it, or it must not be answered by a machine
    evidence: str = ""  # the rule that told an automatic letter
    forms: tuple[Form, ...] = ()
    unread: tuple[str, ...] = ()  # names of documents that may be forms but could not be read (yet)
    problems: tuple[str, ...] = ()  # one plain sentence each
    ask: tuple[str, ...] = ()  # what the sender can do about the unread ones: "unlock", "pdf", "again"
    by_service: bool = False  # a form service's machine sent it: the member is in Reply-To or in the form


@dataclass(frozen=True, slots=True)
class Document:
    """An attachment with its bytes, inside the contained reader only."""

    name: str
    content_type: str  # as declared: never believed
    content: bytes
    writers: tuple[Person, ...] = ()  # of the letters it was passed on in, outermost first


@dataclass(frozen=True, slots=True)
class FormSettings:
    """What a branch says of its own form, from config.yaml."""

    wordings: dict[str, tuple[str, ...]]  # field -> the branch's own label wordings, beside the built-in ones
    choices: dict[str, tuple[str, ...]]  # category -> the branch's own wordings of it
    needed: tuple[str, ...] = ("member_name", "email", "summary")
    region: str = "GB"  # for phone numbers
    learnt: tuple[LearntForm, ...] = ()  # the branch's own blank forms, by `casework learn`
    programs: tuple[str, ...] = ()  # of the system, that may be asked to do something (errand.py)


@dataclass(frozen=True, slots=True)
class FoundForms:
    """The forms of one letter; `unread` names documents that may be forms but could not be read."""

    forms: tuple[Form, ...]
    unread: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    blank: bool = False  # a blank form came back: nothing of it was filled in
    papers: tuple[str, ...] = ()  # names of documents that are the employer's own
    ask: tuple[str, ...] = ()  # what the sender can do about the unread ones (unread.py)
