"""A case as the cells of its row: pure, and the same for every adapter.

Everything here is ours to write; the `first_*` functions also give the human columns their first values,
which are written once, when the row is made (DESIGN.md §4, ownership of cells).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from casework.allocation import why_nobody
from casework.calendar import local_day
from casework.category import CATEGORY_UNCLEAR, category_shown
from casework.effects import Attend
from casework.emotional import RATING_UNCLEAR
from casework.model import Case, Offer, Part, Policy, Status, Team
from casework.region_stand import region_words
from casework.stages import EXTRA_UNCLEAR, STAGE_UNCLEAR, unclear_words
from casework.standing import offers_of, still_wanted, waiting
from casework.typed import DATE_WORDS, RECEIVED_WORDS, UNREAD_DATES, unread_dates
from casework.urgency import URGENT, next_date
from casework.wording import phone_in_words
from casework.workload import worked_out
from sheets.cells import fit, plain_number
from sheets.columns import BY_NAME, Column
from sheets.dates import written_date
from sheets.register import Cell

Cells = dict[str, Cell]

SINGLE_HANDED, NOBODY = "single-handed", "nobody to suggest"
SEEN_FROM_CASE = frozenset(
    {SINGLE_HANDED, NOBODY, STAGE_UNCLEAR, EXTRA_UNCLEAR, RATING_UNCLEAR, CATEGORY_UNCLEAR} | UNREAD_DATES
)
"""Words of the Check column that are seen from the case, and not kept with it."""


def case_cells(case: Case, policy: Policy, today: date | None = None) -> Cells:
    """Our columns of the case's row on the tab Cases, by canonical name, as they are to stand `today`.

    Without `today` as on the day of the last news.
    """
    news = case.last_news_at or case.received_at
    return _fitted(
        {
            "ref": case.ref,
            "received": _received(case) or local_day(case.received_at, policy),
            "suggestion": _suggested(case),
            "why": _why(case),
            "offer": "; ".join(_offer(offer, policy) for offer in offers_of(case)),
            "key_date": next_date(case, today or local_day(news, policy)) or case.form.text(DATE_WORDS),
            "points": _number(case.points),
            "check": "; ".join(_check(case, policy)),
            "last_news": local_day(news, policy),
        }
    )


def first_case_cells(case: Case, team: Team, policy: Policy, today: date | None = None) -> Cells:
    """All columns of a row that is being made: ours, and the first values of the human ones."""
    names = {person.email: person.name for person in team.caseworkers}
    yours: Cells = {
        "status": case.status.value,
        "decision": case.decided or " and ".join(offer.name for offer in offers_of(case)),
        "lead": names.get(case.lead, case.lead),
        "second": names.get(case.second, case.second),
        "category": category_shown(case, policy),
        "department": case.member.department,
        "stage": case.stage,
        "extra_work": case.extra_work,
        "emotional": case.emotional_said,
    }
    return case_cells(case, policy, today) | _fitted(as_values("cases", yours))


def contact_cells(case: Case) -> Cells:
    """The case's row on the tab Contacts, as it is first made."""
    member = case.member
    return _fitted(
        {
            "ref": case.ref,
            "name": member.name,
            "email": member.email,
            "phone": phone_in_words(member.phone),
            "contact_preference": member.contact_preference,
            "employer": member.employer,
            "membership_number": case.form.text("membership_number"),
        }
    )


def attention_cells(line: int, day: date, attend: Attend) -> Cells:
    """A line of the tab Needs attention; `line` counts from 1 and is the row's key."""
    return _fitted(
        {"line": line, "when": day, "ref": attend.ref, "what": attend.what, "do": attend.do, "done": ""}
    )


def line_cells(tab: str, line: int, cells: Mapping[str, str | int | float]) -> Cells:
    """A line of Availability, Time or Key dates; `line` is its key. Days come as ISO text."""
    return _fitted(as_values(tab, cells) | {"line": line})


def as_values(tab: str, cells: Mapping[str, Cell]) -> Cells:
    """The cells with days in the columns of days and numbers in those of numbers, where they have been text
    on the way (in the journal, in a mail)."""
    known = {column.name: column for column in BY_NAME[tab].columns}
    return {name: _as_value(known.get(name), value) for name, value in cells.items()}


def _as_value(column: Column | None, value: Cell) -> Cell:
    if column is not None and column.date:
        return written_date(value) or value
    if column is not None and column.number and isinstance(value, str):
        return plain_number(value)
    return value


def caseworker_cells(
    open_cases: int, points: float, room: float, emotional: float, noted: float = 0.0, duties: float = 0.0
) -> Cells:
    """Our columns of the tab Caseworkers: open cases, their points, and how loaded that makes somebody.

    `room` is their capacity in points, `emotional` the other meter (casework/workload.py), `noted`
    the hours of this month on the tab Time, `duties` the part of the points that is for other duties.
    """
    line = worked_out(open_cases, points, room, emotional, noted, duties)
    return {"open_cases": open_cases, "points": _number(points), "load": line}


def _fitted(cells: Mapping[str, Cell]) -> Cells:
    return {name: fit(value) for name, value in cells.items()}


def _number(points: float) -> int | float:
    return int(points) if float(points).is_integer() else round(points, 1)


def _received(case: Case) -> Cell:
    """What a person typed there that is no day on which a case can have come in."""
    words = case.form.text(RECEIVED_WORDS)
    return written_date(words) or words


def _suggested(case: Case) -> str:
    return case.suggestion.names if case.suggestion else ""


def _why(case: Case) -> str:
    """One or two sentences, and who was left out by count."""
    idea = case.suggestion
    if idea is None:
        return ""
    out = ", ".join(why_nobody(idea))
    if not idea.candidates:
        return f"Nobody is free: {out}."
    said = [idea.candidates[0].reason]
    if idea.second:
        said.append(idea.second.reason)
    elif idea.alone:
        said.append(f"Alone for now: {idea.alone}.")
    if out and not idea.alone:
        said.append(f"Left out: {out}.")
    return " ".join(filter(None, said))


def _check(case: Case, policy: Policy) -> tuple[str, ...]:
    unclear = (*unread_dates(case), *unclear_words(case, policy))
    return (*_urgent_first(case, policy), *unclear, *_staffing(case))


def _urgent_first(case: Case, policy: Policy) -> tuple[str, ...]:
    """The flags of the case, with how it stands with the region behind a date that is near."""
    urgent = tuple(flag for flag in case.flags if flag == URGENT)
    others = tuple(flag for flag in case.flags if flag != URGENT)
    return (*urgent, *region_words(case, policy), *others)


def _staffing(case: Case) -> tuple[str, ...]:
    """That there is nobody, or only one: seen from the case as it is now."""
    part, _ = still_wanted(case)
    if case.status is Status.CLOSED or (part is Part.SECOND and (case.second or case.second_offer)):
        return ()
    if part is Part.SECOND:
        return (SINGLE_HANDED,)
    idea = waiting(case)
    if idea is None:
        return ()
    return () if idea.candidates else (NOBODY,)


def _offer(offer: Offer, policy: Policy) -> str:
    """The last day to answer is the day before the moment at which the offer lapses, if that is midnight."""
    asked = local_day(offer.made_at, policy)
    last = local_day(offer.lapses_at - timedelta(seconds=1), policy)
    part = " as second" if offer.part is Part.SECOND else ""
    return f"Asked {offer.name}{part} on {asked.day} {asked:%b}; answer by {last:%a} {last.day} {last:%b}"
