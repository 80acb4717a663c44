"""A case and the region: how the case is rated, and what the region was asked and answered. Values only.

The rules stand in casework/region_rules.py; docs/region.md tells it in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

FOR_REGION = 3
"""The level from which on a case is the region's to decide about (DOMAIN.md L-49)."""


class Wish(StrEnum):
    """What the region is asked for."""

    TAKE = "take"  # to take the case on (L-45)
    ADVICE = "advice"  # to talk it through with the branch (SD-34)


class Stand(StrEnum):
    """Where a referral stands."""

    TO_SIGN = "to_sign"  # the secretary has been asked to sign it; nothing has gone to the region
    NOT_SIGNED = "not_signed"  # settled without having gone to the region
    ASKED = "asked"
    QUESTION = "question"
    AGREED = "agreed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


OPEN = frozenset({Stand.ASKED, Stand.QUESTION})
"""An answer is still to come."""


@dataclass(frozen=True, slots=True)
class Rating:
    """The level of a case by the branch's rules, with the rules' own neutral words for why.

    `since`: since when it has that level. `look_at`: when the coordinator is next told that the case is still
    at the branch, if at all; `told`: how often she was. `kept_at`: when she decided that the branch keeps it.
    """

    level: int
    why: tuple[str, ...]
    since: datetime
    look_at: datetime | None = None
    told: int = 0
    kept_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Referral:
    """One time that the region was asked about a case. `number` counts those of the case from 1.

    `due_at`: by when an answer was asked for; `look_at`: when the coordinator is next reminded, or None where
    nothing more is to come; `answered_at`: when the region first said anything.
    """

    number: int
    wish: Wish
    name: str
    email: str
    sent_at: datetime
    due_at: datetime
    look_at: datetime | None
    stand: Stand = Stand.ASKED
    reminded: int = 0
    answered_at: datetime | None = None
    settled_at: datetime | None = None
    signer: str = ""  # email of the secretary who was asked to sign; empty: nobody need
    signed_at: datetime | None = None

    @property
    def went(self) -> bool:
        """Whether it has gone to the region."""
        return self.stand not in (Stand.TO_SIGN, Stand.NOT_SIGNED)

    @property
    def stands(self) -> bool:
        """Whether it waits for the secretary or for the region, or the region has the case."""
        return (
            self.open
            or self.stand is Stand.TO_SIGN
            or (self.stand is Stand.AGREED and self.wish is Wish.TAKE)
        )

    @property
    def open(self) -> bool:
        """Whether an answer is still to come."""
        return self.stand in OPEN
