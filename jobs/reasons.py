"""`casework suggest [REF]`: the whole reasons for a case of the register, or for all that wait for somebody.
Nothing is asked of anybody."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime

from casework.allocation import suggest
from casework.model import Case, Part, Policy, Status, Team
from casework.standing import still_wanted
from casework.whole_reasons import WholeReasons, whole_reasons
from jobs.config import load
from jobs.conversions import policy_of
from jobs.journal import cases
from jobs.journal.store import BRANCH, open_journal
from jobs.record import team_of

NONE_WAITS = "No case waits for somebody."


def run(asked: Namespace) -> int:
    """Print them, with --json one object a case; exit 1 where there is no such case, or nobody to be found
    for it any more."""
    settings, now = load(asked.config, secrets=False), datetime.now(UTC)
    policy = policy_of(settings, range(now.year - 1, now.year + 2))
    ref = (asked.ref or "").strip().upper()
    path = settings.state / "state.db"
    if not path.exists():
        print("Nothing has happened yet: the service has not run with these settings.", file=sys.stderr)
        return 1
    journal = open_journal(path, BRANCH)
    try:
        with journal.begin() as book:
            case = cases.get(book, ref) if ref else None
            waiting = [*cases.get_many(book, cases.waiting_for_suggestion(book)).values()]
            team = team_of(book, policy, now)
    finally:
        journal.close()
    if not ref:
        wanted = sorted((one for one in waiting if not _settled(one)), key=lambda one: one.ref)
        every = [(one.ref, _reasons(one, waiting, team, policy, now)) for one in wanted]
        if asked.json:
            sys.stdout.writelines(f"{_as_json(found, one)}\n" for one, found in every)
        else:
            print("\n\n".join("\n".join(_told(one, found)) for one, found in every) or NONE_WAITS)
        return 0
    if case is None:
        print(f"There is no case {ref}. References look like C-2026-0042.", file=sys.stderr)
        return 1
    if done := _settled(case):
        print(done, file=sys.stderr)
        return 1
    found = _reasons(case, waiting, team, policy, now)
    print(_as_json(found) if asked.json else "\n".join(_told(ref, found)))
    return 0


def _reasons(case: Case, waiting: list[Case], team: Team, policy: Policy, now: datetime) -> WholeReasons:
    """With the suggestion that stands, else one made now."""
    idea = case.suggestion if case.suggestion and case.suggestion.part is still_wanted(case)[0] else None
    return whole_reasons(case, idea or suggest(case, team, policy, now), waiting, team, policy, now)


def _as_json(found: WholeReasons, ref: str = "") -> str:
    named = {"ref": ref} if ref else {}
    return json.dumps({**named, **asdict(found)}, ensure_ascii=False, default=str)


def _settled(case: Case) -> str:
    """Why there is nothing to suggest; empty where there is."""
    if case.status is Status.CLOSED:
        return f"{case.ref} is closed: nobody is to be found for it."
    stands = still_wanted(case)[0] is Part.SECOND and (case.second or case.second_offer)
    return f"{case.ref} has a lead and a second, or both have been asked." if stands else ""


def _told(ref: str, found: WholeReasons) -> Iterator[str]:
    idea = found.suggestion
    part = {Part.PAIR: "", Part.LEAD: " to lead", Part.SECOND: " as second"}[idea.part]
    yield f"{ref}: {idea.names or 'nobody'}{part}"
    if idea.candidates:
        yield f"  {idea.candidates[0].reason}"
    if idea.second:
        yield f"  {idea.second.reason}"
    if idea.alone:
        yield f"  Nobody could be found to go with them: {idea.alone}."
    if found.alternatives:
        yield "Or"
    for other in found.alternatives:
        end = f"; {', '.join(other.changes)} would change too" if other.changes else ""
        who = "" if other.cost.startswith(other.names) else f"{other.names}: "
        yield f"  {who}{other.cost.rstrip('.')}{end}."
    if found.left_out:
        yield "Left out"
    yield from (f"  {name}: {why}." for name, why in found.left_out)
    if found.frees:
        yield "What would free somebody: each of these alone, and only if they agree"
    yield from (f"  {one}" for one in found.frees)
    yield "How loaded everybody is now"
    wide = max((len(name) for name, _ in found.loads), default=0)
    yield from (f"  {name:{wide}}  {line}" for name, line in found.loads)
