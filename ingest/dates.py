"""Dates and times as people in Britain write them: "3/11/26", "16 July, 2026 at 3.45pm".

Day before month. A date is given back only if it can be meant in one way (FIELDS.md); what was assumed
makes it less `sure`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time, timedelta

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?P<year>(?:19|20)\d\d|\d\d)(?!\d|:|[.]\d)"
_ORDINAL = r"(?:st|nd|rd|th)?"
_UNTIL = rf"(?:\s*{_ORDINAL}\s*(?P<until>-|–|to|and|&)\s*(?:0?[1-9]|[12]\d|3[01]))?"
_NUMBER = r"(?P<month>0?[1-9]|1[0-2])"
_NAME = rf"(?P<month>{_MONTH})\b[.,]?"
_NO_HOUR = r"(?!\s*(?:am|pm|a\.m|p\.m)\b)"
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d)(?P<year>(?:19|20)\d\d)\s*[-/.]\s*{_NUMBER}\s*[-/.]\s*{_DAY}(?!\d)",
        rf"(?<![\d/.-]){_DAY}\s*(?P<sep>[-/.]|\s)\s*{_NUMBER}\s*(?P=sep)\s*{_YEAR}",
        rf"(?<![\d/.-]){_DAY}{_UNTIL}\s*{_ORDINAL}\s*(?:day\s+)?(?:of\s+)?[-/. ]?\s*{_NAME}"
        rf"(?:\s*[-/,. ']?\s*{_YEAR}{_NO_HOUR})?",
        rf"\b{_NAME}\s*{_DAY}{_ORDINAL}(?![\d:])\b[.,]?(?:\s*[,' ]\s*{_YEAR}{_NO_HOUR})?",
    )
)
_OR = re.compile(rf"\b\d{{1,2}}\s*{_ORDINAL}\s*or\s*(?:the\s*)?$", re.IGNORECASE)  # "3 or 10 December"
_SHORT = re.compile(rf"(?<![\d/.:-]){_DAY}\s*/\s*(?P<month>0?[1-9]|1[0-2])(?![\d/.:-])")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(
    r"\b(mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|r|rs|rsday|urday)?\b", re.IGNORECASE
)
_AMPM = r"(?P<half>a\.?\s?m\b\.?|p\.?\s?m\b\.?|noon\b|midday\b|midnight\b)"
_TIME = re.compile(
    rf"(?<![\d/-])(?P<hour>[01]?\d|2[0-3])\s*[:.h]\s*(?P<minute>[0-5]\d)(?!\d)(?:\s*(?:[-–]|to|until)\s*[\d:.]+)?\s*{_AMPM}?"
    rf"|(?<![\d/:.-])(?P<hour2>1[0-2]|0?[1-9])(?:\s*(?:[-–]|to)\s*[\d:.]+)?\s*(?P<half2>a\.?m\b\.?|p\.?m\b\.?|noon\b)"
    rf"|(?<![\d/:.-])(?P<clock>[01]\d[0-5]\d|2[0-3][0-5]\d)\s*(?:hrs?|hours)\b"
    rf"|\b(?P<word>noon|midday)\b"
    rf"|(?:\bat|@)\s*(?P<clock2>[01]\d[0-5]\d|2[0-3][0-5]\d)(?!\d)"
    rf"|(?P<bare>\bat|@)\s*(?P<hour3>\d{{1,2}})(?![\d:./]|\s*[ap]\.?\s?m\b)(?:\s*o.?clock)?",
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


def find_date(text: str, written: date | None, past: bool = False) -> When | None:
    """The one date in a text; None if there is none, or more than one, or none that exists.

    `written` is the day the letter was written: a date without a year is the nearest one after it
    (`past`: before it), and less sure. A weekday that does not fit makes it less sure.
    """
    found = _matches(text)
    if not found:
        return None
    days = {_day(match, written, past, text) for match in found}
    if len(days) != 1 or any(_OR.search(text[: match.start()]) for match in found):
        return None
    day, sure = days.pop() or (None, 0.0)
    if day is None:
        return None
    rest = text
    for match in sorted(found, key=lambda one: -one.start()):
        rest = rest[: match.start()] + " " + rest[match.end() :]
    clock, certain, rest = _time(rest)
    weekday = _WEEKDAY.search(rest)
    if weekday and _WEEKDAYS.index(weekday.group(1).casefold()) != day.weekday():
        sure = min(sure, 0.5)
    rest = _WEEKDAY.sub(" ", rest)
    return When(day, clock, min(sure, certain), " ".join(rest.split()).strip(" ,;:.@-–()"))


def _matches(text: str) -> list[re.Match[str]]:
    taken: list[re.Match[str]] = []
    for form in _FORMS:
        for match in form.finditer(text):
            if all(match.end() <= other.start() or match.start() >= other.end() for other in taken):
                taken.append(match)
    return taken or list(_SHORT.finditer(text))


def _day(match: re.Match[str], written: date | None, past: bool, text: str) -> tuple[date, float] | None:
    parts = match.groupdict()
    word = parts["month"].casefold()
    month = _MONTHS.get(word) or int(word)
    number = int(parts["day"])
    year = parts.get("year")
    if year:
        return _real(_whole_year(year, written, past), month, number, 0.8 if parts.get("until") else 0.97)
    if written is None:
        return None
    return _nearest(month, number, written, past, text)


def _whole_year(year: str, written: date | None, past: bool) -> int:
    """Two digits are 20yy (FIELDS.md), but what is over cannot lie ahead: somebody joined in 1998."""
    if len(year) == 4:
        return int(year)
    whole = 2000 + int(year)
    return whole - 100 if past and written is not None and whole > written.year else whole


def _nearest(month: int, number: int, written: date, past: bool, text: str) -> tuple[date, float] | None:
    """Without a year: the nearest such day on the right side of the letter, if its weekday fits."""
    years = (written.year, written.year - 1) if past else (written.year, written.year + 1)
    real = (_real(year, month, number, 0.7) for year in years)
    days = [
        one for one in real if one and (one[0] <= written if past else one[0] >= written - timedelta(days=7))
    ]
    weekday = _WEEKDAY.search(text)
    if weekday:
        wanted = _WEEKDAYS.index(weekday.group(1).casefold())
        days = [one for one in days if one[0].weekday() == wanted]
    return days[0] if days else None


def _real(year: int, month: int, number: int, sure: float) -> tuple[date, float] | None:
    try:
        return date(year, month, number), sure
    except ValueError:
        return None


def _time(text: str) -> tuple[time | None, float, str]:
    """The time of day, how sure it is, and the text without it. More than one time: the first, less sure."""
    found = list(_TIME.finditer(text))
    if not found:
        return None, 1.0, text
    first = found[0]
    rest = text[: first.start()] + " " + text[first.end() :]
    clock, sure = _clock(first)
    return clock, sure if len(found) == 1 else min(sure, 0.6), rest


def _hour_of_24(hour: str | None) -> bool:
    """ "06:30" is written as timetables are."""
    return hour is not None and hour.startswith("0")


def _clock(match: re.Match[str]) -> tuple[time | None, float]:
    parts = match.groupdict()
    if parts["word"]:
        return time(12), 1.0
    four = parts["clock"] or parts["clock2"]
    if four:
        return time(int(four[:2]), int(four[2:])), 1.0
    hour, minute = int(parts["hour"] or parts["hour2"] or parts["hour3"]), int(parts["minute"] or 0)
    half = (parts["half"] or parts["half2"] or "").casefold()
    if half.startswith("p") and hour < 12:
        hour += 12
    elif half.startswith("a") and hour == 12:
        hour = 0
    elif not half and hour < 7 and not _hour_of_24(parts["hour"]):
        return None, 0.6  # "at 3.45": in the afternoon, most likely; never guessed
    if parts["bare"] and not 8 <= hour <= 18:
        return None, 0.6
    if not half and parts["bare"]:
        return None if hour < 9 or hour > 12 else time(hour), 0.6
    return time(hour, minute), 1.0
