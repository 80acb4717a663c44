"""A case as its row has it, read back: pure, the opposite of sheets/rows.py as far as that can be.

What the row shows wins over what the form said, since people corrected it there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from casework.calendar import local_day
from casework.category import with_category
from casework.levels import is_kept
from casework.merging import duplicate_of
from casework.model import (
    Candidate,
    Case,
    Form,
    KeyDate,
    Member,
    Offer,
    Part,
    Policy,
    Status,
    Suggestion,
    Team,
    Thread,
)
from casework.referral import Rating
from casework.region_stand import REGION, SEEN
from casework.typed import TIMED, with_detail
from casework.weight import weighed
from casework.wording import phone_in_words
from sheets.cells import cell_text
from sheets.dates import date_within, written_date, written_moment
from sheets.register import Row
from sheets.rows import SEEN_FROM_CASE

_REF = re.compile(r"[A-Z]{1,6}-\d{4}-\d+")
_ASKED = re.compile(r"Asked (.+?)( as second)? on (\d{1,2} \w{3}); answer by \w{3} (\d{1,2} \w{3})")
_TIMED = re.compile(rf"{TIMED}(\d\d:\d\d)")
_SEE = re.compile(r"[A-Z]{1,6}-\d{4}-\d+")


def is_ref(text: str) -> bool:
    """Whether a text is a case's reference as the service gives them."""
    return _REF.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Standing:
    """A row of Cases, its row of Contacts (or an empty one), and the case as its form alone would make it.

    `key_dates`: those of the tab Key dates.
    """

    row: Row
    contact: Row
    base: Case | None = None
    key_dates: tuple[KeyDate, ...] = ()


def case_from_row(at: Standing, team: Team, policy: Policy, now: datetime) -> tuple[Case, list[str]]:
    """The case, and a plain sentence for each thing that is not clear. No effects follow from it."""
    unclear: list[str] = []
    base = at.base or _bare(at, policy, now)
    row = at.row
    news = _moment(row, "last_news", policy) or base.last_news_at or base.received_at
    status = _status(row, unclear)
    lead = _person(row.text("lead"), team, unclear) if row.text("lead") else ""
    second = _person(row.text("second"), team, unclear) if row.text("second") else ""
    asked = row.text("offer") or status is Status.OFFERED
    offer, second_offer = _offers(row, team, policy, now, unclear) if asked else (None, None)
    stands = bool(lead or offer), bool(second or second_offer)
    case = replace(
        base,
        received_at=_received(base, row, policy),
        member=_member(base.member, at),
        form=_form(base.form, at),
        key_dates=at.key_dates,
        status=status,
        suggestion=_suggestion(row, team, stands),
        offer=offer,
        second_offer=second_offer,
        offers_made=sum(stands),
        decided=row.text("decision") if asked or lead or second else "",
        lead=lead,
        lead_since=news if lead else None,
        second=second,
        second_since=news if second else None,
        rating=_rating(base.rating, row, now),
        flags=_flags(row, unclear),
        possible_second_of=tuple(_SEE.findall(row.text("check"))),
        last_news_at=news,
        closed_at=news if status is Status.CLOSED else None,
        outcome=row.text("outcome"),
        stage=row.text("stage"),
        extra_work=row.text("extra_work"),
        emotional_said=row.text("emotional"),
        merged_into=_merged_into(row) if status is Status.CLOSED else "",
    )
    if at.base is not None and (said := row.text("category")):
        case = with_category(case, said, policy, by_hand=False)
    case = weighed(case, policy, local_day(now, policy))
    return replace(case, points=_number(row, "points", case.points)), unclear


def _merged_into(row: Row) -> str:
    """A mere number says nothing here: it was never followed, or there would be a reference."""
    into = duplicate_of(row.text("outcome"))
    return into if is_ref(into) else ""


def _rating(rating: Rating | None, row: Row, now: datetime) -> Rating | None:
    """The level by the rules of today; that the branch keeps the case is what Check says."""
    if rating is None or not any(is_kept(said) for said in row.text("check").split("; ")):
        return rating
    return replace(rating, kept_at=now, look_at=None)


