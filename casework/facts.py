"""What happened. Past tense, one frozen dataclass each; `decide` knows the whole union.

Facts come from letters (ingest/understand.py), from the coordinator's edits (sheets/changes.py), from
time (casework/due.py) and from deliveries (jobs/deliver.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from casework.calibration import Calibration
from casework.capacity import Capacity, Short
from casework.model import (
    Absence,
    Form,
    KeyDate,
    Meeting,
    Member,
    Person,
    Suggestion,
    Thread,
    Value,
)
from casework.said import Said


@dataclass(frozen=True, slots=True)
class Received:
    """What a fact needs of the letter that brought it: never its text."""

    letter: str  # SHA-256 of the raw bytes
    at: datetime
    sender: Person
    thread: Thread
    answerable: bool = True  # False: list mail and the like: never answered automatically (RFC 3834)


class Answer(StrEnum):
    """What a caseworker's or coordinator's new words came to."""

    ACCEPT = "accept"
    DECLINE = "decline"
    QUESTION = "question"
    UNCLEAR = "unclear"


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
class OfferAnswered:
    """The caseworker who was asked answered, with authority (token and sender, TRUST.md §2.1)."""

    received: Received
    ref: str
    number: int  # of the offer
    caseworker: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class WordSaid:
    """A caseworker said one of our words in answer to a mail of ours, with authority (DOMAIN.md §6.2).

    `ref` is the case that mail was about, or empty; `number` that of the offer, if it was one.
    """

    received: Received
    ref: str
    caseworker: str
    said: Said
    number: int = 0


@dataclass(frozen=True, slots=True)
class WordUnproven:
    """A letter in a caseworker's name says one of our words, but answers no mail of ours: they are asked."""

    received: Received
    caseworker: str
    word: str


@dataclass(frozen=True, slots=True)
class OfferGoneStale:
    """Whoever was asked has just told us that they rest, are away or have too much: nobody waits for a no."""

    ref: str
    caseworker: str


@dataclass(frozen=True, slots=True)
class ClosingConfirmed:
    """The coordinator answered that a case whose caseworker is done can be closed."""

    received: Received
    ref: str


@dataclass(frozen=True, slots=True)
class ReviewAnswered:
    """The coordinator answered a mail about a review: they have talked, or this is the plan."""

    received: Received
    number: int
    talked_only: bool


@dataclass(frozen=True, slots=True)
class HelpJudged:
    """Whoever asked for the review says whether it helped: "yes", "partly", "no" or "unclear"."""

    received: Received
    number: int
    caseworker: str
    helped: str


@dataclass(frozen=True, slots=True)
class ReviewStepDue:
    """Time alone: the talk, the plan or the check of a review (`step` 0, 1, 2) is due."""

    caseworker: str
    number: int
    step: int


@dataclass(frozen=True, slots=True)
class LoadSeen:
    """By the register alone somebody's cases are too much: `limits` are names of casework/meters.py."""

    caseworker: str
    limits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DebriefDue:
    """Time alone: whoever has the case is asked how they are, `after` a hard "date" or when "closed"."""

    ref: str
    caseworker: str
    after: str


@dataclass(frozen=True, slots=True)
class CheckInDue:
    """Time alone: somebody has had a hard case for long, and has not talked with anybody that we know of."""

    caseworker: str


@dataclass(frozen=True, slots=True)
class PulseDue:
    """Time alone: the monthly question, for whoever wished for it."""

    caseworker: str


@dataclass(frozen=True, slots=True)
class AnsweredInWords:
    """A caseworker wrote in their own words where we asked how they are ("check_in" or "pulse")."""

    received: Received
    caseworker: str
    about: str


@dataclass(frozen=True, slots=True)
class CapacityShort:
    """By the count of the whole branch it is at the edge of what it can take."""

    reasons: tuple[Short, ...]
    numbers: Capacity


@dataclass(frozen=True, slots=True)
class CapacityEased:
    """There is room again, while members are still told that there may only be advice at first."""

    numbers: Capacity


@dataclass(frozen=True, slots=True)
class IntakeSet:
    """The coordinator says whether new members are told that there may only be advice at first."""

    received: Received
    advice_first: bool


@dataclass(frozen=True, slots=True)
class PauseLifted:
    """The coordinator emptied the Paused cell of somebody who had too much: they may be asked again."""

    caseworker: str


class RegionAnswer(StrEnum):
    """What an official's new words came to."""

    AGREED = "agreed"
    DECLINED = "declined"
    QUESTION = "question"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class ReferralAnswered:
    """The official of the region who was asked answered, with authority (token and sender)."""

    received: Received
    ref: str
    number: int  # of the referral
    official: str
    answer: RegionAnswer


