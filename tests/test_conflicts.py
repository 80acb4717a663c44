"""Conflicts that stand in the form in other words than in the branch's tab (H3, H4, H13, H17)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.allocation import suggest
from casework.intake import form_received as decide_form
from casework.model import Caseworker, Team
from casework.words import department_words, names_in, same_name, tells_of
from tests.support.branches import BRANCH, MONDAY, POLICY, TEAM, form_received

ANA = Caseworker("Ana Ruiz", "ana@home.example", department="Chemistry")
BEN = Caseworker("Ben Osei", "ben@home.example", department="Library")


def left_out(person: Caseworker, **values: object) -> dict[str, tuple[str, ...]]:
    """Who is left out of the suggestion, by name, of this person and Ben."""
    case = decide_form(form_received(**values), BRANCH, POLICY, TEAM, MONDAY).case
    assert case is not None
    found = suggest(case, Team((person, BEN), ()), POLICY, MONDAY)
    return {one.name: one.codes for one in found.excluded}


@pytest.mark.parametrize(
    "values",
    [
        {"member_name": "Ana Ruiz", "email": "aruiz71@post.example"},
        {"member_name": "RUÍZ, Ana"},
        {"member_name": "Dr Ana M. Ruiz"},
        {"work_email": "Ana@Home.example "},
        {"email": "mo@home.example", "work_email": "ana@home.example"},
    ],
)
def test_a_caseworker_who_is_the_member_is_not_suggested_whatever_address_she_writes_from(
    values: dict[str, object],
) -> None:
    assert left_out(ANA, **values) == {"Ana Ruiz": ("H4",)}


@pytest.mark.parametrize("name", ["Ana Perez", "Maria Ruiz", "Ana", "Ruiz"])
def test_half_a_name_in_common_does_not_make_a_caseworker_the_member(name: str) -> None:
    assert left_out(ANA, member_name=name) == {}


def test_names_are_one_person_s_whatever_their_order_accents_and_hyphens() -> None:
    assert same_name("Zoë Smith-Jones", "smith jones, zoe")
    assert not same_name("", "")


@pytest.mark.parametrize(
    "written",
    ["Department of Chemistry", "School of Chemistry", "Chemistry Department", "Dept. of Chemistry",
     "The Chemistry Team", "chemistry"],
)  # fmt: skip
def test_a_department_is_the_same_however_it_is_called(written: str) -> None:
    assert left_out(ANA, department=written) == {"Ana Ruiz": ("H3",)}
    assert left_out(replace(ANA, department=written), department="Chemistry") == {"Ana Ruiz": ("H3",)}
    assert left_out(replace(ANA, department="", keep_apart=(written,)), department="Chemistry") == {
        "Ana Ruiz": ("H17",)
    }
    wish = {"caseworker_preference": "Nobody from chemistry, please"}
    assert left_out(replace(ANA, department=written), **wish) == {"Ana Ruiz": ("H13",)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("School of Nursing", "School of Midwifery"),
        ("Department of Chemistry", "Department of Physics"),
        ("Faculty of Law", "Faculty"),
        ("Student Services", "Estates Services"),
        ("Ward 12", "Ward 14"),
        ("Ward 12A", "ward 12 b"),
        ("Team A", "Team B"),
        ("Unit 4", "Unit 5"),
        ("Unit 4", "Chemistry Building 4"),
        ("Ward 12, floor 3", "Ward 14, floor 3"),
        ("Ward 12, St Mary's", "Ward 12, St John's"),
    ],
)
def test_two_departments_are_not_one_for_being_called_departments(one: str, other: str) -> None:
    assert left_out(replace(ANA, department=one), department=other) == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pharmacy, bleep 1201", "Pharmacy (bleep 1333)"),
        ("Finance (0161 496 0001)", "Finance (0161 496 0002)"),
        ("Building 3, Park Road", "building 4, park road"),
        ("Ward 12/14", "Ward 14/16"),
        ("Ward 12-14", "Ward 13"),
        ("Ward 12 (8-4)", "Ward 12 (20:00-8:00)"),
        ("Ward " + "1" * 5000, "Ward 2"),
        ("Ward 12", "ward 12, St Mary's"),
        ("Ward 12", "Ward no. 012"),
        ("Ward 12", "Ward"),
        ("Wards 12 and 14", "wards 14"),
        ("12A", "12 a"),
        ("Chemistry, room 214", "Chemistry"),
        ("Archive (1st floor)", "archive, 2nd floor"),
        ("Chemistry, ext. 4513", "Chemistry (tel 020 7946 0000)"),
    ],
)
def test_in_doubt_two_departments_are_one(one: str, other: str) -> None:
    assert left_out(replace(ANA, department=one), department=other) == {"Ana Ruiz": ("H3",)}
    assert left_out(replace(ANA, department=other), department=one) == {"Ana Ruiz": ("H3",)}
    assert left_out(replace(ANA, keep_apart=(other,), department=""), department=one) == {
        "Ana Ruiz": ("H17",)
    }


@pytest.mark.parametrize(
    ("entry", "values"),
    [
        ("HR and Finance", {"department": "Finance"}),
        ("Physics/Chemistry", {"department": "School of Chemistry"}),
        ("anyone from Law", {"department": "Law"}),
        ("my partner in Estates", {"department": "Estates"}),
        ("HR (wife works there)", {"department": "HR and Payroll"}),
        ("Jane Smith (HR)", {"line_manager": "Jane Smith"}),
        ("Prof. Jane Smith", {"line_manager": "J. Smith"}),
        ("Jane Smith", {"line_manager": "Dr Smith"}),
        ("Jane Smith and Tom Hall", {"people_involved": "the head of school, Tom Hall"}),
        ("Jane Smith & Tom Hall", {"line_manager": "Tom Hall"}),
        ("my old manager Jane Smith", {"line_manager": "Jane Smith"}),
        ("Jane Smith", {"summary": "Then Jane Smith shouted at me."}),
        ("jane smith", {"summary": "Then Jane Smith shouted at me."}),
        ("jane smith", {"line_manager": "J. Smith"}),
        ("my ex-husband tom hall in estates", {"line_manager": "Tom Hall"}),
        ("Jane Smith-Jones", {"line_manager": "Jane Smith Jones"}),
        ("Jane Smith - HR", {"line_manager": "J Smith"}),
        ("Wards 12 and 14", {"department": "Ward 14"}),
    ],
)
def test_whom_somebody_is_kept_apart_from_is_found_however_it_is_written(
    entry: str, values: dict[str, str]
) -> None:
    assert left_out(replace(ANA, department="", keep_apart=(entry,)), **values) == {"Ana Ruiz": ("H17",)}


@pytest.mark.parametrize(
    ("entry", "values"),
    [
        ("HR and Finance", {"department": "Drama"}),
        ("my manager in Estates", {"people_involved": "my line manager, Tom Hall"}),
        ("Jane Smith", {"line_manager": "Jane Hall"}),
        ("Jane Smith", {"summary": "Jane was kind. The Smith building was shut."}),
        ("Ward 12 and Ward 13", {"department": "Ward 14"}),
        ("Wards 12 and 13", {"department": "Ward 14"}),
        ("N / A", {"member_name": "Mo A. N. Hall"}),
        ("my wife in the library", {"people_involved": "Tom Hall, who works in the archive"}),
    ],
)
def test_nobody_is_kept_apart_from_more_than_that(entry: str, values: dict[str, str]) -> None:
    assert left_out(replace(ANA, department="", keep_apart=(entry,)), **values) == {}


@pytest.mark.parametrize("covers", ["Wexcombe and Ashby", "Ashby / Wexcombe", "The Ashby", "Ashby only"])
def test_employers_covered_may_stand_in_one_entry(covers: str) -> None:
    assert left_out(replace(ANA, covers=(covers,)), employer="Ashby") == {}
    assert left_out(replace(ANA, covers=(covers,)), employer="Ashby Trust") == {"Ana Ruiz": ("H12",)}


def test_whoever_is_kept_apart_from_one_ward_can_help_in_another() -> None:
    person = replace(ANA, department="", keep_apart=("Ward 12",))
    assert left_out(person, department="Ward 14") == {}


def test_a_department_called_by_filling_words_only_keeps_them() -> None:
    assert department_words("The Services") == {"the", "services"}
    assert department_words("Nursing & Midwifery") == department_words("School of Midwifery and Nursing")
    assert left_out(replace(ANA, department=""), department="") == {}


@pytest.mark.parametrize("field", ["summary", "steps_taken", "people_involved", "other_advice"])
@pytest.mark.parametrize(
    "told", ["In May Ana Ruíz's email came.", "I was told (Ruiz, Ana) so", "ana m. ruiz said"]
)
def test_a_caseworker_whose_whole_name_stands_in_the_story_is_named_in_the_case(
    field: str, told: str
) -> None:
    assert left_out(ANA, **{field: told}) == {"Ana Ruiz": ("H4",)}


@pytest.mark.parametrize(
    "story",
    [
        "Ana told me to wait, and Ben said nothing.",
        "Mrs Ruiz of payroll never answered.",
        "Ana was there first; a day later it was somebody called Ruiz.",
    ],
)
def test_a_first_name_or_a_surname_alone_in_a_story_keeps_nobody_out(story: str) -> None:
    assert left_out(ANA, summary=story) == {}
    assert not tells_of(names_in(story), "Ana")


@pytest.mark.parametrize("department", ["IT Services", "IT"])
def test_a_department_of_two_letters_is_not_found_in_the_word_it(department: str) -> None:
    person = replace(ANA, department=department)
    assert left_out(person, caseworker_preference="It does not matter, it is up to you") == {}
    assert left_out(person, caseworker_preference="Nobody from IT please") == {"Ana Ruiz": ("H13",)}


def test_a_department_in_full_is_found_in_small_letters() -> None:
    person = replace(ANA, department="IT Services")
    assert left_out(person, caseworker_preference="not from it services") == {"Ana Ruiz": ("H13",)}
