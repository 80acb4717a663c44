"""What a caseworker can say in answer to a mail of ours: a word, and what it needs (DOMAIN.md §6.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Word(StrEnum):
    """The words; the values are how we write them to people."""

    ACCEPT = "ACCEPT"
    DECLINE = "DECLINE"
    QUESTION = "QUESTION"
    STEP_BACK = "STEP BACK"
    PAUSE = "PAUSE"
    READY = "READY"
    LEVEL = "READY FOR A CASE"
    HOURS = "HOURS"
    LIMIT = "LIMIT"
    KINDS = "KINDS"
    NOT_YET = "NOT YET"
    LEAVE = "LEAVE THE TEAM"
    TOO_MUCH = "TOO MUCH"
    AWAY = "AWAY"
    SHADOW = "SHADOW"
    TIME = "TIME"
    DONE = "DONE"
    CLOSE = "CLOSE"
    LOAD = "LOAD"
    RATING = "RATING"
    BUDDY = "BUDDY"
    TALKED = "TALKED"
    CHECK_INS = "CHECK-INS"
    NO_CHECK_INS = "NO CHECK-INS"
    PULSE = "PULSE"
    NO_PULSE = "NO PULSE"
    HELP = "HELP"
    NOTHING = ""  # thanks, or a machine: nothing was said that wants anything
    UNCLEAR = "?"


@dataclass(frozen=True, slots=True)
class Spent:
    """Time spent on a case: `minutes`, on which `day` if it was said, and on what, in a word of ours."""

    minutes: int
    day: date | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One word with what was said beside it.

    `start` and `end` are the first and last day of AWAY, and `end` the last day of PAUSE; `days` those of
    SHADOW; `spent` the entries of TIME; `hours` those a month of HOURS, in a time if it has one. `how` says
    beside LEVEL how they would rather work: "alone" or "paired"; `rating` is that of RATING, 0 to 3, `most`
    the cases of LIMIT, and `kinds` those of KINDS and NOT YET, by category or as written. `about` is the word
    that was begun where it is UNCLEAR: "AWAY" alone; and AWAY where it is NOTHING because a machine seems to
    have written it.
    """

    word: Word
    start: date | None = None
    end: date | None = None
    days: tuple[date, ...] = ()
    spent: tuple[Spent, ...] = ()
    about: Word | None = None
    hours: float | None = None
    how: str = ""
    rating: int | None = None
    most: int | None = None
    kinds: tuple[str, ...] = ()
