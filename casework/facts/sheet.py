"""What the coordinator did in the register."""

from __future__ import annotations

from dataclasses import dataclass

from casework.facts.letters import Received
from casework.model import Absence, Form, KeyDate, Member


@dataclass(frozen=True, slots=True)
class IntakeSet:
    """The coordinator says whether new members are told that there may only be advice at first."""

    received: Received
    advice_first: bool


@dataclass(frozen=True, slots=True)
class StatusEdited:
    """The coordinator changed the Status cell.

    `decision` stood under Decision then, beside a suggestion that showed the names in `shown`.
    """

    ref: str
    value: str
    decision: str = ""
    shown: str = ""


@dataclass(frozen=True, slots=True)
class OutcomeEdited:
    """The coordinator wrote in the Outcome cell, or emptied it."""

    ref: str
    value: str


@dataclass(frozen=True, slots=True)
class StageEdited:
    """The coordinator said at which stage the case is, or emptied the cell."""

    ref: str
    value: str


@dataclass(frozen=True, slots=True)
class ExtraWorkEdited:
    """The coordinator said what makes the case more work, or emptied the cell."""

    ref: str
    value: str


@dataclass(frozen=True, slots=True)
class EmotionalEdited:
    """The coordinator said what the case asks of feelings, or emptied the cell."""

    ref: str
    value: str


@dataclass(frozen=True, slots=True)
class CategoryEdited:
    """The coordinator said what the case is about, or emptied the cell."""

    ref: str
    value: str


@dataclass(frozen=True, slots=True)
class DepartmentEdited:
    """The coordinator said which department or workplace the member is of, or emptied the cell."""

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
    """The coordinator wrote in the Caseworker cell, which settles who has the case, or emptied it.

    `over`: what the cell held when she wrote there. `both`: in the same go she emptied the Second cell too.
    """

    ref: str
    value: str
    over: str = ""
    both: bool = False


@dataclass(frozen=True, slots=True)
class SecondEdited:
    """The same in the Second cell."""

    ref: str
    value: str
    over: str = ""


@dataclass(frozen=True, slots=True)
class ContactEdited:
    """The coordinator corrected a contact cell: `field` is a name of `Member`, or "membership_number"."""

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
    `copied`: the columns that say what they say in that row, and so of that case.
    """

    ref: str
    typed: dict[str, str]  # by column; days as ISO text
    member: Member
    form: Form
    split_of: str = ""
    copied: tuple[str, ...] = ()


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


OfTheSheet = (
    IntakeSet
    | StatusEdited
    | OutcomeEdited
    | StageEdited
    | ExtraWorkEdited
    | EmotionalEdited
    | CategoryEdited
    | DepartmentEdited
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
    | CellRestored
    | RowVanished
    | RowReturned
    | RowDoubled
)
