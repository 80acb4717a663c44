"""The coordinator chose: whom she means, whether they can be asked, and which offers stand then (SD-12).

Her choice says who should have the case: one person, or a lead and a second. Whoever of them stands already
(said yes, or has been asked in that part) stays; others who were asked are told that no answer is needed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from casework import merging
from casework.allocation import against, suggest
from casework.calendar import add_working_days, at, end_of
from casework.choice import find_chosen, is_another
from casework.effects import Decision, Effect, Grant, PutRow, Send, SetCell, Words
from casework.eligibility import in_words
from casework.facts.answers import CaseworkerChosen
from casework.model import Branch, Case, Caseworker, Offer, Part, Policy, Role, Status, Team
from casework.offering import asked, offer_notice, set_status, with_offer, withdrawn
from casework.referring import Desk as RegionDesk
from casework.referring import region_chosen
from casework.region_word import region_word
from casework.staffing import offer_days
from casework.standing import offers_of, still_wanted, waiting
from casework.suggesting import suggestion_to_coordinator
from casework.words import words_of

ONLY_ADVICE = frozenset({"H7", "H8", "H16", "ANOTHER"})
"""Rules a coordinator's own choice may pass over: she knows who is ready, and may ask somebody again who
once said no. Who only shadows she cannot ask: see `_refused`."""

YOU_ASKED = "You asked for another suggestion"
ASKED_ALREADY = "The case has a caseworker already: empty the Caseworker cell first."


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who should have the case, by address; empty: nobody in that part."""

    lead: str
    second: str


def caseworker_chosen(
    fact: CaseworkerChosen, case: Case, branch: Branch, policy: Policy, team: Team, now: datetime
) -> Decision:
    """The coordinator chose. The same fact whether by mail or in the Decision column."""
    in_cell = fact.choice.strip() if fact.by == "register" else ""
    if into := merging.duplicate_of(fact.choice):
        wrong = merging.why_not(case, into, team)
        typed = {"decision": in_cell} if in_cell else {}
        return (
            _not_taken(fact, case, branch, wrong) if wrong else merging.merged(case, into, typed, policy, now)
        )
    if case.status is Status.CLOSED:
        return _not_taken(fact, case, branch, "The case is closed: set its Status to New first.")
    if word := region_word(fact.choice):
        asked_region = region_chosen(RegionDesk(case, word, in_cell, branch, policy, team, now))
        if isinstance(asked_region, str):
            return _not_taken(fact, case, branch, asked_region)
        return asked_region
    if is_another(fact.choice):
        return _another(fact, case, in_cell, branch, policy, team, now)
    chosen = find_chosen(fact.choice, case.suggestion, team, fact.shown)
    if isinstance(chosen, str):
        return _not_taken(fact, case, branch, chosen)
    wanted = _wanted(case, chosen)
    if isinstance(wanted, str):
        return _not_taken(fact, case, branch, wanted)
    before, bare = case, _without_others(case, wanted)
    new = [
        (part, person)
        for person in chosen
        for part, email in ((Part.LEAD, wanted.lead), (Part.SECOND, wanted.second))
        if person.email == email and not _stands(bare, part)
    ]
    names = " and ".join(person.name for person in chosen)
    back = tuple(withdrawn(offer, case.ref) for offer in offers_of(case) if offer not in offers_of(bare))
    if not new and not back:
        case = replace(case, decided=names)
        return Decision(case, _show(case, in_cell, names), f"{names} has been asked already.")
    if late := _decided_first(fact, case):
        return _not_taken(fact, case, branch, late, _show(case, in_cell, case.decided) if in_cell else ())
    for part, person in new:
        if refused := _refused(bare, person, part, not wanted.second, team, policy, now):
            return _not_taken(fact, case, branch, f"{person.name} was not asked: {refused}.")
    case = replace(bare, decided=names, decided_by=fact.by, flags=_settled(bare.flags))
    for part, person in new:
        case = _with_offer(case, person, part, policy, now)
    effects = (
        PutRow(case.ref),
        *_show(case, in_cell, names),
        *set_status(case, before.status),
        *back,
        *(offer_notice("offered", case, asked(offer), offer, team, policy) for offer in _made(bare, case)),
    )
    verb = "who are asked" if len(new) > 1 else "who is asked"
    return Decision(case, effects, f"The coordinator chose {names}, {verb}.")


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


