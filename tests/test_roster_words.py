"""What people write on the tab Caseworkers in words of their own: understood, or said and taken for less."""

from __future__ import annotations

from datetime import date

import pytest

from casework.categories import CATEGORIES
from casework.kinds_named import kinds_in
from casework.languages import spoken
from casework.model import Absence, Caseworker, Level, Preference
from sheets.lines import Period, with_absences
from sheets.monthly import read_hours
from sheets.register import Cell
from tests.test_roster import ANA, roster

WORDS = {one.name: one.words for one in CATEGORIES}


@pytest.mark.parametrize(
    ("text", "level"),
    [("new starter", 1), ("New (since June)", 1), ("Level 1", 1), ("L2", 2), ("shadow (from May)", None),
     ("very experienced", 2), ("-", 2), ("n/a", 2)],
)  # fmt: skip
def test_a_level_may_stand_among_other_words(text: str, level: int | None) -> None:
    (person,), problems = roster({**ANA, "level": text})
    assert person.level == (Level.SHADOW if level is None else level)
    assert bool(problems) == (level is None)


@pytest.mark.parametrize(
    ("text", "level"),
    [("shadow -> new", Level.SHADOW), ("no longer shadow, new now", Level.SHADOW),
     ("not yet experienced", Level.NEW), ("inexperienced", Level.NEW),
     ("New/Experienced", Level.NEW), ("?", Level.NEW)],
)  # fmt: skip
def test_of_levels_that_could_be_meant_it_is_the_lowest_and_said(text: str, level: Level) -> None:
    (person,), (problem,) = roster({**ANA, "level": text})
    assert person.level is level and f"taken as {level.name.capitalize()}" in problem


@pytest.mark.parametrize(
    ("text", "meant"),
    [("shadow only", "Shadow"), ("just watching for now", "Shadow"), ("not alone", "Paired"),
     ("never alone", "Paired"), ("with somebody", "Paired"), ("in pairs", "Paired"),
     ("on my own", "Alone"), ("by herself", "Alone"),
     ("no preference", ""), ("don’t mind", ""), ("alone or paired", ""), ("Alone/Paired", "")],
)  # fmt: skip
def test_how_somebody_would_rather_work_may_be_said_in_a_few_words(text: str, meant: str) -> None:
    (person,), problems = roster({**ANA, "preference": text})
    assert (person.preference, problems) == (Preference(meant), ())


@pytest.mark.parametrize(("text", "meant"), [("second only", "Paired"), ("not paired", "Paired"),
                                             ("shadow, not alone", "Shadow")])  # fmt: skip
def test_what_is_half_clear_there_gives_nobody_more_than_they_meant(text: str, meant: str) -> None:
    (person,), (problem,) = roster({**ANA, "preference": text})
    assert person.preference == Preference(meant) and f"taken as {meant}" in problem


@pytest.mark.parametrize(("text", "woman"), [("F", True), ("Woman", True), ("she/her", True), ("M", False)])
def test_a_woman_is_one_in_other_words_than_yes(text: str, woman: bool) -> None:
    (person,), problems = roster({**ANA, "woman": text})
    assert (person.woman, problems) == (woman, ())


@pytest.mark.parametrize(
    "text",
    [
        "until 3 May 2027",
        "Yes, until 3 May 2027",
        "expires 3/5/27",
        "Yes (valid to 3rd May 2027)",
        "exp. 3 May 2027",
    ],
)
def test_until_when_somebody_is_accredited_may_be_said_in_words(text: str) -> None:
    (person,), problems = roster({**ANA, "accredited": text})
    assert (person.accredited, person.accredited_until, problems) == (True, date(2027, 5, 3), ())


@pytest.mark.parametrize(
    "text", ["from 1 Jan 2027", "since 3 May 2024", "after 1 Jan 2027", "course on 1 Jan 2027"]
)
def test_a_day_from_which_somebody_is_accredited_is_not_one_until_which_they_are(text: str) -> None:
    (person,), (problem,) = roster({**ANA, "accredited": text})
    assert (person.accredited, person.accredited_until) == (False, None) and "Accredited" in problem


@pytest.mark.parametrize(
    ("column", "text", "away"),
    [
        ("away_from", "from 3 Dec 2026", Absence(date(2026, 12, 3), date.max)),
        ("away_until", "until Thursday 3 Dec 2026", Absence(date.min, date(2026, 12, 3))),
        ("away_from", "until 3 Dec 2026", Absence(date.min, date.max)),
        ("away_until", "after 3 Dec 2026", Absence(date.min, date.max)),
    ],
)
def test_a_word_before_a_date_of_absence_is_not_passed_over(column: str, text: str, away: Absence) -> None:
    assert roster({**ANA, column: text})[0][0].away == (away,)


