"""KINDS and NOT YET by mail: which kinds of case somebody would like, and which they do not take yet (H10).

Their own word, and it stands on the tab Caseworkers as they said it. KINDS says anew what they would like; a
kind said with NOT YET joins those that stand there, for none that they keep away from is dropped by a slip.
A kind stands in one of the two at most.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches

from casework.effects import Decision, Effect, SetCell, Words
from casework.facts import Fact
from casework.facts.answers import OfferGoneStale
from casework.heard import Heard
from casework.kinds_named import ENTRIES, PARTS, kept_from, kinds_of, named_nothing
from casework.model import Case, Caseworker, Policy
from casework.said import Word
from casework.standing import offers_of

NONE = frozenset(
    {"none", "nothing", "any", "all", "anything", "everything", "no", "no preference", "all kinds"}
)
"""Beside KINDS: no kind more than another."""
NO_LONGER = frozenset({"none", "nothing", "no"})
"""Beside NOT YET: any kind from now on. "All" is no kind: whoever would be asked about none says PAUSE."""
_NEAR = 0.6


@dataclass(frozen=True, slots=True)
class Kinds:
    """Names of categories that were said, and the words that are none; `cleared`: no kind at all."""

    names: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    cleared: bool = False


def kinds_said(parts: tuple[str, ...], policy: Policy, nothing: frozenset[str]) -> Kinds:
    """The kinds meant: by their name or words, or by some words of one ("bullying"); all that it could be."""
    if parts and all(part.casefold() in nothing for part in parts):
        return Kinds(cleared=True)
    names: list[str] = []
    unknown: list[str] = []
    for part in parts:
        found = kinds_of(part, policy.category_words)
        names += found
        unknown += [] if found else [part]
    return Kinds(tuple(dict.fromkeys(names)), tuple(dict.fromkeys(unknown)))


def in_words(name: str) -> str:
    """A category as the tab Caseworkers has it, and reads it again."""
    return name.replace("_", " ")


def nearest(word: str, policy: Policy) -> str:
    """The kind that a word which is none is most like, or nothing."""
    spoken = {
        piece: name for name in policy.category_words for piece in (in_words(name), *in_words(name).split())
    }
    near = get_close_matches(word.casefold(), spoken, n=1, cutoff=_NEAR)
    return in_words(spoken[near[0]]) if near else ""


def kinds_told(at: Heard) -> Decision:
    """The two cells, and an answer that says what stands in them now, and which words were no kind."""
    person = at.team.person(at.fact.caseworker)
    wants_them = at.fact.said.word is Word.KINDS
    said = kinds_said(at.fact.said.kinds, at.policy, NONE if wants_them else NO_LONGER)
    if person is None:
        return Decision(at.case, (), "Whoever said which kinds of case they take is not with us any more.")
    after = _after(person, said, wants_them)
    follows = _stale(at, after)
    told = at.noted_kinds(
        _words(after, said, at.policy), still_open=OfferGoneStale(at.ref, person.email) not in follows
    )
    effects: tuple[Effect, ...] = (*_cells(person, after, at.policy), told)
    why = f"{at.name} said which kinds of case they would like, or do not take yet."
    return Decision(at.case, effects, why, then=follows)


def _after(person: Caseworker, said: Kinds, wants_them: bool) -> Caseworker:
    if not (said.names or said.cleared):
        return person
    theirs = set(said.names)
    if wants_them:
        rest = tuple(name for name in person.not_yet if name not in theirs)
        return replace(person, wants=said.names, not_yet=rest)
    not_yet = () if said.cleared else tuple(dict.fromkeys((*person.not_yet, *said.names)))
    return replace(person, not_yet=not_yet, wants=tuple(name for name in person.wants if name not in theirs))


def _cells(person: Caseworker, after: Caseworker, policy: Policy) -> tuple[SetCell, ...]:
    both = (("wants", person.wants, after.wants), ("not_yet", person.not_yet, after.not_yet))
    return tuple(
        SetCell(person.email, name, person.cell(name), ", ".join(words), tab="caseworkers")
        for name, before, now in both
        if before != now
        for words in [(*map(in_words, now), *_unread(person.cell(name), before, name, policy))]
    )


def _unread(text: str, before: tuple[str, ...], column: str, policy: Policy) -> tuple[str, ...]:
    """What somebody wrote in the cell beside the kinds: it is theirs, and stays behind them."""
    read = kept_from if column == "not_yet" else kinds_of

    def is_read(part: str) -> bool:
        kinds = read(part, policy.category_words)
        return named_nothing(part) or (bool(kinds) and set(kinds) <= set(before))

    if is_read(text):
        return ()
    left: list[str] = []
    for entry in filter(None, map(str.strip, ENTRIES.split(text))):
        parts = [part.strip() for part in PARTS.split(entry)]
        unread = [] if is_read(entry) else [part for part in parts if not is_read(part)]
        left += [entry] if unread == parts else unread
    return tuple(left)


def _stale(at: Heard, after: Caseworker) -> tuple[Fact, ...]:
    """Every open offer of a kind that they do not take is taken back, whichever mail they answered: nobody is
    reminded of it, or waits for a no (SD-12, SD-25)."""
    asked = (case for case in at.team.in_full if _is_asked(case, after.email))
    return tuple(
        OfferGoneStale(case.ref, after.email) for case in asked if set(after.not_yet) & set(case.categories)
    )


def _is_asked(case: Case, email: str) -> bool:
    return any(offer.caseworker == email for offer in offers_of(case))


def _words(after: Caseworker, said: Kinds, policy: Policy) -> Words:
    shown = ("".join(sign for sign in word if sign.isalnum() or sign in " -'")[:40] for word in said.unknown)
    strangers = [{"word": word, "near": nearest(word, policy)} for word in shown if word.strip()][:5]
    return {
        "changed": "yes" if said.names or said.cleared else "",
        "wants": [in_words(name) for name in after.wants],
        "not_yet": [in_words(name) for name in after.not_yet],
        "strangers": strangers,
        "known": [in_words(name) for name in policy.category_words] if strangers else [],
    }
