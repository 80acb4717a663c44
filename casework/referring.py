"""The coordinator and the region: she asks it, keeps a case, or passes on what it told her (L-45).

Nothing goes to the region without her word, and nothing to the member before the region has agreed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from casework.allocation import suggest
from casework.calendar import add_working_days, at, local_day
from casework.effects import Attend, Decision, Effect, PutRow, SetCell
from casework.model import Branch, Case, Person, Policy, Status, Team
from casework.referral import Rating, Referral, Stand, Wish
from casework.referral_pack import no_longer, pack
from casework.region_says import agreed, declined
from casework.region_stand import current, with_current
from casework.region_word import RegionWord, Says, official_meant
from casework.urgency import is_urgent

ASKED_ALREADY = (
    "The region has been asked already. If they have told you, write region agreed or region declined; to "
    "take the question back, write branch."
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
        return ASKED_ALREADY if open_one.open else HAS_IT
    official = official_meant(desk.word.rest, desk.branch)
    if isinstance(official, str):
        return official
    wish = Wish.ADVICE if desk.word.says is Says.ADVISE else Wish.TAKE
    case = _with_referral(desk, official, wish)
    referral = case.referrals[-1]
    effects = (PutRow(case.ref), *desk.shown(), pack(case, referral, desk.branch, desk.policy, desk.now))
    why = f"The coordinator asks the region: {official.name} is sent what they need to decide."
    return Decision(case, effects, f"{why} The member is not told.")


def _with_referral(desk: Desk, official: Person, wish: Wish) -> Case:
    """The case with a new question to the region, its clock begun; nothing more is said of it being here."""
    case, policy, now = desk.case, desk.policy, desk.now
    due = add_working_days(local_day(now, policy), reply_days(case, policy, now), policy)
    look = at(add_working_days(due, 1, policy), policy.open_from, policy)
    number = 1 + len(case.referrals)
    by = at(due, policy.open_until, policy)
    referral = Referral(number, wish, official.name, official.email, now, by, look)
    rating = replace(case.rating, look_at=None) if case.rating else None
    return replace(case, referrals=(*case.referrals, referral), rating=rating, flags=_settled(case.flags))


def reply_days(case: Case, policy: Policy, now: datetime) -> int:
    """Working days in which the region is asked to answer."""
    rules = policy.region
    return rules.urgent_reply_days if is_urgent(case, policy, now) else rules.reply_days


def _told(desk: Desk) -> Decision | str:
    """The region told her by telephone, or in a mail of its own: the same as its answer."""
    case, last = desk.case, current(desk.case)
    if last is None or not last.open:
        if last is not None and desk.word.says is Says.AGREED:
            return HAS_IT
        official = official_meant(desk.word.rest, desk.branch)
        if isinstance(official, str):
            return official
        case = _with_referral(desk, official, Wish.TAKE)
    answer = agreed if desk.word.says is Says.AGREED else declined
    decision = answer(case, desk.branch, desk.policy, desk.team, desk.now, by_coordinator=True)
    return replace(decision, effects=(*decision.effects, *desk.shown()))


def _keep(desk: Desk) -> Decision | str:
    """The branch runs the case itself: an open question is taken back, and no clock runs any more."""
    case, last = desk.case, current(desk.case)
    effects: list[Effect] = [PutRow(case.ref), *desk.shown()]
    rating = case.rating or Rating(1, (), desk.now)
    kept = replace(case, rating=replace(rating, kept_at=desk.now, look_at=None), flags=_settled(case.flags))
    if last is None:
        return Decision(kept, tuple(effects), "The coordinator decided that the branch keeps the case.")
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
    Says.KEEP: _keep,
}
