"""A date as an iCalendar file (RFC 5545, RFC 5546): PUBLISH, and CANCEL when it does not hold any more.

Not REQUEST: that puts an entry into somebody's calendar unasked (often one that their employer runs), and its
buttons answer past the words and tokens by which we know who says what. A published date is theirs to take.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from casework.appointment import Appointment

LASTS = "PT1H"
"""How long an entry is where only its beginning is known."""

_WIDTH = 75  # octets of a line, without its end (RFC 5545 §3.1)
_SUMMARY = "Branch casework"
_MORE = "The mail from your branch says more. An end that is not known is put at one hour."
_OFF = "This does not take place as it was. The mail from your branch says more."


def calendar_file(entry: Appointment, organiser: str, stamp: datetime) -> tuple[str, bytes]:
    """The method and the file. `organiser` is the branch's address; `stamp`, when the notice was made.

    It says when, and no more: no member, no case, no kind of meeting (N-15, G-09). The same entry has the
    same UID for ever, and a greater SEQUENCE with each change.
    """
    method = "CANCEL" if entry.called_off else "PUBLISH"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//casework//branch casework//EN",
        f"METHOD:{method}",
        "BEGIN:VEVENT",
        f"UID:{_text(entry.uid)}",
        f"DTSTAMP:{_moment(stamp)}",
        f"SEQUENCE:{entry.sequence}",
        f"ORGANIZER:mailto:{organiser}",
        *_when(entry),
        f"SUMMARY:{_SUMMARY}",
        f"DESCRIPTION:{_text(_OFF if entry.called_off else _MORE)}",
        "CLASS:PRIVATE",
        f"STATUS:{'CANCELLED' if entry.called_off else 'CONFIRMED'}",
        f"TRANSP:{'TRANSPARENT' if entry.called_off else 'OPAQUE'}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return method, "".join(_folded(line) for line in lines).encode()


def _when(entry: Appointment) -> list[str]:
    """In UTC, so that no time zone need be described; a day without a time is a whole day."""
    if entry.starts is None:
        following = entry.day + timedelta(days=1)
        return [f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}", f"DTEND;VALUE=DATE:{following:%Y%m%d}"]
    return [f"DTSTART:{_moment(entry.starts)}", f"DURATION:{LASTS}"]


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    """TEXT of RFC 5545 §3.3.11: these characters have a meaning of their own."""
    for mark in ("\\", ";", ","):
        text = text.replace(mark, "\\" + mark)
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line with its end; longer ones are folded, and no character is cut in two."""
    folded, room = "", _WIDTH
    for letter in line:
        size = len(letter.encode())
        if size > room:
            folded, room = folded + "\r\n ", _WIDTH - 1
        folded, room = folded + letter, room - size
    return folded + "\r\n"
