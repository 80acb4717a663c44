"""Who cannot be asked about a case, and why: a row for each rule of one case and one person (DOMAIN.md §4.1).

What hangs on the part they would take, and on how much they have (H6, H7, H11, H16), is the plan's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from casework.kept_apart import PARTS, means_department, means_one_of
from casework.model import Case, Caseworker, Level, OpenCase, Person, Policy, Preference
from casework.spared import LET_BE, OPEN, weekday
from casework.standing import involved
from casework.urgency import next_date
from casework.wishes import objects_to, wants_a_woman
from casework.words import names_in, same_department, same_name, tells_of, words_of

WISHES = "caseworker_preference"
"""The field of a form in which members say who should support them."""

STORY = ("summary", "steps_taken", "people_involved", "other_advice")
"""The fields in which members tell what happened, and of whom."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a case says of people, made comparable."""

    whole: frozenset[tuple[str, str]]  # all that may be somebody's whole name in what the member tells
    named: tuple[str, ...]  # the words of the line manager's and other people's names
    addresses: frozenset[str]  # the member's own


@dataclass(frozen=True, slots=True)
class Question:
    """What a rule looks at: one case, one caseworker, the offer's days, the cases they have a part in."""

    case: Case
    caseworker: Caseworker
    first_day: date
    last_day: date
    policy: Policy
    told: Told  # `told_in` the case: once for all caseworkers
    holds: tuple[OpenCase, ...] = ()
    insurance_list: bool = False  # whether the branch keeps one (`keeps_insurance_list`)


def told_in(case: Case) -> Told:
    """What the rules compare caseworkers with, the same for all of them."""
    form, member = case.form, case.member
    theirs = (member.email, case.reply_to, form.text("email"), form.text("work_email"))
    return Told(
        frozenset().union(*(names_in(form.text(field)) for field in STORY)),
        words_of(member.line_manager + " " + member.people_involved),
        frozenset(one.strip().casefold() for one in theirs),
    )


def keeps_insurance_list(people: Iterable[Caseworker]) -> bool:
    """Where the tab says nothing of anybody's insurance, it is not what the branch goes by."""
    return any(one.insured is not None for one in people)


def _away(q: Question) -> bool:
    """While they could answer, or on the day of the case's own next date."""
    if not q.caseworker.away:
        return False
    day = next_date(q.case, q.first_day)
    on_the_day = (
        day is not None and day >= q.first_day and any(a.start <= day <= a.end for a in q.caseworker.away)
    )
    return on_the_day or any(a.start <= q.last_day and q.first_day <= a.end for a in q.caseworker.away)


def _stopped(q: Question) -> bool:
    return q.caseworker.paused or q.caseworker.left


def _same_department(q: Question) -> bool:
    employers = words_of(q.caseworker.employer), words_of(q.case.member.employer)
    other_employer = all(employers) and employers[0] != employers[1]
    return not other_employer and same_department(q.caseworker.department, q.case.member.department)


def _named(q: Question) -> bool:
    """Their surname stands among the people the form names: a person must look before they are asked."""
    own = words_of(q.caseworker.name)
    return bool(own) and own[-1] in q.told.named


def _told_of(q: Question) -> bool:
    """Their whole name stands in what the member wrote."""
    return tells_of(q.told.whole, q.caseworker.name)


def _is_the_member(q: Question) -> bool:
    """By any of the member's addresses, or by name: members write from home, and caseworkers are members."""
    return _member_is(q.case, q.told, q.caseworker.name, q.caseworker.email)


def is_the_member(case: Case, person: Person) -> bool:
    """Whether it is the case of this officer of the branch or of the region."""
    return _member_is(case, told_in(case), person.name, person.email)


def _member_is(case: Case, told: Told, name: str, email: str) -> bool:
    return email.casefold() in told.addresses or same_name(name, case.member.name)


def _declined(q: Question) -> bool:
    return q.caseworker.email in q.case.declined


def _already_on_it(q: Question) -> bool:
    return q.caseworker.email in involved(q.case)


def _only_watches(q: Question) -> bool:
    return q.caseworker.level is Level.SHADOW or q.caseworker.preference is Preference.SHADOW


def _other_side(q: Question) -> bool:
    """They have a part in a case of somebody whom this member names, or who names this member."""
    own = words_of(q.case.member.name)
    return any(
        stands_in(words_of(other.member_name), q.told.named) or stands_in(own, words_of(other.named))
        for other in q.holds
    )


