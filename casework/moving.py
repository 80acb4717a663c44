"""Caseworkers move on by their own word and the coordinator's ok (SD-04): to take cases, or to leave."""

from __future__ import annotations

from dataclasses import replace

from casework.along_letters import moving_on
from casework.effects import Attend, Decision, Effect, Grant, Keep, Send, SetCell, Words
from casework.facts.answers import CaseGivenBack, OfferGoneStale
from casework.heard import Heard
from casework.model import Branch, Caseworker, Level, Person, Preference, Role, Team
from casework.own_word import LEAVE, LEVEL, Standing, Wish, next_wish

GRANT_DAYS = 90

NEXT = {Level.SHADOW: Level.NEW, Level.NEW: Level.EXPERIENCED}
"""Who only watches takes cases next, and who is new may lead and go with somebody new."""

TITLES = {Level.SHADOW: "Shadow", Level.NEW: "New", Level.EXPERIENCED: "Experienced"}
HOW = {"alone": Preference.ALONE, "paired": Preference.PAIRED}


def level_said(at: Heard) -> Decision:
    """They feel ready for the next step: nothing changes until the coordinator says ok."""
    person = at.team.person(at.fact.caseworker)
    assert person is not None
    if not moving_on(person):
        why = f"{at.name} is ready for cases, and is asked about them already."
        return Decision(at.case, (at.noted("READY"),), why)
    level = NEXT.get(person.level, person.level)
    line = [("level", TITLES[level])]
    wanted = HOW.get(at.fact.said.how, Preference.NONE)
    if wanted is not Preference.NONE or person.preference is Preference.SHADOW:
        line.append(("preference", wanted.value))
    number = _number(at, LEVEL)
    wish = Wish(number, LEVEL, at.now, tuple(line))
    words: Words = {
        "who": at.name,
        "now": TITLES[person.level],
        "level": TITLES[level],
        "how": at.fact.said.how,  # "alone", "paired" or nothing
        "came_along": len(at.standing.sat_in) + sum(1 for visit in at.standing.visits if visit.over == "was"),
    }
    ask = _ask("would_step_up", at.branch, wish, words)
    effects = (Keep(replace(at.standing, wish=wish, asked_back="")), at.noted("READY FOR A CASE"), ask)
    return Decision(at.case, effects, f"{at.name} feels ready for more: the coordinator is asked.")


def _number(at: Heard, what: str) -> int:
    """Said again it is the same wish: an ok to the earlier mail counts too."""
    wish = at.standing.wish
    return (
        wish.number
        if wish is not None and wish.what == what
        else next_wish(at.team.standings, at.fact.received.at)
    )


def _ask(kind: str, branch: Branch, wish: Wish, words: Words) -> Send:
    grant = Grant("", branch.coordinator.email, "wish", wish.number, days=GRANT_DAYS)
    return Send(kind, Role.COORDINATOR, branch.coordinator, "", words, grant=grant)


def leave_said(at: Heard) -> Decision:
    """They leave: no reason is asked, and offers stop at once. What they hold, the coordinator settles."""
    email = at.fact.caseworker
    wish = Wish(_number(at, LEAVE), LEAVE, at.now)
    held = [one for one in at.team.open_cases if email in (one.lead, one.second)]
    words: Words = {
        "who": at.name,
        "cases": [
            {"ref": one.ref, "part": "leads" if one.lead == email else "second", "status": one.status.value}
            for one in held
        ],
    }
    follows = tuple(
        OfferGoneStale(one.ref, email)
        for one in at.team.open_cases
        if email in (one.offered_to, one.second_offered_to)
    )
    effects: tuple[Effect, ...] = (
        Keep(replace(at.standing, wish=wish, asked_back="")),
        at.to_them("leaving", cases="yes" if held else ""),
        _ask("would_leave", at.branch, wish, words),
    )
    why = f"{at.name} would like to leave the team: offers stop, and the coordinator is told."
    return Decision(at.case, effects, why, then=follows)


def stays(at: Heard) -> Decision:
    """They had said that they leave, and now that they are ready: they stay."""
    line = Attend(
        "",
        f"{at.name} had said that they leave the team, and would like to stay.",
        "There is nothing you must do. They may be asked again.",
    )
    kept = Keep(replace(at.standing, wish=None, rests_until=None, asked_back=""))
    return Decision(at.case, (kept, at.noted("READY"), line), f"{at.name} stays after all.")


def moved_up(standing: Standing, person: Caseworker) -> Decision:
    """She has said ok: the cells of the tab follow, and they hear what it means."""
    assert standing.wish is not None
    cells = tuple(
        SetCell(person.email, name, person.cell(name), value, tab="caseworkers")
        for name, value in standing.wish.line
        if person.cell(name) != value
    )
    level = dict(standing.wish.line)["level"]
    to = Person(person.name, person.email)
    grant = Grant("", to.email, "caseworker", days=365)
    told = Send("level_confirmed", Role.CASEWORKER, to, "", {"level": level}, grant=grant)
    kept = Keep(replace(standing, wish=None))
    return Decision(None, (kept, *cells, told), f"{person.name} takes the next step.", folder="Other")


def left(standing: Standing, person: Caseworker, team: Team) -> Decision:
    """She has said ok: nobody asks them again, and each case of theirs goes on with somebody else (SD-07)."""
    assert standing.wish is not None
    kept = Keep(replace(standing, wish=replace(standing.wish, granted=True)))
    cell = SetCell(person.email, "left", person.cell("left"), "Yes", tab="caseworkers")
    to = Person(person.name, person.email)
    held = tuple(
        CaseGivenBack(one.ref, person.email)
        for one in team.open_cases
        if person.email in (one.lead, one.second)
    )
    farewell = Send("farewell", Role.CASEWORKER, to, "", {"cases": "yes" if held else ""})
    why = f"{person.name} has left the team."
    return Decision(None, (kept, cell, farewell), why, folder="Other", then=held)
