"""What a branch knows: cases, members, caseworkers, offers, suggestions, policy.

Values only: frozen, comparable, without behaviour that needs a clock or the outside. All datetimes are
aware; dates are calendar dates in the branch's own time zone. Words are those of DESIGN.md §3.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from casework.helped import NOTHING, Helped
from casework.numbers import Care, Workload
from casework.referral import Rating, Referral
from casework.region_rules import RegionRules

if TYPE_CHECKING:
    from casework.own_word import Standing

Value = str | bool | tuple[str, ...]
"""A form's value in the normal form of its field: text, ISO date, consent, or a set of categories."""


class Status(StrEnum):
    """Where a case stands; the values are the words the coordinator sees and may choose."""

    NEW = "New"
    OFFERED = "Offered"
    ACTIVE = "Active"
    WAITING = "Waiting"
    CLOSED = "Closed"


class Role(StrEnum):
    """Who a notice is for. Nobody else is ever written to (TRUST.md I11)."""

    MEMBER = "member"
    CASEWORKER = "caseworker"
    COORDINATOR = "coordinator"
    SECRETARY = "secretary"
    ADMINISTRATOR = "administrator"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a name and exactly one mail address (lower case)."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Member:
    """The member a case is about, as their form has it. `email` may be empty: see `Case.reply_to`."""

    name: str
    email: str
    phone: str = ""
    contact_preference: str = ""
    employer: str = ""
    department: str = ""
    line_manager: str = ""
    people_involved: str = ""


@dataclass(frozen=True, slots=True)
class Absence:
    """Away from `start` to `end`, both days included."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class HoursIn:
    """So many hours a month from `start` to `end`, both days included."""

    start: date
    end: date
    hours: float


class Level(IntEnum):
    """How far a caseworker has come (SD-02, SD-03); the plan counts with the numbers."""

    SHADOW = 0
    NEW = 1
    EXPERIENCED = 2


class Preference(StrEnum):
    """How somebody would rather work; the values are the words of the Caseworkers tab."""

    NONE = ""
    ALONE = "Alone"
    PAIRED = "Paired"
    SHADOW = "Shadow"


@dataclass(frozen=True, slots=True)
class KeyDate:
    """A meeting, hearing or deadline of a case, as a person noted it; `done`: over, or cancelled."""

    day: date
    what: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True)
class Meeting:
    """When people meet; `clock` is "14:00", or empty where no time is known."""

    day: date
    clock: str = ""


@dataclass(frozen=True, slots=True)
class Shadowing:
    """Somebody who learns, coming along to one meeting of a case (SD-02). `number` counts those of the case.

    The member is asked first, and named to is who would come. `told` have the date in their calendars;
    `changes` counts what calendars have been told since. `over` says why it is off, or that it was.
    """

    number: int
    meeting: Meeting
    shadow: str  # email
    name: str
    ends_at: datetime  # from then on silence is no
    agreed_at: datetime | None = None
    told: tuple[Person, ...] = ()
    changes: int = 0
    over: str = ""


@dataclass(frozen=True, slots=True)
class Caseworker:
    """A volunteer, as the coordinator's Caseworkers tab has them. `email` identifies them.

    `wants` and `not_yet` are names of categories; `covers` are employers, none meaning all of them.
    """

    name: str
    email: str
    employer: str = ""
    department: str = ""
    max_cases: int | None = None  # their own cap; None: the branch's
    away: tuple[Absence, ...] = ()
    paused: bool = False
    left: bool = False
    level: Level = Level.EXPERIENCED
    hours: float | None = None  # a month; None: the branch's usual number
    preference: Preference = Preference.NONE
    wants: tuple[str, ...] = ()
    not_yet: tuple[str, ...] = ()
    keep_apart: tuple[str, ...] = ()  # departments and people, as written
    covers: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    workplaces: tuple[str, ...] = ()  # where they are, as written
    duties: tuple[str, ...] = ()  # what else they do for the branch, as written
    accredited: bool | None = None  # for hearings; None: nothing is said
    accredited_until: date | None = None
    insured: bool | None = None  # on the branch's insurance list; None: nothing is said
    insured_until: date | None = None
    woman: bool = False
    shadows: tuple[Absence, ...] = ()  # times in which they would come along and learn (SD-03)
    initials: str = ""  # or another short form of the name
    hours_in: tuple[HoursIn, ...] = ()  # other hours for a time (SD-26)
    months: tuple[tuple[int, float], ...] = ()  # other hours in a month of every year, by its number
    typed: tuple[tuple[str, str], ...] = ()  # what stands in some of their cells, to the letter
    unclear: tuple[str, ...] = ()  # columns with something in them that could not be read: the lower counts

    def cell(self, name: str) -> str:
        """What stands in that cell of theirs, as far as it is kept, or an empty string."""
        return dict(self.typed).get(name, "")


@dataclass(frozen=True, slots=True)
class Whence:
    """Where a value was found: the question as printed, and its place ("table 1, row 2", "line 7")."""

    question: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """One returned form: values in the normal form of FIELDS.md, and how sure each is (0 to 1)."""

    values: dict[str, Value]
    source: str = "body"
    confidence: dict[str, float] = field(default_factory=dict)
    missing: tuple[str, ...] = ()  # needed fields without a value
    doubtful: tuple[str, ...] = ()  # fields whose value a person should check
    writers: tuple[Person, ...] = ()  # of the letters it was passed on in, outermost first
    where: dict[str, Whence] = field(default_factory=dict)  # of each value, as far as it is known

    def text(self, name: str) -> str:
        """The value of a text field, or an empty string."""
        value = self.values.get(name, "")
        return value if isinstance(value, str) else ""

    def day(self, name: str) -> date | None:
        """The day of a date field, or None where it has none or only part of one ("2026-01")."""
        try:
            return date.fromisoformat(self.text(name)[:10])
        except ValueError:
            return None

    def date_text(self, name: str) -> str:
        """A date field (with its time, if it has one) as ISO text; empty unless it is a whole date."""
        return self.text(name) if self.day(name) else ""

    def names(self, name: str) -> tuple[str, ...]:
        """The value of a set field, or an empty tuple."""
        value = self.values.get(name, ())
        return value if isinstance(value, tuple) else ()


@dataclass(frozen=True, slots=True)
class Thread:
    """What is needed to answer in somebody's own mail thread. Message-IDs with their angle brackets."""

    message_id: str = ""
    references: tuple[str, ...] = ()
    subject: str = ""


