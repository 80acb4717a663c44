"""Whom somebody's own spreadsheet means by its names, and how they are reached: caseworkers by short forms,
members in either order, address and number in one cell.

Pure. Nobody is guessed: a short form that could be two people, or nobody of theirs, stays as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from casework.words import words_of
from sheets.cells import cell_text
from sheets.register import Cell

_EMAIL = re.compile(r"(?<![a-z0-9.!#$%&'*+=?^_`{}~-])[a-z0-9.!#$%&'*+=?^_`{}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_NUMBERS = re.compile(r"[+(]?\d[\d ()\-]{7,}\d")
_DIGITS = range(9, 14)
_LABELS = re.compile(r"\b(?:e-?mail|mail|tel|telephone|phone|mobile|mob|or|and)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:/|&|\+|;|,|\band\b|\bwith\b)\s*", re.IGNORECASE)
_PART = r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*)?"
_BEHIND = re.compile(r"(?<=\w)\s*\([^()]*\)\s*$")
_SURNAME_FIRST = re.compile(rf"({_PART}), ?({_PART})")


def caseworkers_named(text: str, names: Sequence[str]) -> tuple[str, ...]:
    """The one or two people of the list that are meant, by their whole names; empty where not sure."""
    if (one := _person(text, names)) is not None:
        return (one,)
    parts = [part for part in _BETWEEN.split(" ".join(text.split())) if part]
    found = [_person(part, names) for part in parts]
    sure = tuple(dict.fromkeys(name for name in found if name is not None))
    return sure if len(parts) == len(sure) == 2 else ()


def _person(text: str, names: Sequence[str]) -> str | None:
    said = words_of(text)
    if not said:
        return None
    whole = [name for name in names if words_of(name) == said]
    short = [name for name in names if _is_short_for(said, text, name)]
    meant = whole or short
    return meant[0] if len(meant) == 1 else None


def _is_short_for(said: tuple[str, ...], text: str, name: str) -> bool:
    """ "Ana", "Ana R", "A. Ruiz", or "AR" for Ana Ruiz."""
    first, *rest = words_of(name)
    if len(said) == 1:
        initials = "".join(word[0] for word in (first, *rest))
        return said[0] == first or (text.strip(" .").isupper() and said[0] == initials)
    last = rest[-1] if rest else ""
    begins = said[0] == first or (len(said[0]) == 1 and first.startswith(said[0]))
    return len(said) == 2 and begins and bool(last) and last.startswith(said[1])


def member_named(text: str) -> str:
    """A name as we write to it: "Adeyemi, Mo" is Mo Adeyemi, and what stands in brackets behind it is no part
    of it; any other stays as it was typed."""
    alone = _BEHIND.sub("", text)
    turned = _SURNAME_FIRST.fullmatch(alone.strip())
    return f"{turned[2]} {turned[1]}" if turned else alone


def whole_name(name: str, first: str, last: str) -> str:
    """A name from up to three cells: branches have "Name | Surname", "First name | Name", and a whole one
    beside its parts. A name of two words is whole."""
    name, parts = member_named(name), " ".join(filter(None, (first, last)))
    said = words_of(name)
    if not said or not (set(words_of(parts)) - set(said)):
        return name or parts
    if first and last:
        return parts if set(said) <= set(words_of(parts)) else name
    return name if len(said) > 1 else f"{first} {name} {last}".strip()


def address_in(text: str) -> str:
    """The one mail address in a text, or nothing: no guess is made between two."""
    found = set(_EMAIL.findall(text.casefold()))
    return found.pop() if len(found) == 1 else ""


def reached_by(email: str, phone: str) -> tuple[str, str, str]:
    """Address and phone number of a member, and the whole text under `email` where it says more than these.

    Branches have both in one cell, under either heading: "mo@home.example / 07700 900111".
    """
    address, left = _without(email, address_in(email))
    if not address and (there := address_in(phone)):
        address, phone = _without(phone, there)
        phone = _one_number(phone) or phone.strip()
    if not phone and (number := _one_number(left)):
        phone, left = _without(left, number)
    more = re.sub(r"[\W_]+", "", _LABELS.sub(" ", left))
    return address, phone, email if more else ""


def number_in(cell: Cell) -> str:
    """A phone number as text: one that the spreadsheet took for a number has lost its first 0."""
    text = cell_text(cell)
    lost = isinstance(cell, (int, float)) and not isinstance(cell, bool) and len(text) in (9, 10)
    return f"0{text}" if lost else text


def _without(text: str, part: str) -> tuple[str, str]:
    """The part, and the text without it."""
    return part, re.sub(re.escape(part), " ", text, flags=re.IGNORECASE) if part else text


def _one_number(text: str) -> str:
    """The one phone number in a text; nothing where digits stand there that could be two."""
    found = _NUMBERS.findall(text)
    return found[0] if len(found) == 1 and sum(map(str.isdigit, found[0])) in _DIGITS else ""
