"""Offers answered by mail, reminded and lapsed by time (SD-12, A-04). They are made in casework/choosing.py.

Nobody is asked but by the coordinator's choice: one person, or a pair together, never more. Silence is no; a
no costs nothing and needs no reason. If one of a pair says no the other's part stands, and somebody new is
suggested for the part that is free. The case is active when its lead has said yes.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from casework.allocation import suggest
from casework.effects import Attend, Decision, Effect, Keep, PutRow, Send, SetCell, Words
from casework.facts.answers import Answer, OfferAnswered, OfferGoneStale, WordSaid
from casework.facts.due import OfferLapsed, OfferReminderDue
from casework.introducing import introductions, second_joins
from casework.marks import unmarked
from casework.model import Branch, Case, Offer, Part, Policy, Role, Status, Team
from casework.offering import asked, offer_notice, set_status, with_offer
from casework.own_word import standing_of
from casework.said import Said, Word
from casework.seeking import sought
from casework.spared import let_be
from casework.standing import holder, last_day, offers_of
from casework.suggesting import suggestion_to_coordinator
from casework.taking_over import goes_on, taken_over


def _open_offer(case: Case, number: int) -> Offer | None:
    return next((offer for offer in offers_of(case) if offer.number == number), None)


def offer_answered(
    fact: OfferAnswered, case: Case, branch: Branch, policy: Policy, team: Team, now: datetime
) -> Decision:
    """The caseworker answered. Only an open offer can be answered; anything later is told so, kindly."""
    offer = _open_offer(case, fact.number)
    if offer is None or offer.caseworker != fact.caseworker:
        return _too_late(fact, case)
    match fact.answer:
        case Answer.ACCEPT if holder(case, offer.part):
            return taken_over(case, offer, branch, policy, team, now)
        case Answer.ACCEPT:
            if offer.part is Part.SECOND:
                return _second_accepted(case, offer, team, policy, now)
            return _lead_accepted(case, offer, branch, team, policy, now)
        case Answer.DECLINE:
            case = replace(case, declined=(*case.declined, offer.caseworker))
            thanks = Send("declined_thanks", Role.CASEWORKER, asked(offer), case.ref, {"ref": case.ref})
            return _fell_through(case, offer, (thanks,), "could not take it", branch, policy, team, now)
        case Answer.QUESTION | Answer.UNCLEAR:
            return _for_coordinator(fact, case, offer, branch)


IF_THEY_SHALL = "If you would like them to take the case, choose their name in the Decision column."


def _too_late(fact: OfferAnswered, case: Case) -> Decision:
    """A yes comes too late. A no of whoever has the case, and anybody's question, are heard all the same."""
    on_case = fact.caseworker in (case.lead, case.second)
    asks = fact.answer is Answer.QUESTION
    if asks or (on_case and fact.answer is Answer.DECLINE):
        said = Said(Word.QUESTION if asks else Word.DECLINE)
        heard = WordSaid(fact.received, case.ref, fact.caseworker, said, fact.number)
        why = "The offer is not open any more: it is heard as a word about the case."
        return Decision(case, (), why, then=(heard,))
    if fact.answer is not Answer.ACCEPT or on_case:
        return Decision(case, (), "An answer to an offer that is no longer open: nothing to do.")
    why, do = (
        ("the time to answer had passed, or somebody else was asked", IF_THEY_SHALL)
        if case.status is not Status.CLOSED
        else ("the case has been closed", "The case is closed: there is nothing to do.")
    )
    words: Words = {"ref": case.ref, "why": why}
    to = fact.received.sender
    effects: tuple[Effect, ...] = (
        Send("offer_closed", Role.CASEWORKER, to, case.ref, words),
        Attend(
            case.ref,
            f"{to.name or 'A caseworker'} said yes after the offer had closed.",
            do,
            letter=fact.received.letter,
        ),
    )
    return Decision(case, effects, "A yes to an offer that is no longer open: the coordinator is told.")


def _lead_accepted(
    case: Case, offer: Offer, branch: Branch, team: Team, policy: Policy, now: datetime
) -> Decision:
    """From now on the case is active, whether or not the second has answered; without one, one is sought."""
    before = case.status
    flags = unmarked(case.flags)
    case = replace(case, lead=offer.caseworker, lead_since=now, offer=None, status=Status.ACTIVE, flags=flags)
    case, search = sought(case, branch, policy, team, now)
    effects: tuple[Effect, ...] = (
        PutRow(case.ref),
        SetCell(case.ref, "lead", "", offer.name),
        *set_status(case, before),
        *introductions(case, asked(offer), team, policy, now),
        *search,
    )
    return Decision(case, effects, f"{offer.name} said yes: the case is active.")


def _second_accepted(case: Case, offer: Offer, team: Team, policy: Policy, now: datetime) -> Decision:
    """Beside a lead they are introduced at once; before there is one they are thanked and wait."""
    before = case.status
    case = replace(case, second=offer.caseworker, second_since=now, second_offer=None, second_shown=False)
    if not case.lead and not case.offer:
        case = replace(case, status=Status.NEW if before is Status.OFFERED else before)
    effects: tuple[Effect, ...] = (
        PutRow(case.ref),
        SetCell(case.ref, "second", "", offer.name),
        *set_status(case, before),
    )
    if case.lead:
        joins = second_joins(case, asked(offer), team, policy, now)
        return Decision(case, (*effects, *joins), f"{offer.name} said yes as second, and is introduced.")
    noted = Send("second_noted", Role.CASEWORKER, asked(offer), case.ref, {"ref": case.ref})
    return Decision(case, (*effects, noted), f"{offer.name} said yes as second: the lead is still to answer.")


