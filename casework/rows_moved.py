"""Cells of ours that somebody edited; rows that are gone, back, or there twice (DESIGN.md §4.3, I3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from casework.effects import Attend, Decision, Effect, PutRow, Send
from casework.facts.sheet import CellRestored, RowDoubled, RowReturned, RowVanished
from casework.model import Branch, Case, Policy, Role
from casework.typed import DETAILS, detail_typed, is_by_hand


def cell_restored(fact: CellRestored, case: Case, policy: Policy, now: datetime) -> Decision:
    """A cell of ours was edited: journaled, and put back in the next write."""
    if fact.column in DETAILS and is_by_hand(case):
        return detail_typed(fact, case, policy, now)
    return Decision(case, (PutRow(case.ref),), f"Somebody edited the column {fact.column}: it is put back.")


def row_vanished(fact: RowVanished, case: Case, branch: Branch) -> Decision:
    """A person deleted the row. It is never put back; they are asked once (TRUST.md I3)."""
    if case.row_gone:
        return Decision(case, (), "The row is gone, as we know.")
    case = replace(case, row_gone=True)
    do = (
        "If that was meant, there is nothing to do. If not, type the reference into the Ref column of an "
        "empty row on the tab Cases: the row is filled in again."
    )
    what = f"The row of {case.ref} is no longer in the register."
    effects: tuple[Effect, ...] = (
        Attend(case.ref, what, do),
        Send(
            "attention",
            Role.COORDINATOR,
            branch.coordinator,
            case.ref,
            {"ref": case.ref, "what": what, "do": do, "on_tab": "yes"},
        ),
    )
    return Decision(case, effects, "The row was deleted by a person: not put back, asked about once.")


def row_returned(fact: RowReturned, case: Case) -> Decision:
    """She put the reference back: the row is ours to fill again."""
    return Decision(replace(case, row_gone=False), (PutRow(case.ref),), "The row is back: it is filled in.")


def row_doubled(fact: RowDoubled, case: Case) -> Decision:
    """The reference stands in two rows: neither is touched until a person has mended it."""
    line = Attend(
        case.ref,
        f"{case.ref} stands in more than one row of the register.",
        "Delete the copy; or empty its Ref, to make it a case of its own. Until then we leave both alone.",
    )
    return Decision(case, (line,), "The reference stands in two rows: both are left alone.")
