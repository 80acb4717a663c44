"""H1 to H17 of DOMAIN.md §4.1 one by one: each keeps somebody out of a suggestion, and says why in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from casework.allocation import against, suggest, why_nobody, why_not
from casework.choosing import ONLY_ADVICE
from casework.eligibility import in_words
from casework.intake import form_received as decide_form
from casework.model import Absence, Case, Caseworker, Level, OpenCase, Part, Preference, Status, Team
from casework.plan.check import PlanBroken
from casework.plan.rules import NEVER_RELAXED, WORDS
from casework.spared import LET_BE, OPEN
from tests.support.branches import BRANCH, MONDAY, POLICY, TEAM, form_received

TODAY = MONDAY.date()
ANA = Caseworker("Ana Ruiz", "ana@home.example", department="Chemistry")
OTHER = Caseworker("Ben Osei", "ben@home.example", insured=True)
HELD = OpenCase("C-2026-0900", Status.ACTIVE, "", "", ANA.email, "", 1.0, member_name="Kit Moss")

Told = dict[str, Any]
AGAINST: tuple[tuple[str, Told, Told, str], ...] = (
    ("H1", {"away": (Absence(TODAY, TODAY),)}, {}, "away"),
    ("H2", {"paused": True}, {}, "resting or paused"),
    ("H3", {"department": "PHYSICS"}, {}, "same department"),
    ("H4", {}, {"people_involved": "Dr Ruiz was in the room"}, "named in the form, or it is their own case"),
    ("H4", {}, {"line_manager": "Ana Ruíz"}, "named in the form, or it is their own case"),
    ("H4", {}, {"email": ANA.email}, "named in the form, or it is their own case"),
    ("H5", {}, {"people_involved": "It was Kit Moss"}, "on the other side of the dispute"),
    ("H7", {"level": Level.SHADOW}, {}, "only shadowing, or too new for this part"),
    ("H7", {"preference": Preference.SHADOW}, {}, "only shadowing, or too new for this part"),
    ("H9", {}, {"caseworker_preference": "A woman, please"}, "a woman or a language was asked for"),
    ("H10", {"not_yet": ("disciplinary",)}, {}, "not taking this kind of case, or this part in it, yet"),
    ("H11", {"max_cases": 1}, {}, "full"),
    ("H12", {"covers": ("Northgate Trust",)}, {"employer": "Ashby College"}, "not acting at this employer"),
    ("H13", {}, {"caseworker_preference": "Please not Ana"}, "not wanted by the member"),
    ("H13", {}, {"caseworker_preference": "Nobody from Chemistry"}, "not wanted by the member"),
    ("H13", {}, {"caseworker_preference": "Please not Ana Ruiz"}, "not wanted by the member"),
    ("H14", {"insured": False}, {}, "not on the branch's insurance list"),
    ("H14", {}, {}, "not on the branch's insurance list"),
    ("H14", {"insured": True, "insured_until": TODAY}, {}, "not on the branch's insurance list"),
    ("H17", {"keep_apart": ("Mo Adeyemi",)}, {},
     "to be kept apart from somebody in the case, or from the department"),
)  # fmt: skip
INSURED = {"insured": True}


def case_of(**values: object) -> Case:
    case = decide_form(form_received(**values), BRANCH, POLICY, TEAM, MONDAY).case
    assert case is not None
    return case


def left_out(person: Told, values: Told, *others: Caseworker) -> dict[str, str]:
    """Who is left out of the suggestion for a case, and why, as the coordinator reads it."""
    ana = replace(ANA, **person)
    found = suggest(case_of(**values), Team((ana, *others), (HELD,)), POLICY, MONDAY)
    return {str(told["name"]): str(told["why"]) for told in why_not(found)}


@pytest.mark.parametrize(("code", "person", "values", "words"), AGAINST)
def test_a_rule_of_one_person_and_one_case_keeps_them_out_and_says_why(
    code: str, person: Told, values: Told, words: str
) -> None:
    if code != "H14":
        person = INSURED | person
    elsewhere = {"department": "History"} if code != "H3" else {}
    found = left_out(person, elsewhere | values, OTHER)
    assert found.get(ANA.name, "") == words


def test_who_declined_or_is_on_the_case_already_is_not_asked_again() -> None:
    team = Team((ANA, replace(OTHER, insured=None)), ())
    declined = suggest(replace(case_of(), declined=(ANA.email,)), team, POLICY, MONDAY)
    assert [(one.name, in_words(one.codes)) for one in declined.excluded] == [
        ("Ana Ruiz", "said no to this case or stepped back from it")
    ]
    leads = replace(case_of(), lead=ANA.email)
    assert against(leads, ANA, Part.SECOND, team, POLICY, MONDAY) == ("H15",)


def test_who_has_left_is_not_asked_and_not_listed_either() -> None:
    team = Team((replace(ANA, left=True), replace(OTHER, insured=None)), ())
    found = suggest(case_of(), team, POLICY, MONDAY)
    assert (found.names, found.excluded, found.alone) == ("Ben Osei", (), "there is nobody else")
    nobody = suggest(case_of(), replace(team, caseworkers=team.caseworkers[:1]), POLICY, MONDAY)
    assert (nobody.candidates, nobody.excluded) == ((), ())


def test_rules_of_the_part_keep_somebody_from_a_hearing_and_two_who_are_new_from_each_other() -> None:
    soon = (TODAY + timedelta(days=40)).isoformat()
    hearing = {"key_date": soon, "key_event": "Disciplinary hearing"}
    assert left_out({"accredited": False}, hearing) == {"Ana Ruiz": "not accredited for hearings"}
    new = replace(OTHER, level=Level.NEW, insured=None)
    found = suggest(case_of(categories=("pay_grading",)), Team((new,), ()), POLICY, MONDAY)
    assert why_nobody(found) == ["1 new, and nobody experienced to go with them"]


@pytest.mark.parametrize("standing", [{"lead": OTHER.email}, {"second": OTHER.email}])
def test_the_other_half_of_a_pair_is_checked_a_second_time_should_the_rules_themselves_fail(
    standing: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = replace(case_of(department="Chemistry"), status=Status.ACTIVE, **standing)
    team = Team((ANA, replace(OTHER, insured=None)), ())
    assert suggest(case, team, POLICY, MONDAY).candidates == ()
    for rules in ("FOR_ANY_PART", "BY_PART"):
        monkeypatch.setattr(f"casework.plan.rules.{rules}", ())
    with pytest.raises(PlanBroken, match=f"H4: {case.ref}, {ANA.email}"):
        suggest(case, team, POLICY, MONDAY)


def test_insurance_is_not_looked_at_where_the_tab_says_nothing_of_anybody_s() -> None:
    assert left_out({}, {}, replace(OTHER, insured=None)) == {}
    assert left_out({}, {}, OTHER) == {"Ana Ruiz": "not on the branch's insurance list"}
    until = {"insured": True, "insured_until": TODAY + timedelta(days=90)}
    assert left_out(until, {}, OTHER) == {}


def test_what_never_relaxes_is_not_passed_over_by_the_coordinator_either_but_for_an_earlier_no() -> None:
    assert {"H8"} == ONLY_ADVICE & NEVER_RELAXED
    assert {"H7", "H8", "H16", "ANOTHER", OPEN, LET_BE} == ONLY_ADVICE
    assert set(WORDS) == {f"H{n}" for n in range(1, 18)}


def test_she_cannot_choose_somebody_who_is_not_insured() -> None:
    team = Team((replace(ANA, insured=False), OTHER), ())
    assert against(case_of(), team.caseworkers[0], Part.LEAD, team, POLICY, MONDAY) == ("H14",)
    assert "H14" not in ONLY_ADVICE


def test_a_date_of_insurance_counts_to_its_last_day() -> None:
    last = date(2026, 11, 26)  # the last day on which an offer made now can be answered
    assert left_out({"insured": True, "insured_until": last}, {}, OTHER) == {}
    assert left_out({"insured": True, "insured_until": last - timedelta(days=1)}, {}, OTHER) != {}
