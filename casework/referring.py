"""The coordinator and the region: she asks it, keeps a case, or passes on what it told her (L-45).

Nothing goes to the region without her word, and nothing to the member before the region has agreed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from casework.allocation import suggest
from casework.effects import Attend, Decision, Effect, PutRow, SetCell
from casework.eligibility import is_the_member
from casework.model import Branch, Case, Person, Policy, Status, Team
from casework.referral import Rating, Referral, Stand, Wish
from casework.referral_pack import no_longer, pack
from casework.region_days import with_clock
from casework.region_says import agreed, declined, on_list
from casework.region_stand import current, with_current
from casework.region_word import RegionWord, Says, official_meant
from casework.signing import ask_to_sign, no_more, not_signed, signed, signer

ASKED_ALREADY = (
    "The region has been asked already. If they have told you, write region agreed or region declined; to "
    "take the question back, write branch."
)
TO_SIGN = (
    "The branch secretary has been asked to sign it. If they have told you that they do, write region "
    "signed; to take it back, write branch."
)
NOTHING_TO_SIGN = "No referral waits for a signature. To ask the region, write region."
OFF_THE_LIST = (
    "{name} does not stand under officials in the settings any more, and is told nothing. Write branch, "
    "and then region with another name."
)
HAS_IT = "The region has this case. To take it back, write branch."


@dataclass(frozen=True, slots=True)
class Desk:
    """All that a word of hers is decided by. `in_cell`: what stands under Decision, if she wrote it there."""

    case: Case
    word: RegionWord
    in_cell: str
    branch: Branch
    policy: Policy
    team: Team
    now: datetime

    def shown(self) -> tuple[Effect, ...]:
        """Her word is taken from the cell again, so that she can write it once more; Check tells the rest."""
        if not self.in_cell:
            return ()
        return (SetCell(self.case.ref, "decision", self.in_cell, self.case.decided),)


def region_chosen(desk: Desk) -> Decision | str:
    """What her word comes to, or one sentence saying why it cannot be done."""
    return WORDS[desk.word.says](desk)


def _ask(desk: Desk) -> Decision | str:
    if open_one := current(desk.case):
        return TO_SIGN if not open_one.went else ASKED_ALREADY if open_one.open else HAS_IT
    official = official_meant(desk.word.rest, desk.branch)
    if isinstance(official, str):
        return official
    if is_the_member(desk.case, official):
        return f"{official.name} is the member of this case, and was not asked."
    wish = Wish.ADVICE if desk.word.says is Says.ADVISE else Wish.TAKE
    secretary = signer(desk.case, desk.branch, desk.policy, wish)
    case = _with_referral(desk, official, wish, secretary)
    referral = case.referrals[-1]
    if secretary:
        ask = ask_to_sign(case, referral, secretary, desk.branch, desk.policy, desk.now)
        why = f"The coordinator asks the region: nothing goes out until {secretary.name} has signed it."
        return Decision(case, (PutRow(case.ref), *desk.shown(), ask), why)
    effects = (PutRow(case.ref), *desk.shown(), pack(case, referral, desk.branch, desk.policy, desk.now))
    why = f"The coordinator asks the region: {official.name} is sent what they need to decide."
    return Decision(case, effects, f"{why} The member is not told.")


def _with_referral(desk: Desk, official: Person, wish: Wish, secretary: Person | None = None) -> Case:
    """The case with a new question to the region, its clock begun; nothing more is said of it being here.
    Where there is a `secretary` to sign it, it waits for that."""
    case, policy, now = desk.case, desk.policy, desk.now
    number = 1 + len(case.referrals)
    referral = Referral(number, wish, official.name, official.email, now, now, None)
    if secretary:
        referral = replace(referral, stand=Stand.TO_SIGN, signer=secretary.email)
    referral = with_clock(referral, case, policy, now)
    rating = replace(case.rating, look_at=None) if case.rating else None
    return replace(case, referrals=(*case.referrals, referral), rating=rating, flags=_settled(case.flags))


def _told(desk: Desk) -> Decision | str:
    """The region told her by telephone, or in a mail of its own: the same as its answer."""
    case, last = desk.case, current(desk.case)
    unsigned: tuple[Effect, ...] = ()
    if last is None or not last.open:
        if last is not None and last.went and desk.word.says is Says.AGREED:
            return HAS_IT
        official = official_meant(desk.word.rest, desk.branch)
        if isinstance(official, str):
            return official
        if desk.word.says is Says.AGREED and is_the_member(case, official):
            return f"{official.name} is the member of this case, and is told nothing."
        if last is not None:
            case = not_signed(case, desk.now)
            unsigned = no_more(case, last, "back", desk.branch)
        case = _with_referral(replace(desk, case=case), official, Wish.TAKE)
    elif desk.word.says is Says.AGREED and not on_list(last, desk.branch):
        return OFF_THE_LIST.format(name=last.name)
    answer = agreed if desk.word.says is Says.AGREED else declined
    decision = answer(case, desk.branch, desk.policy, desk.team, desk.now, by_coordinator=True)
    return replace(decision, effects=(*decision.effects, *unsigned, *desk.shown()))


def _signed(desk: Desk) -> Decision | str:
    """The secretary told her that it is signed: the same as their answer, and they are told so."""
    last = current(desk.case)
    if last is None or last.went:
        return NOTHING_TO_SIGN
    decision = signed(desk.case, desk.branch, desk.policy, desk.now, by_coordinator=True)
    return replace(decision, effects=(*decision.effects, *desk.shown()))


def _keep(desk: Desk) -> Decision | str:
    """The branch runs the case itself: an open question is taken back, and no clock runs any more."""
    case, last = desk.case, current(desk.case)
    effects: list[Effect] = [PutRow(case.ref), *desk.shown()]
    rating = case.rating or Rating(1, (), desk.now)
    kept = replace(case, rating=replace(rating, kept_at=desk.now, look_at=None), flags=_settled(case.flags))
    if last is None:
        return Decision(kept, tuple(effects), "The coordinator decided that the branch keeps the case.")
    if not last.went:
        effects += no_more(kept, last, "back", desk.branch)
        why = "The coordinator took the referral back before it was signed: the branch keeps the case."
        return Decision(not_signed(kept, desk.now), tuple(effects), why)
    gone = replace(last, stand=Stand.WITHDRAWN, look_at=None, settled_at=desk.now)
    kept = with_current(kept, gone)
    effects.append(no_longer(kept, gone))
    if last.stand is Stand.AGREED:
        kept, back = _back_here(kept, desk)
        effects += back
    why = "The coordinator took the question to the region back: the branch keeps the case."
    return Decision(kept, tuple(effects), why)


def _back_here(case: Case, desk: Desk) -> tuple[Case, tuple[Effect, ...]]:
    """The region had the case, and the member knew: somebody is looked for again, and a person writes."""
    line = Attend(
        case.ref,
        "The case is the branch's again. The member was told that the region would take it on.",
        "Please tell the member yourself who is there for them now.",
    )
    if case.lead or case.status is not Status.WAITING:
        return case, (line,)
    case = replace(case, status=Status.NEW)
    case = replace(case, suggestion=suggest(case, desk.team, desk.policy, desk.now))
    return case, (line, SetCell(case.ref, "status", Status.WAITING.value, Status.NEW.value))


def _settled(flags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(flag for flag in flags if not flag.startswith("Decision:"))


WORDS: Mapping[Says, Callable[[Desk], Decision | str]] = {
    Says.ASK: _ask,
    Says.ADVISE: _ask,
    Says.AGREED: _told,
    Says.DECLINED: _told,
    Says.SIGNED: _signed,
    Says.KEEP: _keep,
}
