"""Dates and times as people in Britain write them: "3/11/26", "Tues 3 November at 10.30am", "next Friday".

Day before month. A date is given back only if it can be meant in one way (FIELDS.md), or, where a deadline
may be meant in two, as the earlier one and unsure (DOMAIN.md §7.6); what was assumed makes it less `sure`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import Enum

from ingest.clock import find_time
from ingest.date_words import MONTH, MONTHS, SUFFIX, WEEKDAY, in_figures, weekday
from ingest.relative import find_relative


class Side(Enum):
    """Which way a date field looks from the day the letter was written."""

    AHEAD = "ahead"  # the next meeting or deadline
    LATELY = "lately"  # when it began
    EVER = "ever"  # when somebody joined: any year
    NOW = "now"  # when the form was signed


_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?P<year>(?:19|20)\d\d|\d\d)(?!\d|:|[.]\d)"
_UNTIL = rf"(?:\s*{SUFFIX}\s*(?P<until>-|–|to|and|&)\s*(?:0?[1-9]|[12]\d|3[01]))?"
_NUMBER = r"(?P<month>0?[1-9]|1[0-2])"
_NAME = rf"(?P<month>{MONTH})(?![^\W\d_])[.,]?"
_TWO_OR_FOUR = (
    r"(?:(?P<year>(?:19|20)\d\d)(?!\d)|(?P<short>\d\d)(?!\d|:|[.]\d)"
    r"(?!\s*(?:am|pm|a\.m|p\.m|y[bp]|noon|midday|midnight|hrs?|hours|h|o.?clock)\b))"
)
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\d/.-])(?P<year>(?:19|20)\d\d)\s*(?P<sep>[-/.])\s*{_NUMBER}\s*(?P=sep)\s*{_DAY}(?!\d)",
        rf"(?<![\d/.-]){_DAY}\s*(?P<sep>[-/.]|\s)\s*{_NUMBER}\s*(?P=sep)\s*{_YEAR}",
        rf"(?<![\d/.-]){_DAY}{_UNTIL}\s*{SUFFIX}\s*(?:day\s+)?(?:of\s+|o\s+)?[-/. ]?\s*{_NAME}"
        rf"(?:\s*[-/,. '’]?\s*{_TWO_OR_FOUR})?",
        rf"\b{_NAME}\s*{_DAY}{SUFFIX}(?![\d:])\b[.,]?(?:\s*[,'’ ]\s*{_TWO_OR_FOUR})?",
    )
)
_RUN = re.compile(r"\s*(?P<day>\d\d)(?P<month>\d\d)(?P<year>(?:19|20)\d\d|\d\d)\s*")
_SHORT = re.compile(rf"(?<![\d/.:-]){_DAY}\s*/\s*(?P<month>0?[1-9]|1[0-2])(?![\d/.:-])")
_OR = re.compile(rf"\b\d{{1,2}}\s*{SUFFIX}\s*or\s*(?:the\s*)?$", re.IGNORECASE)  # "3 or 10 December"
_DIGITS_BEHIND = re.compile(r"\s*[-/,.]?\s*(?:\d{3}|\d{5,})(?!\d)")  # "3 November 202": a slip of the year
_WHICH_YEAR = re.compile(r"\s*,?\s*(this|next|last)\s+year\b", re.IGNORECASE)
_BETWEEN = re.compile(
    rf"\s*(?:-|–|—|to|until|till|through|and|&)\s*(?:on\s+)?(?:{WEEKDAY}\s*,?\s*)?(?:the\s+)?", re.IGNORECASE
)
_A_WEEKDAY = re.compile(rf"\b{WEEKDAY}\b\.?,?", re.IGNORECASE)
_LISTED = re.compile(r"\d(?P<ordinal>st|nd|rd|th)?\s*(?:,|and|&)\s*$")  # "3rd, 4th and 5th December"
_EDGES = " \t\n,;-–—/()"  # what only stood between a date and its time
_LOOSE = re.compile(
    r"(?:\b(?:day|week|month)s?\s+(?:from|of|before|after)|\bweek\s+(?:commencing|beginning|ending|of)|\bw/?[ceb]|\bafter|\bnot\s+before)\s*:?\s*(?:the\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class When:
    """A date, perhaps with a time of day; `sure` from 0 to 1; `rest` is what else was written."""

    day: date
    at: time | None
    sure: float
    rest: str

    def iso(self) -> str:
        """FIELDS.md: 2026-11-03 or 2026-11-03T13:15."""
        return self.day.isoformat() if self.at is None else f"{self.day.isoformat()}T{self.at:%H:%M}"


@dataclass(frozen=True, slots=True)
class _Found:
    """A date in a text: its day and how sure, where it stands, and whether it is the first day of several."""

    start: int
    end: int
    day: date | None
    sure: float
    yearless: bool = False


def find_date(text: str, written: date | None, past: bool = False) -> When | None:
    """The one date in a text, for whoever does not know which field it is for: see `find_day`."""
    return find_day(text, written, Side.LATELY if past else Side.AHEAD)


def find_day(text: str, written: date | None, side: Side) -> When | None:
    """The one date in a text; None if there is none, or more than one, or none that exists.

    `written` is the day the letter was written: a date without a year is the nearest one on the `side` that
    the field looks to, and less sure. A weekday that does not fit makes it unsure. Of a span, its first day.
    """
    text = in_figures(text)
    spans = _matches(text)
    if not spans:
        return _from_relative(text, written, side)
    if any(_left_open(match, text) for match in spans):
        return None
    one = _one_of([_found(match, text, written, side) for match in spans], text)
    if one is None or one.day is None:
        return None
    rest = text
    for match in sorted(spans, key=lambda each: -each.start()):
        rest = rest[: match.start()] + " " + rest[match.end() :]
    day_named = _A_WEEKDAY.search(rest)
    clock, certain, rest = find_time(_A_WEEKDAY.sub(" ", rest).strip(_EDGES))
    sure = min(one.sure, certain, _likely(one.day, written, side))
    if _LOOSE.search(text[: one.start]):
        sure = min(sure, 0.6)
    if day_named and weekday(day_named[0]) != one.day.weekday():
        sure = min(sure, 0.5)
    return When(one.day, clock, sure, " ".join(rest.split()).strip(_EDGES + ":.@"))


def _from_relative(text: str, written: date | None, side: Side) -> When | None:
    if written is None:
        return None
    found = find_relative(text, written, ahead=side is Side.AHEAD)
    if found is None:
        return None
    clock, certain, rest = find_time(found.rest)
    return When(found.day, clock, min(found.sure, certain), " ".join(rest.split()).strip(_EDGES + ":.@"))


def _matches(text: str) -> list[re.Match[str]]:
    if run := _RUN.fullmatch(text):
        return [run]
    taken: list[re.Match[str]] = []
    for form in _FORMS:
        for match in form.finditer(text):
            if all(match.end() <= other.start() or match.start() >= other.end() for other in taken):
                taken.append(match)
    return taken or list(_SHORT.finditer(text))


def _one_of(found: list[_Found], text: str) -> _Found | None:
    """The one day that is meant: all the same, or the first of a span."""
    if len({each.day for each in found}) == 1:
        return found[0]
    first, *others = sorted(found, key=lambda each: each.start)
    if len(others) != 1 or not _BETWEEN.fullmatch(find_time(text[first.end : others[0].start])[2]):
        return None
    last = others[0]
    if first.day is not None and last.day is not None and first.yearless and not last.yearless:
        day = _real(last.day.year, first.day.month, first.day.day)
        first = _Found(first.start, first.end, day, 0.8)
    if first.day is None or last.day is None or first.day >= last.day:
        return None
    return _Found(first.start, first.end, first.day, min(first.sure, 0.8), first.yearless)


def _found(match: re.Match[str], text: str, written: date | None, side: Side) -> _Found:
    parts = match.groupdict()
    month = MONTHS.get(parts["month"].casefold()) or int(parts["month"])
    number = int(parts["day"])
    year = parts.get("year") or parts.get("short")
    if year:
        whole, sure = _whole_year(year, written, side)
        sure = min(sure, 0.8) if parts.get("until") else sure
        return _Found(match.start(), match.end(), _real(whole, month, number), sure)
    if _DIGITS_BEHIND.match(text, match.end()) or written is None:
        return _Found(match.start(), match.end(), None, 0.0, yearless=True)
    if which := _WHICH_YEAR.match(text, match.end()):
        whole = written.year + {"last": -1, "this": 0, "next": 1}[which[1].casefold()]
        return _Found(match.start(), which.end(), _real(whole, month, number), 0.9)
    day, sure = _nearest(month, number, written, side, text)
    return _Found(match.start(), match.end(), day, sure, yearless=True)


def _left_open(match: re.Match[str], text: str) -> bool:
    """Whether other days are named before it that share its month: which one counts is not said."""
    before = text[: match.start()]
    listed = _LISTED.search(before)
    several = listed is not None and (match.groupdict().get("until") or listed["ordinal"])
    return bool(several or _OR.search(before))


def _whole_year(year: str, written: date | None, side: Side) -> tuple[int, float]:
    """Two digits are 20yy (FIELDS.md), but what is over cannot lie ahead: somebody joined in 1998."""
    if len(year) == 4:
        return int(year), 0.97
    whole = 2000 + int(year)
    if side is Side.AHEAD or written is None or whole <= written.year:
        return whole, 0.97
    return whole - 100, 0.97 if side is Side.EVER else 0.6


def _nearest(month: int, number: int, written: date, side: Side, text: str) -> tuple[date | None, float]:
    """Without a year: the nearest such day on the right side of the letter."""
    years = range(written.year - 3, written.year + 9)  # the 29th of February comes every eighth year at worst
    days = [day for year in years if (day := _real(year, month, number)) is not None]
    if not days:  # 31 February
        return None, 0.0
    named = _A_WEEKDAY.search(text)
    match side:
        case Side.EVER:
            return None, 0.0  # any year may be meant
        case Side.NOW:
            nearest = min(days, key=lambda day: abs(day - written))
            return (nearest, 0.9) if abs((nearest - written).days) <= 45 else (None, 0.0)
        case Side.LATELY:
            before = [day for day in days if day <= written]
            fitting = [day for day in before if named and day.weekday() == weekday(named[0])]
            day = (fitting or before)[-1]
            return day, _how_sure(written - day, bool(fitting))
        case Side.AHEAD:
            day = next(day for day in days if day >= written - timedelta(days=7))
            if named and day.weekday() != weekday(named[0]):
                over = [one for one in days if timedelta() < written - one <= timedelta(days=60)]
                day = next((one for one in over if one.weekday() == weekday(named[0])), day)
                return day, 0.5
            return day, _how_sure(day - written, bool(named))


def _how_sure(away: timedelta, weekday_fits: bool) -> float:
    """The further off, the likelier another year was meant."""
    if away > timedelta(days=800):
        return 0.5
    if weekday_fits:
        return 0.9
    return 0.85 if away < timedelta(days=200) else 0.6


def _likely(day: date, written: date | None, side: Side) -> float:
    """A meeting long over or years ahead, or a beginning still to come, is more likely a slip of the pen."""
    if written is None:
        return 1.0
    away = (day - written).days
    match side:
        case Side.AHEAD:
            return 1.0 if -60 <= away <= 730 else 0.5
        case Side.NOW:
            return 1.0 if -400 <= away <= 31 else 0.5
        case _:
            return 1.0 if away <= 31 else 0.5


def _real(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
