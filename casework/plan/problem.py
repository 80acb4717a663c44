"""The values of an allocation problem, as shared with other programs: nothing in them needs a register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Role = Literal["lead", "second", "sole"]


@dataclass(frozen=True, slots=True)
class Case:
    """A case that wants a pair. `points`: hours a month; `emotional`: 0 to 3; `not_with`, `opposes`: ids."""

    id: str
    points: float
    emotional: int = 0
    category: str = ""
    urgent: bool = False
    hearing: bool = False
    employer: str = ""
    department: str = ""
    not_with: frozenset[str] = frozenset()
    woman_only: bool = False
    opposes: frozenset[str] = frozenset()
    language: str = ""  # that the member asks for
    must_speak: bool = False  # whoever leads has to speak it
    place: str = ""  # where the member works
    before: frozenset[str] = frozenset()  # who has helped this member before
    versed: frozenset[str] = frozenset()  # who has had a case of this kind


@dataclass(frozen=True, slots=True)
class Caseworker:
    """A volunteer. `capacity` and `load` in points; `level` 0 shadow, 1 new, 2 experienced."""

    id: str
    level: int
    capacity: float
    load: float = 0.0
    cases: int = 0
    max_cases: int = 5
    max_new: int = 2
    max_heavy: int = 2
    heavy: int = 0
    employer: str = ""
    department: str = ""
    covers: frozenset[str] | None = None  # employers; None: all of them
    not_yet: frozenset[str] = frozenset()
    declined: frozenset[str] = frozenset()
    away: bool = False
    paused: bool = False
    accredited: bool = False
    woman: bool = False
    days_since_last: float | None = None  # None: never, or not known
    wants: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()  # where they work; none: not known
    takes: frozenset[Role] = frozenset(("lead", "second", "sole"))  # the parts they are willing to take


@dataclass(frozen=True, slots=True)
class Soft:
    """What it costs to ask somebody, in the units of DOMAIN.md §4.2: the busiest's whole time is 100."""

    recent: float = 2.0  # whoever was given a case today, falling to nothing in …
    recent_days: float = 90.0  # … so many days
    no_learner: float = 4.0  # a pair in which nobody new learns from the other
    not_spoken: float = 2.0  # a language that the member would like, and that they do not speak
    not_asked_for: float = 2.0  # a kind of case that is not among those they want
    elsewhere: float = 2.0  # to work at another place than the member
    not_versed: float = 2.0  # to lead a kind of case that others have had, and they have not
    not_before: float = 8.0  # not who helped this member before, where somebody did
    together: float = 1.0  # two who were a pair in two cases or more, half of it after one


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of the rules, how long may be thought, and the seed of what is tried at random."""

    share_lead: float = 0.7
    share_second: float = 0.4
    share_sole: float = 1.0
    max_utilisation: float = 1.0
    seconds: float = 10.0
    seed: int = 0
    soft: Soft = Soft()
    in_turn: int = 2  # how many of the highest utilisations come strictly before the rest

    def share(self, role: Role) -> float:
        """The part of a case's points that falls on this role."""
        shares = {"lead": self.share_lead, "second": self.share_second, "sole": self.share_sole}
        return shares[role]


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything a plan is made from. Ids are unique; `opposes` holds in both directions; `together`: in how
    many cases two have been a pair; `apart`: two who are to be in no pair (H17)."""

    cases: tuple[Case, ...] = ()
    caseworkers: tuple[Caseworker, ...] = ()
    settings: Settings = field(default_factory=Settings)
    together: Mapping[frozenset[str], int] = field(default_factory=dict)
    apart: frozenset[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Pair:
    """Who is to take a case; without a second it is single-handed."""

    case: str
    lead: str
    second: str | None = None


def utilisation(load: float, capacity: float) -> float:
    """Load by capacity; nothing on nobody's time is 0, something on nobody's time is infinite."""
    if capacity > 0:
        return load / capacity
    return 0.0 if load <= 0 else float("inf")
