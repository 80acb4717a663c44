"""A case that a person types into the register, after a phone call or a walk-in; or one split from another.

There is no form: what stands in its row is all there is, so that Next date and Received too are hers to fill
in there, and are not put back. From then on it goes the way of every case.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from casework.calendar import local_day
from casework.category import with_category, with_values
from casework.effects import Decision, Effect, PutRow, SetCell
from casework.facts import Fact
from casework.facts.answers import CaseworkerChosen
from casework.facts.sheet import (
    CaseTyped,
    CellRestored,
    EmotionalEdited,
    ExtraWorkEdited,
    LeadEdited,
    OutcomeEdited,
    SecondEdited,
    StageEdited,
    StatusEdited,
)
from casework.intake import NO_ADDRESS
from casework.model import Case, Policy, Status, Thread, Value
from casework.urgency import URGENT, is_urgent
from casework.weight import weighed

BY_HAND = "typed"
"""The source of a form that is none: the case was typed in."""

DATE_WORDS, RECEIVED_WORDS = "typed_date", "typed_received"
"""Where the form keeps a Next date or Received of hers that is none: the row shows it as it is."""

_UNREAD = {
    RECEIVED_WORDS: "Received: no day up to today that can be read, so the day it was typed in counts",
    DATE_WORDS: "Next date: no date that can be read (write 3 Dec 2026), so nothing is counted from it",
}

TIMED = "Next date is at "
"""How Check tells the time of day that she wrote beside a Next date: the column shows the day."""

_TIMED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")

UNREAD_DATES = frozenset(_UNREAD.values())
"""What Check says of such words, as long as they stand there."""

DETAILS = frozenset(["received", "category", "key_date", "department"])
"""What her row says where there is no form; next date and received are the service's columns else."""


OF_THE_CASE = ("status", "decision", "lead", "second", "outcome")
"""Columns that say how one case stands: a copy of them says nothing of another."""


def is_by_hand(case: Case) -> bool:
    """Whether a person put the case into the register."""
    return case.form.source in (BY_HAND, "register")


def unread_dates(case: Case) -> tuple[str, ...]:
    """What Check says of dates of hers that are none, and of a time beside one; of a closed case nothing is
    counted."""
    if case.status is Status.CLOSED:
        return ()
    clock = case.form.text("key_date")[11:16] if is_by_hand(case) else ""
    unread = (said for name, said in _UNREAD.items() if case.form.text(name))
    return (*unread, *([TIMED + clock] if clock else []))


def case_typed(fact: CaseTyped, policy: Policy, now: datetime) -> Decision:
    """A row that had no reference has one now: a case, with all that stands in its row."""
    of = fact.split_of
    form = replace(fact.form, source=BY_HAND)
    case = Case(
        ref=fact.ref,
        received_at=now,
        letter="",
        member=fact.member,
        reply_to="",
        thread=Thread(),
        form=form,
        categories=form.names("categories"),
        points=policy.default_points,
        last_news_at=now,
    )
    for column in sorted(DETAILS):
        if said := fact.typed.get(column, ""):
            case = with_detail(case, column, said, policy, now)
    case = weighed(case, policy, local_day(now, policy))
    marks = {
        URGENT: is_urgent(case, policy, now),
        f"split from {of}": bool(of),
        NO_ADDRESS: not case.member.email,
    }
    case = replace(case, flags=tuple(mark for mark, holds in marks.items() if holds))
    effects: list[Effect] = [PutRow(case.ref), *_made_its_own(fact)]
    why = f"It is a part of {of} that is a case of its own now." if of else "A person typed the case in."
    return Decision(case, tuple(effects), why, then=_as_edits(fact))


def _made_its_own(fact: CaseTyped) -> list[SetCell]:
    """A new case is New where she did not say; and where a copied row still says who has the other case or
    how that ended, this one says what is true of it."""
    new = {"status": Status.NEW.value}
    stale = [column for column in OF_THE_CASE if column in fact.copied]
    stale += [] if fact.typed.get("status") else ["status"]
    return [SetCell(fact.ref, at, fact.typed.get(at, ""), new.get(at, "")) for at in stale]


def _as_edits(fact: CaseTyped) -> tuple[Fact, ...]:
    """What stands in her own columns counts as if it had been written there now; of a part split off that
    which says how it weighs, since it goes on standing there, and what she wrote into the copy."""
    found: list[Fact] = []
    if stage := fact.typed.get("stage"):
        found.append(StageEdited(fact.ref, stage))
    if extra_work := fact.typed.get("extra_work"):
        found.append(ExtraWorkEdited(fact.ref, extra_work))
    if emotional := fact.typed.get("emotional"):
        found.append(EmotionalEdited(fact.ref, emotional))
    said = {column: text for column, text in fact.typed.items() if text and column not in fact.copied}
    if "lead" in said:
        found.append(LeadEdited(fact.ref, said["lead"]))
    if "second" in said:
        found.append(SecondEdited(fact.ref, said["second"]))
    if "status" in said:
        found.append(StatusEdited(fact.ref, said["status"]))
    if "decision" in said:
        found.append(CaseworkerChosen(fact.ref, said["decision"], "register"))
    if "outcome" in said:
        found.append(OutcomeEdited(fact.ref, said["outcome"]))
    return tuple(found)


def detail_typed(fact: CellRestored, case: Case, policy: Policy, now: datetime) -> Decision:
    """She has filled in, or corrected, what there is no form to say."""
    case = with_detail(case, fact.column, fact.value, policy, now)
    case = weighed(case, policy, local_day(now, policy))
    others = tuple(flag for flag in case.flags if flag != URGENT)
    case = replace(case, flags=(URGENT, *others) if is_urgent(case, policy, now) else others)
    name = fact.column.replace("_", " ")
    return Decision(case, (PutRow(case.ref),), f"There is no form: the register says the {name}.")


def with_detail(case: Case, column: str, said: str, policy: Policy, now: datetime) -> Case:
    """The case with what she wrote in one of `DETAILS`; dates as ISO text, words of her own as they are."""
    said = said.strip()
    match column:
        case "department":
            return replace(case, member=replace(case.member, department=said))
        case "received":
            day = _day(said)
            unread = day is None or day > local_day(now, policy)
            words: Mapping[str, Value] = {RECEIVED_WORDS: said if unread else ""}
            case = replace(case, form=with_values(case.form, words))
            if day is None or unread:
                return case
            return replace(case, received_at=datetime.combine(day, time(12), ZoneInfo(policy.timezone)))
        case "category":
            return with_category(case, said, policy, by_hand=True)
        case _:
            day = _day(said)
            shown = "" if day else said
            moment = said if _TIMED.fullmatch(said) else said[:10]
            values: Mapping[str, Value] = {"key_date": moment if day else "", DATE_WORDS: shown}
            return replace(case, form=with_values(case.form, values))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
