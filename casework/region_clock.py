"""What time alone brings between branch and region: reminders to the coordinator (L-48, M-23, SD-36)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from casework.calendar import add_working_days, at, local_day
from casework.effects import Decision, Grant, PutRow, Send, Words
from casework.facts import Fact
from casework.facts.due import HeldAtBranch, ReferralReminderDue
from casework.key_dates import next_date_text
from casework.levels import rated, undecided
from casework.model import Branch, Case, Policy, Role, Status, Team
from casework.referral import Referral, Stand, Wish
from casework.region_days import days_of
from casework.region_stand import with_current
from casework.signing import signer
from casework.urgency import next_date


def looks(case: Case) -> tuple[tuple[datetime, Fact], ...]:
    """When the coordinator is next to hear of the case and the region, and of what."""
    if case.status is Status.CLOSED or case.row_gone:
        return ()
    found: list[tuple[datetime, Fact]] = []
    last = case.referrals[-1] if case.referrals else None
    if last is not None and _waits(last) and last.look_at is not None:
        found.append((last.look_at, ReferralReminderDue(case.ref, last.number, last.reminded)))
    if case.rating is not None and case.rating.look_at is not None:
        found.append((case.rating.look_at, HeldAtBranch(case.ref, case.rating.told)))
    return tuple(found)


def _waits(referral: Referral) -> bool:
    """For the region's answer, or for the secretary's signature."""
    return referral.open or referral.stand is Stand.TO_SIGN


def reminder_due(
    fact: ReferralReminderDue, case: Case, branch: Branch, policy: Policy, now: datetime
) -> Decision:
    """The region has not answered in time, or its question waits for us: the coordinator hears of it, not
    the region."""
    last = case.referrals[-1] if case.referrals else None
    if last is None or not _waits(last) or (last.number, last.reminded) != (fact.number, fact.reminded):
        return Decision(case, (), "The region has answered, or the question has moved on.")
    today = local_day(now, policy)
    days = add_working_days(today, days_of(last, case, policy, now), policy)
    next_at = at(days, policy.open_from, policy)
    case = with_current(case, replace(last, reminded=last.reminded + 1, look_at=next_at))
    words: Words = {
        "ref": case.ref,
        "official": last.name,
        "secretary": branch.secretary.name if branch.secretary and not last.went else "",
        "stand": last.stand.value,
        "wish": last.wish.value,
        "asked_on": local_day(last.sent_at, policy).isoformat(),
        "due": local_day(last.due_at, policy).isoformat(),
        "next_date": next_date_text(case, today),
        "others": ", ".join(one.name for one in branch.officials if one.email != last.email),
    }
    send = _to_coordinator("referral_waits", case, branch, words)
    return Decision(case, (send,), f"{last.name} of the region has not settled it: a reminder to her.")


def held_at_branch(fact: HeldAtBranch, case: Case, branch: Branch, policy: Policy, now: datetime) -> Decision:
    """A case of the region's is still at the branch, and nobody has decided that it should be (SD-36)."""
    rating = case.rating
    if rating is None or rating.told != fact.told or rating.look_at is None:
        return Decision(case, (), "The case has moved on.")
    if not undecided(case) or not branch.officials:
        case = replace(case, rating=replace(rating, look_at=None))
        return Decision(case, (), "It has been decided about, or there is no region to ask.")
    today = local_day(now, policy)
    again = at(add_working_days(today, policy.region.hold_days, policy), policy.open_from, policy)
    case = replace(case, rating=replace(rating, told=rating.told + 1, look_at=again))
    secretary = signer(case, branch, policy, Wish.TAKE)
    day = next_date(case, today)
    ahead = day if day is not None and day >= today else None
    words: Words = {
        "ref": case.ref,
        "level": rating.level,
        "why": ", ".join(rating.why),
        "since": local_day(rating.since, policy).isoformat(),
        "next_date": next_date_text(case, today) if ahead else "",
        "send_by": (ahead - timedelta(days=policy.region.send_days)).isoformat() if ahead else "",
        "late": "yes" if ahead and (ahead - today).days < policy.region.send_days else "",
        "officials": ", ".join(one.name for one in branch.officials),
        "secretary": secretary.name if secretary else "",
        "before": _before(case),
    }
    send = _to_coordinator("held_here", case, branch, words)
    return Decision(case, (send,), "A case for the region is still at the branch: the coordinator is told.")


def _before(case: Case) -> str:
    """What has come of asking so far, where that left the case at the branch; else empty."""
    last = case.referrals[-1] if case.referrals else None
    if last is None:
        return ""
    said = {
        Stand.NOT_SIGNED: "the secretary has not signed the referral",
        Stand.DECLINED: f"{last.name} of the region said no",
        Stand.AGREED: f"{last.name} of the region agreed to talk it through with you",
    }
    return said.get(last.stand, "")


def level_seen(case: Case, branch: Branch, policy: Policy, team: Team, now: datetime) -> Decision:
    """The rules, the other side or the days that went by may give the case another level."""
    after = rated(case, branch, policy, team, now)
    level = after.rating.level if after.rating else 1
    return Decision(after, (PutRow(case.ref),), f"By the rules of levels the case has level {level} now.")


def _to_coordinator(kind: str, case: Case, branch: Branch, words: Words) -> Send:
    grant = Grant(case.ref, branch.coordinator.email, "region", days=60)
    return Send(kind, Role.COORDINATOR, branch.coordinator, case.ref, words, grant=grant)