def _for_coordinator(fact: OfferAnswered, case: Case, offer: Offer, branch: Branch) -> Decision:
    asks = fact.answer is Answer.QUESTION
    what = "answered in words that we could not take as a yes or a no"
    if asks:
        what = "has a question before answering"
    elif not fact.received.answerable:
        what = "said yes, in a mail marked as one that a program may have sent, so it was not taken"
    words: Words = {"ref": case.ref, "who": offer.name, "what": what}
    effects: tuple[Effect, ...] = (
        Send("unclear", Role.COORDINATOR, branch.coordinator, case.ref, words),
        Attend(
            case.ref,
            f"{offer.name} {what}.",
            "Read their letter in the case's mail folder and write to them. The offer stays open.",
            letter=fact.received.letter,
        ),
    )
    return Decision(case, effects, f"{offer.name} {what}: the coordinator is told, the offer stays open.")


def _fell_through(
    case: Case,
    offer: Offer,
    first: tuple[Effect, ...],
    how: str,
    branch: Branch,
    policy: Policy,
    team: Team,
    now: datetime,
) -> Decision:
    """No or silence: the cell is cleared, so that anyone can be chosen again; the next is suggested."""
    before, shown = case.status, case.decided or offer.name
    case = with_offer(case, offer.part, None)
    if holder(case, offer.part):
        stays = goes_on(case, offer, how, branch, team)
        cell = SetCell(case.ref, "decision", shown, "")
        case = replace(case, decided="")
        return Decision(
            case, (PutRow(case.ref), cell, *first, stays), f"{offer.name} {how}: all stays as it was."
        )
    waits = before is Status.OFFERED and not offers_of(case)
    case = replace(case, status=Status.NEW if waits else before, decided="")
    idea = suggest(case, team, policy, now)
    case = replace(case, suggestion=idea, second_shown=idea.part is Part.SECOND and bool(idea.candidates))
    again = f"{offer.name} {how}"
    effects = (
        PutRow(case.ref),
        SetCell(case.ref, "decision", shown, ""),
        *set_status(case, before),
        *first,
        suggestion_to_coordinator(case, branch, policy, now, again, team),
    )
    return Decision(case, effects, f"{again}: the next is suggested.")


def offer_gone_stale(
    fact: OfferGoneStale, case: Case, branch: Branch, policy: Policy, team: Team, now: datetime
) -> Decision:
    """Whoever was asked cannot take cases now, and has said so: the next is suggested, and no mail more."""
    offer = next((one for one in offers_of(case) if one.caseworker == fact.caseworker), None)
    if offer is None:
        return Decision(case, (), "There is no open offer to them any more.")
    return _fell_through(case, offer, (), "cannot take a case at present", branch, policy, team, now)


def reminder_due(fact: OfferReminderDue, case: Case, team: Team, policy: Policy) -> Decision:
    """One reminder, once."""
    offer = _open_offer(case, fact.number)
    if offer is None or offer.reminded:
        return Decision(case, (), "The offer was answered before its reminder was due.")
    case = with_offer(case, offer.part, replace(offer, reminded=True))
    notice = offer_notice("reminded", case, asked(offer), offer, team, policy)
    return Decision(case, (notice,), f"{offer.name} is reminded once.")


def offer_lapsed(
    fact: OfferLapsed, case: Case, branch: Branch, policy: Policy, team: Team, now: datetime
) -> Decision:
    """Silence is no; it is told kindly and counts for nothing (SD-12).

    Two who were asked together and were both silent end together: she is asked once whom to ask now, and not
    told of one that the other still stands.
    """
    offer = _open_offer(case, fact.number)
    if offer is None:
        return Decision(case, (), "The offer was answered before it lapsed, or ended with the other one.")
    ended = [offer]
    if not holder(case, offer.part):
        over = (one for one in offers_of(case) if one != offer and one.lapses_at <= now)
        ended += [one for one in over if not holder(case, one.part)]
    told: tuple[Effect, ...] = ()
    for one in ended:
        case = replace(case, lapsed=tuple(dict.fromkeys((*case.lapsed, one.caseworker))))
        until = let_be(last_day(one, policy), policy)
        words: Words = {"ref": case.ref, "let_be_until": until.isoformat() if until else ""}
        told = (*told, Send("lapsed", Role.CASEWORKER, asked(one), case.ref, words))
        if until:
            kept = replace(standing_of(team.standings, one.caseworker), let_be_until=until)
            others = (other for other in team.standings if other.email != one.caseworker)
            team = replace(team, standings=(*others, kept))
            told = (*told, Keep(kept))
    for one in ended[1:]:
        case = with_offer(case, one.part, None)
    silent = replace(offer, name=" and ".join(one.name for one in ended))
    return _fell_through(case, silent, told, "did not answer in time", branch, policy, team, now)
