"""A language that a member asks for in their form, as far as it can be told surely (DOMAIN.md §4.2, H9).

One that is only named ("I teach Spanish") is not asked for: there must be a word of speaking beside it. It is
a wish, unless they say that they need it; then whoever leads has to speak it, where anybody does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from casework.model import Case, Caseworker
from casework.words import words_of

SPELLINGS: dict[str, tuple[str, ...]] = {
    "Albanian": ("shqip",), "Amharic": (), "Arabic": (), "Bengali": ("bangla", "sylheti"), "Bulgarian": (),
    "British Sign Language": ("bsl", "sign language"), "Cantonese": (), "Chinese": (),
    "Croatian": ("hrvatski",),
    "Czech": (), "Danish": (), "Dari": (), "Dutch": (), "Estonian": (), "Farsi": ("persian",), "Finnish": (),
    "French": ("français", "francais"), "German": ("deutsch",), "Greek": (), "Gujarati": (), "Hausa": (),
    "Hebrew": (), "Hindi": (), "Hungarian": ("magyar",), "Igbo": (), "Irish": ("gaeilge",),
    "Italian": ("italiano",), "Japanese": (), "Kannada": (), "Korean": (), "Kurdish": ("sorani", "kurmanji"),
    "Latvian": (), "Lithuanian": (), "Malay": (), "Malayalam": (), "Mandarin": (),
    "Marathi": (), "Nepali": (),
    "Norwegian": (), "Pashto": (), "Polish": ("polski",), "Portuguese": ("português", "portugues"),
    "Punjabi": ("panjabi",), "Romanian": ("româna", "romana"), "Russian": (), "Scottish Gaelic": ("gaelic",),
    "Serbian": (), "Sinhala": ("sinhalese",), "Slovak": (), "Slovene": ("slovenian",), "Somali": (),
    "Spanish": ("español", "espanol"), "Swahili": (), "Swedish": (), "Tagalog": ("filipino",), "Tamil": (),
    "Telugu": (), "Thai": (), "Tigrinya": (), "Turkish": ("türkçe",), "Twi": (), "Ukrainian": (), "Urdu": (),
    "Vietnamese": (), "Welsh": ("cymraeg", "gymraeg"), "Xhosa": (), "Yoruba": (), "Zulu": (),
}  # fmt: skip
"""Languages, and other names for them."""

FIELDS = ("caseworker_preference", "adjustments", "contact_preference")
"""Answers in which a member may ask for one."""

_NAMES = {other.casefold(): name for name, others in SPELLINGS.items() for other in (name, *others)}
_ANY = "|".join(re.escape(name) for name in sorted(_NAMES, key=len, reverse=True))
_NAME = re.compile(rf"\b({_ANY})\b", re.IGNORECASE)
_A_LITTLE = re.compile(
    r"\b(?:little|basic|some|bit|learning|beginner\w*|gcse|not|no longer)\b", re.IGNORECASE
)
_SPOKEN = re.compile(
    r"\b(?:speak\w*|spoken|language|talk|interpret\w*|translat\w*|fluent|understands?|my first|"
    rf"(?:mail|email|phone|write|writes|support|help|calls?)(?: \w+){{0,3}} in)\b|"
    rf"^\W*(?:in )?(?:{_ANY})(?: (?:please|only|if possible|preferred|would be (?:good|nice)))*\W*$|"
    rf"\bin (?:{_ANY})(?:,? please|,? if possible)",
    re.IGNORECASE,
)
_NEEDED = re.compile(
    r"\b(?:need(?!n't| not)\w*|must|only|have to|has to|require\w*|cannot|can't|"
    r"(?:do not|don't|no|little|not much|not good|poor) (?:speak |understand )?english|interpreter|"
    r"translator)\b",
    re.IGNORECASE,
)
_NOT_WANTED = re.compile(
    r"\b(?:not? (?:an? )?(?:interpreter|translat\w+)|(?:do not|don't|needn't|need not) need|no need|"
    r"english is (?:fine|ok|good)|(?:i )?teach|studied|department|lecturer|either|or english)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The language somebody asks for, in its English name; `needed`: nothing else will do."""

    language: str
    needed: bool


def wanted(case: Case) -> Wanted | None:
    """The language that this form asks for, or None; of several the first."""
    found = (_asked(case.form.text(name)) for name in FIELDS)
    return next((one for one in found if one), None)


@lru_cache(maxsize=512)
def _asked(text: str) -> Wanted | None:
    text = text.replace("’", "'")
    for sentence in re.split(r"[.;\n]+", text):
        name = _NAME.search(sentence)
        if name and _SPOKEN.search(sentence) and not _NOT_WANTED.search(sentence):
            return Wanted(_NAMES[name[0].casefold()], bool(_NEEDED.search(text)))
    return None


def spoken(person: Caseworker) -> frozenset[str]:
    """The languages of a caseworker's row: in their English names, or as they stand there. One that they have
    only a little of is none that they can work in."""
    return frozenset(name for one in person.languages for name in _said(one))


@lru_cache(maxsize=512)
def _said(entry: str) -> tuple[str, ...]:
    if _A_LITTLE.search(entry):
        return ()
    known = tuple(_NAMES[name.casefold()] for name in _NAME.findall(entry))
    return known or tuple(filter(None, [" ".join(words_of(entry))]))


def misspelt(person: Caseworker) -> bool:
    """Whether a language of theirs is not known and is spelt much like one that is."""
    words = (word for one in person.languages if not _NAME.search(one) for word in words_of(one))
    return any(
        get_close_matches(word, _NAMES, 1, 0.8) for word in words if len(word) > 4 and word != "english"
    )


def spoken_by_any(people: Iterable[Caseworker]) -> frozenset[str]:
    """All languages of those who have not left."""
    return frozenset(one for person in people if not person.left for one in spoken(person))


def missing(case: Case, people: Iterable[Caseworker]) -> str:
    """The language that is asked for and that nobody speaks, or empty."""
    asked = wanted(case)
    return asked.language if asked and asked.language not in spoken_by_any(people) else ""
