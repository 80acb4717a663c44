"""The branch secretary signs a referral before it goes to the region (SD-49).

The coordinator's word puts it before the secretary; the secretary's goes with it. Where the settings name no
secretary, or the coordinator is the secretary, her word is enough. A talk with the region wants no signature.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from casework.effects import Attend, Decision, Effect, Grant, PutRow, Send, Words
from casework.eligibility import is_the_member
from casework.facts.answers import ReferralSigned, RegionAnswer
from casework.model import Branch, Case, Person, Policy, Role
from casework.referral import Referral, Stand, Wish
from casework.referral_pack import GRANT_DAYS, pack, pack_words
from casework.region_days import with_clock
from casework.region_stand import with_current
from casework.wording import came


def signer(case: Case, branch: Branch, policy: Policy, wish: Wish) -> Person | None:
    """Who signs such a referral, or None where nobody need. A secretary whose own case it is would hear of
    the region before it has agreed (L-45), and sign for themself."""
    secretary = branch.secretary
    if wish is not Wish.TAKE or not policy.region.secretary_signs or secretary is None:
        return None
    if secretary.email == branch.coordinator.email or is_the_member(case, secretary):
        return None
    return secretary


def ask_to_sign(
    case: Case, referral: Referral, secretary: Person, branch: Branch, policy: Policy, now: datetime
) -> Send:
    """The mail to the secretary: what is asked, and all that would go to the region."""
    words: Words = pack_words(case, referral, secretary.email, branch, policy, now)
    words = {**words, "official": referral.name}
    grant = Grant(case.ref, secretary.email, "sign", referral.number, days=GRANT_DAYS)
    return Send("to_sign", Role.SECRETARY, secretary, case.ref, words, grant=grant)


def signed(
    case: Case, branch: Branch, policy: Policy, now: datetime, *, by_coordinator: bool = False
) -> Decision:
    """It goes to the region now, and the region's clock begins. If the coordinator says that it is signed,
    the secretary is told so."""
    last = case.referrals[-1]
    sent = with_clock(replace(last, stand=Stand.ASKED, signed_at=now), case, policy, now)
    case = with_current(case, sent)
    effects: tuple[Effect, ...] = (PutRow(case.ref), pack(case, sent, branch, policy, now))
    if by_coordinator:
        effects += no_more(case, last, "signed", branch)
    why = f"The secretary signed the referral: {sent.name} is sent what they need to decide."
    return Decision(case, effects, f"{why} The member is not told.")


def not_signed(case: Case, now: datetime) -> Case:
    """The case, its referral settled without having gone anywhere."""
    last = case.referrals[-1]
    return with_current(case, replace(last, stand=Stand.NOT_SIGNED, look_at=None, settled_at=now))


def no_more(case: Case, referral: Referral, why: str, branch: Branch) -> tuple[Effect, ...]:
    """The secretary need not sign any more: `why` is "signed" (she told the coordinator) or "back"."""
    to = branch.secretary
    if to is None or to.email != referral.signer:
        return ()
    words: Words = {"ref": case.ref, "why": why, "official": referral.name}
    return (Send("sign_no_more", Role.SECRETARY, to, case.ref, words),)


def referral_signed(
    fact: ReferralSigned, case: Case, branch: Branch, policy: Policy, now: datetime
) -> Decision:
    """The secretary answered, with authority. Only a referral that waits for it can be signed."""
    last = case.referrals[-1] if case.referrals else None
    waits = last is not None and last.number == fact.number and last.stand is Stand.TO_SIGN
    if last is None or not waits or last.signer != fact.secretary:
        line = Attend(
            case.ref,
            "The secretary answered about a referral that waits for no signature. "
            + came(fact.received, policy),
            "Read the letter in the case's mail folder. If it changes anything, write region or branch under "
            "Decision.",
            letter=fact.received.letter,
        )
        return Decision(case, (line,), "A signature that nothing waits for: a person reads it.")
    if fact.answer is RegionAnswer.AGREED:
        return signed(case, branch, policy, now)
    if fact.answer is RegionAnswer.DECLINED:
        return _refused(fact, case, last, branch, policy, now)
    what = "has a question about" if fact.answer is RegionAnswer.QUESTION else "answered in own words about"
    return _to_coordinator(
        fact,
        case,
        f"The branch secretary {what} the referral of {case.ref} to {last.name}. It is not signed yet.",
        f"Read the letter in the mail folder Casework/{case.ref}, and write to the secretary. Our mail can "
        "still be answered. If they tell you that it is signed, write region signed under Decision.",
        branch,
        policy,
    )


def _refused(
    fact: ReferralSigned, case: Case, last: Referral, branch: Branch, policy: Policy, now: datetime
) -> Decision:
    after = not_signed(case, now)
    what = f"The branch secretary has not signed the referral of {case.ref} to {last.name}."
    do = (
        f"Nothing has gone out. Read the letter in the mail folder Casework/{case.ref}, and ring the "
        "secretary. To ask again, write region under Decision; to keep the case, write branch."
    )
    decision = _to_coordinator(fact, after, what, do, branch, policy)
    return replace(decision, effects=(PutRow(case.ref), *decision.effects))


def _to_coordinator(
    fact: ReferralSigned, case: Case, what: str, do: str, branch: Branch, policy: Policy
) -> Decision:
    words: Words = {"ref": case.ref, "what": what, "do": do, "on_tab": "yes"}
    told = Send("attention", Role.COORDINATOR, branch.coordinator, case.ref, words)
    line = Attend(case.ref, f"{what} {came(fact.received, policy)}", do, letter=fact.received.letter)
    return Decision(case, (told, line), what)
