"""Deadlines that have passed and are not ticked off on the tab Key dates (DOMAIN.md §3.3, trigger e; M-14).

Only where the branch ticks dates off at all: else a line without a tick says nothing. A meeting or hearing
that has passed is over by itself; a deadline is not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from casework.key_dates import is_deadline
from casework.model import Case, Status


def overdue(cases: Sequence[Case], today: date) -> Mapping[str, int]:
    """How many such deadlines there are in the open cases that somebody leads, by address."""
    ticks = any(noted.done for case in cases for noted in case.key_dates)
    return past(cases, today) if ticks else {}


def past(cases: Sequence[Case], today: date) -> Mapping[str, int]:
    """The same, whether or not the branch ticks dates off."""
    return Counter(
        case.lead
        for case in cases
        if case.lead and case.status is not Status.CLOSED
        for noted in case.key_dates
        if not noted.done and noted.day < today and is_deadline(noted.what)
    )
