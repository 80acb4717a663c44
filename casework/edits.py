"""The coordinator says where a case stands or how it ended, in its row (DESIGN.md §4.3).

Who has a case: casework/hand_set.py. How its member is reached: casework/reached.py. Rows that go, come back
or are doubled: casework/rows_moved.py.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from casework import merging
from casework.choosing_anew import DECISION, IS_CLOSED
from casework.effects import Decision, Effect, PutRow, SetCell
from casework.facts import Fact
from casework.facts.answers import CaseworkerChosen
from casework.facts.sheet import CaseJoined, OutcomeEdited, StatusEdited
from casework.model import Case, Policy, Status, Team
from casework.offering import withdrawn
from casework.standing import offers_of


def status_edited(fact: StatusEdited, case: Case, policy: Policy, team: Team, now: datetime) -> Decision:
    """She says where the case stands; closing it takes back an open offer. Whom she chose in vain while it
    was closed is chosen once she opens it."""
    if merging.duplicate_of(fact.value):
        return _duplicate(case, "status", fact.value, policy, team, now)
    meant = next(
        (status for status in Status if status.value.casefold() == fact.value.strip().casefold()), None
    )
    if meant is None:
        case = replace(case, flags=(_unknown(fact.value.strip(), case), *merging.unmarked(case.flags)))
        why = "The Status cell holds an unknown word: the case stays as it was."
        return Decision(case, (PutRow(case.ref),), why)
    effects: list[Effect] = [PutRow(case.ref)]
    if fact.value.strip() != meant.value:  # filters and colours go by the word itself
        effects.append(SetCell(case.ref, "status", fact.value.strip(), meant.value))
    if meant is Status.CLOSED:
        effects += [withdrawn(offer, case.ref) for offer in offers_of(case)]
    again: tuple[Fact, ...] = ()
    if case.merged_into and meant is not Status.CLOSED:
        again = (CaseJoined(case.merged_into, case.ref, apart=True),)
        effects.append(SetCell(case.ref, "outcome", case.outcome, ""))
        case = replace(case, merged_into="", outcome="")
    if fact.decision and meant is not Status.CLOSED and f"{DECISION} {IS_CLOSED}" in case.flags:
        again += (CaseworkerChosen(case.ref, fact.decision, "register", None, fact.shown, fact.decision),)
    how = (
        "set the status to" if case.closed_at is None or meant is Status.CLOSED else "opened the case again:"
    )
    case = replace(
        case,
        status=meant,
        offer=None if meant is Status.CLOSED else case.offer,
        second_offer=None if meant is Status.CLOSED else case.second_offer,
        closed_at=(case.closed_at or now) if meant is Status.CLOSED else None,
        flags=merging.unmarked(case.flags),
    )
    return Decision(case, tuple(effects), f"The coordinator {how} {meant.value}.", then=again)


def _unknown(word: str, case: Case) -> str:
    """What Check says of a status that is none: she may take the case for closed, and it goes on."""
    is_one = f'"{word}" is none of its list' if word else "nothing stands there"
    words = ", ".join(status.value for status in Status)
    return f"{merging.STATUS} {is_one} ({words}). The case goes on as {case.status.value}."


def outcome_edited(fact: OutcomeEdited, case: Case, policy: Policy, team: Team, now: datetime) -> Decision:
    """She says how it ended. That alone closes no case; "duplicate of C-2026-0041" does."""
    into = merging.duplicate_of(fact.value, case, team)
    if into and case.merged_into != into:
        return _duplicate(case, "outcome", fact.value, policy, team, now)
    case = replace(case, outcome=fact.value.strip())
    return Decision(case, (), "The coordinator wrote how it ended." if case.outcome else "No outcome stands.")


def _duplicate(case: Case, column: str, value: str, policy: Policy, team: Team, now: datetime) -> Decision:
    into = merging.duplicate_of(value, case, team)
    if wrong := merging.why_not(case, into, team):
        return merging.not_followed(case, wrong)
    return merging.merged(case, into, {column: value.strip()}, policy, now)
