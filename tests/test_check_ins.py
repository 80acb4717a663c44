"""Asking how somebody is: when, whom, and never twice (DOMAIN.md §3.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from casework.check_ins import debriefs_due, long_hard, pulses_due, taken_as_asked
from casework.facts.due import CheckInDue, DebriefDue, PulseDue
from casework.facts.letters import FormReceived
from casework.intake import form_received
from casework.listeners import listeners
from casework.model import Absence, Caseworker, KeyDate, Level, OpenCase, Status, Team
from casework.numbers import Care
from casework.own_word import Review, Standing
from tests.support.branches import BRANCH, CASEWORKERS, MONDAY, POLICY, TEAM, form, received

ANA, BEN, CARA = CASEWORKERS
TODAY = date(2026, 11, 24)
LONG_AGO = MONDAY - timedelta(days=90)
HARD = {"emotional": 2}


def a_case(what: str = "hearing", days: int = -1, **changes):
    """A case that Ana and Ben have, with something on a day before today."""
    made = form_received(FormReceived(received(), form()), BRANCH, POLICY, TEAM, MONDAY).case
    dates = (KeyDate(TODAY + timedelta(days=days), what),) if what else ()
    usual = {"status": Status.ACTIVE, "key_dates": dates}
    usual |= {"lead": ANA.email, "second": BEN.email, "lead_since": LONG_AGO, "second_since": LONG_AGO}
    return replace(made, **(usual | changes))


def asked(case, team=TEAM, policy=POLICY, today=TODAY):
    return list(debriefs_due([case], team, policy, today))


def both(case, after="date"):
    return [DebriefDue(case.ref, ANA.email, after), DebriefDue(case.ref, BEN.email, after)]


@pytest.mark.parametrize("what", ["hearing", "Disciplinary hearing", "appeal panel", "employment tribunal"])
def test_the_day_after_a_hearing_both_are_asked(what):
    assert asked(a_case(what)) == both(a_case())
    assert asked(a_case(what, days=0)) == [] and asked(a_case(what, days=5)) == []


@pytest.mark.parametrize("what", ["", "meeting with HR", "appeal due", "deadline for the hearing papers"])
def test_after_an_ordinary_date_nobody_is_asked(what):
    assert asked(a_case(what)) == []


def test_a_meeting_of_a_hard_case_counts_like_a_hearing_and_a_deadline_never_does():
    assert asked(a_case("meeting with HR", **HARD)) == both(a_case())
    assert asked(a_case("appeal due", **HARD)) == []


def test_the_date_of_the_form_counts_as_well():
    told = form(key_date="2026-11-23T10:00", key_event="Disciplinary hearing")
    assert asked(a_case("", form=told)) == both(a_case())


def test_a_hard_case_that_is_closed_is_asked_about_and_an_easy_one_is_not():
    closed = {"status": Status.CLOSED, "closed_at": MONDAY}
    assert asked(a_case("", **closed, **HARD)) == both(a_case(), "closed")
    assert asked(a_case("", **closed)) == []


def test_whoever_came_to_the_case_after_the_hearing_is_not_asked_about_it():
    assert asked(a_case(second_since=datetime(2026, 11, 24, 9, tzinfo=UTC))) == both(a_case())[:1]


def test_a_weekend_or_leave_is_waited_for_and_after_two_weeks_it_is_too_late():
    assert asked(a_case(days=-14)) == both(a_case()) and asked(a_case(days=-15)) == []
    away = replace(ANA, away=(Absence(TODAY, TODAY),))
    assert asked(a_case(), Team((away, BEN))) == both(a_case())[1:]


def test_once_for_a_case_and_not_at_all_for_whoever_would_rather_not():
    assert asked(a_case(asked_after=(ANA.email,))) == both(a_case())[1:]
    rather_not = replace(TEAM, standings=(Standing(ANA.email, check_ins=False),))
    assert asked(a_case(), rather_not) == both(a_case())[1:]
    assert asked(a_case(), policy=replace(POLICY, care=Care(check_ins=False))) == []


def test_nobody_is_asked_where_the_employer_can_read_it_or_after_they_left():
    at_work = replace(ANA, email="ana@staff.college.example")
    case = a_case(lead=at_work.email)
    assert [due.caseworker for due in asked(case, Team((at_work, BEN)))] == [BEN.email]
    assert [due.caseworker for due in asked(a_case(), Team((replace(ANA, left=True), BEN)))] == [BEN.email]


def test_in_a_journal_made_anew_nobody_is_asked_about_what_lies_behind():
    assert asked(taken_as_asked(a_case(), POLICY, MONDAY + timedelta(days=1))) == []
    later = taken_as_asked(a_case(days=5), POLICY, MONDAY)
    assert later.asked_after == () and asked(later, today=TODAY + timedelta(days=6)) == both(later)


# --- a hard case for long ---------------------------------------------------------------------------------


def hard_team(since=LONG_AGO, emotional=2, **standing):
    case = OpenCase("C-2026-0001", Status.ACTIVE, "", "", ANA.email, "", 5, emotional=emotional)
    told = (Standing(ANA.email, **standing),)
    return Team(CASEWORKERS, (replace(case, lead_since=since),), standings=told)


def test_whoever_has_had_a_hard_case_for_two_months_is_asked():
    assert list(long_hard(hard_team(), POLICY, TODAY)) == [CheckInDue(ANA.email)]
    assert not list(long_hard(hard_team(since=MONDAY - timedelta(days=50)), POLICY, TODAY))
    assert not list(long_hard(hard_team(emotional=1), POLICY, TODAY))
    assert not list(long_hard(hard_team(since=None), POLICY, TODAY))


@pytest.mark.parametrize("known", ["talked_on", "asked_on"])
def test_whoever_has_talked_or_was_asked_is_left_alone_for_as_long(known):
    for days, is_asked in ((59, False), (60, True)):
        team = hard_team(**{known: TODAY - timedelta(days=days)})
        assert bool(list(long_hard(team, POLICY, TODAY))) is is_asked


def test_while_their_cases_are_being_reviewed_they_are_not_asked_besides():
    running = Review(1, MONDAY, (MONDAY,), 1.0)
    assert not list(long_hard(hard_team(review=running), POLICY, TODAY))
    assert list(long_hard(hard_team(review=replace(running, reminded=1)), POLICY, TODAY))


# --- the monthly question ---------------------------------------------------------------------------------


def test_the_monthly_question_goes_to_whoever_wished_for_it_from_the_next_month_on():
    wished = replace(TEAM, standings=(Standing(ANA.email, pulse_on=date(2026, 11, 9)), Standing(BEN.email)))
    assert list(pulses_due(wished, TODAY)) == []
    assert list(pulses_due(wished, date(2026, 12, 1))) == [PulseDue(ANA.email)]
    assert list(pulses_due(wished, date(2027, 11, 1))) == [PulseDue(ANA.email)]


# --- somebody to talk with --------------------------------------------------------------------------------


def test_listeners_are_experienced_have_room_and_are_not_whoever_asks():
    new = Caseworker("Dan Yeo", "dan@home.example", level=Level.NEW)
    resting = Caseworker("Eve Orr", "eve@home.example", paused=True)
    busy = OpenCase("C-2026-0001", Status.ACTIVE, "", "", BEN.email, "", 7)
    some = OpenCase("C-2026-0002", Status.ACTIVE, "", "", CARA.email, "", 2)
    team = Team((*CASEWORKERS, new, resting), (busy, some))
    assert listeners(ANA.email, team, POLICY, received()) == ["Cara Lund"]
    assert listeners(BEN.email, team, POLICY, received()) == ["Ana Ruiz", "Cara Lund"]
