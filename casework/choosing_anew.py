"""The coordinator would like another suggestion, or has somebody left out of it: "another", "not Ana"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from casework.allocation import suggest
from casework.effects import Decision, Effect, Grant, PutRow, Send, SetCell, Words
from casework.facts.answers import CaseworkerChosen
from casework.model import Branch, Case, Caseworker, Part, Policy, Role, Suggestion, Team
from casework.names_chosen import Choice
from casework.spared import spared
from casework.standing import involved, offers_of, still_wanted, waiting
from casework.suggesting import suggestion_to_coordinator
from casework.urgency import is_urgent
from casework.why_chosen import with_reason

YOU_ASKED = "You asked for another suggestion"
DECISION = "Decision:"
"""How Check begins where it answers what she wrote there."""
IS_CLOSED = "The case is closed: set its Status to New first."
NOTHING_WAITS = "No suggestion is waiting: please give a name."


@dataclass(frozen=True, slots=True)
class Desk:
    """Her answer, and all that a decision about it looks at."""

    fact: CaseworkerChosen
    branch: Branch
    policy: Policy
    team: Team
    now: datetime

    @property
    def in_cell(self) -> str:
        """What stands in the Decision cell because of it."""
        return self.fact.choice.strip() if self.fact.by == "register" else ""


def suggested_anew(case: Case, choice: Choice, at: Desk) -> Decision:
    """Suggest again, without whomever she does not want: for good, in this case alone (SD-19).

    "another" leaves out both of the pair that was shown, if a pair can be found without them; else one of
    them, so that the same pair does not come again. She can still name either herself.
    """
    idea = waiting(case)
    stands = [one for one in choice.without if one.email in involved(case)]
    if stands:
        return not_taken(case, at, _stands(stands[0], case))
    if idea is None and (choice.another or still_wanted(case)[0] is not Part.PAIR):
        return not_taken(case, at, NOTHING_WAITS)
    case = _passing(case, [one.email for one in choice.without])
    if idea is not None:
        case = _another(case, idea, at) if choice.another else _with_suggestion(case, at)
    case = replace(case, flags=settled(case.flags))
    effects: list[Effect] = [PutRow(case.ref)]
    if at.in_cell:
        effects.append(SetCell(case.ref, "decision", at.in_cell, ""))
    names = " and ".join(one.name for one in choice.without)
    if idea is not None:
        again = YOU_ASKED if choice.another else f"You asked us to leave out {names}"
        effects.append(suggestion_to_coordinator(case, at.branch, at.policy, at.now, again, at.team))
    said = [f"left out {names}"] if names else []
    said += ["asked for another suggestion"] if choice.another else []
    return Decision(
        case, tuple(effects), with_reason(f"The coordinator {' and '.join(said)}.", choice.reason)
    )


def asked_meanwhile(
    before: Case, case: Case, names: str, people: Sequence[Caseworker], at: Desk
) -> Decision | None:
    """An "ok" to our suggestion, of `people` who are to be asked now, where one of them has an offer open
    about another case, or let one run out: nobody is asked, and she is shown whom we would suggest now.

    Whom she names she has asked; an ok is to what we proposed, and we press nobody (SD-12). None where it is
    carried out: nobody is spared, or nobody else is left, or a date is near and the case does not wait.

    `before`: the case with its offers, `case`: without those that her ok would take back. They stand then: an
    answer to them is still to come.
    """
    rests = spared(at.team, {case.ref}, at.policy, at.now)
    pressed = [one for one in people if one.email in rests]
    if not pressed or is_urgent(case, at.policy, at.now):
        return None
    case = _with_suggestion(case, at)
    if all(one.email in _shown(case.suggestion) for one in pressed):
        return None
    what = "; ".join(f"{one.name} {rests[one.email].told}" for one in pressed)
    if asked := [offer.name for offer in offers_of(before) if offer not in offers_of(case)]:
        still = "; ".join(f"{name} has been asked, and still is" for name in asked)
        sentence = f"Nobody else was asked: {what}. {still}. To ask {names} instead, give the names."
        shown = (SetCell(before.ref, "decision", at.in_cell, before.decided),) if at.in_cell else ()
        return not_taken(before, at, sentence, shown)
    again = f"Nobody was asked: {what}. To ask {names} all the same, give the names instead of ok."
    case = replace(case, flags=(f"{DECISION} {again}", *settled(case.flags)))
    effects: list[Effect] = [PutRow(case.ref)]
    if at.in_cell:
        effects.append(SetCell(case.ref, "decision", at.in_cell, ""))
    effects.append(suggestion_to_coordinator(case, at.branch, at.policy, at.now, again, at.team))
    why = "The coordinator said ok to somebody who is not to be pressed just now: she is asked again."
    return Decision(case, tuple(effects), why)


def _stands(person: Caseworker, case: Case) -> str:
    if person.email in (case.lead, case.second):
        return f"{person.name} has said yes to this case: empty their cell in the row to take them off it."
    return (
        f"{person.name} has been asked already: choose somebody else instead, and they are told that no "
        "answer is needed."
    )


def _another(case: Case, idea: Suggestion, at: Desk) -> Case:
    """The case with a suggestion that is not the one shown."""
    shown = _shown(idea)
    ways = [shown, shown[:1], shown[1:]] if len(shown) > 1 else [shown]
    tried = [_with_suggestion(_passing(case, emails), at) for emails in ways]
    whole = (one for one in tried if _as_many(one.suggestion, len(shown)))
    some = (one for one in tried if _as_many(one.suggestion, 1))
    return next(whole, None) or next(some, tried[0])


def _shown(idea: Suggestion | None) -> list[str]:
    """The addresses of whom it suggests, the lead's first."""
    both = (*idea.candidates[:1], idea.second) if idea else ()
    return [one.email for one in both if one]


def _as_many(idea: Suggestion | None, count: int) -> bool:
    found = 0 if idea is None or not idea.candidates else 1 + (idea.second is not None)
    return found >= count


def _passing(case: Case, emails: Sequence[str]) -> Case:
    return replace(case, passed_over=tuple(dict.fromkeys((*case.passed_over, *emails))))


def _with_suggestion(case: Case, at: Desk) -> Case:
    return replace(case, suggestion=suggest(case, at.team, at.policy, at.now))


def settled(flags: tuple[str, ...]) -> tuple[str, ...]:
    """The flags without what was said of an earlier answer of hers."""
    return tuple(flag for flag in flags if not flag.startswith(DECISION))


def not_taken(case: Case, at: Desk, sentence: str, shown: tuple[Effect, ...] = ()) -> Decision:
    """A choice we could not follow: said in the Check column, and by mail if it came by mail."""
    case = replace(case, flags=(f"{DECISION} {sentence}", *settled(case.flags)))
    effects: list[Effect] = [PutRow(case.ref), *shown]
    if at.fact.by == "mail":
        words: Words = {"ref": case.ref, "who": "your answer", "what": sentence}
        to, thread = at.branch.coordinator, at.fact.received.thread if at.fact.received else None
        grant = Grant(case.ref, to.email, "suggestion")
        effects.append(Send("unclear", Role.COORDINATOR, to, case.ref, words, thread, grant))
    return Decision(case, tuple(effects), sentence)
