"""The tabs Availability and Key dates as people typed them, read row by row: pure.

Each line stands for itself: it needs no number, and two that say the same are one. What is read is compared
with what was read before, whole, so that it does not matter who wrote a line or where it stands; a line that
the service wrote itself comes back the same way as one that a person typed.

How the service writes a line there: a decision returns `casework.effects.AddLine`, and it is written once, by
the register's own protocol, with the next number under Line (jobs/planning.py):

    AddLine("availability", {"who": name, "from": "2026-12-03", "to": "2026-12-10", "what": "Away"})
    AddLine("time", {"who": name, "ref": ref, "date": "2026-12-03", "hours": 2.5, "what": "hearing"}, ref)

The first makes somebody away from the next look at the register on, when the line is read back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from casework.choice import people_named
from casework.meetings import clock_in, is_surgery
from casework.model import Absence, Caseworker, HoursIn, KeyDate, Meeting, Team
from sheets.cells import cell_text
from sheets.columns import BY_NAME
from sheets.dates import date_within, written_from, written_moment, written_until
from sheets.monthly import hours_in_words
from sheets.register import Cell, Row, Tab

_YES = frozenset(["yes", "y", "true", "x", "✓", "1", "done"])
_REF = re.compile(r"[A-Z]{1,6}-\d{4}-\d+")
AWAY, SHADOW, HOURS = "away", "shadow", "hours"
NO_CASE = (
    "has no case reference such as C-2026-0042, and is not used (a surgery of the branch needs none: "
    "it says Surgery under What)"
)
NO_DATE = "has no date that could be read (write 3 Dec 2026): it is not used"
_NOBODY = (
    "A line of the tab Availability names nobody on the tab Caseworkers, and is not used: put the name or "
    "address that stands there."
)
_SEVERAL = (
    "A line of the tab Availability could mean more than one caseworker, and is not used: put the whole name "
    "or the address."
)
_SEVERAL_AWAY = (
    "A line of the tab Availability could mean more than one caseworker, and all of them are taken as away "
    "then: put the whole name or the address."
)


@dataclass(frozen=True, slots=True)
class Period:
    """A line of Availability: `who` as typed, both days included, `what` is AWAY, SHADOW or HOURS."""

    who: str
    start: date
    end: date
    what: str = AWAY
    hours: float = 0.0  # a month, of HOURS


def read_availability(tab: Tab) -> tuple[tuple[Period, ...], tuple[str, ...]]:
    """The periods, and one plain sentence for each thing a person must mend; sentences name no people.

    A date that cannot be read counts as away on that side, as on the tab Caseworkers: nobody is asked on the
    strength of a line that is unclear.
    """
    found: list[Period] = []
    problems: list[str] = []
    for row in tab.rows:
        if not (row.text("who") or row.text("from") or row.text("to")):
            continue
        if not row.text("who"):
            problems.append(_told(tab, row, "does not say who it is about, and is not used"))
            continue
        start = _day(tab, row, "from", written_from, problems)
        end = _day(tab, row, "to", written_until, problems)
        what = row.text("what").casefold() or AWAY
        hours = hours_in_words(what)
        if hours is not None:
            what = HOURS
        if what not in (AWAY, SHADOW, HOURS):
            problems.append(
                _told(tab, row, "says neither Away nor Shadow nor Hours 4 under What: it is taken as Away")
            )
            what = AWAY
        if what == SHADOW and (start is None or end is None):
            problems.append(_told(tab, row, "has no two dates on which they would shadow, and is not used"))
            continue
        first, last = start or date.min, end or date.max
        if first > last and what == SHADOW:
            problems.append(
                _told(tab, row, "ends before it begins, and is not used: please check the two dates")
            )
            continue
        if first > last:
            taken = " (from the earlier one on it is taken as away until then)" if what == AWAY else ""
            problems.append(_told(tab, row, f"ends before it begins: please check the two dates{taken}"))
            first, last = last, date.max if what == AWAY else first
        found.append(Period(row.text("who"), first, last, what, hours or 0.0))
    return tuple(found), tuple(problems)


def with_absences(
    people: Sequence[Caseworker], periods: Iterable[Period]
) -> tuple[tuple[Caseworker, ...], tuple[str, ...]]:
    """The caseworkers with the times in which they are away or would come along, and a sentence where nobody
    of that name is there."""
    spans: dict[str, dict[str, set[Absence]]] = {AWAY: {}, SHADOW: {}}
    hours: dict[str, list[HoursIn]] = {}
    problems: list[str] = []
    for period in periods:
        meant = _named(period.who, people)
        if len(meant) != 1:
            problems.append(_NOBODY if not meant else _SEVERAL_AWAY if period.what == AWAY else _SEVERAL)
        if len(meant) > 1 and period.what != AWAY:
            continue
        for person in meant:
            if period.what == HOURS:
                spell = HoursIn(period.start, period.end, period.hours)
                hours.setdefault(person.email, []).append(spell)
            else:
                spans[period.what].setdefault(person.email, set()).add(Absence(period.start, period.end))
    told = tuple(
        replace(
            person,
            away=_joined(person.away, spans[AWAY].get(person.email, set())),
            shadows=_joined(person.shadows, spans[SHADOW].get(person.email, set())),
            hours_in=(*person.hours_in, *hours.get(person.email, ())),
        )
        for person in people
    )
    return told, tuple(dict.fromkeys(problems))


def read_surgeries(tab: Tab) -> tuple[Meeting, ...]:
    """The branch's own surgeries on the tab Key dates, in order: lines without a case that say so."""
    days = (
        Meeting(day, clock_in(_what(row)))
        for row in tab.rows
        if _is_surgery(row) and row.text("done").casefold() not in _YES
        if (day := date_within(row.cells.get("date"))) is not None
    )
    return tuple(sorted(set(days), key=lambda one: (one.day, one.clock)))


