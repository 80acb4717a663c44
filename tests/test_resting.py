"""Rest: after a case of the hardest kind, and half a year without a day away (DOMAIN.md §3.2, SD-46)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from casework.allocation import suggest
from casework.breaks import breaks_due, unbroken
from casework.check_ins import debriefs_due
from casework.decide import decide
from casework.effects import Decision, Keep, Send
from casework.facts.answers import WordSaid
from casework.facts.due import NoBreakSeen
from casework.facts.letters import FormReceived
from casework.facts.sheet import StatusEdited
from casework.intake import form_received
from casework.model import Absence, Case, OpenCase, Policy, Status, Team
from casework.numbers import Care
from casework.own_word import Standing, applied
from casework.said import Said, Word
from tests.support.branches import BRANCH, CASEWORKERS, MONDAY, POLICY, TEAM, form, received

ANA, BEN, CARA = CASEWORKERS
TODAY = MONDAY.date()
IN_TWO_WEEKS = TODAY + timedelta(days=14)


def hard_case(**changes: object) -> Case:
    made = form_received(FormReceived(received(), form()), BRANCH, POLICY, TEAM, MONDAY).case
    assert made is not None
    usual = {"emotional": 3, "status": Status.ACTIVE, "lead": ANA.email, "second": BEN.email}
    return replace(made, **(usual | changes))


def closed(case: Case, team: Team = TEAM, policy: Policy = POLICY) -> Decision:
    return decide(StatusEdited(case.ref, "Closed"), case, BRANCH, policy, team, MONDAY)


def kept(decision: Decision) -> dict[str, Standing]:
    return {one.standing.email: one.standing for one in decision.effects if isinstance(one, Keep)}


def told(decision: Decision) -> list[str]:
    return [one.to.email for one in decision.effects if isinstance(one, Send) and one.kind == "rest"]


def test_after_a_case_with_the_rating_three_both_rest_for_two_weeks_and_are_told():
    decision = closed(hard_case())
    assert {who: one.rests_until for who, one in kept(decision).items()} == {
        ANA.email: IN_TWO_WEEKS,
        BEN.email: IN_TWO_WEEKS,
    }
    assert told(decision) == [ANA.email, BEN.email]


def test_who_rests_is_not_suggested_until_it_is_over():
    standing = kept(closed(hard_case()))[ANA.email]
    other = hard_case(ref="C-2026-0002", lead="", second="", status=Status.NEW, emotional=0)
    for today, asked in ((TODAY, False), (IN_TWO_WEEKS, False), (IN_TWO_WEEKS + timedelta(days=1), True)):
        team = Team((applied(replace(ANA, hours=40), standing, today),))
        assert bool(suggest(other, team, POLICY, MONDAY).candidates) is asked


@pytest.mark.parametrize(
    "changes",
    [
        {"emotional": 2},
        {"lead": "", "second": ""},
        {"status": Status.CLOSED},
        {"lead": "gone@home.example", "second": ""},
    ],
)
def test_nobody_rests_after_other_cases(changes):
    assert kept(closed(hard_case(**changes))) == {} and told(closed(hard_case(**changes))) == []


def test_the_branch_sets_how_hard_and_how_long():
    def rest(care: Care, emotional: int) -> list[str]:
        return told(closed(hard_case(emotional=emotional), policy=replace(POLICY, care=care)))

    assert rest(Care(rest_rating=2), 2) == [ANA.email, BEN.email]
    assert rest(Care(rest_days=0), 3) == []


def test_a_longer_rest_of_their_own_stays_and_who_has_stopped_hears_nothing_of_it():
    later = TODAY + timedelta(days=60)
    own = Team(CASEWORKERS, (), standings=(Standing(ANA.email, rests_until=later),))
    assert kept(closed(hard_case(), own))[ANA.email].rests_until == later
    stopped = Team(CASEWORKERS, (), standings=(Standing(ANA.email, stopped_at=MONDAY),))
    assert told(closed(hard_case(), stopped)) == [BEN.email]


def test_ready_ends_the_rest():
    team = Team(CASEWORKERS, (), standings=tuple(kept(closed(hard_case())).values()))
    word = WordSaid(received("b" * 64, ANA.email, ANA.name), "", ANA.email, Said(Word.READY))
    after = decide(word, None, BRANCH, POLICY, team, MONDAY)
    assert kept(after)[ANA.email].rests_until is None


def test_who_was_told_of_the_rest_is_not_asked_how_they_are_in_another_mail():
    case = closed(hard_case(lead_since=MONDAY - timedelta(days=9), second_since=MONDAY)).case
    assert case is not None
    assert list(debriefs_due([case], TEAM, POLICY, TODAY + timedelta(days=1))) == []
    easier = closed(hard_case(emotional=2)).case
    assert easier is not None
    asked = debriefs_due([easier], TEAM, POLICY, TODAY + timedelta(days=1))
    assert [one.caseworker for one in asked] == [ANA.email, BEN.email]


# --- half a year without a day away -----------------------------------------------------------------------

LONG_AGO = MONDAY - timedelta(days=200)
EVER = date(2020, 1, 1)


def with_case(since=LONG_AGO, person=ANA, **standing) -> Team:
    case = OpenCase("C-2026-0001", Status.ACTIVE, "", "", person.email, "", 5, lead_since=since)
    return Team((person, BEN), (case,), standings=(Standing(person.email, **standing),))


def seen(team: Team, before=None, policy: Policy = POLICY, today=TODAY, first=EVER) -> list[str]:
    known = unbroken(before or {}, team, policy, today, first)
    return [one.caseworker for one in breaks_due(known, team, policy, today)]


def test_half_a_year_of_cases_without_a_day_away_is_said_to_them():
    assert seen(with_case()) == [ANA.email]
    assert seen(with_case(MONDAY - timedelta(days=181))) == []
    assert seen(with_case(None)) == []


def test_what_was_before_the_service_looked_for_the_first_time_does_not_count():
    assert seen(with_case(), first=TODAY - timedelta(days=20)) == []
    assert seen(with_case(), first=TODAY - timedelta(days=190)) == [ANA.email]


@pytest.mark.parametrize("days", [(-100, -95), (-1, -1), (0, 3), (20, 25), (-500, -150)])
def test_days_away_are_a_break_whether_past_or_ahead(days):
    away = (Absence(TODAY + timedelta(days=days[0]), TODAY + timedelta(days=days[1])),)
    assert seen(with_case(person=replace(ANA, away=away))) == []


def test_days_away_before_that_time_are_none():
    away = (Absence(TODAY - timedelta(days=300), TODAY - timedelta(days=290)),)
    assert seen(with_case(person=replace(ANA, away=away))) == [ANA.email]


def test_a_break_is_remembered_though_its_line_is_taken_out_of_the_tab():
    resting = with_case(person=replace(ANA, away=(Absence(TODAY, TODAY + timedelta(days=5)),)))
    known = unbroken({}, resting, POLICY, TODAY, EVER)
    later = unbroken(known, with_case(), POLICY, TODAY + timedelta(days=10), EVER)
    assert later == {ANA.email: TODAY + timedelta(days=1)}


def test_cases_one_after_the_other_count_together_and_a_time_without_any_ends_it():
    first = unbroken({}, with_case(MONDAY - timedelta(days=200)), POLICY, TODAY, EVER)
    assert unbroken(first, with_case(MONDAY), POLICY, TODAY, EVER) == first
    assert unbroken(first, Team((ANA, BEN)), POLICY, TODAY, EVER) == {}


def test_it_is_said_once_in_half_a_year_and_not_to_whoever_rests_or_said_no_check_ins():
    assert seen(with_case(rest_offered_on=TODAY - timedelta(days=100))) == []
    assert seen(with_case(rest_offered_on=TODAY - timedelta(days=190))) == [ANA.email]
    assert seen(with_case(check_ins=False)) == []
    assert seen(with_case(person=replace(ANA, paused=True))) == []
    assert seen(with_case(person=replace(ANA, email="ana@college.example"))) == []
    assert seen(with_case(), policy=replace(POLICY, care=Care(break_days=0))) == []


def test_nobody_else_hears_of_it():
    decision = decide(NoBreakSeen(ANA.email), None, BRANCH, POLICY, with_case(), MONDAY)
    sends = [one for one in decision.effects if isinstance(one, Send)]
    assert [(one.kind, one.to.email) for one in sends] == [("no_break", ANA.email)]
    assert kept(decision)[ANA.email].rest_offered_on == TODAY
    assert len(decision.effects) == 2 and ANA.name not in decision.why
