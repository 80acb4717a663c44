"""The cases that wait, planned together: fair, stable, and never against a rule."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from casework.allocation import suggest
from casework.decide import decide
from casework.eligibility import Question, codes, told_in
from casework.intake import form_received as decide_form
from casework.model import Absence, Caseworker, Level, OpenCase, Part, Preference, Status, Team
from casework.numbers import Workload
from casework.plan.check import check
from casework.plan.problem import Pair
from casework.staffing import offer_days, staffing
from casework.together import suggest_all
from casework.workload import capacity
from tests.support.branches import BRANCH, MONDAY, POLICY, form_received

AMPLE = replace(POLICY, workload=Workload(hours=60, most_new=9, seconds=0))
QUICK = replace(POLICY, workload=Workload(seconds=0))
PEOPLE = tuple(Caseworker(f"Cw {name}", f"{name}@home.example") for name in "abcdef")


def case_of(n, policy=POLICY, **values):
    fact = form_received(email=f"m{n}@home.example", **values)
    case = decide_form(fact, BRANCH, policy, Team(PEOPLE, (), f"C-2026-{n:04}"), MONDAY).case
    return replace(case, suggestion=None)


def plan(cases, people=PEOPLE, policy=AMPLE, open_cases=()):
    return suggest_all(cases, Team(people, tuple(open_cases)), policy, MONDAY, lambda: 0.0)


def names(found):
    return {ref: suggestion.names for ref, suggestion in found.items()}


def test_cases_that_come_together_are_spread_over_everybody():
    found = plan([case_of(n) for n in range(1, 4)])
    assert len({name for pair in names(found).values() for name in pair.split(" and ")}) == 6


def test_what_is_suggested_stays_when_more_cases_come():
    cases = [case_of(n) for n in range(1, 3)]
    before = plan(cases)
    kept = [replace(case, suggestion=before[case.ref]) for case in cases]
    after = plan([*kept, case_of(3)])
    assert {ref: names(after)[ref] for ref in before} == names(before)
    assert " and " in names(after)["C-2026-0003"]


def test_what_is_suggested_changes_when_a_rule_is_against_it_and_else_as_little_as_may_be():
    cases = [case_of(n) for n in range(1, 3)]
    before = plan(cases)
    kept = [replace(case, suggestion=before[case.ref]) for case in cases]
    gone = before["C-2026-0001"].candidates[0].email
    people = tuple(replace(one, paused=one.email == gone) for one in PEOPLE)
    after = plan(kept, people)
    assert gone not in {person.email for person in after["C-2026-0001"].candidates}
    assert names(after)["C-2026-0002"] == names(before)["C-2026-0002"]


def test_opposing_cases_never_meet_in_one_person():
    one = case_of(1, member_name="Mo Adeyemi", people_involved="It was Kit Moss who said so")
    other = case_of(2, member_name="Kit Moss")
    found = plan([one, other], PEOPLE[:4])
    both = [set(pair.split(" and ")) for pair in names(found).values()]
    assert both[0].isdisjoint(both[1])
    held = OpenCase("C-2026-0900", Status.ACTIVE, "", "", PEOPLE[0].email, "", 1.0, member_name="Kit Moss")
    alone = suggest(one, Team(PEOPLE, (held,)), AMPLE, MONDAY)
    assert [person.codes for person in alone.excluded] == [("H5",)]


def test_somebody_new_goes_with_somebody_experienced_and_shadows_only_watch():
    people = (
        replace(PEOPLE[0], level=Level.NEW),
        replace(PEOPLE[1], level=Level.NEW),
        replace(PEOPLE[2], level=Level.SHADOW),
    )
    assert plan([case_of(1)], people)["C-2026-0001"].candidates == ()
    found = plan([case_of(1)], (*people, PEOPLE[3]))["C-2026-0001"]
    assert PEOPLE[3].name in found.names and found.second is not None
    assert {person.email: person.codes for person in found.excluded} == {PEOPLE[2].email: ("H7",)}


def test_preferences_are_kept():
    paired, alone = (
        replace(PEOPLE[0], preference=Preference.PAIRED),
        replace(PEOPLE[1], preference=Preference.ALONE),
    )
    assert plan([case_of(1)], (paired,))["C-2026-0001"].candidates == ()
    assert plan([case_of(1)], (paired, alone))["C-2026-0001"].names == f"{alone.name} and {paired.name}"


@pytest.mark.parametrize(
    ("changes", "values", "code"),
    [
        ({"not_yet": ("disciplinary",)}, {}, "H10"),
        ({"covers": ("Northgate Trust",)}, {"employer": "Ashby College"}, "H12"),
        ({"keep_apart": ("physics",)}, {}, "H17"),
        ({"keep_apart": ("Mo Adeyemi",)}, {}, "H17"),
        ({}, {"caseworker_preference": "A woman, please."}, "H9"),
        ({"name": "Ana Ruiz"}, {"caseworker_preference": "Please not Ana Ruiz"}, "H13"),
        ({"department": "Estates"}, {"caseworker_preference": "Nobody from Estates"}, "H13"),
        ({"away": (Absence(MONDAY.date() + timedelta(60), MONDAY.date() + timedelta(70)),)},
         {"key_date": (MONDAY.date() + timedelta(65)).isoformat()}, "H1"),
        ({"accredited": False}, {"key_date": "2027-03-01", "key_event": "Disciplinary hearing"}, "H6"),
        ({"hours": 0}, {}, "H11"),
    ],
)  # fmt: skip
def test_each_rule_has_its_reason(changes, values, code):
    found = plan([case_of(1, **values)], (replace(PEOPLE[0], **changes),))["C-2026-0001"]
    assert found.candidates == ()
    assert code in found.excluded[0].codes


@pytest.mark.parametrize(
    "text", ["", "No preference", "Somebody who knows pensions", "A woman or a man, either is fine"]
)
def test_wishes_that_rule_nobody_out_rule_nobody_out(text):
    assert plan([case_of(1, caseworker_preference=text)])["C-2026-0001"].excluded == ()


@pytest.mark.parametrize("people", [(), tuple(replace(one, paused=True) for one in PEOPLE)])
def test_with_nobody_to_ask_there_is_a_reason_and_no_crash(people):
    found = plan([case_of(1), case_of(2)], people)
    assert [suggestion.candidates for suggestion in found.values()] == [(), ()]


def test_a_caseworker_is_never_suggested_for_their_own_case():
    own = replace(PEOPLE[0], email="m1@home.example")
    assert plan([case_of(1)], (own,))["C-2026-0001"].excluded[0].codes == ("H4",)


def branch(chance):
    """People and cases at random, among them absurd ones."""
    people = tuple(
        Caseworker(
            f"Cw {n}",
            f"cw{n}@home.example",
            department=chance.choice(["Physics", "Library", ""]),
            level=chance.choice(list(Level)),
            hours=chance.choice([None, 0, 3, 10, 40]),
            max_cases=chance.choice([None, 0, 1, 3]),
            preference=chance.choice(list(Preference)),
            paused=chance.random() < 0.1,
            not_yet=chance.choice([(), ("disciplinary",)]),
            wants=chance.choice([(), ("grievance",)]),
            accredited=chance.choice([None, True, False]),
        )
        for n in range(chance.randint(0, 7))
    )
    cases = [
        case_of(
            n,
            department=chance.choice(["Physics", "Library"]),
            categories=(chance.choice(["disciplinary", "grievance", "pay_grading"]),),
            key_date=chance.choice([None, "2026-11-30", "2027-02-01"]),
        )
        for n in range(1, chance.randint(2, 6))
    ]
    held = [
        OpenCase(f"C-2025-{n:04}", chance.choice([Status.ACTIVE, Status.WAITING]), "", "", one.email, "", 3.0)
        for n, one in enumerate(people)
        if chance.random() < 0.3
    ]
    return people, cases, held


@pytest.mark.parametrize("seed", range(60))
def test_no_suggestion_ever_breaks_a_rule(seed):
    chance = random.Random(seed)
    people, cases, held = branch(chance)
    team = Team(people, tuple(held))
    policy = replace(QUICK, emotional={"disciplinary": chance.choice([0, 2])})
    found = suggest_all(cases, team, policy, MONDAY, lambda: 0.0)
    desk = staffing(cases, team, policy, MONDAY)
    pairs = []
    for case in cases:
        idea = found[case.ref]
        if not idea.candidates:
            assert len(idea.excluded) == len(people)
            continue
        pairs.append(Pair(case.ref, idea.candidates[0].email, idea.second.email if idea.second else None))
        for email in (pairs[-1].lead, pairs[-1].second):
            for person in people:
                if person.email == email:
                    question = Question(
                        case, person, *offer_days(case, policy, MONDAY), policy, told_in(case)
                    )
                    assert codes(question) == ()
                    assert capacity(person, policy) > 0
        assert bool(idea.second) != bool(idea.alone)
    assert check(desk.problem, pairs) == []
    again = suggest_all(cases, replace(team, caseworkers=people[::-1]), policy, MONDAY, lambda: 0.0)
    assert names(again) == names(found)


def test_the_suggestion_for_the_other_half_fits_the_one_who_stands():
    new = replace(PEOPLE[0], level=Level.NEW)
    case = replace(case_of(1), lead=new.email, status=Status.ACTIVE)
    team = Team((new, replace(PEOPLE[1], level=Level.NEW), PEOPLE[2]))
    found = suggest(case, team, AMPLE, MONDAY)
    assert (found.part, found.names) == (Part.SECOND, PEOPLE[2].name)


def test_the_engine_and_the_plan_agree_on_who_is_asked():
    from casework.facts.answers import CaseworkerChosen
    from casework.facts.due import SuggestionMade

    case, team = case_of(1), Team(PEOPLE)
    made = SuggestionMade(case.ref, plan([case])[case.ref])
    case = decide(made, case, BRANCH, AMPLE, team, MONDAY).case
    asked = decide(CaseworkerChosen(case.ref, "ok", "mail"), case, BRANCH, AMPLE, team, MONDAY).case
    assert f"{asked.offer.name} and {asked.second_offer.name}" == made.suggestion.names
    assert asked.second_offer.part is Part.SECOND
