"""Two references for one case: she types "duplicate of C-2026-0041", and the one goes into the other.

She types it where she would close a case or decide about it: under Status, Outcome or Decision, or in answer
to the suggestion. Notes are hers alone and are never read. The duplicate is closed; what its member writes
from then on belongs to the other case; nothing is sent.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from casework.calendar import local_day
from casework.effects import AddLine, Attend, Decision, Effect, PutRow, SetCell
from casework.facts.letters import DetailsGiven, MoreFromMember
from casework.facts.sheet import CaseJoined
from casework.intake import SECOND_OF
from casework.model import Case, Policy, Status, Team
from casework.offering import withdrawn
from casework.standing import offers_of

_REF = r"(?:case\s+)?(?P<ref>[a-z]{1,6}-\d{4}-\d+|0\d{3,})"
"""The whole reference, or its number as it stands there (0041): any other number may be a year."""

_DUPLICATE = tuple(
    re.compile(rf"\W*{wording}[^\w?]*", re.IGNORECASE)  # with a question mark it is a question
    for wording in (
        r"(?:(?:this|it|case)?\s*(?:is|was)\s+)?(?:an?\s+|the\s+)?"
        r"(?:duplicate|dup|dupe|double|copy|same(?:\s+case)?|merged?|belongs?)"
        rf"(?:\s+(?:of|as|with|in|into|to))?\s*:?\s*{_REF}",
        rf"(?:an?\s+|the\s+)?(?:duplicate|dupe?|same\s+case)[^\w?]+see\s+{_REF}",
        rf"see\s+{_REF}[^\w?]+(?:an?\s+|the\s+)?(?:duplicate|dupe?|same\s+case)",
    )
)

MARK = "Duplicate:"
"""How the Check column's answer begins where it could not be followed."""

STATUS = "Status:"
"""The same of another word under Status."""


def duplicate_of(text: str, case: Case | None = None, team: Team | None = None) -> str:
    """The reference of the case that these words say this one is a duplicate of; else empty.

    A mere number is that of an open case, of the only one or of the one of the same year as `case`; where it
    is none of these, or nothing is known of them, it is given as it stands.
    """
    found = next((found for wording in _DUPLICATE if (found := wording.fullmatch(text))), None)
    ref = found["ref"].upper() if found else ""
    if not ref or "-" in ref or case is None or team is None:
        return ref
    alike = [one.ref for one in team.open_cases if one.ref.rpartition("-")[2] == ref]
    same_year = f"{case.ref.rpartition('-')[0]}-{ref}"
    return alike[0] if len(alike) == 1 else same_year if same_year in alike else ref


def why_not(case: Case, into: str, team: Team) -> str:
    """Why the case cannot go into that one, in one sentence; empty if it can."""
    if into == case.ref:
        return f"{into} is this very case: please give the reference of the other one."
    if into not in {one.ref for one in team.open_cases}:
        return f"{into} is not an open case: please look at the reference."
    return ""


def merged(case: Case, into: str, typed: dict[str, str], policy: Policy, now: datetime) -> Decision:
    """The duplicate is closed, and the other case takes over its dates. `why_not` has been asked before.

    `typed`: the cells in which she said so, by column, as they stand; they come to show what follows.
    """
    cells = {
        "decision": SetCell(case.ref, "decision", typed.get("decision", case.decided), ""),
        "status": SetCell(case.ref, "status", typed.get("status", case.status.value), Status.CLOSED.value),
        "outcome": SetCell(case.ref, "outcome", typed.get("outcome", ""), f"Duplicate of {into}"),
    }
    effects: list[Effect] = [PutRow(case.ref)]
    effects += [cell for cell in cells.values() if cell.expected != cell.value]
    effects += [withdrawn(offer, case.ref) for offer in offers_of(case)]
    effects += _dates(case, into, policy, now)
    if case.lead or case.second:
        effects.append(
            Attend(
                case.ref,
                f"{case.ref} had a caseworker when it went into {into}: nobody was told.",
                f"Tell them, and the member if {into} has another caseworker.",
            )
        )
    case = replace(
        case,
        status=Status.CLOSED,
        closed_at=case.closed_at or now,
        offer=None,
        second_offer=None,
        suggestion=None,
        decided="",
        merged_into=into,
        outcome=f"Duplicate of {into}",
        flags=unmarked(case.flags),
    )
    why = f"The coordinator says that it is a duplicate of {into}: it is closed, and its letters go there."
    return Decision(case, tuple(effects), why, then=(CaseJoined(into, case.ref),))


def unmarked(flags: tuple[str, ...]) -> tuple[str, ...]:
    """The flags without an answer to an earlier "duplicate of" or to an earlier word under Status."""
    return tuple(flag for flag in flags if not flag.startswith((MARK, STATUS, "Decision:")))


def not_followed(case: Case, sentence: str) -> Decision:
    """What she typed cannot be followed: said beside it, under Check."""
    case = replace(case, flags=(f"{MARK} {sentence}", *unmarked(case.flags)))
    return Decision(case, (PutRow(case.ref),), sentence)


def _dates(case: Case, into: str, policy: Policy, now: datetime) -> list[AddLine]:
    """Dates still to come, of its form and of the tab Key dates, as lines for the other case."""
    today = local_day(now, policy)
    noted = {(one.day, one.what) for one in case.key_dates if not one.done}
    if day := case.form.day("key_date"):
        noted.add((day, ""))
    return [
        AddLine(
            "key_dates",
            {"ref": into, "date": day.isoformat(), "what": what or f"from {case.ref}"},
            into,
            once=f"{case.ref} into {into}: {day} {what}",
        )
        for day, what in sorted(noted)
        if day >= today
    ]


def case_joined(fact: CaseJoined, case: Case) -> Decision:
    """Another case went into this one, or has come apart from it again."""
    mark = f"{fact.other} went into this case"
    flags = tuple(flag for flag in case.flags if flag != mark)
    seconds = tuple(ref for ref in case.possible_second_of if ref != fact.other)
    if seconds != case.possible_second_of:
        flags = tuple(flag for flag in flags if not flag.startswith(SECOND_OF))
        flags = ((SECOND_OF + ", ".join(seconds),) if seconds else ()) + flags
    if not fact.apart:
        flags = (*flags, mark)
    case = replace(case, flags=flags, possible_second_of=seconds)
    why = f"{fact.other} is a case of its own again." if fact.apart else f"{fact.other} is the same case."
    return Decision(case, (PutRow(case.ref),), why)


def passed_on(fact: MoreFromMember | DetailsGiven, case: Case) -> Decision:
    """The member wrote about the duplicate: it is news of the case that it went into."""
    into = case.merged_into
    why = f"{case.ref} went into {into}: the letter belongs there."
    return Decision(case, (), why, folder=into, then=(MoreFromMember(fact.received, into),))
