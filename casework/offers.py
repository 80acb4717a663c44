"""Offers: made on the coordinator's choice, answered by mail, reminded and lapsed by time (SD-12, A-04).

One person at a time, never a broadcast; silence is no; a no costs nothing and needs no reason.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from casework.allocation import against, suggest
from casework.calendar import add_working_days, at, end_of, local_day
from casework.choice import find_chosen
from casework.effects import Attend, Decision, Effect, Grant, PutRow, Send, SetCell, Words
from casework.eligibility import in_words
from casework.facts import (
    Answer,
    CaseworkerChosen,
    OfferAnswered,
    OfferGoneStale,
    OfferLapsed,
    OfferReminderDue,
    RosterChanged,
)
from casework.introducing import introductions
from casework.key_dates import next_date_text
from casework.marks import unmarked
from casework.model import Branch, Case, Caseworker, Offer, Person, Policy, Role, Status, Team
from casework.suggesting import suggestion_to_coordinator
from casework.wording import case_words

ONLY_ADVICE = frozenset({"H8"})
"""Constraints a coordinator's own choice may pass over: she may ask somebody again who once said no."""


def caseworker_chosen(
    fact: CaseworkerChosen, case: Case, branch: Branch, policy: Policy, team: Team, now: datetime
) -> Decision:
    """The coordinator chose. The same fact whether by mail or in the Decision column."""
    in_cell = fact.choice.strip() if fact.by == "register" else ""
    chosen = find_chosen(fact.choice, case.suggestion, team, fact.shown)
    if isinstance(chosen, str):
        return _not_taken(fact, case, branch, chosen)
    if case.status is Status.CLOSED:
        return _not_taken(fact, case, branch, "The case is closed: set its Status to New first.")
    if case.lead:
        sentence = "The case has a caseworker already: empty the Caseworker cell first."
        return _not_taken(fact, case, branch, sentence)
    if case.offer and case.offer.caseworker == chosen.email:
        return Decision(case, _show_name(case, in_cell, chosen), f"{chosen.name} has been asked already.")
    codes = tuple(code for code in against(case, chosen, team, policy, now) if code not in ONLY_ADVICE)
    if codes:
        return _not_taken(fact, case, branch, f"{chosen.name} was not asked: {in_words(codes)}.")
    withdrawn = _withdraw(case, team)
    before = case.status
    case = _with_offer(case, chosen, policy, now)
    effects = (
        PutRow(case.ref),
        *_show_name(case, in_cell, chosen),
        *_set_status(case, before),
        *withdrawn,
        _offer_notice("offered", case, chosen, policy),
    )
    return Decision(case, effects, f"The coordinator chose {chosen.name}, who is asked.")


def _show_name(case: Case, in_cell: str, chosen: Caseworker) -> tuple[Effect, ...]:
    """Sheet and mails say the same: the Decision cell shows the name, whether she wrote "ok" or "Ana"."""
    if in_cell == chosen.name:
        return ()
    return (SetCell(case.ref, "decision", in_cell, chosen.name),)


def _set_status(case: Case, before: Status) -> tuple[Effect, ...]:
    if before is case.status:
        return ()
    return (SetCell(case.ref, "status", before.value, case.status.value),)


def _with_offer(case: Case, chosen: Caseworker, policy: Policy, now: datetime) -> Case:
    today = local_day(now, policy)
    remind_on = add_working_days(today, policy.remind_after_days, policy)
    offer = Offer(
        number=case.offers_made + 1,
        caseworker=chosen.email,
        name=chosen.name,
        made_at=now,
        remind_at=at(remind_on, policy.open_from, policy),
        lapses_at=end_of(add_working_days(today, policy.offer_days, policy), policy),
    )
    flags = tuple(flag for flag in case.flags if not flag.startswith("Decision:"))
    return replace(case, offer=offer, offers_made=offer.number, status=Status.OFFERED, flags=flags)


def _withdraw(case: Case, team: Team) -> tuple[Effect, ...]:
    if case.offer is None:
        return ()
    return (Send("withdrawn", Role.CASEWORKER, _asked(case.offer), case.ref, {"ref": case.ref}),)


def _asked(offer: Offer) -> Person:
    return Person(offer.name, offer.caseworker)


def _not_taken(fact: CaseworkerChosen, case: Case, branch: Branch, sentence: str) -> Decision:
    """A choice we could not follow: said in the Check column, and by mail if it came by mail."""
    kept = tuple(flag for flag in case.flags if not flag.startswith("Decision:"))
    case = replace(case, flags=(f"Decision: {sentence}", *kept))
    effects: list[Effect] = [PutRow(case.ref)]
    if fact.by == "mail":
        words: Words = {"ref": case.ref, "who": "your answer", "what": sentence}
        grant = Grant(case.ref, branch.coordinator.email, "suggestion")
        thread = fact.received.thread if fact.received else None
        effects.append(Send("unclear", Role.COORDINATOR, branch.coordinator, case.ref, words, thread, grant))
    return Decision(case, tuple(effects), sentence)


def _offer_notice(kind: str, case: Case, chosen: Caseworker | Person, policy: Policy) -> Send:
    """What a caseworker needs to decide, and never the member's name (N-05)."""
    offer = case.offer
    assert offer is not None
    answer_by = local_day(offer.lapses_at, policy) - timedelta(days=1)  # it lapses at that day's midnight
    words: Words = case_words(case, policy) | {
        "points": f"{case.points:g}",
        "hours": f"{case.points:g}",
        "next_date": next_date_text(case, local_day(offer.made_at, policy)),
        "answer_by": answer_by.isoformat(),
        "department": case.member.department,
        "number": offer.number,
    }
    grant = Grant(case.ref, chosen.email, "offer", offer.number)
    return Send(kind, Role.CASEWORKER, Person(chosen.name, chosen.email), case.ref, words, grant=grant)


