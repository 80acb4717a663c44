"""Who has a case, as the coordinator wrote it into Caseworker and Second herself (DESIGN.md §4.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from casework.choice import find_person, shown_as
from casework.effects import Attend, Decision, Effect, PutRow, SetCell
from casework.facts.sheet import LeadEdited, SecondEdited
from casework.marks import unmarked
from casework.model import Branch, Case, Caseworker, Part, Policy, Status, Team
from casework.offering import withdrawn
from casework.standing import offers_of
from casework.taken_off import second_taken_off, taken_off


def lead_edited(
    fact: LeadEdited, case: Case, branch: Branch, policy: Policy, team: Team, now: datetime
) -> Decision:
    """She settled by hand who has the case: taken as it is, and nobody is written to.

    Where she took somebody off it, it goes on as after a step back: it is never with nobody (SD-07).
    """
    if not fact.value.strip():
        if case.lead and case.status is not Status.CLOSED:
            if back := _left_already(fact.over, "lead", case, case.lead, team):
                return back
            return taken_off(case, branch, policy, team, now, both=fact.both)
        case = replace(case, lead="", lead_since=None)
        return Decision(case, (PutRow(case.ref),), "The Caseworker cell was emptied: nobody leads the case.")
    chosen = find_person(fact.value, team)
    if isinstance(chosen, str):
        return _nobody_of_that_name(case, "Caseworker")
    effects: list[Effect] = [PutRow(case.ref)]
    if chosen.email != case.lead:
        effects.append(_counts_untold(case, "Caseworker"))
    if first := _came_first(fact.over, case.lead, chosen, team):
        return _stays(case, "lead", "Caseworker", fact.value, first)
    since = case.lead_since if chosen.email == case.lead else now
    flags = _without(unmarked(case.flags), "Caseworker:")
    after = replace(case, lead=chosen.email, lead_since=since, offer=None, flags=flags)
    after = _only_once(after, chosen.email, Part.SECOND)
    effects += _in_full(case, "lead", fact.value, chosen, team)
    if case.second == chosen.email:
        effects.append(SetCell(case.ref, "second", chosen.name, ""))
    effects += [withdrawn(offer, case.ref) for offer in offers_of(case) if offer not in offers_of(after)]
    return Decision(after, tuple(effects), "The coordinator wrote who has the case.")


def second_edited(
    fact: SecondEdited, case: Case, branch: Branch, policy: Policy, team: Team, now: datetime
) -> Decision:
    """The same of the second. Where she took somebody off it, whoever leads goes on."""
    if not fact.value.strip():
        if case.second and case.status is not Status.CLOSED:
            if back := _left_already(fact.over, "second", case, case.second, team):
                return back
            return second_taken_off(case, branch, policy, team, now)
        case = replace(case, second="", second_since=None)
        return Decision(case, (PutRow(case.ref),), "The Second cell was emptied: the case has no second.")
    chosen = find_person(fact.value, team)
    if isinstance(chosen, str):
        return _nobody_of_that_name(case, "Second")
    if chosen.email == case.lead:
        line = Attend(
            case.ref,
            "The Second cell was changed by hand to the name of whoever leads the case.",
            "Put another name there, or empty it.",
        )
        return Decision(case, (line,), "The Second cell holds the lead's own name.")
    effects: list[Effect] = [PutRow(case.ref)]
    if chosen.email != case.second:
        effects.append(_counts_untold(case, "Second"))
    if first := _came_first(fact.over, case.second, chosen, team):
        return _stays(case, "second", "Second", fact.value, first)
    since = case.second_since if chosen.email == case.second else now
    flags = _without(case.flags, "Second:")
    after = replace(case, second=chosen.email, second_since=since, second_offer=None, flags=flags)
    after = _only_once(after, chosen.email, Part.LEAD)
    effects += _in_full(case, "second", fact.value, chosen, team)
    effects += [withdrawn(offer, case.ref) for offer in offers_of(case) if offer not in offers_of(after)]
    return Decision(after, tuple(effects), "The coordinator wrote who is second.")


def _in_full(case: Case, column: str, said: str, chosen: Caseworker, team: Team) -> list[Effect]:
    """The name as the tab Caseworkers has it, where she wrote it in short."""
    name = shown_as(chosen.email, team)
    return [SetCell(case.ref, column, said.strip(), name)] if said.strip() != name else []


def _left_already(over: str, column: str, case: Case, standing: str, team: Team) -> Decision | None:
    """Where the name that she took out is that of somebody who had left the case before the row showed it."""
    meant, stands = find_person(over, team), team.person(standing)
    if stands is None or not isinstance(meant, Caseworker) or meant == stands:
        return None
    back = (PutRow(case.ref), SetCell(case.ref, column, "", stands.name))
    return Decision(case, back, "Whose name she took out had left already: the case has another.")


def _came_first(over: str, standing: str, chosen: Caseworker, team: Team) -> str:
    """The name of whoever had said yes by mail when she wrote over a cell that did not show it yet."""
    if not standing or chosen.email == standing or over.strip():
        return ""
    person = team.person(standing)
    return person.name if person else ""


def _stays(case: Case, column: str, cell: str, value: str, first: str) -> Decision:
    sentence = (
        f"{first} had said yes by mail before {cell} was changed. "
        "To change it all the same, write it once more."
    )
    case = replace(case, flags=(f"{cell}: {sentence}", *_without(case.flags, f"{cell}:")))
    effects = (PutRow(case.ref), SetCell(case.ref, column, value.strip(), first))
    return Decision(case, effects, sentence)


def _without(flags: tuple[str, ...], start: str) -> tuple[str, ...]:
    return tuple(flag for flag in flags if not flag.startswith(start))


def _only_once(case: Case, email: str, part: Part) -> Case:
    """The case without this person in the other `part`: nobody has both."""
    if part is Part.SECOND:
        offer = case.second_offer if case.second_offer and case.second_offer.caseworker != email else None
        gone = case.second == email
        return replace(case, second="" if gone else case.second, second_offer=offer)
    return replace(case, offer=case.offer if case.offer and case.offer.caseworker != email else None)


def _nobody_of_that_name(case: Case, cell: str) -> Decision:
    line = Attend(
        case.ref,
        f"The {cell} cell was changed by hand to a name that is not on the Caseworkers tab.",
        "Put the name there as the Caseworkers tab has it, or choose somebody under Decision.",
    )
    return Decision(case, (line,), f"The {cell} cell holds a name that is not known.")


def _counts_untold(case: Case, cell: str) -> Attend:
    return Attend(
        case.ref,
        f"The {cell} cell was changed by hand: it counts, but nobody was told.",
        "Tell the member and the caseworker yourself. To have somebody asked and introduced by "
        "mail, empty the cell and choose them under Decision.",
    )
