"""Somebody would like to help (SD-01): a kind answer at once, and the coordinator decides.

Nobody is put on the tab Caseworkers by a mail: the line is only suggested, and stands there when she says ok.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from casework.calendar import local_day
from casework.effects import AddLine, Attend, Decision, Effect, Grant, Keep, Send, Words
from casework.facts.answers import HelpOffered
from casework.model import Branch, Person, Policy, Role, Team
from casework.own_word import JOIN, Standing, Wish, next_wish, standing_of
from casework.wording import came
from casework.words import same_name

COLUMNS = {
    "name": "Name",
    "email": "Email",
    "department": "Department",
    "level": "Level",
    "hours": "Hours a month",
    "languages": "Languages",
}
"""What the suggested line may hold, in the words of the tab."""

GRANT_DAYS = 90


def help_offered(fact: HelpOffered, branch: Branch, policy: Policy, team: Team, now: datetime) -> Decision:
    """Thanked once a day at most; the coordinator is asked once for each person."""
    sender = fact.received.sender
    known = next((one for one in team.caseworkers if one.email == sender.email), None)
    alike = any(same_name(one.name, sender.name) for one in team.caseworkers if one.email != sender.email)
    standing = standing_of(team.standings, sender.email)
    line = Attend(
        "",
        "Somebody would like to help as a caseworker. " + came(fact.received, policy),
        "They have been thanked. A mail with a suggested line for the tab Caseworkers is with you: "
        "reply ok to it, or write to them first.",
        letter=fact.received.letter,
    )
    thanks = (_thanks(fact, branch, policy),) if fact.received.answerable else ()
    if standing.wish is not None and standing.wish.what == JOIN:
        return Decision(None, (*thanks, line), "They have offered to help before.", folder="Other")
    wish = Wish(next_wish(team.standings, fact.received.at), JOIN, now, _line(fact))
    effects: tuple[Effect, ...] = (
        *thanks,
        Keep(replace(standing, wish=wish)),
        line,
        _to_coordinator(wish, sender, "address" if known else "name" if alike else "", branch),
    )
    why = "Somebody would like to help as a caseworker: the coordinator decides."
    return Decision(None, effects, why, folder="Other")


def _line(fact: HelpOffered) -> tuple[tuple[str, str], ...]:
    """The line for the tab: who learns begins as a shadow (SD-02), and only what they said is filled in."""
    cells = {
        "name": fact.received.sender.name,
        "email": fact.received.sender.email,
        "department": fact.department,
        "level": "Shadow",
        "hours": "" if fact.hours is None else f"{fact.hours:g}",
        "languages": ", ".join(fact.languages),
    }
    return tuple((name, text) for name, text in cells.items() if text)


def _thanks(fact: HelpOffered, branch: Branch, policy: Policy) -> Send:
    sender = fact.received.sender
    words: Words = {"work_address": "yes" if policy.is_employer_address(sender.email) else ""}
    once = f"help_thanks {sender.email} {local_day(fact.received.at, policy)}"
    return Send("help_thanks", Role.MEMBER, sender, "", words, thread=fact.received.thread, once=once)


def _to_coordinator(wish: Wish, who: Person, known: str, branch: Branch) -> Send:
    """`known`: by what they stand on the tab already, "address" or only "name"."""
    cells = [{"label": COLUMNS[name], "value": text} for name, text in wish.line]
    words: Words = {"who": who.name or who.email, "known": known, "cells": cells}
    grant = Grant("", branch.coordinator.email, "wish", wish.number, days=GRANT_DAYS)
    return Send("would_help", Role.COORDINATOR, branch.coordinator, "", words, grant=grant)


def joined(standing: Standing, branch: Branch, team: Team) -> Decision:
    """She has said ok: the line is written, and the new caseworker is welcomed."""
    assert standing.wish is not None
    kept = Keep(replace(standing, wish=None))
    cells: dict[str, str | int | float] = dict(standing.wish.line)
    name = str(cells.get("name", ""))
    if any(one.email == standing.email for one in team.caseworkers):
        line = Attend(
            "",
            f"{name or 'Whoever offered to help'} stands on the tab Caseworkers already.",
            "If they had left and come back, please empty the cell under Left.",
        )
        return Decision(None, (kept, line), "They are on the tab Caseworkers already.", folder="Other")
    if "hours" in cells:
        cells["hours"] = float(cells["hours"])
    to = Person(name, standing.email)
    grant = Grant("", to.email, "caseworker", days=365)
    welcome = Send("welcomed", Role.CASEWORKER, to, "", {}, grant=grant)
    effects = (
        kept,
        AddLine("caseworkers", cells, once=f"joined {standing.email} {standing.wish.number}"),
        welcome,
    )
    return Decision(None, effects, "The coordinator said ok: they are one of the team now.", folder="Other")
