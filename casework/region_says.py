"""The region's answer: agreed, declined, a question, or words that a person must read (L-45, N-17).

Only when the region has agreed does the member hear of it at all.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from casework.effects import Attend, Decision, Effect, Grant, PutRow, Send, SetCell, Words
from casework.facts.answers import ReferralAnswered, RegionAnswer
from casework.model import Branch, Case, Person, Policy, Role, Status, Team
from casework.referral import Referral, Stand, Wish
from casework.referral_pack import how_told, may_share, member_follows
from casework.region_stand import with_current
from casework.standing import offers_of
from casework.wording import came


def referral_answered(
    fact: ReferralAnswered, case: Case, branch: Branch, policy: Policy, team: Team, now: datetime
) -> Decision:
    """The official who was asked answered, with authority. Only a question that is open can be answered."""
    last = case.referrals[-1] if case.referrals else None
    if last is None or last.number != fact.number or last.email != fact.official or not last.open:
        return _too_late(fact, case, policy)
    match fact.answer:
        case RegionAnswer.AGREED if not on_list(last, branch):
            return _off_the_list(fact, case, last, policy)
        case RegionAnswer.AGREED:
            return agreed(case, branch, policy, team, now)
        case RegionAnswer.DECLINED:
            return declined(case, branch, policy, team, now)
        case RegionAnswer.QUESTION | RegionAnswer.UNCLEAR:
            return _for_person(fact, case, last, branch, policy, now)


def on_list(referral: Referral, branch: Branch) -> bool:
    """Whether the official may still be written to: the settings may have changed since they were asked."""
    return any(one.email.casefold() == referral.email.casefold() for one in branch.officials)


def _off_the_list(fact: ReferralAnswered, case: Case, last: Referral, policy: Policy) -> Decision:
    """The gate stays shut: the member's name could go nowhere, and the member would be told of it."""
    line = Attend(
        case.ref,
        f"{last.name} agreed, and does not stand under officials in the settings any more. "
        + came(fact.received, policy),
        "Nobody has been told anything. If they have the case, have them put back into the settings and "
        "write region agreed under Decision; else write branch, and then region with another name.",
        letter=fact.received.letter,
    )
    return Decision(case, (line,), "A yes of somebody who is not on the region's list: a person reads it.")


def agreed(
    case: Case, branch: Branch, policy: Policy, team: Team, now: datetime, *, by_coordinator: bool = False
) -> Decision:
    """The gate opens: the region gets the name, the member and the caseworkers hear of it.

    Where the region only talks it through, the case stays where it is and the member is told nothing.
    """
    case, last = _settled(case, Stand.AGREED, now)
    effects: list[Effect] = [PutRow(case.ref)]
    if last.wish is Wish.TAKE:
        case, cells = _with_region(case)
        effects += [*cells, *_name_to_region(case, last, branch, policy, team)]
        effects += [*_to_member(case, last, policy), *_to_caseworkers(case, last, team)]
    if not by_coordinator:
        effects.append(_to_coordinator(case, last, "agreed", branch, policy))
    why = "The region has agreed to talk the case through."
    if last.wish is Wish.TAKE:
        why = "The region has agreed to take the case on: the member is told now."
    return Decision(case, tuple(effects), why)


def declined(
    case: Case, branch: Branch, policy: Policy, team: Team, now: datetime, *, by_coordinator: bool = False
) -> Decision:
    """The case stays with the branch, and the member, who was told nothing, need not be told anything."""
    case, last = _settled(case, Stand.DECLINED, now)
    effects: tuple[Effect, ...] = (PutRow(case.ref),)
    if not by_coordinator:
        effects += (_to_coordinator(case, last, "declined", branch, policy),)
    return Decision(case, effects, "The region said no: the case stays with the branch.")


def _settled(case: Case, stand: Stand, now: datetime) -> tuple[Case, Referral]:
    last = case.referrals[-1]
    done = replace(last, stand=stand, look_at=None, answered_at=last.answered_at or now, settled_at=now)
    return with_current(case, done), done


