"""Dates said from the day the letter was written: "tomorrow", "a week on Thursday", "3 weeks ago".

A table of ways to say it, in order. Where people mean two things by the same words ("next Tuesday", said on a
Monday), the earlier day is given and unsure; where no day is meant ("the end of the month"), none is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from ingest.clock import find_time
from ingest.date_words import NUMBER, WEEKDAY, number, weekday

_LONGEST = 120  # characters: what is longer tells a story
_FEW = 5  # words beside a bare weekday
_VAGUE = re.compile(
    r"\b(?:end|start|beginning|middle|later|early|late|mid|before|after|sometime|some time|soon|or|every|"
    r"each|once|most|working days?|term)\b",
    re.IGNORECASE,
)
_ROUGHLY = re.compile(
    r"\b(?:about|around|approx\w*|roughly|circa|nearly|almost|or so|over|more than)\b", re.I
)
_BASE = rf"(?:(?P<from>today|tomorrow)|(?:on\s+)?(?P<wd>{WEEKDAY}))"
_SPAN = rf"(?P<count>{NUMBER})\s+(?P<unit>days?|weeks?|fortnights?)"
_THE_NUMBER = r"(?P<day>[12]?\d|3[01])(?:st|nd|rd|th)"


@dataclass(frozen=True, slots=True)
class Relative:
    """The day meant, how sure from 0 to 1, and the rest of the text."""

    day: date
    sure: float
    rest: str


@dataclass(frozen=True, slots=True)
class _From:
    """The day it was said, and whether the field looks ahead."""

    written: date
    ahead: bool

    def coming(self, name: str) -> date:
        """The next such weekday after the day itself."""
        return self.written + timedelta(days=(weekday(name) - self.written.weekday() - 1) % 7 + 1)

    def gone(self, name: str) -> date:
        """The last such weekday before the day itself."""
        return self.written - timedelta(days=(self.written.weekday() - weekday(name) - 1) % 7 + 1)

    def in_week(self, name: str, weeks: int) -> date:
        """That weekday in the week (from Monday) so many weeks on."""
        monday = self.written - timedelta(days=self.written.weekday())
        return monday + timedelta(days=weekday(name), weeks=weeks)

    def base(self, match: re.Match[str]) -> date:
        """The day that something is counted from."""
        if match["wd"]:
            return self.coming(match["wd"])
        return self.written + timedelta(days=1 if match["from"].casefold() == "tomorrow" else 0)


Meaning = Callable[[re.Match[str], _From], tuple[date, float] | None]


def _days(count: int, sure: float = 0.85) -> Meaning:
    return lambda _, at: (at.written + timedelta(days=count), sure)


def _weeks_from(count: int) -> Meaning:
    return lambda match, at: (at.base(match) + timedelta(weeks=count), 0.85)


def _that_week(match: re.Match[str], at: _From) -> tuple[date, float]:
    weeks = {"last": -1, "this": 0, "next": 1}[match["which"].casefold()]
    return at.in_week(match["wd"], weeks), 0.9


def _next(match: re.Match[str], at: _From) -> tuple[date, float] | None:
    """ "Next Tuesday", said on a Monday, is tomorrow to some and in eight days to others: the earlier."""
    coming = at.coming(match["wd"])
    return coming, 0.85 if coming == at.in_week(match["wd"], 1) else 0.5


def _after_next(match: re.Match[str], at: _From) -> tuple[date, float]:
    return at.coming(match["wd"]) + timedelta(weeks=1), 0.5


def _coming(match: re.Match[str], at: _From) -> tuple[date, float]:
    if weekday(match["wd"]) == at.written.weekday():
        return at.written, 0.5
    return at.coming(match["wd"]), 0.85


def _last(match: re.Match[str], at: _From) -> tuple[date, float]:
    gone = at.gone(match["wd"])
    return gone, 0.6 if gone == at.in_week(match["wd"], 0) else 0.85


def _bare(match: re.Match[str], at: _From) -> tuple[date, float] | None:
    around = find_time(match.string[: match.start()] + " " + match.string[match.end() :])[2]
    if len(re.findall(r"\w+", around)) > _FEW:
        return None
    if weekday(match["wd"]) == at.written.weekday():
        return at.written, 0.5
    return (at.coming(match["wd"]), 0.85) if at.ahead else (at.gone(match["wd"]), 0.8)


def _ago(match: re.Match[str], at: _From) -> tuple[date, float]:
    return at.written - _span(match), 0.85 if match["unit"][0] in "dD" else 0.76


def _hence(match: re.Match[str], at: _From) -> tuple[date, float]:
    """ "In ten days" is meant to the day, "in two weeks" often is not."""
    return at.written + _span(match), 0.85 if match["unit"][0] in "dD" else 0.7


def _span(match: re.Match[str]) -> timedelta:
    unit = {"d": 1, "w": 7, "f": 14}[match["unit"][0].casefold()]
    return timedelta(days=unit * number(match["count"]))


def _numbered(match: re.Match[str], at: _From) -> tuple[date, float] | None:
    """ "Thursday 12th", "the 12th": the nearest on the right side; it must be a Thursday."""
    found = _day_of_month(int(match["day"]), at)
    if found is None:
        return None
    if not match["wd"]:
        return found, 0.7
    return (found, 0.9) if found.weekday() == weekday(match["wd"]) else None


def _day_of_month(day: int, at: _From) -> date | None:
    step = 1 if at.ahead else -1
    for days in range(62):
        candidate = at.written + timedelta(days=step * days)
        if candidate.day == day:
            return candidate
    return None


def _this_month(match: re.Match[str], at: _From) -> tuple[date, float] | None:
    months = {"last": -1, "this": 0, "next": 1}[match["which"].casefold()]
    year, month = divmod(at.written.year * 12 + at.written.month - 1 + months, 12)
    try:
        return date(year, month + 1, int(match["day"])), 0.9
    except ValueError:
        return None


_WAYS: tuple[tuple[re.Pattern[str], Meaning], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), meaning)
    for pattern, meaning in (
        (rf"\b(?:a\s+fortnight|(?:two|2)\s+weeks)\s+{_BASE}\b", _weeks_from(2)),
        (rf"\b(?:three|3)\s+weeks\s+{_BASE}\b", _weeks_from(3)),
        (rf"\b(?P<wd>{WEEKDAY})\s+(?:of\s+)?(?P<which>last|this|next)\s+week\b", _that_week),
        (rf"\b(?P<which>last|this|next)\s+week\s*,?\s*(?:on\s+)?(?:the\s+)?(?P<wd>{WEEKDAY})\b", _that_week),
        (rf"\b(?:(?:a|one|1)\s+)?week\s+(?:from\s+)?{_BASE}\b", _weeks_from(1)),
        (rf"\b{_BASE}\s+week\b", _weeks_from(1)),
        (rf"\b{_BASE}\s+fortnight\b", _weeks_from(2)),
        (rf"\b(?P<wd>{WEEKDAY})\s+after\s+next\b", _after_next),
        (rf"\b{_THE_NUMBER}\s+(?:of\s+)?(?P<which>last|this|next)\s+month\b", _this_month),
        (r"\b(?:the\s+)?day\s+after\s+tomorrow\b", _days(2)),
        (r"\b(?:the\s+)?day\s+before\s+yesterday\b", _days(-2)),
        (r"\b(?:tomorrow|tomorow|tommorow|tommorrow|tmrw|yfory)\b", _days(1)),
        (r"\b(?:yesterday|last\s+night|ddoe)\b", _days(-1)),
        (r"\b(?:today|tonight|this\s+(?:morning|afternoon|evening)|heddiw)\b", _days(0)),
        (rf"\b{_SPAN}\s+(?:ago|back)\b", _ago),
        (rf"\bin\s+{_SPAN}(?:['’]?s?['’]?\s+time)?\b", _hence),
        (rf"\b{_SPAN}['’]?\s+(?:from\s+(?:now|today)|time|away)\b", _hence),
        (
            rf"\b(?:(?P<wd>{WEEKDAY})\s*,?\s+(?:the\s+)?|the\s+){_THE_NUMBER}(?=\s*(?:$|[,.;)(]|at\b|@|from\b|\d))",
            _numbered,
        ),
        (rf"\bnext\s+(?P<wd>{WEEKDAY})\b", _next),
        (rf"\b(?:this|coming|this\s+coming)\s+(?P<wd>{WEEKDAY})\b", _coming),
        (rf"\b(?:last|past|this\s+past)\s+(?P<wd>{WEEKDAY})\b", _last),
        (rf"\b(?:on\s+)?(?P<wd>{WEEKDAY})\b", _bare),
    )
)


def find_relative(text: str, written: date, *, ahead: bool) -> Relative | None:
    """The one day that a short text means, said on the day it was `written`; None if no one day is meant."""
    if len(text) > _LONGEST or len(set(re.findall(rf"\b{WEEKDAY}\b", text, re.I))) > 1:
        return None
    for pattern, meaning in _WAYS:
        match = pattern.search(text)
        if match is None:
            continue
        rest = f"{text[: match.start()]} {text[match.end() :]}"
        found = None if _VAGUE.search(find_time(rest)[2]) else meaning(match, _From(written, ahead))
        if found is None:
            return None
        day, sure = found
        if ahead != (day >= written) and day != written:
            sure = min(sure, 0.5)
        return Relative(day, min(sure, 0.7) if _ROUGHLY.search(rest) else sure, rest)
    return None
