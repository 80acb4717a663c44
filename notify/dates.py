"""Dates and times as people read them, never as numbers with strokes (DOMAIN.md W-04)."""

from __future__ import annotations

import re
from datetime import date, datetime, time

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTH_ONLY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?")


def day(when: date | str) -> str:
    """ "Monday 30 November 2026", from a date, a datetime or their ISO text. Raises ValueError."""
    its = datetime.fromisoformat(when).date() if isinstance(when, str) else when
    return f"{_DAYS[its.weekday()]} {its.day} {_MONTHS[its.month - 1]} {its.year}"


def clock(when: time | datetime | str) -> str:
    """ "2pm", "2.30pm", "midday", "midnight", from a time, a datetime or ISO text. Raises ValueError."""
    if isinstance(when, str):
        when = datetime.fromisoformat(when) if "T" in when or " " in when else time.fromisoformat(when)
    if when.minute == 0 and when.hour in (0, 12):
        return "midday" if when.hour else "midnight"
    minutes = f".{when.minute:02d}" if when.minute else ""
    return f"{when.hour % 12 or 12}{minutes}{'am' if when.hour < 12 else 'pm'}"


def moment(when: str) -> str:
    """The day, and the time too where the ISO text has one: "Thursday 3 December 2026 at 2pm"."""
    return f"{day(when)} at {clock(when)}" if "T" in when or " " in when else day(when)


def said(value: str) -> str:
    """A form's value as a person would say it: a date in full, "May 2026", anything else as it is."""
    try:
        if _MONTH_ONLY.fullmatch(value):
            return f"{_MONTHS[int(value[5:]) - 1]} {value[:4]}"
        return moment(value) if _ISO.fullmatch(value) else value
    except ValueError:  # the shape of a date, but no such day
        return value
