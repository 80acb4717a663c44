"""What time brings, or a look at how things stand: suggestions, reminders, lapses, meters, meetings."""

from __future__ import annotations

from dataclasses import dataclass

from casework.calibration import Calibration
from casework.capacity import Capacity, Short
from casework.model import Meeting, Suggestion


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
class RatingOld:
    """Time alone: what somebody said a case asks of feelings was said longer ago than it is kept (G-13)."""

    ref: str


@dataclass(frozen=True, slots=True)
class CheckInDue:
    """Time alone: somebody has had a hard case for long, and has not talked with anybody that we know of."""

    caseworker: str


@dataclass(frozen=True, slots=True)
class NoBreakSeen:
    """Time alone: they have had cases for long, and no day away is known of."""

    caseworker: str  # email


@dataclass(frozen=True, slots=True)
class PulseDue:
    """Time alone: the monthly question, for whoever wished for it."""

    caseworker: str


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
class PauseLifted:
    """The coordinator emptied the Paused cell of somebody who had too much: they may be asked again."""

    caseworker: str


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
class WeightSeen:
    """The case weighs something else today: a date has come near or gone by, or the settings changed."""

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


OfTime = (
    ReviewStepDue
    | LoadSeen
    | DebriefDue
    | RatingOld
    | CheckInDue
    | NoBreakSeen
    | PulseDue
    | CapacityShort
    | CapacityEased
    | PauseLifted
    | ReferralReminderDue
    | HeldAtBranch
    | CalibrationDue
    | LevelSeen
    | WeightSeen
    | SuggestionMade
    | OfferReminderDue
    | OfferLapsed
    | ShadowFound
    | ShadowLapsed
    | ShadowingOff
    | ShadowingShared
    | SurgeryFound
    | SurgeryOff
)