def _with_region(case: Case) -> tuple[Case, tuple[Effect, ...]]:
    """A case that nobody here has, and nobody was asked about, waits for the region from now on."""
    if case.lead or offers_of(case) or case.status is not Status.NEW:
        return case, ()
    cell = SetCell(case.ref, "status", Status.NEW.value, Status.WAITING.value)
    return replace(case, status=Status.WAITING, suggestion=None), (cell,)


def _name_to_region(
    case: Case, referral: Referral, branch: Branch, policy: Policy, team: Team
) -> tuple[Effect, ...]:
    if may_share(case, referral.email, policy):
        return (member_follows(case, referral, team, branch, policy),)
    line = Attend(
        case.ref,
        f"{referral.name} of the region has agreed, and does not know yet who the member is: the form does "
        "not say that we may share it.",
        f"Ask the member. If they agree, write to {referral.name} how to reach them.",
    )
    return (line,)


def _to_member(case: Case, referral: Referral, policy: Policy) -> tuple[Effect, ...]:
    """Who, when, and that time limits stay theirs until they are told otherwise (N-17)."""
    if not case.member.email:
        what = "The region has agreed, and the member could not be told: there is no sure address."
        return (Attend(case.ref, what, "Ring the member, or write to them once you have an address."),)
    words: Words = {
        "ref": case.ref,
        "official": referral.name,
        "shared": "yes" if may_share(case, referral.email, policy) else "",
        "has_caseworker": "yes" if case.lead else "",
        "work_address": "yes" if policy.is_employer_address(case.member.email) else "",
    }
    to = Person(case.member.name, case.member.email)
    grant = Grant(case.ref, to.email, "case", days=365)
    return (Send("with_region", Role.MEMBER, to, case.ref, words, case.thread, grant),)


def _to_caseworkers(case: Case, referral: Referral, team: Team) -> list[Effect]:
    people = [person for email in (case.lead, case.second) if (person := team.person(email))]
    return [
        Send(
            "region_joined",
            Role.CASEWORKER,
            Person(person.name, person.email),
            case.ref,
            {"ref": case.ref, "official": referral.name},
            grant=Grant(case.ref, person.email, "caseworker", days=365),
        )
        for person in people
    ]


def _to_coordinator(case: Case, referral: Referral, answer: str, branch: Branch, policy: Policy) -> Send:
    words: Words = {
        "ref": case.ref,
        "official": referral.name,
        "answer": answer,
        "wish": referral.wish.value,
        "shared": "yes" if may_share(case, referral.email, policy) else "",
        "told": how_told(case, policy),
        "others": ", ".join(one.name for one in branch.officials if one.email != referral.email),
    }
    grant = Grant(case.ref, branch.coordinator.email, "region", days=60)
    return Send("referral_answered", Role.COORDINATOR, branch.coordinator, case.ref, words, grant=grant)


def _for_person(
    fact: ReferralAnswered, case: Case, last: Referral, branch: Branch, policy: Policy, now: datetime
) -> Decision:
    """A question, or words that are neither a yes nor a no: she reads them; the question to the region stays
    open."""
    asks = fact.answer is RegionAnswer.QUESTION
    what = "has a question" if asks else "answered in words that we could not take as a yes or a no"
    stand = Stand.QUESTION if asks else last.stand
    case = with_current(case, replace(last, stand=stand, answered_at=last.answered_at or now))
    line = Attend(
        case.ref,
        f"{last.name} of the region {what}. {came(fact.received, policy)}",
        "Read their letter in the case's mail folder and write to them. They can still answer our mail.",
        letter=fact.received.letter,
    )
    answer = "question" if asks else "unclear"
    told = _to_coordinator(case, last, answer, branch, policy)
    return Decision(case, (PutRow(case.ref), line, told), f"{last.name} {what}: the coordinator is told.")


def _too_late(fact: ReferralAnswered, case: Case, policy: Policy) -> Decision:
    line = Attend(
        case.ref,
        f"The region answered a question that is no longer open. {came(fact.received, policy)}",
        "Read the letter in the case's mail folder. If it changes what was agreed, write region agreed, "
        "region declined or branch under Decision.",
        letter=fact.received.letter,
    )
    return Decision(case, (line,), "An answer to a question that is closed: a person reads it.")
