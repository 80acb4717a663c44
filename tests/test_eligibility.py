"""Who cannot be asked: each hard constraint of DOMAIN.md §4.1 that this version knows."""

from dataclasses import replace
from datetime import date

import pytest

from casework.allocation import suggest, why_nobody
from casework.intake import form_received as decide_form
from casework.model import Absence, Caseworker, OpenCase, Part, Status
from casework.numbers import Workload
from tests.support.branches import BRANCH, CASEWORKERS, MONDAY, POLICY, TEAM, form_received, with_caseworkers

ANA, BEN, CARA = CASEWORKERS
AMPLE = replace(POLICY, workload=Workload(hours=60, most_new=9))


def case_of(**values):
    return decide_form(form_received(**values), BRANCH, POLICY, TEAM, MONDAY).case


def codes_of(suggestion):
    return {person.email: person.codes for person in suggestion.excluded}


def busy(person, number, points=6.0):
    return tuple(
        OpenCase(f"C-2026-1{n:03}", Status.ACTIVE, "x@y.example", "x@y.example", person.email, "", points)
        for n in range(number)
    )


@pytest.mark.parametrize(
    ("person", "values", "code"),
    [
        (replace(ANA, away=(Absence(date(2026, 11, 24), date(2026, 12, 1)),)), {}, "H1"),
        (replace(ANA, paused=True), {}, "H2"),
        (replace(ANA, department="physics"), {}, "H3"),
        (ANA, {"line_manager": "Dr A. Ruiz"}, "H4"),
        (ANA, {"people_involved": "I spoke to Ana Ruíz and others"}, "H4"),
        (ANA, {"email": "ana@home.example"}, "H4"),
    ],
)
def test_a_hard_constraint_keeps_a_caseworker_out(person, values, code):
    found = suggest(case_of(**values), with_caseworkers(person), POLICY, MONDAY)
    assert codes_of(found)[person.email] == (code,)
    assert found.candidates == ()


def test_the_same_department_at_another_employer_is_no_conflict():
    elsewhere = replace(CARA, employer="Northgate Trust")
    found = suggest(case_of(employer="Ashby College"), with_caseworkers(elsewhere), POLICY, MONDAY)
    assert [person.email for person in found.candidates] == [CARA.email]


def test_whoever_declined_the_case_or_leads_it_is_not_suggested_again():
    case = replace(case_of(), declined=(ANA.email,), lead=BEN.email)
    found = suggest(case, TEAM, POLICY, MONDAY)
    assert codes_of(found) == {ANA.email: ("H8",), CARA.email: ("H3",)}
    assert (found.candidates, found.part) == ((), Part.SECOND)


def test_a_full_caseworker_is_left_out_and_their_own_cap_wins_over_the_branch_s():
    own_cap = replace(BEN, max_cases=1)
    team = replace(with_caseworkers(ANA, own_cap), open_cases=busy(ANA, 4) + busy(BEN, 1))
    found = suggest(case_of(), team, AMPLE, MONDAY)
    assert [person.email for person in found.candidates] == [ANA.email]
    assert codes_of(found) == {BEN.email: ("H11",)}
    assert found.alone == "1 full"


def test_whoever_has_most_room_leads_even_with_more_cases():
    team = replace(TEAM, open_cases=busy(ANA, 1, points=4.0) + busy(BEN, 2, points=0.5))
    found = suggest(case_of(department="Estates"), team, AMPLE, MONDAY)
    assert found.names == "Cara Lund and Ben Osei"
    assert "2 open cases" in found.second.reason


def test_an_unanswered_offer_counts_as_load_so_that_nobody_is_asked_twice_over():
    asked = OpenCase("C-2026-0900", Status.OFFERED, "", "", "", ANA.email, 7.0)
    found = suggest(case_of(), replace(TEAM, open_cases=(asked,)), POLICY, MONDAY)
    assert found.names == "Ben Osei"
    assert found.alone == "1 with an offer open, 1 same department"


def test_nobody_free_is_said_by_count():
    team = with_caseworkers(replace(ANA, paused=True), CARA, replace(BEN, department="Physics"))
    assert why_nobody(suggest(case_of(), team, POLICY, MONDAY)) == [
        "2 same department",
        "1 resting or paused",
    ]


def test_the_same_case_gets_the_same_answer_whatever_the_order_of_the_roster():
    people = (
        *CASEWORKERS,
        Caseworker("Dev Patel", "dev@home.example"),
        Caseworker("Eve Ito", "eve@home.example"),
    )
    forwards = suggest(case_of(), with_caseworkers(*people), POLICY, MONDAY)
    backwards = suggest(case_of(), with_caseworkers(*reversed(people)), POLICY, MONDAY)
    assert forwards.candidates == backwards.candidates
