"""What was written, to addresses, numbers and dates: the fields that have a form of their own (FIELDS.md).

Each gives the value, how sure it is, and whether a person should look; what is not clear is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from casework.model import Value
from ingest.contacts import choose_addresses, choose_phone
from ingest.dates import Side, find_day
from ingest.months import find_month

UNSURE = 0.75
"""A value less sure than this is for a person to check."""

SIDES: Mapping[str, Side] = {
    "key_date": Side.AHEAD,
    "issue_started": Side.LATELY,
    "joined_union": Side.EVER,
    "signed_on": Side.NOW,
}
TYPED = frozenset({"email", "work_email", "phone", "membership_number", *SIDES})
NAMES = frozenset({"member_name", "given_name", "family_name"})

NUMBER_TOKEN = re.compile(r"\b[A-Za-z]{0,4}[-\s]?\d[\d\s-]{2,14}\d(?:\s?/\s?[A-Za-z])?\b")
_MEMBERSHIP = re.compile(r"[A-Z]{0,4}\d{3,12}[A-Z]{0,3}|\d{2}[A-Z]\d{4}[A-Z]")  # the second: a nurse's PIN
_NUMBERED = 0.7
_NUMBER_BEHIND = re.compile(  # "Ann Lee, AB 4711"
    r"(?P<name>[^\W\d_]+(?:[ .'’-]+[^\W\d_]+){1,5}?)[\s,;/|(–-]+"
    r"(?:[A-Z]{1,4}[-/ ]?)?\d[\d/-]{2,14}[A-Z]?\)?"
)
_NOT_AT_HAND = re.compile(
    r"\W*(?:sorry\W+)?(?:(?:i\W?m |i am )?(?:not (?:sure|certain)|unsure)|"
    r"(?:i )?(?:can.?t|cannot|don.?t|do not) (?:remember|recall|know|have (?:it|one|that|this))|"
    r"(?:not|don.?t have it|haven.?t got it) to hand|forgotten|i forget|lost(?: my card)?|"
    r"will (?:send|follow|check).{0,30}|to follow)\b[^\d]{0,40}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Read:
    """The value of a field (None: nothing was written, or nothing that can be read), and how sure.

    `more` are other fields the same answer gave; `doubt` asks a person to look.
    """

    value: Value | None
    sure: float = 1.0
    doubt: bool = False
    more: Mapping[str, str] | None = None


NOTHING = Read(None)
_GONE_BY = re.compile(r"\b(?:last|yesterday|ago|ddoe)\b", re.IGNORECASE)
UNCLEAR = Read(None, 0.0, doubt=True)


def read_typed(name: str, text: str, written: date | None, region: str) -> Read:
    """The value of one of `TYPED`. `written` is the day of the letter, `region` that of its phone numbers."""
    match name:
        case "email" | "work_email":
            return _email(text, name)
        case "phone":
            found = choose_phone(text, region)
            return UNCLEAR if found is None else Read(found[0], found[1], found[1] < UNSURE)
        case "membership_number":
            return _membership(text)
        case _:
            return _day(text, written, SIDES[name])


def _email(text: str, name: str) -> Read:
    found = choose_addresses(text)
    if found is None:
        return UNCLEAR
    more = {"work_email": found.work} if found.work and name == "email" else None
    own = (found.work or found.own) if name == "work_email" else found.own
    return Read(own, found.sure, found.sure < UNSURE, more)


def _membership(text: str) -> Read:
    """Letters and digits only, upper case, leading zeros kept; "don't have it to hand" is no answer."""
    bare = re.sub(r"[\s/.\-–]|\([^)]*\)", "", text).upper()
    bare = re.sub(r"^[\W_]+|[\W_]+$", "", bare)  # an arrow before it, a full stop behind
    bare = re.sub(r"^(?:NO|NUMBER|REF|ID)[:.]*(?=\d)", "", bare)
    if _MEMBERSHIP.fullmatch(bare):
        return Read(bare)
    if _NOT_AT_HAND.fullmatch(text):
        return NOTHING
    tokens = {re.sub(r"[\s/-]", "", token).upper() for token in NUMBER_TOKEN.findall(text)}
    tokens = {token for token in tokens if _MEMBERSHIP.fullmatch(token)}
    return Read(tokens.pop(), 0.6, True) if len(tokens) == 1 else UNCLEAR


def _day(text: str, written: date | None, side: Side) -> Read:
    """A day, with its time where something is to come; a month alone where a beginning may be so open."""
    found = find_day(text, written, side)
    gone = found is not None and written is not None and found.day < written
    if gone and side is Side.AHEAD and _GONE_BY.search(text):
        return UNCLEAR  # "last Monday" is no day to come, whatever the form hopes for
    if found is not None and 1940 <= found.day.year <= 2100:
        value = found.iso() if side is Side.AHEAD else found.day.isoformat()
        return Read(value, found.sure, found.sure < UNSURE, {"_rest": found.rest} if found.rest else None)
    if found is None and side in (Side.LATELY, Side.EVER):
        month = find_month(text, written, any_year=side is Side.EVER)
        if month is not None:
            return Read(month[0], month[1], month[1] < UNSURE)
    return UNCLEAR


def read_name(text: str) -> Read:
    """A name has no digits and no address in it, and is not a sentence. A number that was only added behind
    a whole name costs nobody the name, but a person looks."""
    numbered = _NUMBER_BEHIND.fullmatch(text.strip())
    if numbered is not None:
        return Read(numbered["name"], _NUMBERED, _NUMBERED < UNSURE)
    cleaned = text.strip(" .,;:-–")
    if not re.search(r"[^\W\d_]", cleaned) or "@" in cleaned or re.search(r"\d{2}", cleaned):
        return UNCLEAR
    if len(cleaned) > 80 or len(cleaned.split()) > 8:
        return UNCLEAR
    return Read(text.strip(" ,;:") or None)