@dataclass(frozen=True, slots=True)
class ReferralReminderDue:
    """Time alone: the region has not settled a question; `reminded` counts the reminders before."""

    ref: str
    number: int
    reminded: int


@dataclass(frozen=True, slots=True)
class HeldAtBranch:
    """Time alone: a case for the region is still here; `told` counts how often that was said before."""

    ref: str
    told: int


@dataclass(frozen=True, slots=True)
class CalibrationDue:
    """Time alone: a quarter is over, and this is how its points compare with the hours told."""

    quarter: str  # "2026-Q4"
    calibration: Calibration


@dataclass(frozen=True, slots=True)
class LevelSeen:
    """By the rules as they are today the case has another level than it had (SD-36)."""

    ref: str


@dataclass(frozen=True, slots=True)
class CaseworkerChosen:
    """The coordinator chose: by answering the suggestion ("ok", a name) or in the Decision column."""

    ref: str
    choice: str  # as written
    by: str  # "mail" or "register"
    received: Received | None = None  # of the letter, where it came by mail
    shown: str = ""  # the name that an "ok" stood beside: in that very mail, or in that very row
    over: str = ""  # what the Decision cell held when she wrote there


@dataclass(frozen=True, slots=True)
class AnswerNotAccepted:
    """A letter spoke to a case without the authority to: forged, foreign, expired, used. Only a line."""

    received: Received
    ref: str
    why: str


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
class StatusEdited:
    """The coordinator changed the Status cell."""

    ref: str
    value: str


@dataclass(frozen=True, slots=True)
class OutcomeEdited:
    """The coordinator wrote in the Outcome cell, or emptied it."""

    ref: str
    value: str


@dataclass(frozen=True, slots=True)
class CaseJoined:
    """`other` is a duplicate of this case, as the coordinator says; or it is none after all (`apart`)."""

    ref: str
    other: str
    apart: bool = False


@dataclass(frozen=True, slots=True)
class LeadEdited:
    """The coordinator wrote in the Caseworker cell, or emptied it: she has settled it outside the service.

    `over`: what the cell held when she wrote there.
    """

    ref: str
    value: str
    over: str = ""


@dataclass(frozen=True, slots=True)
class SecondEdited:
    """The same in the Second cell."""

    ref: str
    value: str
    over: str = ""


@dataclass(frozen=True, slots=True)
class ContactEdited:
    """The coordinator corrected a contact cell: `field` is a name of `Member`."""

    ref: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class KeyDatesEdited:
    """The tab Key dates holds these dates for the case, and held others when we last looked."""

    ref: str
    dates: tuple[KeyDate, ...]


@dataclass(frozen=True, slots=True)
class HoursNoted:
    """The tab Time has so many hours of somebody for a case (`ref` empty: none) in a month ("2026-11")."""

    ref: str
    caseworker: str  # email
    month: str
    hours: float


@dataclass(frozen=True, slots=True)
class AwayEdited:
    """The register says when a caseworker is away, and said otherwise when we last looked."""

    caseworker: str  # email
    away: tuple[Absence, ...]


@dataclass(frozen=True, slots=True)
class CaseTyped:
    """A row that a person typed, and that had no reference, has got one: `typed` is what stands in it.

    `split_of`: the case whose row was copied for it, with its `member` and `form`; else both are blank.
    """

    ref: str
    typed: dict[str, str]  # by column; days as ISO text
    member: Member
    form: Form
    split_of: str = ""


@dataclass(frozen=True, slots=True)
class CaseworkerAdded:
    """Somebody is on the tab Caseworkers who was not there before, or has come back."""

    caseworker: str  # email


@dataclass(frozen=True, slots=True)
class CaseworkerEdited:
    """The row of a caseworker says something else than before, under these names of `Caseworker`."""

    caseworker: str  # email
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseworkerGone:
    """Somebody has left, or stands on the tab Caseworkers no more."""

    caseworker: str  # email
    name: str
    left: bool  # said so; else their row is gone


@dataclass(frozen=True, slots=True)
class CaseworkerReaddressed:
    """The row of somebody has another address than before: they are who they were."""

    caseworker: str  # the address they had
    to: str


@dataclass(frozen=True, slots=True)
class AddressFollowed:
    """The same in a case that they have a part in."""

    ref: str
    caseworker: str
    to: str


@dataclass(frozen=True, slots=True)
class CellRestored:
    """Somebody edited a cell of ours, which says `value` now: it is journaled and will be put back.

    But of a case that a person typed in there is no form: what they say of it there is all there is.
    """

    ref: str
    column: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class RowVanished:
    """The case's row is no longer in the register: a person deleted it."""

    ref: str


@dataclass(frozen=True, slots=True)
class RowReturned:
    """The reference of a row that was gone stands in the register again."""

    ref: str


