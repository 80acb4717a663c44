"""Spans and lists of days: "3-14 August", "from Monday to Friday", "3, 10 and 17 December", "for two weeks".

Day before month, as everywhere (ingest/dates.py). What can be meant in two ways is not given back at all: it
is asked about instead.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

from ingest.date_words import MONTH, MONTHS, NUMBER, SUFFIX, WEEKDAY, in_figures, number
from ingest.dates import Side, find_day

LONGEST_DAYS = 366
"""Nobody is away or rests for longer by a word, nor for half as long without a year beside it."""

_SURE = 0.5  # above this: a weekday that does not fit its date, or "next Tuesday", is not
_TEXT = 160
_SEPARATOR = re.compile(r"\s*(?:-|–|—|\b(?:up to|to|until|untill|till?|through|and)\b)\s*", re.IGNORECASE)
_BARE = re.compile(rf"(?:{WEEKDAY}\s+)?(?:the\s+)?(?P<day>[12]?\d|3[01]){SUFFIX}", re.IGNORECASE)
_UNTIL = re.compile(
    r"(?:from (?:now|today) )?(?:up to|until|untill|till?|to)(?: and including)?\s+", re.IGNORECASE
)
_WEEK = re.compile(r"(?:all (?:of )?)?(?P<which>this|next) week", re.IGNORECASE)
_MONTH = re.compile(
    rf"(?:(?:in|during|for|all|the whole|whole|of)\s+)*(?P<month>{MONTH})(?:\s+(?P<year>20\d\d))?",
    re.IGNORECASE,
)
_FOR = re.compile(
    rf"(?:for\s+)?(?:the (?:next|coming)\s+)?(?P<count>{NUMBER})?\s*(?P<unit>day|week|fortnight|month)s?"
    r"(?:\s+(?:from|starting(?: on)?|as of)\s+(?P<start>.+))?",
    re.IGNORECASE,
)
_FROM_FOR = re.compile(r"(?P<start>.+?)\s+(?P<span>for\s+.+)", re.IGNORECASE)
_LIST = re.compile(r"\s*(?:,|;|&|\+|\band\b|\bor\b)\s*", re.IGNORECASE)
_APART = re.compile(r"(?<=\d)\s+(?=\d{1,4}[/.-]\d)")
"""Between days in figures: "3/12 10/12"."""
_COURTESY = re.compile(r"\b(?:please|thanks|thank you|sorry|inclusive)\b|[()]", re.IGNORECASE)
_LEAD = re.compile(r"(?:(?:on|from|between)\b\s*)+", re.IGNORECASE)


def find_span(text: str, written: date) -> tuple[date, date] | None:
    """The one span of days meant, both included; None where there is none, or it is over, or too long."""
    text = _plain(text)
    found = _span(text, written) if text else None
    if found is None or found[1] < written:
        return None
    longest = LONGEST_DAYS if re.search(r"\b20\d\d\b", text) else LONGEST_DAYS // 2
    return found if 0 <= (found[1] - found[0]).days <= longest else None


def find_days(text: str, written: date) -> tuple[date, ...]:
    """The days of a list, in order; empty unless each part is one day that has not passed.

    A number alone belongs to the month of the next day that names one.
    """
    found: list[date] = []
    text = _APART.sub(", ", _plain(text))
    for part in reversed([part for part in _LIST.split(text) if part]):
        bare = _BARE.fullmatch(part)
        day = _in_month(found[-1], int(bare["day"])) if bare and found else _one_day(part, written)
        if day is None or day < written:
            return ()
        found.append(day)
    return tuple(sorted(dict.fromkeys(found)))


def _plain(text: str) -> str:
    words = _COURTESY.sub(" ", in_figures(text[:_TEXT]))
    words = " ".join(words.split()).strip(" .,:;!")
    return words[lead.end() :] if (lead := _LEAD.match(words)) else words


def _span(text: str, written: date) -> tuple[date, date] | None:
    if week := _WEEK.fullmatch(text):
        monday = written - timedelta(days=written.weekday())
        sunday = monday + timedelta(days=6)
        return (written, sunday) if week["which"].casefold() == "this" else _later(monday, sunday, 7)
    if month := _MONTH.fullmatch(text):
        return _month(month, written)
    if until := _UNTIL.match(text):
        end = _one_day(text[until.end() :], written)
        return (written, end) if end else None
    if lasting := _lasting(text, written):
        return lasting
    found = set(_parted(text, written)) or set(_side_by_side(text, written))
    if found:
        return found.pop() if len(found) == 1 else None
    day = _one_day(text, written)
    return (day, day) if day else None


def _later(start: date, end: date, days: int) -> tuple[date, date]:
    return start + timedelta(days=days), end + timedelta(days=days)


def _month(match: re.Match[str], written: date) -> tuple[date, date]:
    month = MONTHS[match["month"].casefold()]
    year = int(match["year"] or written.year + (month < written.month))
    last = calendar.monthrange(year, month)[1]
    return date(year, month, 1), date(year, month, last)


def _lasting(text: str, written: date) -> tuple[date, date] | None:
    """ "for two weeks", "for a month from Monday", "Monday for a week"."""
    start: date | None = written
    if apart := _FROM_FOR.fullmatch(text):
        start, text = _one_day(apart["start"], written), apart["span"]
    match = _FOR.fullmatch(text)
    if not match or start is None or not (match["count"] or apart or text.casefold().startswith("for")):
        return None
    if match["start"]:
        start = _one_day(match["start"], written)
    count = number(match["count"]) if match["count"] else 1
    days = days_of(count, match["unit"])
    return (start, start + timedelta(days=days - 1)) if start and days else None


def days_of(count: int, unit: str) -> int:
    """So many days, weeks, fortnights or months, as days; a month is taken as thirty."""
    return count * {"d": 1, "w": 7, "f": 14, "m": 30}[unit[0].casefold()]


def _parted(text: str, written: date) -> list[tuple[date, date]]:
    """Every way to part the text into two days."""
    found = []
    for separator in _SEPARATOR.finditer(text):
        first, second = text[: separator.start()].strip(), text[separator.end() :].strip()
        bare = _BARE.fullmatch(first)
        if bare:
            end = _one_day(second, written)
            start = _in_month(end, int(bare["day"])) if end else None
        else:
            start = _one_day(first, written)
            inside = _BARE.fullmatch(second)
            if start and inside:
                end = _in_month(start, int(inside["day"]))
            else:
                end = _one_day(second, start) if start else None
        if start and end and start <= end:
            found.append((start, end))
    return found


def _side_by_side(text: str, written: date) -> Iterator[tuple[date, date]]:
    """Two whole days with nothing between them: "LEAVE 1 December 15 December" (DOMAIN.md §6.2)."""
    for gap in re.finditer(r"\s+", text):
        first, second = text[: gap.start()], text[gap.end() :]
        if not (re.search(r"\d", first) and re.search(r"\d", second)):
            continue
        start = _one_day(first, written)
        end = _one_day(second, start) if start else None
        if start and end and start <= end:
            yield start, end


def _in_month(other: date, day: int) -> date | None:
    try:
        return other.replace(day=day)
    except ValueError:
        return None


def _one_day(text: str, written: date) -> date | None:
    """The one day that the whole text names."""
    found = find_day(text, written, Side.AHEAD)
    if found is None or found.sure <= _SURE or found.at is not None:
        return None
    left = re.sub(rf"\b(?:the|of|{WEEKDAY})\b", " ", found.rest, flags=re.IGNORECASE)
    return None if left.strip(" .,") else found.day
