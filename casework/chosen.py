"""What the coordinator's answer about a case means: "ok", a name or two, "not Ana", "another"; and why.

An answer that could mean two things is never guessed at: a sentence says what to write instead.
"""

from __future__ import annotations

import re
from dataclasses import replace

from casework.choice import meant_by, name_at
from casework.choice_words import (
    ANOTHER,
    APPROVAL,
    BUT,
    COURTESY,
    FORBIDS,
    LEAD_IN,
    LEAVES_OUT,
    LIKE_A_NAME,
    LISTED,
    OR_ELSE,
    OUT,
    POLITE_END,
    POLITE_NEXT,
    REQUEST,
    SO_ASK,
    THANKED,
)
from casework.names_chosen import OPEN, Choice, Reading, named, names_in_row
from casework.why_chosen import LEFT_OPEN, why_in

SENTENCE = 5
"""Words that are a sentence about two people, and no list of them."""
A_QUESTION = 'The answer asks something: please reply with a name alone, or "ok", or "another".'


def find_choice(answer: str, desk: Reading) -> Choice | str:
    """What the coordinator's answer means, or one sentence saying why it could not be told."""
    text = " ".join(answer.replace("’", "'").split())
    text = COURTESY.sub("", text, count=1).strip() if COURTESY.match(text) else text
    if request := REQUEST.match(text):
        text = request["whom"]
    if "?" in text:
        return A_QUESTION
    if asked := ANOTHER.match(text):
        return _another(text[asked.end() :], desk)
    if approved := APPROVAL.match(text):
        thanked = THANKED.search(text) is not None and name_at(text.split()[-1], desk.team) is None
        return _shown(desk) if thanked else _approved(text[approved.end() :], desk)
    if forbidden := FORBIDS.match(text) or LEAVES_OUT.match(text):
        return _forbidden(text, forbidden, desk)
    return _objected(text, desk) or named(text, desk)


def _objected(text: str, desk: Reading) -> Choice | str:
    """ "Ana is away, someone else please", "Ana is full, so ask Ben"; empty where it is neither."""
    first, then = name_at(text, desk.team), SO_ASK.search(text)
    if first is None or then is None or then.start() <= first.end:
        return ""
    clause = text[first.end : then.start()]
    why = why_in(f", {clause.strip()}", desk.team)
    if not clause.startswith(" ") or why is None or why.people or not why.against:
        return ""
    person = meant_by(first, text, desk.team)
    found = find_choice(then["rest"], desk)
    if isinstance(person, str) or isinstance(found, str) or person in found.people:
        return person if isinstance(person, str) else OPEN
    return Choice(found.people, (person, *found.without), reason=text[: then.start()])


def _another(rest: str, desk: Reading) -> Choice | str:
    """ "another", "someone else, not Ana", "another because they are both new"."""
    rest = re.sub(r"^[\s,]*\bplease\b", "", POLITE_END.sub("", rest), flags=re.IGNORECASE)
    if forbidden := FORBIDS.match(rest.lstrip(" ,;.:–—-")):
        found = _forbidden(rest.lstrip(" ,;.:–—-"), forbidden, desk)
        return found if isinstance(found, str) or found.people else _also_another(found)
    why = why_in(rest, desk.team)
    if why is None or LEFT_OPEN.search(f"{why.said} ") or LIKE_A_NAME.fullmatch(why.said):
        return OPEN
    idea = desk.suggestion
    shown = {one.email for one in (*idea.candidates[:1], idea.second) if one} if idea else set()
    whole = not why.joined or len(why.said.split()) >= SENTENCE
    of_them = {one.email for one in why.people} <= shown and whole
    return Choice(another=True, reason=why.said) if of_them or why.about_others() else OPEN


def _also_another(found: Choice) -> Choice:
    return Choice(without=found.without, another=True, reason=found.reason)


def _approved(rest: str, desk: Reading) -> Choice | str:
    """ "ok", with or without a reason. With names beside it, only if they are those shown."""
    shown = _shown(desk)
    rest = POLITE_END.sub("", rest).strip()
    if not rest.strip(" .,!;:–—-"):
        return shown
    if isinstance(shown, str):
        return shown
    beside = named(rest.lstrip(" .,!;:–—-"), desk)
    if isinstance(beside, Choice):
        same = {one.email for one in beside.people} == {one.email for one in shown.people}
        return Choice(beside.people, reason=beside.reason) if same and not beside.without else OPEN
    why = why_in(rest, desk.team)
    if why is None or why.people or why.against or LEFT_OPEN.search(f"{why.said} "):
        return OPEN
    if BUT.search(why.said) or LIKE_A_NAME.fullmatch(why.said):
        return OPEN
    return replace(shown, reason=why.said)


def _shown(desk: Reading) -> Choice | str:
    """The people of the suggestion as it was shown: by name, so that one name of two people is nobody's."""
    names = desk.shown.strip() or (desk.suggestion.names if desk.suggestion else "")
    if not names:
        return "There is no suggestion to approve: please choose a name from the Caseworkers tab."
    found = named(names, desk)
    return found if isinstance(found, str) else replace(found, approved=True)


def _forbidden(text: str, said: re.Match[str], desk: Reading) -> Choice | str:
    """ "not Ana", "anyone but Ana or Ben", "leave Ana out"; with "ask Ben" behind it, Ben is asked."""
    groups = said.groupdict()
    joint = LISTED if groups.get("all") or "neither" in said[0].casefold() else OR_ELSE
    people, rest, wrong = names_in_row(text[said.end() :], joint, desk)
    if wrong:
        return wrong
    rest = rest[out.end() :] if (out := OUT.match(rest)) and "not" not in groups else rest
    ends = rest.lstrip(" ,;.:–—-")
    behind = LEAD_IN.match(ends) or re.match(r"but\s+(?:rather\s+)?", ends, re.IGNORECASE)
    instead = behind is None and "instead" in ends.casefold() and name_at(ends, desk.team)
    if behind or instead:
        found = named(ends[behind.end() :] if behind else ends, desk)
        if isinstance(found, str):
            return found
        return Choice(found.people, (*people, *found.without), reason=found.reason)
    polite = POLITE_NEXT.match(rest)
    rest = POLITE_END.sub("", rest[polite.end() :] if polite else rest)
    why = why_in(rest, desk.team)
    if why is None or name_at(ends, desk.team) and not why.against:
        return OPEN
    return Choice(without=tuple(people), reason=why.said)
