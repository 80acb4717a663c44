"""Who cannot take which part in a case, and why: the hard rules by code, one row each (DOMAIN.md §4.1).

Rules that look at one case and one person stand in `RULES`. The others look at the plan (H5 on two sides
at once, H11 for what is given, H15, H16) and are kept by the planners; here they have their words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from casework.plan.problem import Case, Caseworker, Role, Settings

ROLES: tuple[Role, ...] = ("lead", "second", "sole")

NEARLY = 1e-9
"""Sums of shares differ in the sixteenth digit by the order they are added in."""


@dataclass(frozen=True, slots=True)
class Question:
    """May this person take this part in this case?"""

    case: Case
    person: Caseworker
    role: Role
    settings: Settings


def same(one: str, other: str) -> bool:
    """Both given, and alike but for capitals and spaces at the ends: a slip must not hide a conflict."""
    return bool(one.strip()) and one.strip().casefold() == other.strip().casefold()


def _among(name: str, names: frozenset[str]) -> bool:
    return name in names or any(same(name, one) for one in names)


def _same_department(q: Question) -> bool:
    """Where neither side tells an employer there is only one, as far as anybody knows."""
    if not (q.case.department and q.person.department):
        return False
    one, other = q.case.employer.strip().casefold(), q.person.employer.strip().casefold()
    return one == other and same(q.case.department, q.person.department)


def _not_accredited(q: Question) -> bool:
    return q.case.hearing and q.role != "second" and not q.person.accredited


def _too_new(q: Question) -> bool:
    leads_hard = q.role != "second" and (q.case.hearing or q.case.emotional >= 2)
    return q.person.level < (2 if leads_hard else 1)


def _not_covered(q: Question) -> bool:
    """To the letter: an employer that is only nearly on their list may be another one."""
    return q.person.covers is not None and q.case.employer not in q.person.covers


def _full(q: Question) -> bool:
    """Before anything else is given to them. Whoever is over a cap already gets nothing at all."""
    person = q.person
    after = person.load + q.case.points * q.settings.share(q.role)
    return (
        person.cases + 1 > person.max_cases
        or person.max_new < 1
        or person.heavy + (q.case.emotional == 3) > person.max_heavy
        or after > person.capacity * q.settings.max_utilisation + NEARLY
    )


def _not_as_asked(q: Question) -> bool:
    """A woman is asked for of both; a language that somebody needs, of whoever leads."""
    mute = q.case.must_speak and q.role != "second" and q.case.language not in q.person.languages
    return mute or (q.case.woman_only and not q.person.woman)


RULES: tuple[tuple[str, Callable[[Question], bool]], ...] = (
    ("H1", lambda q: q.person.away),
    ("H2", lambda q: q.person.paused),
    ("H3", _same_department),
    ("H4", lambda q: q.person.id in q.case.not_with),
    ("H6", _not_accredited),
    ("H7", _too_new),
    ("H8", lambda q: q.case.id in q.person.declined),
    ("H9", _not_as_asked),
    ("H10", lambda q: _among(q.case.category, q.person.not_yet) or q.role not in q.person.takes),
    ("H11", _full),
    ("H12", _not_covered),
    ("H16", lambda q: q.role == "sole" and q.person.level < 2),
)

FOR_ANY_PART = tuple(broken for code, broken in RULES if code in {"H1", "H2", "H3", "H4", "H8", "H12"})
"""The rules that say of every part the same; a test holds it."""

BY_PART = tuple(broken for _, broken in RULES if broken not in FOR_ANY_PART)

WORDS = {
    "H1": "away",
    "H2": "paused or resting",
    "H3": "same department",
    "H4": "named in the case, or not wanted by the member",
    "H5": "on the other side of the dispute",
    "H6": "not accredited for hearings",
    "H7": "not experienced enough for this part",
    "H8": "said no to this case or stepped back from it",
    "H9": "a woman or a language was asked for",
    "H10": "not taking this kind of case, or this part in it, yet",
    "H11": "full",
    "H12": "not covering this employer",
    "H13": "not wanted by the member",
    "H14": "not on the branch's insurance list",
    "H15": "on this case already",
    "H16": "no experienced caseworker to go with them",
    "H17": "knows somebody in the case",
}
"""Every code in words. H5, H13 and H17 reach a problem file through `not_with` too, and count there as H4."""

NEVER_RELAXED = frozenset({"H3", "H4", "H5", "H6", "H8", "H9", "H13"})
"""No plan, setting or fallback passes over these (DOMAIN.md §4.1, relaxation order)."""


def open_parts(case: Case, person: Caseworker, settings: Settings) -> tuple[Role, ...]:
    """The parts that no rule stands against: those for which `codes` is empty."""
    first = Question(case, person, ROLES[0], settings)
    for broken in FOR_ANY_PART:
        if broken(first):
            return ()
    others = (Question(case, person, role, settings) for role in ROLES[1:])
    return tuple(one.role for one in (first, *others) if _allows(one))


def _allows(question: Question) -> bool:
    for broken in BY_PART:  # noqa: SIM110 - tens of thousands of times in a plan, and twice as quick as any()
        if broken(question):
            return False
    return True


def codes(question: Question) -> tuple[str, ...]:
    """Every rule that stands against it, in the table's order; empty where they may."""
    return tuple(code for code, broken in RULES if broken(question))
