"""Dates and times as members write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.dates import Side, find_date, find_day
from ingest.months import find_month

WRITTEN = date(2026, 1, 20)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("3/11/26", "2026-11-03"),
        ("03.11.2026", "2026-11-03"),
        ("3-11-26", "2026-11-03"),
        ("02 06 2026", "2026-06-02"),
        ("2026-11-17", "2026-11-17"),
        ("2026/11/17", "2026-11-17"),
        ("16 July, 2026", "2026-07-16"),
        ("16th of July 2026", "2026-07-16"),
        ("July 16th, 2026", "2026-07-16"),
        ("3 Feb. 26", "2026-02-03"),
        ("16 Sept '26", "2026-09-16"),
        ("Wednesday 13th May 2026", "2026-05-13"),
        ("31st January 2026", "2026-01-31"),
        ("12-14 May 2026", "2026-05-12"),
        ("02/06/2026 @ 10:15", "2026-06-02T10:15"),
        ("2026-11-17T13:45", "2026-11-17T13:45"),
        ("2 June 2026 at 3.45pm", "2026-06-02T15:45"),
        ("Mon 27 Jul 26 at 4.45pm", "2026-07-27T16:45"),
        ("1.12.26 3:00 pm", "2026-12-01T15:00"),
        ("13/5/26 at 1pm", "2026-05-13T13:00"),
        ("12.05.2026 14.30", "2026-05-12T14:30"),
        ("12 May 2026, 1400 hrs", "2026-05-12T14:00"),
        ("12 May 2026 at 1100", "2026-05-12T11:00"),
        ("10.30am on 12/05/26", "2026-05-12T10:30"),
        ("12 May 2026 at noon", "2026-05-12T12:00"),
        ("12 May 2026, 10am-12pm", "2026-05-12T10:00"),
        ("12 May 2026 12.15am", "2026-05-12T00:15"),
        ("30 Nov 2026 at 10.30 in room 4", "2026-11-30T10:30"),
    ],
)
def test_a_date_is_read_day_first_in_every_spelling(text: str, iso: str) -> None:
    found = find_date(text, WRITTEN)
    assert found is not None and found.iso() == iso and found.sure >= 0.75


@pytest.mark.parametrize(
    "text",
    [
        "", "TBC", "May 2026", "sometime in spring", "05/13/2026", "31/02/2026", "Thursday 12th at 10am",
        "2026", "3 March 2026 or 5 March 2026", "0113 496 0123", "1/2", "the 3rd of March",
    ],
)  # fmt: skip
def test_what_is_no_one_date_is_none(text: str) -> None:
    assert find_date(text, None) is None


def test_without_a_year_it_is_the_nearest_after_the_letter_and_less_sure() -> None:
    found = find_date("3 March at 10am", WRITTEN)
    assert found is not None and found.iso() == "2026-03-03T10:00" and found.sure < 0.9
    later = find_date("5 January", WRITTEN)
    assert later is not None and later.day == date(2027, 1, 5) and later.sure < 0.75


def test_what_is_over_lies_before_the_letter() -> None:
    found = find_date("3 March", WRITTEN, past=True)
    assert found is not None and found.day == date(2025, 3, 3)
    joined = find_day("1 Feb 98", WRITTEN, Side.EVER)
    assert joined is not None and joined.day == date(1998, 2, 1)
    began = find_day("1 Feb 98", WRITTEN, Side.LATELY)
    assert began is not None and began.sure < 0.75


def test_a_weekday_that_does_not_fit_makes_a_date_unsure() -> None:
    found = find_date("Monday 13 May 2026", WRITTEN)
    assert found is not None and found.sure <= 0.5


@pytest.mark.parametrize("text", ["1 December 2026 at 2", "1 December 2026 at 3.45"])
def test_an_hour_that_could_be_morning_or_afternoon_is_left_out(text: str) -> None:
    found = find_date(text, WRITTEN)
    assert found is not None and found.iso() == "2026-12-01" and found.sure < 0.75


def test_the_words_beside_a_date_are_kept() -> None:
    found = find_date("Appeal hearing on Friday 4th December 2026", WRITTEN)
    assert found is not None and found.rest == "Appeal hearing on"


# --- the same day in every spelling ------------------------------------------------------------------------

MONTHS = (
    ("January", "Jan", "Ionawr", "Ionawr"), ("February", "Feb", "Chwefror", "Chwefror"),
    ("March", "Mar", "Mawrth", "Fawrth"), ("April", "Apr", "Ebrill", "Ebrill"), ("May", "May", "Mai", "Fai"),
    ("June", "Jun", "Mehefin", "Fehefin"), ("July", "Jul", "Gorffennaf", "Orffennaf"),
    ("August", "Aug", "Awst", "Awst"), ("September", "Sept", "Medi", "Fedi"),
    ("October", "Oct", "Hydref", "Hydref"), ("November", "Nov", "Tachwedd", "Dachwedd"),
    ("December", "Dec", "Rhagfyr", "Ragfyr"),
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
IN_WELSH = ("Llun", "Mawrth", "Mercher", "Iau", "Gwener", "Sadwrn", "Sul")
UNITS = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
    "nineteenth", "twentieth",
]  # fmt: skip
IN_WORDS = [*UNITS, *(f"twenty-{unit}" for unit in UNITS[:9]), "thirtieth", "thirty-first"]


def nth(number: int) -> str:
    ending = "th" if 10 < number < 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def spellings(day: date) -> list[str]:
    """The ways in which people write one day."""
    long, short, welsh, softened = MONTHS[day.month - 1]
    d, m, year, yy, named = day.day, day.month, day.year, f"{day:%y}", DAYS[day.weekday()]
    return [
        f"{d}/{m}/{yy}", f"{d:02}/{m:02}/{year}", f"{d}.{m}.{year}", f"{d:02}-{m:02}-{yy}",
        f"{d} {m} {year}", f"{d:02}{m:02}{year}", day.isoformat(), f"{year}/{m}/{d}",
        f"{d} / {m} / {year}", f"{d} {long} {year}", f"{nth(d)} {short} {year}", f"{d} {short}. '{yy}",
        f"{d}-{short}-{yy}", f"the {nth(d)} of {long} {year}", f"{nth(d)} day of {long} {year}",
        f"{long} {nth(d)}, {year}", f"{short} {d} {year}", f"{named} {d} {long} {year}",
        f"{named[:3]} {nth(d)} {short} {year}", f"{named}, {long} {d}, {year}", f"{d} {long}, {year}",
        f"{d}{long}{year}", f"the {IN_WORDS[d - 1]} of {long} {year}",
        f"{IN_WORDS[d - 1].capitalize()} {long} {year}", f"{d} {welsh} {year}",
        f"{d}fed o {softened} {year}", f"Dydd {IN_WELSH[day.weekday()]} {d} {welsh} {year}",
        f"on {named} {d}/{m}/{yy}", f"by {d} {long.upper()} {year}", f"{d} {long.lower()} {year}",
    ]  # fmt: skip


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_reads_back_in_every_spelling(day: date) -> None:
    for spelling in spellings(day):
        found = find_date(spelling, None)
        assert found is not None and found.day == day, spelling


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(0, 150))
def test_a_day_to_come_reads_back_without_its_year_in_every_spelling(written: date, ahead: int) -> None:
    day = written + timedelta(days=ahead)
    long, short, welsh, softened = MONTHS[day.month - 1]
    for spelling in (
        f"{day.day} {long}", f"{nth(day.day)} {short}", f"{day.day}/{day.month}", f"{long} {nth(day.day)}",
        f"{DAYS[day.weekday()]} {day.day} {long}", f"{DAYS[day.weekday()][:3]} {nth(day.day)} of {short}",
        f"{day.day} {welsh}", f"{day.day} o {softened}", f"the {IN_WORDS[day.day - 1]} of {long}",
    ):  # fmt: skip
        found = find_day(spelling, written, Side.AHEAD)
        assert found is not None and found.day == day and found.sure >= 0.75, spelling


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(0, 23), st.integers(0, 59))
def test_every_minute_reads_back_in_every_spelling(day: date, hour: int, minute: int) -> None:
    half = "am" if hour < 12 else "pm"
    twelve, iso = hour % 12 or 12, f"{day.isoformat()}T{hour:02}:{minute:02}"
    ways = [
        f"{hour:02}:{minute:02}",
        f"{twelve}.{minute:02}{half}",
        f"at {twelve}:{minute:02} {half.upper()}",
    ]
    ways += [f"{twelve}.{minute:02} {half[0]}.m.", f"{twelve}:{minute:02} y{'b' if hour < 12 else 'p'}"]
    ways += [f"{twelve}{half}", f"at {twelve} {half}"] if minute == 0 else []
    for way in ways:
        found = find_date(f"{day.day} {MONTHS[day.month - 1][0]} {day.year} {way}", None)
        assert found is not None and found.iso() == iso, way


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("half past ten", "T10:30"), ("quarter to three in the afternoon", "T14:45"), ("noon", "T12:00"),
        ("12 noon", "T12:00"), ("10 o'clock", "T10:00"), ("at 10", "T10:00"), ("1430 hrs", "T14:30"),
        ("1030am", "T10:30"), ("2-3pm", "T14:00"), ("am 10.30yb", "T10:30"),
        ("2 o'clock in the afternoon", "T14:00"), ("midnight", ""), ("at 2", ""), ("half past two", ""),
    ],
)  # fmt: skip
def test_a_time_in_words_is_read_or_left_out(text: str, iso: str) -> None:
    found = find_date(f"3 December 2026 {text}", None)
    if text == "10 o'clock":
        found = find_date(f"3 December 2026 at {text}", None)
    assert found is not None and found.iso() == f"2026-12-03{iso}"
    assert (found.sure < 0.75) == (iso == "")


# --- from the day it was written -------------------------------------------------------------------------

WEDNESDAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("today", "2026-11-18"), ("tomorrow", "2026-11-19"), ("Tomorrow at 2pm", "2026-11-19T14:00"),
        ("yfory", "2026-11-19"), ("the day after tomorrow", "2026-11-20"), ("next Tuesday", "2026-11-24"),
        ("this Friday", "2026-11-20"), ("Friday", "2026-11-20"),
        ("on Friday at 10.30am", "2026-11-20T10:30"), ("a week on Thursday", "2026-11-26"),
        ("week on Thursday", "2026-11-26"), ("Tuesday week", "2026-12-01"), ("a week today", "2026-11-25"),
        ("a week tomorrow", "2026-11-26"), ("a fortnight on Monday", "2026-12-07"),
        ("Tuesday next week", "2026-11-24"), ("next week on Tuesday", "2026-11-24"),
        ("in 10 days", "2026-11-28"), ("in ten days' time", "2026-11-28"), ("Thursday 26th", "2026-11-26"),
        ("26th of this month", "2026-11-26"), ("Thurs the 26th at noon", "2026-11-26T12:00"),
        ("5 December this year", "2026-12-05"), ("5 January next year", "2027-01-05"),
        ("dydd Gwener", "2026-11-20"),
    ],
)  # fmt: skip
def test_a_day_to_come_is_counted_from_the_letter(text: str, iso: str) -> None:
    found = find_day(text, WEDNESDAY, Side.AHEAD)
    assert found is not None and found.iso() == iso and found.sure >= 0.75


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("yesterday", "2026-11-17"), ("last Friday", "2026-11-13"), ("3 weeks ago", "2026-10-28"),
        ("a fortnight ago", "2026-11-04"), ("couple of days ago", "2026-11-16"), ("ddoe", "2026-11-17"),
        ("Monday last week", "2026-11-09"), ("on Monday", "2026-11-16"), ("3 Nov", "2026-11-03"),
    ],
)  # fmt: skip
def test_a_day_gone_by_is_counted_from_the_letter(text: str, iso: str) -> None:
    found = find_day(text, WEDNESDAY, Side.LATELY)
    assert found is not None and found.iso() == iso and found.sure >= 0.75


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("next Friday", "2026-11-20"), ("Wednesday", "2026-11-18"), ("in two weeks", "2026-12-02"),
        ("the 26th", "2026-11-26"), ("week commencing 7 December 2026", "2026-12-07"),
        ("Monday 3 December", "2026-12-03"), ("yesterday", "2026-11-17"), ("3 December 2019", "2019-12-03"),
        ("about ten days from now", "2026-11-28"), ("after 3 December", "2026-12-03"),
    ],
)  # fmt: skip
def test_what_can_be_meant_in_two_ways_is_the_earlier_and_doubtful(text: str, iso: str) -> None:
    found = find_day(text, WEDNESDAY, Side.AHEAD)
    assert found is not None and found.iso() == iso and found.sure < 0.75


@pytest.mark.parametrize(
    "text",
    [
        "the end of the month", "next week", "soon", "Tuesday or Wednesday", "Thursday 27th",
        "early December", "every Friday", "3 November 202", "3rd, 4th and 5th December 2026",
        "within a few days", "2nd stage", "in 5 working days",
        "they said they would write to me by Friday but I do not think so",
    ],
)  # fmt: skip
def test_where_no_day_is_meant_none_is_given(text: str) -> None:
    assert find_day(text, WEDNESDAY, Side.AHEAD) is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("12-14 May 2027", "2027-05-12"), ("between 3 and 5 December", "2026-12-03"),
        ("28 September - 3 October 2027", "2027-09-28"), ("from 3 March to 10 April 2027", "2027-03-03"),
        ("3/12/26 to 5/12/26", "2026-12-03"), ("Mon 7 Dec until Wed 9 Dec 2026", "2026-12-07"),
    ],
)  # fmt: skip
def test_of_a_span_the_first_day_counts(text: str, iso: str) -> None:
    found = find_day(text, WEDNESDAY, Side.AHEAD)
    assert found is not None and found.iso() == iso


def test_a_form_is_signed_near_the_day_of_its_letter() -> None:
    for text, day in (("17/11", 17), ("17 Nov", 17), ("today", 18), ("19 November", 19)):
        found = find_day(text, WEDNESDAY, Side.NOW)
        assert found is not None and found.day == date(2026, 11, day)
    assert find_day("3 March", WEDNESDAY, Side.NOW) is None
    assert find_day("3 March", WEDNESDAY, Side.EVER) is None


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("May 2026", "2026-05"), ("03/2025", "2025-03"), ("Sept '24", "2024-09"),
        ("Ionawr 2026", "2026-01"), ("since about March 2024, on and off", "2024-03"),
        ("last month", "2026-10"), ("3 months ago", "2026-08"), ("since May", "2026-05"),
        ("31 February 2026", None), ("spring 2025", None), ("2019", None), ("I may have to look", None),
        ("between May and June 2026", None), ("December 2026", None),
    ],
)  # fmt: skip
def test_a_month_without_a_day_stays_a_month(text: str, month: str | None) -> None:
    found = find_month(text, WEDNESDAY)
    assert (found[0] if found else None) == month


@given(st.text(max_size=200))
def test_no_text_is_too_odd_to_look_at(text: str) -> None:
    found = find_date(text, WRITTEN)
    assert found is None or 0 <= found.sure <= 1


@given(st.text(max_size=120), st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.sampled_from(Side))
def test_no_text_is_too_odd_whatever_the_day_and_the_side(text: str, written: date, side: Side) -> None:
    found = find_day(text, written, side)
    assert found is None or 0 <= found.sure <= 1
    find_month(text, written)
