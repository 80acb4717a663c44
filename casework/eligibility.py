"""Who cannot be asked, and why: the hard constraints this version knows, one row each (DOMAIN.md §4.1)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from casework.model import Case, Caseworker, Policy
from casework.workload import most_cases


@dataclass(frozen=True, slots=True)
class Question:
    """What a constraint looks at: one case, one caseworker, the days of the offer, and what they hold now."""

    case: Case
    caseworker: Caseworker
    first_day: date
    last_day: date
    open_cases: int
    policy: Policy


@lru_cache(maxsize=512)  # the same few names and departments are asked about for every case
def words_of(name: str) -> tuple[str, ...]:
    """A name's words for comparing: no accents, no case, no titles, no punctuation."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).replace("’", "'")
    titles = {"dr", "mr", "mrs", "ms", "miss", "mx", "prof", "professor", "rev", "sir"}
    words = re.findall(r"[^\W\d_]+(?:['-][^\W\d_]+)*", plain)
    return tuple(word for word in words if word not in titles)


def _away(q: Question) -> bool:
    return any(a.start <= q.last_day and q.first_day <= a.end for a in q.caseworker.away)


def _stopped(q: Question) -> bool:
    return q.caseworker.paused or q.caseworker.left


def _same_department(q: Question) -> bool:
    theirs, ours = words_of(q.caseworker.department), words_of(q.case.member.department)
    employers = words_of(q.caseworker.employer), words_of(q.case.member.employer)
    other_employer = all(employers) and employers[0] != employers[1]
    return bool(theirs) and theirs == ours and not other_employer


def _named(q: Question) -> bool:
    """Their surname stands among the people the form names: a person must look before they are asked."""
    own = words_of(q.caseworker.name)
    named = words_of(q.case.member.line_manager + " " + q.case.member.people_involved)
    return bool(own) and own[-1] in named


def _is_the_member(q: Question) -> bool:
    return q.caseworker.email in {q.case.member.email, q.case.reply_to}


def _declined(q: Question) -> bool:
    return q.caseworker.email in q.case.declined


def _full(q: Question) -> bool:
    return q.open_cases >= most_cases(q.caseworker, q.policy)


def _already_on_it(q: Question) -> bool:
    return q.caseworker.email == q.case.lead


CONSTRAINTS: tuple[tuple[str, Callable[[Question], bool], str], ...] = (
    ("H1", _away, "away"),
    ("H2", _stopped, "paused or has left"),
    ("H3", _same_department, "same department"),
    ("H4", _named, "someone of this name is named in the form"),
    ("H4", _is_the_member, "it is their own case"),
    ("H8", _declined, "has said no to this case"),
    ("H11", _full, "has as many cases as they can take"),
    ("H15", _already_on_it, "is already on this case"),
)

WORDS = {code: words for code, _, words in CONSTRAINTS} | {"H4": "named in the form, or it is their own case"}


def codes(question: Question) -> tuple[str, ...]:
    """The codes that stand against this caseworker, in the table's order, each once."""
    return tuple(dict.fromkeys(code for code, holds, _ in CONSTRAINTS if holds(question)))


def in_words(against: tuple[str, ...]) -> str:
    """Codes as a plain phrase: "away; same department"."""
    return "; ".join(WORDS[code] for code in against)
