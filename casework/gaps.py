"""The member's answers to what the acknowledgement asked: they fill the gaps, and nothing else (N-02).

A value that the member or the coordinator has given is never changed. What is still unclear goes to the
coordinator: nobody is asked a second time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from casework.allocation import suggest
from casework.asking import checked_anew
from casework.calendar import local_day
from casework.category import categories_stated, category_shown
from casework.effects import Attend, Decision, Effect, PutRow, SetCell
from casework.facts.letters import DetailsGiven, MoreFromMember
from casework.intake import department_told
from casework.letters import more_from_member, news
from casework.levels import rated
from casework.model import Branch, Case, Form, Member, Policy, Status, Team, Value
from casework.standing import involved
from casework.suggesting import suggestion_to_coordinator
from casework.urgency import URGENT, is_urgent
from casework.weight import weighed
from casework.wording import label, phone_in_words

SURE = 0.99
"""How sure a plain answer to a plain question is."""

_OF_MEMBER = {
    "member_name": "name", "email": "email", "phone": "phone", "contact_preference": "contact_preference",
    "employer": "employer", "department": "department", "line_manager": "line_manager",
    "people_involved": "people_involved",
}  # fmt: skip
_CONTACT_CELLS = ("name", "email", "phone", "contact_preference", "employer", "membership_number")


def details_given(
    fact: DetailsGiven, case: Case, branch: Branch, policy: Policy, team: Team, now: datetime
) -> Decision:
    """Fill what was missing or doubtful; tell the coordinator what is still unclear, or came besides."""
    open_gaps = {*case.form.missing, *case.form.doubtful}
    given = {name: value for name, value in fact.values.items() if name in open_gaps}
    confirmed = [name for name in fact.confirmed if name in open_gaps and name in case.form.values]
    unclear = [name for name in fact.unclear if name in open_gaps]
    if not given and not confirmed and not unclear:
        return more_from_member(MoreFromMember(fact.received, case.ref), case, branch, team, policy)
    before = case
    case = _filled(case, given, confirmed, policy, now)
    case = replace(case, last_news_at=max(fact.received.at, case.last_news_at or fact.received.at))
    effects: list[Effect] = [PutRow(case.ref), *_cells(before, case, policy)]
    if unclear:
        effects.append(_for_coordinator(fact, case, unclear))
    case = rated(case, branch, policy, team, now)  # a suggestion that is written now names the level
    case, pressing = _seen_anew(before, case, branch, policy, team, now)
    effects += pressing
    differs = any(
        _differs(case.form, name, value) for name, value in fact.values.items() if name not in given
    )
    untold = _newly_urgent(before, case, policy, now) and not pressing
    if fact.more or differs or untold:
        effects.append(news(case, fact.received, branch, team, policy))
    return Decision(case, tuple(effects), _why(given, confirmed, unclear))


def _filled(
    case: Case, given: dict[str, Value], confirmed: Iterable[str], policy: Policy, now: datetime
) -> Case:
    """The case with the answers in its form and in what it knows of the member."""
    settled = {*given, *confirmed}
    form = replace(
        case.form,
        values={**case.form.values, **given},
        confidence={**case.form.confidence, **dict.fromkeys(settled, SURE)},
        missing=tuple(name for name in case.form.missing if name not in given),
        doubtful=tuple(name for name in case.form.doubtful if name not in settled),
    )
    known = {_OF_MEMBER[name]: str(value) for name, value in given.items() if name in _OF_MEMBER}
    known.pop("department", None)
    if case.member.department == department_told(case.form):  # else the coordinator's own word stands
        known["department"] = department_told(form)
    case = replace(case, form=form, member=replace(case.member, **known))
    if "categories" in given:
        case = replace(case, categories=categories_stated(form, policy))
    if given.keys() & {"key_date", "categories", "adjustments"}:
        case = weighed(case, policy, local_day(now, policy))
    return replace(case, flags=checked_anew(case))


def _cells(before: Case, after: Case, policy: Policy) -> list[SetCell]:
    """Compare-and-sets of the member's row on the tab Contacts, and of what the case is about and the
    department: what the coordinator wrote there stands."""
    old, new = _contact(before.member, before.form), _contact(after.member, after.form)
    told = [
        SetCell(after.ref, name, old[name], new[name], tab="contacts")
        for name in _CONTACT_CELLS
        if old[name] != new[name]
    ]
    own = {
        "category": (category_shown(before, policy), category_shown(after, policy)),
        "department": (before.member.department, after.member.department),
    }
    return told + [SetCell(after.ref, name, was, now) for name, (was, now) in own.items() if was != now]


def _contact(member: Member, form: Form) -> dict[str, str]:
    return {
        "name": member.name,
        "email": member.email,
        "phone": phone_in_words(member.phone),
        "contact_preference": member.contact_preference,
        "employer": member.employer,
        "membership_number": form.text("membership_number"),
    }


def _for_coordinator(fact: DetailsGiven, case: Case, unclear: Iterable[str]) -> Attend:
    return Attend(
        case.ref,
        f"The member answered what we asked, but not clearly: {_listed(unclear)}.",
        "Read their answer in the case's mail folder, and put what it says on the tab Contacts if it belongs "
        "there. They are not asked again.",
        letter=fact.received.letter,
    )


def _seen_anew(
    before: Case, case: Case, branch: Branch, policy: Policy, team: Team, now: datetime
) -> tuple[Case, list[Effect]]:
    """A suggestion that waits is worked out anew; if a date is near now, she hears at once (L-10)."""
    if case.form.text("key_date") != before.form.text("key_date"):
        others = tuple(flag for flag in case.flags if flag != URGENT)
        case = replace(case, flags=(URGENT, *others) if is_urgent(case, policy, now) else others)
    if case.status is not Status.NEW or case.suggestion is None or involved(case):
        return case, []
    case = replace(case, suggestion=suggest(case, team, policy, now))
    if not _newly_urgent(before, case, policy, now):
        return case, []
    again = "The member has told us of a date that is near"
    return case, [suggestion_to_coordinator(case, branch, policy, now, again, team)]


def _newly_urgent(before: Case, case: Case, policy: Policy, now: datetime) -> bool:
    return is_urgent(case, policy, now) and not is_urgent(before, policy, now)


def _differs(form: Form, name: str, value: Value) -> bool:
    return form.values.get(name) != value


def _why(given: Iterable[str], confirmed: Iterable[str], unclear: Iterable[str]) -> str:
    parts = []
    if settled := [*given, *confirmed]:
        parts.append(f"The member answered what we asked: {_listed(settled)}.")
    if unclear:
        parts.append(f"Still unclear, and for the coordinator: {_listed(unclear)}.")
    return " ".join(parts)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(label(name) for name in names)
