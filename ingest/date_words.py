"""The words of dates in English and Welsh: months, days of the week, ordinals, small numbers. Only tables."""

from __future__ import annotations

import re

_ENGLISH_MONTHS = (
    "january jan", "february feb febuary", "march mar", "april apr", "may", "june jun", "july jul",
    "august aug", "september sept sep", "october oct", "november nov", "december dec",
)  # fmt: skip
_WELSH_MONTHS = (  # with the forms they take after "o"; Mai stays beside Fai
    "ionawr", "chwefror", "mawrth fawrth", "ebrill", "mai fai", "mehefin fehefin", "gorffennaf orffennaf",
    "awst", "medi fedi", "hydref", "tachwedd dachwedd", "rhagfyr ragfyr",
)  # fmt: skip
MONTHS = {
    name: number
    for names in (_ENGLISH_MONTHS, _WELSH_MONTHS)
    for number, spellings in enumerate(names, start=1)
    for name in spellings.split()
}
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
"""For patterns: any month's name, the longest first."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|"
    r"fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
"""For patterns: a day of the week, spelled out or cut short."""

_WELSH_DAY = re.compile(
    r"\b(?:dydd|nos|ddydd)\s+(llun|mawrth|mercher|iau|gwener|sadwrn|sul)\b|\b(llun|mercher|gwener|sadwrn)\b",
    re.IGNORECASE,
)
_IN_ENGLISH = {
    "llun": "Monday", "mawrth": "Tuesday", "mercher": "Wednesday", "iau": "Thursday", "gwener": "Friday",
    "sadwrn": "Saturday", "sul": "Sunday",
}  # fmt: skip

_UNITS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
    "nineteenth", "twentieth",
)  # fmt: skip
_ORDINALS = {
    **{word: number for number, word in enumerate(_UNITS, start=1)},
    **{f"twenty {word}": 20 + number for number, word in enumerate(_UNITS[:9], start=1)},
    "thirtieth": 30,
    "thirty first": 31,
}
_ORDINAL_WORD = re.compile(
    rf"\b({'|'.join(sorted((word.replace(' ', '[ -]') for word in _ORDINALS), key=len, reverse=True))})"
    rf"\b(?=\s+(?:(?:day\s+)?of\s+)?(?:{MONTH})\b)",
    re.IGNORECASE,
)

SUFFIX = r"(?:st|nd|rd|th|af|ail|ydd|fed|ed|eg|ain|il)?"
"""For patterns: what may follow the number of a day, in either language."""

NUMBERS = {
    word: number
    for number, words in enumerate(
        ("", "a an one", "two couple", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
         "eleven", "twelve")
    )
    for word in words.split()
}  # fmt: skip
NUMBER = rf"(?:\d{{1,3}}|(?:a\s+)?couple(?:\s+of)?|{'|'.join(word for word in NUMBERS if word != 'couple')})"
"""For patterns: a small number in figures or words."""


def in_figures(text: str) -> str:
    """The text with Welsh days of the week in English, and days in words ("third of May") as numbers.

    A bare "Mawrth" stays: it is March as well as Tuesday.
    """
    text = _WELSH_DAY.sub(lambda match: _IN_ENGLISH[(match[1] or match[2]).casefold()], text)
    return _ORDINAL_WORD.sub(lambda match: f"{_ORDINALS[match[1].casefold().replace('-', ' ')]}th", text)


def number(text: str) -> int:
    """The value of a small number as `NUMBER` finds it."""
    word = text.casefold().split()
    if word[0].isdigit():
        return int(word[0])
    return 2 if "couple" in word else NUMBERS[word[0]]


def weekday(text: str) -> int:
    """0 for Monday to 6 for Sunday, from a day's name or the start of it."""
    return WEEKDAYS.index(text[:3].casefold())