class Part(StrEnum):
    """Who is still to be found for a case."""

    PAIR = "pair"
    LEAD = "lead"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A caseworker who could take the case, and why, in one plain sentence."""

    name: str
    email: str
    reason: str


@dataclass(frozen=True, slots=True)
class Excluded:
    """A caseworker who cannot take the case, with the codes of DOMAIN.md §4.1."""

    name: str
    email: str
    codes: tuple[str, ...]
    until: date | None = None  # the last day of an offer about another case that is open


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Whom to ask, and who was left out and why. Empty `candidates`: nobody can.

    `part` says what is suggested: a pair, of which the first candidate leads and `second` is the other; or
    the lead or the second alone, where the other stands already. Further candidates are alternatives. `able`
    are the addresses of all who could be named for it, sorted: whom no rule is against and who has room.
    """

    candidates: tuple[Candidate, ...]
    excluded: tuple[Excluded, ...]
    second: Candidate | None = None
    alone: str = ""  # why there is no second, in words
    part: Part = Part.PAIR
    able: tuple[str, ...] = ()

    @property
    def names(self) -> str:
        """Who would be asked, as the register and mails say it: "Ana Ruiz and Ben Osei"."""
        both = (*self.candidates[:1], *((self.second,) if self.second else ()))
        return " and ".join(person.name for person in both)


@dataclass(frozen=True, slots=True)
class Offer:
    """An invitation to take a case, never an order. `number` counts the offers of one case from 1."""

    number: int
    caseworker: str  # email
    name: str
    made_at: datetime
    remind_at: datetime
    lapses_at: datetime
    reminded: bool = False
    part: Part = Part.LEAD


@dataclass(frozen=True, slots=True)
class Case:
    """One case. The journal holds it; the register shows it."""

    ref: str  # C-YYYY-NNNN
    received_at: datetime
    letter: str  # id of the letter that brought it
    member: Member
    reply_to: str  # the address the form came from; answers go there if `member.email` is empty
    thread: Thread
    form: Form
    categories: tuple[str, ...]
    points: float  # hours a month while active, DOMAIN.md §3.2
    emotional: int = 0  # 0 routine to 3 crisis
    emotional_said: str = ""  # as the coordinator or its lead said it; blank: that of its category
    rated_at: datetime | None = None  # when that was said
    stage: str = ""  # as the coordinator wrote it
    extra_work: str = ""  # what she wrote of it that no form tells
    status: Status = Status.NEW
    suggestion: Suggestion | None = None
    offer: Offer | None = None
    second_offer: Offer | None = None
    offers_made: int = 0
    decided: str = ""  # what we put into the Decision cell when people were asked
    decided_by: str = ""  # "mail" or "register": where she said so
    lead: str = ""  # email of the caseworker who said yes
    lead_since: datetime | None = None
    second: str = ""  # email of the second who said yes
    second_since: datetime | None = None
    second_shown: bool = False  # she was shown somebody to go with the lead, and gets no further mail of it
    declined: tuple[str, ...] = ()  # emails; costs nothing, only never asked again for this case
    lapsed: tuple[str, ...] = ()  # emails; silence is no, but may be chosen again by a person
    passed_over: tuple[str, ...] = ()  # emails; the coordinator asked for another suggestion
    flags: tuple[str, ...] = ()  # short words for the coordinator's Check column
    possible_second_of: tuple[str, ...] = ()
    last_news_at: datetime | None = None
    acted_at: datetime | None = None  # when a person last noted or said something of it
    closed_at: datetime | None = None
    outcome: str = ""  # as the coordinator wrote it
    merged_into: str = ""  # the case that this one is a duplicate of
    key_dates: tuple[KeyDate, ...] = ()  # besides the form's own
    shadowings: tuple[Shadowing, ...] = ()
    asked_after: tuple[str, ...] = ()  # emails of whoever was asked how they are, after something hard
    row_gone: bool = False  # a person deleted its row: never put back (TRUST.md I3)
    rating: Rating | None = None  # its level, by the branch's rules; None: not rated yet
    referrals: tuple[Referral, ...] = ()  # what the region was asked, oldest first


