"""A date for somebody's calendar: when, and nothing about whom or what (N-15, G-09)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from hashlib import sha256

from casework.calendar import at
from casework.model import Branch, Meeting, Policy


@dataclass(frozen=True, slots=True)
class Appointment:
    """One entry. `starts` is aware, or None for the whole day; `sequence` grows with each change."""

    uid: str
    day: date
    starts: datetime | None = None
    sequence: int = 0
    called_off: bool = False


def appointment(
    meeting: Meeting, of: str, branch: Branch, policy: Policy, sequence: int = 0, *, called_off: bool = False
) -> Appointment:
    """The entry of a meeting. `of` says which one it is ("C-2026-0042 1"); nothing of it can be told from
    the entry, and it gives the same name every time."""
    name = sha256(f"{branch.address} {of}".encode()).hexdigest()[:32]
    starts = at(meeting.day, time.fromisoformat(meeting.clock), policy) if meeting.clock else None
    uid = f"{name}@{branch.address.rpartition('@')[2]}"
    return Appointment(uid, meeting.day, starts, sequence, called_off)


def when(meeting: Meeting) -> str:
    """The meeting's moment as ISO text, as templates take it."""
    return meeting.day.isoformat() + (f"T{meeting.clock}" if meeting.clock else "")
