"""Who a member is and how they are reached, as the coordinator corrected it on the tab Contacts."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime

from casework.asking import settled
from casework.category import with_values
from casework.department import barred_anew, freed_anew
from casework.effects import Attend, Decision, Effect, PutRow
from casework.facts.sheet import ContactEdited
from casework.intake import NO_ADDRESS, acknowledge, with_possible_second
from casework.model import Case, Member, Policy, Team
from casework.typed import BY_HAND

ADDRESS_EMPTIED = "no address any more: the member is sent nothing"
"""The flag of the Check column."""

NUMBER = "membership_number"
"""A column of Contacts that is an answer of the form and nothing else."""


def contact_edited(fact: ContactEdited, case: Case, policy: Policy, team: Team, now: datetime) -> Decision:
    """She corrected how the member is reached: from now on we write there; or their employer or number."""
    if fact.field == NUMBER:
        value = fact.value.strip()
        case = replace(case, form=with_values(case.form, {NUMBER: value}))
        case = settled(case, NUMBER) if value else case
        return Decision(case, (PutRow(case.ref),), "The coordinator corrected the membership number.")
    if fact.field not in {field.name for field in fields(Member)}:
        return Decision(case, (), "A contact cell that the service does not use was edited.")
    value = fact.value.strip()
    value = value.casefold().removeprefix("mailto:") if fact.field == "email" else value
    if fact.field == "email" and value and not _is_one_address(value):
        line = Attend(
            case.ref,
            "The Email cell on the Contacts tab does not hold exactly one mail address.",
            "Put one address there. Until then we write to the one we had.",
        )
        return Decision(case, (line,), "The Email cell does not hold one address: the old one stays.")
    before, member = case, replace(case.member, **{fact.field: value})
    flags = case.flags
    if fact.field == "email" and value:
        overcome = (NO_ADDRESS, ADDRESS_EMPTIED)
        flags = tuple(flag for flag in flags if flag not in overcome and "came back" not in flag)
    elif fact.field == "email" and case.member.email:
        flags = (*flags, ADDRESS_EMPTIED)  # another mark than `NO_ADDRESS`: they have had our first word
    first = fact.field == "email" and value and case.form.source == BY_HAND and NO_ADDRESS in case.flags
    case = replace(case, member=member, flags=flags)
    effects: list[Effect] = [PutRow(case.ref), *barred_anew(before, case, policy, team, now)]
    if first:
        case = with_possible_second(case, team)
        effects.append(acknowledge(case, policy, now, team))
    case = freed_anew(before, case, policy, team, now)
    if value:
        case = settled(case, "member_name" if fact.field == "name" else fact.field)
    name = fact.field.replace("_", " ")
    return Decision(case, tuple(effects), f"The coordinator corrected the member's {name}.")


def _is_one_address(text: str) -> bool:
    """Exactly one plain addr-spec: a comma or a space would make it two recipients (TRUST.md S3)."""
    local, at, domain = text.partition("@")
    odd = set(' ,;:<>()[]"\\\r\n\t') & set(text)
    return bool(local and at and "." in domain and not odd and "@" not in domain)
