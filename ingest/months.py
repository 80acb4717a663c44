"""A month without a day, where a field may be so open: "January 2026", "03/2025", "last month"."""

from __future__ import annotations

import re
from datetime import date

from ingest.date_words import MONTH, MONTHS, NUMBER, SUFFIX, in_figures, number

_LONGEST = 400  # characters: what is longer tells a story
_WITH_YEAR = re.compile(
    rf"(?:(?P<day>\d{{1,2}}\s*{SUFFIX}\s*(?:of\s+|o\s+)?)?\b(?P<name>{MONTH})\b|(?<![\d/.-])(?P<number>0?[1-9]|1[0-2])\s*[/.-])[.,]?\s*(?:of\s+)?"
    r"(?:(?P<year>(?:19|20)\d\d)|['’](?P<short>\d\d))(?![\d/.-])",
    re.IGNORECASE,
)
_ALONE = re.compile(
    rf"(?:^\W*|\b(?:in|since|from|during|around|about|early|mid|late|of|ers|ym)\s+)(?P<name>{MONTH})\b(?!\s*\d)",
    re.IGNORECASE,
)
_THIS_OR_LAST = re.compile(
    r"\b(?:(?P<which>this|last)|early\s+(?P<early>this|last))\s+month\b", re.IGNORECASE
)
_AGO = re.compile(rf"\b(?P<count>{NUMBER})\s+months?\s+(?:ago|back)\b", re.IGNORECASE)
_ANY = re.compile(rf"\b(?:{MONTH})\b", re.IGNORECASE)
_NEAR = 9  # months back to which a month without a year is surely the last one of that name


def find_month(text: str, written: date | None, any_year: bool = False) -> tuple[str, float] | None:
    """ "2026-01" and how sure, where a text names one month before the letter; a day is never invented.

    With `any_year` a month without its year could be any.
    """
    text = in_figures(text)
    if len(text) > _LONGEST or len(_ANY.findall(text)) > 1:
        return None
    found = _named(text) or (_seen_from(text, written, any_year) if written is not None else None)
    if found is None or (written is not None and found[0] > _count(written)):
        return None
    months, sure = found
    return f"{(months - 1) // 12:04d}-{(months - 1) % 12 + 1:02d}", sure


def _count(day: date) -> int:
    return day.year * 12 + day.month


def _named(text: str) -> tuple[int, float] | None:
    named = list(_WITH_YEAR.finditer(text))
    parts = named[0].groupdict() if len(named) == 1 else {"day": "none or many"}
    if parts["day"]:
        return None
    month = MONTHS[parts["name"].casefold()] if parts["name"] else int(parts["number"])
    return int(parts["year"] or 2000 + int(parts["short"])) * 12 + month, 0.9


def _seen_from(text: str, written: date, any_year: bool) -> tuple[int, float] | None:
    now = _count(written)
    if this := _THIS_OR_LAST.search(text):
        which = this["which"] or this["early"]
        return (now if which.casefold() == "this" else now - 1), 0.85
    if ago := _AGO.search(text):
        return now - number(ago["count"]), 0.76
    alone = _ALONE.search(text)
    if alone is None or any_year:
        return None
    back = (now - MONTHS[alone["name"].casefold()]) % 12
    return now - back, 0.8 if back <= _NEAR else 0.6
