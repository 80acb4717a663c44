"""Time spent, as people write it: "2h30 prep, 1h hearing", "45 mins on Tuesday", "an hour and a half".

Only what is nothing but time, kind and day is taken: "the meeting takes 2 hours" is no log.
"""

from __future__ import annotations

import re
from datetime import date

from casework.said import Spent
from ingest.date_words import MONTH, NUMBER, WEEKDAY, number
from ingest.dates import Side, find_day

MOST_MINUTES = 24 * 60
"""In one entry: more is a slip of the pen."""

_H, _M = r"\s*(?:hours?|hrs?|h)\b\.?", r"\s*(?:minutes?|mins?|m)\b\.?"
_DURATION = re.compile(
    rf"(?:(?P<half>half an hour)|(?P<anhalf>an hour and a half|one and a half{_H})"
    rf"|(?P<tenths>\d{{1,2}}[.,]\d{{1,2}}){_H}"
    r"|(?P<hh>\d{1,2})\s*h\s*(?P<mm>[0-5]\d)(?!\d)(?:\s*m(?:ins?)?\b)?|(?P<clock>\d{1,2}):(?P<past>[0-5]\d)"
    rf"|(?P<hours>{NUMBER}){_H}(?:\s*(?:and\s+)?(?P<rest>\d{{1,2}}){_M}|\s+and a (?P<plus>half))?"
    rf"|(?P<minutes>\d{{1,3}}){_M})",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:(?P<word>time|hours|logged|log|i(?:'ve| have)? (?:spent|did|logged|put in)|spent)\b\s*[:=-]?\s*)?"
    r"(?:(?:about|around|roughly|approx\.?|another|in total|so far)\s+)?",
    re.IGNORECASE,
)
_KINDS = {
    "preparation": "prep prepping preparation preparing prepare reading research papers",
    "hearing": "hearing hearings appeal",
    "meeting": "meeting meetings met surgery",
    "talking": "call calls phone phoning talking ringing teams zoom",
    "writing": "writing letter letters email emails mail mails drafting notes statement",
    "travel": "travel travelling traveling driving train",
    "admin": "admin administration",
}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_SMALL = (
    r"on|for|of|the|this|that|case|with|member|and|at|doing|in|total|altogether|about|a|an|my|to|casework|it|"
    r"all|by|week|one|please|thanks|so|far"
)
_ALLOWED = re.compile(
    rf"(?:[\s,.;:()/-]|\b(?:{_SMALL}|{'|'.join(_KIND_OF)}|{WEEKDAY}|{MONTH}|today|yesterday|last|morning|"
    r"afternoon|evening|\d{1,2}(?:st|nd|rd|th)?|20\d\d|C-\d{4}-\d{4})\b)*",
    re.IGNORECASE,
)
_NONE = re.compile(r"(?:time|hours|log)\b\s*[:=-]?\s*(?:0|none|nothing|nil)", re.IGNORECASE)


def find_spent(text: str, written: date) -> tuple[Spent, ...]:
    """The entries of a log, in order; empty where it is none, or none that can be believed."""
    text = text.strip(" .")
    if _NONE.fullmatch(text):
        return (Spent(0),)
    start = _LEAD.match(text)
    assert start is not None
    begins = list(_DURATION.finditer(text))
    if not begins or begins[0].start() != start.end():
        return ()
    if begins[0]["clock"] and not start["word"]:  # "10:30" alone is a time of day
        return ()
    entries = []
    for at, match in enumerate(begins):
        ends = begins[at + 1].start() if at + 1 < len(begins) else len(text)
        behind = text[match.end() : ends]
        if not _ALLOWED.fullmatch(behind):
            return ()
        minutes = _minutes(match)
        if not 0 < minutes <= MOST_MINUTES:
            return ()
        entries.append(Spent(minutes, _day(behind, written), _kind(behind)))
    return tuple(entries)


def _minutes(match: re.Match[str]) -> int:
    if match["half"]:
        return 30
    if match["anhalf"]:
        return 90
    if match["tenths"]:
        return round(float(match["tenths"].replace(",", ".")) * 60)
    if match["hh"] or match["clock"]:
        return int(match["hh"] or match["clock"]) * 60 + int(match["mm"] or match["past"])
    if match["hours"]:
        return number(match["hours"]) * 60 + int(match["rest"] or 0) + (30 if match["plus"] else 0)
    return int(match["minutes"])


def _kind(text: str) -> str:
    words = re.findall(r"[a-z]+", text.casefold())
    return next((_KIND_OF[word] for word in words if word in _KIND_OF), "")


def _day(text: str, written: date) -> date | None:
    found = find_day(text.strip(" .,"), written, Side.LATELY)
    return found.day if found and found.day <= written else None
