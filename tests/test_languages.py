"""Languages that members ask for: a wish, a rule where they need it, and never a reason for nobody."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.intake import form_received as decide_form
from casework.languages import Wanted, missing, spoken, wanted
from casework.model import Caseworker, Level, Team
from casework.plan.check import check
from casework.plan.problem import Case, Pair, Problem
from casework.plan.problem import Caseworker as Planned
from casework.together import suggest_all
from tests.support.branches import BRANCH, MONDAY, form_received
from tests.test_together import AMPLE

ANA, BEN, CARA = (
    Caseworker(f"{name} Roe", f"{name.lower()}@home.example") for name in ("Ana", "Ben", "Cara")
)
POLISH = replace(CARA, languages=("polski", "Welsh"))


def a_case(people=(ANA, BEN, POLISH), **values):
    return decide_form(form_received(**values), BRANCH, AMPLE, Team(people, (), "C-2026-0001"), MONDAY).case


@pytest.mark.parametrize(
    ("text", "language", "needed"),
    [
        ("Somebody who speaks Polish, please", "Polish", False),
        ("I would prefer a Welsh speaker", "Welsh", False),
        ("Cymraeg", "Welsh", False),
        ("In Welsh if possible please", "Welsh", False),
        ("I need an Urdu interpreter", "Urdu", True),
        ("My first language is Tamil and I don’t speak English well", "Tamil", True),
        ("BSL interpreter needed", "British Sign Language", True),
        ("A woman. I need somebody who speaks Somali", "Somali", True),
        ("Please write to me in Polish", "Polish", False),
    ],
)
def test_a_language_that_is_asked_for_is_known(text, language, needed):
    assert wanted(a_case(caseworker_preference=text)) == Wanted(language, needed)
    assert wanted(a_case(adjustments=text)) == Wanted(language, needed)


@pytest.mark.parametrize(
    "text",
    [
        "I teach Spanish", "I do not need an interpreter, I speak Polish and English", "A woman please",
        "Large print", "I'm the German lecturer", "Not the French department", "I am Polish",
        "I speak Polish but English is fine", "No Polish please", "",
    ],
)  # fmt: skip
def test_one_that_is_only_named_is_not(text):
    assert wanted(a_case(caseworker_preference=text)) is None


def test_languages_of_a_row_go_by_their_english_names():
    assert spoken(POLISH) == {"Polish", "Welsh"}


def suggested(people, **values):
    case = replace(a_case(people, **values), suggestion=None)
    return suggest_all([case], Team(people), AMPLE, MONDAY, lambda: 0.0)[case.ref]


def test_a_wish_speaks_for_whoever_speaks_it_and_stands_in_the_reason():
    found = suggested((ANA, BEN, POLISH), caseworker_preference="A Polish speaker would be nice")
    assert POLISH.name in found.names
    told = [person.reason for person in (*found.candidates[:1], found.second) if person]
    assert any("speaks Polish" in reason for reason in told)
    assert found.excluded == ()


def test_a_need_is_for_whoever_leads_and_the_second_may_be_anybody():
    found = suggested((ANA, BEN, POLISH), caseworker_preference="I need somebody who speaks Polish")
    assert found.candidates[0].email == POLISH.email and found.second is not None
    new = replace(POLISH, level=Level.NEW)
    assert (
        suggested((ANA, new), adjustments="I need somebody who speaks Polish").candidates[0].email
        == new.email
    )


def test_where_nobody_speaks_it_somebody_is_found_all_the_same_and_the_row_says_so():
    values = {"caseworker_preference": "I need somebody who speaks Tamil"}
    assert suggested((ANA, BEN), **values).candidates != ()
    case = a_case((ANA, BEN), **values)
    assert "asks for Tamil: nobody on the tab Caseworkers speaks it" in case.flags
    assert missing(case, (ANA, replace(BEN, languages=("Tamil",)))) == ""


def test_the_checker_knows_the_rule_too():
    case = Case("one", 3.0, language="Polish", must_speak=True)
    mute, speaks = Planned("a", 2, 20.0), Planned("b", 2, 20.0, languages=frozenset({"Polish"}))
    problem = Problem((case,), (mute, speaks))
    assert check(problem, [Pair("one", "b", "a")], []) == []
    assert check(problem, [Pair("one", "a", "b")], []) == ["H9: one, a"]
