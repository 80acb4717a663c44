"""Dates as people type them into a cell: day before month, as in the United Kingdom."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from casework.meetings import clock_in
from sheets.register import Cell

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = (
    "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?)"
)
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{4}|\d{2})")
_WORDS = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
    r"(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s\-/]+([a-z]{3,9})\.?,?[\s\-/]+['’]?(\d{4}|\d{2})"
)
_MONTH_FIRST = re.compile(
    rf"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?{_NAMED}\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})"
)
"""As telephones write it; with the year in full, so that it cannot be a month and a day."""
_FROM = re.compile(r"\s*(?:from|since|starting|as of|starts?)\b(?: on)?[\s:]*", re.IGNORECASE)
_UNTIL = re.compile(
    r"\s*(?:yes\b[\s,:;(-]*)?"
    r"(?:(?:until|till|to|up to|through|expir\w*|exp\.|ends?|valid|back|runs out)(?![a-z])[\s:]*"
    r"(?:(?:on|until|till|to)\b\s*)?)*",
    re.IGNORECASE,
)
_CLOCK = r"(?P<time>\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?|noon|midday)"
_THEN_TIME = re.compile(rf"(?P<day>.*\d)(?:,?\s+(?:at\s+)?|(?<=\d)T(?=\d)){_CLOCK}", re.IGNORECASE)
_TIME_FIRST = re.compile(rf"{_CLOCK},?\s+(?:on\s+)?(?P<day>\S.*)", re.IGNORECASE)
_FIRST_SERIAL, _LAST_SERIAL = 36_526, 73_050  # 2000 to 2099: a date that lost its format shows as its serial
_EPOCH = date(1899, 12, 30)


_WITHIN = (
    re.compile(r"(?<!\d)\d{4}([-/.])\d{1,2}\1\d{1,2}(?!\d)"),
    re.compile(r"(?<!\d)\d{1,2}(?:st|nd|rd|th)?(?: of)?[ -]*[a-z]{3,9}\.?,?[ -]*(?:\d{4}|\d{2})(?!\d)"),
    re.compile(r"(?<!\d)\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2})(?!\d)"),
    re.compile(rf"\b{_NAMED}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}(?!\d)"),
)


def date_within(value: Cell) -> date | None:
    """The date that a cell means, or the only one among other words ("Hearing 9/12/26 2pm"); else None."""
    if (whole := written_date(value)) is not None or not isinstance(value, str):
        return whole
    text, found = " ".join(value.casefold().split()), set()
    for form in _WITHIN:
        for each in form.finditer(text):
            if day := written_date(each.group()):
                found.add(day)
                text = text.replace(each.group(), " ; ")
    return found.pop() if len(found) == 1 else None


def written_moment(value: Cell) -> str:
    """The day that a cell means as ISO text, with the time of day that stands beside it, if one does
    ("3/12/26 10:30" is 2026-12-03T10:30); empty where it is no whole date."""
    day = written_date(value)
    if day is not None or not isinstance(value, str):
        return "" if day is None else day.isoformat()
    found = _THEN_TIME.fullmatch(" ".join(value.split())) or _TIME_FIRST.fullmatch(" ".join(value.split()))
    day = written_date(found["day"]) if found else None
    clock = clock_in(found["time"].replace(".", ":", 1)) if found else ""
    return f"{day.isoformat()}T{clock}" if day is not None and clock else ""


def written_from(value: Cell) -> date | None:
    """The first day that a cell means: "3 Dec 2026", "from 3 Dec 2026"; of "until 3 Dec 2026" none."""
    return _behind(_FROM, value)


def written_until(value: Cell) -> date | None:
    """The last day that a cell means: "3 Dec 2026", "Yes, until 3 Dec 2026"; of "from 3 Dec 2026" none."""
    return _behind(_UNTIL, value)


def _behind(words: re.Pattern[str], value: Cell) -> date | None:
    if not isinstance(value, str):
        return written_date(value)
    found = words.match(value)
    return written_date(value[found.end() :].rstrip(" )") if found else value)


def written_date(value: Cell) -> date | None:
    """The date a cell means, or None where it is not a whole date. Two-digit years are 20yy."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        whole = int(value)
        return _EPOCH + timedelta(days=whole) if _FIRST_SERIAL <= whole <= _LAST_SERIAL else None
    if not isinstance(value, str):
        return None
    text = " ".join(value.casefold().split())
    if found := _ISO.fullmatch(text):
        year, _, month, day = found.groups()
    elif found := _NUMBERS.fullmatch(text):
        day, month, year = found.groups()
    elif (found := _WORDS.fullmatch(text)) and found[2][:3] in _MONTHS:
        day, month, year = found[1], str(_MONTHS.index(found[2][:3]) + 1), found[3]
    elif found := _MONTH_FIRST.fullmatch(text):
        day, month, year = found[2], str(_MONTHS.index(found[1][:3]) + 1), found[3]
    else:
        return None
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:  # the 31st of a shorter month is no date: the caller says so
        return None
