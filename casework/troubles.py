"""Mail that came back, could not be sent, or spoke without authority: a person is told, no more."""

from __future__ import annotations

from dataclasses import replace

from casework.effects import Attend, Decision, Effect, PutRow, Send
from casework.facts.answers import AnswerNotAccepted
from casework.facts.letters import NoticeBounced, NoticeGivenUp
from casework.model import Branch, Case, Policy, Role
from casework.wording import came


def notice_bounced(fact: NoticeBounced, case: Case | None, branch: Branch) -> Decision:
    """A notice came back: flagged on the row and on Needs attention, and told to the coordinator."""
    who = fact.who or "somebody"
    what = f"A mail of ours to the {who} came back undelivered."
    do = "Check the address on the Contacts or Caseworkers tab, and reach them another way meanwhile."
    if fact.who == Role.REGION.value:
        do = "Ring the region's official, and have their address in config.yaml put right, section region."
    effects: list[Effect] = [Attend(fact.ref, what, do, letter=fact.received.letter)]
    if fact.who != Role.COORDINATOR.value:
        words = {"ref": fact.ref, "who": who, "address": fact.address}
        effects.append(Send("bounced", Role.COORDINATOR, branch.coordinator, fact.ref, dict(words)))
    if case is None:
        return Decision(None, tuple(effects), what, folder="Needs attention")
    flagged = _flag(case, f"mail to the {who} came back")
    return Decision(flagged, (PutRow(case.ref), *effects), what)


def notice_given_up(fact: NoticeGivenUp, case: Case | None, branch: Branch) -> Decision:
    """A notice could not be sent: never silent."""
    what = f"A mail of ours to the {fact.who} could not be sent: {fact.reason}"
    do = "Check the address, then tell the administrator to run: casework retry " + fact.notice
    effects: list[Effect] = [Attend(fact.ref, what, do)]
    if fact.who != Role.COORDINATOR.value:
        effects.append(
            Send(
                "attention",
                Role.COORDINATOR,
                branch.coordinator,
                fact.ref,
                {"ref": fact.ref, "what": what, "do": do, "on_tab": "yes"},
            )
        )
    if case is None:
        return Decision(None, tuple(effects), what)
    return Decision(
        _flag(case, f"mail to the {fact.who} could not be sent"), (PutRow(case.ref), *effects), what
    )


def answer_not_accepted(fact: AnswerNotAccepted, case: Case | None, policy: Policy) -> Decision:
    """A letter that looks like an answer but carries no authority: no effect but this line (TRUST.md S1)."""
    line = Attend(
        fact.ref,
        f"A letter that looks like an answer was not acted on: {fact.why} {came(fact.received, policy)}",
        "Read it in its mail folder. If it is meant, ask the person to answer our own mail to them.",
        letter=fact.received.letter,
    )
    return Decision(case, (line,), f"Not acted on: {fact.why}", folder="" if case else "Needs attention")


def _flag(case: Case, flag: str) -> Case:
    return replace(case, flags=tuple(dict.fromkeys((flag, *case.flags))))
