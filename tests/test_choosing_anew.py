""" "another", "not Ana", and why: what follows for the case, and that the reason goes nowhere (SD-19)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.allocation import suggest
from casework.decide import decide
from casework.effects import Attend, Decision, Send, SetCell
from casework.facts.answers import CaseworkerChosen
from casework.facts.due import SuggestionMade
from casework.model import Case, Caseworker, OpenCase, Status, Team
from casework.standing import offers_of
from tests.support.branches import BRANCH, MONDAY, POLICY, form_received

PEOPLE = tuple(
    Caseworker(name, f"{name.split()[0].casefold()}@home.example")
    for name in ("Ana Ruiz", "Ben Osei", "Cara Lund", "Dev Patel", "Eva Moss", "Fay Hill")
)
TEAM = Team(PEOPLE, next_ref="C-2026-0001")
REASON = "she has marked the member's thesis"


def waiting(team: Team = TEAM) -> Case:
    made = decide(form_received(), None, BRANCH, POLICY, team, MONDAY).case
    assert made is not None
    idea = SuggestionMade(made.ref, suggest(made, team, POLICY, MONDAY))
    case = decide(idea, made, BRANCH, POLICY, team, MONDAY).case
    assert case is not None and case.suggestion is not None
    return case


def answered(case: Case, choice: str, by: str = "mail", team: Team = TEAM) -> Decision:
    return decide(CaseworkerChosen(case.ref, choice, by), case, BRANCH, POLICY, team, MONDAY)


def pair(decision: Decision) -> set[str]:
    assert decision.case is not None and decision.case.suggestion is not None
    idea = decision.case.suggestion
    both = (*idea.candidates[:1], *((idea.second,) if idea.second else ()))
    return {person.email for person in both}


def mails(decision: Decision) -> list[Send]:
    return [effect for effect in decision.effects if isinstance(effect, Send)]


def test_another_brings_two_others_and_at_the_end_one_rather_than_nobody_and_never_the_same_pair() -> None:
    decision = Decision(waiting(), (), "")
    shown = [pair(decision)]
    for _ in range(2):
        assert decision.case is not None
        decision = answered(decision.case, "another")
        assert not pair(decision) & set().union(*shown)
        shown.append(pair(decision))
    while pair(decision):
        assert decision.case is not None
        decision = answered(decision.case, "another")
        assert pair(decision) not in shown
        shown.append(pair(decision))
    assert [send.kind for send in mails(decision)] == ["no_one"]


def test_where_few_are_left_another_keeps_one_of_the_two_rather_than_nobody() -> None:
    three = replace(TEAM, caseworkers=PEOPLE[:3])
    case = waiting(three)
    before = pair(Decision(case, (), ""))
    after = pair(answered(case, "another", team=three))
    assert len(after) == 2 and len(after & before) == 1


@pytest.mark.parametrize("by", ["mail", "register"])
def test_whoever_is_left_out_is_not_suggested_again_and_the_cell_is_free_again(by: str) -> None:
    case = waiting()
    lead = case.suggestion.candidates[0] if case.suggestion else None
    assert lead is not None
    decision = answered(case, f"not {lead.name.split()[0]}, {REASON}", by)
    assert lead.email not in pair(decision) and len(pair(decision)) == 2
    assert decision.case is not None and decision.case.passed_over == (lead.email,)
    assert [send.words["again"] for send in mails(decision)] == [f"You asked us to leave out {lead.name}"]
    cells = [effect.value for effect in decision.effects if isinstance(effect, SetCell)]
    assert cells == ([""] if by == "register" else [])
    assert decision.why == f'The coordinator left out {lead.name}. The reason given: "{REASON}".'


@pytest.mark.parametrize(
    "choice", ["Ben, {}", "Ben with Ana second, {}", "Ben, not Ana, {}", "ok, {}", "another, {}"]
)
def test_a_reason_stands_in_the_history_and_in_nothing_that_is_sent_or_shown(choice: str) -> None:
    reason = "they did well in the library"
    decision = answered(waiting(), choice.format(reason), "register")
    assert f'The reason given: "{reason}".' in decision.why
    told = [effect for effect in decision.effects if not isinstance(effect, SetCell)]
    assert told and "library" not in repr(told)
    assert all("library" not in effect.value for effect in decision.effects if isinstance(effect, SetCell))
    assert "library" not in repr(decision.case)


def test_a_choice_with_somebody_left_out_asks_the_one_and_remembers_the_other() -> None:
    case = answered(waiting(), "Ben rather than Ana").case
    assert case is not None
    assert [offer.name for offer in offers_of(case)] == ["Ben Osei"]
    assert case.passed_over == ("ana@home.example",)


def test_who_was_asked_or_has_said_yes_is_not_left_out_by_a_word_and_she_is_told_what_to_do() -> None:
    asked = answered(waiting(), "Ben").case
    assert asked is not None
    decision = answered(asked, "not Ben")
    assert decision.case is not None and offers_of(decision.case) == offers_of(asked)
    assert decision.why.startswith("Ben Osei has been asked already: choose somebody else instead")
    active = replace(asked, status=Status.ACTIVE, lead="ben@home.example", offer=None)
    assert answered(active, "not Ben").why.startswith("Ben Osei has said yes to this case")


def test_before_anybody_was_suggested_somebody_can_be_left_out_already() -> None:
    made = decide(form_received(), None, BRANCH, POLICY, TEAM, MONDAY).case
    assert made is not None and made.suggestion is None
    decision = answered(made, "not Ana")
    assert decision.case is not None and decision.case.passed_over == ("ana@home.example",)
    assert mails(decision) == []
    assert "ana@home.example" not in repr(suggest(decision.case, TEAM, POLICY, MONDAY).candidates)


def test_two_names_that_could_be_meant_are_asked_back_and_nobody_is_asked() -> None:
    decision = answered(waiting(), "Ben or Ana")
    assert [send.kind for send in mails(decision)] == ["unclear"]
    assert not any(isinstance(effect, Attend) for effect in decision.effects)
    assert decision.case is not None and offers_of(decision.case) == ()


@pytest.mark.parametrize("choice", ["ok", "names"])
@pytest.mark.parametrize("by", ["mail", "register"])
def test_whom_we_only_suggest_for_other_cases_meanwhile_is_asked_all_the_same(by: str, choice: str) -> None:
    case = waiting()
    assert case.suggestion is not None
    lead, second = case.suggestion.candidates[0], case.suggestion.second
    assert second is not None
    others = tuple(
        OpenCase(
            f"C-2026-090{n}", Status.NEW, "", "", "", "", 4.0,
            suggested_to=lead.email, second_suggested_to=second.email,
        )
        for n in range(3)
    )  # fmt: skip
    team = replace(TEAM, open_cases=others)
    assert {lead.email, second.email}.isdisjoint(pair(Decision(waiting(team), (), "")))
    names = f"{lead.name} and {second.name}"
    asked = answered(case, {"names": names}.get(choice, choice), by, team)
    assert asked.case is not None
    assert [offer.caseworker for offer in offers_of(asked.case)] == [lead.email, second.email]


def test_an_ok_to_a_mail_of_before_a_no_asks_nobody_again_and_their_name_does() -> None:
    case = waiting()
    assert case.suggestion is not None
    lead = case.suggestion.candidates[0]
    since = replace(case, declined=(lead.email,))
    refused = answered(since, "ok")
    assert refused.case is not None and offers_of(refused.case) == ()
    assert refused.why.startswith(f"{lead.name} was not asked: said no to this case or stepped back")
    named = answered(since, lead.name)
    assert named.case is not None and [one.caseworker for one in offers_of(named.case)] == [lead.email]


def test_of_who_is_full_she_is_told_which_of_their_limits_it_is() -> None:
    case = waiting()
    held = tuple(
        OpenCase(f"C-2026-090{n}", Status.ACTIVE, "", "", lead="ana@home.example", offered_to="", points=4.0)
        for n in range(2)
    )
    team = replace(TEAM, caseworkers=(replace(PEOPLE[0], max_cases=2), *PEOPLE[1:]), open_cases=held)
    refused = answered(case, "Ana Ruiz", team=team)
    assert refused.case is not None and offers_of(refused.case) == ()
    assert refused.why == "Ana Ruiz was not asked: full: 2 cases, and the most is 2."
