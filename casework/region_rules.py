"""Which cases a branch may run itself, and how long it waits for the region (SD-36, L-45 to L-49).

A branch's own stand in config.yaml, section *region*; these are the proposals of DOMAIN.md.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LevelRule:
    """A row of the table of levels: all that it names must be true of a case.

    `why` is what people read, in neutral words. `categories`: one of these; `words`: one of these stands in
    the form's account or beside a key date; `after_days`: it began at least so long ago; `both_sides`: a
    member on the other side has an open case too, and both weigh on feelings (rating 2 or more).
    """

    level: int
    why: str
    categories: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    after_days: int = 0
    both_sides: bool = False


LEVELS = (
    LevelRule(3, "a job may come to an end", categories=("dismissal",)),
    LevelRule(3, "a job may come to an end", words=("gross misconduct", "dismissal hearing", "be dismissed")),
    LevelRule(3, "a tribunal or ACAS", words=("tribunal", "ACAS", "early conciliation")),
    LevelRule(
        3,
        "an agreement to leave",
        words=("settlement agreement", "settlement offer", "compromise agreement", "without prejudice"),
    ),
    LevelRule(3, "a body outside the employer", words=("police", "regulator", "fitness to practise")),
    LevelRule(3, "a concern raised in confidence", categories=("whistleblowing",)),
    LevelRule(3, "members on two sides", both_sides=True),
    LevelRule(2, "a formal meeting with the employer", categories=("disciplinary",)),
    LevelRule(2, "fair treatment at work", categories=("discrimination",)),
    LevelRule(2, "a long time away from work", categories=("sickness_absence",), after_days=28),
    LevelRule(2, "a change to jobs", categories=("redundancy",)),
)
"""DOMAIN.md L-49. Whatever no row is about has level 1: the branch runs it as it likes."""


@dataclass(frozen=True, slots=True)
class RegionRules:
    """The table of levels, and the clocks. Days are working days unless they count back from a date."""

    levels: tuple[LevelRule, ...] = LEVELS
    secretary_signs: bool = True  # a referral waits for the secretary's word, where the settings name one
    sign_days: int = 2  # who is asked to give it within so many
    reply_days: int = 5  # the region is asked to answer within so many
    urgent_reply_days: int = 1  # the same where a date is near
    hold_days: int = 5  # so long a level 3 case may be here before the coordinator hears of it (M-23)
    alarm_days: int = 42  # a date within so many calendar days: she hears of it the next working day (L-48)
    send_days: int = 28  # the region wants a case so many calendar days before a date (L-48)
    qualifying_days: int = 90  # so long a member before it began, as is usual (L-40); 0: not looked at
