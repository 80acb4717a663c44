"""Caseworkers, absences and key dates as rows, for a register that is made anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from casework.model import Caseworker, KeyDate, Level
from sheets.lines import HOURS, SHADOW, Period, person_named
from sheets.register import Cell, NewRow
from sheets.rows import as_values
from sheets.time_lines import Hours
from sheets.willing import one_kind


def caseworker_row(person: Caseworker, categories: Mapping[str, str]) -> NewRow:
    """A person's row on the tab Caseworkers; their absences stand on the tab Availability. `categories`: the
    branch's, in words."""
    cells: dict[str, Cell] = {
        "name": person.name,
        "email": person.email,
        "department": person.department,
        "employer": person.employer,
        "max_cases": person.cell("max_cases") or person.max_cases,
        "paused": _yes(person.paused),
        "left": _yes(person.left),
        "level": "" if person.level is Level.EXPERIENCED else person.level.name.capitalize(),
        "hours": person.cell("hours") or person.hours,
        "preference": person.preference.value,
        "wants": _kinds(person, "wants", person.wants, categories),
        "not_yet": _kinds(person, "not_yet", person.not_yet, categories),
        "keep_apart": ", ".join(person.keep_apart),
        "covers": ", ".join(person.covers),
        "languages": ", ".join(person.languages),
        "workplaces": ", ".join(person.workplaces),
        "accredited": _yes_or_until(person.accredited, person.accredited_until),
        "insured": _yes_or_until(person.insured, person.insured_until),
        "woman": _yes(person.woman),
        "initials": person.initials,
        "duties": ", ".join(person.duties),
    }
    return NewRow("caseworkers", person.email, as_values("caseworkers", cells))


def absence_rows(
    people: Iterable[Caseworker], periods: Iterable[Period], team: Sequence[Caseworker]
) -> list[NewRow]:
    """Absences of these people of the team, from wherever they were told, and who would come along when."""
    lines: list[dict[str, Cell]] = [
        {"who": named(person.email, team), "from": _day(away.start), "to": _day(away.end), "what": "Away"}
        for person in people
        for away in person.away
    ]
    lines += [
        {"who": one.who, "from": _day(one.start), "to": _day(one.end), "what": "Shadow"}
        for one in periods
        if one.what == SHADOW
    ]
    lines += [
        {"who": one.who, "from": _day(one.start), "to": _day(one.end), "what": f"Hours {one.hours:g}"}
        for one in periods
        if one.what == HOURS
    ]
    return _numbered("availability", lines)


def key_date_rows(dates: Mapping[str, Iterable[KeyDate]]) -> list[NewRow]:
    """The key dates of all cases."""
    return _numbered(
        "key_dates",
        [
            {"ref": ref, "date": one.day, "what": one.what, "done": _yes(one.done)}
            for ref, some in sorted(dates.items())
            for one in some
        ],
    )


def time_rows(lines: Iterable[Hours], team: Sequence[Caseworker]) -> list[NewRow]:
    """The hours that people of the team noted."""
    return _numbered(
        "time",
        [
            {
                "who": named(one.who, team),
                "ref": one.ref,
                "date": one.day,
                "hours": one.hours,
                "what": one.what,
            }
            for one in lines
        ],
    )


def named(email: str, team: Sequence[Caseworker]) -> str:
    """The name of whoever has that address, where it says who is meant; else the address."""
    name = next((person.name for person in team if person.email == email), email)
    meant = person_named(name, team)
    return name if meant is not None and meant.email == email else email


def _kinds(person: Caseworker, column: str, names: Iterable[str], categories: Mapping[str, str]) -> str:
    """What the coordinator wrote; else the branch's words, or a category's name where these would be read as
    several."""
    words = (categories.get(name, "") for name in names)
    plain = (name.replace("_", " ") for name in names)
    shown = (said if said and one_kind(said) else name for said, name in zip(words, plain, strict=True))
    return person.cell(column) or ", ".join(shown)


def _numbered(tab: str, lines: Iterable[dict[str, Cell]]) -> list[NewRow]:
    return [NewRow(tab, str(number), {"line": number, **line}) for number, line in enumerate(lines, 1)]


def _day(day: date) -> date | None:
    return None if day in (date.min, date.max) else day


def _yes_or_until(said: bool | None, until: date | None) -> Cell:
    if said is None:
        return None
    return (until or "Yes") if said else "No"


def _yes(true: bool) -> str:
    return "Yes" if true else ""