def stands_in(name: tuple[str, ...], named: tuple[str, ...]) -> bool:
    """A whole name (two words at least) among the names of others."""
    return len(name) >= 2 and set(name) <= set(named)


def _no_woman(q: Question) -> bool:
    return not q.caseworker.woman and wants_a_woman(q.case.form.text(WISHES))


def _not_yet(q: Question) -> bool:
    return bool(set(q.caseworker.not_yet) & set(q.case.categories))


def _not_covered(q: Question) -> bool:
    """Where the form names no employer it is the branch's usual one."""
    theirs, covered = _employer(q.case.member.employer), q.caseworker.covers
    if not theirs or not covered:
        return False
    return all(theirs not in map(_employer, (one, *PARTS.split(one))) for one in covered)


def _employer(said: str) -> frozenset[str]:
    return frozenset(words_of(said)) - {"the", "of", "only"}


def _objected_to(q: Question) -> bool:
    form = q.case.form
    if not (text := form.text(WISHES)):
        return False
    asked = form.where.get(WISHES)
    question = asked.question if asked else ""
    return objects_to(text, q.caseworker.name, q.caseworker.department, question)


def _kept_apart(q: Question) -> bool:
    """However the cell puts it: "Jane Smith (HR)", "anyone in Law or Estates", "Physics/Chemistry". In doubt
    they are kept apart, as somebody whose surname the form names is looked at by a person first."""
    if not q.caseworker.keep_apart:
        return False
    member = q.case.member
    people = f"{member.name}, {member.line_manager}, {member.people_involved}"
    return any(
        means_department(entry, member.department) or means_one_of(entry, people, q.told.whole)
        for entry in q.caseworker.keep_apart
    )


def _not_insured(q: Question) -> bool:
    until = q.caseworker.insured_until
    listed = bool(q.caseworker.insured) and (until is None or until >= q.last_day)
    return q.insurance_list and not listed


def _passed_over(q: Question) -> bool:
    return q.caseworker.email in q.case.passed_over


CONSTRAINTS: tuple[tuple[str, Callable[[Question], bool], str], ...] = (
    ("H1", _away, "away"),
    ("H2", _stopped, "resting or paused"),
    ("H3", _same_department, "same department"),
    ("H4", _named, "someone of this name is named in the form"),
    ("H4", _told_of, "named in what the member wrote"),
    ("H4", _is_the_member, "it is their own case"),
    ("H5", _other_side, "on the other side of the dispute"),
    ("H7", _only_watches, "only shadowing for now"),
    ("H8", _declined, "said no to this case or stepped back from it"),
    ("H9", _no_woman, "a woman or a language was asked for"),
    ("H10", _not_yet, "not taking this kind of case yet"),
    ("H12", _not_covered, "not acting at this employer"),
    ("H13", _objected_to, "not wanted by the member"),
    ("H14", _not_insured, "not on the branch's insurance list"),
    ("H15", _already_on_it, "on this case already"),
    ("H17", _kept_apart, "to be kept apart from somebody in the case, or from the department"),
    ("ANOTHER", _passed_over, "you asked for somebody else"),
)

OF_THE_PLAN = {
    "H6": "not accredited for hearings",
    "H7": "not experienced enough to lead this case",
    "H10": "not taking this kind of case, or this part in it, yet",
    "H11": "full",
    "H16": "new, and nobody experienced to go with them",
    "SILENT": "did not answer when asked before",
    OPEN: "with an offer open",
    LET_BE: "asked not long ago",
}
"""The plan's own reasons, in the words of this table."""

WORDS = (
    OF_THE_PLAN
    | {code: words for code, _, words in CONSTRAINTS}
    | {
        "H4": "named in the form, or it is their own case",
        "H7": "only shadowing, or too new for this part",
        "H10": OF_THE_PLAN["H10"],
    }
)


def codes(question: Question) -> tuple[str, ...]:
    """The codes that stand against this caseworker, in the table's order, each once."""
    return tuple(dict.fromkeys([code for code, holds, _ in CONSTRAINTS if holds(question)]))


def in_words(against: tuple[str, ...], until: date | None = None) -> str:
    """Codes as a plain phrase: "away; same department". `until`: the last day of an offer that is open."""
    till = f" until {weekday(until)}" if until else ""
    return "; ".join(WORDS[code] + (till if code == OPEN else "") for code in against)
