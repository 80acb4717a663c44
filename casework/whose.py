"""Whose form it is, and where the member may be written to: never to somebody who only passed it on.

The person who forwards a form is not its member (MAIL.md, lesson 5; PEERS.md §6.14). A mail about somebody's
case goes to an address that is certain, or to none: then the coordinator is asked (PEOPLE.md).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from casework.model import Form, Person

SURE = 0.9
"""Below this a mail address read from a form is not written to: a wrong one is a breach (PEOPLE.md)."""

_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "rev"})
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Whose:
    """Where to write to (empty: nowhere is certain), where the form came from, and if another sent it."""

    address: str
    came_from: str  # the member's own address that the form was sent from, or empty
    passed_on: bool


def whose(form: Form, sender: Person, ours: Collection[str]) -> Whose:
    """Whose form it is. `sender`: of the letter; `ours`: the branch's own addresses and names, case-folded.

    The form's own address counts if it is sure. Else the sender's, unless the form was passed on; else that
    of the letter it was passed on from, if that letter is from the person whom the form names.
    """
    given = form.text("email")
    sure = given and form.confidence.get("email", 1.0) >= SURE and "email" not in form.doubtful
    others = [each for each in form.writers if _who(each) not in ours and each.email != sender.email]
    name = form.text("member_name")
    own = given == sender.email or _names_agree(name, sender.name)
    foreign = bool(others) or sender.email in ours or _names_differ(name, sender.name)
    passed_on = bool(sender.email) and foreign and not own
    if not passed_on:
        theirs = "" if sender.email in ours and given != sender.email else sender.email
        return Whose(given if sure else theirs, theirs, False)
    wrote = next((each.email for each in others if each.email and _is_writer(form, each)), "")
    return Whose(given if sure else wrote, wrote, True)


def _is_writer(form: Form, writer: Person) -> bool:
    return form.text("email") == writer.email or _names_agree(form.text("member_name"), writer.name)


def _who(writer: Person) -> str:
    """Some programs show only the name of whom they quote."""
    return writer.email or writer.name.casefold()


def _names_agree(one: str, other: str) -> bool:
    """Whether two names can be one person's: all words of the shorter, two at least, stand in the longer."""
    shorter, longer = sorted((_words(one), _words(other)), key=len)
    return len(shorter) >= 2 and shorter <= longer


def _names_differ(one: str, other: str) -> bool:
    """Whether two full names cannot be one person's: not a word in common, in the same letters."""
    first, second = _words(one), _words(other)
    whole = len(first) >= 2 and len(second) >= 2 and all(word.isascii() for word in first | second)
    return whole and not first & second


def _words(name: str) -> set[str]:
    plain = "".join(
        sign for sign in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(sign)
    )
    return set(_WORD.findall(plain)) - _TITLES