@dataclass(frozen=True, slots=True)
class RowDoubled:
    """A reference stands in more than one row: frozen until a person mends it."""

    ref: str


@dataclass(frozen=True, slots=True)
class SuggestionMade:
    """New cases were planned together, or people or their load changed: what is suggested for this one."""

    ref: str
    suggestion: Suggestion


@dataclass(frozen=True, slots=True)
class OfferReminderDue:
    """Time alone: the reminder of an unanswered offer."""

    ref: str
    number: int


@dataclass(frozen=True, slots=True)
class OfferLapsed:
    """Time alone: an offer nobody answered. Silence is no."""

    ref: str
    number: int


@dataclass(frozen=True, slots=True)
class ShadowFound:
    """Somebody who learns could come along to a meeting of the case: the member is asked first."""

    ref: str
    meeting: Meeting
    shadow: str  # email


@dataclass(frozen=True, slots=True)
class ShadowAnswered:
    """The member answered whether somebody may come along, with authority."""

    received: Received
    ref: str
    number: int  # of the shadowing
    answer: Answer


@dataclass(frozen=True, slots=True)
class ShadowLapsed:
    """Time alone: the member has not answered. Silence is no."""

    ref: str
    number: int


@dataclass(frozen=True, slots=True)
class ShadowingOff:
    """What was planned cannot be, or has been: `why` is a word of casework/shadowing.py."""

    ref: str
    number: int
    why: str


@dataclass(frozen=True, slots=True)
class ShadowingShared:
    """Others have the case now than those whose calendars have the date, or it has another time."""

    ref: str
    number: int


@dataclass(frozen=True, slots=True)
class ComingAnswered:
    """Whoever has the date in their calendar says whether it stays: the one who learns, or whose case it is.

    `ref` is empty for a surgery; `number` is that of the shadowing or of the visit.
    """

    received: Received
    ref: str
    number: int
    caseworker: str
    comes: bool


@dataclass(frozen=True, slots=True)
class SurgeryFound:
    """Somebody who learns could come along to a surgery of the branch."""

    meeting: Meeting
    caseworker: str  # email


@dataclass(frozen=True, slots=True)
class SurgeryOff:
    """That visit to a surgery cannot be, or has been: `why` as above."""

    caseworker: str
    number: int
    why: str


@dataclass(frozen=True, slots=True)
class HelpOffered:
    """Somebody writes that they would like to help as a caseworker. What they say of themselves beside it."""

    received: Received
    hours: float | None = None
    department: str = ""
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WishAnswered:
    """The coordinator's word to what somebody would like: to join, to take cases, to leave."""

    received: Received
    number: int
    granted: bool


@dataclass(frozen=True, slots=True)
class CaseGivenBack:
    """Whoever leaves the team steps back from this case of theirs."""

    ref: str
    caseworker: str


@dataclass(frozen=True, slots=True)
class NoticeGivenUp:
    """A notice could not be sent and will not be tried again by itself."""

    ref: str
    notice: str  # effect key
    kind: str
    who: str  # the role it was written to
    reason: str


Fact = (
    FormReceived
    | FormNotRead
    | RequestReceived
    | EmptyFormReceived
    | MoreFromMember
    | DetailsGiven
    | OfferAnswered
    | WordSaid
    | WordUnproven
    | OfferGoneStale
    | ClosingConfirmed
    | ReviewAnswered
    | HelpJudged
    | ReviewStepDue
    | LoadSeen
    | DebriefDue
    | CheckInDue
    | PulseDue
    | AnsweredInWords
    | CapacityShort
    | CapacityEased
    | IntakeSet
    | PauseLifted
    | ReferralAnswered
    | ReferralReminderDue
    | HeldAtBranch
    | LevelSeen
    | CalibrationDue
    | CaseworkerChosen
    | AnswerNotAccepted
    | AutomaticReceived
    | NoticeBounced
    | LetterForPerson
    | StatusEdited
    | OutcomeEdited
    | CaseJoined
    | LeadEdited
    | SecondEdited
    | ContactEdited
    | KeyDatesEdited
    | HoursNoted
    | AwayEdited
    | CaseTyped
    | CaseworkerAdded
    | CaseworkerEdited
    | CaseworkerGone
    | CaseworkerReaddressed
    | AddressFollowed
    | CellRestored
    | RowVanished
    | RowReturned
    | RowDoubled
    | SuggestionMade
    | OfferReminderDue
    | OfferLapsed
    | ShadowFound
    | ShadowAnswered
    | ShadowLapsed
    | ShadowingOff
    | ShadowingShared
    | ComingAnswered
    | SurgeryFound
    | SurgeryOff
    | HelpOffered
    | WishAnswered
    | CaseGivenBack
    | NoticeGivenUp
)
