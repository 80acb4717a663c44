"""The coordinator's ok to what somebody would like: to join, to take cases, to leave."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from casework import joining, moving, stepping_back
from casework.effects import Attend, Decision, Keep, Send
from casework.facts.answers import CaseGivenBack, WishAnswered
from casework.model import Branch, Case, Policy, Team
from casework.own_word import JOIN, LEVEL

TO_DO_ON_NO = {
    JOIN: "Nothing has been added. They were only told that you will write to them: please do.",
    LEVEL: "Nothing has changed, and they have not been told: please talk with them about what would help.",
}


def wish_answered(fact: WishAnswered, branch: Branch, team: Team) -> Decision:
    """Yes: it is done. No: nothing changes, and a person talks with them, since no mail could say it well."""
    standing = next((one for one in team.standings if one.wish and one.wish.number == fact.number), None)
    if standing is None or standing.wish is None:
        return Decision(None, _not_known(fact), "That is settled, or not known any more.", folder="Other")
    if standing.wish.granted:
        return Decision(None, (), "That has been settled.", folder="Other")
    what = standing.wish.what
    if fact.granted and what == JOIN:
        return joining.joined(standing, branch, team)
    person = team.person(standing.email)
    if person is None and what != JOIN:
        kept = Keep(replace(standing, wish=None))
        return Decision(None, (kept,), "Whoever asked is not with us any more.", folder="Other")
    if fact.granted and person is not None:
        return moving.moved_up(standing, person) if what == LEVEL else moving.left(standing, person, team)
    if what not in TO_DO_ON_NO:  # nobody is kept
        line = Attend("", "You answered no to somebody who would like to leave.", "Please talk with them.")
        return Decision(None, (line,), "The coordinator would like to talk with them first.", folder="Other")
    name = person.name if person else dict(standing.wish.line).get("name", "Whoever offered to help")
    line = Attend("", f"You answered no, or not yet: {name}.", TO_DO_ON_NO[what])
    return Decision(
        None, (Keep(replace(standing, wish=None)), line), "The coordinator said not yet.", folder="Other"
    )


def _not_known(fact: WishAnswered) -> tuple[Attend, ...]:
    """It may have been asked before a journal that was made anew, whose wishes have other numbers: then her
    ok came to nothing, and she is told so once."""
    line = Attend(
        "",
        "You said ok to a mail about joining, moving on or leaving that is settled, or not known any more: "
        "nothing was done because of it.",
        "If what you agreed to does not stand on the tab Caseworkers, please write it there.",
        letter=fact.received.letter,
        once=f"wish {fact.number}",
    )
    return (line,) * fact.granted


def case_given_back(
    fact: CaseGivenBack, case: Case, branch: Branch, policy: Policy, team: Team, now: datetime
) -> Decision:
    """As whoever steps back, but they have been thanked already."""
    decision = stepping_back.stepped_back(case, fact.caseworker, branch, policy, team, now)
    kept = tuple(
        effect
        for effect in decision.effects
        if not (isinstance(effect, Send) and effect.kind == "stepped_back")
    )
    return replace(decision, effects=kept)