def _is_surgery(row: Row) -> bool:
    return not row.text("ref") and is_surgery(row.text("what"))


def read_key_dates(tab: Tab) -> tuple[dict[str, tuple[KeyDate, ...]], tuple[str, ...]]:
    """The dates by case reference, in order, each once; and a sentence for each line that cannot be used."""
    found: dict[str, set[KeyDate]] = {}
    problems: list[str] = []
    for row in tab.rows:
        ref = row.text("ref").upper()
        if not (ref or row.text("date")):
            continue
        if _is_surgery(row):
            if date_within(row.cells.get("date")) is None:
                problems.append(_told(tab, row, NO_DATE))
        elif not _REF.fullmatch(ref):
            problems.append(_told(tab, row, NO_CASE))
        elif (day := date_within(row.cells.get("date"))) is None:
            problems.append(_told(tab, row, NO_DATE))
        else:
            done = row.text("done").casefold() in _YES
            found.setdefault(ref, set()).add(KeyDate(day, _what(row), done))
    ordered = {ref: tuple(sorted(days, key=_order)) for ref, days in sorted(found.items())}
    return ordered, tuple(problems)


def _what(row: Row) -> str:
    """What the day is for, with the time of day that stands beside the date and not here."""
    what, clock = row.text("what"), written_moment(row.cells.get("date"))[11:]
    return f"{what} at {clock}".strip() if clock and not clock_in(what) else what


def _order(each: KeyDate) -> tuple[date, str, bool]:
    return each.day, each.what, each.done


def _joined(own: tuple[Absence, ...], more: set[Absence]) -> tuple[Absence, ...]:
    return tuple(sorted({*own, *more}, key=lambda absence: (absence.start, absence.end)))


def person_named(text: str, people: Sequence[Caseworker]) -> Caseworker | None:
    """The one person meant: by address, by whole name, or by a first name or initials of one of them only."""
    meant = people_named(text, Team(tuple(replace(person, left=False) for person in people)))
    if len(meant) != 1:
        return None
    return next(person for person in people if person.email == meant[0].email)


def _named(text: str, people: Sequence[Caseworker]) -> tuple[Caseworker, ...]:
    """Whom a line could mean, with us first: whoever has left is away for good."""
    with_us = people_named(text, Team(tuple(people)))
    found = with_us or people_named(text, Team(tuple(replace(person, left=False) for person in people)))
    emails = {person.email for person in found}
    return tuple(person for person in people if person.email in emails)


def _day(
    tab: Tab, row: Row, column: str, written: Callable[[Cell], date | None], problems: list[str]
) -> date | None:
    day = written(row.cells.get(column))
    if day is None and cell_text(row.cells.get(column)):
        title = BY_NAME["availability"].column(column).title
        problems.append(
            _told(tab, row, f"has a date under {title} that could not be read (write 3 Dec 2026)")
        )
    return day


def _told(tab: Tab, row: Row, sentence: str) -> str:
    return f"Row {row.number} of the tab {tab.title} {sentence}."
