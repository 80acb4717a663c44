"""The coordinator's edits in the register, as decisions (DESIGN.md §4.3)."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime

from casework import merging
from casework.asking import checked_anew
from casework.choice import find_person
from casework.effects import Attend, Decision, Effect, PutRow, Send, SetCell
from casework.facts import Fact
from casework.facts.sheet import (
    CaseJoined,
    CellRestored,
    ContactEdited,
    LeadEdited,
    OutcomeEdited,
    RowDoubled,
    RowReturned,
    RowVanished,
    SecondEdited,
    StatusEdited,
)
from casework.intake import NO_ADDRESS, acknowledge, with_possible_second
from casework.marks import unmarked
from casework.model import Branch, Case, Caseworker, Member, Part, Policy, Role, Status, Team
from casework.offering import withdrawn
from casework.standing import offers_of
from casework.stepping_back import taken_off
from casework.typed import BY_HAND, DETAILS, detail_typed, is_by_hand


def status_edited(fact: StatusEdited, case: Case, policy: Policy, team: Team, now: datetime) -> Decision:
    """She says where the case stands; closing it takes back an open offer."""
    if merging.duplicate_of(fact.value):
        return _duplicate(case, "status", fact.value, policy, team, now)
    meant = next(
        (status for status in Status if status.value.casefold() == fact.value.strip().casefold()), None
    )
    if meant is None:
        line = Attend(
            case.ref,
            "The Status cell holds a word that we do not know.",
            "Choose one from its list: " + ", ".join(status.value for status in Status) + ".",
        )
        return Decision(case, (line,), "The Status cell holds an unknown word: the case stays as it was.")
    effects: list[Effect] = [PutRow(case.ref)]
    if meant is Status.CLOSED:
        effects += [withdrawn(offer, case.ref) for offer in offers_of(case)]
    again: tuple[Fact, ...] = ()
    if case.merged_into and meant is not Status.CLOSED:
        again = (CaseJoined(case.merged_into, case.ref, apart=True),)
        effects.append(SetCell(case.ref, "outcome", case.outcome, ""))
        case = replace(case, merged_into="", outcome="")
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


def outcome_edited(fact: OutcomeEdited, case: Case, policy: Policy, team: Team, now: datetime) -> Decision:
    """She says how it ended. That alone closes no case; "duplicate of C-2026-0041" does."""
    if merging.duplicate_of(fact.value) and case.merged_into != merging.duplicate_of(fact.value):
        return _duplicate(case, "outcome", fact.value, policy, team, now)
    case = replace(case, outcome=fact.value.strip())
    return Decision(case, (), "The coordinator wrote how it ended." if case.outcome else "No outcome stands.")


def _duplicate(case: Case, column: str, value: str, policy: Policy, team: Team, now: datetime) -> Decision:
    into = merging.duplicate_of(value)
    if wrong := merging.why_not(case, into, team):
        return merging.not_followed(case, wrong)
    return merging.merged(case, into, {column: value.strip()}, policy, now)


def lead_edited(
    fact: LeadEdited, case: Case, branch: Branch, policy: Policy, team: Team, now: datetime
) -> Decision:
    """She settled by hand who has the case: taken as it is, and nobody is written to.

    Where she took somebody off it, it goes on as after a step back: it is never with nobody (SD-07).
    """
    if not fact.value.strip():
        if case.lead and case.status is not Status.CLOSED:
            meant, lead = find_person(fact.over, team), team.person(case.lead)
            if lead and isinstance(meant, Caseworker) and meant != lead:
                back = (PutRow(case.ref), SetCell(case.ref, "lead", "", lead.name))
                return Decision(case, back, "Whose name she took out had left already: the case has another.")
            return taken_off(case, branch, policy, team, now)
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
    effects += [withdrawn(offer, case.ref) for offer in offers_of(case) if offer not in offers_of(after)]
    return Decision(after, tuple(effects), "The coordinator wrote who has the case.")


def second_edited(fact: SecondEdited, case: Case, team: Team, now: datetime) -> Decision:
    """The same of the second."""
    if not fact.value.strip():
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
    effects += [withdrawn(offer, case.ref) for offer in offers_of(case) if offer not in offers_of(after)]
    return Decision(after, tuple(effects), "The coordinator wrote who is second.")


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


def contact_edited(fact: ContactEdited, case: Case, policy: Policy, team: Team, now: datetime) -> Decision:
    """She corrected how the member is reached: from now on we write there."""
    if fact.field not in {field.name for field in fields(Member)}:
        return Decision(case, (), "A contact cell that the service does not use was edited.")
    value = fact.value.strip()
    if fact.field == "email" and value and not _is_one_address(value):
        line = Attend(
            case.ref,
            "The Email cell on the Contacts tab does not hold exactly one mail address.",
            "Put one address there. Until then we write to the one we had.",
        )
        return Decision(case, (line,), "The Email cell does not hold one address: the old one stays.")
    value = value.casefold() if fact.field == "email" else value
    member = replace(case.member, **{fact.field: value})
    flags = case.flags
    if fact.field == "email" and value:
        flags = tuple(flag for flag in flags if flag != NO_ADDRESS and "came back" not in flag)
    first = fact.field == "email" and value and case.form.source == BY_HAND and NO_ADDRESS in case.flags
    case = replace(case, member=member, flags=flags)
    effects: list[Effect] = [PutRow(case.ref)]
    if first:
        case = with_possible_second(case, team)
        effects.append(acknowledge(case, policy, now, team))
    case = _looked_at(case, fact.field) if value else case
    name = fact.field.replace("_", " ")
    return Decision(case, tuple(effects), f"The coordinator corrected the member's {name}.")


def _looked_at(case: Case, field: str) -> Case:
    """She has given it: it is neither missing nor doubtful any more, and no answer by mail will change it."""
    name = "member_name" if field == "name" else field
    form = replace(
        case.form,
        missing=tuple(one for one in case.form.missing if one != name),
        doubtful=tuple(one for one in case.form.doubtful if one != name),
    )
    case = replace(case, form=form)
    return replace(case, flags=checked_anew(case))


def _is_one_address(text: str) -> bool:
    """Exactly one plain addr-spec: a comma or a space would make it two recipients (TRUST.md S3)."""
    local, at, domain = text.partition("@")
    odd = set(' ,;<>()[]"\\\r\n\t') & set(text)
    return bool(local and at and "." in domain and not odd and "@" not in domain)


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
            {"ref": case.ref, "what": what, "do": do},
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
