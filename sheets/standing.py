"""A case as its row has it, read back: pure, the opposite of sheets/rows.py as far as that can be.

What the row shows wins over what the form said, since people corrected it there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from casework.calendar import local_day
from casework.model import Candidate, Case, Form, Member, Offer, Policy, Status, Suggestion, Team, Thread
from casework.wording import category_in_words, phone_in_words
from casework.workload import case_emotional
from sheets.cells import cell_text
from sheets.dates import written_date
from sheets.register import Row

_REF = re.compile(r"[A-Z]{1,6}-\d{4}-\d+")
_ASKED = re.compile(r"Asked (.+) on (\d{1,2} \w{3}); answer by \w{3} (\d{1,2} \w{3})")
_SEE = re.compile(r"[A-Z]{1,6}-\d{4}-\d+")


def is_ref(text: str) -> bool:
    """Whether a text is a case's reference as the service gives them."""
    return _REF.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Standing:
    """A row of Cases, its row of Contacts (or an empty one), and the case as its form alone would make it."""

    row: Row
    contact: Row
    base: Case | None = None


def case_from_row(at: Standing, team: Team, policy: Policy, now: datetime) -> tuple[Case, list[str]]:
    """The case, and a plain sentence for each thing that is not clear. No effects follow from it."""
    unclear: list[str] = []
    base = at.base or _bare(at, policy, now)
    row = at.row
    news = _moment(row, "last_news", policy) or base.last_news_at or base.received_at
    status = _status(row, unclear)
    lead = _person(row.text("lead"), team, unclear) if row.text("lead") else ""
    offer = _offer(row, team, policy, now, unclear) if status is Status.OFFERED else None
    case = replace(
        base,
        received_at=_received(base, row, policy),
        member=_member(base.member, at),
        form=_form(base.form, row, at.contact),
        categories=base.categories or _categories(row.text("category"), policy),
        points=_number(row, "points", base.points),
        status=status,
        suggestion=_suggestion(row, team),
        offer=offer,
        offers_made=1 if offer or lead else 0,
        lead=lead,
        lead_since=news if lead else None,
        flags=tuple(flag for flag in row.text("check").split("; ") if flag),
        possible_second_of=tuple(_SEE.findall(row.text("check"))),
        last_news_at=news,
        closed_at=news if status is Status.CLOSED else None,
    )
    return replace(case, emotional=case_emotional(case.categories, policy)), unclear


def _bare(at: Standing, policy: Policy, now: datetime) -> Case:
    """A case of which there is no form."""
    email = at.contact.text("email").casefold()
    return Case(
        ref=at.row.text("ref"),
        received_at=_moment(at.row, "received", policy) or now,
        letter="",
        member=Member(at.contact.text("name"), email),
        reply_to=email,
        thread=Thread(),
        form=Form({}, source="register"),
        categories=(),
        points=policy.default_points,
    )


def _status(row: Row, unclear: list[str]) -> Status:
    for status in Status:
        if status.value.casefold() == row.text("status").casefold():
            return status
    unclear.append("its Status is none of ours, and it is taken as Waiting until a person chooses one.")
    return Status.WAITING


def _person(text: str, team: Team, unclear: list[str]) -> str:
    """The address of the one person of that name, those who have left too."""
    said = text.strip().casefold()
    found = [one for one in team.caseworkers if said in (one.name.casefold(), one.email)]
    if len(found) == 1:
        return found[0].email
    unclear.append("the person named in its row is not on the tab Caseworkers, or is there twice.")
    return ""


def _member(member: Member, at: Standing) -> Member:
    contact = at.contact
    told = {name: contact.text(name) for name in ("name", "contact_preference", "employer")}
    email, phone = contact.text("email").casefold(), contact.text("phone")
    return replace(
        member,
        **{name: text for name, text in told.items() if text},
        email=email or ("" if contact.cells else member.email),
        phone=member.phone if phone_in_words(member.phone) == phone else phone,
        department=at.row.text("department") or member.department,
    )


def _form(form: Form, row: Row, contact: Row) -> Form:
    values = dict(form.values)
    day = written_date(row.cells.get("key_date"))
    if day is not None and form.day("key_date") != day:
        values["key_date"] = day.isoformat()
    if (number := contact.text("membership_number")) and not values.get("membership_number"):
        values["membership_number"] = number
    return replace(form, values=values)


def _received(base: Case, row: Row, policy: Policy) -> datetime:
    day = written_date(row.cells.get("received"))
    if day is None or local_day(base.received_at, policy) == day:
        return base.received_at
    return _at(day, policy)


def _moment(row: Row, column: str, policy: Policy) -> datetime | None:
    day = written_date(row.cells.get(column))
    return None if day is None else _at(day, policy)


def _at(day: date, policy: Policy) -> datetime:
    return datetime.combine(day, time(12), ZoneInfo(policy.timezone))


def _categories(words: str, policy: Policy) -> tuple[str, ...]:
    """The categories whose words these are."""
    said = words.casefold()
    known = ((name, category_in_words((name,), policy).casefold()) for name in policy.category_words)
    return tuple(name for name, text in known if text and text in said)


def _number(row: Row, column: str, otherwise: float) -> float:
    try:
        return float(cell_text(row.cells.get(column)))
    except ValueError:
        return otherwise


def _suggestion(row: Row, team: Team) -> Suggestion | None:
    """Who was suggested, with the reason that stands there."""
    said = row.text("suggestion").casefold()
    for person in team.caseworkers:
        if said and said == person.name.casefold():
            return Suggestion((Candidate(person.name, person.email, row.text("why")),), ())
    return None


def _offer(row: Row, team: Team, policy: Policy, now: datetime, unclear: list[str]) -> Offer | None:
    """The open offer, as the row tells it. It counts as reminded of: nobody is asked twice."""
    said = _ASKED.fullmatch(row.text("offer"))
    email = _person(said[1] if said else row.text("decision"), team, unclear)
    if not email:
        return None
    name = next(person.name for person in team.caseworkers if person.email == email)
    today = local_day(now, policy)
    made = _near(said[2], today) if said else today
    last = _near(said[3], today) if said else today + timedelta(days=policy.offer_days)
    lapses = datetime.combine(last + timedelta(days=1), time(0), ZoneInfo(policy.timezone))
    return Offer(1, email, name, _at(made, policy), _at(made, policy), lapses, reminded=True)


def _near(text: str, today: date) -> date:
    """A day without its year: the one nearest to today."""
    found = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            found.append(datetime.strptime(f"{text} {year}", "%d %b %Y").date())  # noqa: DTZ007  a day, no moment
        except ValueError:
            continue  # 29 February
    return min(found, key=lambda day: abs(day - today), default=today)
