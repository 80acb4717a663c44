"""What is to be done. Pure values: `decide` makes them, jobs/deliver.py carries them out once each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from casework.appointment import Appointment
from casework.model import Case, Person, Role, Thread
from casework.own_word import Standing

if TYPE_CHECKING:
    from casework.facts import Fact

Words = dict[str, str | int | list[str] | list[dict[str, str]]]
"""What a template may say: plain values only, so that they can be stored with the effect."""


@dataclass(frozen=True, slots=True)
class Grant:
    """The authority a notice carries to be answered: who may answer, about what (TRUST.md §2.1)."""

    ref: str
    person: str  # email of the person asked
    purpose: str  # "offer" or "suggestion" or "case"
    number: int = 0  # of the offer
    days: int = 30  # until it expires


@dataclass(frozen=True, slots=True)
class PutRow:
    """The case's row wants writing: made if new, our columns brought up to date if not."""

    ref: str


@dataclass(frozen=True, slots=True)
class SetCell:
    """Compare-and-set of a human's cell: written only if it still holds `expected`, else the edit stands."""

    ref: str
    column: str  # a name of sheets/columns.py
    expected: str
    value: str
    tab: str = "cases"


@dataclass(frozen=True, slots=True)
class Attend:
    """A line on the Needs attention tab: what happened, what to do. No member's words."""

    ref: str  # empty where there is no case
    what: str
    do: str
    letter: str = ""
    once: str = ""  # a line with this name is written only once, ever


@dataclass(frozen=True, slots=True)
class AddLine:
    """A new line on a tab; from then on it is people's to change.

    `cells` by the names of sheets/columns.py ("who", "from", "to", "what"; "who", "ref", "date", "hours",
    "what"; "ref", "date", "what"; "name", "email", …), days as ISO text, hours as a number, who as an address
    or a name.
    """

    tab: str  # "availability", "time", "key_dates" or "caseworkers"
    cells: dict[str, str | int | float]
    ref: str = ""  # the case it belongs to, if any
    once: str = ""  # a line with this name is written only once, ever


@dataclass(frozen=True, slots=True)
class Send:
    """A notice to one person. `kind` names its template; `words` are what the template may say."""

    kind: str
    role: Role
    to: Person
    ref: str
    words: Words = field(default_factory=dict)
    thread: Thread | None = None  # answer in this thread
    grant: Grant | None = None  # makes ACCEPT / DECLINE / "ok" possible
    blank_form: bool = False  # the only document we ever send (G-07)
    appointment: Appointment | None = None  # a date for the reader's calendar
    once: str = ""  # a notice with this name is queued only once, ever ("blank form to X on 3 May")


@dataclass(frozen=True, slots=True)
class AdviceFirst:
    """Whether members who write now are told that there may only be advice at first: "on", "told" or ""."""

    state: str  # "told": on, and the coordinator was asked whether to go on with it


@dataclass(frozen=True, slots=True)
class Keep:
    """What a caseworker has told us of themselves, as it is from now on."""

    standing: Standing


Effect = PutRow | SetCell | Attend | AddLine | Send | Keep | AdviceFirst


@dataclass(frozen=True, slots=True)
class Decision:
    """What a fact came to: the case as it is now, what to do, why in plain words, and the letter's folder."""

    case: Case | None
    effects: tuple[Effect, ...]
    why: str
    folder: str = ""  # below "Casework/"; empty: the case's own, or "Other"
    then: tuple[Fact, ...] = ()  # facts that follow from it, about other cases, in the same transaction
