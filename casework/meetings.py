"""The meetings of a case, told from its other dates: where somebody who learns could come along (SD-03).

A deadline is no meeting. A hearing is none either: there the law gives the member one companion (L-20), and a
second person would be for the employer to allow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from casework.model import Case, Meeting
from casework.staffing import HEARING

_MEETING = re.compile(
    r"\b(meeting|meet|conversation|consultation|catch[ -]?up|discussion)\b",
    re.IGNORECASE,
)
_NO_MEETING = re.compile(
    r"\b(deadline|due|by then|last day|submit|send|reply|respond|response|limit|expires?|before|"
    r"no meeting|cancelled|postponed|moved)\b",
    re.IGNORECASE,
)
_SURGERY = re.compile(
    r"\b(surger(?:y|ies)|drop[ -]?in|advice (?:session|hour|desk)|casework clinic)\b", re.IGNORECASE
)
_CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})(?:[.:](?P<minute>[0-5]\d))?\s*(?P<half>[ap])\.?m\b|"
    r"\b(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)\b|\b(?P<noon>noon|midday)\b",
    re.IGNORECASE,
)


def meetings(case: Case, today: date) -> tuple[Meeting, ...]:
    """The meetings of the case after `today` that are not over or cancelled, the next first."""
    gone = {each.day for each in case.key_dates if each.done}
    found = {meeting.day: meeting for meeting in _named(case) if meeting.day not in gone}
    return tuple(found[day] for day in sorted(found) if day > today)


def _named(case: Case) -> Iterator[Meeting]:
    """Of two for one day the last counts: what a person noted, over what the form says."""
    day = case.form.day("key_date")
    if day is not None and is_meeting(case.form.text("key_event")):
        yield Meeting(day, case.form.text("key_date")[11:16] or clock_in(case.form.text("key_event")))
    for each in case.key_dates:
        if not each.done and is_meeting(each.what):
            yield Meeting(each.day, clock_in(each.what))


def is_meeting(what: str) -> bool:
    """Whether these words name a meeting, surely, and no hearing or deadline."""
    return bool(_MEETING.search(what)) and not HEARING.search(what) and not _NO_MEETING.search(what)


def is_surgery(what: str) -> bool:
    """Whether these words name the branch's own surgery, to which members come."""
    return bool(_SURGERY.search(what))


def clock_in(text: str) -> str:
    """The first time of day in some words, as "14:00"; empty without one."""
    found = _CLOCK.search(text)
    if not found:
        return ""
    if found["noon"]:
        return "12:00"
    if found["hour24"]:
        return f"{int(found['hour24']):02d}:{found['minute24']}"
    hour = int(found["hour"])
    if not 1 <= hour <= 12:
        return ""
    hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    return f"{hour:02d}:{found['minute'] or '00'}"
