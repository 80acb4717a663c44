"""One name or two in the coordinator's answer, with the part of each, whom not to ask, and why.

"Ben", "Ben, he knows Physics", "Ben because Ana is full", "Ben with Ana second", "Ben, not Ana".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from casework.choice import find_person, meant_by, name_at, unknown_name
from casework.choice_words import (
    BUT_NOT,
    END,
    IF_THEY_CAN,
    INSTEAD,
    JOINT,
    LEAD_IN,
    LIKE_A_NAME,
    LISTED,
    OR,
    POLITE_END,
    POLITE_NEXT,
    ROLE_AFTER,
    ROLE_BEFORE,
    SECOND_TO,
)
from casework.model import Caseworker, Part, Suggestion, Team
from casework.why_chosen import ABOUT_OTHERS, LEFT_OPEN, Why, why_in

NO_NAME = "We could not find a name or an ok in the answer."
TOO_MANY = "Please give one name, or two: the first leads, and the other is second."
OPEN = 'The answer leaves it open whom to ask: please reply with a name alone, or "ok", or "another".'
WHICH_PART = "Please say who leads and who is second: the name of the lead first."

OPEN_AFTER = "We could not tell whether {names} is to be asked: please reply with the name alone."
AGAINST = (
    "We could not tell whether {names} is to be asked, or to be left out: please reply with the name alone, "
    'or with "not" before it.'
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What she wants. `people` are to be asked, the lead first; `without`: left out of suggestions;
    `another`: a suggestion with neither of those shown. `reason` is what she gave, as she wrote it.
    `approved`: she said ok to whom we suggested, and named nobody herself."""

    people: tuple[Caseworker, ...] = ()
    without: tuple[Caseworker, ...] = ()
    another: bool = False
    reason: str = ""
    approved: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What an answer is read against. `shown` are the names that an "ok" was given to: the suggestion may
    have changed since it was read. `part` is what is still to be found for the case."""

    suggestion: Suggestion | None
    team: Team
    shown: str = ""
    part: Part = Part.PAIR


def names_in_row(text: str, joint: re.Pattern[str], desk: Reading) -> tuple[list[Caseworker], str, str]:
    """The names at the start, joined by `joint`; what follows them; and what is wrong, if anything is."""
    people: list[Caseworker] = []
    while True:
        found = name_at(text, desk.team)
        if found is None:
            return people, text, unknown_name(_segment(text))
        person = meant_by(found, text, desk.team)
        if isinstance(person, str):
            return people, text, person
        people.append(person)
        text = text[found.end :]
        more = joint.match(text)
        another = name_at(text[more.end() :], desk.team) if more else None
        if more is None or another is None or set(another.people) <= set(people):
            return people, text, ""
        text = text[more.end() :]


@dataclass(slots=True)
class _Names:
    """One or two names with their parts, read from left to right."""

    desk: Reading
    people: list[Caseworker]
    roles: list[str]
    without: list[Caseworker]

    def name(self, text: str) -> str | tuple[str]:
        """Take a name with its part at the start: what is left of the text, or (why not,)."""
        role = ""
        if (before := ROLE_BEFORE.match(text)) and name_at(text[before.end() :], self.desk.team):
            role, text = before["role"], text[before.end() :]
        found = name_at(text, self.desk.team)
        if found is None:
            return (unknown_name(_segment(text)),)
        person = meant_by(found, text, self.desk.team)
        if isinstance(person, str):
            return (person,)
        text = text[found.end :]
        if (after := ROLE_AFTER.match(text)) and not self._next(after[0], text[after.end() :]):
            role, text = role or after["role"], text[after.end() :]
        self.people.append(person)
        self.roles.append(role.casefold()[:4])
        return text

    def _next(self, role: str, behind: str) -> bool:
        """Whether a part behind a comma is that of the next name: "Ben, second: Ana"."""
        return role.lstrip().startswith(",") and name_at(behind.lstrip(" :="), self.desk.team) is not None


def named(text: str, desk: Reading) -> Choice | str:
    """One name or two, each with a part, then whom not to ask, then why."""
    first, whole = name_at(text, desk.team), find_person(POLITE_END.sub("", text), desk.team)
    if "," in text and first and first.people == (whole,):  # "Ruiz, Ana"
        return _in_parts(_Names(desk, [*first.people], [""], []), "")
    for opening in (LEAD_IN, INSTEAD):
        if (said := opening.match(text)) and text[said.end() :].strip():
            text = text[said.end() :]
            break
    at = _Names(desk, [], [], [])
    left = at.name(text)
    if isinstance(left, tuple):
        return left[0] if text.strip(" .,!;:&+/–—-") and not _only_joints(text) else NO_NAME
    rest = left
    if (polite := POLITE_NEXT.match(rest)) and BUT_NOT.match(rest[polite.end() :]):
        rest = rest[polite.end() :]
    while more := _another_name(at, rest):
        if isinstance(more, tuple):
            return more[0]
        if len(at.people) > 2:
            return TOO_MANY
        rest = more.text
    while not_them := BUT_NOT.match(rest):
        people, after, wrong = names_in_row(rest[not_them.end() :], LISTED, desk)
        if wrong:
            break  # "Ben, not because of Physics": it is the reason
        at.without.extend(people)
        rest = after
    return _in_parts(at, rest)


def _segment(text: str) -> str:
    """What was taken for a name, to be shown: up to the next sign or joining word."""
    return re.split(r"[,;:–—!(]|\s-|\.(?:\s|$)|\s(?:and|or|with|because|but)\s", text, maxsplit=1)[0]


def _only_joints(text: str) -> bool:
    return not re.sub(r"\b(?:and|or|with|please|thanks)\b", "", text, flags=re.IGNORECASE).strip(" .,!&+/")


@dataclass(frozen=True, slots=True)
class _Left:
    text: str


def _another_name(at: _Names, rest: str) -> _Left | tuple[str] | None:
    """A further name behind a joint: what is left then; (why not,); or None where no name follows."""
    joint = (SECOND_TO.match(rest) if at.roles[-1] == "seco" else None) or JOINT.match(rest)
    if joint is None:
        return None
    behind = rest[joint.end() :]
    before = ROLE_BEFORE.match(behind)
    found = name_at(behind[before.end() :] if before else behind, at.desk.team)
    told = "word" in joint.groupdict() and joint["word"] is not None
    if found is None:
        unsure = told and not why_in(rest, at.desk.team) and not re.match(r"\s*,", rest)
        return (unknown_name(_segment(behind)),) if unsure else None
    left = at.name(behind)
    if isinstance(left, tuple):
        return left
    if _ends(left, at.desk.team):
        return _Left(left)
    at.people.pop()
    at.roles.pop()
    return (OPEN,) if told else None


def _ends(rest: str, team: Team) -> bool:
    """Whether a name is over where `rest` begins, and is not the beginning of a sentence: "Ana is full"."""
    rest = _bare(rest)
    more = any(one.match(rest) for one in (JOINT, BUT_NOT, OR))
    return not rest.strip(" .!") or more or why_in(rest, team) is not None


def _bare(rest: str) -> str:
    """What stands behind the names, without what is said out of politeness."""
    polite = POLITE_NEXT.match(rest)
    return IF_THEY_CAN.sub("", POLITE_END.sub("", rest[polite.end() :] if polite else rest), count=1)


def _in_parts(at: _Names, rest: str) -> Choice | str:
    """The choice, once the names have been read: who leads, and why."""
    if OR.match(rest):
        return OPEN
    why = _reason(rest, at)
    if isinstance(why, str):
        return why
    people, roles = list(at.people), list(at.roles)
    if len(people) == 2 and people[0] == people[1]:
        people, roles = people[:1], roles[:1]
    if len(people) == 1:
        wrong = {Part.PAIR: "seco", Part.LEAD: "seco", Part.SECOND: "lead"}[at.desk.part]
        if roles[0] == wrong:
            return WHICH_PART
    elif roles[0] and roles[0] == roles[1]:
        return WHICH_PART
    elif roles[0] == "seco" or roles[1] == "lead":
        people.reverse()
    without = tuple(one for one in dict.fromkeys(at.without))
    if set(without) & set(people):
        return OPEN
    return Choice(tuple(people), without, reason=why.said)


def _reason(rest: str, at: _Names) -> Why | str:
    """Why she chose them; a sentence where it may be no reason for them at all."""
    rest = _bare(rest)
    why = why_in(rest, at.desk.team)
    if why is None:
        named = " and ".join(one.name for one in at.people)
        return unknown_name(f"{named}{rest}") if END.match(rest) is None else OPEN_AFTER.format(names=named)
    others = [one for one in why.people if one not in at.people and one not in at.without]
    if LEFT_OPEN.search(why.said) or (others and not why.about_others()):
        return OPEN
    if LIKE_A_NAME.fullmatch(why.said):
        return unknown_name(why.said)
    of_others = [one for one in why.people if one not in at.people]
    if not of_others and why.against and not ABOUT_OTHERS.search(why.said):
        return AGAINST.format(names=" and ".join(one.name for one in at.people))
    return why
