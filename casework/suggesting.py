"""The mail that puts a suggestion before the coordinator: she decides, the service only proposes (SD-19)."""

from __future__ import annotations

from datetime import datetime

from casework.allocation import why_nobody, why_not
from casework.calendar import local_day
from casework.effects import Grant, Send, Words
from casework.key_dates import next_date_text
from casework.model import Branch, Case, Policy, Role
from casework.wording import case_words


def suggestion_to_coordinator(case: Case, branch: Branch, policy: Policy, now: datetime, again: str) -> Send:
    """The suggestion, answerable by "ok" or a name; `again` says why the last one fell through."""
    suggestion = case.suggestion
    candidates = suggestion.candidates if suggestion else ()
    words: Words = case_words(case, policy) | {
        "received": local_day(case.received_at, policy).isoformat(),
        "next_date": next_date_text(case, local_day(now, policy)),
        "urgent": "yes" if any(flag.startswith("URGENT") for flag in case.flags) else "",
        "flags": list(case.flags),
        "possible_second": ", ".join(case.possible_second_of),
        "again": again,
        "candidates": [{"name": person.name, "reason": person.reason} for person in candidates],
        "excluded": why_not(suggestion) if suggestion else [],
        "reasons": why_nobody(suggestion) if suggestion else [],
    }
    return Send(
        "suggested" if candidates else "no_one",
        Role.COORDINATOR,
        branch.coordinator,
        case.ref,
        words,
        grant=Grant(case.ref, branch.coordinator.email, "suggestion"),
    )
