"""What has become of somebody's cases since a review began: the kinds of step that were taken (SD-43)."""

from __future__ import annotations

from collections.abc import Iterable

from casework.model import OpenCase
from casework.own_word import Had, Review

HANDED = "handed over"
CLOSED = "closed"
SWAPPED = "second instead of lead"
JOINED = "a second joined"
NOTHING = "nothing moved"
KINDS = (HANDED, JOINED, SWAPPED, CLOSED, NOTHING)


def had(email: str, cases: Iterable[OpenCase]) -> tuple[Had, ...]:
    """The parts that somebody has now."""
    return tuple(
        Had(one.ref, one.lead == email, not (one.lead and one.second))
        for one in cases
        if email in (one.lead, one.second)
    )


def steps_taken(email: str, review: Review, cases: Iterable[OpenCase]) -> tuple[str, ...]:
    """The kinds of step that the open cases show, each once; that nothing moved, if so."""
    now = {one.ref: one for one in cases}
    kinds = {_kind(email, before, now.get(before.ref)) for before in review.had}
    return tuple(kind for kind in KINDS if kind in kinds - {""}) or (NOTHING,)


def _kind(email: str, before: Had, case: OpenCase | None) -> str:
    if case is None:
        return CLOSED
    if email not in (case.lead, case.second):
        return HANDED
    if before.leads and case.second == email:
        return SWAPPED
    return JOINED if before.alone and case.lead and case.second else ""