@pytest.mark.parametrize(
    ("text", "hours", "months"),
    [
        ("about 10", 10, ()),
        ("up to 6 hours", 6, ()),
        ("10/month", 10, ()),
        ("10 hrs per month max", 10, ()),
        ("none", 0, ()),
        ("10 (none in July)", 10, ((7, 0),)),
        ("10 but 2 in July", 10, ((7, 2),)),
        ("10; July and August 0", 10, ((7, 0), (8, 0))),
        ("10; July, August: 0", 10, ((7, 0), (8, 0))),
        ("10, no hours in Dec", 10, ((12, 0),)),
    ],
)
def test_hours_may_be_said_as_people_talk(
    text: str, hours: float, months: tuple[tuple[int, float], ...]
) -> None:
    assert read_hours(text) == (hours, months)


@pytest.mark.parametrize("text", ["10; 6", "10; July 0; July 4", "3 a week", "2 days", "10; term 4"])
def test_hours_that_say_two_things_or_another_time_are_not_guessed(text: str) -> None:
    (person,), (problem,) = roster({**ANA, "hours": text})
    assert person.unclear == ("hours",) and "Hours a month" in problem


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("redundancies & pay", {"redundancy", "pay_grading"}),
        ("disciplinaries", {"disciplinary"}),
        ("harrassment", {"bullying_harassment"}),
        ("disiplinary, sick leave", {"disciplinary", "sickness_absence"}),
        ("H&S", {"health_safety"}),
        ("no bullying", {"bullying_harassment"}),
        ("not dismissals; not redundancy", {"dismissal", "redundancy"}),
        ("all", set(WORDS)),
        ("all except pensions and contracts", set(WORDS) - {"pension", "contract"}),
        ("everything but pensions", set(WORDS) - {"pension"}),
        ("n/a", set()),
        ("-", set()),
    ],
)
def test_what_somebody_does_not_take_yet_is_understood_as_they_say_it(text: str, kinds: set[str]) -> None:
    found, unread = kinds_in(text, WORDS, not_yet=True)
    assert (set(found), unread) == (kinds, 0)


@pytest.mark.parametrize("text", ["hard ones", "all except tribunals", "xyzzy"])
def test_what_is_no_kind_is_said(text: str) -> None:
    assert kinds_in(text, WORDS, not_yet=True) == ((), 1)


def test_what_somebody_would_not_like_is_no_wish() -> None:
    for text in ("not dismissal", "all except dismissal"):
        assert kinds_in(text, WORDS) == ((), 1)


@pytest.mark.parametrize(
    ("text", "languages"),
    [("Spanish/French", {"Spanish", "French"}), ("fluent in Polish", {"Polish"}),
     ("Welsh (native), a little Urdu", {"Welsh"}),
     ("French (basic)", set()), ("-", set()), ("n/a", set()), ("Klingon", {"klingon"})],
)  # fmt: skip
def test_languages_are_those_that_somebody_can_work_in(text: str, languages: set[str]) -> None:
    (person,), problems = roster({**ANA, "languages": text})
    assert (spoken(person), problems) == (languages, ())


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [("languages", "Spansih", "Languages"), ("covers", "all but Wexcombe", "Employers covered")],
)
def test_what_would_keep_somebody_out_unseen_is_said(column: str, text: str, said: str) -> None:
    _, (problem,) = roster({**ANA, column: text})
    assert said in problem


@pytest.mark.parametrize("value", ["-", "n/a", "?", "both", "all employers", "none"])
def test_nothing_in_particular_under_employers_covered_is_every_employer(value: Cell) -> None:
    (person,), problems = roster({**ANA, "covers": value})
    assert (person.covers, problems) == ((), ())


def test_a_name_of_somebody_who_left_can_be_given_again() -> None:
    _, problems = roster({**ANA, "left": "Yes"}, {"name": "Ana Ruiz", "email": "other@union.example"})
    assert problems == ()


def test_an_absence_that_could_be_two_people_s_counts_for_both_until_it_is_clear() -> None:
    people = (Caseworker("Ana Ruiz", "a@union.example"), Caseworker("Ana Lund", "b@union.example"))
    day = date(2026, 12, 3)
    told, (sentence,) = with_absences(people, (Period("Ana", day, day),))
    assert [person.away for person in told] == [(Absence(day, day),)] * 2 and "more than one" in sentence
    told, (sentence,) = with_absences(people, (Period("Ana", day, day, "shadow"),))
    assert [person.shadows for person in told] == [()] * 2 and "not used" in sentence
