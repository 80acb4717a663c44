"""Hours a month as people write them in a cell: "10", "7,5 h", "10; July 0; December 4", "Hours 4"; of "8-10"
the lower. Pure."""

from __future__ import annotations

import calendar
import re

from sheets.counts import in_digits

MOST_HOURS = 100.0
"""A month, of somebody who has a job besides: more is a slip of the pen."""

_HOURS = r"(?P<hours>\d{1,3}(?:[.,]\d{1,2})?)\s*(?:h|hrs?|hours?)?(?:\s*(?:a|per)\s*month)?"
_MONTHS = {
    name.casefold(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ALWAYS = re.compile(_HOURS, re.IGNORECASE)
_IN_MONTH = re.compile(
    rf"(?:in )?(?P<first>{_MONTH})\.?(?:\s*(?:-|–|to)\s*(?P<last>{_MONTH})\.?)?\s*[:=]?\s*{_HOURS}",
    re.IGNORECASE,
)
_HOURS_IN_MONTH = re.compile(
    rf"{_HOURS}\s*(?:in|from)\s+(?P<first>{_MONTH})\.?(?:\s*(?:-|–|to)\s*(?P<last>{_MONTH})\.?)?",
    re.IGNORECASE,
)
_SPELL = re.compile(rf"(?:hours?\s*[:=]?\s*{_HOURS}|(?P<before>\d{{1,3}}(?:[.,]\d{{1,2}})?)\s*(?:h|"
                    rf"hrs?|hours?)"
                    r"(?:\s*(?:a|per)\s*month)?)", re.IGNORECASE)  # fmt: skip
_PARTS = re.compile(r"\s*(?:[;\n]|,\s+|,(?=[^\d]))\s*")


def read_hours(text: str) -> tuple[float | None, tuple[tuple[int, float], ...]] | None:
    """The usual hours a month, and those of single months by number; None where it cannot be read."""
    always: float | None = None
    months: dict[int, float] = {}
    for part in filter(None, _PARTS.split(in_digits(text.strip()))):
        if found := _ALWAYS.fullmatch(part):
            always = _number(found["hours"])
        elif found := _IN_MONTH.fullmatch(part) or _HOURS_IN_MONTH.fullmatch(part):
            first = _MONTHS[found["first"].casefold()]
            last = _MONTHS[(found["last"] or found["first"]).casefold()]
            for step in range((last - first) % 12 + 1):
                months[(first + step - 1) % 12 + 1] = _number(found["hours"])
        else:
            return None
    if any(not 0 <= hours <= MOST_HOURS for hours in (*months.values(), always or 0.0)):
        return None
    return always, tuple(sorted(months.items()))


def hours_in_words(text: str) -> float | None:
    """The hours of "Hours 4" or "4 hours", as the tab Availability has them under What, or None."""
    found = _SPELL.fullmatch(text.strip())
    hours = _number(found["hours"] or found["before"]) if found else None
    return hours if hours is not None and hours <= MOST_HOURS else None


def _number(text: str) -> float:
    return float(text.replace(",", "."))
