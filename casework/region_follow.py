"""What every decision brings for the region besides: the case's level as it is now, and no question left open
when the case is closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from casework.effects import Decision, PutRow
from casework.levels import rated
from casework.model import Branch, Case, Policy, Status, Team
from casework.referral import Stand
from casework.referral_pack import no_longer
from casework.region_stand import with_current
from casework.signing import no_more, not_signed


def with_region(
    decision: Decision, before: Case | None, branch: Branch, policy: Policy, team: Team, now: datetime
) -> Decision:
    """The decision with that added; the same decision where nothing of it has changed."""
    case = decision.case
    if case is None or case == before:
        return decision
    if case.status is Status.CLOSED:
        return _closed(decision, case, branch, now)
    if before is not None and _rated_by(before) == _rated_by(case):
        return decision
    after = rated(case, branch, policy, team, now)
    if after == case:
        return decision
    row = PutRow(case.ref)
    effects = decision.effects if row in decision.effects else (*decision.effects, row)
    return replace(decision, case=after, effects=effects)


def _rated_by(case: Case) -> tuple[object, ...]:
    """What a rule of levels can look at."""
    closed = case.status is Status.CLOSED
    return case.form, case.categories, case.key_dates, case.emotional, case.member, case.rating, closed


def _closed(decision: Decision, case: Case, branch: Branch, now: datetime) -> Decision:
    """The region need not answer about a case that is closed."""
    last = case.referrals[-1] if case.referrals else None
    if last is not None and last.stand is Stand.TO_SIGN:
        back = no_more(case, last, "back", branch)
        return replace(decision, case=not_signed(case, now), effects=(*decision.effects, *back))
    if last is None or not last.open:
        return decision
    gone = replace(last, stand=Stand.WITHDRAWN, look_at=None, settled_at=now)
    return replace(
        decision,
        case=with_current(case, gone),
        effects=(*decision.effects, no_longer(case, last)),
    )
