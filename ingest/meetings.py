"""Questions about a meeting that leave open what of it they ask: its day, what it is, or both in one answer."""

from __future__ import annotations

from collections.abc import Mapping

from ingest.answers import Answer
from ingest.dates import find_date
from ingest.fields import written_text

_BOTH = 0.9  # the share of a meeting's day and name together
_NEITHER = 0.25
_LONGEST = 30  # words of an answer


def of_a_meeting(shares: Mapping[str, float]) -> bool:
    """Whether a question's words surely ask for a meeting ("Is there a deadline or a meeting?"), by the
    shares of the fields, and may be asking for its day as well as for its name."""
    day, name = shares.get("key_date", 0.0), shares.get("key_event", 0.0)
    return day + name >= _BOTH and min(day, name) >= _NEITHER


def dated(answer: Answer) -> bool:
    """Whether a day was given, in few words."""
    text, _ = written_text(answer.lines)
    return len(text.split()) <= _LONGEST and find_date(text, None, True) is not None
