"""What caseworkers, the coordinator, the region and members answer or ask for by mail."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from casework.facts.letters import Received
from casework.said import Said


class Answer(StrEnum):
    """What a caseworker's or coordinator's new words came to."""

    ACCEPT = "accept"
    DECLINE = "decline"
    QUESTION = "question"
    UNCLEAR = "unclear"


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
class AnsweredInWords:
    """A caseworker wrote in their own words where we asked how they are ("check_in" or "pulse")."""

    received: Received
    caseworker: str
    about: str


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
class ReferralSigned:
    """The branch secretary answered whether a referral may go out, with authority (token and sender)."""

    received: Received
    ref: str
    number: int  # of the referral
    secretary: str
    answer: RegionAnswer


@dataclass(frozen=True, slots=True)
class CaseworkerChosen:
    """The coordinator chose: by answering the suggestion ("ok", a name) or in the Decision column."""

    ref: str
    choice: str  # as written
    by: str  # "mail" or "register"
    received: Received | None = None  # of the letter, where it came by mail
    shown: str = ""  # the name that an "ok" stood beside: in that very mail, or in that very row
    over: str = ""  # what the Decision cell held when she wrote there
    stood: tuple[str, str] = ("", "")  # what the row showed as Caseworker and Second then


@dataclass(frozen=True, slots=True)
class AnswerNotAccepted:
    """A letter spoke to a case without the authority to: forged, foreign, expired, used. Only a line."""

    received: Received
    ref: str
    why: str


@dataclass(frozen=True, slots=True)
class ShadowAnswered:
    """The member answered whether somebody may come along, with authority."""

    received: Received
    ref: str
    number: int  # of the shadowing
    answer: Answer


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


OfAnswers = (
    OfferAnswered
    | WordSaid
    | WordUnproven
    | OfferGoneStale
    | ClosingConfirmed
    | ReviewAnswered
    | HelpJudged
    | AnsweredInWords
    | ReferralAnswered
    | ReferralSigned
    | CaseworkerChosen
    | AnswerNotAccepted
    | ShadowAnswered
    | ComingAnswered
    | HelpOffered
    | WishAnswered
    | CaseGivenBack
)
