"""The branch is at the edge of what it can take: the coordinator gets the draft of a statement (§3.3).

Nothing is published and no member is told anything by the service alone: she passes the draft on, and she
says whether members who write now are told that there may only be advice at first.
"""

from __future__ import annotations

from casework.effects import AdviceFirst, Attend, Decision, Grant, Send, Words
from casework.facts.due import CapacityEased, CapacityShort
from casework.facts.sheet import IntakeSet
from casework.model import Branch, Case, Policy, Role
from casework.statement import capacity_in_words, why_short
from casework.urgency import next_date

GRANT_DAYS = 180


def capacity_short(fact: CapacityShort, branch: Branch, policy: Policy) -> Decision:
    """The draft, with small numbers hidden, so that it can be passed on as it is."""
    reasons = list(why_short(fact.reasons, policy.care))
    sent = _statement(branch, reasons, list(capacity_in_words(fact.numbers, policy.care)), eased="")
    line = Attend(
        "",
        "The branch is at the edge of what it can take: " + " ".join(reasons),
        "The draft of a statement for the committee and the region is with you by mail.",
    )
    return Decision(None, (sent, line), "The branch is at the edge of what it can take.")


def capacity_eased(fact: CapacityEased, branch: Branch, policy: Policy) -> Decision:
    """There is room again, and members are still told of advice: she is asked once whether to go on."""
    sent = _statement(branch, [], list(capacity_in_words(fact.numbers, policy.care)), eased="yes")
    why = "There is room again: the coordinator is asked whether members are told as usual."
    return Decision(None, (sent, AdviceFirst("told")), why)


def _statement(branch: Branch, reasons: list[str], lines: list[str], eased: str) -> Send:
    words: Words = {"reasons": reasons, "lines": lines, "eased": eased}
    grant = Grant("", branch.coordinator.email, "capacity", days=GRANT_DAYS)
    return Send("capacity", Role.COORDINATOR, branch.coordinator, "", words, grant=grant)


def intake_set(fact: IntakeSet) -> Decision:
    """From now on acknowledgements say so, or say it as usual."""
    if fact.advice_first:
        line = Attend(
            "",
            "From now on members who write are told that there may only be advice at first.",
            "To end it, reply AS USUAL to the mail about what the branch can take.",
        )
        why = "The coordinator has new members told that there may only be advice at first."
        return Decision(None, (AdviceFirst("on"), line), why, folder="Other")
    line = Attend("", "Members who write are told as usual again.", "There is no more to do.")
    why = "The coordinator has new members told as usual."
    return Decision(None, (AdviceFirst(""), line), why, folder="Other")


def advice_first(case: Case, policy: Policy, set_by_her: bool) -> bool:
    """Whether this member is told that there may only be advice at first. Never where time limits may run."""
    if not set_by_her or set(case.categories) & set(policy.care.never_advice_first):
        return False
    return next_date(case, case.received_at.date()) is None
