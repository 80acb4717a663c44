"""The coordinator chose: whom she means, whether they can be asked, and which offers stand then (SD-12).

Her choice says who should have the case: one person, or a lead and a second. Whoever of them stands already
(said yes, or has been asked in that part) stays; others who were asked are told that no answer is needed.
Who of them may be asked to take over from somebody is told in casework/wanted.py.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from casework import merging
from casework.allocation import looked_at
from casework.calendar import add_working_days, at, end_of
from casework.choosing_anew import IS_CLOSED, Desk, asked_meanwhile, not_taken, settled, suggested_anew
from casework.chosen import find_choice
from casework.effects import Decision, Effect, PutRow, SetCell
from casework.eligibility import in_words
from casework.facts.answers import CaseworkerChosen
from casework.kept_apart import apart_pairs
from casework.model import Branch, Case, Caseworker, Offer, Part, Policy, Status, Team
from casework.names_chosen import Choice, Reading
from casework.offering import asked, offer_notice, set_status, with_offer, withdrawn
from casework.referring import Desk as RegionDesk
from casework.referring import region_chosen
from casework.region_word import region_word
from casework.spared import LET_BE, OPEN
from casework.staffing import offer_days
from casework.standing import offers_of, still_wanted
from casework.taking_over import asked_to_take_over
from casework.wanted import Wanted, stands, wanted_by, without_others
from casework.why_chosen import with_reason
from casework.words import words_of

ONLY_ADVICE = frozenset({"H7", "H8", "H16", "ANOTHER", OPEN, LET_BE})
"""Rules a coordinator's own choice may pass over: she knows who is ready, and may ask somebody again who
once said no. Who only shadows she cannot ask: see `_refused`."""


def caseworker_chosen(
    fact: CaseworkerChosen, case: Case, branch: Branch, policy: Policy, team: Team, now: datetime
) -> Decision:
    """The coordinator chose. The same fact whether by mail or in the Decision column."""
    desk = Desk(fact, branch, policy, team, now)
    in_cell = desk.in_cell
    if into := merging.duplicate_of(fact.choice, case, team):
        wrong = merging.why_not(case, into, team)
        typed = {"decision": in_cell} if in_cell else {}
        return not_taken(case, desk, wrong) if wrong else merging.merged(case, into, typed, policy, now)
    if case.status is Status.CLOSED:
        return not_taken(case, desk, IS_CLOSED)
    if word := region_word(fact.choice):
        asked_region = region_chosen(RegionDesk(case, word, in_cell, branch, policy, team, now))
        if isinstance(asked_region, str):
            return not_taken(case, desk, asked_region)
        return asked_region
    choice = find_choice(fact.choice, Reading(case.suggestion, team, fact.shown, still_wanted(case)[0]))
    if isinstance(choice, str):
        return not_taken(case, desk, choice)
    if not choice.people:
        return suggested_anew(case, choice, desk)
    return _asked(case, choice, desk)


def _asked(case: Case, choice: Choice, desk: Desk) -> Decision:
    """Whom she names is asked, if they can be; who was asked before and is not named needs not answer."""
    fact, in_cell, team, policy, now = desk.fact, desk.in_cell, desk.team, desk.policy, desk.now
    chosen = choice.people
    wanted = wanted_by(fact, case, chosen, team)
    if isinstance(wanted, str):
        return not_taken(case, desk, wanted)
    before, bare = case, without_others(case, wanted)
    new = [
        (part, person)
        for person in chosen
        for part, email in ((Part.LEAD, wanted.lead), (Part.SECOND, wanted.second))
        if person.email == email and not stands(bare, part, email)
    ]
    names = " and ".join(person.name for person in chosen)
    back = tuple(withdrawn(offer, case.ref) for offer in offers_of(case) if offer not in offers_of(bare))
    if not new and not back:
        case = replace(case, decided=names)
        why = with_reason(f"{names} has been asked already.", choice.reason)
        return Decision(case, _show(case, in_cell, names), why)
    if late := _decided_first(fact, case):
        return not_taken(case, desk, late, _show(case, in_cell, case.decided) if in_cell else ())
    for part, person in new:
        if refused := _refused(bare, person, part, wanted, choice, desk):
            return not_taken(case, desk, f"{person.name} was not asked: {refused}.")
    if {wanted.lead, wanted.second} in apart_pairs(tuple(team.caseworkers)):
        return not_taken(case, desk, f"{names} were not asked: they are to be kept apart.")
    if choice.approved and (instead := asked_meanwhile(case, bare, names, [one for _, one in new], desk)):
        return instead
    passed = tuple(dict.fromkeys((*case.passed_over, *(one.email for one in choice.without))))
    case = replace(bare, decided=names, decided_by=fact.by, passed_over=passed, flags=settled(bare.flags))
    for part, person in new:
        case = _with_offer(case, person, part, policy, now)
    effects = (
        PutRow(case.ref),
        *_show(case, in_cell, names),
        *set_status(case, before.status),
        *back,
        *(offer_notice("offered", case, asked(offer), offer, team, policy) for offer in _made(bare, case)),
        *(line for offer in _made(bare, case) for line in asked_to_take_over(case, offer, team)),
    )
    verb = "who are asked" if len(new) > 1 else "who is asked"
    return Decision(case, effects, with_reason(f"The coordinator chose {names}, {verb}.", choice.reason))


def _decided_first(fact: CaseworkerChosen, case: Case) -> str:
    """One sentence where the same was decided the other way while this was on its way; else empty.

    By mail: written before the register said so. In the register: over a cell that did not show it yet.
    """
    standing = offers_of(case)
    if not standing or not case.decided or case.decided_by in ("", fact.by):
        return ""
    if fact.by == "mail":
        if fact.received is None or fact.received.at >= max(offer.made_at for offer in standing):
            return ""
        return (
            f"The register was first: {case.decided} was chosen there, and is asked. To ask somebody else "
            "instead, choose the name under Decision."
        )
    if words_of(fact.over) == words_of(case.decided):
        return ""
    return (
        f"Your answer by mail was first: {case.decided} is asked. To ask somebody else instead, choose the "
        "name once more."
    )


def _made(before: Case, after: Case) -> list[Offer]:
    return [offer for offer in offers_of(after) if offer not in offers_of(before)]


def _refused(case: Case, person: Caseworker, part: Part, wanted: Wanted, choice: Choice, desk: Desk) -> str:
    """Why they cannot be asked, in words; empty if they can.

    An "ok" to what was shown before they said no or stepped back asks nobody again: only their name does.
    """
    found = looked_at(case, person, part, desk.team, desk.policy, desk.now, alone=not wanted.second)
    if choice.approved and "H8" in found:
        return found["H8"]
    told = "; ".join(words for code, words in found.items() if code not in ONLY_ADVICE)
    return told or (in_words(("H7",)) if person.level == 0 or person.preference == "Shadow" else "")


def _show(case: Case, in_cell: str, names: str) -> tuple[Effect, ...]:
    """Sheet and mails say the same: the Decision cell shows the names, whether she wrote "ok" or "Ana"."""
    if in_cell == names:
        return ()
    return (SetCell(case.ref, "decision", in_cell, names),)


def _with_offer(case: Case, chosen: Caseworker, part: Part, policy: Policy, now: datetime) -> Case:
    """The case with an offer to this person: where a date is near it ends sooner, without a reminder."""
    today, last = offer_days(case, policy, now)
    lapses = end_of(last, policy)
    remind = at(add_working_days(today, policy.remind_after_days, policy), policy.open_from, policy)
    offer = Offer(
        number=case.offers_made + 1,
        caseworker=chosen.email,
        name=chosen.name,
        made_at=now,
        remind_at=min(remind, lapses),
        lapses_at=lapses,
        part=part,
    )
    case = replace(case, offers_made=offer.number)
    case = with_offer(case, part, offer)
    return case if case.lead else replace(case, status=Status.OFFERED)
