"""Somebody to talk with about casework: who might be asked to listen (DOMAIN.md §3.3, SD-33).

The coordinator asks and puts the two in touch; the service only says who has room. Nobody is told why.
"""

from __future__ import annotations

from casework.calendar import local_day
from casework.effects import Attend, Effect, Send, Words
from casework.facts.letters import Received
from casework.model import Branch, Level, Policy, Role, Team
from casework.workload import capacity, held, used

ROOM = 0.7
"""Whoever uses less of their hours than this has room to listen (the green band of §3.2)."""

SHOWN = 3


def listeners(email: str, team: Team, policy: Policy, received: Received) -> list[str]:
    """Names of experienced people who have room, those with most of it first; not whoever asks."""
    today = local_day(received.at, policy)
    others = [
        one
        for one in team.caseworkers
        if one.email != email
        and one.level is Level.EXPERIENCED
        and not (one.left or one.paused or any(away.start <= today <= away.end for away in one.away))
    ]
    table = held(others, team.open_cases, policy, received.at)
    parts = [(used(table[one.email].points, capacity(one, policy)), one.name) for one in others]
    return [name for part, name in sorted(parts) if part < ROOM][:SHOWN]


def asks_for_somebody(
    email: str, name: str, received: Received, branch: Branch, policy: Policy, team: Team
) -> tuple[Effect, ...]:
    """The coordinator is asked to find somebody, and need not know why."""
    found = listeners(email, team, policy, received)
    who = f"With most room now: {', '.join(found)}." if found else "Nobody has much room now."
    what = f"{name} would like somebody to talk with about casework."
    do = f"Please ask somebody experienced, and put the two in touch. You need not know why. {who}"
    words: Words = {"ref": "", "what": what, "do": do, "on_tab": "yes"}
    return (
        Send("attention", Role.COORDINATOR, branch.coordinator, "", words),
        Attend("", what, do, letter=received.letter),
    )
