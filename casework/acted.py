"""When a person last noted or said something of a case in the register (casework/quiet.py, §3.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

from casework.effects import Decision
from casework.facts import Fact
from casework.facts.sheet import (
    CategoryEdited,
    DepartmentEdited,
    EmotionalEdited,
    ExtraWorkEdited,
    HoursNoted,
    KeyDatesEdited,
    StageEdited,
    StatusEdited,
)
from casework.model import Case

_SAID = (
    CategoryEdited,
    DepartmentEdited,
    EmotionalEdited,
    ExtraWorkEdited,
    KeyDatesEdited,
    StageEdited,
    StatusEdited,
)


def with_action(decision: Decision, fact: Fact, before: Case | None, now: datetime) -> Decision:
    """The decision with the moment kept, where the fact is that a person did something about the case."""
    case = decision.case
    if case is None:
        return decision
    if isinstance(fact, HoursNoted):
        moment = min(now, _end_of(fact.month))
        known = case.acted_at
        return replace(decision, case=replace(case, acted_at=max(known, moment) if known else moment))
    if case == before or not isinstance(fact, _SAID):
        return decision
    return replace(decision, case=replace(case, acted_at=now))


def _end_of(month: str) -> datetime:
    """The end of "2026-11"."""
    year, number = (int(part) for part in month.split("-"))
    first = date(year + number // 12, number % 12 + 1, 1)
    return datetime.combine(first, time(0), UTC)
