"""What a case is about: the coordinator's own word, else what the form says. Pure.

Her words are kept beside the form's answer, which stays as the member gave it: blank, or words that name no
category, leave the case what it was.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from casework.categories import CATEGORIES
from casework.meant import NOTHING
from casework.model import Case, Form, Policy, Value
from casework.wording import category_in_words

CATEGORY_WORDS = "typed_category"
"""Where the form keeps her words, where they are not just ours for what it says: the row shows them as they
are."""

CATEGORY_UNCLEAR = "Category: none of those that are known, so it changes nothing"
"""What Check says; it does not stay with the case."""

_USUAL = {category.words: category.name for category in CATEGORIES}
"""The register's list begins with these words, whatever a branch's own settings call a category."""

_TOKENS = re.compile(r"[^\W\d_]{3,}")
_IDLE = frozenset({"other", "and", "the", "matter", "concern", "about", "work", "issue"})


def categories_of(words: str, policy: Policy) -> tuple[str, ...]:
    """The categories that somebody's own words name: "disciplinary, pay" is two; none is guessed.

    The branch's words for one count first, the longest before all, and what they say names no other: "a pay
    complaint" is a grievance where the branch calls that so, and no pay case too.
    """
    known = tuple(dict.fromkeys((*policy.points, *policy.category_words)))
    called = {name: name.replace("_", " ") for name in known}
    phrases: dict[str, set[str]] = {}
    for name in known:
        own = policy.category_words.get(name, called[name] if _tokens(called[name]) else "")
        phrases.setdefault(_plain(own), set()).add(name)
    text, found = _plain(words), set[str]()
    for phrase in sorted(phrases, key=len, reverse=True):
        text, often = re.subn(rf"(?<!\w){re.escape(phrase)}(?!\w)", ",", text) if phrase else (text, 0)
        found |= phrases[phrase] if often else set()
    parts = [part.strip() for part in text.split(",")]
    found |= {_USUAL[part] for part in parts if part in _USUAL}
    left = [part for part in parts if part not in _USUAL]
    said = _tokens(" ".join(left))
    return tuple(
        name for name in known if name in found or called[name] in left or said & _tokens(called[name])
    )


def with_category(case: Case, said: str, policy: Policy, *, by_hand: bool) -> Case:
    """The case with what she wrote under Category. `by_hand`: there is no form that says anything."""
    said = "" if said.strip().casefold() in NOTHING else said.strip()
    told = () if by_hand else case.form.names("categories")
    as_told = _plain(said) == _plain(category_in_words(told, policy)) and bool(told)
    names = told if as_told else categories_of(said, policy)
    ours = category_in_words(names, policy) if by_hand or names == told else ""
    values: dict[str, Value] = {CATEGORY_WORDS: "" if said == ours else said}
    if by_hand:
        values["categories"] = names
    return replace(case, form=with_values(case.form, values), categories=names or told)


def categories_stated(form: Form, policy: Policy) -> tuple[str, ...]:
    """What a case with that form is about: as she says, else as the form does."""
    return categories_of(form.text(CATEGORY_WORDS), policy) or form.names("categories")


def category_shown(case: Case, policy: Policy) -> str:
    """What stands under Category: her words, else ours for what the form says; blank where nothing does."""
    ours = category_in_words(case.categories, policy) if case.categories else ""
    return case.form.text(CATEGORY_WORDS) or ours


def category_unclear(case: Case, policy: Policy) -> bool:
    """Whether she wrote words that name no category."""
    said = case.form.text(CATEGORY_WORDS)
    return bool(said) and not categories_of(said, policy)


def with_values(form: Form, values: Mapping[str, Value]) -> Form:
    """The form with these values; a blank one goes."""
    merged = {**form.values, **values}
    return replace(form, values={name: value for name, value in merged.items() if value})


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def _tokens(words: str) -> set[str]:
    return set(_TOKENS.findall(words.casefold())) - _IDLE