def _wanted(case: Case, chosen: tuple[Caseworker, ...]) -> Wanted | str:
    """Who should have the case, by her choice and by who stands."""
    part, standing = still_wanted(case)
    idea = waiting(case)
    second = case.second or (case.second_offer.caseworker if case.second_offer else "")
    if len(chosen) == 2:
        wanted = Wanted(chosen[0].email, chosen[1].email)
    else:
        one = chosen[0].email
        completes = idea is not None and idea.part is not Part.PAIR or (case.lead and not second)
        if completes and one != standing:
            wanted = Wanted(standing, one) if part is Part.SECOND else Wanted(one, standing)
        else:
            wanted = Wanted(one, case.second)
    if wanted.lead == wanted.second:
        return "Lead and second are the same person: please give two names."
    if case.lead and wanted.lead != case.lead:
        return ASKED_ALREADY
    if case.second and wanted.second not in ("", case.second):
        return "The case has a second already: empty the Second cell first."
    return wanted


def _without_others(case: Case, wanted: Wanted) -> Case:
    """The case without the offers to people whom she does not want in that part."""
    lead, second = case.offer, case.second_offer
    return replace(
        case,
        offer=lead if lead and lead.caseworker == wanted.lead else None,
        second_offer=second if second and second.caseworker == wanted.second else None,
    )


def _stands(case: Case, part: Part) -> bool:
    if part is Part.LEAD:
        return bool(case.lead or case.offer)
    return bool(case.second or case.second_offer)


def _refused(
    case: Case, person: Caseworker, part: Part, alone: bool, team: Team, policy: Policy, now: datetime
) -> str:
    """Why they cannot be asked, in words; empty if they can."""
    codes = against(case, person, part, team, policy, now, alone)
    if person.level == 0 or person.preference == "Shadow":
        return in_words(("H7",)) if set(codes) <= ONLY_ADVICE else _told(codes)
    return _told(codes)


def _told(codes: tuple[str, ...]) -> str:
    return in_words(tuple(code for code in codes if code not in ONLY_ADVICE))


def _show(case: Case, in_cell: str, names: str) -> tuple[Effect, ...]:
    """Sheet and mails say the same: the Decision cell shows the names, whether she wrote "ok" or "Ana"."""
    if in_cell == names:
        return ()
    return (SetCell(case.ref, "decision", in_cell, names),)


def _settled(flags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(flag for flag in flags if not flag.startswith("Decision:"))


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


def _another(
    fact: CaseworkerChosen,
    case: Case,
    in_cell: str,
    branch: Branch,
    policy: Policy,
    team: Team,
    now: datetime,
) -> Decision:
    """She would like another suggestion: the person put first is left out of it from now on."""
    idea = waiting(case)
    if idea is None:
        return _not_taken(fact, case, branch, "No suggestion is waiting: please give a name.")
    passed = tuple(person.email for person in idea.candidates[:1])
    case = replace(case, passed_over=(*case.passed_over, *passed), flags=_settled(case.flags))
    case = replace(case, suggestion=suggest(case, team, policy, now))
    effects: list[Effect] = [PutRow(case.ref)]
    if in_cell:
        effects.append(SetCell(case.ref, "decision", in_cell, ""))
    effects.append(suggestion_to_coordinator(case, branch, policy, now, YOU_ASKED, team))
    return Decision(case, tuple(effects), "The coordinator asked for another suggestion.")


def _not_taken(
    fact: CaseworkerChosen, case: Case, branch: Branch, sentence: str, shown: tuple[Effect, ...] = ()
) -> Decision:
    """A choice we could not follow: said in the Check column, and by mail if it came by mail."""
    case = replace(case, flags=(f"Decision: {sentence}", *_settled(case.flags)))
    effects: list[Effect] = [PutRow(case.ref), *shown]
    if fact.by == "mail":
        words: Words = {"ref": case.ref, "who": "your answer", "what": sentence}
        grant = Grant(case.ref, branch.coordinator.email, "suggestion")
        thread = fact.received.thread if fact.received else None
        effects.append(Send("unclear", Role.COORDINATOR, branch.coordinator, case.ref, words, thread, grant))
    return Decision(case, tuple(effects), sentence)
