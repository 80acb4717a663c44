"""Who should have the case by the coordinator's choice, and who of them stands in that part already. Pure.

One name completes what stands, or takes the place of whoever has left; two names are lead and second.
Whoever has a part stays in it, but where she saw them there and writes somebody else beside the other's name:
then that one is asked to take over.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from casework.choice import find_person, shown_as
from casework.choice_words import APPROVAL, COURTESY
from casework.facts.answers import CaseworkerChosen
from casework.model import Case, Caseworker, Part, Team
from casework.standing import still_wanted, waiting

HAS_LEAD = "The case has a caseworker already"
HAS_SECOND = "The case has a second already"
INSTEAD = (
    "To have somebody take over, write both names under Decision in the register, the lead first: who has it "
    "now goes on until they say yes. Or empty the cell {cell} first."
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who should have the case, by address; empty: nobody in that part."""

    lead: str
    second: str


def wanted_by(fact: CaseworkerChosen, case: Case, chosen: tuple[Caseworker, ...], team: Team) -> Wanted | str:
    """Who should have the case, or one sentence saying why that cannot be followed."""
    wanted = _meant(case, chosen, team)
    if isinstance(wanted, str):
        return wanted
    if wanted.lead == wanted.second:
        return "Lead and second are the same person: please give two names."
    if case.lead and wanted.lead != case.lead and not _may_replace(fact, case.lead, 0, team):
        return f"{HAS_LEAD}. {INSTEAD.format(cell='Caseworker')}"
    if (
        case.second
        and wanted.second not in ("", case.second)
        and not _may_replace(fact, case.second, 1, team)
    ):
        return f"{HAS_SECOND}. {INSTEAD.format(cell='Second')}"
    if (case.second and wanted.lead == case.second) or (case.lead and wanted.second == case.lead):
        return (
            "Both are on the case already: to change their parts, write the cells Caseworker and Second anew."
        )
    return wanted


def _meant(case: Case, chosen: tuple[Caseworker, ...], team: Team) -> Wanted | str:
    if len(chosen) == 2:
        return Wanted(chosen[0].email, chosen[1].email)
    one = chosen[0].email
    part, standing = still_wanted(case)
    if team.has_left(case.lead) or team.has_left(case.second):
        lead = one if team.has_left(case.lead) else case.lead
        stays = "" if one == case.second or team.has_left(case.second) else case.second
        return Wanted(lead, stays if lead == one else one)
    if case.lead and case.second and one not in (case.lead, case.second):
        lead, second = shown_as(case.lead, team), shown_as(case.second, team)
        name = shown_as(one, team)
        return (
            f"{lead} leads this case and {second} is second. To have {name} take over from one of them, "
            f'please give two names, the lead first: "{name} and {second}", or "{lead} and {name}".'
        )
    idea = waiting(case)
    completes = bool(case.lead) or (idea is not None and idea.part is not Part.PAIR)
    if completes and one != standing:
        return Wanted(standing, one) if part is Part.SECOND else Wanted(one, standing)
    return Wanted(one, case.second)


def _may_replace(fact: CaseworkerChosen, email: str, cell: int, team: Team) -> bool:
    """In the register, where she saw who has the part, and not by approving what was suggested before: an
    answer by mail, or a name written while a yes was on its way, may not know of them. Whoever has left has
    it in name only."""
    approves = APPROVAL.match(COURTESY.sub("", fact.choice.strip(), count=1))
    if team.has_left(email) and not approves:
        return True
    if fact.by != "register" or approves:
        return False
    seen = find_person(fact.stood[cell], team)
    return isinstance(seen, Caseworker) and seen.email == email


def without_others(case: Case, wanted: Wanted) -> Case:
    """The case without the offers to people whom she does not want in that part."""
    lead, second = case.offer, case.second_offer
    return replace(
        case,
        offer=lead if lead and lead.caseworker == wanted.lead else None,
        second_offer=second if second and second.caseworker == wanted.second else None,
    )


def stands(case: Case, part: Part, email: str) -> bool:
    """Whether they have that part, or have been asked to take it."""
    has_it, offer = (case.second, case.second_offer) if part is Part.SECOND else (case.lead, case.offer)
    return email == has_it or (offer is not None and email == offer.caseworker)
