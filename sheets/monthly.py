"""Hours a month as people write them in a cell: "10", "about 7,5 h", "10; July 0; December 4", "10, none in
July and August", "Hours 4"; of "8-10" the lower. Pure."""

from __future__ import annotations

import calendar
import re

from sheets.counts import in_digits

MOST_HOURS = 100.0
"""A month, of somebody who has a job besides: more is a slip of the pen."""

_ABOUT = (
    r"(?:(?:about|around|approx(?:imately|\.)?|c\.|ca\.?|~|up to|max(?:imum|\.)?|at most|no more than)\s*)?"
)
_HOURS = (
    rf"{_ABOUT}(?P<hours>\d{{1,3}}(?:[.,]\d{{1,2}})?)\s*(?:h|hrs?|hours?)?"
    r"(?:\s*(?:a|per|/|each)\s*month|\s*p\.?m\.?)?(?:\s*(?:max\.?|at most))?"
)
_MONTHS = {
    name.casefold(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_SPAN = rf"(?P<first>{_MONTH})\.?(?:\s*(?P<joint>-|–|to|and|&|/|,)\s*(?P<last>{_MONTH})\.?)?"
_ALWAYS = re.compile(_HOURS, re.IGNORECASE)
_IN_MONTH = re.compile(rf"(?:in )?{_SPAN}\s*[:=]?\s*{_HOURS}", re.IGNORECASE)
_HOURS_IN_MONTH = re.compile(rf"{_HOURS}\s*(?:in|from)\s+{_SPAN}", re.IGNORECASE)
_SPELL = re.compile(rf"(?:hours?\s*[:=]?\s*{_HOURS}|(?P<before>\d{{1,3}}(?:[.,]\d{{1,2}})?)\s*(?:h|"
                    rf"hrs?|hours?)"
                    r"(?:\s*(?:a|per)\s*month)?)", re.IGNORECASE)  # fmt: skip
_PARTS = re.compile(r"\s*(?:[;\n()]|,\s+|,(?=[^\d])|\bbut\b)\s*", re.IGNORECASE)
_NONE = re.compile(r"\b(?:none|nil|nothing|no hours)\b", re.IGNORECASE)
_TWO_MONTHS = re.compile(rf"\b({_MONTH})\.?\s*,\s*(?=(?:{_MONTH})\b)", re.IGNORECASE)


def read_hours(text: str) -> tuple[float | None, tuple[tuple[int, float], ...]] | None:
    """The usual hours a month, and those of single months by number; None where it cannot be read, or says
    two things of one month."""
    always: float | None = None
    months: dict[int, float] = {}
    text = _TWO_MONTHS.sub(r"\1 and ", _NONE.sub("0", in_digits(text.strip())))
    for part in filter(None, _PARTS.split(text)):
        if found := _ALWAYS.fullmatch(part):
            if always is not None:
                return None
            always = _number(found["hours"])
        elif found := _IN_MONTH.fullmatch(part) or _HOURS_IN_MONTH.fullmatch(part):
            for month in _span(found):
                if month in months:
                    return None
                months[month] = _number(found["hours"])
        else:
            return None
    if any(not 0 <= hours <= MOST_HOURS for hours in (*months.values(), always or 0.0)):
        return None
    return always, tuple(sorted(months.items()))


def _span(found: re.Match[str]) -> tuple[int, ...]:
    """The months from the first to the last; of "July and August" the two."""
    first = _MONTHS[found["first"].casefold()]
    last = _MONTHS[(found["last"] or found["first"]).casefold()]
    if found["joint"] in ("-", "–") or (found["joint"] or "").casefold() == "to":
        return tuple((first + step - 1) % 12 + 1 for step in range((last - first) % 12 + 1))
    return tuple(dict.fromkeys((first, last)))


def hours_in_words(text: str) -> float | None:
    """The hours of "Hours 4" or "4 hours", as the tab Availability has them under What, or None."""
    found = _SPELL.fullmatch(text.strip())
    hours = _number(found["hours"] or found["before"]) if found else None
    return hours if hours is not None and hours <= MOST_HOURS else None


def _number(text: str) -> float:
    return float(text.replace(",", "."))