def _flags(row: Row, unclear: list[str]) -> tuple[str, ...]:
    """What Check kept with the case. The level is worked out anew; of the region only words are left."""
    said = [flag for flag in row.text("check").split("; ") if flag and flag not in SEEN_FROM_CASE]
    if any(flag.startswith(REGION) for flag in said):
        unclear.append(
            "the region was asked about it, and its answer by mail would not be known again: write region, "
            "region agreed or branch under Decision."
        )
    return tuple(flag for flag in said if not flag.startswith((*SEEN, TIMED)))


def _bare(at: Standing, policy: Policy, now: datetime) -> Case:
    """A case of which there is no form: what stands in its row is all there is, in whatever words."""
    email = at.contact.text("email").casefold()
    case = Case(
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
    for column in ("received", "category", "key_date"):
        if said := at.row.cells.get(column):
            day = written_moment(said)
            time = _TIMED.search(at.row.text("check")) if day and column == "key_date" else None
            said = f"{day}T{time[1]}" if time and "T" not in day else day or cell_text(said)
            case = with_detail(case, column, said, policy, now)
    return case


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


def _form(form: Form, at: Standing) -> Form:
    """What the row says of the form's own date stands, unless it is one that people noted beside it."""
    values = dict(form.values)
    day, contact = date_within(at.row.cells.get("key_date")), at.contact
    if day is not None and form.day("key_date") != day and day not in {one.day for one in at.key_dates}:
        values["key_date"] = day.isoformat()
    if number := contact.text("membership_number"):
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


def _number(row: Row, column: str, otherwise: float) -> float:
    try:
        return float(cell_text(row.cells.get(column)))
    except ValueError:
        return otherwise


def _suggestion(row: Row, team: Team, stands: tuple[bool, bool]) -> Suggestion | None:
    """Who was suggested, with the reason that stands there. `stands`: whether lead and second do."""
    by_name = {person.name.casefold(): person for person in team.caseworkers}
    found = [by_name.get(name) for name in _names(row.text("suggestion").casefold())]
    people = [Candidate(one.name, one.email, row.text("why")) for one in found if one is not None]
    part = Part.PAIR
    if len(people) < 2 and any(stands):
        part = Part.SECOND if stands[0] else Part.LEAD
    if not found and row.text("why"):
        return Suggestion((), (), part=part)  # nobody could be suggested, and that has been said
    if not people or len(people) != len(found):
        return None
    second = replace(people[1], reason="") if len(people) > 1 else None
    return Suggestion((people[0],), (), second, part=part)


def _names(text: str) -> list[str]:
    """One name or two, as the register joins them."""
    return [name.strip() for name in text.split(" and ") if name.strip()]


def _offers(
    row: Row, team: Team, policy: Policy, now: datetime, unclear: list[str]
) -> tuple[Offer | None, Offer | None]:
    """The open offers to lead and second, as the row tells them. They count as reminded of: nobody is asked
    twice."""
    told = list(_ASKED.finditer(row.text("offer")))
    found: dict[Part, Offer | None] = {Part.LEAD: None, Part.SECOND: None}
    for said in told:
        part = Part.SECOND if said[2] else Part.LEAD
        found[part] = _offer(said[1], part, (said[3], said[4]), team, policy, now, unclear)
    if not told:
        for part, name in zip(found, _names(row.text("decision")) or [""], strict=False):
            found[part] = _offer(name, part, None, team, policy, now, unclear)
    return found[Part.LEAD], found[Part.SECOND]


def _offer(
    who: str,
    part: Part,
    days: tuple[str, str] | None,
    team: Team,
    policy: Policy,
    now: datetime,
    unclear: list[str],
) -> Offer | None:
    email = _person(who, team, unclear)
    if not email:
        return None
    name = next(person.name for person in team.caseworkers if person.email == email)
    today = local_day(now, policy)
    made = _near(days[0], today) if days else today
    last = _near(days[1], today) if days else today + timedelta(days=policy.offer_days)
    lapses = datetime.combine(last + timedelta(days=1), time(0), ZoneInfo(policy.timezone))
    number = 2 if part is Part.SECOND else 1
    return Offer(number, email, name, _at(made, policy), _at(made, policy), lapses, reminded=True, part=part)


def _near(text: str, today: date) -> date:
    """A day without its year: the one nearest to today."""
    found = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            found.append(datetime.strptime(f"{text} {year}", "%d %b %Y").date())  # noqa: DTZ007  a day, no moment
        except ValueError:
            continue  # 29 February
    return min(found, key=lambda day: abs(day - today), default=today)