def offer_answered(
    fact: OfferAnswered, case: Case, branch: Branch, policy: Policy, team: Team, now: datetime
) -> Decision:
    """The caseworker answered. Only an open offer can be answered; anything later is told so, kindly."""
    offer = case.offer
    if offer is None or (offer.number, offer.caseworker) != (fact.number, fact.caseworker):
        return _too_late(fact, case)
    match fact.answer:
        case Answer.ACCEPT:
            return _accepted(case, offer, branch, policy, now)
        case Answer.DECLINE:
            case = replace(case, declined=(*case.declined, offer.caseworker))
            thanks = Send("declined_thanks", Role.CASEWORKER, _asked(offer), case.ref, {"ref": case.ref})
            return _fell_through(case, offer, (thanks,), "could not take it", branch, policy, team, now)
        case Answer.QUESTION | Answer.UNCLEAR:
            return _for_coordinator(fact, case, offer, branch)


def _too_late(fact: OfferAnswered, case: Case) -> Decision:
    if fact.answer is not Answer.ACCEPT or case.lead == fact.caseworker:
        return Decision(case, (), "An answer to an offer that is no longer open: nothing to do.")
    words: Words = {"ref": case.ref, "why": "the time to answer had passed, or somebody else was asked"}
    to = fact.received.sender
    effects: tuple[Effect, ...] = (
        Send("offer_closed", Role.CASEWORKER, to, case.ref, words),
        Attend(
            case.ref,
            f"{to.name or 'A caseworker'} said yes after the offer had closed.",
            "If you would like them to take the case, choose their name in the Decision column.",
            letter=fact.received.letter,
        ),
    )
    return Decision(case, effects, "A yes to an offer that is no longer open: the coordinator is told.")


def _accepted(case: Case, offer: Offer, branch: Branch, policy: Policy, now: datetime) -> Decision:
    before = case.status
    flags = unmarked(case.flags)
    case = replace(case, lead=offer.caseworker, lead_since=now, offer=None, status=Status.ACTIVE, flags=flags)
    effects: tuple[Effect, ...] = (
        PutRow(case.ref),
        SetCell(case.ref, "lead", "", offer.name),
        *_set_status(case, before),
        *introductions(case, _asked(offer), policy, now),
    )
    return Decision(case, effects, f"{offer.name} said yes: the case is active.")


def _for_coordinator(fact: OfferAnswered, case: Case, offer: Offer, branch: Branch) -> Decision:
    asks = fact.answer is Answer.QUESTION
    what = (
        "has a question before answering"
        if asks
        else "answered in words that we could not take as a yes or a no"
    )
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
    before = case.status
    case = replace(case, offer=None, status=Status.NEW if before is Status.OFFERED else before)
    case = replace(case, suggestion=suggest(case, team, policy, now))
    again = f"{offer.name} {how}"
    effects = (
        PutRow(case.ref),
        SetCell(case.ref, "decision", offer.name, ""),
        *_set_status(case, before),
        *first,
        suggestion_to_coordinator(case, branch, policy, now, again),
    )
    return Decision(case, effects, f"{again}: the next is suggested.")


def offer_gone_stale(
    fact: OfferGoneStale, case: Case, branch: Branch, policy: Policy, team: Team, now: datetime
) -> Decision:
    """Whoever was asked cannot take cases now, and has said so: the next is suggested, and no mail more."""
    offer = case.offer
    if offer is None or offer.caseworker != fact.caseworker:
        return Decision(case, (), "There is no open offer to them any more.")
    return _fell_through(case, offer, (), "cannot take a case at present", branch, policy, team, now)


def roster_changed(
    fact: RosterChanged, case: Case, branch: Branch, policy: Policy, team: Team, now: datetime
) -> Decision:
    """A suggestion that waits is worked out anew; a mail goes only if there was nobody before."""
    before = case.suggestion
    if case.status is not Status.NEW or case.offer or case.lead:
        return Decision(case, (), "The case does not wait for a suggestion.")
    case = replace(case, suggestion=suggest(case, team, policy, now))
    if case.suggestion == before:
        return Decision(case, (), "The suggestion is still the best.")
    effects: tuple[Effect, ...] = (PutRow(case.ref),)
    if case.suggestion and case.suggestion.candidates and not (before and before.candidates):
        effects += (suggestion_to_coordinator(case, branch, policy, now, again=""),)
    return Decision(case, effects, "People or their load changed: the suggestion was worked out anew.")


def reminder_due(fact: OfferReminderDue, case: Case, policy: Policy) -> Decision:
    """One reminder, once."""
    offer = case.offer
    if offer is None or offer.number != fact.number or offer.reminded:
        return Decision(case, (), "The offer was answered before its reminder was due.")
    case = replace(case, offer=replace(offer, reminded=True))
    return Decision(
        case, (_offer_notice("reminded", case, _asked(offer), policy),), f"{offer.name} is reminded once."
    )


def offer_lapsed(
    fact: OfferLapsed, case: Case, branch: Branch, policy: Policy, team: Team, now: datetime
) -> Decision:
    """Silence is no; it is told kindly and counts for nothing (SD-12)."""
    offer = case.offer
    if offer is None or offer.number != fact.number:
        return Decision(case, (), "The offer was answered before it lapsed.")
    case = replace(case, lapsed=tuple(dict.fromkeys((*case.lapsed, offer.caseworker))))
    told = Send("lapsed", Role.CASEWORKER, _asked(offer), case.ref, {"ref": case.ref})
    return _fell_through(case, offer, (told,), "did not answer in time", branch, policy, team, now)
