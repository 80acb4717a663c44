"""Which department or workplace a member is of: the coordinator's own word, else what the form says. Pure.

Blank leaves the form's answer standing: a cell emptied by a slip must not lift the rule that nobody is asked
about their own department (H3).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from casework.asking import settled
from casework.calendar import local_day
from casework.choosing_anew import DECISION
from casework.effects import Attend, Decision, PutRow
from casework.eligibility import Question, codes, in_words, told_in
from casework.facts.sheet import DepartmentEdited
from casework.intake import department_told
from casework.meant import NOTHING
from casework.model import Case, Policy, Status, Team
from casework.standing import offers_of
from casework.typed import is_by_hand

MAY_BE_ASKED = (
    "was not asked. Nothing keeps them from it since the correction: to ask them, empty the cell and choose "
    "them again."
)


def department_edited(
    fact: DepartmentEdited, case: Case, policy: Policy, team: Team, now: datetime
) -> Decision:
    """The member is of that department from now on, for every rule that asks; blank: of the form's."""
    said = "" if fact.value.strip().casefold() in NOTHING else fact.value.strip()
    before, told = case, "" if is_by_hand(case) else department_told(case.form)
    case = replace(case, member=replace(case.member, department=said or told))
    if said:
        case = settled(case, "department", "workplace")
    case = freed_anew(before, case, policy, team, now)
    why = (
        "The coordinator says which department it is."
        if said
        else "No department is said: the form's counts."
    )
    return Decision(case, (PutRow(case.ref), *barred_anew(before, case, policy, team, now)), why)


def barred_anew(before: Case, after: Case, policy: Policy, team: Team, now: datetime) -> tuple[Attend, ...]:
    """A line where a rule keeps somebody out now who has a part in the case or an open offer of one, and did
    not before she corrected it: they stay, and a person looks."""
    if before == after or after.status is Status.CLOSED:
        return ()
    parts = {after.lead, after.second, *(offer.caseworker for offer in offers_of(after))}
    today = local_day(now, policy)
    found: dict[str, None] = {}
    for person in team.caseworkers:
        if person.email in parts:
            was, is_ = (
                codes(Question(case, person, today, today, policy, told_in(case))) for case in (before, after)
            )
            found |= dict.fromkeys(code for code in is_ if code not in was)
    if not found:
        return ()
    what = f"As {after.ref} was corrected, somebody who was asked about it or has it would not be asked now:"
    do = "Choose another under Decision if they should not have it. Nothing is taken from them by itself."
    return (Attend(after.ref, f"{what} {in_words(tuple(found))}.", do),)


def freed_anew(before: Case, after: Case, policy: Policy, team: Team, now: datetime) -> Case:
    """`after`, where *Check* no longer gives a reason for which somebody she chose was not asked, once that
    reason is gone with what she corrected. They are not asked by themselves: it says how."""
    today = local_day(now, policy)
    flags = list(after.flags)
    for person in team.caseworkers:
        was, is_ = (
            codes(Question(case, person, today, today, policy, told_in(case))) for case in (before, after)
        )
        refused = f"{DECISION} {person.name} was not asked: {in_words(was)}."
        if was and not is_ and refused in flags:
            flags[flags.index(refused)] = f"{DECISION} {person.name} {MAY_BE_ASKED}"
    return replace(after, flags=tuple(flags))