@dataclass(frozen=True, slots=True)
class OpenCase:
    """The little that workload and duplicates need to know of an open case."""

    ref: str
    status: Status
    member_email: str
    reply_to: str
    lead: str
    offered_to: str
    points: float
    suggested_to: str = ""  # first in the suggestion that waits for the coordinator
    emotional: int = 0
    second: str = ""
    second_offered_to: str = ""
    second_suggested_to: str = ""
    lead_since: datetime | None = None
    second_since: datetime | None = None
    member_name: str = ""
    named: str = ""  # line manager and people involved, for the other side of a dispute (H5)
    moved_at: datetime | None = None  # the last thing known of it; a date to come counts as that date
    offered_until: datetime | None = None  # when the offer that is open lapses
    second_offered_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Branch:
    """Who we are: the names and addresses of the people a branch's letters come from and go to."""

    name: str
    address: str  # the casework mailbox
    coordinator: Person
    secretary: Person | None = None
    administrator: Person | None = None
    phone: str = ""
    officials: tuple[Person, ...] = ()  # of the region: the only ones a referral may go to


@dataclass(frozen=True, slots=True)
class Policy:
    """The branch's numbers, from config.yaml; the defaults and their sources stand there."""

    timezone: str = "Europe/London"
    holidays: frozenset[date] = frozenset()
    remind_after_days: int = 2  # working days after an offer
    offer_days: int = 3  # working days until an offer lapses
    urgent_offer_days: int = 1  # the same where a date is near
    allocate_days: int = 5  # working days we tell the member to expect (M-06)
    urgent_days: int = 14  # a date this near makes a case urgent (L-10)
    first_contact_days: int = 3  # working days from a yes to the first word to the member (M-07)
    max_cases: int = 5  # per caseworker (DOMAIN.md §3.2)
    shadows_per_meeting: int = 1  # how many who learn may come along
    shadow_answer_days: int = 3  # working days in which a member may agree to it
    suggestions: int = 3  # how many names a suggestion holds
    notices_per_day: int = 12  # to one recipient
    open_from: time = time(8)  # quiet hours outside, for volunteers (W-08)
    open_until: time = time(18)
    plan_at: time | None = None  # new cases that are not urgent wait for this hour; None: for nothing
    needed: tuple[str, ...] = ("member_name", "email", "summary")  # answers a member is asked for again
    workload: Workload = field(default_factory=Workload)
    care: Care = field(default_factory=Care)
    points: dict[str, float] = field(default_factory=dict)  # base points by category
    default_points: float = 3.0
    emotional: dict[str, int] = field(default_factory=dict)  # 0 to 3 by category
    category_words: dict[str, str] = field(default_factory=dict)  # neutral words by category
    share_with_caseworker: str = "answers"  # answers | contact
    employer_domains: tuple[str, ...] = ()  # mail there can be read by the employer (G-08)
    region: RegionRules = field(default_factory=RegionRules)

    def is_employer_address(self, address: str) -> bool:
        """Whether the address is on one of the employer's domains or below it."""
        domain = address.rpartition("@")[2].casefold()
        return any(domain == own or domain.endswith("." + own) for own in self.employer_domains)


@dataclass(frozen=True, slots=True)
class Team:
    """What a decision may look at besides the case: the roster, everyone's open cases, the next reference."""

    caseworkers: tuple[Caseworker, ...] = ()
    open_cases: tuple[OpenCase, ...] = ()
    next_ref: str = ""
    standings: tuple[Standing, ...] = ()  # what caseworkers have told us of themselves
    advice_first: bool = False  # the coordinator has new members told that there may only be advice at first
    helped: Helped = NOTHING  # who has helped whom before, with what, and beside whom
    in_full: tuple[Case, ...] = ()  # cases of whom a review or a word is about

    def person(self, email: str) -> Caseworker | None:
        """The caseworker at that address, if they are with us."""
        return next((one for one in self.caseworkers if one.email == email and not one.left), None)

    def has_left(self, email: str) -> bool:
        """Whether the register says that they have left; a row that is only gone may be a slip."""
        return any(one.left for one in self.caseworkers if one.email == email)
